"""Reviews with a client: planned, invited by mail, answered by mail, held, with what came of it.

A row is superseded, never edited: another time is another row that keeps ``uid`` and counts
``sequence`` up (RFC 5545 sections 3.8.4.7 and 3.8.7.4).  Answers belong to the time they are to.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project


class ReviewKind(StrEnum):
    """Formal: with an agenda and an outcome that binds.  Informal: to hear how it goes."""

    FORMAL = "formal"
    INFORMAL = "informal"


class ReviewState(StrEnum):
    """planned → invited → held | moved | cancelled; one that was planned can be held at once."""

    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"


TO_COME = (ReviewState.PLANNED, ReviewState.INVITED)


class Review(Base):
    """``held_at`` is shown in ``timezone``, an IANA name.  ``thread_id``: its conversation.

    ``was`` is the state before it was held, moved or cancelled.  ``source``: ``user:2``.
    """

    __tablename__ = "review"
    __table_args__ = (
        Index(None, "project_id", "state"),
        UniqueConstraint("uid", "sequence"),
        UniqueConstraint("supersedes_id"),
        CheckConstraint("minutes BETWEEN 5 AND 1440", name="at_most_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[ReviewKind] = mapped_column(word(ReviewKind, "kind"))
    title: Mapped[str] = mapped_column(String(120))
    held_at: Mapped[datetime]
    timezone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(300))
    agenda: Mapped[str]
    state: Mapped[ReviewState] = mapped_column(
        word(ReviewState, "state"), default=ReviewState.PLANNED
    )
    was: Mapped[ReviewState | None] = mapped_column(word(ReviewState, "was"))
    uid: Mapped[str] = mapped_column(String(80))
    sequence: Mapped[int] = mapped_column(default=0)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"), index=True)
    outcome: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(String(60))
    noted_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("review.id"))

    project: Mapped[Project] = relationship()
    guests: Mapped[list["ReviewGuest"]] = relationship(order_by="ReviewGuest.id")


class ReviewGuest(Base):
    """A contact who is to come.  ``came``: whether they did, once it was held."""

    __tablename__ = "review_guest"
    __table_args__ = (UniqueConstraint("review_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    came: Mapped[bool | None]

    contact: Mapped[Contact] = relationship()


class Coming(StrEnum):
    """An answer to an invitation; ``other``: another time is proposed."""

    YES = "yes"
    NO = "no"
    OTHER = "other"
    UNCLEAR = "unclear"


class ComingState(StrEnum):
    """Counts, waits for a person, or was taken out by one."""

    APPLIED = "applied"
    WAITING = "waiting"
    SETTLED = "settled"


class ReviewAnswer(Base):
    """What one guest answered, by ``mail_id``, or as one of us heard it; the newest counts."""

    __tablename__ = "review_answer"
    __table_args__ = (
        Index(None, "review_id", "contact_id"),
        UniqueConstraint("mail_id", "review_id"),
        CheckConstraint("value <> 'unclear' OR state <> 'applied'", name="unclear_counts_not"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    value: Mapped[Coming] = mapped_column(word(Coming, "value"))
    words: Mapped[str]
    tier: Mapped[str] = mapped_column(String(2))
    state: Mapped[ComingState] = mapped_column(word(ComingState, "state"))
    why_waiting: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(String(60), index=True)
    answered_at: Mapped[datetime]


class InvitationMethod(StrEnum):
    """RFC 5546: comes with a time, or takes it back."""

    REQUEST = "request"
    CANCEL = "cancel"


class InvitationState(StrEnum):
    """approved → sent; held where its message does not leave."""

    APPROVED = "approved"
    SENT = "sent"
    HELD = "held"


class Invitation(Base):
    """One mail about a review to one guest; a person approved its exact bytes."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("review_id", "contact_id", "method"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    method: Mapped[InvitationMethod] = mapped_column(word(InvitationMethod, "method"))
    state: Mapped[InvitationState] = mapped_column(word(InvitationState, "state"))
    written_at: Mapped[datetime]

    review: Mapped[Review] = relationship()
    contact: Mapped[Contact] = relationship()


class CalendarReply(Base):
    """What a mail says in the language of calendars (RFC 5546), as it stands there.

    ``attendee`` is an addr-spec; ``partstat`` such as ``ACCEPTED``, empty where there is none.
    """

    __tablename__ = "calendar_reply"

    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), primary_key=True)
    method: Mapped[str] = mapped_column(String(20))
    uid: Mapped[str] = mapped_column(String(255), index=True)
    sequence: Mapped[int]
    attendee: Mapped[str] = mapped_column(String(320))
    partstat: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str]
