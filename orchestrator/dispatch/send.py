"""Send what is due in the outbox, each message at most once.

A crash leaves a row where it was and the attempt's phase says how far it came: before
the final dot nothing was sent and the row is due again; from the dot on nobody knows,
and `dispatch.outcome` looks for evidence.  We never guess and never resend blindly.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.claim import claim_due, reach
from orchestrator.dispatch.handing_over import Channel, Outcomes
from orchestrator.dispatch.settle import (
    settle_accepted,
    settle_failed,
    settle_unknown,
    settle_unsent,
)
from orchestrator.errors import DeliveryError, UnknownDelivery
from orchestrator.models import Attempt, Database, OutboxEntry, OutboxState, Phase

RETRY_AFTER = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
GIVE_UP_AFTER = timedelta(days=5)
SURELY_NOT_SENT = (Phase.CONNECTING, Phase.RECIPIENTS_OK)


def send_due(
    database: Database,
    *,
    channel: Channel,
    settings: Settings,
    clock: Callable[[], datetime],
    among: Sequence[int] | None = None,
) -> int:
    """Send all that is due over a channel, group by group; return how many had an outcome.

    Commits each claim, phase and outcome.  What is not a `DeliveryError` is a bug: it passes
    through and its rows stay claimed, with their phase.

    Args:
        among: outbox ids; None for any.
    """
    done: set[int] = set()
    lost: set[int] = set()
    while True:
        claimed = claim_due(
            database,
            channel=channel.name,
            at_most=channel.at_once,
            settings=settings,
            now=clock(),
            among=among,
            apart_from=lost,
        )
        if not claimed.looked_at:
            return len(done)
        settled = _send_group(database, claimed.entries, channel, settings, clock)
        done |= settled
        # What another took over while we were silent is the other's, in this run at least.
        lost |= {entry.id for entry in claimed.entries} - settled


def _send_group(
    database: Database,
    entries: Sequence[OutboxEntry],
    channel: Channel,
    settings: Settings,
    clock: Callable[[], datetime],
) -> set[int]:
    """The ids of those that had an outcome."""
    by_id = {entry.id: entry for entry in entries}

    def reached(phase: Phase, some: Sequence[OutboxEntry]) -> Collection[int]:
        return reach(database, phase, some, now=clock()) if some else ()

    done: set[int] = set()
    for outcomes in channel.send(entries, reached=reached):
        if outcomes:
            _settle(database, by_id, outcomes, settings, now=clock())
            done |= outcomes.keys()
    return done


def _settle(
    database: Database,
    by_id: dict[int, OutboxEntry],
    outcomes: Outcomes,
    settings: Settings,
    *,
    now: datetime,
) -> None:
    replies = {i: reply for i, reply in outcomes.items() if isinstance(reply, str)}
    with database.write() as session:
        for entry_id, error in outcomes.items():
            entry = by_id[entry_id]
            if isinstance(error, UnknownDelivery):
                settle_unknown(session, entry, str(error), now=now)
            elif isinstance(error, DeliveryError):
                retry_at = _retry_at(entry, error, now=now)
                settle_failed(session, entry, error, retry_at=retry_at, now=now)
        accepted = [by_id[entry_id] for entry_id in replies]
        settle_accepted(session, accepted, replies, settings=settings, now=now)


def recover_claims(database: Database, *, older_than: timedelta, now: datetime) -> int:
    """Settle rows that a crash left claimed; return how many.  Commits.

    Before the dot they are due again; from the dot on they are unknown.
    """
    with database.write() as session:
        stale = session.scalars(
            select(OutboxEntry)
            .where(
                OutboxEntry.state == OutboxState.SENDING,
                OutboxEntry.claimed_at < now - older_than,
            )
            .with_for_update(skip_locked=True)
        ).all()
        phases = _phases(session, stale)
        for entry in stale:
            if phases.get(entry.id) in SURELY_NOT_SENT:
                settle_unsent(session, entry, "the sender died before the final dot", now=now)
            else:
                settle_unknown(session, entry, "the sender died after the final dot", now=now)
        return len(stale)


def _phases(session: Session, entries: Sequence[OutboxEntry]) -> dict[int, Phase]:
    """How far the last try of each came."""
    tries = [(entry.id, entry.attempts) for entry in entries]
    rows = session.execute(
        select(Attempt.outbox_id, Attempt.phase).where(
            tuple_(Attempt.outbox_id, Attempt.number).in_(tries)
        )
    )
    return {outbox_id: phase for outbox_id, phase in rows}


def _retry_at(entry: OutboxEntry, error: DeliveryError, *, now: datetime) -> datetime | None:
    if not error.retryable or now > entry.promised_at + GIVE_UP_AFTER:
        return None
    return now + RETRY_AFTER[min(entry.attempts, len(RETRY_AFTER)) - 1]
