"""What is open between us and the client.  Every row points to its source."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.mail import Mail
from orchestrator.models.people import Contact, Delivery, Project


class AskKind(StrEnum):
    """The answers an ask can have; a document is answered by a file that comes."""

    CHOICE = "choice"
    YESNO = "yesno"
    VALUE = "value"
    DOCUMENT = "document"


class AskState(StrEnum):
    """open → answered | conditional | rolled (≤ 2) → call | withdrawn."""

    OPEN = "open"
    ANSWERED = "answered"
    CONDITIONAL = "conditional"
    ROLLED = "rolled"
    CALL = "call"
    WITHDRAWN = "withdrawn"


ASKABLE = (AskState.OPEN, AskState.ROLLED)
"""States in which an ask may stand in an update."""

OPEN_STATES = (*ASKABLE, AskState.CONDITIONAL, AskState.CALL)
"""States in which it can still be settled: she may write before we call her."""


class Ask(Base):
    """A question to one contact.  ``on_silence``: what happens when nobody answers.

    ``settles`` names what a yes would bind (money, scope, sign-off); such an answer
    always waits for a PM's confirm.  ``known`` is an answer given before that seems to be
    one to this too: ``source``, ``words``, ``said_at``, ``who``; it holds the ask back
    until a PM takes it or, by ``asked_anyway_at``, asks all the same.  Where its source is
    an ask, that one asks the same and still waits (`is_asked_already`).
    """

    __tablename__ = "ask"
    __table_args__ = (
        Index(None, "contact_id", "state"),
        CheckConstraint("rolled <= 2", name="rolled_at_most_twice"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    kind: Mapped[AskKind] = mapped_column(word(AskKind, "kind"))
    text: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    recommended: Mapped[str] = mapped_column(String(2), default="")
    settles: Mapped[str] = mapped_column(String(20), default="")
    due_on: Mapped[date]
    on_silence: Mapped[str]
    state: Mapped[AskState] = mapped_column(word(AskState, "state"), default=AskState.OPEN)
    rolled: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(60))
    asked_at: Mapped[datetime | None]
    known: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asked_anyway_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact] = relationship()

    @property
    def read_as(self) -> Literal["choice", "yesno", "value"]:
        """The shape of the words that answer it: beside a document they are those of a value."""
        match self.kind:
            case AskKind.CHOICE:
                return "choice"
            case AskKind.YESNO:
                return "yesno"
        return "value"


def is_asked_already(known: Mapping[str, Any]) -> bool:
    """Whether what is ``known`` of an ask is no answer, but the same question."""
    return str(known["source"]).startswith("ask:")


class AnswerState(StrEnum):
    """Applied at once, waiting for a PM, refused by a PM, or taken back by the client."""

    APPLIED = "applied"
    WAITING = "waiting"
    REFUSED = "refused"
    UNDONE = "undone"


class Answer(Base):
    """What one mail answers to one ask.  ``value`` is null where no side was named.

    ``awaits_proof``: it waits for nothing but a proof that it is hers (`Confirmation`).
    ``changed_from`` is what was read where a PM chose another value, empty for no side.
    ``because``: why a PM took for plain what was not (`needs_reason`).
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("mail_id", "ask_id"), Index(None, "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    ask_id: Mapped[int] = mapped_column(ForeignKey("ask.id"), index=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    number: Mapped[int]
    value: Mapped[str | None]
    changed_from: Mapped[str | None]
    because: Mapped[str | None]
    certainty: Mapped[str] = mapped_column(String(8))
    span: Mapped[str]
    tier: Mapped[str] = mapped_column(String(2))
    state: Mapped[AnswerState] = mapped_column(word(AnswerState, "state"))
    why_waiting: Mapped[str] = mapped_column(default="")
    awaits_proof: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    ask: Mapped[Ask] = relationship()
    contact: Mapped[Contact] = relationship()
    mail: Mapped[Mail] = relationship()

    def needs_reason(self, value: str | None) -> bool:
        """Whether ``value`` would bind by words that were not plain; a no binds nobody."""
        return bool(self.ask.settles) and self.certainty != "exact" and value != "no"


class Pulse(Base):
    """1 Poor to 5 Great, from a reply."""

    __tablename__ = "pulse"
    __table_args__ = (
        UniqueConstraint("mail_id"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score_on_scale"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    score: Mapped[int]
    said_at: Mapped[datetime]


class Mood(StrEnum):
    """How the client feels.  Silence is a state of its own and never counts as happy."""

    UNHAPPY = "unhappy"
    SO_SO = "so_so"
    GOOD = "good"
    GREAT = "great"
    SILENT = "silent"


class ProjectStatus(Base):
    """The worse of mood and delivery, from ``since`` on.  A row is added when it changes.

    ``reason`` quotes what decided; ``source`` is where that was said.
    """

    __tablename__ = "project_status"
    __table_args__ = (Index(None, "project_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    mood: Mapped[Mood] = mapped_column(word(Mood, "mood"))
    delivery: Mapped[Delivery] = mapped_column(word(Delivery, "delivery"))
    status: Mapped[Delivery] = mapped_column(word(Delivery, "status"))
    reason: Mapped[str]
    source: Mapped[str] = mapped_column(String(60))
    since: Mapped[datetime]
