"""What was said and is open between us and a client, as Today and a project's pages list it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from orchestrator.engagement.outcomes import DECIDABLE, OPEN, OUTCOMES
from orchestrator.models import (
    Contact,
    Direction,
    Mail,
    Participant,
    Project,
    Promise,
    Statement,
    StatementState,
)
from orchestrator.web.access import is_visible
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.register_words import REGISTERS, STANDING, Register
from orchestrator.web.sources import mail_id_in
from orchestrator.web.words import day, local

PROPOSED_FOR: Final = timedelta(days=7)
"""How long a promise that nobody confirmed is asked about once its day has come."""
SHOWN: Final = 5
"""How many open rows of each register stand on the page of a project."""
ROWS: Final = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register in the words of its mail, which is ``mail_id`` in ``thread_id``.

    ``said_due`` are its own words for a day other than ``due_on``, which a person set.
    """

    register: Register
    id: int
    words: str
    due_on: date | None
    said_due: str | None
    state: str
    said_at: datetime
    person: str
    mail_id: int | None
    thread_id: int | None
    project: str
    slug: str
    reason: str = ""

    @property
    def is_decidable(self) -> bool:
        """Whether a person of ours can say what became of it."""
        return self.state in DECIDABLE[self.register.table]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN[self.register.table]

    @property
    def can_reopen(self) -> bool:
        return self.state in OUTCOMES[self.register.table]

    @property
    def standing(self) -> tuple[str, str]:
        """Tone and words of its chip."""
        if not self.is_open or self.due_on is None:
            return STANDING[self.state]
        days = (self.due_on - _today()).days
        return "bad" if days < 0 else "none" if days else "watch", due_words(self.due_on)

    def needs_reason(self, outcome: str) -> bool:
        return any(each == outcome and why for each, why in OUTCOMES[self.register.table].items())


@dataclass(frozen=True, slots=True)
class Open:
    """The open rows of a register that are due first, and how many there are."""

    rows: list[Row]
    total: int


def open_rows(session: Session, project: Project) -> dict[str, Open]:
    """Of each register, in one statement: by their day, those without one behind them."""
    found = union_all(
        *(_rows(each, each.table.project_id == project.id, _is_open(each)) for each in _all())
    ).subquery()
    by_day = (found.c.due_on.is_(None), found.c.due_on, found.c.id.desc())
    total = func.count().over(partition_by=found.c.register)
    place = func.row_number().over(partition_by=found.c.register, order_by=by_day)
    ranked = select(*found.c, total.label("total"), place.label("place")).subquery()
    query = select(ranked).where(ranked.c.place <= SHOWN).order_by(ranked.c.place)
    shown = {name: Open([], 0) for name in REGISTERS}
    for *row, total, _ in session.execute(query):
        shown[row[0]] = Open([*shown[row[0]].rows, _row(row)], total)
    return shown


def rows_of(
    session: Session, project: Project, register: Register, after: int | None = None
) -> tuple[list[Row], int | None]:
    """The open ones as in `open_rows`, then what was settled, the newest first.

    Those after the row ``after``, at most `ROWS`; and after which the next page begins.
    """
    table: Any = register.table
    is_shown = and_(
        or_(table.state != "withdrawn", table.reason != "", Statement.id.is_not(None)),
        table.state != "superseded",
    )
    place = _place(register)
    query = _rows(register, table.project_id == project.id, is_shown).order_by(*place)
    here = select(*place).where(table.id == after, table.project_id == project.id)
    if after is not None and (found := session.execute(here).one_or_none()) is not None:
        values = (literal(value, each.type) for each, value in zip(place, found, strict=True))
        query = query.where(tuple_(*place) > tuple_(*values))
    rows = [_row(row) for row in session.execute(query.limit(ROWS + 1))]
    return rows[:ROWS], rows[ROWS - 1].id if len(rows) > ROWS else None


def row_of(session: Session, register: Register, row_id: int) -> Row:
    """One row as the lists show it."""
    return _row(session.execute(_rows(register, register.table.id == row_id)).one())


def _place(register: Register) -> tuple[ColumnElement[Any], ...]:
    """Where a row stands among those of its register."""
    table: Any = register.table
    is_open = _is_open(register)
    return (
        case((is_open, 0), else_=1),
        case((is_open & table.due_on.is_(None), 1), else_=0),
        func.coalesce(case((is_open, table.due_on)), literal(date.min)),
        -table.id,
    )


