"""/p/<slug>/asks and /asks/<id>: what we ask, what came of it, and its history."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from orchestrator.engagement.ask_changes import change_ask, put_off, undo_change
from orchestrator.engagement.ask_endings import answered_aloud, withdraw_ask
from orchestrator.models import Answer, Ask, AskState
from orchestrator.models.registers import ASKABLE, OPEN_STATES
from orchestrator.web.access import Power, current_actor, needs, project_or_404
from orchestrator.web.asks import ask_or_404
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.parts import now, parts
from orchestrator.web.people_choice import people_of
from orchestrator.web.project_forms import ASK_KINDS, LETTERS, SETTLES, Form, read_ask, read_day
from orchestrator.web.project_tabs import tabs_of
from orchestrator.web.renewed import renew_without_ask
from orchestrator.web.row_history import history
from orchestrator.web.words import local

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


@bp.post("/asks/<int:ask_id>/change")
@needs(Power.DECIDE)
def create_change(ask_id: int) -> ResponseReturnValue:
    """Ask it otherwise, as long as nobody was asked."""
    with parts().db.write() as session:
        ask = ask_or_404(session, ask_id)
        form = read_ask(
            request.form, today=local(now()).date(), name="change", letters=_letters(ask)
        )
        after = None
        if not form.errors and not form.proposal:
            with form.trying(session):
                after = change_ask(
                    session, ask_id, **form.values, actor=current_actor(), now=now()
                ).id
        if after is None:
            return _page(session, ask, form), 400
        renew_without_ask(session, ask_id, ask.project_id)
    undo = url_for(".delete_change", ask_id=after)
    flash("Changed. Updates that held it wait for you again, with the new words.", f"undo:{undo}")
    return redirect(url_for(".show", ask_id=after), code=303)


@bp.post("/asks/<int:ask_id>/change/undo")
@needs(Power.DECIDE)
def delete_change(ask_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    with parts().db.write() as session:
        project_id = ask_or_404(session, ask_id).project_id
        former = undo_change(session, ask_id, actor=current_actor(), now=now()).id
        renew_without_ask(session, ask_id, project_id)
    flash("Taken back. It is asked as before.")
    return redirect(url_for(".show", ask_id=former), code=303)


@bp.post("/asks/<int:ask_id>/day")
@needs(Power.DECIDE)
def create_day(ask_id: int) -> ResponseReturnValue:
    """Wait longer for the answer."""
    form = Form("day", request.form)
    due_on = read_day(form, "due_on", local(now()).date())
    with parts().db.write() as session:
        ask = ask_or_404(session, ask_id)
        if due_on is not None and not form.errors:
            with form.trying(session):
                put_off(session, ask_id, due_on, actor=current_actor(), now=now())
        if form.errors:
            return _page(session, ask, form), 400
        renew_without_ask(session, ask_id, ask.project_id)
    flash("Changed. If it is asked again, it names the new day.")
    return redirect(url_for(".show", ask_id=ask_id), code=303)


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
    former, newer = _others(session, ask)
    return render_template(
        "projects/ask.html",
        project=ask.project,
        tabs=tabs_of(session, ask.project, "asks"),
        ask=ask,
        answers=answers,
        is_open=ask.state in OPEN_STATES,
        is_askable=ask.state in ASKABLE,
        newer=newer if ask.state is AskState.WITHDRAWN else None,
        asked=ASKED,
        ask_kinds=ASK_KINDS,
        settles=SETTLES,
        letters=_letters(ask),
        steps=history(session, [f"ask:{each}" for each in (ask.id, *former)]),
        form=form or Form(""),
        day_form=Form("day", {"due_on": ask.due_on.isoformat()}),
        changing=form if form and form.name == "change" else _as_it_is(ask),
        errors=form.errors if form else {},
    )


def _others(session: Session, ask: Ask) -> tuple[list[int], int | None]:
    """Those whose place it took, the nearest first; the newest that took its own.  One query."""
    linked = select(Ask.source, Ask.id).where(
        Ask.project_id == ask.project_id, Ask.source.startswith("ask:")
    )
    rows = session.execute(linked.order_by(Ask.id)).all()
    before = {each: int(source.removeprefix("ask:")) for source, each in rows}
    former, at = [], ask.id
    while at in before:
        former.append(at := before[at])
    return former, {source: each for source, each in rows}.get(f"ask:{ask.id}")


def _letters(ask: Ask) -> list[str]:
    """Of its options, and of those it can have."""
    return sorted({*LETTERS, *ask.options})


def _as_it_is(ask: Ask) -> Form:
    """A form that nobody typed in."""
    kept = {name: getattr(ask, name) for name in ("text", "detail", "recommended", "settles")}
    options = {f"option_{letter}": words for letter, words in ask.options.items()}
    more = {"kind": ask.kind.value, "due_on": ask.due_on.isoformat(), "on_silence": ask.on_silence}
    return Form("change", kept | options | more)
