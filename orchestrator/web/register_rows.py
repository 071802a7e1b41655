"""What was said and is open between us and a client, as Today and a project's pages list it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
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
    Statement,
)
from orchestrator.web.parts import now
from orchestrator.web.register_words import REGISTERS, STANDING, Register
from orchestrator.web.sources import mail_id_in
from orchestrator.web.words import day, local

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
        days = (self.due_on - today()).days
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
        *(
            rows_query(each, each.table.project_id == project.id, is_open_row(each))
            for each in all_registers()
        )
    ).subquery()
    by_day = (found.c.due_on.is_(None), found.c.due_on, found.c.id.desc())
    total = func.count().over(partition_by=found.c.register)
    place = func.row_number().over(partition_by=found.c.register, order_by=by_day)
    ranked = select(*found.c, total.label("total"), place.label("place")).subquery()
    query = select(ranked).where(ranked.c.place <= SHOWN).order_by(ranked.c.place)
    shown = {name: Open([], 0) for name in REGISTERS}
    for *row, total, _ in session.execute(query):
        shown[row[0]] = Open([*shown[row[0]].rows, as_row(row)], total)
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
    query = rows_query(register, table.project_id == project.id, is_shown).order_by(*place)
    here = select(*place).where(table.id == after, table.project_id == project.id)
    if after is not None and (found := session.execute(here).one_or_none()) is not None:
        values = (literal(value, each.type) for each, value in zip(place, found, strict=True))
        query = query.where(tuple_(*place) > tuple_(*values))
    rows = [as_row(row) for row in session.execute(query.limit(ROWS + 1))]
    return rows[:ROWS], rows[ROWS - 1].id if len(rows) > ROWS else None


def row_of(session: Session, register: Register, row_id: int) -> Row:
    """One row as the lists show it."""
    return as_row(session.execute(rows_query(register, register.table.id == row_id)).one())


def _place(register: Register) -> tuple[ColumnElement[Any], ...]:
    """Where a row stands among those of its register."""
    table: Any = register.table
    is_open = is_open_row(register)
    return (
        case((is_open, 0), else_=1),
        case((is_open & table.due_on.is_(None), 1), else_=0),
        func.coalesce(case((is_open, table.due_on)), literal(date.min)),
        -table.id,
    )


def due_words(due_on: date) -> str:
    """``due today``, ``1 day late``, else the day: ``by Fri 27 Nov``."""
    late = (today() - due_on).days
    if late > 0:
        return f"{late} day{'s' * (late > 1)} late"
    return f"By {day(due_on)}" if late else "Due today"


def all_registers() -> Sequence[Register]:
    """In the order of their tabs."""
    return list(REGISTERS.values())


def as_row(row: Sequence[Any]) -> Row:
    """A row of `rows_query`."""
    return Row(REGISTERS[row[0]], *row[1:])


def is_open_row(register: Register) -> ColumnElement[bool]:
    """Whether it waits for somebody."""
    table: Any = register.table
    is_open: ColumnElement[bool] = table.state.in_(OPEN[register.table])
    return is_open


def rows_query(register: Register, *where: ColumnElement[bool]) -> Select[Any]:
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
                Contact.name, _stranger(), somebody(table.project_id), Project.name
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


def _stranger() -> ColumnElement[str | None]:
    """Who wrote to us what somebody filed, when she is none of our contacts."""
    name = func.coalesce(func.nullif(Mail.from_name, ""), Mail.from_address)
    return case((Mail.direction == Direction.IN, name))


def somebody(project_id: Any) -> ColumnElement[str | None]:
    """The first of those who take part: our own mails name no contact."""
    return (
        select(func.min(Contact.name))
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == project_id)
        .scalar_subquery()
    )


def today() -> date:
    """On the studio's calendar."""
    return local(now()).date()
