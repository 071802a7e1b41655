"""What we lack and what may come: noted, asked, known, dropped; superseded, never edited."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.ask_endings import withdraw_ask
from orchestrator.engagement.asks import add_ask
from orchestrator.engagement.telling import note, untell
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Ask,
    AskKind,
    Contact,
    FactKind,
    Impact,
    Likelihood,
    OpenPoint,
    Participant,
    PointKind,
    PointState,
    Project,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Action, Actor, record

LONGEST: Final = 500
LONGEST_REASON: Final = 300
ON_SILENCE: Final = "we ask you again when we talk."


@dataclass(frozen=True, slots=True)
class Point:
    """What a person types.  ``topic``: the line of the checklist, empty for one of their own."""

    kind: PointKind
    text: str
    contact_id: int | None = None
    due_on: date | None = None
    likelihood: Likelihood | None = None
    plan: str = ""
    topic: str = ""


def add_point(
    session: Session, project: Project, point: Point, *, source: str, actor: Actor, now: datetime
) -> OpenPoint:
    """Put one into the list.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: the line of the checklist stands there already.
    """
    _check(session, project.id, point)
    if point.topic:
        # Locked, so that of two clicks the second finds what the first one did.
        session.get_one(Project, project.id, with_for_update=True, populate_existing=True)
        if standing_for(session, project.id, point.topic) is not None:
            raise Refused("somebody has noted this in the meantime")
    return _keep(session, project.id, point, source=source, actor=actor, now=now)


def change_point(
    session: Session, row_id: int, point: Point, *, source: str, actor: Actor, now: datetime
) -> OpenPoint:
    """Put another row in the place of one, which stays as it was.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it is open no more, waits for an answer, or nothing would be other than before.
    """
    before = session.get_one(OpenPoint, row_id)
    _check(session, before.project_id, point)
    if all(getattr(before, name) == getattr(point, name) for name in Point.__slots__):
        raise Refused("nothing is other than it was")
    if before.ask is not None and before.ask.state in OPEN_STATES:
        raise Refused("it is asked already; take the question back first")
    _move(session, row_id, (PointState.OPEN,), state=PointState.SUPERSEDED)
    return _keep(
        session, before.project_id, point, source=source, actor=actor, now=now,
        supersedes_id=row_id,
    )  # fmt: skip


def settle_point(
    session: Session, row_id: int, state: PointState, reason: str, *, actor: Actor, now: datetime
) -> OpenPoint:
    """Say how we know it, or why it is dropped.  The caller commits.

    Raises:
        UsageError: nothing is said, or too much.
        Refused: it is open no more.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        what = "what we know, and where from" if state is PointState.KNOWN else "why"
        raise UsageError(f"reason: say {what}, in at most {LONGEST_REASON} characters")
    row = _move(session, row_id, (PointState.OPEN,), state=state, reason=reason)
    _record(session, row, actor=actor, now=now)
    return row


def risk_happened(
    session: Session, row_id: int, words: str, *, actor: Actor, now: datetime
) -> OpenPoint:
    """It came true: the next update tells it, in ``words``.  The caller commits.

    Raises:
        UsageError: no words are given, or too many.
        Refused: it is open no more, or no risk.
    """
    row = _move(session, row_id, (PointState.OPEN,), state=PointState.HAPPENED)
    if row.kind is not PointKind.RISK:
        raise Refused("only a risk can come true")
    note(
        session, row, row.project, kind=FactKind.NEWS, text=words, impact=Impact.BAD,
        source=f"open_point:{row.id}", actor=actor, now=now,
    )  # fmt: skip
    _record(session, row, actor=actor, now=now)
    return row


def reopen_point(session: Session, row_id: int, *, actor: Actor, now: datetime) -> OpenPoint:
    """It was a mistake: it is open again, and what nobody was told is not told.

    The caller commits.

    Raises:
        Refused: it is open.
    """
    settled = (PointState.KNOWN, PointState.HAPPENED, PointState.DROPPED)
    row = _move(session, row_id, settled, state=PointState.OPEN, reason="")
    if row.fact_id is not None:
        untell(session, row, actor=actor, now=now)
    _record(session, row, actor=actor, now=now)
    return row


