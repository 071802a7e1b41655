"""Put a message that a person approved into the outbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.errors import DigestConflict
from orchestrator.models import Approval, OutboxEntry, OutboxKind, OutboxState
from orchestrator.record.append import Action, Entry


class Message(Protocol):
    """A composed message; `dispatch.compose` makes it."""

    @property
    def content(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...
    @property
    def message_id(self) -> str: ...
    @property
    def recipient(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Cause:
    """What a message comes from: ``name`` is ``digest:17``, ``response:4`` or ``referral:2``.

    ``contact_id``: whom it goes to; None for accounting.
    """

    name: str
    kind: OutboxKind
    channel: str
    contact_id: int | None
    project_id: int
    digest_id: int | None = None


def queue_message(
    session: Session,
    cause: Cause,
    approval: Approval,
    message: Message,
    *,
    send_at: datetime,
    now: datetime,
) -> OutboxEntry:
    """The outbox row of ``cause``; one that was cancelled, or surely not sent, is used again.

    Used again it keeps its Message-ID, whoever it goes to now: nobody has seen it.
    The caller commits.

    Raises:
        DigestConflict: it is in the outbox already.
    """
    entry = session.scalar(
        select(OutboxEntry).where(
            OutboxEntry.kind == cause.kind,
            OutboxEntry.cause == cause.name,
            OutboxEntry.channel == cause.channel,
        )
    )
    if entry is None:
        entry = OutboxEntry(
            kind=cause.kind,
            cause=cause.name,
            channel=cause.channel,
            project_id=cause.project_id,
            digest_id=cause.digest_id,
            message_id=message.message_id,
            created_at=now,
        )
        session.add(entry)
    elif entry.state not in (OutboxState.CANCELLED, OutboxState.FAILED):
        raise DigestConflict("this message is in the outbox already")
    entry.recipient, entry.contact_id = message.recipient, cause.contact_id
    entry.approval_id = approval.id
    entry.content, entry.sha256 = message.content, message.sha256
    entry.state, entry.finished_at, entry.problem = OutboxState.PENDING, None, ""
    entry.promised_at = entry.due_at = send_at
    session.flush()
    return entry


def queued(entry: OutboxEntry) -> Entry:
    """The entry in the record of a message that was put into the outbox."""
    return Entry(
        Action.QUEUE,
        f"outbox:{entry.id}",
        entry.project_id,
        details={"recipient": entry.recipient},
        extra={"dig": entry.sha256, "kind": entry.kind.value, "cause": entry.cause},
    )
