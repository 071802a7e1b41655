"""What came in: mailboxes, where each mail lies, and the mail as rows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project


class Direction(StrEnum):
    """From a client to us, or from us to a client."""

    IN = "in"
    OUT = "out"


class Mailbox(Base):
    """An IMAP account.  ``sealed_password`` is encrypted with a key outside the database.

    ``is_archive``: it gets a copy of all we send, and its mail is evidence, not intake.
    """

    __tablename__ = "mailbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    host: Mapped[str] = mapped_column(String(255))
    port: Mapped[int]
    security: Mapped[str] = mapped_column(String(8))
    username: Mapped[str] = mapped_column(String(320))
    sealed_password: Mapped[str]
    is_archive: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    read_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(300), default="")
    problem_since: Mapped[datetime | None]

    folders: Mapped[list["FolderCursor"]] = relationship(order_by="FolderCursor.id")


class FolderCursor(Base):
    """How far a folder was read, and who reads it now.

    Every UID up to ``last_uid`` of this ``uidvalidity`` is stored.  ``fence`` goes up
    with each lease; a reader whose fence is old has lost the folder.
    """

    __tablename__ = "folder_cursor"
    __table_args__ = (UniqueConstraint("mailbox_id", "folder"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"))
    folder: Mapped[str] = mapped_column(String(255))
    direction: Mapped[Direction] = mapped_column(word(Direction, "direction"))
    uidvalidity: Mapped[int | None] = mapped_column(BigInteger)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]


class MailLocation(Base):
    """Where a mail lies on the server.  One mail may lie in several places."""

    __tablename__ = "mail_location"
    __table_args__ = (UniqueConstraint("mailbox_id", "folder", "uidvalidity", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"))
    folder: Mapped[str] = mapped_column(String(255))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), index=True)
    received_at: Mapped[datetime]


class MailState(StrEnum):
    """stored → parsed → threaded → read → applied; or quarantined."""

    STORED = "stored"
    PARSED = "parsed"
    THREADED = "threaded"
    READ = "read"
    APPLIED = "applied"
    QUARANTINED = "quarantined"


class Mail(Base):
    """One message, in or out.

    ``content_hash`` leaves out transport headers, so a moved or re-delivered copy is
    the same mail.  ``message_id`` is not unique: the same id with other content is a
    ``variant``.  ``attempts`` counts readings begun, before the work.  ``filed_by``
    says why it is in its project; a mail with a thread and no project is undecided.
    ``has_token``: it came to the reply address that only its sender was given.
    ``report`` is what a bounce says: recipients and the id of the returned mail.
    """

    __tablename__ = "mail"
    __table_args__ = (
        Index(None, "state", "id"),
        Index(None, "project_id", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("raw_mail.sha256"), index=True)
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    direction: Mapped[Direction] = mapped_column(word(Direction, "direction"))
    state: Mapped[MailState] = mapped_column(word(MailState, "state"))
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime] = mapped_column(index=True)

    message_id: Mapped[str | None] = mapped_column(String(998), index=True)
    in_reply_to: Mapped[str | None] = mapped_column(String(998))
    references: Mapped[list[str]] = mapped_column(default=list)
    from_address: Mapped[str] = mapped_column(String(320), default="", index=True)
    from_name: Mapped[str] = mapped_column(default="")
    recipients: Mapped[list[str]] = mapped_column(default=list)
    subject: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(String(12), default="human")
    text: Mapped[str] = mapped_column(default="")
    new_text: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None] = mapped_column(String(8))
    back_on: Mapped[date | None]
    defects: Mapped[list[str]] = mapped_column(default=list)
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    authenticity: Mapped[str] = mapped_column(String(8), default="none")
    authenticity_evidence: Mapped[str] = mapped_column(default="")
    is_variant: Mapped[bool] = mapped_column(default=False)
    is_loop: Mapped[bool] = mapped_column(default=False)

    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digest.id"))
    has_token: Mapped[bool] = mapped_column(default=False)
    filed_by: Mapped[str] = mapped_column(String(200), default="")

    attachments: Mapped[list["Attachment"]] = relationship(order_by="Attachment.position")
    project: Mapped[Project | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    thread: Mapped["Thread | None"] = relationship(back_populates="mails")


class Attachment(Base):
    """A part of a mail; its bytes are in the mail's.  ``filename`` is cleaned."""

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("mail_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    position: Mapped[int]
    filename: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(127))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class Quarantine(Base):
    """A mail we could not read.  Its bytes are kept; ``reason`` is a code, ``detail`` words."""

    __tablename__ = "quarantine"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(default="")
    quarantined_at: Mapped[datetime]
    released_at: Mapped[datetime | None]


class Thread(Base):
    """A conversation.  Without a project its mails are in the undecided tray."""

    __tablename__ = "thread"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(default="")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    created_at: Mapped[datetime]
    last_mail_at: Mapped[datetime] = mapped_column(index=True)
    done_at: Mapped[datetime | None]

    project: Mapped[Project | None] = relationship()
    mails: Mapped[list[Mail]] = relationship(back_populates="thread", order_by="Mail.received_at")


class ThreadKey(Base):
    """A Message-ID that belongs to a thread, seen as a mail or only as a reference.

    The same id may name threads of two clients: a forged reference never joins them.
    """

    __tablename__ = "thread_key"
    __table_args__ = (UniqueConstraint("message_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(998))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
