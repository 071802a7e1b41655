"""The circuit breaker: too many complaints or failures, and no update leaves.

Providers never forget a sender who goes on: Gmail wants complaints below 0.1 %.  Only a person
who says why lets updates go again; what counted until then counts no more.  Answers of people,
and answers to a client's own mail, leave all the time.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.suppression import failed_for_good
from orchestrator.errors import Refused
from orchestrator.models import (
    Breaker,
    BreakerCause,
    DeliveryEvent,
    OutboxEntry,
    OutboxState,
)
from orchestrator.record.append import Action, Actor, record, system

STOPPED = "updates are stopped: too much of our mail was unwanted or came back"
LOOK_AGAIN = timedelta(minutes=15)
WITHIN = timedelta(days=7)

_TRIED = (
    OutboxState.ACCEPTED,
    OutboxState.DELIVERED,
    OutboxState.BOUNCED,
    OutboxState.COMPLAINED,
    OutboxState.FAILED,
)


def updates_may_leave(session: Session) -> bool:
    """One statement."""
    return session.scalar(select(Breaker.id).where(Breaker.resumed_at.is_(None)).limit(1)) is None


def look(session: Session, *, settings: Settings, now: datetime) -> None:
    """Stop updates where a limit is reached.  The caller commits."""
    if not updates_may_leave(session):
        return
    since = _since(session, now)
    found = {
        BreakerCause.COMPLAINTS: _count(
            session, since, DeliveryEvent.kind == "complaint",
            OutboxEntry.state == OutboxState.COMPLAINED,
        ),
        BreakerCause.BOUNCES: _count(session, since, failed_for_good()),
    }  # fmt: skip
    if not any(found.values()):
        return
    sent = session.scalar(
        select(func.count(OutboxEntry.id)).where(
            OutboxEntry.finished_at > since, OutboxEntry.state.in_(_TRIED)
        )
    )
    for cause, words in _reached(found, sent or 0, settings):
        row = Breaker(cause=cause, words=words, tripped_at=now)
        session.add(row)
        session.flush()
        record(
            session, Action.BREAKER, f"breaker:{row.id}", actor=system("settle"), now=now,
            change="stopped", cause=cause.value, count=found[cause], sent=sent,
        )  # fmt: skip
        return


def resume(session: Session, *, reason: str, actor: Actor, now: datetime) -> int:
    """Let updates go again; return how many wait.  The caller commits, and rings.

    Those that are late by now are held for their PM, as always.

    Raises:
        Refused: updates are not stopped.
    """
    ids = session.scalars(
        update(Breaker)
        .where(Breaker.resumed_at.is_(None))
        .values(resumed_at=now)
        .returning(Breaker.id)
    ).all()
    if not ids:
        raise Refused("updates are not stopped")
    waiting = session.scalars(
        update(OutboxEntry)
        .where(OutboxEntry.state == OutboxState.PENDING, OutboxEntry.problem == STOPPED)
        .values(due_at=OutboxEntry.promised_at, problem="")
        .returning(OutboxEntry.id)
    ).all()
    for breaker_id in sorted(ids):
        record(
            session, Action.BREAKER, f"breaker:{breaker_id}", actor=actor, now=now,
            details={"reason": reason}, change="resumed",
        )  # fmt: skip
    return len(waiting)


def standing(session: Session) -> Breaker | None:
    """Why updates are stopped now."""
    return session.scalar(
        select(Breaker).where(Breaker.resumed_at.is_(None)).order_by(Breaker.id).limit(1)
    )


def _since(session: Session, now: datetime) -> datetime:
    resumed = session.scalar(select(func.max(Breaker.resumed_at)))
    return max(now - WITHIN, resumed) if resumed else now - WITHIN


def _count(session: Session, since: datetime, *conditions: ColumnElement[bool]) -> int:
    found = select(func.count(DeliveryEvent.outbox_id.distinct())).join(
        OutboxEntry, OutboxEntry.id == DeliveryEvent.outbox_id
    )
    return session.scalar(found.where(DeliveryEvent.learned_at > since, *conditions)) or 0


def _reached(
    found: dict[BreakerCause, int], sent: int, settings: Settings
) -> Iterator[tuple[BreakerCause, str]]:
    complaints, bounces = found[BreakerCause.COMPLAINTS], found[BreakerCause.BOUNCES]
    if sent >= settings.complaint_after and complaints * 10_000 >= settings.complaint_limit * sent:
        limit = settings.complaint_limit / 100
        yield BreakerCause.COMPLAINTS, _words(complaints, sent, "called spam", limit)
    if sent >= settings.bounce_after and bounces * 100 >= settings.bounce_limit * sent:
        yield BreakerCause.BOUNCES, _words(bounces, sent, "refused for good", settings.bounce_limit)


def _words(count: int, sent: int, what: str, limit: float) -> str:
    was = "was" if count == 1 else "were"
    return (
        f"{count} of {sent:,} mails of the last 7 days {was} {what}: "
        f"{100 * count / sent:.2f} %, and the limit is {limit:g} %."
    )
