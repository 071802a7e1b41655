"""Calls that a person makes before a mail may go."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project


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
