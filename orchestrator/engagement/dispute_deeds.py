"""What a person does about a disputed invoice: promise an answer, settle it, take that back."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

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
    Membership,
    Project,
    Promise,
    PromiseState,
    Role,
    User,
)
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.record.append import Actor, system
from orchestrator.walltime import instant, zone_of

LONGEST: Final = 500
CLOSE_OF_BUSINESS: Final = time(18, 0)
"""Of the client: an answer "by Wednesday" is late in her evening."""
WARN_AFTER: Final = 0.8
"""This part of the time from the promise to its day; then the PM and a deputy are told."""


def promise_answer(
    session: Session, dispute_id: int, due_on: date, words: str, *, actor: Actor, now: datetime
) -> Dispute:
    """Promise the client an answer by a day, or another day than before.  The caller commits.

    The promise is a row of its register; the clock runs from ``now``.

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
    dispute.promise_id = row.id
    _wind_up(dispute, due_at, now)
    note(session, dispute, "promised", actor=actor, now=now, due_on=due_on.isoformat(), row=row.id)
    return dispute


def take_promise_back(session: Session, dispute_id: int, *, actor: Actor, now: datetime) -> Dispute:
    """It was a wrong click, before the client read it.  The caller commits.

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
    dispute.promise_id = dispute.promised_at = dispute.due_at = dispute.warn_at = None
    dispute.told, dispute.told_at = "", None
    _move(session, dispute, (DisputeState.PROMISED,), state_of(session, dispute))
    note(session, dispute, "promise taken back", actor=actor, now=now, row=made)
    return dispute


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
    return dispute


def reopen_dispute(session: Session, dispute_id: int, *, actor: Actor, now: datetime) -> Dispute:
    """It was a wrong click: the case is where it was.  The caller commits.

    Raises:
        Refused: it is open, or the client has read how it ended.
    """
    dispute = get_dispute(session, dispute_id)
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
    return dispute


def warn_of_promises(session: Session, *, now: datetime) -> int:
    """Tell the PM and a deputy of promises that are nearly due; return how many.

    What was moved in the register of promises has another day here too.  The caller commits.
    """
    rows = session.execute(
        select(Dispute, Promise)
        .join(Mail, Mail.id == Dispute.mail_id)
        .join(Promise, Promise.id == Dispute.promise_id)
        .where(Dispute.state == DisputeState.PROMISED, stands())
        .order_by(Dispute.id)
    )
    warned = 0
    for dispute, promise in rows.all():
        made = _made(session, dispute, promise)
        if made is None or dispute.warn_at is None or dispute.warn_at > now or dispute.told_at:
            continue
        told = who_is_told(session, dispute.project)
        dispute.told, dispute.told_at = ", ".join(user.name for user in told), now
        ids = [user.id for user in told]
        note(session, dispute, "nearly due", actor=system("disputes"), now=now, told=ids)
        warned += 1
    return warned


def who_is_told(session: Session, project: Project) -> Sequence[User]:
    """The PM and the deputy; where none is named other PMs of the project, else administrators."""
    pm = session.get_one(User, project.pm_id)
    if project.deputy_id is not None and project.deputy_id != project.pm_id:
        return [pm, session.get_one(User, project.deputy_id)]
    others = select(User).where(User.is_active, User.id != pm.id).order_by(User.name)
    members = select(Membership.user_id).where(Membership.project_id == project.id)
    found = session.scalars(others.where(User.role == Role.PM, User.id.in_(members))).all()
    return [pm, *(found or session.scalars(others.where(User.role == Role.ADMIN)).all())]


def ends_at(due_on: date, zone: str, *, now: datetime) -> datetime:
    """When an answer "by" a day is late, by the client's clock.

    Raises:
        UsageError: that day is over there, or more than a year ahead.
    """
    there = zone_of(zone)
    today = now.astimezone(there).date()
    if due_on < today:
        raise UsageError("due_on: this day is over")
    if due_on > today + timedelta(days=366):
        raise UsageError("due_on: this day is more than a year ahead")
    close = instant(due_on, CLOSE_OF_BUSINESS, there)
    return close if close > now else instant(due_on + timedelta(days=1), time.min, there)


def _wind_up(dispute: Dispute, due_at: datetime, now: datetime) -> None:
    dispute.promised_at, dispute.due_at = now, due_at
    dispute.warn_at = now + (due_at - now) * WARN_AFTER
    dispute.told, dispute.told_at = "", None


def _made(session: Session, dispute: Dispute, promise: Promise) -> Promise | None:
    """The promise that counts now, with its day; None where it is kept or dropped."""
    if promise.state is PromiseState.MADE:
        return promise
    made = session.scalar(select(Promise).where(*is_promise_of(dispute)))
    if made is not None and made.due_on is not None:
        dispute.promise_id = made.id
        due_at = instant(made.due_on, CLOSE_OF_BUSINESS, zone_of(dispute.contact.timezone))
        _wind_up(dispute, due_at, made.noted_at)
    return made


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
