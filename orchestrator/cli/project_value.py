"""``orchestrator project value``: what each client wants to gain, and what was measured of it."""

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, answers, open_service, table
from orchestrator.engagement.goals import Goal, goals_of


@click.command("value")
@click.argument("slug")
@answers
def show_value(slug: str) -> Answer:
    r"""List the value goals of a project by person, each with what shows where it stands.

    \b
    Examples:
      orchestrator project value booking
      orchestrator project value booking --json | jq '.data[] | select(.measured_on == null)'
    """
    service = open_service()
    with service.database.read() as session:
        row = naming.project_named(session, slug)
        goals = goals_of(session, row.id)
        data = [_as_data(goal) for goal in goals]
    today = service.now.astimezone(service.settings.zone).date()
    rows = [
        (
            goal.row.contact.name,
            goal.row.state.value,
            goal.row.text,
            goal.sentence(today) or goal.aim(today) or "No evidence yet",
        )
        for goal in goals
    ]
    return Answer(table(rows) or f"None yet: /p/{slug}/value", data)


def _as_data(goal: Goal) -> dict[str, object]:
    """Numbers as text: a JSON reader must not round what was said."""
    row, last = goal.row, goal.last
    numbers = {"start": row.start, "target": row.target, "now": last.value if last else None}
    return {
        "id": row.id,
        "contact": row.contact.name,
        "goal": row.text,
        "state": row.state.value,
        "unit": row.unit,
        "better": row.better.value if row.better else None,
        **{name: None if value is None else f"{value:f}" for name, value in numbers.items()},
        "due_on": row.due_on,
        "measured_on": last.measured_on if last else None,
        "evidence": last.evidence if last else None,
        "measurements": len(goal.found),
    }
