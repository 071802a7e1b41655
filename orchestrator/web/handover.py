"""/p/<slug>/handover: all that a new PM has to know of a client, and who answers for it."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.handover import hand_over, read_brief, undo_handover
from orchestrator.models import Handover, Project
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.client_words import FORMALITIES, LANGUAGES, LENGTHS, ROLES
from orchestrator.web.done import on_or_again
from orchestrator.web.handover_line import Section
from orchestrator.web.handover_rows import brief_of
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.parts import now, parts
from orchestrator.web.people_rows import INFLUENCES
from orchestrator.web.project_forms import Form
from orchestrator.web.standing import standing
from orchestrator.web.words import local

bp = Blueprint("handover", __name__, url_prefix="/p/<slug>")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/handover")
@needs(Power.READ)
def show(slug: str) -> str:
    """The brief, on one page that can be printed."""
    return _page(slug)


@bp.get("/handover.txt")
@needs(Power.READ)
def as_text(slug: str) -> ResponseReturnValue:
    """The same as plain text."""
    return Response(
        _page(slug, template="handover.txt"),
        mimetype="text/plain",
        headers={"Content-Disposition": f'attachment; filename="handover-{slug}.txt"'},
    )


@bp.post("/handover")
@needs(Power.DECIDE)
def create(slug: str) -> ResponseReturnValue:
    """Somebody else answers for it from now on."""
    form, undo = Form("handover", request.form), ""
    user_id = request.form.get("user_id", 0, type=row_id)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        with form.trying(session):
            row = hand_over(session, project, user_id, source=f"user:{current_user().id}", **_by())
            undo = url_for(".delete", slug=slug, handover_id=row.id)
    return _answer(slug, form, "Handed over. The brief waits on their Today.", undo)


@bp.post("/handover/<int:handover_id>/undo")
@needs(Power.DECIDE)
def delete(slug: str, handover_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    with parts().db.write() as session:
        row = _of_project(session, project_or_404(session, slug), handover_id)
        undo_handover(session, row.id, **_by())
    return _answer(slug, None, "Taken back. It is in the same hands as before.")


@bp.post("/handover/<int:handover_id>/read")
@needs(Power.DECIDE)
def create_reading(slug: str, handover_id: int) -> ResponseReturnValue:
    """The new PM read it, and Today says it no more."""
    with parts().db.write() as session:
        row = _of_project(session, project_or_404(session, slug), handover_id)
        if row.to_id != current_user().id:
            raise NotFound
        read_brief(session, row.id, **_by())
    return _answer(slug, None, "Noted. Today says it no more.")


def _by() -> dict[str, Any]:
    return {"actor": current_actor(), "now": now()}


def _of_project(session: Session, project: Project, handover_id: int) -> Handover:
    """Raises NotFound unless it is of this project, which the user sees."""
    row = session.get(Handover, handover_id)
    if row is None or row.project_id != project.id:
        raise NotFound
    return row


def _answer(slug: str, form: Form | None, done: str, undo: str = "") -> ResponseReturnValue:
    on = url_for(".show", slug=slug)
    return on_or_again(form, partial(_page, slug), on=on, done=done, undo=undo)


def _page(slug: str, form: Form | None = None, template: str = "handover.html") -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        stands, brief = standing(session, project, "handover"), brief_of(session, project)
        return render_template(
            f"projects/{template}",
            project=project,
            tabs=stands.tabs,
            stands=stands,
            brief=brief,
            lines={each.value: brief.lines[each] for each in Section},
            me=current_user().id,
            roles=ROLES,
            influences=INFLUENCES,
            languages=LANGUAGES,
            formalities=FORMALITIES,
            lengths=LENGTHS,
            today=local(now()).date(),
            form=form or Form("handover"),
            errors=form.errors if form else {},
        )
