"""What a conversation offers for our next answer: to whom, and the draft to write in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
import re

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from orchestrator.digest.recipients import Recipient, last_from_client, left_out, recipients
from orchestrator.digest.respond_send import suppressed
from orchestrator.digest.respond_state import Seen, seen_in
from orchestrator.digest.response_words import subject_of_answer
from orchestrator.models import Approval, Direction, Mail, Response, ResponseState, Thread, User
from orchestrator.web.access import current_user
from orchestrator.web.coach import Coach, coach_of_answer
from orchestrator.web.ids import LARGEST_ID
from orchestrator.web.ours import Ours, ours_in
from orchestrator.web.parts import parts

_SEEN = re.compile(r"([0-9]{1,10})-([0-9]{1,10})")


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
    coach: Coach | None = None

    @property
    def sent(self) -> list[Ours]:
        """What somebody let leave: it stands among the mails."""
        return [each for each in self.ours if not each.is_draft]

    @property
    def beside(self) -> list[Ours]:
        """Drafts that do not stand in the form."""
        return [each for each in self.ours if each.is_draft and each.response is not self.draft]

    @property
    def in_form(self) -> Ours | None:
        """What there is to say of the draft that stands there."""
        return next((each for each in self.ours if each.response is self.draft), None)

    @property
    def is_shared(self) -> bool:
        """Whether somebody else wrote at the draft too."""
        writers = {self.draft.user_id, self.draft.changed_by} if self.draft else set()
        return not writers <= {current_user().id, None}

    @property
    def chosen(self) -> Recipient | None:
        """Whom the draft goes to; else who wrote last."""
        wanted = self.draft.addr_spec if self.draft else ""
        hers = [each for each in self.offered if each.addr_spec == wanted]
        return next(iter(hers or self.offered), None)


def answering(
    session: Session,
    thread: Thread,
    *,
    draft_id: int | None = None,
    last: Mail | None = None,
    begun: Sequence[Response] = (),
    seen: Seen | None = None,
) -> Answering:
    """What may be written in a conversation, and what was.  Five statements, whatever its length.

    Args:
        draft_id: the draft to go on with; else the user's own open one.
        last: the newest mail of a person to us, where it is known; one statement less.
        begun: drafts that wait until the conversation is filed.
        seen: how far the conversation goes, where it is known; one statement less.
    """
    if thread.project is None:
        return Answering(why_not=f"File the conversation first.{_waiting(begun)}")
    ours = ours_in(session, thread, thread.project)
    takes_part = last and last.contact and last.project_id == thread.project_id
    mail = last if takes_part else last_from_client(session, thread)
    if mail is None:
        return Answering(ours=ours, why_not="Nobody of the client wrote here.")
    offered = recipients(session, thread.project, mail)
    addresses = [each.addr_spec for each in offered]
    own = {parts().settings.mail_from, parts().settings.replies_to}
    return Answering(
        ours=ours,
        offered=offered,
        draft=(draft := _open_draft(ours, draft_id)),
        coach=coach_of_answer(session, thread.id, draft),
        subject=subject_of_answer(mail),
        seen=seen_words(seen or seen_in(session, thread)),
        unreached={each: left_out(mail, each, own) for each in addresses},
        suppressed=suppressed(session, addresses),
        can_send=parts().settings.can_send,
    )


def mails_after(session: Session, thread_id: int, seen: Seen) -> list[Mail]:
    """What came in a conversation since somebody read so far."""
    found = session.scalars(
        select(Mail)
        .where(Mail.thread_id == thread_id, Mail.direction == Direction.IN, Mail.id > seen.mail_id)
        .order_by(Mail.id)
        .limit(5)
    )
    return list(found)


def answers_after(session: Session, thread_id: int, seen: Seen) -> list[Row[Response, User]]:
    """What was sent there since, each with who sent it."""
    found = session.execute(
        select(Response, User)
        .join(Approval, Approval.response_id == Response.id)
        .join(User, User.id == Approval.user_id)
        .where(
            Response.thread_id == thread_id,
            Response.state.in_((ResponseState.APPROVED, ResponseState.SENT)),
            Approval.id > seen.approval_id,
            Approval.undone_at.is_(None),
        )
        .order_by(Approval.id)
        .limit(5)
    )
    return list(found)


def seen_words(seen: Seen) -> str:
    """``402-17``, for the form."""
    return f"{seen.mail_id}-{seen.approval_id}"


def seen_from(words: str) -> Seen:
    """What `seen_words` wrote; nothing seen where somebody else wrote it."""
    found = _SEEN.fullmatch(words)
    return Seen(*(min(int(each), LARGEST_ID) for each in found.groups())) if found else Seen(0, 0)


def _waiting(begun: Sequence[Response]) -> str:
    """Whose drafts were begun before it was moved here; their words only where it is filed."""
    names = " and ".join(dict.fromkeys(each.contact.first_name for each in begun))
    return f" The draft to {names} is kept until then." if names else ""


def _open_draft(ours: list[Ours], draft_id: int | None) -> Response | None:
    drafts = [each.response for each in ours if each.is_draft]
    hers = [each for each in drafts if each.user_id == current_user().id]
    named = [each for each in drafts if each.id == draft_id]
    return next(iter(named or hers[::-1]), None)
