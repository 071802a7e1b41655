"""The updates in one state, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from orchestrator.models import Digest, DigestState, OutboxEntry, OutboxState
from orchestrator.web.access import is_visible

PAGE = 50

STATE_OF = {
    "draft": DigestState.DRAFTED,
    "held": DigestState.HELD,
    "scheduled": DigestState.APPROVED,
    "sent": DigestState.SENT,
    "skipped": DigestState.SKIPPED,
}
OUTCOMES = {
    OutboxState.PENDING: ("none", "Waiting to leave"),
    OutboxState.CLAIMED: ("none", "Leaving now"),
    OutboxState.SENDING: ("none", "Leaving now"),
    OutboxState.ACCEPTED: ("good", "Sent"),
    OutboxState.DELIVERED: ("good", "Delivered"),
    OutboxState.BOUNCED: ("bad", "Came back"),
    OutboxState.COMPLAINED: ("bad", "Called spam"),
    OutboxState.FAILED: ("bad", "Not sent"),
    OutboxState.UNKNOWN: ("watch", "Outcome unknown"),
    OutboxState.NEEDS_PERSON: ("watch", "Outcome unknown"),
    OutboxState.HELD: ("watch", "Held"),
    OutboxState.CANCELLED: ("none", "Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A digest and what became of its newest message, if it has one."""

    digest: Digest
    outcome: tuple[str, str] | None
    problem: str


@dataclass(frozen=True, slots=True)
class Listing:
    """``wanted`` is a key of `STATE_OF`; ``older`` continues after this page, by id."""

    wanted: str
    rows: Sequence[Row]
    counts: dict[str, int]
    older: int | None


def digests_in(session: Session, wanted: str, before: int | None = None) -> Listing:
    """The page of ``wanted``; an unknown word means what waits for a decision.

    What is to come stands soonest first; what is past newest first, 50 at a time.
    """
    wanted = wanted if wanted in STATE_OF else "draft"
    is_past = wanted in ("sent", "skipped")
    newest = select(func.max(OutboxEntry.id)).where(OutboxEntry.digest_id == Digest.id)
    found = (
        select(Digest, OutboxEntry.state, OutboxEntry.problem)
        .outerjoin(OutboxEntry, OutboxEntry.id == newest.correlate(Digest).scalar_subquery())
        .where(Digest.state == STATE_OF[wanted], is_visible(Digest.project_id))
        .options(joinedload(Digest.contact), joinedload(Digest.project))
        .order_by(Digest.id.desc() if is_past else Digest.send_at)
        .limit(PAGE)
    )
    if before is not None:
        found = found.where(Digest.id < before)
    rows = [
        Row(digest, OUTCOMES[state] if state else None, problem or "")
        for digest, state, problem in session.execute(found)
    ]
    older = rows[-1].digest.id if is_past and len(rows) == PAGE else None
    return Listing(wanted, rows, _counts(session), older)


def _counts(session: Session) -> dict[str, int]:
    """How many there are of what still waits; the past is not counted."""
    waiting = (DigestState.DRAFTED, DigestState.HELD, DigestState.APPROVED)
    rows = session.execute(
        select(Digest.state, func.count(Digest.id))
        .where(Digest.state.in_(waiting), is_visible(Digest.project_id))
        .group_by(Digest.state)
    )
    counted = {state: number for state, number in rows}
    return {word: counted.get(state, 0) for word, state in STATE_OF.items()}
