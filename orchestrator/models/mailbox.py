"""IMAP accounts, how far each folder was read, and what is wrong with them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word


class Direction(StrEnum):
    """From a client to us, or from us to a client."""

    IN = "in"
    OUT = "out"


class Mailbox(Base):
    """An IMAP account.  ``sealed_password`` is encrypted with a key outside the database.

    ``is_archive``: it gets a copy of all we send, and its mail is evidence, not intake.
    ``paused_at``: not read until a person resumes it; ``problem`` says why.
    ``refused_at``: when sign-ins were refused since the last that was not (ISO 8601, UTC).
    ``oauth``: signs in with tokens; ``sealed_password`` is empty then.
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
    paused_at: Mapped[datetime | None]
    refused_at: Mapped[list[str]] = mapped_column(default=list)

    folders: Mapped[list["FolderCursor"]] = relationship(order_by="FolderCursor.id")
    oauth: Mapped["MailboxOauth | None"] = relationship(lazy="joined", cascade="all, delete-orphan")


class MailboxOauth(Base):
    """How to get access tokens for a mailbox (RFC 6749 section 6).

    ``mechanism``: XOAUTH2, or OAUTHBEARER (RFC 7628).  The sealed columns are encrypted
    like passwords; the access token is kept until ``expires_at``.
    """

    __tablename__ = "mailbox_oauth"

    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"), primary_key=True)
    mechanism: Mapped[str] = mapped_column(String(12))
    token_url: Mapped[str] = mapped_column(String(500))
    scope: Mapped[str] = mapped_column(String(500), default="")
    client_id: Mapped[str] = mapped_column(String(255))
    sealed_client_secret: Mapped[str] = mapped_column(default="")
    sealed_refresh_token: Mapped[str]
    sealed_access_token: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime | None]


class MailboxAlarm(Base):
    """A mailbox that stopped delivering, against its own habit; open until ``cleared_at``."""

    __tablename__ = "mailbox_alarm"

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"), index=True)
    words: Mapped[str] = mapped_column(String(300))
    raised_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None]


class FolderCursor(Base):
    """How far a folder was read, and who reads it now.

    Every UID up to ``last_uid`` of this ``uidvalidity`` is stored.  ``fence`` goes up
    with each lease; a reader whose fence is old has lost the folder.

    ``known_until``: UIDs up to this were given anew when UIDVALIDITY changed, so we may
    have their mails already.  ``uidvalidity_changes``: how many reads in a row found
    another UIDVALIDITY.  ``modseq``: HIGHESTMODSEQ (RFC 7162) up to which we know what is
    gone from the server.  ``compared_at``: when its whole list was last held against ours.
    ``missing_since``: the server says it has no such folder, or does not let us read it.
    """

    __tablename__ = "folder_cursor"
    __table_args__ = (UniqueConstraint("mailbox_id", "folder"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"))
    folder: Mapped[str] = mapped_column(String(255))
    direction: Mapped[Direction] = mapped_column(word(Direction, "direction"))
    uidvalidity: Mapped[int | None] = mapped_column(BigInteger)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    known_until: Mapped[int] = mapped_column(BigInteger, default=0)
    uidvalidity_changes: Mapped[int] = mapped_column(default=0)
    modseq: Mapped[int | None] = mapped_column(BigInteger)
    compared_at: Mapped[datetime | None]
    missing_since: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
