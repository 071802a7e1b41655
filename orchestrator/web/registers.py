"""/p/<slug>/<register>: what was said and is open, and a person's word on what became of it."""

from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.outcomes import reopen, settle
from orchestrator.engagement.registers import Said
from orchestrator.models import Project
from orchestrator.web.access import Power, current_actor, needs, project_or_404
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.parts import now, parts
from orchestrator.web.project_tabs import tabs_of
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
        project, shown = project_or_404(session, slug), _register(register)
        after = request.args.get("after", type=row_id)
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
        )


@bp.post("/<int:row_id>/<outcome>")
@needs(Power.DECIDE)
def create_outcome(slug: str, register: str, row_id: int, outcome: str) -> ResponseReturnValue:
    """What became of it; where that is a no, why."""
    reason = request.form.get("reason", "")
    with parts().db.write() as session:
        table = _named(session, slug, register, row_id).table
        settle(session, table, row_id, outcome, reason=reason, actor=current_actor(), now=now())
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
