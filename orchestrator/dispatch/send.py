"""Send one outbox entry, at most once.

A crash leaves the row where it was and the attempt's phase says how far it came: before
the final dot nothing was sent and the row is due again; from the dot on nobody knows,
and `dispatch.outcome` looks for evidence.  We never guess and never resend blindly.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.settle import (
    settle_accepted,
    settle_failed,
    settle_unknown,
    settle_unsent,
)
from orchestrator.dispatch.stop import why_not_now
from orchestrator.errors import ClaimLost, DeliveryError, UnknownDelivery
from orchestrator.models import (
    Attempt,
    Database,
    OutboxEntry,
    OutboxState,
    Phase,
)
from orchestrator.record.append import Action, record, system

RETRY_AFTER = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
GIVE_UP_AFTER = timedelta(days=5)
SURELY_NOT_SENT = (Phase.CONNECTING, Phase.RECIPIENTS_OK)


class Channel(Protocol):
    """A way to reach a client.  Implementations live in `dispatch.channels`."""

    def send(self, entry: OutboxEntry, *, reached: Callable[[Phase], None]) -> str:
        """Hand the message over; returning means that the other side took it.

        Calls ``reached`` before it goes on from each phase.  Raises a `DeliveryError`.
        """


def due_entry_ids(session: Session, *, channel: str, now: datetime) -> Sequence[int]:
    """Ids of the pending entries of a channel that are due at ``now``, longest overdue first."""
    return session.scalars(
        select(OutboxEntry.id)
        .where(
            OutboxEntry.state == OutboxState.PENDING,
            OutboxEntry.channel == channel,
            OutboxEntry.due_at <= now,
        )
        .order_by(OutboxEntry.due_at, OutboxEntry.id)
    ).all()


def send_entry(
    database: Database,
    entry_id: int,
    *,
    channel: Channel,
    settings: Settings,
    clock: Callable[[], datetime],
) -> bool:
    """Send one due entry; return False if another worker has it or a rule stops it.

    Commits the claim, each phase and the outcome.  What is not a `DeliveryError` is a
    bug: it passes through and the row stays claimed, with its phase.
    """
    entry = _claim(database, entry_id, settings=settings, now=clock())
    if entry is None:
        return False

    def reached(phase: Phase) -> None:
        _reach(database, entry, phase, now=clock())

    try:
        reply = channel.send(entry, reached=reached)
    except ClaimLost:
        return False
    except UnknownDelivery as error:
        with database.write() as session:
            settle_unknown(session, entry, str(error), now=clock())
    except DeliveryError as error:
        with database.write() as session:
            retry_at = _retry_at(entry, error, now=clock())
            settle_failed(session, entry, error, retry_at=retry_at, now=clock())
    else:
        with database.write() as session:
            settle_accepted(session, entry, reply, settings=settings, now=clock())
    return True


def recover_claims(database: Database, *, older_than: timedelta, now: datetime) -> int:
    """Settle rows that a crash left claimed; return how many.  Commits.

    Before the dot they are due again; from the dot on they are unknown.
    """
    with database.write() as session:
        stale = session.scalars(
            select(OutboxEntry)
            .where(
                OutboxEntry.state.in_((OutboxState.CLAIMED, OutboxState.SENDING)),
                OutboxEntry.claimed_at < now - older_than,
            )
            .with_for_update(skip_locked=True)
        ).all()
        for entry in stale:
            phase = session.scalar(
                select(Attempt.phase).where(
                    Attempt.outbox_id == entry.id, Attempt.number == entry.attempts
                )
            )
            if phase is None or phase in SURELY_NOT_SENT:
                settle_unsent(session, entry, "the sender died before the final dot", now=now)
            else:
                settle_unknown(session, entry, "the sender died after the final dot", now=now)
        return len(stale)


def _claim(
    database: Database, entry_id: int, *, settings: Settings, now: datetime
) -> OutboxEntry | None:
    """Take the row, unless a rule read in the same transaction says not now."""
    with database.write() as session:
        entry: OutboxEntry | None = session.scalar(
            update(OutboxEntry)
            .where(
                OutboxEntry.id == entry_id,
                OutboxEntry.state == OutboxState.PENDING,
                OutboxEntry.due_at <= now,
            )
            .values(state=OutboxState.CLAIMED, claimed_at=now)
            .returning(OutboxEntry)
        )
        if entry is None:
            return None
        stop = why_not_now(session, entry, settings=settings, now=now)
        if stop is not None:
            stop.apply(session, entry, now=now)
            return None
        entry.state = OutboxState.SENDING
        entry.attempts += 1
        session.add(
            Attempt(
                outbox_id=entry.id, number=entry.attempts, phase=Phase.CONNECTING, started_at=now
            )
        )
        session.flush()
        record(
            session,
            Action.SEND_ATTEMPT,
            f"outbox:{entry.id}",
            actor=system("send"),
            now=now,
            project_id=entry.project_id,
            attempt=entry.attempts,
        )
        return entry


def _reach(database: Database, entry: OutboxEntry, phase: Phase, *, now: datetime) -> None:
    """Commit how far we came, and that the claim is still ours.

    Raises:
        ClaimLost: we were silent too long and another took the row over.
    """
    with database.write() as session:
        ours = session.scalar(
            update(OutboxEntry)
            .where(
                OutboxEntry.id == entry.id,
                OutboxEntry.state == OutboxState.SENDING,
                OutboxEntry.attempts == entry.attempts,
            )
            .values(claimed_at=now)
            .returning(OutboxEntry.id)
        )
        if ours is None:
            raise ClaimLost(f"outbox {entry.id}: another sender has taken it over")
        session.execute(
            update(Attempt)
            .where(Attempt.outbox_id == entry.id, Attempt.number == entry.attempts)
            .values(phase=phase)
        )


def _retry_at(entry: OutboxEntry, error: DeliveryError, *, now: datetime) -> datetime | None:
    if not error.retryable or now > entry.promised_at + GIVE_UP_AFTER:
        return None
    return now + RETRY_AFTER[min(entry.attempts, len(RETRY_AFTER)) - 1]
