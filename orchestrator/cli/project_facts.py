"""``orchestrator project knew`` and ``lag``: who was told what when, and how long that took."""

from dataclasses import asdict
from datetime import date, datetime

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.engagement.knew import Knew, knew
from orchestrator.engagement.lag_rows import table_of
from orchestrator.engagement.transparency import in_words


@click.command("knew")
@click.argument("slug")
@click.option("--on", type=naming.DAY, required=True, help="The end of this day: 2026-05-03.")
@click.option("--who", help="Name or address of one person; else everybody of the project.")
@answers
def show_knew(slug: str, on: date, who: str | None) -> Answer:
    r"""Say what each person had been told by the end of a day, where they live.

    Below it stands what we knew then and had not told, each with its source.

    \b
    Examples:
      orchestrator project knew booking --on 2026-05-03
      orchestrator project knew booking --on 2026-05-03 --who "Dana Whitfield" --json
    """
    service = open_service()
    with service.database.read() as session:
        row = naming.project_named(session, slug)
        asked = [naming.person_named(row, who)] if who else naming.people_of(row)
        found = knew(session, row.id, asked, on, now=service.now)
        lines = [line for one in found for line in _lines(one)]
        data = [
            {
                "contact": one.contact.name,
                "until": one.until,
                "told": [asdict(each) for each in one.told],
                "untold": [asdict(each) for each in one.untold],
            }
            for one in found
        ]
    return Answer("\n".join(lines) or "Nobody takes part yet.", data)


def _lines(one: Knew) -> list[str]:
    told = [
        (f"  {_at(each.told_at)}", f"update {each.number}", each.text, each.source)
        for each in one.told
    ]
    untold = [
        (f"  {_at(each.known_at)}", each.impact.value, each.text, each.source)
        for each in one.untold
    ]
    return [
        f"{one.contact.name}, until {_at(one.until)} UTC",
        " Had been told:",
        table(told) or "  nothing",
        " We knew, and had not told:",
        table(untold) or "  nothing",
    ]


def _at(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}"


@click.command("lag")
@click.argument("slug")
@answers
def show_lag(slug: str) -> Answer:
    r"""Say how long it took from knowing to telling, bad news apart.

    With --json each fact and person, to the second.

    \b
    Examples:
      orchestrator project lag booking
      orchestrator project lag booking --json | jq '.data.rows[] | select(.told_at == null)'
    """
    service = open_service()
    with service.database.read() as session:
        row = naming.project_named(session, slug)
        found = table_of(session, row, now=service.now)
    text = f"All: {in_words(found.every)}\nBad news: {in_words(found.bad)}"
    return Answer(text, {**found.summary(), "rows": found.rows})
