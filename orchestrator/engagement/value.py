"""What each client wants to gain, and what was measured of it.

A goal is superseded, never edited.  What is said of it is recorded under its first row.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.telling import sentence, tell, untell
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Better,
    Contact,
    GoalState,
    Measurement,
    Participant,
    Project,
    ValueGoal,
)
from orchestrator.record.append import Action, Actor, record

LONGEST: Final = 500
LONGEST_REASON: Final = 300
OUTCOMES: Final[Mapping[GoalState, bool]] = {
    GoalState.REACHED: False,
    GoalState.MISSED: True,
    GoalState.WITHDRAWN: True,
}
"""What a person can say of a goal, and whether that needs a reason."""
FIRST_DAY: Final = date(2000, 1, 1)
_AHEAD: Final = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a contact wants: without a target in words alone.

    ``better`` may be left out where the start and the target say it.
    """

    text: str
    unit: str = ""
    better: Better | None = None
    start: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None


def add_goal(
    session: Session,
    project: Project,
    contact: Contact,
    wanted: Wanted,
    *,
    source: str,
    actor: Actor,
    now: datetime,
    said_at: datetime | None = None,
) -> ValueGoal:
    """Write down what a contact wants to gain.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
    """
    takes_part = select(Participant.id).filter_by(project_id=project.id, contact_id=contact.id)
    if session.scalar(takes_part) is None:
        raise UsageError(f"contact_id: {contact.name} does not take part in {project.name}")
    goal = ValueGoal(
        project_id=project.id,
        contact_id=contact.id,
        **asdict(_checked(wanted, now)),
        state=GoalState.OPEN,
        source=source,
        said_at=said_at or now,
        known_at=now,
    )
    session.add(goal)
    _note(session, goal, actor=actor, now=now, change="added")
    return goal


def change_goal(
    session: Session,
    goal_id: int,
    wanted: Wanted,
    *,
    source: str,
    actor: Actor,
    now: datetime,
    change: str = "changed",
) -> ValueGoal:
    """Let a row with other words or numbers take a goal's place.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: the goal is not open, or was changed in the meantime.
    """
    wanted = _checked(wanted, now)
    former = session.get(ValueGoal, goal_id)
    if former is not None and is_measured(session, former) and _is_other(former, wanted):
        raise UsageError("unit: it was measured already; add a goal of its own for another measure")
    former = _move(session, goal_id, GoalState.OPEN, GoalState.CHANGED)
    goal = ValueGoal(
        project_id=former.project_id,
        contact_id=former.contact_id,
        first_id=former.root_id,
        **asdict(wanted),
        state=GoalState.OPEN,
        source=source,
        said_at=now,
        known_at=now,
        supersedes_id=former.id,
    )
    session.add(goal)
    _note(session, goal, actor=actor, now=now, change=change, was=former.id)
    return goal


def undo_change(
    session: Session, goal_id: int, *, source: str, actor: Actor, now: datetime
) -> ValueGoal:
    """It was a wrong change: a goal says again what it said before.  The caller commits.

    Raises:
        Refused: it was not changed, or is not open.
    """
    goal = session.get(ValueGoal, goal_id)
    if goal is None or goal.supersedes_id is None:
        raise Refused("there is nothing to take back")
    before = session.get_one(ValueGoal, goal.supersedes_id)
    said = Wanted(**{name: getattr(before, name) for name in Wanted.__slots__})
    return change_goal(
        session, goal_id, said, source=source, actor=actor, now=now, change="taken back"
    )


def settle_goal(
    session: Session,
    goal_id: int,
    outcome: str,
    *,
    reason: str = "",
    tells: bool = True,
    actor: Actor,
    now: datetime,
) -> ValueGoal:
    """A person says what became of a goal.  The caller commits.

    Args:
        tells: whose goal it was reads in the next update that it was missed.

    Raises:
        UsageError: there is no such outcome, no reason where one is needed, or a long one.
        Refused: the goal is not open, or nothing shows that it was reached.
    """
    state = next((each for each in OUTCOMES if each == outcome), None)
    if state is None:
        raise UsageError(f"outcome = {outcome[:20]!r}: there is none such")
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON or (OUTCOMES[state] and not reason):
        raise UsageError(f"reason: say why, in at most {LONGEST_REASON} characters")
    goal = _move(session, goal_id, GoalState.OPEN, state)
    if state is GoalState.REACHED and not is_measured(session, goal):
        raise Refused("nothing shows it yet: record a measurement first")
    if state is not GoalState.MISSED:
        _decide(session, goal, reason=reason, actor=actor, now=now)
        return goal
    _decide(session, goal, reason=reason, actor=actor, now=now, tells=tells)
    if tells:
        tell(session, goal, sentence(reason), actor=actor, now=now)
    return goal


