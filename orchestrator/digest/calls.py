"""What is urgent is told by phone first to who wants that: bad news, and an overdue ask."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Select,
    String,
    and_,
    cast,
    exists,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Ask,
    Call,
    CallState,
    Fact,
    FactHearer,
    FactTold,
    Participant,
    Project,
    Wishes,
)
from orchestrator.models.base import is_among
from orchestrator.models.preference import WANTS_CALLS
from orchestrator.models.registers import ASKABLE
from orchestrator.record.append import Action, Actor, record, system

LONGEST_REASON: Final = 300

Rows = Select[Any, Any, Any, Any]
"""Project, contact, cause, words."""


def note_urgent(session: Session, *, now: datetime) -> list[Call]:
    """Put the calls that are to be made on the list, each once.  The caller commits."""
    made: list[Call] = []
    callers = session.scalars(select(Wishes.contact_id).where(WANTS_CALLS)).all()
    if not callers:
        return made
    for query in (_bad_news(session, callers), _overdue(session, callers, now)):
        for project_id, contact_id, cause, words in session.execute(query).all():
            call = Call(
                project_id=project_id, contact_id=contact_id, cause=cause, words=words,
                created_at=now,
            )  # fmt: skip
            session.add(call)
            session.flush()
            _note(session, call, actor=system("draft"), now=now)
            made.append(call)
    return made


def note_call(
    session: Session, call: Call, *, also: Collection[str], actor: Actor, now: datetime
) -> Call:
    """Keep a call that was made, and settle what was to be told first of ``also``, causes of calls.

    The caller commits.
    """
    session.add(call)
    session.flush()
    _note(session, call, actor=actor, now=now)
    waiting = select(Call.id).where(
        Call.contact_id == call.contact_id, Call.cause.in_(also), Call.state == CallState.OPEN
    )
    values = {"state": CallState.MADE, "decided_by": call.decided_by, "decided_at": now}
    for call_id in session.scalars(waiting.order_by(Call.id)).all():
        _move(session, call_id, (CallState.OPEN,), values, actor=actor, now=now)
    return call


def settle_call(
    session: Session,
    call_id: int,
    state: CallState,
    *,
    reason: str = "",
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Call:
    """A person called, or says why no call is needed.  The caller commits.

    Raises:
        UsageError: no reason is given where no call was made, or a long one.
        Refused: somebody said so before.
    """
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON or (state is CallState.DROPPED and not reason):
        raise UsageError(f"reason: say why, in at most {LONGEST_REASON} characters")
    values = {"state": state, "reason": reason, "decided_by": user_id, "decided_at": now}
    return _move(session, call_id, (CallState.OPEN,), values, actor=actor, now=now)


def reopen_call(session: Session, call_id: int, *, actor: Actor, now: datetime) -> Call:
    """It was a wrong click.  The caller commits.

    Raises:
        Refused: nobody had said what became of it.
    """
    values = {"state": CallState.OPEN, "reason": "", "decided_by": None, "decided_at": None}
    states = (CallState.MADE, CallState.DROPPED)
    return _move(session, call_id, states, values, actor=actor, now=now)


def _move(
    session: Session,
    call_id: int,
    before: Collection[CallState],
    values: dict[str, Any],
    *,
    actor: Actor,
    now: datetime,
) -> Call:
    call: Call | None = session.scalar(
        update(Call)
        .where(Call.id == call_id, Call.state.in_(before))
        .values(values)
        .returning(Call)
    )
    if call is None:
        raise Refused("somebody has decided on this in the meantime")
    session.refresh(call)
    _note(session, call, actor=actor, now=now)
    return call


def _note(session: Session, call: Call, *, actor: Actor, now: datetime) -> None:
    record(
        session,
        Action.TASK,
        f"call:{call.id}",
        actor=actor,
        now=now,
        project_id=call.project_id,
        details={"words": call.words, "reason": call.reason},
        contact=call.contact_id,
        cause=call.cause,
        state=call.state.value,
    )


def _bad_news(session: Session, callers: Sequence[int]) -> Rows:
    cause = literal("fact:").concat(cast(Fact.id, String))
    named = select(FactHearer.contact_id).where(FactHearer.fact_id == Fact.id)
    told = exists().where(
        FactTold.fact_id == Fact.id, FactTold.contact_id == Participant.contact_id
    )
    return (
        select(Fact.project_id, Participant.contact_id, cause, Fact.text)
        .join(Participant, Participant.project_id == Fact.project_id)
        .join(Project, and_(Project.id == Fact.project_id, Project.closed_at.is_(None)))
        .where(
            is_among(session, Participant.contact_id, callers),
            Fact.is_bad,
            Fact.counts,
            or_(~named.exists(), Participant.contact_id.in_(named)),
            ~told,
            ~exists().where(Call.contact_id == Participant.contact_id, Call.cause == cause),
        )
        .order_by(Fact.id, Participant.contact_id)
    )


def _overdue(session: Session, callers: Sequence[int], now: datetime) -> Rows:
    cause = literal("ask:").concat(cast(Ask.id, String))
    return (
        select(Ask.project_id, Ask.contact_id, cause, Ask.text)
        .join(Project, and_(Project.id == Ask.project_id, Project.closed_at.is_(None)))
        .where(
            is_among(session, Ask.contact_id, callers),
            Ask.state.in_(ASKABLE),
            Ask.asked_at.is_not(None),
            Ask.due_on < now.date(),
            ~exists().where(Call.contact_id == Ask.contact_id, Call.cause == cause),
        )
        .order_by(Ask.id)
    )
