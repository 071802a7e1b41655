"""Drafts, their blocks with sources, and a PM's decision about exact bytes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.people import Contact, Project


class DigestState(StrEnum):
    """drafted → approved → sent; beside: held, skipped, voided.

    ``approved`` is scheduled: it leaves at ``send_at`` unless undone.  What became of
    a sent one is the outbox row's to say.
    """

    DRAFTED = "drafted"
    HELD = "held"
    APPROVED = "approved"
    SENT = "sent"
    SKIPPED = "skipped"
    VOIDED = "voided"


class Digest(Base):
    """One update to one contact, for what became known in ``[period_start, period_end)``.

    ``slot_key`` is the local calendar slot, such as
    ``harbor:2026-W48-5T16:00/Europe/London``: one update a slot, whatever a clock
    change or a doubled job does.  ``text`` and ``html`` are rendered from the blocks;
    ``revision`` goes up with every change of one.  ``timing``: why it leaves at ``send_at``.
    """

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("contact_id", "channel", "slot_key"),
        CheckConstraint("period_start < period_end", name="period_not_empty"),
        Index(None, "state", "send_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    channel: Mapped[str] = mapped_column(String(12))
    slot_key: Mapped[str] = mapped_column(String(160))
    number: Mapped[int]
    period_start: Mapped[datetime]
    period_end: Mapped[datetime]
    send_at: Mapped[datetime]
    timing: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[DigestState] = mapped_column(word(DigestState, "state"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    preview: Mapped[str] = mapped_column(String(200), default="")
    why: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
    watermark: Mapped[int] = mapped_column(default=0)
    drafted_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    contact: Mapped[Contact] = relationship()
    project: Mapped[Project] = relationship()
    blocks: Mapped[list["Block"]] = relationship(
        order_by="Block.position", cascade="all, delete-orphan"
    )
    withheld: Mapped[list["Withheld"]] = relationship(cascade="all, delete-orphan")


class BlockKind(StrEnum):
    """The parts of an update, in the order in which they stand."""

    STATUS = "status"
    GOAL = "goal"
    NEWS = "news"
    NOTED = "noted"
    ASK = "ask"
    DONE = "done"
    NEXT = "next"
    PULSE = "pulse"


class Block(Base):
    """One line of an update.  ``number`` is the ask's number in this update."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("digest_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id"))
    position: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(word(BlockKind, "kind"))
    text: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ask_id: Mapped[int | None] = mapped_column(ForeignKey("ask.id"), index=True)
    number: Mapped[int | None]

    sources: Mapped[list["BlockSource"]] = relationship(
        order_by="BlockSource.id", cascade="all, delete-orphan"
    )


class BlockSource(Base):
    """Where a line comes from: ``fact:12``, ``mail:402``.  ``client_id`` is whose it is."""

    __tablename__ = "block_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    block_id: Mapped[int] = mapped_column(ForeignKey("block.id"), index=True)
    source: Mapped[str] = mapped_column(String(60), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))


class Withheld(Base):
    """Something that could have been in the update and is not, and why.

    ``user_id`` and ``decided_at``: who decided that, where it was a person.
    """

    __tablename__ = "withheld"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id"), index=True)
    source: Mapped[str] = mapped_column(String(60))
    text: Mapped[str]
    reason: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]


class Approval(Base):
    """A person saw these bytes and said yes.  ``sha256`` is of the whole message.

    It is of an update, of a response in a conversation, of what goes to accounting about a
    case, or of an invitation to a review.  ``watermark`` is the newest mail she could have
    known.  Undone, it stays, with the time: what was decided is never deleted.
    """

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN digest_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN response_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN referral_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN invitation_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="of_one_thing",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digest.id"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"), index=True)
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    watermark: Mapped[int]
    approved_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class StandingApproval(Base):
    """An administrator approved a template for the automatic kinds, by its hash (red line 3)."""

    __tablename__ = "standing_approval"
    __table_args__ = (UniqueConstraint("template", "template_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(String(40))
    template_sha256: Mapped[str] = mapped_column(String(64))
    approved_by: Mapped[str] = mapped_column(String(60))
    approved_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