def reopen_goal(session: Session, goal_id: int, *, actor: Actor, now: datetime) -> ValueGoal:
    """It was a wrong click.  The caller commits.

    Raises:
        Refused: nobody said what became of it.
    """
    goal = _move(session, goal_id, tuple(OUTCOMES), GoalState.OPEN)
    untell(session, goal, actor=actor, now=now)
    _decide(session, goal, reason="", actor=actor, now=now)
    return goal


def current_row(root_id: int) -> Any:
    """The statement for the row in which a goal stands now."""
    return select(ValueGoal).where(
        (ValueGoal.id == root_id) | (ValueGoal.first_id == root_id),
        ValueGoal.state != GoalState.CHANGED,
    )


def is_measured(session: Session, goal: ValueGoal) -> bool:
    """Whether anything that counts was found of a goal."""
    counted = select(Measurement.id).where(
        Measurement.goal_id == goal.root_id, Measurement.withdrawn_at.is_(None)
    )
    return session.scalar(counted.limit(1)) is not None


def _is_other(goal: ValueGoal, wanted: Wanted) -> bool:
    """Whether what was measured would mean something else."""
    return wanted.unit != goal.unit or (wanted.target is None) != (goal.target is None)


def _checked(wanted: Wanted, now: datetime) -> Wanted:
    text, unit = " ".join(wanted.text.split()), " ".join(wanted.unit.split())
    start, target, better = wanted.start, wanted.target, wanted.better
    if not text or len(text) > LONGEST:
        raise UsageError(f"text: write it in their words, in at most {LONGEST} characters")
    if len(unit) > 30:
        raise UsageError("unit: at most 30 characters")
    if target is None and (start is not None or unit):
        raise UsageError("target: say where it shall get to, or leave out start and unit")
    if start is not None and target is not None:
        if start == target:
            raise UsageError("target: is where it starts; nothing would change")
        way = Better.UP if target > start else Better.DOWN
        if better not in (None, way):
            raise UsageError(f"better: from {start} to {target} it goes {way.value}")
        better = way
    if target is not None and better is None:
        raise UsageError("better: say whether more or less is better")
    last = now.date() + _AHEAD
    if wanted.due_on is not None and not FIRST_DAY <= wanted.due_on <= last:
        raise UsageError(f"due_on: give a day from {FIRST_DAY} to {last}")
    better = better if target is not None else None
    return replace(wanted, text=text, unit=unit, better=better)


def _move(
    session: Session, goal_id: int, before: GoalState | tuple[GoalState, ...], to: GoalState
) -> ValueGoal:
    states = (before,) if isinstance(before, GoalState) else before
    goal: ValueGoal | None = session.scalar(
        update(ValueGoal)
        .where(ValueGoal.id == goal_id, ValueGoal.state.in_(states))
        .values(state=to)
        .returning(ValueGoal)
    )
    if goal is None:
        raise Refused("somebody has decided on this in the meantime")
    return goal


def _note(
    session: Session, goal: ValueGoal, *, actor: Actor, now: datetime, **extra: str | int
) -> None:
    session.flush()
    words = {"text": goal.text, "unit": goal.unit, "start": goal.start, "target": goal.target}
    record(
        session,
        Action.GOAL,
        f"value_goal:{goal.root_id}",
        actor=actor,
        now=now,
        project_id=goal.project_id,
        details={name: str(value) for name, value in words.items() if value not in (None, "")},
        contact=goal.contact_id,
        row=goal.id,
        by=goal.due_on.isoformat() if goal.due_on else None,
        **extra,
    )


def _decide(
    session: Session, goal: ValueGoal, *, reason: str, actor: Actor, now: datetime, **extra: bool
) -> None:
    record(
        session,
        Action.DECIDE,
        f"value_goal:{goal.root_id}",
        actor=actor,
        now=now,
        project_id=goal.project_id,
        details={"reason": reason} if reason else None,
        state=goal.state.value,
        **extra,
    )
