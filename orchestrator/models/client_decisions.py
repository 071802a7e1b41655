"""What a client decided where no mail says it: on the phone, at a table, in a review."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project


class Way(StrEnum):
    """How we heard it."""

    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"
    REVIEW = "review"


class NotedState(StrEnum):
    """noted → withdrawn, and back; or superseded."""

    NOTED = "noted"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class ClientDecision(Base):
    """One thing that a contact decided, as one of us noted it.

    A row is superseded, never edited: ``supersedes_id`` names the one it takes the place of.
    ``text`` is what was decided, ``words`` theirs where they are known.  ``source``: ``user:2``
    who noted it, or ``review:4`` in which it was said.  ``fact_id`` is the fact that reads it back.
    """

    __tablename__ = "client_decision"
    __table_args__ = (Index(None, "project_id", "state"), UniqueConstraint("supersedes_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    text: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    way: Mapped[Way] = mapped_column(word(Way, "way"))
    said_at: Mapped[datetime]
    state: Mapped[NotedState] = mapped_column(word(NotedState, "state"), default=NotedState.NOTED)
    source: Mapped[str] = mapped_column(String(60), index=True)
    noted_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("client_decision.id"))
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact] = relationship()
