"""``orchestrator reply read``: what replies to a digest say."""

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, cast

import click

from orchestrator.cli.json_lines import (
    BadLine,
    Record,
    answer_lines,
    date_field,
    one_of,
    text_field,
)
from orchestrator.config import check_zone
from orchestrator.conversation.reply import Ask, read_reply
from orchestrator.conversation.reply_asks import Kind


@click.group("reply")
def reply() -> None:
    r"""See how a reply to a digest is understood.

    \b
    Examples:
      orchestrator reply read --help
      orchestrator reply read < replies.jsonl
    """


@reply.command("read")
@click.option("--input", "lines", type=click.File("rb"), default="-", hidden=True)
def read(lines: BinaryIO) -> None:
    r"""Read {id, today, timezone, asks, text} a line; write answers, wishes, pulse and stop.

    An ask is {n, kind, text, options}; kind is choice, yesno or value.  Add "via_pulse": true
    where the reply answers a mail that asked for the score alone.

    \b
    Example:
      echo '{"id": 1, "today": "2026-11-20", "timezone": "Europe/London", "text": "1 yes",
             "asks": [{"n": 1, "kind": "yesno", "text": "Publish the prices?"}]}' |
        tr -d '\n' | orchestrator reply read
    """
    answer_lines(lines, _answer)


def _answer(record: Record) -> Record:
    asks = record.get("asks")
    if not isinstance(asks, list):
        raise BadLine("asks", asks, "give a list of {n, kind, text, options}")
    return read_reply(
        text_field(record, "text"),
        asks=_numbered(map(_ask, asks)),
        today=date_field(record, "today"),
        timezone=_timezone(record),
        via_pulse=bool(record.get("via_pulse", False)),
    ).as_json()


def _numbered(asks: Iterable[Ask]) -> list[Ask]:
    by_number: dict[int, Ask] = {}
    for ask in asks:
        if by_number.setdefault(ask.n, ask) is not ask:
            raise BadLine("asks.n", ask.n, "give each ask a number of its own")
    return list(by_number.values())


def _ask(ask: Any) -> Ask:
    if not isinstance(ask, Mapping):
        raise BadLine("asks", ask, "give an object {n, kind, text, options}")
    n = ask.get("n")
    if not isinstance(n, int) or not 1 <= n <= 9:
        raise BadLine("asks.n", n, "give a number from 1 to 9")
    kind = cast(Kind, one_of(ask.get("kind"), "asks.kind", ("choice", "yesno", "value")))
    options = ask.get("options") or {}
    if not isinstance(options, Mapping) or not all(
        isinstance(part, str) for option in options.items() for part in option
    ):
        raise BadLine("asks.options", options, 'give an object like {"A": "Stripe"}')
    return Ask(n, kind, text_field(ask, "text"), options)


def _timezone(record: Record) -> str:
    name = text_field(record, "timezone")
    try:
        return check_zone(name)
    except ValueError as error:
        raise BadLine(
            "timezone", name, f"give an IANA zone like Europe/London ({error})"
        ) from error
