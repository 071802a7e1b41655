"""``orchestrator calendar``: when a contact's next updates are due, and why then."""

from datetime import timedelta
from itertools import takewhile

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.digest.cadence import coming_slots
from orchestrator.digest.render import rhythm_of
from orchestrator.digest.slot_words import why_each
from orchestrator.walltime import zone_of


@click.command("calendar")
@click.argument("address")
@click.option(
    "--days", type=click.IntRange(1, 1830), default=90, show_default=True, help="How far ahead."
)
@answers
def calendar(address: str, days: int) -> Answer:
    r"""List the coming updates of the contact with this ADDRESS, each with its reason.

    Times are on the contact's clock; --json adds the moments in UTC.

    \b
    Examples:
      orchestrator calendar dana@harbor.example
      orchestrator calendar dana@harbor.example --days 365 --json | jq '.data[].at'
    """
    service = open_service()
    until = service.now + timedelta(days=days)
    with service.database.read() as session:
        contact = naming.contact_named(session, address)
        name, rhythm, is_stopped = contact.name, rhythm_of(contact), contact.wishes.stopped
    if is_stopped:
        return Answer(f"{name} gets no automatic mail", [])
    coming = takewhile(lambda slot: slot.at <= until, coming_slots(rhythm, after=service.now))
    zone = zone_of(rhythm.zone)
    data = [
        {
            "at": slot.at,
            "local": f"{slot.at.astimezone(zone):%a %Y-%m-%d %H:%M}",
            "why": why,
            "slot": slot.key,
        }
        for slot, why in why_each(rhythm, coming, after=service.now)
    ]
    rows = [[row["local"], row["why"]] for row in data]
    return Answer(table(rows) or f"Nothing is due within {days} days", data)
