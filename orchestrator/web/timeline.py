"""A conversation in its order: the mails, what we sent between them, and our notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from orchestrator.collect.mime import read_message, text_of
from orchestrator.models import Digest, Direction, Note, OutboxEntry, OutboxKind
from orchestrator.web.ours import Ours
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
    """One of the five; ``ours`` also beside the mail that it became, where that failed.

    ``newer``: what came since its writer had read, while it can still be undone.
    """

    at: datetime
    shown: Shown | None = None
    ours: Ours | None = None
    newer: Shown | None = None
    digest: Digest | None = None
    notice: Notice | None = None
    note: Note | None = None


def timeline(shown: Conversation, sent: list[Ours]) -> list[Item]:
    """The mails with the updates they answer and what we sent, and our notes, oldest first."""
    digests = {each.answers.id: each.answers for each in shown.mails if each.answers}
    updates = [Item(at=each.sent_at, digest=each) for each in digests.values() if each.sent_at]
    told = [_told(entry) for entry in shown.notices if entry.kind in NOTICES]
    fates = {each.message_id: each for each in sent}
    came = [
        Item(at=each.mail.received_at, shown=each, ours=fates.pop(each.mail.message_id or "", None))
        for each in shown.mails
    ]
    answers = [_answer(each, shown) for each in fates.values()]
    noted = [Item(at=note.written_at, note=note) for note in shown.notes]
    # What we sent stands before what came in the same second.
    return sorted([*updates, *answers, *came, *told, *noted], key=lambda item: item.at)


def _answer(ours: Ours, shown: Conversation) -> Item:
    since = [
        each
        for each in shown.mails
        if each.mail.direction is Direction.IN
        and each.is_from_a_person
        and each.mail.id > ours.read_to
    ]
    return Item(at=ours.at, ours=ours, newer=since[0] if since and ours.can_undo else None)


def _told(entry: OutboxEntry) -> Item:
    at = entry.finished_at or entry.due_at
    return Item(at=at, notice=Notice(at, NOTICES[entry.kind], _plain_text(entry.content)))


def _plain_text(content: bytes) -> str:
    """The words of a message that we made: its first part, in plain text."""
    part = read_message(content, [])
    while part.children:
        part = part.children[0]
    return text_of(part, [])
