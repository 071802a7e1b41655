"""``orchestrator client ledger``: what somebody was told, what waits, and what was not sent."""

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.digest.ledger import Fate, ledger
from orchestrator.digest.ledger_rows import concerned


@click.command("ledger")
@click.argument("address")
@click.option("--fate", type=click.Choice([each.value for each in Fate]), help="Only these.")
@answers
def show_ledger(address: str, fate: str | None) -> Answer:
    r"""List each fact, question and number for the contact with this ADDRESS.

    Each is in exactly one class: sent; pending, in an open update or for the next one; or
    withheld, with its reason.

    \b
    Examples:
      orchestrator client ledger dana@harbor.example --fate withheld
      orchestrator client ledger dana@harbor.example --json | jq '.data[] | .reason'
    """
    service = open_service()
    with service.database.read() as session:
        contact = naming.contact_named(session, address)
        lines = ledger(session, contact, session.scalars(concerned(contact)).all())
        data = [
            {
                "project": line.project.slug,
                "source": line.source,
                "text": line.text,
                "fate": line.fate.value,
                "reason": line.reason,
                "at": line.at,
                "digest": line.digest_id,
            }
            for line in lines
            if fate in (None, line.fate.value)
        ]
    rows = [(row["fate"], f"{row['at']:%F}", row["text"], row["reason"]) for row in data]
    return Answer(table(rows) or "Nothing", data)
