"""What we ask each client about the work itself, one question an update, and what she said."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base, word


class PulseTopic(StrEnum):
    """The four standard questions, in the order in which they take turns.

    Comfortable with the progress? going as expected? anything else to do? all the information
    that you need?
    """

    PROGRESS = "progress"
    EXPECTED = "expected"
    ELSE = "else"
    INFORMATION = "information"


class PulseOutcome(StrEnum):
    """asked → answered | unanswered; a late answer still counts."""

    ASKED = "asked"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"


class PulseQuestion(Base):
    """The question that an update asked.  No answer is stored as none: it says nothing of a mood.

    ``score`` and ``words`` are what the mail said, in her own words; either may be missing.
    """

    __tablename__ = "pulse_question"
    __table_args__ = (
        Index(None, "contact_id", "asked_at"),
        Index(None, "outcome"),
        CheckConstraint("(outcome = 'answered') = (mail_id IS NOT NULL)", name="answered_by_mail"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id"), unique=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    topic: Mapped[PulseTopic] = mapped_column(word(PulseTopic, "topic"))
    asked_at: Mapped[datetime]
    outcome: Mapped[PulseOutcome] = mapped_column(
        word(PulseOutcome, "outcome"), default=PulseOutcome.ASKED
    )
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"), index=True)
    score: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