def due_today(session: Session) -> list[Need]:
    """What is due today or late; promises that nobody confirmed too, for a week."""
    due = (_rows(each, is_visible(each.table.project_id), _is_due(each)) for each in _all())
    found = union_all(*due, _proposed()).subquery()
    rows = session.execute(select(found).order_by(found.c.due_on, found.c.id))
    return [_need(_row(row)) for row in rows]


def due_words(due_on: date) -> str:
    """``due today``, ``1 day late``, else the day: ``by Fri 27 Nov``."""
    late = (_today() - due_on).days
    if late > 0:
        return f"{late} day{'s' * (late > 1)} late"
    return f"By {day(due_on)}" if late else "Due today"


def _need(row: Row) -> Need:
    register = row.register
    is_late = row.due_on is not None and row.due_on < _today()
    is_confirmed = row.id > 0
    detail = f"{row.project}: “{row.words}”"
    if not is_confirmed:
        detail += ", not confirmed yet"
    elif row.said_due and row.due_on:
        detail += f", now by {day(row.due_on)}"
    deed = f"/p/{row.slug}/{register.name}/{row.id}/{register.quick}?from=today"
    is_promise = register.table is Promise
    return Need(
        kind="late" if is_late and is_promise else register.name,
        tone="bad" if is_late else "watch",
        icon=register.icon,
        title=(register.late if is_late else register.due).format(row.person.split()[0]),
        detail=detail,
        when=due_words(row.due_on) if row.due_on else "",
        href=f"/inbox/{row.thread_id}#mail-{row.mail_id}",
        button=register.button if is_confirmed else "Confirm",
        deed=(deed, register.deeds[register.quick]) if is_confirmed and register.quick else None,
    )


def _all() -> Sequence[Register]:
    return list(REGISTERS.values())


def _row(row: Sequence[Any]) -> Row:
    return Row(REGISTERS[row[0]], *row[1:])


def _is_open(register: Register) -> ColumnElement[bool]:
    table: Any = register.table
    is_open: ColumnElement[bool] = table.state.in_(OPEN[register.table])
    return is_open


def _is_due(register: Register) -> ColumnElement[bool]:
    table: Any = register.table
    # What is promised about an invoice is told with its case.
    is_apart = table.source.not_like("dispute:%")
    return and_(_is_open(register), table.due_on <= _today(), is_apart)


def _rows(register: Register, *where: ColumnElement[bool]) -> Select[Any]:
    """The columns of `Row`, the name of the register in place of itself."""
    table: Any = register.table
    name = literal(f"{table.__tablename__}:").concat(cast(table.id, String))
    is_other_day = Statement.due_on.is_distinct_from(table.due_on)
    return (
        select(
            literal(register.name).label("register"),
            table.id,
            table.text.label("words"),
            table.due_on,
            case((is_other_day, Statement.due)).label("said_due"),
            cast(table.state, String).label("state"),
            table.said_at,
            func.coalesce(
                Contact.name, _stranger(), _somebody(table.project_id), Project.name
            ).label("person"),
            Mail.id.label("mail_id"),
            Mail.thread_id,
            Project.name.label("project"),
            Project.slug,
            table.reason,
        )
        .join(Project, Project.id == table.project_id)
        .outerjoin(Contact, Contact.id == table.contact_id)
        .outerjoin(Mail, Mail.id == mail_id_in(table.source))
        .outerjoin(Statement, and_(Statement.mail_id == Mail.id, Statement.register == name))
        .where(*where)
    )


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
        func.coalesce(_somebody(Mail.project_id), Project.name),
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
            Statement.due_on.between(_today() - PROPOSED_FOR, _today()),
            Mail.direction == Direction.OUT,
            is_visible(Mail.project_id),
        )
    )


def _stranger() -> ColumnElement[str | None]:
    """Who wrote to us what somebody filed, when she is none of our contacts."""
    name = func.coalesce(func.nullif(Mail.from_name, ""), Mail.from_address)
    return case((Mail.direction == Direction.IN, name))


def _somebody(project_id: Any) -> ColumnElement[str | None]:
    """The first of those who take part: our own mails name no contact."""
    return (
        select(func.min(Contact.name))
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == project_id)
        .scalar_subquery()
    )


def _today() -> date:
    return local(now()).date()
