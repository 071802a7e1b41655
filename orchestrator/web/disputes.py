"""/p/<slug>/disputes and /disputes/<id>: disputed invoices, and what a person does about one."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.dispute_words import promise_mail
from orchestrator.digest.respond_send import undo_response
from orchestrator.engagement.dispute_clock import who_is_told
from orchestrator.engagement.dispute_deeds import (
    reopen_dispute,
    settle_dispute,
    take_promise_back,
    withdraw_dispute,
)
from orchestrator.engagement.disputes import find_dispute, open_by_hand
from orchestrator.models import Dispute
from orchestrator.web.access import (
    Power,
    check_visible,
    current_actor,
    current_user,
    needs,
    project_or_404,
)
from orchestrator.web.dispute_page import KINDS, is_note, page_of
from orchestrator.web.dispute_rows import rows_of, threads_of
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.naming import names_of
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.views import thread_or_404
from orchestrator.web.words import local

bp = Blueprint("disputes", __name__)
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/p/<slug>/disputes")
@needs(Power.READ)
def index(slug: str) -> str:
    """The cases of a project, open ones first."""
    return _list(slug)


@bp.post("/p/<slug>/disputes")
@needs(Power.DECIDE)
def create(slug: str) -> ResponseReturnValue:
    """Open a case for a conversation by hand."""
    form = Form("case", request.form)
    thread_id = request.form.get("thread_id", type=row_id)
    with parts().db.write() as session:
        project = project_or_404(session, slug)
        thread = thread_or_404(session, thread_id) if thread_id else None
        if thread is None or thread.project_id != project.id:
            form.fail("thread_id", "Choose a conversation of this project.")
        else:
            opened = open_by_hand(session, thread.id, **_by())
            dispute_id = opened.id
    if form.errors:
        return _list(slug, form), 400
    flash("Case opened.")
    return redirect(url_for(".show", dispute_id=dispute_id), code=303)


@bp.get("/disputes/<int:dispute_id>")
@needs(Power.READ)
def show(dispute_id: int) -> str:
    """One case."""
    return case_page(dispute_id)


@bp.post("/disputes/<int:dispute_id>/promise/undo")
@needs(Power.DECIDE)
def delete_promise(dispute_id: int) -> ResponseReturnValue:
    """No answer is promised, while the mail that says so has not left."""
    with parts().db.write() as session:
        dispute = dispute_or_404(session, dispute_id)
        if dispute.response_id is not None:
            undo_response(session, dispute.response_id, actor=current_actor(), now=now())
        take_promise_back(session, dispute_id, actor=current_actor(), now=now())
    return back(dispute_id, "Taken back. No answer is promised.")


@bp.post("/disputes/<int:dispute_id>/settlement")
@needs(Power.DECIDE)
def create_settlement(dispute_id: int) -> ResponseReturnValue:
    """Say how it ended."""
    form = Form("settle", request.form)
    with parts().db.write() as session, form.trying(session):
        dispute_or_404(session, dispute_id)
        tells = form.get("tells") == "yes"
        settle_dispute(session, dispute_id, form.get("outcome"), tells=tells, **_by())
    if form.errors:
        return case_page(dispute_id, form), 400
    return back(dispute_id, "Settled.", undo=".delete_outcome")


@bp.post("/disputes/<int:dispute_id>/withdrawal")
@needs(Power.DECIDE)
def create_withdrawal(dispute_id: int) -> ResponseReturnValue:
    """It is no dispute, and why."""
    form = Form("withdraw", request.form)
    with parts().db.write() as session, form.trying(session):
        dispute_or_404(session, dispute_id)
        withdraw_dispute(session, dispute_id, form.get("reason"), **_by())
    if form.errors:
        return case_page(dispute_id, form), 400
    return back(dispute_id, "Closed: no dispute.", undo=".delete_outcome")


@bp.post("/disputes/<int:dispute_id>/undo")
@needs(Power.DECIDE)
def delete_outcome(dispute_id: int) -> ResponseReturnValue:
    """It was a wrong click: the case is where it was."""
    with parts().db.write() as session:
        dispute_or_404(session, dispute_id)
        reopen_dispute(session, dispute_id, actor=current_actor(), now=now())
    return back(dispute_id, "Taken back. The case is open.")


def dispute_or_404(session: Session, dispute_id: int) -> Dispute:
    """A case of a project that the user sees.

    Raises:
        NotFound: there is none.
        Foreign: it is not hers.
    """
    dispute = find_dispute(session, dispute_id)
    if dispute is None:
        raise NotFound
    check_visible(session, dispute.project_id, f"dispute:{dispute_id}")
    return dispute


def back(dispute_id: int, done: str, undo: str = "") -> ResponseReturnValue:
    """On to the page of the case; ``undo`` names the view that takes it back."""
    address = url_for(f"disputes{undo}", dispute_id=dispute_id) if undo else ""
    flash(done, f"undo:{address}" if undo else "message")
    return redirect(url_for("disputes.show", dispute_id=dispute_id), code=303)


def case_page(dispute_id: int, form: Form | None = None) -> str:
    """The page of a case, with a form that comes back."""
    with parts().db.read() as session:
        page = page_of(session, dispute_id)
        dispute = page.row.dispute
        project, contact = dispute.project, dispute.contact
        mail = promise_mail(
            contact.language,
            name=contact.first_name,
            number=dispute.number,
            pm=current_user().name.split()[0],
        )
        forms = [
            Form("promise", {"text": mail}),
            Form("settle"),
            Form("withdraw"),
            Form("referral", {"text": page.draft.text if page.draft else ""}),
        ]
        return render_template(
            "disputes/show.html",
            project=project,
            tabs=tabs_of(session, project, "disputes"),
            page=page,
            row=page.row,
            dispute=dispute,
            told=[user.name for user in who_is_told(session, project)],
            names=names_of(session, {step.by for step in page.steps}),
            is_note=is_note,
            kinds=KINDS,
            today=_today(),
            can_send=parts().settings.can_send,
            accounting=project.accounting or parts().settings.accounting,
            errors=form.errors if form else {},
            forms={each.name: each for each in forms} | ({form.name: form} if form else {}),
        )


def _list(slug: str, form: Form | None = None) -> str:
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        rows = rows_of(session, project)
        return render_template(
            "disputes/index.html",
            project=project,
            tabs=tabs_of(session, project, "disputes"),
            rows=rows,
            waiting=sum(row.is_open for row in rows),
            threads=threads_of(session, project),
            form=form or Form("case"),
            errors=form.errors if form else {},
        )


def _by() -> dict[str, Any]:
    return {"user_id": current_user().id, "actor": current_actor(), "now": now()}


def _today() -> date:
    return local(now()).date()
