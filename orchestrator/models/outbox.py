"""Messages we have promised to send, each try, and what became of them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.digests import Digest
from orchestrator.models.people import Contact


class OutboxKind(StrEnum):
    """What the message is.  The first four have an approval of their own, the others leave under a
    standing one.  A case goes to accounting, all others to a contact.
    """

    DIGEST = "digest"
    RESPONSE = "response"
    CASE = "case"
    INVITATION = "invitation"
    ACKNOWLEDGEMENT = "acknowledgement"
    CONFIRMATION = "confirmation"
    PAUSED = "paused"
    RESUMED = "resumed"
    WELCOME = "welcome"


AUTOMATIC = (
    OutboxKind.ACKNOWLEDGEMENT,
    OutboxKind.CONFIRMATION,
    OutboxKind.PAUSED,
    OutboxKind.RESUMED,
    OutboxKind.WELCOME,
)
"""Mails that no person approves one by one: an approval is for the template's exact files."""


class OutboxState(StrEnum):
    """pending → claimed → sending → accepted → delivered | bounced | complained.

    sending → pending (surely not sent) | failed | unknown;
    unknown → accepted (evidence) | pending (evidence of absence) | needs_person.
    ``cancelled``: an approval was undone, or a rule stopped it, before it was claimed.
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NEEDS_PERSON = "needs_person"
    HELD = "held"
    CANCELLED = "cancelled"


class OutboxEntry(Base):
    """One message to one recipient over one channel.

    ``content`` is what will be sent, byte for byte, and ``sha256`` its name.  Exactly
    one of the two approvals stands behind it.  ``cause`` is what it came from,
    ``digest:17`` or ``mail:402``; a cause has one message of a kind.  ``message_id``
    is fixed here, so every try carries the same one.  ``promised_at`` is the approved
    send time; ``due_at`` moves with retries and quiet hours.  ``mail_ids``: the mails
    that it says something of, where no person wrote it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("kind", "cause", "channel", "recipient"),
        CheckConstraint(
            "(approval_id IS NULL) <> (standing_approval_id IS NULL)", name="one_approval"
        ),
        Index(None, "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OutboxKind] = mapped_column(word(OutboxKind, "kind"))
    cause: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(12))
    recipient: Mapped[str] = mapped_column(String(320), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digest.id"), index=True)
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approval.id"))
    standing_approval_id: Mapped[int | None] = mapped_column(ForeignKey("standing_approval.id"))
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[OutboxState] = mapped_column(word(OutboxState, "state"))
    promised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(500), default="")
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    mail_ids: Mapped[list[int]] = mapped_column(default=list)

    contact: Mapped[Contact | None] = relationship()
    digest: Mapped[Digest | None] = relationship()

    @property
    def reader(self) -> str:
        """Who gets it, in a word."""
        return self.contact.first_name if self.contact else "accounting"


class Phase(StrEnum):
    """How far an SMTP try came; committed, so a crash tells "surely not sent" from unknown."""

    CONNECTING = "connecting"
    RECIPIENTS_OK = "recipients_ok"
    DOT = "dot"
    REPLIED = "replied"


class Attempt(Base):
    """One try.  The row is committed before we connect, so a crash counts."""

    __tablename__ = "attempt"
    __table_args__ = (UniqueConstraint("outbox_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"))
    number: Mapped[int]
    phase: Mapped[Phase] = mapped_column(word(Phase, "phase"))
    started_at: Mapped[datetime]
    reply: Mapped[str] = mapped_column(String(500), default="")


class DeliveryEvent(Base):
    """What we later learned: the archive copy, a bounce, a complaint."""

    __tablename__ = "delivery_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(12), default="")
    detail: Mapped[str] = mapped_column(String(500), default="")
    source: Mapped[str] = mapped_column(String(60))
    learned_at: Mapped[datetime] = mapped_column(index=True)
