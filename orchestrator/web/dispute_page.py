"""One case of a disputed invoice, with all that was written about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import String, cast, literal, or_, select
from sqlalchemy.orm import Session, joinedload
from werkzeug.exceptions import NotFound

from orchestrator.models import (
    Direction,
    Dispute,
    DisputeNote,
    Mail,
    NoteKind,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Referral,
    ReferralState,
)
from orchestrator.record.append import Action
from orchestrator.web.access import Foreign, is_visible
from orchestrator.web.dispute_rows import Row, case_rows
from orchestrator.web.history import Step, steps_of

KINDS: Final = {
    NoteKind.ANSWER: "",
    NoteKind.AUTOMATIC: "Automatic answer",
    NoteKind.OURS: "From our side",
}
_FATES: Final[Mapping[OutboxState, tuple[str, str]]] = {
    OutboxState.PENDING: ("none", "Leaves in a moment"),
    OutboxState.ACCEPTED: ("good", "Sent"),
    OutboxState.DELIVERED: ("good", "Sent"),
    OutboxState.BOUNCED: ("bad", "Not delivered"),
    OutboxState.COMPLAINED: ("bad", "Reported as spam"),
    OutboxState.FAILED: ("bad", "Not sent"),
    OutboxState.UNKNOWN: ("watch", "Outcome unknown"),
    OutboxState.NEEDS_PERSON: ("watch", "Outcome unknown"),
}
_EVENTS: Final = {
    "opened": "Opened",
    "answered": "Accounting answered",
    "automatic": "An automatic answer of accounting came",
    "promised": "Promised an answer",
    "promise taken back": "Took the promise back",
    "nearly due": "Told that the promise is nearly due",
    "settled": "Settled",
    "withdrawn": "Closed as no dispute",
    "reopened": "Opened again",
    "joined": "Goes on in the older case of the conversation",
    "apart": "Stands by itself again",
    "left": "Left with its mail",
    "came back": "Came back with its mail",
}
_REFERRED: Final = {
    Action.DRAFT: "Began to write to accounting",
    Action.APPROVE: "Sent it to accounting",
    Action.UNDO: "Took the message to accounting back",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A message to accounting with what became of it."""

    referral: Referral
    state: OutboxState | None
    problem: str
    at: datetime

    @property
    def fate(self) -> tuple[str, str]:
        return _FATES.get(self.state or OutboxState.PENDING, ("none", "Leaving"))

    @property
    def can_undo(self) -> bool:
        return self.state is OutboxState.PENDING


@dataclass(frozen=True, slots=True)
class Page:
    """All of one case.  ``inner``: to and from accounting, oldest first; team only.

    ``joined``: other cases of its conversation, which this one goes on for.
    """

    row: Row
    joined: Sequence[Dispute]
    mails: Sequence[Mail]
    inner: Sequence[Sent | DisputeNote]
    draft: Referral | None
    steps: Sequence[Step]

    @property
    def last_sent(self) -> Sent | None:
        """What can still be undone."""
        return next((s for s in self.inner if isinstance(s, Sent) and s.can_undo), None)


def is_note(each: Sent | DisputeNote) -> bool:
    """Whether it came from accounting, or from one of ours by mail."""
    return isinstance(each, DisputeNote)


def page_of(session: Session, dispute_id: int) -> Page:
    """One case.

    Raises:
        NotFound: there is none, or its mail belongs elsewhere now.
        Foreign: the signed-in user does not work on its project.
    """
    is_of_case = or_(Dispute.id == dispute_id, Dispute.joined_into_id == dispute_id)
    query = case_rows(is_of_case).add_columns(is_visible(Dispute.project_id))
    found = {row[0].id: row for row in session.execute(query.order_by(Dispute.id)).unique()}
    if dispute_id not in found:
        raise NotFound
    dispute, promise, is_hers = found.pop(dispute_id)
    if not is_hers:
        raise Foreign(f"dispute:{dispute_id}")
    row = Row(dispute, promise)
    joined = [each for each, _, _ in found.values()]
    of_case = [dispute_id, *found]
    sent, draft = _sent(session, of_case)
    notes = session.scalars(
        select(DisputeNote)
        .where(DisputeNote.dispute_id.in_(of_case))
        .options(joinedload(DisputeNote.mail).selectinload(Mail.attachments))
    )
    inner: list[tuple[datetime, Sent | DisputeNote]] = [(each.at, each) for each in sent]
    inner += [(each.received_at, each) for each in notes]
    return Page(
        row,
        joined,
        _mails(session, row.dispute),
        [each for _, each in sorted(inner, key=lambda pair: pair[0])],
        draft,
        _steps(session, row.dispute, [each.referral for each in sent]),
    )


def _sent(session: Session, of_case: Sequence[int]) -> tuple[list[Sent], Referral | None]:
    name = literal("referral:").concat(cast(Referral.id, String))
    rows = session.execute(
        select(Referral, OutboxEntry.state, OutboxEntry.problem, OutboxEntry.due_at)
        .outerjoin(OutboxEntry, (OutboxEntry.cause == name) & (OutboxEntry.kind == OutboxKind.CASE))
        .where(Referral.dispute_id.in_(of_case))
        .options(joinedload(Referral.user))
        .order_by(Referral.id)
    ).all()
    sent = [
        Sent(referral, state, problem or "", due_at or referral.written_at)
        for referral, state, problem, due_at in rows
        if referral.state is ReferralState.APPROVED
    ]
    own = (row[0] for row in rows if row[0].dispute_id == of_case[0])
    drafts = [referral for referral in own if referral.state is ReferralState.DRAFTED]
    return sent, next(iter(drafts), None)


def _mails(session: Session, dispute: Dispute) -> Sequence[Mail]:
    """What the client wrote in the conversation since the case was opened."""
    return session.scalars(
        select(Mail)
        .where(
            Mail.thread_id == dispute.mail.thread_id,
            Mail.project_id == dispute.project_id,
            Mail.direction == Direction.IN,
            Mail.contact_id.is_not(None),
            Mail.received_at >= dispute.mail.received_at,
        )
        .order_by(Mail.received_at, Mail.id)
        .limit(5)
        .options(joinedload(Mail.contact))
    ).all()


def _steps(session: Session, dispute: Dispute, referrals: Sequence[Referral]) -> list[Step]:
    objs = [f"dispute:{dispute.id}", *(f"referral:{each.id}" for each in referrals)]
    found = steps_of(session, objs, _step_words)
    return sorted((s for steps in found.values() for s in steps), key=lambda s: s.seq, reverse=True)


def _step_words(action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    if action != Action.CASE:
        return _REFERRED.get(Action(action), "Changed")
    words = _EVENTS.get(fields["event"], "Changed")
    said = details.get("words")
    return f"{words}: “{said}”" if said else words
