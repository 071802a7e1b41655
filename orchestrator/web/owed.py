"""What we promised and by when, as Today and a project's page list it: the late ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from orchestrator.models import (
    Contact,
    Direction,
    Mail,
    Participant,
    Project,
    Promise,
    PromiseState,
    Statement,
    StatementState,
)
from orchestrator.web.access import is_visible
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.sources import mail_id_in
from orchestrator.web.words import day, local

PROPOSED_FOR: Final = timedelta(days=7)
"""How long a promise that nobody confirmed is asked about once its day has come."""
ROWS: Final = 40

Found = Select[Any, Any, Any, Any, Any, Any]
"""Id in the register, or 0 before somebody confirmed it; project, person, words, day, thread."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise of the register on its project's page.  ``thread_id``: where it was made."""

    promise: Promise
    thread_id: int | None

    @property
    def standing(self) -> tuple[str, str]:
        """Tone and words of its chip."""
        promise = self.promise
        if promise.state is not PromiseState.MADE:
            return _SETTLED[promise.state]
        if promise.due_on is None:
            return "none", "No day named"
        if promise.due_on < _today():
            return "bad", due_words(promise.due_on)
        return "watch" if promise.due_on == _today() else "none", due_words(promise.due_on)


_SETTLED: Final = {
    PromiseState.KEPT: ("good", "Kept"),
    PromiseState.MOVED: ("watch", "Moved"),
    PromiseState.DROPPED: ("none", "Dropped"),
}


def promises_due(session: Session) -> list[Need]:
    """Due today or late: until they are kept or dropped; those nobody confirmed for a week."""
    found = union_all(_made(), _proposed()).subquery()
    return [_need(*row) for row in session.execute(select(found).order_by(found.c.due_on))]


def promises_of(session: Session, project: Project) -> Sequence[Owed]:
    """The open ones by their day, those without one behind them, then what was settled."""
    is_settled = Promise.state != PromiseState.MADE
    found = session.execute(
        select(Promise, Mail.thread_id)
        .outerjoin(Mail, Mail.id == mail_id_in(Promise.source))
        .where(Promise.project_id == project.id, Promise.state != PromiseState.WITHDRAWN)
        .order_by(is_settled, Promise.due_on.is_(None), Promise.due_on, Promise.id.desc())
        .limit(ROWS)
    )
    return [Owed(promise, thread_id) for promise, thread_id in found]


def due_words(due_on: date) -> str:
    """``due today``, ``1 day late``, else the day: ``by Fri 27 Nov``."""
    late = (_today() - due_on).days
    if late > 0:
        return f"{late} day{'s' * (late > 1)} late"
    return f"By {day(due_on)}" if late else "Due today"


def _need(promise_id: int, project: str, person: str, said: str, due_on: date, page: int) -> Need:
    is_late, name = due_on < _today(), person.split()[0]
    return Need(
        kind="late" if is_late else "promise",
        tone="bad" if is_late else "watch",
        icon="handshake",
        title=f"Promise to {name} is late" if is_late else f"Promise due to {name}",
        detail=f"{project}: “{said}”" + ("" if promise_id else ", not confirmed yet"),
        when=due_words(due_on),
        href=f"/inbox/{page}",
        button="Write it" if promise_id else "Confirm",
        promise=promise_id or None,
    )


def _made() -> Found:
    person = func.coalesce(Contact.name, _somebody(Promise.project_id), Project.name)
    return (
        select(Promise.id, Project.name, person, Promise.text, Promise.due_on, Mail.thread_id)
        .join(Project, Project.id == Promise.project_id)
        .join(Mail, Mail.id == mail_id_in(Promise.source))
        .outerjoin(Contact, Contact.id == Promise.contact_id)
        .where(
            Promise.state == PromiseState.MADE,
            Promise.due_on <= _today(),
            is_visible(Promise.project_id),
        )
    )


def _proposed() -> Found:
    person = func.coalesce(_somebody(Mail.project_id), Project.name)
    return (
        select(literal(0), Project.name, person, Statement.span, Statement.due_on, Mail.thread_id)
        .join(Mail, Mail.id == Statement.mail_id)
        .join(Project, Project.id == Mail.project_id)
        .where(
            Statement.kind == "promise",
            Statement.state == StatementState.PROPOSED,
            Statement.due_on.between(_today() - PROPOSED_FOR, _today()),
            Mail.direction == Direction.OUT,
            is_visible(Mail.project_id),
        )
    )


def _somebody(
    project_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[str | None]:
    """The first of those who take part: our own mails name no contact."""
    return (
        select(func.min(Contact.name))
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == project_id)
        .scalar_subquery()
    )


def _today() -> date:
    return local(now()).date()
