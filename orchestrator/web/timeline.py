"""A conversation in its order: the mails, and what we sent between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from orchestrator.collect.mime import read_message, text_of
from orchestrator.models import Digest, OutboxEntry, OutboxKind, OutboxState
from orchestrator.web.access import is_visible
from orchestrator.web.threads import Shown

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
    """One of the three."""

    at: datetime
    shown: Shown | None = None
    digest: Digest | None = None
    notice: Notice | None = None


def answered_digests(session: Session, mails: Sequence[Shown]) -> dict[int, Digest]:
    """The updates that ``mails`` answer, by id, as far as the user may see them."""
    ids = {shown.mail.digest_id for shown in mails if shown.mail.digest_id}
    if not ids:
        return {}
    found = session.scalars(
        select(Digest)
        .where(Digest.id.in_(ids), is_visible(Digest.project_id))
        .options(load_only(Digest.number, Digest.subject, Digest.text, Digest.sent_at))
    )
    return {digest.id: digest for digest in found}


def timeline(session: Session, mails: Sequence[Shown], answers: dict[int, Digest]) -> list[Item]:
    """``mails`` with the updates they answer and the notices they got, oldest first."""
    sent = [Item(at=digest.sent_at, digest=digest) for digest in answers.values() if digest.sent_at]
    told = [Item(at=notice.at, notice=notice) for notice in _notices(session, mails)]
    came = [Item(at=shown.mail.received_at, shown=shown) for shown in mails]
    # What we sent stands before what came in the same second.
    return sorted([*sent, *came, *told], key=lambda item: item.at)


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
