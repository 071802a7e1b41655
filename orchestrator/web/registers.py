"""/p/<slug>/<register>: what was said and is open, and a person's word on what became of it."""

from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.baseline import newest_baseline
from orchestrator.engagement.outcomes import reopen, settle
from orchestrator.engagement.registers import Said
from orchestrator.engagement.requests import MANY_YESES, plain_yeses
from orchestrator.engagement.rows import enter, reword
from orchestrator.errors import UsageError
from orchestrator.models import Expectation, Project
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.ids import row_id as row_id_in
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.register_forms import read_row
from orchestrator.web.register_page import row_or_404, show_row
from orchestrator.web.register_rows import rows_of
from orchestrator.web.register_words import REGISTERS, Register

bp = Blueprint("registers", __name__, url_prefix="/p/<slug>/<register>")
bp.url_value_preprocessor(refuse_impossible)

SAID: Final = {
    "kept": "Kept.",
    "dropped": "Dropped.",
    "met": "Met.",
    "missed": "Missed.",
    "answered": "Answered.",
    "agreed": "Agreed.",
    "later": "Later.",
    "declined": "Declined.",
    "withdrawn": "Dropped.",
}


@bp.get("")
@needs(Power.READ)
def show(slug: str, register: str) -> str:
    """One register of a project, what is open first, a page at a time."""
    with parts().db.read() as session:
        return _page(session, slug, register)


@bp.post("")
@needs(Power.WRITE)
def create(slug: str, register: str) -> ResponseReturnValue:
    """Note what no mail says, such as a word on the phone."""
    table = _register(register).table
    form = read_row("new", request.form, has_meaning=table is Expectation)
    with parts().db.write() as session:
        project, row = project_or_404(session, slug), None
        if not form.errors:
            with form.trying(session):
                row = enter(
                    session, table, project, _person(form),
                    source=f"user:{current_user().id}", actor=current_actor(), now=now(),
                    **form.values,
                )  # fmt: skip
        if row is None:
            return _page(session, slug, register, form), 400
    flash("Noted.")
    return redirect(_back(slug, register), code=303)


@bp.get("/<int:row_id>")
@needs(Power.READ)
def show_one(slug: str, register: str, row_id: int) -> str:
    """A row, what can be done with it, and its history."""
    with parts().db.read() as session:
        return show_row(session, row_or_404(session, slug, register, row_id))


@bp.post("/<int:row_id>/change")
@needs(Power.WRITE)
def create_change(slug: str, register: str, row_id: int) -> ResponseReturnValue:
    """Put it in other words, and all but a promise on another day: what it was stays below it."""
    table = _register(register).table
    form = read_row("change", request.form, has_meaning=table is Expectation)
    with parts().db.write() as session:
        placed, after = row_or_404(session, slug, register, row_id), None
        if not form.errors:
            with form.trying(session):
                after = reword(
                    session, table, row_id, actor=current_actor(), now=now(), **form.values
                ).id
        if after is None:
            return show_row(session, placed, form), 400
    flash("Changed. What it was stands in its history.")
    return redirect(url_for(".show_one", slug=slug, register=register, row_id=after), code=303)


@bp.post("/<int:row_id>/<outcome>")
@needs(Power.DECIDE)
def create_outcome(slug: str, register: str, row_id: int, outcome: str) -> ResponseReturnValue:
    """What became of it; where that is a no, why."""
    reason, alternative = request.form.get("reason", ""), request.form.get("alternative", "")
    with parts().db.write() as session:
        table = _named(session, slug, register, row_id).table
        settle(
            session, table, row_id, outcome, reason=reason, alternative=alternative,
            tells=bool(request.form.get("tells")), actor=current_actor(), now=now(),
        )  # fmt: skip
    undo = url_for(".delete_outcome", slug=slug, register=register, row_id=row_id, **_origin())
    flash(SAID[outcome], f"undo:{undo}")
    return redirect(_back(slug, register), code=303)


@bp.post("/<int:row_id>/undo")
@needs(Power.DECIDE)
def delete_outcome(slug: str, register: str, row_id: int) -> ResponseReturnValue:
    """It was a wrong click: it is open again."""
    with parts().db.write() as session:
        table = _named(session, slug, register, row_id).table
        reopen(session, table, row_id, actor=current_actor(), now=now())
    flash("Taken back. It is open.")
    return redirect(_back(slug, register), code=303)


def _page(session: Session, slug: str, register: str, form: Form | None = None) -> str:
    project, shown = project_or_404(session, slug), _register(register)
    after = request.args.get("after", type=row_id_in)
    rows, older = rows_of(session, project, shown, after)
    return render_template(
        "projects/register.html",
        project=project,
        register=shown,
        tabs=(tabs := tabs_of(session, project, shown.name)),
        waiting=next(tab.waiting for tab in tabs if tab.is_current),
        rows=rows,
        older=older,
        is_first=after is None,
        people=people_of(session, project),
        form=form or Form("new"),
        errors=form.errors if form else {},
        yeses=plain_yeses(session, project.id) if shown.name == "changes" else 0,
        baseline=newest_baseline(session, project.id) if shown.name == "changes" else None,
        MANY_YESES=MANY_YESES,
    )


def _person(form: Form) -> int | None:
    """Whose it is; none for the project's.  Raises UsageError."""
    typed = form.get("contact_id")
    try:
        return row_id_in(typed) if typed else None
    except ValueError:
        raise UsageError("contact_id: choose somebody of this project") from None


def _register(name: str) -> Register:
    if name not in REGISTERS:
        raise NotFound
    return REGISTERS[name]


def _named(session: Session, slug: str, name: str, row_id: int) -> Register:
    """The register of a row, if that is of this project and the user sees it."""
    project: Project = project_or_404(session, slug)
    register = _register(name)
    row = session.get(register.table, row_id)
    if not isinstance(row, Said) or row.project_id != project.id:
        raise NotFound
    return register


def _origin() -> dict[str, Any]:
    """Where the button was pressed, kept for the way back."""
    return {"from": origin} if (origin := request.values.get("from")) else {}


def _back(slug: str, register: str) -> str:
    match request.values.get("from"):
        case "today":
            return url_for("today.show")
        case "project":
            return url_for("projects.show", slug=slug, _anchor=f"h-{register}")
    return url_for(".show", slug=slug, register=register)
