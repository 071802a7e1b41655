"""What goes out in the next days, and how much the clients got in the last ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    Digest,
    DigestState,
    Direction,
    FactTold,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
)
from orchestrator.web.access import is_visible
from orchestrator.web.parts import now
from orchestrator.web.portfolio import ProjectRow
from orchestrator.web.review import Queued
from orchestrator.web.words import local

AHEAD = timedelta(days=7)
BACK = timedelta(days=7)

_SLOTS = (DigestState.DRAFTED, DigestState.APPROVED, DigestState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Going:
    """``state``: a draft leaves only if somebody approves it; None is not drafted yet."""

    at: datetime
    words: str
    href: str
    state: DigestState | None = None
    reason: str = ""

    @property
    def leaves(self) -> bool:
        return self.state is not DigestState.SKIPPED


@dataclass(frozen=True, slots=True)
class Load:
    """The last seven days.  ``updates`` is what would have been a mail each without digests."""

    messages: int
    updates: int
    most_for_one: int
    digests: int
    replied: int
    asked: int
    answered: int


def going_out(
    rows: Sequence[ProjectRow], queue: Sequence[Queued]
) -> list[tuple[date, list[Going]]]:
    """The next seven days in the studio's zone, with the slots that are skipped and why.

    A day without a slot is left out.
    """
    until = now() + AHEAD
    found = [
        Going(row.send_at, row.contact.split()[0], f"/digests/{row.id}", row.state, row.reason)
        for row in queue
        if row.state in _SLOTS
        and row.send_at < until
        and (row.state is not DigestState.SKIPPED or row.send_at > now())
    ]
    planned = (row for row in rows if row.next_contact and row.next_contact[1] == "Update due")
    for row in planned:
        assert row.next_contact is not None
        if row.next_contact[0] < until:
            href = f"/p/{row.project.slug}"
            found.append(Going(row.next_contact[0], row.project.name, href))
    days: dict[date, list[Going]] = {}
    for going in sorted(found, key=lambda going: going.at):
        days.setdefault(local(going.at).date(), []).append(going)
    return list(days.items())


def contact_load(session: Session) -> Load:
    """How much each client heard and said; one query."""
    start = now() - BACK
    sent = (
        select(OutboxEntry.contact_id, OutboxEntry.digest_id, OutboxEntry.kind)
        .where(
            OutboxEntry.state.in_((OutboxState.ACCEPTED, OutboxState.DELIVERED)),
            OutboxEntry.finished_at >= start,
            OutboxEntry.contact_id.is_not(None),
            is_visible(OutboxEntry.project_id),
        )
        .cte("sent")
    )
    each = select(func.count().label("number")).select_from(sent).group_by(sent.c.contact_id)
    digests = select(sent.c.digest_id).where(sent.c.kind == OutboxKind.DIGEST)
    asked = select(Ask.id).where(Ask.asked_at >= start, is_visible(Ask.project_id)).cte("asked")
    row = session.execute(
        select(
            select(func.count()).select_from(sent).scalar_subquery(),
            select(func.count(FactTold.id))
            .join(Digest, Digest.id == FactTold.digest_id)
            .where(FactTold.told_at >= start, is_visible(Digest.project_id))
            .scalar_subquery(),
            select(func.max(each.subquery().c.number)).scalar_subquery(),
            select(func.count()).select_from(digests.subquery()).scalar_subquery(),
            select(func.count(Mail.digest_id.distinct()))
            .where(Mail.digest_id.in_(digests), Mail.direction == Direction.IN)
            .scalar_subquery(),
            select(func.count()).select_from(asked).scalar_subquery(),
            select(func.count(Answer.ask_id.distinct()))
            .where(Answer.ask_id.in_(select(asked.c.id)), Answer.state != AnswerState.UNDONE)
            .scalar_subquery(),
        )
    ).one()
    return Load(*(number or 0 for number in row))
