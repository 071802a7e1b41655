"""What clients say again and again, over projects, and what we changed because of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    String,
    UniqueConstraint,
    and_,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.mail import Mail
from orchestrator.models.people import Contact, Project, User


class ThemeState(StrEnum):
    """open → changed | dropped; either can be taken back to open."""

    OPEN = "open"
    CHANGED = "changed"
    DROPPED = "dropped"


class Theme(Base):
    """``name`` and ``text``, one sentence, are ours; what clients say of it are its quotes.

    ``outcome``: what we changed, in words that a client may read; or why it was dropped.
    ``user_id``: who began it, and sees it also while it has no quote.
    """

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    text: Mapped[str]
    state: Mapped[ThemeState] = mapped_column(word(ThemeState, "state"), default=ThemeState.OPEN)
    outcome: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class QuoteKind(StrEnum):
    """Why it is feedback: an unhappy mail, a low pulse, what was missed, a "where are we?"

    ``chosen``: one of us found it in a mail.
    """

    MOOD = "mood"
    PULSE = "pulse"
    MISSED = "missed"
    WHERE = "where"
    CHOSEN = "chosen"


class ThemeQuote(Base):
    """Words of a client, from a mail of theirs, or from an expectation that was said aloud.

    Without a ``theme_id`` it was set aside.  ``removed_at``: it was taken out, as if it had never
    been added.  ``fact_id`` tells its writer what we changed.
    """

    __tablename__ = "theme_quote"
    __table_args__ = (
        UniqueConstraint("mail_id", "project_id", "words"),
        UniqueConstraint("expectation_id"),
        CheckConstraint("(mail_id IS NULL) <> (expectation_id IS NULL)", name="has_one_source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    expectation_id: Mapped[int | None] = mapped_column(ForeignKey("expectation.id"))
    kind: Mapped[QuoteKind] = mapped_column(word(QuoteKind, "kind"))
    words: Mapped[str]
    said_at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))

    project: Mapped[Project] = relationship()
    contact: Mapped[Contact] = relationship()
    mail: Mapped[Mail | None] = relationship()

    @property
    def source(self) -> str:
        """``mail:402``, ``expectation:3``."""
        return f"mail:{self.mail_id}" if self.mail_id else f"expectation:{self.expectation_id}"


def quote_stands() -> ColumnElement[bool]:
    """Condition on `ThemeQuote` outer joined to its `Mail`: it was not taken out, and its mail is
    still where it was added.

    Moved elsewhere, a mail takes its quotes out of sight; brought back, they are there again.
    """
    is_there = and_(
        Mail.project_id == ThemeQuote.project_id, Mail.contact_id == ThemeQuote.contact_id
    )
    return and_(ThemeQuote.removed_at.is_(None), or_(ThemeQuote.mail_id.is_(None), is_there))
