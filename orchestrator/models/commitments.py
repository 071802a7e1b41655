"""What was said and is open between us and the client: each row in the words of its source.

A row is superseded, never edited: ``supersedes_id`` names the one it takes the place of.
``source`` is where it was said, such as ``mail:402``.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project


class ExpectationState(StrEnum):
    """open → met | missed | withdrawn."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class Expectation(Base):
    """What a client expects of us."""

    __tablename__ = "expectation"
    __table_args__ = (Index(None, "project_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    text: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[ExpectationState] = mapped_column(word(ExpectationState, "state"))
    source: Mapped[str] = mapped_column(String(60), index=True)
    said_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("expectation.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()


class ChangeState(StrEnum):
    """requested → priced → asked → agreed | declined | later; or withdrawn."""

    REQUESTED = "requested"
    PRICED = "priced"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    LATER = "later"
    WITHDRAWN = "withdrawn"


class ChangeRequest(Base):
    """What a client wants done or changed."""

    __tablename__ = "change_request"
    __table_args__ = (Index(None, "project_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    text: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[ChangeState] = mapped_column(word(ChangeState, "state"))
    source: Mapped[str] = mapped_column(String(60), index=True)
    said_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("change_request.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()


class QuestionState(StrEnum):
    """open → answered | withdrawn."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Question(Base):
    """What a client asks us.  What we ask her is an `Ask`."""

    __tablename__ = "question"
    __table_args__ = (Index(None, "project_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    text: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[QuestionState] = mapped_column(word(QuestionState, "state"))
    source: Mapped[str] = mapped_column(String(60), index=True)
    said_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()


class PromiseState(StrEnum):
    """made → kept | moved | dropped | withdrawn.  Overdue is a matter of the day, not of a row."""

    MADE = "made"
    KEPT = "kept"
    MOVED = "moved"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"


class Promise(Base):
    """What we said that we would do.  ``contact_id``: to whom."""

    __tablename__ = "promise"
    __table_args__ = (Index(None, "project_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    text: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[PromiseState] = mapped_column(word(PromiseState, "state"))
    source: Mapped[str] = mapped_column(String(60), index=True)
    said_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()
