"""Rows of the registers that a person enters by hand, or puts in other words."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.outcomes import DECIDABLE
from orchestrator.engagement.registers import FIRST, Said, check_day, new_row
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    ChangeRequest,
    Evidence,
    Expectation,
    ExpectationReading,
    Participant,
    Project,
    Promise,
    Statement,
)
from orchestrator.record.append import Action, Actor, record

LONGEST: Final = 500
_OWN: Final = frozenset({"id", "supersedes_id", "number"})
"""Columns that a row does not hand on to the one that takes its place."""


def enter(
    session: Session,
    register: type[Said],
    project: Project,
    contact_id: int | None,
    *,
    text: str,
    due_on: date | None,
    source: str,
    actor: Actor,
    now: datetime,
    **more: Any,
) -> Said:
    """Note what no mail says, such as a word on the phone.  The caller commits.

    ``contact_id`` is whose it is, or to whom; none is the project's.  ``more`` are columns of
    this register.

    Raises:
        UsageError: names the field and what it needs.
    """
    row = new_row(
        session,
        register,
        project_id=project.id,
        contact_id=_of_project(session, project, contact_id),
        text=words(text),
        due_on=_day(due_on, now),
        source=source,
        said_at=now,
        noted_at=now,
        **more,
    )
    _note(session, row, actor=actor, now=now, entered=True, due_on=_iso(row.due_on))
    return row


def reword(
    session: Session,
    register: type[Said],
    row_id: int,
    *,
    text: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
    **more: Any,
) -> Said:
    """Put another row in the place of an open one, which stays as it was.  The caller commits.

    A promise keeps the day it has: whom we promised it hears why another one counts
    (`move_promise`).

    Raises:
        UsageError: names the field and what it needs.
        Refused: it is not open any more, or nothing would be other than before.
    """
    row = session.get(register, row_id)
    if not isinstance(row, Said):
        raise Refused("there is no such row")
    if isinstance(row, Promise) and row.due_on is not None:
        if due_on not in (None, row.due_on):
            raise UsageError("due_on: another day needs a reason; use “Move it to another day”")
        due_on = row.due_on
    changed = {"text": words(text), "due_on": due_on} | more
    if all(getattr(row, name) == value for name, value in changed.items()):
        raise Refused("nothing is other than it was")
    if due_on != row.due_on:
        _day(due_on, now)
    after = replace(session, register, row_id, "superseded", now=now, **changed)
    _note(session, after, actor=actor, now=now, supersedes=row_id, due_on=_iso(due_on))
    return after


def replace(
    session: Session,
    register: type[Said],
    row_id: int,
    state: str,
    *,
    reason: str = "",
    now: datetime,
    **changed: Any,
) -> Said:
    """End an open row in ``state``; the new one, with what ``changed``, stands where it stood.

    Raises:
        Refused: it is not open any more.
    """
    ended = session.execute(
        update(register)
        .where(register.id == row_id, register.state.in_(DECIDABLE[register]))
        .values(state=state, reason=reason)
        .returning(register.id)
    ).scalar_one_or_none()
    if ended is None:
        raise Refused("somebody has decided on this in the meantime")
    before = session.get_one(register, row_id, populate_existing=True)
    assert isinstance(before, Said)
    kept = {name: value for name, value in columns(before).items() if name not in _OWN}
    kept |= {"state": FIRST[register], "reason": ""} | changed
    if isinstance(before, ChangeRequest):
        kept["number"] = before.number
    after = register(**kept, supersedes_id=row_id)
    session.add(after)
    session.flush()
    _hand_on(session, before, after)
    return after


def columns(row: Said) -> dict[str, Any]:
    """Its values by the name of their column."""
    return {each.key: getattr(row, each.key) for each in type(row).__mapper__.column_attrs}


def words(text: str, name: str = "text", longest: int = LONGEST) -> str:
    """Raises UsageError: nothing was typed, or too much."""
    text = " ".join(text.replace("\0", " ").split())
    if not text:
        raise UsageError(f"{name}: write what was said")
    if len(text) > longest:
        raise UsageError(f"{name}: this has {len(text)} characters; at most {longest}")
    return text


def _hand_on(session: Session, before: Said, after: Said) -> None:
    """What belongs to a row belongs to the one that took its place."""
    table = before.__tablename__
    session.execute(
        update(Statement)
        .where(Statement.register == f"{table}:{before.id}")
        .values(register=f"{table}:{after.id}")
    )
    if isinstance(before, Expectation):
        for beside in (ExpectationReading, Evidence):
            session.execute(
                update(beside)
                .where(beside.expectation_id == before.id)
                .values(expectation_id=after.id)
            )


def _of_project(session: Session, project: Project, contact_id: int | None) -> int | None:
    """Raises UsageError where the contact takes no part in the project."""
    taking_part: Collection[int] = session.scalars(
        select(Participant.contact_id).where(Participant.project_id == project.id)
    ).all()
    if contact_id is not None and contact_id not in taking_part:
        raise UsageError("contact_id: choose somebody of this project")
    return contact_id


def _day(due_on: date | None, now: datetime) -> date | None:
    try:
        check_day(due_on, now)
    except UsageError as error:
        raise UsageError(f"due_on: {error}") from error
    return due_on


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _note(session: Session, row: Said, *, actor: Actor, now: datetime, **extra: Any) -> None:
    record(
        session,
        Action.DECIDE,
        f"{row.__tablename__}:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        details={"text": row.text},
        state=row.state.value,
        **extra,
    )
