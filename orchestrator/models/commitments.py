"""What was said and is open between us and the client: each row in the words of its source.

A row is superseded, never edited: ``supersedes_id`` names the one it takes the place of.
``source`` is where it was said, such as ``mail:402``; ``noted_at`` is when we took it up, and
``reason`` why it came to its state, in words that the client may read.  ``fact_id`` is the fact
by which an update tells what became of it.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project


class ExpectationState(StrEnum):
    """open → met | missed | withdrawn; or superseded."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Expectation(Base):
    """What a client expects of us.

    ``text`` is what they said, ``meant`` what we take them to expect where that is more.
    ``fact_id`` tells them that we missed it.
    """

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
    noted_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(300), default="")
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("expectation.id"))
    meant: Mapped[str] = mapped_column(default="")
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()


class ExpectationReading(Base):
    """How one of our teams understands an expectation; a newer one of a team counts."""

    __tablename__ = "expectation_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    expectation_id: Mapped[int] = mapped_column(ForeignKey("expectation.id"), index=True)
    team: Mapped[str] = mapped_column(String(60))
    text: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    noted_at: Mapped[datetime]


class EvidenceKind(StrEnum):
    """They said it again; we showed it, or failed it."""

    SAID = "said"
    SHOWN = "shown"
    FAILED = "failed"


class Evidence(Base):
    """What speaks for or against an expectation being met.  ``source``: where it is seen."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    expectation_id: Mapped[int] = mapped_column(ForeignKey("expectation.id"), index=True)
    kind: Mapped[EvidenceKind] = mapped_column(word(EvidenceKind, "kind"))
    text: Mapped[str]
    source: Mapped[str] = mapped_column(String(60), index=True)
    seen_at: Mapped[datetime]


class ChangeState(StrEnum):
    """requested → priced → asked → agreed | declined | later; or withdrawn, superseded."""

    REQUESTED = "requested"
    PRICED = "priced"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    LATER = "later"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Fit(StrEnum):
    """Where a request lies against what was agreed at the start."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class ChangeRequest(Base):
    """What a client wants done or changed.

    ``number`` names it among those of its project, ``CR-7``.  Priced, it is a change order:
    ``cents`` of a ``currency`` (ISO 4217) and ``extra_days``, known since ``priced_at``, asked in
    ``ask``.  A no has its
    ``reason`` and may offer an ``alternative``.  ``worth`` and ``effort``, 1 to 3, are ours alone.
    """

    __tablename__ = "change_request"
    __table_args__ = (
        Index(None, "project_id", "state"),
        Index(None, "project_id", "number"),
        CheckConstraint("worth BETWEEN 1 AND 3", name="worth_on_scale"),
        CheckConstraint("effort BETWEEN 1 AND 3", name="effort_on_scale"),
        CheckConstraint("(cents IS NULL) = (currency IS NULL)", name="price_has_currency"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    text: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[ChangeState] = mapped_column(word(ChangeState, "state"))
    source: Mapped[str] = mapped_column(String(60), index=True)
    said_at: Mapped[datetime]
    noted_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(300), default="")
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("change_request.id"))
    number: Mapped[int]
    alternative: Mapped[str] = mapped_column(String(300), default="")
    fit: Mapped[Fit | None] = mapped_column(word(Fit, "fit"))
    cents: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    extra_days: Mapped[int | None]
    priced_at: Mapped[datetime | None]
    ask_id: Mapped[int | None] = mapped_column(ForeignKey("ask.id"), index=True)
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))
    worth: Mapped[int | None]
    effort: Mapped[int | None]

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()


class Baseline(Base):
    """What was agreed at the start: requests are compared with the newest one of a project.

    ``scope`` is a list of lines, ``ends_on`` the day of hand-over.
    """

    __tablename__ = "baseline"
    __table_args__ = (
        UniqueConstraint("supersedes_id"),
        CheckConstraint("(cents IS NULL) = (currency IS NULL)", name="price_has_currency"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    scope: Mapped[list[str]] = mapped_column(default=list)
    cents: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    ends_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(60))
    noted_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("baseline.id"))


class QuestionState(StrEnum):
    """open → answered | withdrawn; or superseded."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


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
    noted_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(300), default="")
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()


class PromiseState(StrEnum):
    """made → kept | moved | dropped | withdrawn; or superseded.

    Overdue is a matter of the day, not of a row.  ``moved``: another row has its new day.
    """

    MADE = "made"
    KEPT = "kept"
    MOVED = "moved"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


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
    noted_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(300), default="")
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"))
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact | None] = relationship()
