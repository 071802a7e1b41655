"""What of the registers needs a person today: what is due, owed, or has no day."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from orchestrator.models import (
    ChangeRequest,
    ChangeState,
    Direction,
    Mail,
    Project,
    Promise,
    Statement,
    StatementState,
)
from orchestrator.web.access import is_visible
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.register_rows import (
    Row,
    all_registers,
    as_row,
    due_words,
    is_open_row,
    rows_query,
    somebody,
    today,
)
from orchestrator.web.register_words import Register
from orchestrator.web.words import day

PROPOSED_FOR: Final = timedelta(days=7)
"""How long a promise that nobody confirmed is asked about once its day has come, or once it
was made where it names none.
"""
OWED_AFTER: Final = timedelta(days=7)
"""So long a request may wait for our word: the usual time from one update to the next."""


def due_today(session: Session) -> list[Need]:
    """What is due today or late; promises that nobody confirmed too, for a week."""
    due = (
        rows_query(each, is_visible(each.table.project_id), _is_due(each))
        for each in all_registers()
    )
    found = union_all(*due, _proposed()).subquery()
    rows = session.execute(select(found).order_by(found.c.due_on, found.c.id))
    return [_need(as_row(row)) for row in rows]


def _need(row: Row) -> Need:
    register = row.register
    if row.due_on is None:
        return _undated(row)
    is_late = row.due_on < today()
    is_confirmed = row.id > 0
    detail = f"{row.project}: “{row.words}”"
    if not is_confirmed:
        detail += ", not confirmed yet"
    elif row.said_due:
        detail += f", now by {day(row.due_on)}"
    deed = f"/p/{row.slug}/{register.name}/{row.id}/{register.quick}?from=today"
    is_promise = register.table is Promise
    return Need(
        kind="late" if is_late and is_promise else register.name,
        tone="bad" if is_late else "watch",
        icon=register.icon,
        title=(register.late if is_late else register.due).format(row.person.split()[0]),
        detail=detail,
        when=due_words(row.due_on),
        href=_page(row),
        button=register.button if is_confirmed else "Confirm",
        deed=(deed, register.deeds[register.quick]) if is_confirmed and register.quick else None,
    )


def _undated(row: Row) -> Need:
    """A promise of which nobody can say when, or a request that waits for our word."""
    is_promise = row.register.table is Promise
    name = row.person.split()[0]
    is_confirmed = row.id > 0
    promised = f"A promise to {name}" if is_confirmed else f"We wrote to {name}"
    return Need(
        kind="undated" if is_promise else "owed",
        tone="watch",
        icon=row.register.icon,
        title=f"By when? {promised}" if is_promise else f"{name} waits for a yes or no",
        detail=f"{row.project}: “{row.words}”{'' if is_confirmed else ', not confirmed yet'}",
        when="No day" if is_promise else f"{(today() - row.said_at.date()).days} days",
        href=f"/p/{row.slug}/{row.register.name}/{row.id}" if is_confirmed else _page(row),
        button="Set a day" if is_promise else "Decide",
    )


def _page(row: Row) -> str:
    """Its mail; its own page where no mail says it."""
    if row.thread_id is None:
        return f"/p/{row.slug}/{row.register.name}/{row.id}"
    return f"/inbox/{row.thread_id}#mail-{row.mail_id}"


def _is_due(register: Register) -> ColumnElement[bool]:
    table: Any = register.table
    is_due = table.due_on <= today()
    if register.table is Promise:
        is_due = or_(is_due, table.due_on.is_(None))
    if register.table is ChangeRequest:
        is_owed = and_(table.due_on.is_(None), table.noted_at <= now() - OWED_AFTER)
        is_due = or_(is_due, and_(is_owed, table.state == ChangeState.REQUESTED.value))
    # What is promised about an invoice is told with its case.
    is_apart = table.source.not_like("dispute:%")
    return and_(is_open_row(register), is_due, is_apart)


def _proposed() -> Select[Any]:
    """Promises in our mails that wait to be confirmed, with 0 for the id of their row."""
    columns: tuple[Any, ...] = (
        literal("promises"),
        literal(0),
        Statement.span,
        Statement.due_on,
        Statement.due,
        literal("made"),
        Mail.received_at,
        func.coalesce(somebody(Mail.project_id), Project.name),
        Mail.id,
        Mail.thread_id,
        Project.name,
        Project.slug,
        literal(""),
    )
    return (
        select(*columns)
        .join(Mail, Mail.id == Statement.mail_id)
        .join(Project, Project.id == Mail.project_id)
        .where(
            Statement.kind == "promise",
            Statement.state == StatementState.PROPOSED,
            or_(
                Statement.due_on.between(today() - PROPOSED_FOR, today()),
                and_(Statement.due_on.is_(None), Mail.received_at > now() - PROPOSED_FOR),
            ),
            Mail.direction == Direction.OUT,
            is_visible(Mail.project_id),
        )
    )
