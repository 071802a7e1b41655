"""``orchestrator statements``: expectations, requests, questions and promises in mails."""

from typing import BinaryIO, cast

import click

from orchestrator.cli.json_lines import Record, answer_lines, date_field, one_of, text_field
from orchestrator.conversation.statement_clauses import Direction
from orchestrator.conversation.statements import find_statements


@click.command("statements")
@click.option("--input", "lines", type=click.File("rb"), default="-", hidden=True)
def statements(lines: BinaryIO) -> None:
    r"""Read {id, direction, text, today} a line; write what the mail asks for or promises.

    Direction "in" is a client's mail, "out" is ours.

    \b
    Example:
      echo '{"id": 1, "direction": "out", "today": "2026-11-18",
             "text": "I will send the plan by Friday."}' | tr -d '\n' | orchestrator statements
    """
    answer_lines(lines, _answer)


def _answer(record: Record) -> Record:
    direction = cast(Direction, one_of(record.get("direction"), "direction", ("in", "out")))
    found = find_statements(
        text_field(record, "text"), direction=direction, today=date_field(record, "today")
    )
    return {"found": [statement.as_json() for statement in found]}
