"""What was found of a value goal, when, and how we know."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.engagement.value import FIRST_DAY, current_row, is_measured
from orchestrator.errors import Refused, UsageError
from orchestrator.models import GoalState, Measurement, ValueGoal
from orchestrator.record.append import Action, Actor, record

LONGEST_EVIDENCE: Final = 300


def add_measurement(
    session: Session,
    goal_id: int,
    *,
    value: Decimal | None,
    measured_on: date,
    evidence: str,
    source: str,
    user_id: int | None,
    today: date,
    actor: Actor,
    now: datetime,
) -> Measurement:
    """Write down what was found of a goal, and how we know.  The caller commits.

    ``today`` is the day at the studio, after which nothing can have been measured.

    Raises:
        UsageError: names the field and what it needs.
        Refused: the goal is not open.
    """
    goal = _open(session, goal_id)
    evidence = " ".join(evidence.split())
    if (goal.target is None) != (value is None):
        words = "write what was measured" if value is None else "this goal is told in words alone"
        raise UsageError(f"value: {words}")
    if not FIRST_DAY <= measured_on <= today:
        raise UsageError(f"measured_on: give a day from {FIRST_DAY} to today")
    if not evidence or len(evidence) > LONGEST_EVIDENCE:
        raise UsageError(f"evidence: say how we know, in at most {LONGEST_EVIDENCE} characters")
    measurement = Measurement(
        goal_id=goal.root_id,
        value=value,
        measured_on=measured_on,
        evidence=evidence,
        source=source,
        user_id=user_id,
        known_at=now,
    )
    session.add(measurement)
    _measured(session, goal, measurement, actor=actor, now=now)
    return measurement


def undo_measurement(
    session: Session, measurement_id: int, *, actor: Actor, now: datetime
) -> Measurement:
    """It was a mistake: what it says does not count.  The caller commits.

    Raises:
        Refused: somebody said so before, or its goal was settled by it.
    """
    measurement: Measurement | None = session.scalar(
        update(Measurement)
        .where(Measurement.id == measurement_id, Measurement.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(Measurement)
    )
    if measurement is None:
        raise Refused("somebody has taken this back in the meantime")
    goal = session.scalars(current_row(measurement.goal_id)).one()
    if goal.state is GoalState.REACHED and not is_measured(session, goal):
        raise Refused("the goal is called reached because of it: reopen the goal first")
    _measured(session, goal, measurement, actor=actor, now=now, undone=True)
    return measurement


def _open(session: Session, goal_id: int) -> ValueGoal:
    # Locked, so that it is not settled while something is measured.
    goal = session.get(
        ValueGoal, goal_id, with_for_update={"of": ValueGoal}, populate_existing=True
    )
    if goal is None or goal.state is not GoalState.OPEN:
        raise Refused("this goal is not open, or was changed in the meantime")
    return goal


def _measured(
    session: Session,
    goal: ValueGoal,
    measurement: Measurement,
    *,
    actor: Actor,
    now: datetime,
    undone: bool = False,
) -> None:
    session.flush()
    found = {"value": measurement.value, "evidence": measurement.evidence}
    record(
        session,
        Action.MEASURE,
        f"value_goal:{goal.root_id}",
        actor=actor,
        now=now,
        project_id=goal.project_id,
        details={name: str(value) for name, value in found.items() if value is not None},
        measurement=measurement.id,
        on=measurement.measured_on.isoformat(),
        undone=undone,
    )
