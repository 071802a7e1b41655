"""/p/<slug>/value: what each client wants to gain, what was measured of it, and what became."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.goals import goals_of
from orchestrator.engagement.measurements import add_measurement, undo_measurement
from orchestrator.engagement.value import (
    add_goal,
    change_goal,
    reopen_goal,
    settle_goal,
    undo_change,
)
from orchestrator.models import Contact, Measurement, Project, ValueGoal
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.done import on_or_again
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.value_forms import BETTER, as_typed, read_goal, read_measurement
from orchestrator.web.value_rows import mail_in, mails_of, page_of, today

bp = Blueprint("value", __name__, url_prefix="/p/<slug>/value")
bp.url_value_preprocessor(refuse_impossible)

SETTLED = {"reached": "Reached.", "missed": "Missed.", "withdrawn": "Dropped."}


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> str:
    """The goals of a project by person; ``?goal=`` is the one to be measured."""
    return _page(slug)


@bp.post("")
@needs(Power.WRITE)
def create(slug: str) -> ResponseReturnValue:
    """Somebody said what they want to gain."""
    form = read_goal(request.form)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        contact = _contact(session, project, form.values["contact_id"])
        if contact is None:
            form.fail("contact_id", "Choose somebody of this project.")
        elif not form.errors:
            said = mail_in(session, project, form.values["said_in"])
            with form.trying(session):
                add_goal(
                    session,
                    project,
                    contact,
                    form.values["wanted"],
                    said_at=said.received_at if said else None,
                    **_by(said.id if said else None),
                )
    return _answer(slug, form, "Noted. Each update leads with what is measured of it.")


@bp.post("/measurements")
@needs(Power.WRITE)
def create_measurement(slug: str) -> ResponseReturnValue:
    """Something was measured, or heard."""
    undo = ""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        goals = {goal.row.id for goal in goals_of(session, project.id) if goal.is_open}
        form = read_measurement(request.form, open_goals=goals)
        if not form.errors:
            said = mail_in(session, project, form.values.pop("said_in"))
            with form.trying(session):
                measurement = add_measurement(
                    session,
                    **form.values,
                    user_id=current_user().id,
                    today=today(),
                    **_by(said.id if said else None),
                )
                undo = url_for(".delete_measurement", slug=slug, measurement_id=measurement.id)
    return _answer(slug, form, "Noted. The next update leads with it.", undo)


@bp.post("/measurements/<int:measurement_id>/undo")
@needs(Power.WRITE)
def delete_measurement(slug: str, measurement_id: int) -> ResponseReturnValue:
    """It was a mistake."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        row = session.get(Measurement, measurement_id)
        if row is None or row.goal.project_id != project.id:
            raise NotFound
        undo_measurement(session, measurement_id, actor=current_actor(), now=now())
    return _answer(slug, None, "Taken back. It does not count.")


@bp.post("/<int:goal_id>/change")
@needs(Power.WRITE)
def create_change(slug: str, goal_id: int) -> ResponseReturnValue:
    """Other words or numbers take its place; the former stay in the record."""
    form, undo = read_goal(request.form, f"change{goal_id}"), ""
    with parts().db.write() as session:
        _of_project(session, slug, goal_id)
        if not form.errors:
            with form.trying(session):
                changed = change_goal(session, goal_id, form.values["wanted"], **_by())
                undo = url_for(".delete_change", slug=slug, goal_id=changed.id)
    return _answer(slug, form, "Changed.", undo)


@bp.post("/<int:goal_id>/change/undo")
@needs(Power.WRITE)
def delete_change(slug: str, goal_id: int) -> ResponseReturnValue:
    """It says again what it said before."""
    with parts().db.write() as session:
        _of_project(session, slug, goal_id)
        undo_change(session, goal_id, **_by())
    return _answer(slug, None, "Taken back. It says again what it said before.")


@bp.post("/<int:goal_id>/outcome")
@needs(Power.DECIDE)
def create_outcome(slug: str, goal_id: int) -> ResponseReturnValue:
    """What became of it; where that is no success, why."""
    outcome, reason = request.form.get("outcome", ""), request.form.get("reason", "")
    with parts().db.write() as session:
        _of_project(session, slug, goal_id)
        tells = bool(request.form.get("tells"))
        settle_goal(
            session, goal_id, outcome, reason=reason, tells=tells, actor=current_actor(), now=now()
        )
    undo = url_for(".delete_outcome", slug=slug, goal_id=goal_id)
    return _answer(slug, None, SETTLED[outcome], undo)


@bp.post("/<int:goal_id>/outcome/undo")
@needs(Power.DECIDE)
def delete_outcome(slug: str, goal_id: int) -> ResponseReturnValue:
    """It was a wrong click: it is open again."""
    with parts().db.write() as session:
        _of_project(session, slug, goal_id)
        reopen_goal(session, goal_id, actor=current_actor(), now=now())
    return _answer(slug, None, "Taken back. It is open.")


def _by(mail_id: int | None = None) -> dict[str, Any]:
    source = f"mail:{mail_id}" if mail_id else f"user:{current_user().id}"
    return {"source": source, "actor": current_actor(), "now": now()}


def _contact(session: Session, project: Project, typed: str) -> Contact | None:
    people = {str(each.contact_id): each.contact for each in project.participants}
    return people.get(typed)


def _of_project(session: Session, slug: str, goal_id: int) -> None:
    """Raises NotFound unless the goal is of this project, which the user sees."""
    project = project_or_404(session, slug)
    goal = session.get(ValueGoal, goal_id)
    if goal is None or goal.project_id != project.id:
        raise NotFound


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = url_for(".show", slug=slug)
    return on_or_again(form, partial(_page, slug), on=on, done=done, undo=undo)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        page = page_of(session, project)
        measured = {"goal_id": request.args.get("goal", ""), "measured_on": today().isoformat()}
        forms = [Form("goal"), Form("measure", measured)]
        forms += [Form(f"change{g.row.id}", as_typed(g.row)) for g in page.open_goals]
        return render_template(
            "projects/value.html",
            project=project,
            tabs=tabs_of(session, project, "value"),
            page=page,
            mails=mails_of(session, project),
            better=BETTER.items(),
            today=today(),
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )
