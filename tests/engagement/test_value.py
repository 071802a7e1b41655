"""What each client wants to gain: added, measured, changed, settled, and every step taken back."""

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.measurements import add_measurement, undo_measurement
from orchestrator.engagement.value import (
    Wanted,
    add_goal,
    change_goal,
    reopen_goal,
    settle_goal,
    undo_change,
)
from orchestrator.engagement.withdraw import bring_back_noted, withdraw_noted
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    AuditEntry,
    Better,
    Contact,
    Database,
    GoalState,
    Measurement,
    Project,
    ValueGoal,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_contact, make_mail, make_project

MAYA: dict[str, Any] = {"actor": Actor("user:1", "web"), "now": MONDAY}
BY: dict[str, Any] = {"source": "user:1", **MAYA}
CALLS = Wanted(
    "Fewer calls at the desk", "calls a week", start=D(40), target=D(20), due_on=date(2026, 12, 31)
)
TODAY = MONDAY.date()


@pytest.fixture
def people(database: Database) -> tuple[int, int]:
    with database.write() as session:
        dana = make_contact(session)
        return make_project(session, dana).id, dana.id


def goal_of(session: Session, people: tuple[int, int], wanted: Wanted = CALLS) -> ValueGoal:
    project, dana = session.get_one(Project, people[0]), session.get_one(Contact, people[1])
    return add_goal(session, project, dana, wanted, **BY)


def measure(session: Session, goal: ValueGoal, **values: Any) -> Measurement:
    given: dict[str, Any] = {"value": D("31.5"), "measured_on": TODAY, "evidence": "The call log"}
    return add_measurement(session, goal.id, **(given | values), user_id=None, today=TODAY, **BY)


def test_s29_a_goal_keeps_its_words_its_source_and_its_evidence(
    database: Database, people: tuple[int, int]
) -> None:
    with database.write() as session:
        goal = goal_of(session, people)
        measure(session, goal, value=D("31.50"))
    with database.read() as session:
        goal = session.scalars(select(ValueGoal)).one()
        assert (goal.text, goal.unit, goal.better, goal.start, goal.target, goal.source) == (
            "Fewer calls at the desk", "calls a week", Better.DOWN, D(40), D(20), "user:1"
        )  # fmt: skip
        found = session.scalars(select(Measurement)).one()
        assert (str(found.value), found.evidence, found.goal_id) == (
            "31.50", "The call log", goal.id
        )  # fmt: skip
        told = session.execute(select(AuditEntry.action, AuditEntry.obj).order_by(AuditEntry.seq))
        assert [tuple(row) for row in told] == [
            ("goal", f"value_goal:{goal.id}"), ("measure", f"value_goal:{goal.id}")
        ]  # fmt: skip


def test_what_a_goal_needs(database: Database, people: tuple[int, int]) -> None:
    with database.write() as session:
        for wrong, field in (
            (Wanted("  "), "text"),
            (Wanted("x" * 501), "text"),
            (Wanted("a", unit="calls"), "target"),
            (Wanted("a", start=D(1)), "target"),
            (Wanted("a", start=D(1), target=D(1)), "target"),
            (Wanted("a", target=D(1)), "better"),
            (Wanted("a", better=Better.UP, start=D(2), target=D(1)), "better"),
            (Wanted("a", unit="x" * 31, better=Better.UP, target=D(1)), "unit"),
            (Wanted("a", due_on=date(1999, 12, 31)), "due_on"),
            (Wanted("a", due_on=date(2040, 1, 1)), "due_on"),
        ):
            with pytest.raises(UsageError, match=f"^{field}: "):
                goal_of(session, people, wrong)
        stranger = make_contact(session)
        with pytest.raises(UsageError, match=r"^contact_id: .* does not take part"):
            add_goal(session, session.get_one(Project, people[0]), stranger, CALLS, **BY)


