"""What a person adds to an expectation: a team's reading, and what speaks for it."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from orchestrator.engagement.asks import add_ask
from orchestrator.engagement.expectations import (
    add_evidence,
    add_reading,
    give_place_back,
    take_place,
)
from orchestrator.errors import UsageError
from orchestrator.models import AskKind, Contact, EvidenceKind
from orchestrator.web.access import Power, current_actor, current_user, needs, project_or_404
from orchestrator.web.expectation_views import EVIDENCE
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.ids import row_id as row_id_in
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import Form
from orchestrator.web.register_forms import chosen
from orchestrator.web.register_page import row_or_404, show_row
from orchestrator.web.words import local

bp = Blueprint("expectations", __name__, url_prefix="/p/<slug>/expectations")
bp.url_value_preprocessor(refuse_impossible)

TO_ANSWER = timedelta(days=14)
WHAT_IS_MISSING = "What would make you say that this went well?"


@bp.post("/<int:row_id>/readings")
@needs(Power.WRITE)
def create_reading(slug: str, row_id: int) -> ResponseReturnValue:
    """How one of our teams understands it."""
    form = Form("reading", request.form)
    with parts().db.write() as session:
        placed = row_or_404(session, slug, "expectations", row_id)
        with form.trying(session):
            add_reading(
                session, row_id, form.get("team"), form.get("reading"),
                user_id=current_user().id, actor=current_actor(), now=now(),
            )  # fmt: skip
        if form.errors:
            return show_row(session, placed, form), 400
    flash("Noted. Readings stand side by side.")
    return redirect(_page(slug, row_id), code=303)


@bp.post("/<int:row_id>/evidence")
@needs(Power.WRITE)
def create_evidence(slug: str, row_id: int) -> ResponseReturnValue:
    """They said it again, we showed it, or we failed it."""
    form = Form("evidence", request.form)
    kind = chosen(form, "kind", {kind: words for kind, (_, words) in EVIDENCE.items()})
    with parts().db.write() as session:
        placed = row_or_404(session, slug, "expectations", row_id)
        if not form.errors:
            with form.trying(session):
                add_evidence(
                    session, row_id, EvidenceKind(kind), form.get("evidence"),
                    source=f"user:{current_user().id}", seen_at=now(),
                    actor=current_actor(), now=now(),
                )  # fmt: skip
        if form.errors:
            return show_row(session, placed, form), 400
    flash("Noted.")
    return redirect(_page(slug, row_id), code=303)


@bp.post("/<int:row_id>/place")
@needs(Power.DECIDE)
def create_place(slug: str, row_id: int) -> ResponseReturnValue:
    """It corrects what the same person had said before."""
    before = request.form.get("before", type=row_id_in)
    with parts().db.write() as session:
        row_or_404(session, slug, "expectations", row_id)
        take_place(session, row_id, before or 0, actor=current_actor(), now=now())
    undo = url_for(".delete_place", slug=slug, row_id=row_id)
    flash("It counts in the place of what was said before. Both stay.", f"undo:{undo}")
    return redirect(_page(slug, row_id), code=303)


@bp.post("/<int:row_id>/place/undo")
@needs(Power.DECIDE)
def delete_place(slug: str, row_id: int) -> ResponseReturnValue:
    """It was a wrong click: both are open."""
    with parts().db.write() as session:
        row_or_404(session, slug, "expectations", row_id)
        give_place_back(session, row_id, actor=current_actor(), now=now())
    flash("Taken back. Both are open.")
    return redirect(_page(slug, row_id), code=303)


@bp.post("/question")
@needs(Power.WRITE)
def create_question(slug: str) -> ResponseReturnValue:
    """Ask somebody of whom no expectation is known, in the next update."""
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        ids = {str(contact_id): contact_id for contact_id, _ in people_of(session, project)}
        if request.form.get("contact_id") not in ids:
            raise UsageError("contact_id: choose somebody of this project")
        contact = session.get_one(Contact, ids[request.form["contact_id"]])
        add_ask(
            session, project, contact,
            kind=AskKind.VALUE, text=WHAT_IS_MISSING, due_on=local(now()).date() + TO_ANSWER,
            on_silence="we go on as agreed, and ask you when we speak.",
            source=f"user:{current_user().id}", actor=current_actor(), now=now(),
        )  # fmt: skip
    flash(f"{contact.first_name} is asked in the next update.")
    return redirect(url_for("registers.show", slug=slug, register="expectations"), code=303)


def _page(slug: str, row_id: int) -> str:
    return url_for("registers.show_one", slug=slug, register="expectations", row_id=row_id)
