"""/p/<slug>/decisions: who on the client's side decided what, when, in what words."""

from collections.abc import Mapping, Sequence
from functools import partial
import json
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.client_decisions import (
    change_decision,
    note_decision,
    restore_decision,
    withdraw_decision,
)
from orchestrator.engagement.decision_log import Decided, decision_log
from orchestrator.models import ClientDecision, NotedState
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.decision_forms import CHOICES, as_typed, read_decision
from orchestrator.web.done import on_or_again
from orchestrator.web.exports import as_file, csv_of
from orchestrator.web.history import Step, steps_of
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.naming import names_of
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.words import local

bp = Blueprint("decision_log", __name__, url_prefix="/p/<slug>")
bp.url_value_preprocessor(refuse_impossible)

ROWS: Final = 50
COLUMNS: Final = (
    "decision", "who", "at", "about", "decided", "words", "source", "proof", "because", "tier",
    "told_in",
)  # fmt: skip
_STATES: Final = {
    NotedState.NOTED: "Noted",
    NotedState.WITHDRAWN: "Taken back",
    NotedState.SUPERSEDED: "Changed",
}


@bp.get("/decisions")
@needs(Power.READ)
def show(slug: str) -> str:
    """The log, newest first; ``?person=`` and ``?q=`` narrow it, ``?after=`` is the next page."""
    return _page(slug)


@bp.get("/decisions.csv")
@needs(Power.READ)
def as_csv(slug: str) -> ResponseReturnValue:
    """The same as a table."""
    project, rows = _exported(slug)
    found = [row.as_json() for row in rows]
    text = csv_of(COLUMNS, (row | {"told_in": " ".join(row["told_in"])} for row in found))
    return as_file(text, f"decisions-{project}.csv", "text/csv")


@bp.get("/decisions.json")
@needs(Power.READ)
def as_json(slug: str) -> ResponseReturnValue:
    """The same as an object."""
    project, rows = _exported(slug)
    found = {"project": project, "decisions": [row.as_json() for row in rows]}
    text = json.dumps(found, ensure_ascii=False)
    return as_file(text, f"decisions-{project}.json", "application/json")


@bp.post("/decisions")
@needs(Power.DECIDE)
def create(slug: str) -> ResponseReturnValue:
    """One of us heard a client decide something."""
    form, undo = _read(), ""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        if not form.errors:
            with form.trying(session):
                row = note_decision(
                    session, project, form.values["noted"], tells=bool(form.get("tells")), **_by()
                )
                undo = url_for(".delete", slug=slug, row_id=row.id)
    return _answer(slug, form, "Noted. It stands in the log.", undo)


@bp.post("/decisions/<int:row_id>/change")
@needs(Power.DECIDE)
def create_change(slug: str, row_id: int) -> ResponseReturnValue:
    """Other words take its place; the former stay in the record."""
    form = _read(f"change{row_id}")
    with parts().db.write() as session:
        _of_project(session, slug, row_id)
        if not form.errors:
            with form.trying(session):
                change_decision(session, row_id, form.values["noted"], **_by())
    return _answer(slug, form, "Changed.")


@bp.post("/decisions/<int:row_id>/withdrawal")
@needs(Power.DECIDE)
def delete(slug: str, row_id: int) -> ResponseReturnValue:
    """It was not decided so."""
    with parts().db.write() as session:
        _of_project(session, slug, row_id)
        withdraw_decision(session, row_id, actor=current_actor(), now=now())
    undo = url_for(".create_again", slug=slug, row_id=row_id)
    return _answer(slug, None, "Taken back. It stands in the log no more.", undo)


@bp.post("/decisions/<int:row_id>/undo")
@needs(Power.DECIDE)
def create_again(slug: str, row_id: int) -> ResponseReturnValue:
    """To take it back was a wrong click."""
    with parts().db.write() as session:
        _of_project(session, slug, row_id)
        restore_decision(session, row_id, actor=current_actor(), now=now())
    return _answer(slug, None, "It stands in the log again.")


def in_words(_action: str, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """An entry about a noted decision as a sentence; what was erased is left out."""
    state = NotedState(fields["state"])
    if state is not NotedState.NOTED:
        return _STATES[state]
    words = "Changed" if "supersedes" in fields else _STATES[state]
    return f"{words}: “{details['text']}”" if "text" in details else words


def _read(name: str = "decision") -> Form:
    return read_decision(request.form, now=now(), zone=parts().settings.zone, name=name)


def _by() -> dict[str, Any]:
    return {"source": f"user:{current_user().id}", "actor": current_actor(), "now": now()}


def _of_project(session: Session, slug: str, row_id: int) -> None:
    """Raises NotFound unless the decision is of this project, which the user sees."""
    project = project_or_404(session, slug)
    row = session.get(ClientDecision, row_id)
    if row is None or row.project_id != project.id:
        raise NotFound


def _exported(slug: str) -> tuple[str, list[Decided]]:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        return project.slug, _narrowed(decision_log(session, project.id))


def _narrowed(rows: Sequence[Decided]) -> list[Decided]:
    person, words = request.args.get("person", ""), request.args.get("q", "")
    return [row for row in rows if (not person or str(row.contact_id) == person) and row.has(words)]


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = url_for(".show", slug=slug)
    return on_or_again(form, partial(_page, slug), on=on, done=done, undo=undo)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project, zone = project_or_404(session, slug), parts().settings.zone
        log = decision_log(session, project.id)
        rows = _narrowed(log)
        first = max(0, request.args.get("after", 0, type=int))
        shown = rows[first : first + ROWS]
        noted = [row for row in shown if row.noted is not None]
        steps = steps_of(
            session, [obj for row in noted for obj in (row.key, *row.former)], in_words
        )
        codes = {row.by for row in shown if row.by} | {row.source for row in shown}
        codes |= {step.by for each in steps.values() for step in each}
        today = local(now()).date()
        forms = [Form("decision", {"said_on": today.isoformat()})]
        forms += [Form(f"change{row.id}", as_typed(row, zone)) for row in _rows(shown)]
        return render_template(
            "projects/decisions.html",
            project=project,
            tabs=tabs_of(session, project, "decisions"),
            total=len(log),
            rows=shown,
            found=len(rows),
            after=first + ROWS if len(rows) > first + ROWS else None,
            is_first=first == 0,
            history={row.key: _history(row, steps) for row in noted},
            names=names_of(session, codes),
            people=people_of(session, project),
            asked={name: request.args.get(name, "") for name in ("person", "q")},
            ways=CHOICES,
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )


def _rows(shown: Sequence[Decided]) -> list[ClientDecision]:
    return [each.noted for each in shown if each.noted is not None]


def _history(row: Decided, steps: Mapping[str, Sequence[Step]]) -> list[Step]:
    """Of the row and of those whose place it took, the newest first."""
    return [step for obj in (row.key, *row.former) for step in steps.get(obj, ())]
