"""Our own answers in a conversation, and what became of each, in words."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased, defer, joinedload

from orchestrator.digest.respond_state import is_hers
from orchestrator.models import (
    Approval,
    Mail,
    OutboxEntry,
    OutboxState,
    Project,
    Response,
    ResponseState,
    Thread,
    User,
)
from orchestrator.web.outcomes import reason_words
from orchestrator.web.parts import now, parts
from orchestrator.web.words import sentence, slot


@dataclass(frozen=True, slots=True)
class Ours:
    """A draft, or an answer that somebody sent ``at`` some time: ``writer`` signs it.

    ``words`` say its state and ``tone`` whether that is good, watch, bad or none; ``more``
    is a sentence beside it.  ``seconds`` it still waits, so that it can be undone;
    ``is_moving`` while that changes by itself.  ``read_to`` is the newest mail that had
    been read.  ``is_mail``: its copy stands in the conversation.
    """

    response: Response
    writer: User
    at: datetime
    words: str
    tone: str
    more: str = ""
    seconds: int | None = None
    is_moving: bool = False
    can_undo: bool = False
    has_failed: bool = False
    read_to: int = 0
    message_id: str = ""
    is_mail: bool = False
    asked: int | None = None
    """Id of the message of which a person must find out whether it arrived."""

    @property
    def is_draft(self) -> bool:
        return self.response.state is ResponseState.DRAFTED


def ours_in(session: Session, thread: Thread, project: Project) -> list[Ours]:
    """Drafts, what leaves, and what left and is not among the mails yet, or did not arrive.

    The oldest first, in one statement.
    """
    copy = aliased(Mail)
    is_mail = exists().where(
        copy.message_id == OutboxEntry.message_id, copy.thread_id == Response.thread_id
    )
    rows = session.execute(
        select(Response, OutboxEntry, Approval, User, is_mail.label("is_mail"))
        .outerjoin(Approval, Approval.id == _last_approval())
        .outerjoin(User, User.id == Approval.user_id)
        .outerjoin(OutboxEntry, OutboxEntry.approval_id == Approval.id)
        .where(
            Response.thread_id == thread.id,
            Response.state != ResponseState.DROPPED,
            or_(Response.state != ResponseState.DRAFTED, is_hers(project)),
        )
        .order_by(Response.id)
        .options(
            joinedload(Response.user),
            joinedload(Response.changer),
            joinedload(Response.contact),
            defer(OutboxEntry.content),
        )
    )
    found = [_draft(row) if _is_draft(row) else _sent(row) for row in rows]
    return [each for each in found if each.has_failed or not each.is_mail]


def _last_approval() -> Any:
    return (
        select(Approval.id)
        .where(Approval.response_id == Response.id)
        .order_by(Approval.id.desc())
        .limit(1)
        .correlate(Response)
        .scalar_subquery()
    )


def _is_draft(row: Any) -> bool:
    return bool(row.Response.state is ResponseState.DRAFTED)


def _draft(row: Any) -> Ours:
    response, entry = row.Response, row.OutboxEntry
    writer = response.changer or response.user
    if entry is not None and entry.problem:
        more = sentence(entry.problem)
        return Ours(response, writer, response.written_at, "Not sent", "bad", more, has_failed=True)
    return Ours(response, writer, response.written_at, "Draft", "none")


def _sent(row: Any) -> Ours:
    entry: OutboxEntry = row.OutboxEntry
    fate = _fate(Ours(row.Response, row.User, row.Approval.approved_at, "", ""), entry)
    return replace(
        fate, read_to=row.Approval.watermark, message_id=entry.message_id, is_mail=row.is_mail
    )


def _fate(ours: Ours, entry: OutboxEntry) -> Ours:
    if entry.state is OutboxState.PENDING:
        return _waiting(ours, entry)
    if entry.state in (OutboxState.CLAIMED, OutboxState.SENDING):
        return _leaving(ours, entry)
    if entry.state in (OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON):
        return _unknown(ours, entry)
    left = replace(ours, at=entry.finished_at or ours.at)
    if entry.state is OutboxState.BOUNCED:
        words, more = f"It did not reach {_name(ours)}", reason_words(entry.problem)
        return replace(left, words=words, tone="bad", more=more, has_failed=True)
    if entry.state is OutboxState.COMPLAINED:
        words, more = f"{_name(ours)} reported it as spam", "Nothing more is sent there."
        return replace(left, words=words, tone="bad", more=more, has_failed=True)
    return replace(left, words=f"Sent {slot(left.at)}", tone="good")


def _waiting(ours: Ours, entry: OutboxEntry) -> Ours:
    ours = replace(ours, tone="watch", is_moving=True, can_undo=True)
    if entry.attempts:
        more = sentence(f"It is tried again {slot(entry.due_at)}. {sentence(entry.problem)}")
        return replace(ours, words="Not taken yet", more=more)
    seconds = max(round((entry.due_at - now()).total_seconds()), 0)
    words = f"Leaves in {seconds} s" if seconds else "Leaves now"
    return replace(ours, words=words, seconds=seconds)


def _leaving(ours: Ours, entry: OutboxEntry) -> Ours:
    since, settings = entry.claimed_at or entry.due_at, parts().settings
    if now() - since <= settings.smtp_timeout:
        return replace(ours, words="It is being sent", tone="watch", is_moving=True)
    more = (
        f"Nothing was heard of the sender since {slot(since)}. We look again by"
        f" {slot(since + settings.claim_for)}; what may have left is not sent twice."
    )
    return replace(ours, words="We do not know yet whether it left", tone="watch", more=more)


def _unknown(ours: Ours, entry: OutboxEntry) -> Ours:
    ours = replace(ours, words="We do not know whether it arrived", tone="watch")
    why = sentence(entry.problem) if entry.problem else ""
    if entry.state is OutboxState.NEEDS_PERSON:
        more = f"{why} Ask {_name(ours)}, and say here what you found."
        return replace(ours, more=more.strip(), asked=entry.id)
    by = (entry.finished_at or entry.due_at) + parts().settings.needs_person_after
    return replace(ours, more=f"{why} We look for its copy until {slot(by)}.".strip())


def _name(ours: Ours) -> str:
    return ours.response.contact.first_name
