"""Is everybody accounted for: each update that was due is sent, waits, or was skipped."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Contact,
    Digest,
    DigestState,
    OutboxEntry,
    OutboxKind,
    Participant,
    Project,
    Wishes,
)

BACK: Final = timedelta(days=1)
LATE: Final = timedelta(hours=1)
"""A draft is made long before its slot; a slot so long past had nobody who looked."""


@dataclass(frozen=True, slots=True)
class Account:
    """Of the updates that were due in the last day, and who of them had none."""

    sent: int
    waiting: int
    skipped: int
    overlooked: Sequence[str]

    @property
    def due(self) -> int:
        return self.sent + self.waiting + self.skipped + len(self.overlooked)


def account(session: Session, *, now: datetime) -> Account:
    """Count them, in three statements that read what was due and nothing else."""
    rows = session.execute(
        select(Digest.state, func.count())
        .where(
            Digest.state.in_(list(DigestState)), Digest.send_at > now - BACK, Digest.send_at <= now
        )
        .group_by(Digest.state)
    )
    counted = Counter({state: number for state, number in rows})
    unqueued = _never_queued(session, now)
    return Account(
        sent=counted[DigestState.SENT],
        waiting=sum(counted[state] for state in _WAITING) - len(unqueued),
        skipped=counted[DigestState.SKIPPED],
        overlooked=[*_never_looked_at(session, now), *unqueued],
    )


_WAITING: Final = (DigestState.DRAFTED, DigestState.APPROVED, DigestState.HELD)


def _never_looked_at(session: Session, now: datetime) -> Sequence[str]:
    rows = session.execute(
        select(Contact.name, Project.name)
        .select_from(Participant)
        .join(Contact, Contact.id == Participant.contact_id)
        .join(Project, Project.id == Participant.project_id)
        .outerjoin(Wishes, Wishes.contact_id == Contact.id)
        .where(
            Participant.next_due_at < now - LATE,
            Project.closed_at.is_(None),
            or_(Wishes.stopped.is_(None), Wishes.stopped.is_(False)),
        )
        .order_by(Participant.next_due_at, Participant.id)
    )
    return [f"{contact}, {project}: due, and never drafted" for contact, project in rows]


def _never_queued(session: Session, now: datetime) -> Sequence[str]:
    is_queued = select(OutboxEntry.id).where(
        OutboxEntry.digest_id == Digest.id, OutboxEntry.kind == OutboxKind.DIGEST
    )
    rows = session.execute(
        select(Contact.name, Project.name)
        .select_from(Digest)
        .join(Contact, Contact.id == Digest.contact_id)
        .join(Project, Project.id == Digest.project_id)
        .where(
            Digest.state == DigestState.APPROVED,
            Digest.send_at > now - BACK,
            Digest.send_at <= now,
            ~is_queued.exists(),
        )
        .order_by(Digest.id)
    )
    return [f"{contact}, {project}: approved, and not in the outbox" for contact, project in rows]
