"""What came in: where each mail lies, and the mail as rows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.mailbox import Direction
from orchestrator.models.people import Contact, Project, User


class MailLocation(Base):
    """Where a mail lies on the server.  One mail may lie in several places.

    ``mail_id`` is empty while its bytes could not be fetched; `Quarantine` says why.
    ``gone_at``: when we saw that the server has it there no more.  ``received_at`` is the
    server's INTERNALDATE, or our own time where that cannot be right; ``server_date`` keeps
    what it said then.
    """

    __tablename__ = "mail_location"
    __table_args__ = (UniqueConstraint("mailbox_id", "folder", "uidvalidity", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"))
    folder: Mapped[str] = mapped_column(String(255))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"), index=True)
    received_at: Mapped[datetime]
    server_date: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]


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
    says why it is in its project, ``threaded_by`` why in its thread; a mail with a thread
    and no project is undecided.
    ``has_token``: it came to the reply address that only its sender was given.
    ``report`` is what a bounce says: recipients and the id of the returned mail.
    Automatic mail whose ``kind`` is not certain waits for a person like anybody's.
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
    is_kind_certain: Mapped[bool] = mapped_column(default=True)
    kind_evidence: Mapped[str] = mapped_column(String(120), default="")
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
    threaded_by: Mapped[str] = mapped_column(String(200), default="")

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
    """A mail we could not read or fetch.  ``reason`` is a code, ``detail`` words.

    Its bytes are kept with the mail; one that could not be fetched has only a place on
    the server, at most its ``header``, and is fetched again when ``retry_at`` comes.
    """

    __tablename__ = "quarantine"
    __table_args__ = (CheckConstraint("mail_id IS NOT NULL OR location_id IS NOT NULL", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"), unique=True)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("mail_location.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(default="")
    header: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    quarantined_at: Mapped[datetime]
    retry_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]


class Thread(Base):
    """A conversation.  Without a project its mails are in the undecided tray.

    ``split_from_id``: the thread that a person took it out of, the first of them where it
    was split again; headers never join any two of these.  ``joined_into_id``: where all of it
    is now; its row stays, because reply addresses and links name it.  Snoozed, it comes back at
    ``snoozed_until``, or without that when somebody writes; a new mail always ends it.
    """

    __tablename__ = "thread"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(default="")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    created_at: Mapped[datetime]
    last_mail_at: Mapped[datetime] = mapped_column(index=True)
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"), index=True)
    joined_into_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"))
    snoozed_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]

    project: Mapped[Project | None] = relationship()
    mails: Mapped[list[Mail]] = relationship(back_populates="thread", order_by="Mail.received_at")


class ThreadKey(Base):
    """A Message-ID that belongs to a thread, seen as a mail or only as a reference.

    ``mail_at``: when the mail of that id came; empty while it is only referred to.
    The same id may name threads of two clients: a forged reference never joins them.
    """

    __tablename__ = "thread_key"
    __table_args__ = (
        UniqueConstraint("message_id", "client_id"),
        # The constraint does not bind strangers' keys: to SQL no two NULLs are the same.
        Index(
            "uq_thread_key_message_id_of_strangers",
            "message_id",
            unique=True,
            postgresql_where=text("client_id IS NULL"),
            sqlite_where=text("client_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(998))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    mail_at: Mapped[datetime | None]


class Concern(Base):
    """A client whom an undecided mail concerns that nobody known wrote.

    While it is undecided, of the project managers only those who work for her see it.
    ``is_sure``: it came to a reply address that only her people were given, so nobody else
    is to see it; else something in it speaks of her, or it was filed with her once.
    """

    __tablename__ = "concern"
    __table_args__ = (UniqueConstraint("mail_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    is_sure: Mapped[bool]


class Note(Base):
    """A word among ourselves beside a conversation.  Nothing that leaves is made from it.

    ``project_id``: where the conversation was when it was written, empty for the undecided
    tray.  It is shown only while the conversation is there.
    """

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str]
    written_at: Mapped[datetime]

    user: Mapped[User] = relationship()
