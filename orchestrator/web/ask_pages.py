"""/p/<slug>/asks and /asks/<id>: what we ask, what came of it, and its history."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from orchestrator.engagement.ask_endings import answered_aloud, withdraw_ask
from orchestrator.models import Answer, Ask, AskState
from orchestrator.models.registers import OPEN_STATES
from orchestrator.web.access import Power, current_actor, needs, project_or_404
from orchestrator.web.asks import ask_or_404
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import ASK_KINDS, LETTERS, SETTLES, Form
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.row_history import history

bp = Blueprint("ask_pages", __name__)
bp.url_value_preprocessor(refuse_impossible)

ROWS = 100
ASKED = {
    AskState.OPEN: ("none", "Open"),
    AskState.ANSWERED: ("good", "Answered"),
    AskState.CONDITIONAL: ("watch", "Conditional"),
    AskState.ROLLED: ("watch", "Asked again"),
    AskState.CALL: ("bad", "Call"),
    AskState.WITHDRAWN: ("none", "Withdrawn"),
}


@bp.get("/p/<slug>/asks")
@needs(Power.READ)
def index(slug: str) -> str:
    """What we ask about a project, what is open first, by its day."""
    with parts().db.read() as session:
        project = project_or_404(session, slug)
        before = request.args.get("before", type=row_id)
        rows = _rows(session, project.id, before)
        return render_template(
            "projects/asks.html",
            project=project,
            tabs=tabs_of(session, project, "asks"),
            rows=rows[:ROWS],
            older=rows[ROWS - 1].id if len(rows) > ROWS else None,
            asked=ASKED,
            people_choices=people_of(session, project),
            ask_kinds=ASK_KINDS,
            settles=SETTLES,
            letters=LETTERS,
            form=Form("ask"),
        )


@bp.get("/asks/<int:ask_id>")
@needs(Power.READ)
def show(ask_id: int) -> str:
    """One of them."""
    with parts().db.read() as session:
        return _page(session, ask_or_404(session, ask_id))


@bp.post("/asks/<int:ask_id>/withdrawal")
@needs(Power.DECIDE)
def create_withdrawal(ask_id: int) -> ResponseReturnValue:
    """Ask no more."""
    form = Form("withdrawal", request.form)
    with parts().db.write() as session:
        ask = ask_or_404(session, ask_id)
        with form.trying(session):
            withdraw_ask(session, ask_id, form.get("reason"), actor=current_actor(), now=now())
        if form.errors:
            return _page(session, ask, form), 400
    flash("It is not asked any more.")
    return redirect(url_for(".show", ask_id=ask_id), code=303)


@bp.post("/asks/<int:ask_id>/call")
@needs(Power.DECIDE)
def create_call(ask_id: int) -> ResponseReturnValue:
    """It was answered aloud."""
    form = Form("call", request.form)
    with parts().db.write() as session:
        ask = ask_or_404(session, ask_id)
        with form.trying(session):
            answered_aloud(session, ask_id, form.get("words"), actor=current_actor(), now=now())
        if form.errors:
            return _page(session, ask, form), 400
    flash("Noted. The question is closed.")
    return redirect(url_for(".show", ask_id=ask_id), code=303)


def _rows(session: Session, project_id: int, before: int | None) -> list[Ask]:
    """All open ones, then the settled ones, the newest first; a page of those."""
    is_open = Ask.state.in_(OPEN_STATES)
    mine = select(Ask).where(Ask.project_id == project_id).options(joinedload(Ask.contact))
    settled = mine.where(~is_open).order_by(Ask.id.desc()).limit(ROWS + 1)
    if before is not None:
        return list(session.scalars(settled.where(Ask.id < before)))
    waiting = session.scalars(mine.where(is_open).order_by(Ask.due_on, Ask.id)).all()
    return [*waiting, *session.scalars(settled)]


def _page(session: Session, ask: Ask, form: Form | None = None) -> str:
    answers = session.scalars(
        select(Answer)
        .where(Answer.ask_id == ask.id)
        .options(joinedload(Answer.contact), joinedload(Answer.mail))
        .order_by(Answer.id.desc())
        .limit(20)
    ).all()
    return render_template(
        "projects/ask.html",
        project=ask.project,
        tabs=tabs_of(session, ask.project, "asks"),
        ask=ask,
        answers=answers,
        is_open=ask.state in OPEN_STATES,
        asked=ASKED,
        steps=history(session, [f"ask:{ask.id}"]),
        form=form or Form(""),
        errors=form.errors if form else {},
    )
