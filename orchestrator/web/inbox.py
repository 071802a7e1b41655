"""/inbox: what clients wrote, least happy first, and what we understood of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from orchestrator.engagement.flood import held_of
from orchestrator.models import AnswerState, Wish, WishState
from orchestrator.record.append import Action, record
from orchestrator.web import (
    corrections,
    decisions,
    filing,
    held,
    mail_view,
    notes,
    regroup,
    responses,
    snooze,
    statements,
    tasks,
)
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.answering import answering
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.narrowing import choices, known_only
from orchestrator.web.onward import onward, page_of_thread, wanted_list
from orchestrator.web.parts import now, parts
from orchestrator.web.past_moods import past_of_people
from orchestrator.web.placing import decided
from orchestrator.web.proposed import proposed
from orchestrator.web.threads import (
    BESIDE,
    EVERYTHING,
    VIEWS,
    list_threads,
    with_seen,
)
from orchestrator.web.timeline import timeline
from orchestrator.web.understood import MAILS, MANY_MAILS, conversation, reply_link
from orchestrator.web.views import thread_or_404

bp = Blueprint("inbox", __name__, url_prefix="/inbox")
for part in (
    mail_view,
    held,
    filing,
    decisions,
    corrections,
    notes,
    responses,
    snooze,
    statements,
    tasks,
    regroup,
):
    bp.register_blueprint(part.bp)
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
    Wish.URGENT: "When urgent",
    Wish.QUIET_DAYS: "Quiet days",
    Wish.HEARTBEAT: "When nothing is new",
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
    WishState.UNDONE: ("none", "Taken back"),
}


@bp.get("")
@needs(Power.READ)
def index() -> str:
    """The conversations of one view, or those that a search finds."""
    wanted = wanted_list()
    if wanted.view not in (*VIEWS, EVERYTHING):
        raise BadRequest
    with parts().db.read() as session:
        offered = choices(session)
        wanted, unknown = known_only(session, wanted, offered)
        listing = with_seen(session, list_threads(session, wanted))
        people = {row.mail.contact_id for row in (*listing.rows, *listing.seen)}
        return render_template(
            "inbox/index.html",
            listing=listing,
            pasts=past_of_people(session, people),
            choices=offered,
            unknown=unknown,
            views=VIEWS,
        )


@bp.get("/<int:thread_id>")
@needs(Power.READ)
def show(thread_id: int) -> ResponseReturnValue:
    """One conversation; its newest mails unless ``?all=1``.

    The address of one that was joined leads to that which it is part of now.
    """
    limit = MANY_MAILS if request.args.get("all") else MAILS
    asked_about_held = "held" in request.args
    with parts().db.read() as session:
        thread = thread_or_404(session, thread_id)
        if thread.id != thread_id:
            return redirect(page_of_thread(thread.id))
        wanted = wanted_list(otherwise="reply" if thread.project_id else "unmatched")
        if wanted.view not in (*VIEWS, EVERYTHING):
            raise BadRequest
        shown = conversation(session, thread, limit=limit)
        last = shown.last_from_client
        answers = answering(
            session,
            thread,
            draft_id=request.args.get("draft", type=row_id),
            last=last.mail if last and last.is_from_a_person else None,
            begun=shown.begun,
            seen=shown.seen,
        )
        return render_template(
            "inbox/show.html",
            listing=list_threads(session, wanted, limit=BESIDE),
            views=VIEWS,
            thread=thread,
            shown=shown,
            items=timeline(shown, answers.sent),
            answering=answers,
            last=last,
            pasts=past_of_people(
                session, {last.mail.contact_id} if last and thread.project_id else ()
            ),
            limit=limit,
            reply=reply_link(last.mail) if last else None,
            wishes=WISHES,
            answered=ANSWERED,
            wished=WISHED,
            until=snooze.UNTIL,
            proposed=proposed(session, thread, shown),
            placed=decided(session, thread, shown),
            waiting=held_of(session, last.mail.contact_id) if last and asked_about_held else [],
        )


@bp.post("/<int:thread_id>/done")
@needs(Power.WRITE)
def create_done(thread_id: int) -> ResponseReturnValue:
    """Nothing more is to be done here, until somebody writes again."""
    _mark(thread_id, is_done=True)
    query = wanted_list().as_query()
    return onward(thread_id, "Done.", url_for("inbox.delete_done", thread_id=thread_id, **query))


@bp.post("/<int:thread_id>/done/undo")
@needs(Power.WRITE)
def delete_done(thread_id: int) -> ResponseReturnValue:
    """Back among those that wait."""
    _mark(thread_id, is_done=False)
    flash("Not done. It is back among those that wait.")
    return redirect(page_of_thread(thread_id), code=303)


def _mark(thread_id: int, *, is_done: bool) -> None:
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        thread.done_at = now() if is_done else None
        record(
            session,
            Action.THREAD,
            f"thread:{thread.id}",
            actor=current_actor(),
            now=now(),
            project_id=thread.project_id,
            done=is_done,
        )
