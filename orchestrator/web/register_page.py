"""/p/<slug>/<register>/<id>: one row of a register, what can be done with it, and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlalchemy import ColumnElement, Select, literal, select
from sqlalchemy.orm import Session, aliased
from werkzeug.exceptions import NotFound

from orchestrator.engagement.outcomes import DECIDABLE, OPEN
from orchestrator.engagement.registers import Said
from orchestrator.models import (
    ChangeRequest,
    ChangeState,
    Expectation,
    Project,
)
from orchestrator.web.access import project_or_404
from orchestrator.web.expectation_views import beside
from orchestrator.web.parts import now
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.register_rows import row_of
from orchestrator.web.register_words import REGISTERS, Register
from orchestrator.web.request_views import order_of
from orchestrator.web.row_history import history
from orchestrator.web.words import local

_NEWER, _OTHER = -1, -2


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the register and the project that it belongs to."""

    project: Project
    register: Register
    row: Said


@dataclass(frozen=True, slots=True)
class Near:
    """A row near another: ``place`` steps before it, or `_NEWER`, or `_OTHER`."""

    id: int
    place: int
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Around:
    """What took its place; itself and those whose place it took; what else of them is open."""

    newer: int | None
    chain: list[Near]
    others: list[Near]

    @property
    def before(self) -> Near | None:
        """An earlier word of the client, where this took its place."""
        itself, *older = self.chain
        return next((each for each in older[:1] if each.source != itself.source), None)


def row_or_404(session: Session, slug: str, name: str, row_id: int) -> Placed:
    """A row of this project that the user sees.  Raises NotFound, Foreign."""
    project = project_or_404(session, slug)
    if name not in REGISTERS:
        raise NotFound
    row = session.get(REGISTERS[name].table, row_id)
    if not isinstance(row, Said) or row.project_id != project.id:
        raise NotFound
    return Placed(project, REGISTERS[name], row)


def show_row(session: Session, placed: Placed, form: Form | None = None) -> str:
    """The page of a row; ``form`` is one that was refused, with what was typed."""
    project, register, row = placed.project, placed.register, placed.row
    around = _around(session, row)
    codes = [f"{row.__tablename__}:{each.id}" for each in around.chain]
    is_orderable = isinstance(row, ChangeRequest) and row.state is ChangeState.PRICED
    return render_template(
        "projects/row.html",
        project=project,
        register=register,
        row=row,
        shown=row_of(session, register, row.id),
        tabs=tabs_of(session, project, register.name),
        people=people_of(session, project) if is_orderable else [],
        around=around,
        is_decidable=row.state in DECIDABLE[register.table],
        more=_more(session, row),
        steps=history(session, codes),
        today=local(now()).date(),
        errors=form.errors if form else {},
        blank=_blank,
        form=form or _blank("change", row),
        refused=form.name if form else "",
    )


def _more(session: Session, row: Said) -> Mapping[str, Any]:
    """What only rows of its register have."""
    return beside(session, row) | order_of(session, row)


def _blank(name: str, row: Said | None = None) -> Form:
    """A form that nobody typed in, with what a row has."""
    if row is None:
        return Form(name)
    typed = {"text": row.text, "due_on": row.due_on.isoformat() if row.due_on else ""}
    if isinstance(row, Expectation):
        typed["meant"] = row.meant
    if isinstance(row, ChangeRequest) and row.cents is not None:
        price = f"{row.cents // 100}" if row.cents % 100 == 0 else f"{row.cents / 100:.2f}"
        typed |= {"price": price, "currency": row.currency or "", "extra_days": str(row.extra_days)}
    return Form(name, typed)


def _around(session: Session, row: Said) -> Around:
    """One statement."""
    table: Any = type(row)
    start = select(table.id, table.supersedes_id, literal(0).label("n")).where(table.id == row.id)
    walk = start.cte(recursive=True)
    before = aliased(table)
    step = select(before.id, before.supersedes_id, walk.c.n + 1).join(
        walk, before.id == walk.c.supersedes_id
    )
    whole = walk.union_all(step)
    chain = select(table.id, whole.c.n, table.text, table.source).join(
        whole, whole.c.id == table.id
    )
    newer = _beside(table, _NEWER, table.supersedes_id == row.id)
    others = _beside(
        table, _OTHER, table.project_id == row.project_id, table.id != row.id,
        table.contact_id.is_not_distinct_from(row.contact_id), table.state.in_(OPEN[table]),
    )  # fmt: skip
    found = [Near(*each) for each in session.execute(chain.union_all(newer, others))]
    return Around(
        newer=next((each.id for each in found if each.place == _NEWER), None),
        chain=sorted((each for each in found if each.place >= 0), key=lambda each: each.place),
        others=[each for each in found if each.place == _OTHER],
    )


def _beside(table: Any, place: int, *where: ColumnElement[bool]) -> Select[Any]:
    return select(table.id, literal(place), table.text, table.source).where(*where)
