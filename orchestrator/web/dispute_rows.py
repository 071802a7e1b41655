"""Cases of disputed invoices as their pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from orchestrator.models import (
    Contact,
    Direction,
    Dispute,
    DisputeState,
    Mail,
    Project,
    Promise,
    PromiseState,
    Thread,
)
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.web.parts import now
from orchestrator.web.words import slot, until

ROWS: Final = 100
WORDS_SHOWN: Final = 2000
STATES: Final[Mapping[DisputeState, tuple[str, str]]] = {
    DisputeState.OPEN: ("watch", "New"),
    DisputeState.WITH_ACCOUNTING: ("none", "With accounting"),
    DisputeState.ANSWERED: ("watch", "Accounting answered"),
    DisputeState.PROMISED: ("none", "Answer promised"),
    DisputeState.SETTLED: ("good", "Settled"),
    DisputeState.WITHDRAWN: ("none", "No dispute"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """``promise``: what counts of it now; none where nothing is promised."""

    dispute: Dispute
    promise: PromiseState | None

    @property
    def is_open(self) -> bool:
        return self.dispute.state in UNSETTLED

    @property
    def is_running(self) -> bool:
        """Whether the clock of a promise runs."""
        return (
            self.is_open and self.promise is PromiseState.MADE and self.dispute.due_at is not None
        )

    @property
    def title(self) -> str:
        return self.dispute.name[:1].upper() + self.dispute.name[1:]

    @property
    def standing(self) -> tuple[str, str]:
        """Tone and words of its chip."""
        if self.is_running and self.dispute.due_at and self.dispute.due_at <= now():
            return "bad", "Answer is late"
        if self.is_running and self.dispute.warn_at and self.dispute.warn_at <= now():
            return "watch", "Answer nearly due"
        if self.dispute.joined_into_id is not None:
            return "none", "Goes on in another case"
        return STATES[self.dispute.state]

    @property
    def clock(self) -> str:
        """``Answer promised by Wed 25 Nov, 18:00, in 2 days``; empty without a promise."""
        due_at = self.dispute.due_at
        if not self.is_running or due_at is None:
            return ""
        left = until(due_at)
        return f"Answer promised by {slot(due_at, today='today ')}{f', {left}' if left else ''}"


def rows_of(session: Session, project: Project) -> list[Row]:
    """Of a project: late ones first, then open ones by their day, then the newest closed."""
    is_open = Dispute.state.in_(UNSETTLED)
    found = session.execute(
        case_rows(Dispute.project_id == project.id)
        .order_by(
            case((is_open, 0), else_=1),
            case((is_open & Dispute.due_at.is_not(None), 0), else_=1),
            case((is_open, Dispute.due_at)),
            Dispute.id.desc(),
        )
        .limit(ROWS)
    ).unique()
    return [Row(dispute, promise) for dispute, promise in found]


def open_count(project_id: int) -> Any:
    """How many cases of a project are open, for its tab."""
    return (
        select(func.count(Dispute.id))
        .join(Mail, Mail.id == Dispute.mail_id)
        .where(Dispute.project_id == project_id, Dispute.state.in_(UNSETTLED), stands())
        .scalar_subquery()
    )


def threads_of(session: Session, project: Project) -> Sequence[tuple[int, str]]:
    """Conversations in which a case may be opened, the newest first."""
    opening = aliased(Mail)
    has_case = (
        select(Dispute.id)
        .join(opening, opening.id == Dispute.mail_id)
        .where(opening.thread_id == Thread.id, Dispute.state.in_(UNSETTLED))
        .exists()
    )
    wrote = (
        select(Contact.name)
        .join(Mail, Mail.contact_id == Contact.id)
        .where(Mail.thread_id == Thread.id, Mail.direction == Direction.IN)
        .order_by(Mail.received_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = session.execute(
        select(Thread.id, Thread.subject, wrote)
        .where(
            Thread.project_id == project.id,
            Thread.joined_into_id.is_(None),
            wrote.is_not(None),
            ~has_case,
        )
        .order_by(Thread.last_mail_at.desc())
        .limit(40)
    )
    return [(thread_id, f"{name}: {subject or 'No subject'}") for thread_id, subject, name in found]


def case_rows(*where: ColumnElement[bool]) -> Any:
    """Cases that count, each with the state of its promise."""
    return (
        select(Dispute, Promise.state)
        .join(Dispute.mail)
        .outerjoin(Promise, Promise.id == Dispute.promise_id)
        .where(stands(), *where)
        .options(
            contains_eager(Dispute.mail),
            joinedload(Dispute.contact).joinedload(Contact.client),
            joinedload(Dispute.contact).selectinload(Contact.addresses),
            joinedload(Dispute.project),
        )
    )
