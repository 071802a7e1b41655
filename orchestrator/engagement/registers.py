"""What a mail states, once a PM says so: a row of the register that its kind belongs to.

A decision is a conditional UPDATE, so that of two people who decide at once one is refused.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    ChangeRequest,
    ChangeState,
    Expectation,
    ExpectationState,
    Mail,
    Project,
    Promise,
    PromiseState,
    Question,
    QuestionState,
    Statement,
    StatementState,
)
from orchestrator.record.append import Action, Actor, record

Said = Expectation | ChangeRequest | Question | Promise
"""A row of any of the registers."""
State = ExpectationState | ChangeState | QuestionState | PromiseState

_REGISTERS: dict[str, type[Said]] = {
    "expectation": Expectation,
    "request": ChangeRequest,
    "question": Question,
    "promise": Promise,
}
_BY_TABLE: dict[str, type[Said]] = {
    register.__tablename__: register for register in _REGISTERS.values()
}
FIRST: Final[Mapping[type[Said], State]] = {
    Expectation: ExpectationState.OPEN,
    ChangeRequest: ChangeState.REQUESTED,
    Question: QuestionState.OPEN,
    Promise: PromiseState.MADE,
}
"""The state of a row that nothing was done about yet."""
_FIRST_DAY: Final = date(2000, 1, 1)
_AHEAD: Final = timedelta(days=3653)
_DECIDED = (StatementState.CONFIRMED, StatementState.REFUSED)


def confirm_statement(
    session: Session,
    statement_id: int,
    *,
    user_id: int,
    actor: Actor,
    now: datetime,
    due_on: date | None = None,
) -> Said:
    """A PM says: that is what was said; return its row of the register.  The caller commits.

    ``due_on`` takes the place of the day that was read.

    Raises:
        UsageError: the day is before 2000, or more than ten years ahead.
        Refused: somebody decided it before, or its mail belongs to no project.
    """
    check_day(due_on, now)
    statement, mail = _said_in(session, statement_id)
    if mail.project_id is None:
        raise Refused("its mail has no project yet; file it first")
    _decide(session, statement, StatementState.CONFIRMED, user_id, now)
    row = new_row(
        session,
        _REGISTERS[statement.kind],
        project_id=mail.project_id,
        contact_id=mail.contact_id,
        text=statement.span,
        due_on=due_on or statement.due_on,
        source=f"mail:{mail.id}",
        said_at=mail.received_at,
        noted_at=now,
    )
    statement.register = f"{row.__tablename__}:{row.id}"
    _record(session, statement, mail, actor=actor, now=now, due_on=row.due_on)
    return row


def refuse_statement(
    session: Session, statement_id: int, *, user_id: int, actor: Actor, now: datetime
) -> Statement:
    """A PM says: that was not meant so.  The caller commits.

    Raises:
        Refused: somebody decided it before.
    """
    statement, mail = _said_in(session, statement_id)
    _decide(session, statement, StatementState.REFUSED, user_id, now)
    _record(session, statement, mail, actor=actor, now=now)
    return statement


def undo_statement(
    session: Session, statement_id: int, *, actor: Actor, now: datetime
) -> Statement:
    """A PM takes her word back: it is a proposal again, and its register row is withdrawn.

    The caller commits.

    Raises:
        Refused: nobody decided it, or something was done about it in the register.
    """
    statement, mail = _said_in(session, statement_id)
    register = statement.register
    _move(session, statement, _DECIDED, StatementState.PROPOSED, None, None)
    if register:
        _withdraw(session, register)
    statement.register = ""
    _record(session, statement, mail, actor=actor, now=now, undone=True, register=register)
    return statement


def due_in_register(session: Session, statement: Statement) -> date | None:
    """The day that counts for what was confirmed."""
    row = row_of(session, statement)
    return row.due_on if row is not None else None


def row_of(session: Session, statement: Statement) -> Said | None:
    """The row of what was confirmed, or the one that took its place."""
    table, _, number = statement.register.partition(":")
    row = session.get(_BY_TABLE[table], int(number)) if table else None
    return row if isinstance(row, Said) else None


def new_row(session: Session, register: type[Said], *, project_id: int, **values: Any) -> Said:
    """A row in the state in which each begins; a request has the next number of its project."""
    if register is ChangeRequest:
        # Held, so that two requests at once have two numbers.
        session.execute(select(Project.id).where(Project.id == project_id).with_for_update())
        newest = select(func.max(ChangeRequest.number)).where(
            ChangeRequest.project_id == project_id
        )
        values["number"] = (session.scalar(newest) or 0) + 1
    row = register(project_id=project_id, state=FIRST[register], **values)
    session.add(row)
    session.flush()
    return row


def check_day(due_on: date | None, now: datetime) -> None:
    """Raises UsageError where no register has such a day."""
    last = now.date() + _AHEAD
    if due_on is not None and not _FIRST_DAY <= due_on <= last:
        raise UsageError(f"the day in “By” must lie between {_FIRST_DAY} and {last}")


def _said_in(session: Session, statement_id: int) -> tuple[Statement, Mail]:
    statement = session.get(Statement, statement_id)
    if statement is None:
        raise Refused("this is not read in the mail any more")
    return statement, session.get_one(Mail, statement.mail_id)


def _decide(
    session: Session, statement: Statement, state: StatementState, user_id: int, now: datetime
) -> None:
    _move(session, statement, [StatementState.PROPOSED], state, user_id, now)


def _move(
    session: Session,
    statement: Statement,
    before: Sequence[StatementState],
    state: StatementState,
    user_id: int | None,
    now: datetime | None,
) -> None:
    moved = session.scalar(
        update(Statement)
        .where(Statement.id == statement.id, Statement.state.in_(before))
        .values(state=state, decided_by=user_id, decided_at=now)
        .returning(Statement.id)
    )
    if moved is None:
        raise Refused("somebody has decided this in the meantime")
    session.refresh(statement)


def _withdraw(session: Session, reference: str) -> None:
    table, _, number = reference.partition(":")
    register = _BY_TABLE[table]
    withdrawn = session.scalar(
        update(register)
        .where(
            register.id == int(number),
            register.state == FIRST[register],
            register.supersedes_id.is_(None),
        )
        .values(state="withdrawn")
        .returning(register.id)
    )
    if withdrawn is None:
        raise Refused("something was done about it since; change it in the register")


def _record(
    session: Session,
    statement: Statement,
    mail: Mail,
    *,
    actor: Actor,
    now: datetime,
    undone: bool = False,
    register: str = "",
    due_on: date | None = None,
) -> None:
    record(
        session,
        Action.DECIDE,
        f"statement:{statement.id}",
        actor=actor,
        now=now,
        project_id=mail.project_id,
        details={"span": statement.span},
        kind=statement.kind,
        mail=mail.id,
        state=statement.state.value,
        undone=undone,
        register=register or statement.register,
        due_on=due_on.isoformat() if due_on else None,
    )
