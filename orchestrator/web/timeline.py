"""A conversation in its order: the mails, what we sent between them, and our notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.collect.mime import read_message, text_of
from orchestrator.models import Digest, Note, OutboxEntry, OutboxKind, OutboxState
from orchestrator.web.understood import Conversation, Shown

NOTICES: Final = {
    OutboxKind.ACKNOWLEDGEMENT: "Acknowledged",
    OutboxKind.CONFIRMATION: "Asked to confirm",
    OutboxKind.PAUSED: "Told that updates pause",
    OutboxKind.RESUMED: "Told that updates go on",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What we answered by ourselves: ``words`` for the kind, ``text`` as it was sent."""

    at: datetime
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One of the four."""

    at: datetime
    shown: Shown | None = None
    digest: Digest | None = None
    notice: Notice | None = None
    note: Note | None = None


def timeline(session: Session, conversation: Conversation) -> list[Item]:
    """The mails with the updates they answer, the notices they got and our notes, oldest first."""
    mails = conversation.mails
    digests = {shown.answers.id: shown.answers for shown in mails if shown.answers}
    sent = [Item(at=each.sent_at, digest=each) for each in digests.values() if each.sent_at]
    told = [Item(at=notice.at, notice=notice) for notice in _notices(session, mails)]
    came = [Item(at=shown.mail.received_at, shown=shown) for shown in mails]
    noted = [Item(at=note.written_at, note=note) for note in conversation.notes]
    # What we sent stands before what came in the same second.
    return sorted([*sent, *came, *told, *noted], key=lambda item: item.at)


def _notices(session: Session, mails: Sequence[Shown]) -> list[Notice]:
    causes = [f"mail:{shown.mail.id}" for shown in mails if shown.mail.project_id]
    if not causes:
        return []
    found = session.scalars(
        select(OutboxEntry)
        .where(OutboxEntry.kind.in_(NOTICES), OutboxEntry.cause.in_(causes))
        .where(OutboxEntry.state.in_((OutboxState.ACCEPTED, OutboxState.DELIVERED)))
        .order_by(OutboxEntry.id)
    )
    return [
        Notice(entry.finished_at or entry.due_at, NOTICES[entry.kind], _plain_text(entry.content))
        for entry in found
    ]


def _plain_text(content: bytes) -> str:
    """The words of a message that we made: its first part, in plain text."""
    part = read_message(content, [])
    while part.children:
        part = part.children[0]
    return text_of(part, [])