def test_what_a_measurement_needs(database: Database, people: tuple[int, int]) -> None:
    with database.write() as session:
        goal, words = goal_of(session, people), goal_of(session, people, Wanted("Calm staff"))
        for wrong, field in (
            ({"measured_on": TODAY + timedelta(days=1)}, "measured_on"),
            ({"measured_on": date(1999, 12, 31)}, "measured_on"),
            ({"evidence": " \n"}, "evidence"),
            ({"evidence": "x" * 301}, "evidence"),
            ({"value": None}, "value"),
        ):
            with pytest.raises(UsageError, match=f"^{field}: "):
                measure(session, goal, **wrong)
        with pytest.raises(UsageError, match=r"^value: this goal is told in words alone"):
            measure(session, words)
        assert measure(session, words, value=None).id
        assert measure(session, goal, measured_on=date(2000, 1, 1)).id


def test_a_change_supersedes_and_the_measurements_stay_with_the_goal(
    database: Database, people: tuple[int, int]
) -> None:
    with database.write() as session:
        goal = goal_of(session, people)
        measure(session, goal)
        with pytest.raises(UsageError, match=r"^unit: it was measured"), session.begin_nested():
            change_goal(session, goal.id, Wanted("Calm staff"), **BY)
        changed = change_goal(
            session, goal.id, Wanted("Fewer calls", "calls a week", target=D(15), start=D(40)), **BY
        )
        assert (changed.supersedes_id, changed.root_id) == (goal.id, goal.id)
        with pytest.raises(Refused):
            change_goal(session, goal.id, CALLS, **BY)
        with pytest.raises(Refused):
            measure(session, goal)
        assert measure(session, changed).goal_id == goal.id
        back = undo_change(session, changed.id, **BY)
        assert (back.text, back.target, back.supersedes_id) == (CALLS.text, D(20), changed.id)
        again = undo_change(session, back.id, **BY)
        assert again.text == "Fewer calls"
        with pytest.raises(Refused):
            undo_change(session, goal_of(session, people).id, **BY)
        states = session.scalars(
            select(ValueGoal.state).where(ValueGoal.id <= again.id).order_by(ValueGoal.id)
        ).all()
        assert states == [GoalState.CHANGED] * 3 + [GoalState.OPEN]


def test_a_goal_ends_once_with_a_reason_and_is_reached_only_where_something_shows_it(
    database: Database, people: tuple[int, int]
) -> None:
    with database.write() as session:
        goal = goal_of(session, people)
        for outcome, reason in (("missed", ""), ("withdrawn", " "), ("open", "x"), ("won", "x")):
            with pytest.raises(UsageError):
                settle_goal(session, goal.id, outcome, reason=reason, **MAYA)
        with pytest.raises(Refused, match="nothing shows it"), session.begin_nested():
            settle_goal(session, goal.id, "reached", **MAYA)
        measurement = measure(session, goal, value=D(19))
        assert settle_goal(session, goal.id, "reached", **MAYA).state is GoalState.REACHED
        with pytest.raises(Refused):
            settle_goal(session, goal.id, "missed", reason="late", **MAYA)
        with pytest.raises(Refused, match="reopen the goal first"), session.begin_nested():
            undo_measurement(session, measurement.id, **MAYA)
        assert reopen_goal(session, goal.id, **MAYA).state is GoalState.OPEN
        with pytest.raises(Refused):
            reopen_goal(session, goal.id, **MAYA)
        assert undo_measurement(session, measurement.id, **MAYA).withdrawn_at == MONDAY
        with pytest.raises(Refused):
            undo_measurement(session, measurement.id, **MAYA)


def test_what_came_from_a_mail_goes_and_comes_back_with_it(
    database: Database, people: tuple[int, int]
) -> None:
    with database.write() as session:
        goal = goal_of(session, people)
        mail = make_mail(session, session.get_one(Contact, people[1]), project_id=people[0])
        hers = goal_of(session, people)
        hers.source = f"mail:{mail.id}"
        found = measure(session, goal)
        found.source = hers.source
        session.flush()
        noted = withdraw_noted(session, [mail.id], now=MONDAY)
        assert (noted["goals"], noted["measurements"]) == ([hers.id], [found.id])
        session.expire_all()
        assert (goal.state, hers.state) == (GoalState.OPEN, GoalState.WITHDRAWN)
        bring_back_noted(session, noted)
        session.expire_all()
        assert (hers.state, found.withdrawn_at) == (GoalState.OPEN, None)
        bring_back_noted(session, {"facts": [], "asks": []})
