"""/inbox: what clients wrote, least happy first, and what we understood of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from orchestrator.conversation.undecided import file_thread, proposals
from orchestrator.engagement.flood import held_of
from orchestrator.engagement.mood import LABELS, correct_sentiment
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    AnswerState,
    Direction,
    Project,
    Thread,
    Wish,
    WishState,
)
from orchestrator.record.append import Action, record
from orchestrator.web import decisions, held, mail_view
from orchestrator.web.access import (
    Power,
    check_visible,
    current_actor,
    current_user,
    is_visible,
    needs,
)
from orchestrator.web.decisions import page_of
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts
from orchestrator.web.threads import (
    FELT,
    MAILS,
    ROWS,
    VIEWS,
    Shown,
    count_views,
    deciding_words,
    list_threads,
    mails_of,
    reply_link,
    thread_or_404,
)
from orchestrator.web.timeline import answered_digests, timeline

bp = Blueprint("inbox", __name__, url_prefix="/inbox")
bp.register_blueprint(mail_view.bp)
bp.register_blueprint(held.bp)
bp.register_blueprint(decisions.bp)
bp.url_value_preprocessor(refuse_impossible)

WISHES = {
    Wish.CADENCE: "How often",
    Wish.WEEKDAY: "Weekday",
    Wish.TIME: "Time",
    Wish.NOT_BEFORE: "Not before",
    Wish.LENGTH: "Length",
    Wish.CHANNEL: "Channel",
    Wish.PAUSE_UNTIL: "Pause until",
    Wish.STOP: "Stop",
}
ANSWERED = {
    AnswerState.APPLIED: ("good", "Applied"),
    AnswerState.WAITING: ("watch", "Waits for you"),
    AnswerState.REFUSED: ("none", "Not meant so"),
    AnswerState.UNDONE: ("none", "Taken back"),
}
WISHED = {
    WishState.APPLIED: ("good", "Applied"),
    WishState.WAITING: ("watch", "Waits for you"),
    WishState.REFUSED: ("none", "Not meant so"),
}


@bp.get("")
@needs(Power.READ)
def index() -> str:
    """The conversations of one view."""
    view = request.args.get("view", "reply")
    if view not in VIEWS:
        raise BadRequest
    with parts().db.read() as session:
        return render_template(
            "inbox/index.html",
            view=view,
            views=VIEWS,
            felt=FELT,
            rows=list_threads(session, view),
            rows_at_most=ROWS,
            counts=count_views(session),
            deciding_words=deciding_words,
        )


@bp.get("/<int:thread_id>")
@needs(Power.READ)
def show(thread_id: int) -> str:
    """One conversation; its newest mails unless ``?all=1``."""
    limit = MAILS * 10 if request.args.get("all") else MAILS
    asked_about_held = "held" in request.args
    with parts().db.read() as session:
        thread = thread_or_404(session, thread_id)
        mails = mails_of(session, thread, limit=limit)
        last = _last_from_client(mails)
        answers = answered_digests(session, mails)
        return render_template(
            "inbox/show.html",
            thread=thread,
            mails=mails,
            items=timeline(session, mails, answers),
            answers=answers,
            last=last,
            may_have_more=len(mails) == limit == MAILS,
            reply=reply_link(last.mail) if last else None,
            felt=FELT,
            labels=LABELS,
            wishes=WISHES,
            answered=ANSWERED,
            wished=WISHED,
            tray=_tray(session, thread, last),
            waiting=held_of(session, last.mail.contact_id) if last and asked_about_held else [],
        )


@bp.post("/<int:thread_id>/done")
@needs(Power.WRITE)
def create_done(thread_id: int) -> ResponseReturnValue:
    """Nothing more is to be done here, until somebody writes again."""
    _mark(thread_id, is_done=True)
    flash("Done.", f"undo:{url_for('inbox.delete_done', thread_id=thread_id)}")
    return redirect(url_for("inbox.index"), code=303)


@bp.post("/<int:thread_id>/done/undo")
@needs(Power.WRITE)
def delete_done(thread_id: int) -> ResponseReturnValue:
    """Back among those that wait."""
    _mark(thread_id, is_done=False)
    return redirect(url_for("inbox.show", thread_id=thread_id), code=303)


@bp.post("/<int:thread_id>/project")
@needs(Power.DECIDE)
def create_project(thread_id: int) -> ResponseReturnValue:
    """File an undecided conversation."""
    project_id = request.form.get("project_id", type=row_id)
    if project_id is None:
        raise BadRequest
    with parts().db.write() as session:
        thread_or_404(session, thread_id)
        if session.get(Project, project_id) is None:
            raise NotFound
        check_visible(session, project_id, f"project:{project_id}")
        thread = file_thread(session, thread_id, project_id, actor=current_actor(), now=now())
        kept, name = thread.id, session.get_one(Project, project_id).name
    parts().bell.ring("converse")
    flash(f"Filed under {name}. It is read within a minute.")
    return redirect(url_for("inbox.show", thread_id=kept), code=303)


@bp.post("/mails/<int:mail_id>/mood")
@needs(Power.WRITE)
def create_mood(mail_id: int) -> ResponseReturnValue:
    """Correct how a mail was felt; the machine's value is kept beside it."""
    label = request.form.get("label", "")
    if label not in LABELS:
        raise BadRequest
    with parts().db.write() as session:
        mail = mail_or_404(session, mail_id)
        try:
            correct_sentiment(
                session, mail_id, label, user_id=current_user().id, actor=current_actor(), now=now()
            )
        except UsageError as error:
            raise Refused(str(error)) from error
        back = page_of(mail)
    flash(f"Mood corrected to {FELT[label][1].lower()}.")
    return redirect(back, code=303)


def _last_from_client(mails: list[Shown]) -> Shown | None:
    theirs = [shown for shown in mails if shown.mail.direction is Direction.IN]
    people = [
        shown for shown in theirs if shown.mail.kind == "human" or not shown.mail.is_kind_certain
    ]
    return next(reversed(people or theirs), None)


def _tray(session: Session, thread: Thread, last: Shown | None) -> dict[str, object] | None:
    """Where an undecided conversation may belong; other projects of the user after the likely."""
    if thread.project_id is not None or last is None:
        return None
    mine = session.execute(
        select(Project.id, Project.name)
        .where(is_visible(Project.id), Project.closed_at.is_(None))
        .order_by(Project.name)
    ).all()
    names = {project_id: name for project_id, name in mine}
    likely = [found for found in proposals(session, last.mail) if found.project_id in names]
    for found in likely:
        del names[found.project_id]
    return {"likely": likely, "others": names}


def _mark(thread_id: int, *, is_done: bool) -> None:
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        thread.done_at = now() if is_done else None
        record(
            session,
            Action.THREAD,
            f"thread:{thread_id}",
            actor=current_actor(),
            now=now(),
            project_id=thread.project_id,
            done=is_done,
        )
