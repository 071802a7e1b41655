"""``orchestrator project value``: goals with their evidence, for people and for scripts."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from orchestrator.engagement.measurements import add_measurement
from orchestrator.engagement.value import Wanted, add_goal
from orchestrator.models import Database, Project
from orchestrator.record.append import Actor
from tests.cli.shell import Shell
from tests.factories import MONDAY


def test_s29_project_value_lists_each_goal_with_its_evidence(studio: Shell, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.write() as session:
        project = session.scalars(select(Project)).one()
        actor: dict[str, Any] = {"source": "user:1", "actor": Actor("user:1", "web"), "now": MONDAY}
        contact = project.participants[0].contact
        wanted = Wanted("Fewer calls", "calls", start=Decimal(40), target=Decimal(20))
        goal = add_goal(session, project, contact, wanted, **actor)
        add_goal(session, project, contact, Wanted("Calm staff"), **actor)
        add_measurement(
            session, goal.id, value=Decimal("31.50"), measured_on=MONDAY.date(), evidence="Log",
            user_id=None, today=MONDAY.date(), **actor,
        )  # fmt: skip
    database.dispose()
    calls, calm = studio.data("project", "value", "booking")
    assert (calls["goal"], calls["now"], calls["start"], calls["target"], calls["better"]) == (
        "Fewer calls", "31.50", "40", "20", "down"
    )  # fmt: skip
    assert (calls["evidence"], calls["measured_on"], calls["state"]) == (
        "Log",
        "2026-11-23",
        "open",
    )
    assert (calm["now"], calm["evidence"], calm["measurements"]) == (None, None, 0)
    shown = studio.run("project", "value", "booking").stdout
    assert "31.5 calls on" in shown
    assert "No evidence yet" in shown
    assert "there is none" in studio.run("project", "value", "nothing", exit_code=2).stderr
