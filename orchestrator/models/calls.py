"""Calls that a person makes before a mail may go."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.digests import Digest
from orchestrator.models.people import Contact, Project
from orchestrator.walltime import zone_of


class CallState(StrEnum):
    """open → made | dropped; either can be taken back to open."""

    OPEN = "open"
    MADE = "made"
    DROPPED = "dropped"


class Call(Base):
    """Somebody who wants to be rung is to hear of ``cause``, such as ``fact:12``, by phone first.

    ``words`` are what it is about.  ``reason``: why no call was needed.
    """

    __tablename__ = "call"
    __table_args__ = (UniqueConstraint("contact_id", "cause"), Index(None, "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    cause: Mapped[str] = mapped_column(String(60))
    words: Mapped[str]
    state: Mapped[CallState] = mapped_column(word(CallState, "state"), default=CallState.OPEN)
    reason: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact] = relationship()


def to_be_called(session: Session, digest: Digest, *, now: datetime) -> Sequence[str]:
    """What an update says that its reader wants to hear by phone first, and has not yet."""
    wishes = digest.contact.wishes
    if not (wishes.call_urgent or wishes.channel == "phone"):
        return []
    today = now.astimezone(zone_of(digest.contact.timezone)).date()
    urgent = {
        source.source: block.text
        for block in digest.blocks
        for source in block.sources
        if (block.details.get("bad") and source.source.startswith("fact:"))
        or (source.source == f"ask:{block.ask_id}" and _is_late(block.details, today.isoformat()))
    }
    settled = session.scalars(
        select(Call.cause).where(
            Call.contact_id == digest.contact_id,
            Call.cause.in_(urgent),
            Call.state != CallState.OPEN,
        )
    ).all() if urgent else ()  # fmt: skip
    return [words for cause, words in urgent.items() if cause not in settled]


def _is_late(details: dict[str, Any], today: str) -> bool:
    return str(details.get("due_on", today)) < today
