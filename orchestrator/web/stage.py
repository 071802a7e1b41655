"""/p/<slug>/stage: how far a project is, what is due in it, and whether to ask for a follow-on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.stage_facts import staged
from orchestrator.engagement.stages import (
    move_stage,
    note_moment,
    set_touch_days,
    undo_moment,
    undo_stage,
)
from orchestrator.errors import UsageError
from orchestrator.models import MomentKind, Project, ProjectMoment, ProjectStage, Stage
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.history import steps_of
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.naming import names_of
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.register_rows import due_words
from orchestrator.web.stage_words import LEDES, MOMENTS, STAGES
from orchestrator.web.words import local

bp = Blueprint("stage", __name__, url_prefix="/p/<slug>/stage")
bp.url_value_preprocessor(refuse_impossible)

_DONE = {MomentKind.NOT_NOW: "Put off for half a year.", MomentKind.ASKED: "Noted."}


@bp.get("")
@needs(Power.READ)
def show(slug: str) -> str:
    """The stage, its moments, and what was done."""
    return _page(slug)


@bp.post("")
@needs(Power.DECIDE)
def create(slug: str) -> ResponseReturnValue:
    """Move it to another stage."""
    typed = request.form.get("stage", "")
    if typed not in set(Stage):
        raise UsageError("stage: choose one of the list")
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        move_stage(session, project, Stage(typed), **_by())
    undo = url_for(".delete", slug=slug)
    return _back(slug, f"{STAGES[Stage(typed)]} begins today.", undo)


@bp.post("/undo")
@needs(Power.DECIDE)
def delete(slug: str) -> ResponseReturnValue:
    """It was a wrong click."""
    with parts().db.write() as session:
        undo_stage(session, project_or_404(session, slug), actor=current_actor(), now=now())
    return _back(slug, "Taken back.")


@bp.post("/moments/<kind>")
@needs(Power.DECIDE)
def create_moment(slug: str, kind: str) -> ResponseReturnValue:
    """Somebody did it, or puts a suggestion off."""
    if kind not in set(MomentKind):
        raise NotFound
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        row = note_moment(session, project, MomentKind(kind), **_by())
        session.flush()
        undo = url_for(".delete_moment", slug=slug, row_id=row.id, **_origin())
    return _back(slug, _DONE.get(MomentKind(kind), "Done."), undo)


@bp.post("/moments/<int:row_id>/undo")
@needs(Power.DECIDE)
def delete_moment(slug: str, row_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        undo_moment(session, project, row_id, actor=current_actor(), now=now())
    return _back(slug, "Taken back.")


@bp.post("/cadence")
@needs(Power.DECIDE)
def create_cadence(slug: str) -> ResponseReturnValue:
    """How often somebody writes to them in after-care."""
    form = Form("cadence", request.form)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        with form.trying(session):
            days = request.form.get("touch_days", 0, type=int)
            set_touch_days(session, project, days, actor=current_actor(), now=now())
    if form.errors:
        return _page(slug, form), 400
    return _back(slug, "Noted.")


def in_words(_action: str, fields: Mapping[str, Any], _details: Mapping[str, Any]) -> str:
    """An entry about a stage as a sentence; nothing for any other entry of the project."""
    undone = "Taken back: " if fields.get("undone") else ""
    if "stage" in fields:
        return f"{undone}{STAGES[Stage(fields['stage'])]} began"
    if "moment" in fields:
        return f"{undone}{MOMENTS[MomentKind(fields['moment'])].what}"
    if "touch_days" in fields:
        return f"A touch every {fields['touch_days']} days"
    return ""


def _by() -> dict[str, Any]:
    return {"source": f"user:{current_user().id}", "actor": current_actor(), "now": now()}


def _origin() -> dict[str, Any]:
    return {"from": "today"} if request.values.get("from") == "today" else {}


def _back(slug: str, words: str, undo: str = "") -> ResponseReturnValue:
    flash(words, f"undo:{undo}" if undo else "message")
    page = url_for("today.show") if _origin() else url_for(".show", slug=slug)
    return redirect(page, code=303)


def _page(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        zone, today = parts().settings.zone, local(now()).date()
        [found] = staged(session, Project.id == project.id, zone=zone, now=now())
        began, done = _rows(session, project)
        steps = steps_of(session, [f"project:{project.id}"], in_words)
        told = [step for step in steps.get(f"project:{project.id}", ()) if step.words]
        return render_template(
            "projects/stage.html",
            project=project,
            tabs=tabs_of(session, project, "stage"),
            found=found,
            stage=found.standing.stage,
            stages=STAGES,
            lede=LEDES[found.standing.stage],
            began={row.stage: row.began_at for row in began},
            moments=MOMENTS,
            due=[(kind, due_words(on), on <= today) for kind, on in found.due.items()],
            done=done,
            days=(today - found.standing.last_contact).days,
            answer_by=(today + timedelta(days=7)).isoformat(),
            people=people_of(session, project),
            steps=told,
            names=names_of(session, {step.by for step in told}),
            asked=MomentKind.ASKED,
            not_now=MomentKind.NOT_NOW,
            form=form or Form("cadence", {"touch_days": str(project.touch_days)}),
            errors=form.errors if form else {},
        )


def _rows(session: Session, project: Project) -> tuple[list[ProjectStage], list[ProjectMoment]]:
    """The stages, oldest first, and what was done, the newest first."""
    began = select(ProjectStage).where(
        ProjectStage.project_id == project.id, ProjectStage.undone_at.is_(None)
    )
    done = select(ProjectMoment).where(
        ProjectMoment.project_id == project.id, ProjectMoment.undone_at.is_(None)
    )
    return (
        list(session.scalars(began.order_by(ProjectStage.id))),
        list(session.scalars(done.order_by(ProjectMoment.id.desc()).limit(20))),
    )
