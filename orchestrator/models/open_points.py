"""What we do not know yet about a project, and what may come."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project
from orchestrator.models.registers import Ask


class PointKind(StrEnum):
    """A lack is something we do not know; a risk may come."""

    LACK = "lack"
    RISK = "risk"


class PointState(StrEnum):
    """open → known (a lack) | happened (a risk) | dropped, and back; or superseded.

    A lack whose `Ask` is answered is known as well: the ask says so, not this.
    """

    OPEN = "open"
    KNOWN = "known"
    HAPPENED = "happened"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"


class Likelihood(StrEnum):
    """A word is all we know of it."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"


_LIVES = text("topic <> '' AND state <> 'superseded'")


class OpenPoint(Base):
    """One line of what we lack, or of what may come.

    A row is superseded, never edited: ``supersedes_id`` names the one it takes the place of.
    ``topic`` names the line of the checklist that it stands for, ``goal:12``; empty for one that
    a person added.  ``text`` is the question as the client reads it, or the risk; ``plan`` what
    we would do.  ``reason``: how we know it, or why it is dropped.  ``ask_id`` asks it,
    ``fact_id`` tells that it happened.
    """

    __tablename__ = "open_point"
    __table_args__ = (
        Index(None, "project_id", "state"),
        UniqueConstraint("supersedes_id"),
        CheckConstraint("(kind = 'risk') = (likelihood IS NOT NULL)", name="risk_has_likelihood"),
        Index(
            "uq_open_point_project_id_topic",
            "project_id",
            "topic",
            unique=True,
            postgresql_where=_LIVES,
            sqlite_where=_LIVES,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[PointKind] = mapped_column(word(PointKind, "kind"))
    topic: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    due_on: Mapped[date | None]
    likelihood: Mapped[Likelihood | None] = mapped_column(word(Likelihood, "likelihood"))
    plan: Mapped[str] = mapped_column(default="")
    state: Mapped[PointState] = mapped_column(word(PointState, "state"), default=PointState.OPEN)
    reason: Mapped[str] = mapped_column(String(300), default="")
    ask_id: Mapped[int | None] = mapped_column(ForeignKey("ask.id"), index=True)
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))
    source: Mapped[str] = mapped_column(String(60))
    noted_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("open_point.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()
    ask: Mapped[Ask | None] = relationship()
