"""What a person does about a disputed invoice: promise an answer, settle it, take that back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.dispute_clock import ends_at, wind_up
from orchestrator.engagement.dispute_joins import join_cases
from orchestrator.engagement.disputes import get_dispute, is_promise_of, note, state_of
from orchestrator.engagement.facts import add_fact
from orchestrator.engagement.rows import enter, replace
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Dispute,
    DisputeState,
    Fact,
    FactKind,
    FactTold,
    Mail,
    Promise,
    PromiseState,
)
from orchestrator.models.disputes import UNSETTLED
from orchestrator.record.append import Actor

LONGEST: Final = 500


def promise_answer(
    session: Session,
    dispute_id: int,
    due_on: date,
    words: str,
    *,
    response_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> Dispute:
    """Promise the client an answer by a day, or another day than before.  The caller commits.

    The promise is a row of its register; the clock runs from ``now``.

    Args:
        words: of the register.
        response_id: the mail that says so; none where it was said otherwise.

    Raises:
        UsageError: the day is over, or there are no words.
        Refused: the case is closed.
    """
    dispute = get_dispute(session, dispute_id)
    due_at = ends_at(due_on, dispute.contact.timezone, now=now)
    _move(session, dispute, UNSETTLED, DisputeState.PROMISED)
    made = session.scalar(select(Promise).where(*is_promise_of(dispute)))
    if made is None:
        row = enter(
            session, Promise, dispute.project, dispute.contact_id, text=words, due_on=due_on,
            source=f"dispute:{dispute.id}", actor=actor, now=now,
        )  # fmt: skip
    else:
        row = replace(
            session, Promise, made.id, PromiseState.MOVED,
            reason="another day was promised", now=now, text=words, due_on=due_on, noted_at=now,
        )  # fmt: skip
    dispute.promise_id, dispute.response_id = row.id, response_id
    wind_up(dispute, due_at, now)
    note(session, dispute, "promised", actor=actor, now=now, due_on=due_on.isoformat(), row=row.id)
    return dispute


def take_promise_back(session: Session, dispute_id: int, *, actor: Actor, now: datetime) -> Dispute:
    """It was a wrong click, before the client could read it.  The caller commits.

    Raises:
        Refused: no answer is promised.
    """
    dispute = get_dispute(session, dispute_id)
    made = session.scalar(
        update(Promise)
        .where(*is_promise_of(dispute))
        .values(state=PromiseState.WITHDRAWN)
        .returning(Promise.id)
    )
    if made is None:
        raise Refused("no answer is promised in this case")
    dispute.response_id = None
    dispute.promise_id = dispute.promised_at = dispute.due_at = dispute.warn_at = None
    dispute.told, dispute.told_at = "", None
    _move(session, dispute, (DisputeState.PROMISED,), state_of(session, dispute))
    note(session, dispute, "promise taken back", actor=actor, now=now, row=made)
    return dispute


def promised_by(session: Session, response_id: int) -> Dispute | None:
    """The case in which an answer of ours promises one."""
    return session.scalar(
        select(Dispute).where(
            Dispute.response_id == response_id, Dispute.state == DisputeState.PROMISED
        )
    )


def settle_dispute(
    session: Session,
    dispute_id: int,
    outcome: str,
    *,
    tells: bool,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Dispute:
    """Say how it ended; an answer that was promised is given.  The caller commits.

    Args:
        outcome: in words that the client may read.
        tells: her next update says so.

    Raises:
        UsageError: there are no words, or too many.
        Refused: it is closed already.
    """
    dispute, outcome = get_dispute(session, dispute_id), _words("outcome", outcome)
    _close(session, dispute, DisputeState.SETTLED, outcome, user_id, now)
    session.execute(update(Promise).where(*is_promise_of(dispute)).values(state=PromiseState.KEPT))
    if tells:
        fact = add_fact(
            session, dispute.project, kind=FactKind.NEWS, text=outcome,
            source=f"user:{user_id}", hearers=[dispute.contact], actor=actor, now=now,
        )  # fmt: skip
        dispute.fact_id = fact.id
    note(session, dispute, "settled", actor=actor, now=now, words=outcome, tells=tells)
    return dispute


def withdraw_dispute(
    session: Session, dispute_id: int, reason: str, *, user_id: int, actor: Actor, now: datetime
) -> Dispute:
    """It is no dispute, or the client took it back.  The caller commits.

    Raises:
        UsageError: no reason is given.
        Refused: it is closed already.
    """
    dispute, reason = get_dispute(session, dispute_id), _words("reason", reason)
    _close(session, dispute, DisputeState.WITHDRAWN, reason, user_id, now)
    session.execute(
        update(Promise)
        .where(*is_promise_of(dispute))
        .values(state=PromiseState.DROPPED, reason=reason[:300])
    )
    note(session, dispute, "withdrawn", actor=actor, now=now, words=reason)
    _join_beside(session, dispute, actor=actor, now=now)
    return dispute


def reopen_dispute(session: Session, dispute_id: int, *, actor: Actor, now: datetime) -> Dispute:
    """It was a wrong click: the case is where it was.  The caller commits.

    Raises:
        Refused: it is open, another goes on for it, or the client has read how it ended.
    """
    dispute = get_dispute(session, dispute_id)
    if dispute.joined_into_id is not None:
        raise Refused("another case of this conversation goes on for it")
    if dispute.fact_id is not None:
        _take_fact_back(session, dispute.fact_id, now=now)
    closed = DisputeState.SETTLED, DisputeState.WITHDRAWN
    _move(session, dispute, closed, DisputeState.OPEN)
    session.execute(
        update(Promise)
        .where(
            Promise.id == dispute.promise_id,
            Promise.state.in_((PromiseState.KEPT, PromiseState.DROPPED)),
        )
        .values(state=PromiseState.MADE, reason="")
    )
    dispute.outcome, dispute.decided_by, dispute.decided_at = "", None, None
    dispute.fact_id = None
    dispute.state = state_of(session, dispute)
    note(session, dispute, "reopened", actor=actor, now=now)
    _join_beside(session, dispute, actor=actor, now=now)
    return dispute


def _join_beside(session: Session, dispute: Dispute, *, actor: Actor, now: datetime) -> None:
    """The other cases of its conversation stand by themselves again, or not any more."""
    thread_id = session.scalar(select(Mail.thread_id).where(Mail.id == dispute.mail_id))
    if thread_id is not None:
        join_cases(session, [thread_id], actor=actor, now=now)


def _close(
    session: Session,
    dispute: Dispute,
    state: DisputeState,
    outcome: str,
    user_id: int,
    now: datetime,
) -> None:
    _move(session, dispute, UNSETTLED, state)
    dispute.outcome, dispute.decided_by, dispute.decided_at = outcome, user_id, now


def _move(
    session: Session, dispute: Dispute, before: Sequence[DisputeState], state: DisputeState
) -> None:
    session.flush()
    moved = session.scalar(
        update(Dispute)
        .where(Dispute.id == dispute.id, Dispute.state.in_(before))
        .values(state=state)
        .returning(Dispute.id)
    )
    session.refresh(dispute)
    if moved is None:
        raise Refused("somebody has decided on this case in the meantime")


def _take_fact_back(session: Session, fact_id: int, *, now: datetime) -> None:
    if session.scalar(select(FactTold.id).where(FactTold.fact_id == fact_id)) is not None:
        raise Refused("the client has read how it ended; open a new case instead")
    session.execute(update(Fact).where(Fact.id == fact_id).values(withdrawn_at=now))


def _words(name: str, typed: str) -> str:
    words = " ".join(typed.replace("\0", " ").split())
    if not words:
        raise UsageError(f"{name}: say how, in a sentence")
    if len(words) > LONGEST:
        raise UsageError(f"{name}: this has {len(words)} characters; at most {LONGEST}")
    return words
