"""Take due messages out of the outbox, and show that they are still ours.

A claim is a row that says "sending" with the number of its try.  The number is the fence:
who was silent too long finds another in its place and must not go on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, tuple_, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.stop import stops
from orchestrator.models import Attempt, Database, OutboxEntry, OutboxState, Phase
from orchestrator.models.base import insert_rows
from orchestrator.record.append import Action, Entry, record_all, system

_SEND = system("send")


@dataclass(frozen=True, slots=True)
class Claimed:
    """``entries`` may be sent; of the ``looked_at`` rows the others were stopped by a rule."""

    entries: Sequence[OutboxEntry]
    looked_at: int


def claim_due(
    database: Database,
    *,
    channel: str,
    at_most: int,
    settings: Settings,
    now: datetime,
    among: Sequence[int] | None = None,
    apart_from: Collection[int] = (),
) -> Claimed:
    """Take the messages of a channel that are longest overdue; commits.

    Rules that speak against sending are read in the same transaction, and each try has its
    row before anyone connects.  What another worker holds is left to it.

    Args:
        among: outbox ids; None for any.
        apart_from: outbox ids that are left alone.
    """
    with database.write() as session:
        entries = session.scalars(
            select(OutboxEntry)
            .where(
                OutboxEntry.state == OutboxState.PENDING,
                OutboxEntry.channel == channel,
                OutboxEntry.due_at <= now,
                *([OutboxEntry.id.in_(among)] if among is not None else []),
                *([OutboxEntry.id.not_in(apart_from)] if apart_from else []),
            )
            .order_by(OutboxEntry.due_at, OutboxEntry.id)
            .limit(at_most)
            .with_for_update(skip_locked=True)
        ).all()
        stopped = stops(session, entries, settings=settings, now=now)
        free = [entry for entry in entries if entry.id not in stopped]
        for entry in free:
            entry.state, entry.claimed_at = OutboxState.SENDING, now
            entry.attempts += 1
        session.flush()
        insert_rows(session, Attempt, [_attempt(entry, now) for entry in free])
        if free:
            record_all(session, [_attempted(entry) for entry in free], actor=_SEND, now=now)
        return Claimed(free, len(entries))


def _attempt(entry: OutboxEntry, now: datetime) -> dict[str, object]:
    return {
        "outbox_id": entry.id,
        "number": entry.attempts,
        "phase": Phase.CONNECTING,
        "started_at": now,
        "reply": "",
    }


def _attempted(entry: OutboxEntry) -> Entry:
    obj, extra = f"outbox:{entry.id}", {"attempt": entry.attempts}
    return Entry(Action.SEND_ATTEMPT, obj, entry.project_id, extra=extra)


def reach(
    database: Database, phase: Phase, entries: Sequence[OutboxEntry], *, now: datetime
) -> set[int]:
    """Commit how far messages came; return the ids of those whose claim is still ours."""
    with database.write() as session:
        ours = set(
            session.scalars(
                update(OutboxEntry)
                .where(OutboxEntry.state == OutboxState.SENDING, _is_try_of(entries))
                .values(claimed_at=now)
                .returning(OutboxEntry.id)
            )
        )
        tries = [(entry.id, entry.attempts) for entry in entries if entry.id in ours]
        session.execute(
            update(Attempt)
            .where(tuple_(Attempt.outbox_id, Attempt.number).in_(tries))
            .values(phase=phase)
            .execution_options(synchronize_session=False)
        )
        return ours


def lock_ours(
    session: Session, claimed: Sequence[OutboxEntry], *also: OutboxState
) -> Sequence[OutboxEntry]:
    """The rows, locked and read anew, where this try of them is still the one that counts."""
    return session.scalars(
        select(OutboxEntry)
        .where(
            _is_try_of(claimed),
            OutboxEntry.state.in_((OutboxState.SENDING, *also)),
        )
        .order_by(OutboxEntry.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _is_try_of(entries: Sequence[OutboxEntry]) -> ColumnElement[bool]:
    tries = [(entry.id, entry.attempts) for entry in entries]
    return tuple_(OutboxEntry.id, OutboxEntry.attempts).in_(tries)