def ask_point(
    session: Session,
    row_id: int,
    contact: Contact,
    *,
    due_on: date,
    source: str,
    actor: Actor,
    now: datetime,
) -> Ask:
    """Put what we lack as a question into the next update to ``contact``.  The caller commits.

    Raises:
        Refused: it is no open lack, is asked already, or the contact takes part no more.
    """
    row = session.get_one(OpenPoint, row_id, with_for_update=True, populate_existing=True)
    if row.kind is not PointKind.LACK or row.state is not PointState.OPEN:
        raise Refused("only what we lack can be asked")
    if not _takes_part(session, row.project_id, contact.id):
        raise Refused(f"{contact.name} takes part no more; change whom to ask")
    before = session.get(Ask, row.ask_id) if row.ask_id else None
    if before is not None and before.state in OPEN_STATES:
        raise Refused("it is asked already")
    ask = add_ask(
        session, row.project, contact, kind=AskKind.VALUE, text=row.text, due_on=due_on,
        on_silence=ON_SILENCE, source=source, actor=actor, now=now,
    )  # fmt: skip
    row.ask_id = ask.id
    _record(session, row, actor=actor, now=now, ask=ask.id)
    return ask


def unask_point(session: Session, row_id: int, *, actor: Actor, now: datetime) -> None:
    """To ask it was a wrong click.  The caller commits.

    Raises:
        Refused: it is not asked, or an update has asked it already.
    """
    row = session.get_one(OpenPoint, row_id, with_for_update=True, populate_existing=True)
    ask = session.get(Ask, row.ask_id) if row.ask_id else None
    if ask is None or ask.asked_at is not None:
        raise Refused("an update has asked it; withdraw the question on its page")
    withdraw_ask(session, ask.id, "It was not to be asked", actor=actor, now=now)
    row.ask_id = None
    _record(session, row, actor=actor, now=now)


def standing_for(session: Session, project_id: int, topic: str) -> OpenPoint | None:
    """The row that stands for a line of the checklist."""
    return session.scalar(
        select(OpenPoint).where(
            OpenPoint.project_id == project_id,
            OpenPoint.topic == topic,
            OpenPoint.state != PointState.SUPERSEDED,
        )
    )


def _check(session: Session, project_id: int, point: Point) -> None:
    if not point.text.strip():
        raise UsageError("text: write it in one sentence")
    for name, typed in (("text", point.text), ("plan", point.plan)):
        if len(typed) > LONGEST:
            raise UsageError(f"{name}: this has {len(typed)} characters; at most {LONGEST}")
    if (point.kind is PointKind.RISK) != (point.likelihood is not None):
        raise UsageError("likelihood: choose one of the list")
    if point.contact_id and not _takes_part(session, project_id, point.contact_id):
        raise UsageError("contact_id: choose somebody of this project")


def _takes_part(session: Session, project_id: int, contact_id: int) -> bool:
    mine = select(Participant.id).where(
        Participant.project_id == project_id, Participant.contact_id == contact_id
    )
    return session.scalar(mine) is not None


def _keep(
    session: Session,
    project_id: int,
    point: Point,
    *,
    source: str,
    actor: Actor,
    now: datetime,
    supersedes_id: int | None = None,
) -> OpenPoint:
    values: dict[str, Any] = {name: getattr(point, name) for name in Point.__slots__}
    row = OpenPoint(
        project_id=project_id, source=source, noted_at=now, supersedes_id=supersedes_id, **values
    )
    session.add(row)
    session.flush()
    extra = {"supersedes": supersedes_id} if supersedes_id else {"entered": True}
    _record(session, row, actor=actor, now=now, **extra)
    return row


def _move(
    session: Session, row_id: int, before: tuple[PointState, ...], **values: Any
) -> OpenPoint:
    row: OpenPoint | None = session.scalar(
        update(OpenPoint)
        .where(OpenPoint.id == row_id, OpenPoint.state.in_(before))
        .values(**values)
        .returning(OpenPoint)
    )
    if row is None:
        raise Refused("somebody has changed this in the meantime")
    return row


def _record(session: Session, row: OpenPoint, *, actor: Actor, now: datetime, **extra: Any) -> None:
    session.flush()
    record(
        session,
        Action.POINT,
        f"open_point:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        details={"text": row.text, "plan": row.plan, "reason": row.reason},
        kind=row.kind.value,
        state=row.state.value,
        **extra,
    )
