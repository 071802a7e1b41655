"""What a conversation shows of our own answers: the draft to write in, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
import re

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, defer, joinedload

from orchestrator.digest.recipients import Recipient, last_from_client, left_out, recipients
from orchestrator.digest.respond_send import suppressed
from orchestrator.digest.respond_state import Seen, seen_in
from orchestrator.digest.response_words import subject_of_answer
from orchestrator.models import (
    Approval,
    Mail,
    OutboxEntry,
    OutboxState,
    Response,
    ResponseState,
    Thread,
)
from orchestrator.web.access import current_user
from orchestrator.web.ids import LARGEST_ID
from orchestrator.web.outcomes import reason_words
from orchestrator.web.parts import now, parts
from orchestrator.web.words import slot

_SEEN = re.compile(r"([0-9]{1,10})-([0-9]{1,10})")
_DID_NOT_ARRIVE = (OutboxState.BOUNCED, OutboxState.COMPLAINED)


@dataclass(frozen=True, slots=True)
class Ours:
    """One answer of ours: its state in words, and whether that is good, watch, bad or none."""

    response: Response
    words: str
    tone: str
    can_undo: bool = False
    has_failed: bool = False

    @property
    def is_draft(self) -> bool:
        return self.response.state is ResponseState.DRAFTED


@dataclass(frozen=True, slots=True)
class Answering:
    """``offered``: who may get it.  ``seen`` goes into the form: how far she had read.

    ``unreached`` maps each address to who else her mail named; ``suppressed`` to why no
    mail may go there.  ``why_not``: why nothing can be written here, empty where it can.
    """

    ours: list[Ours] = field(default_factory=list)
    offered: list[Recipient] = field(default_factory=list)
    draft: Response | None = None
    subject: str = ""
    seen: str = ""
    unreached: dict[str, list[str]] = field(default_factory=dict)
    suppressed: dict[str, str] = field(default_factory=dict)
    why_not: str = ""
    can_send: bool = True

    @property
    def beside(self) -> list[Ours]:
        """All but the draft that stands in the form, unless there is something to say of it."""
        return [each for each in self.ours if each.response is not self.draft or each.has_failed]

    @property
    def chosen(self) -> Recipient | None:
        """Whom the draft goes to; else who wrote last."""
        wanted = self.draft.addr_spec if self.draft else ""
        hers = [each for each in self.offered if each.addr_spec == wanted]
        return next(iter(hers or self.offered), None)


def answering(
    session: Session, thread: Thread, *, draft_id: int | None = None, last: Mail | None = None
) -> Answering:
    """What may be written in a conversation, and what was.  Five statements, whatever its length.

    Args:
        draft_id: the draft to go on with; else the user's own open one.
        last: the newest mail of a person to us, where it is known; one statement less.
    """
    if thread.project is None:
        return Answering(why_not="File the conversation first.")
    ours = _ours(session, thread)
    is_hers = last and last.contact and last.contact.client_id == thread.project.client_id
    mail = last if is_hers else last_from_client(session, thread)
    if mail is None:
        return Answering(ours=ours, why_not="Nobody of the client wrote here.")
    if thread.project.closed_at is not None:
        return Answering(ours=ours, why_not="The project is closed.")
    offered = recipients(session, thread.project, mail)
    addresses = [each.addr_spec for each in offered]
    own = {parts().settings.mail_from, parts().settings.replies_to}
    return Answering(
        ours=ours,
        offered=offered,
        draft=_open_draft(ours, draft_id),
        subject=subject_of_answer(mail),
        seen=seen_words(seen_in(session, thread)),
        unreached={each: left_out(mail, each, own) for each in addresses},
        suppressed=suppressed(session, addresses),
        can_send=parts().settings.can_send,
    )


def seen_words(seen: Seen) -> str:
    """``402-17``, for the form."""
    return f"{seen.mail_id}-{seen.approval_id}"


def seen_from(words: str) -> Seen:
    """What `seen_words` wrote; nothing seen where somebody else wrote it."""
    found = _SEEN.fullmatch(words)
    return Seen(*(min(int(each), LARGEST_ID) for each in found.groups())) if found else Seen(0, 0)


def _open_draft(ours: list[Ours], draft_id: int | None) -> Response | None:
    drafts = [each.response for each in ours if each.is_draft]
    hers = [each for each in drafts if each.user_id == current_user().id]
    named = [each for each in drafts if each.id == draft_id]
    return next(iter(named or hers[::-1]), None)


def _ours(session: Session, thread: Thread) -> list[Ours]:
    """Drafts, what leaves, and what left and is not among the mails yet, or did not arrive."""
    copy = aliased(Mail)
    is_shown = exists().where(
        copy.message_id == OutboxEntry.message_id, copy.thread_id == Response.thread_id
    )
    rows = session.execute(
        select(Response, OutboxEntry, is_shown)
        .outerjoin(Approval, Approval.id == _last_approval())
        .outerjoin(OutboxEntry, OutboxEntry.approval_id == Approval.id)
        .where(Response.thread_id == thread.id, Response.state != ResponseState.DROPPED)
        .order_by(Response.id)
        .options(joinedload(Response.user), joinedload(Response.contact))
        .options(defer(OutboxEntry.content))
    )
    found = [_in_words(response, entry, is_mail=shown) for response, entry, shown in rows]
    return [each for each in found if each]


def _last_approval() -> object:
    return (
        select(Approval.id)
        .where(Approval.response_id == Response.id)
        .order_by(Approval.id.desc())
        .limit(1)
        .correlate(Response)
        .scalar_subquery()
    )


def _in_words(response: Response, entry: OutboxEntry | None, *, is_mail: bool) -> Ours | None:
    if response.state is ResponseState.DRAFTED:
        if entry is not None and entry.problem:
            return Ours(response, f"Not sent: {entry.problem}", "bad", has_failed=True)
        return Ours(response, "Draft", "none")
    assert entry is not None, response.id
    if entry.state is OutboxState.PENDING:
        return Ours(response, _leaves(entry), "watch", can_undo=True)
    if entry.state in (OutboxState.CLAIMED, OutboxState.SENDING):
        return Ours(response, "It is being sent", "watch")
    if entry.state in (OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON):
        return Ours(response, f"We do not know whether it arrived: {entry.problem}", "watch")
    if entry.state in _DID_NOT_ARRIVE:
        words = f"It did not reach {response.contact.first_name}. {reason_words(entry.problem)}"
        return Ours(response, words, "bad", has_failed=True)
    if is_mail:
        return None
    return Ours(response, f"Sent {slot(entry.finished_at or now())}", "good")


def _leaves(entry: OutboxEntry) -> str:
    if entry.attempts:
        return f"Not taken yet ({entry.problem}); tried again {slot(entry.due_at)}"
    seconds = _seconds_until(entry.due_at)
    return f"Leaves in {seconds} s" if seconds > 0 else "Leaves now"


def _seconds_until(at: datetime) -> int:
    return round((at - now()).total_seconds())
