"""Our own answers in a conversation: written, sent by one click, taken back within seconds."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.respond import drop_response, save_response
from orchestrator.digest.respond_send import approve_response, undo_response
from orchestrator.digest.respond_state import Seen
from orchestrator.digest.response_words import cleaned, render_response
from orchestrator.dispatch.compose import compose_response
from orchestrator.errors import Overtaken, Refused
from orchestrator.models import Approval, Direction, Mail, Response, ResponseState
from orchestrator.web.access import (
    Power,
    check_visible,
    current_actor,
    current_user,
    may,
    needs,
)
from orchestrator.web.answering import answering, seen_from
from orchestrator.web.ids import row_id
from orchestrator.web.onward import page_of_thread
from orchestrator.web.parts import now, parts
from orchestrator.web.security import sandboxed
from orchestrator.web.views import thread_or_404
from orchestrator.web.words import sentence

bp = Blueprint("responses", __name__)


@bp.get("/responses/<int:response_id>")
@needs(Power.READ)
def show(response_id: int) -> ResponseReturnValue:
    """Lead to the conversation that it stands in."""
    with parts().db.read() as session:
        thread_id = response_or_404(session, response_id).thread_id
    return redirect(url_for("inbox.show", thread_id=thread_id, _anchor="respond"), code=303)


@bp.get("/responses/<int:response_id>/mail")
@needs(Power.READ)
def mail(response_id: int) -> ResponseReturnValue:
    """The page of a draft as it will leave, signed by who would send it."""
    with parts().db.read() as session:
        response = response_or_404(session, response_id)
        sender = current_user() if may(Power.DECIDE) else response.project.pm
        rendered = render_response(response, sender=sender, settings=parts().settings, now=now())
    return sandboxed(rendered.html)


@bp.post("/<int:thread_id>/responses")
@needs(Power.WRITE)
def create(thread_id: int) -> ResponseReturnValue:
    """Keep what was typed; ``quiet`` while somebody still types."""
    try:
        with parts().db.write() as session:
            _save(session, thread_id, request.form.get("draft", type=row_id))
    except Overtaken as error:
        if "quiet" in request.form:
            raise
        return _overtaken(thread_id, error)
    if "quiet" in request.form:
        return "", 204
    flash("Draft kept. It is not sent.")
    return redirect(_back(thread_id), code=303)


@bp.post("/<int:thread_id>/responses/approval")
@needs(Power.DECIDE)
def create_approval(thread_id: int) -> ResponseReturnValue:
    """Send what was typed, once the moment to undo it is over."""
    try:
        with parts().db.write() as session:
            response = _save(session, thread_id, request.form.get("draft", type=row_id))
            _approve(session, response, undo_for=parts().settings.respond_undo_for)
            response_id = response.id
    except Overtaken as error:
        return _overtaken(thread_id, error)
    except Refused:
        with parts().db.write() as session:
            _save(
                session, thread_id, request.form.get("draft", type=row_id)
            )  # What she typed is not lost with the refusal.
        raise
    parts().bell.ring("send_due")
    seconds = int(parts().settings.respond_undo_for.total_seconds())
    flash(f"Leaves in {seconds} s.", f"undo:{url_for('.undo', response_id=response_id)}")
    return redirect(_back(thread_id), code=303)


@bp.post("/responses/<int:response_id>/approval/undo")
@needs(Power.DECIDE)
def undo(response_id: int) -> ResponseReturnValue:
    """Make it a draft again, until the message is on its way."""
    with parts().db.write() as session:
        response_or_404(session, response_id)
        response = undo_response(session, response_id, actor=current_actor(), now=now())
        thread_id = response.thread_id
    flash("Not sent. It is a draft again.")
    return redirect(_back(thread_id, draft=response_id), code=303)


@bp.post("/responses/<int:response_id>/drop")
@needs(Power.WRITE)
def drop(response_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    with parts().db.write() as session:
        response_or_404(session, response_id)
        response = drop_response(session, response_id, actor=current_actor(), now=now())
        thread_id = response.thread_id
    flash("Draft dropped.")
    return redirect(_back(thread_id), code=303)


def response_or_404(session: Session, response_id: int) -> Response:
    """An answer of ours in a project that the user sees.

    Raises:
        NotFound: there is none.
        Foreign: it is not hers.
    """
    response = session.get(Response, response_id)
    if response is None:
        raise NotFound
    check_visible(session, response.project_id, f"response:{response_id}")
    return response


def _keep_typed(thread_id: int) -> int | None:
    """Nothing typed is lost: it goes into its draft, or where that is none, into one of hers."""
    draft_id = request.form.get("draft", type=row_id)
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        words = cleaned(request.form.get("text", ""))
        answered = _answers_after(session, thread.id, Seen(0, 0))
        if words in {answer.text for answer in answered}:
            return None
        draft = response_or_404(session, draft_id) if draft_id else None
        is_open = draft is not None and draft.state is ResponseState.DRAFTED
        return _save(session, thread_id, draft_id if is_open else None).id


def _save(session: Session, thread_id: int, draft_id: int | None) -> Response:
    thread = thread_or_404(session, thread_id)
    return save_response(
        session,
        thread.id,
        request.form.get("text", ""),
        user_id=current_user().id,
        addr_spec=request.form.get("to", ""),
        quotes="quotes" in request.form,
        response_id=draft_id,
        actor=current_actor(),
        now=now(),
    )


def _approve(session: Session, response: Response, *, undo_for: timedelta) -> None:
    settings, send_at = parts().settings, now() + undo_for
    sender = current_user()
    rendered = render_response(response, sender=sender, settings=settings, now=now())
    message = compose_response(
        response,
        rendered,
        sender=sender,
        settings=settings,
        key=parts().signing_key,
        dated=send_at,
    )
    approve_response(
        session,
        response,
        message,
        seen=seen_from(request.form.get("seen", "")),
        send_at=send_at,
        user_id=sender.id,
        actor=current_actor(),
        now=now(),
    )


def _overtaken(thread_id: int, error: Overtaken) -> ResponseReturnValue:
    """What came meanwhile, and what she typed beside it: sent again, it is sent."""
    seen = seen_from(request.form.get("seen", ""))
    draft_id = _keep_typed(thread_id)
    with parts().db.read() as session:
        thread = thread_or_404(session, thread_id)
        html = render_template(
            "inbox/overtaken.html",
            thread=thread,
            words=sentence(str(error)),
            mails=_mails_after(session, thread.id, seen),
            answers=_answers_after(session, thread.id, seen),
            answering=answering(session, thread, draft_id=draft_id),
            typed=request.form,
            query={},
        )
    return html, 409


def _mails_after(session: Session, thread_id: int, seen: Seen) -> list[Mail]:
    found = session.scalars(
        select(Mail)
        .where(Mail.thread_id == thread_id, Mail.direction == Direction.IN, Mail.id > seen.mail_id)
        .order_by(Mail.id)
        .limit(5)
    )
    return list(found)


def _answers_after(session: Session, thread_id: int, seen: Seen) -> list[Response]:
    found = session.scalars(
        select(Response)
        .join(Approval, Approval.response_id == Response.id)
        .where(
            Response.thread_id == thread_id,
            Response.state.in_((ResponseState.APPROVED, ResponseState.SENT)),
            Approval.id > seen.approval_id,
            Approval.undone_at.is_(None),
        )
        .order_by(Approval.id)
        .limit(5)
    )
    return list(found)


def _back(thread_id: int, draft: int | None = None) -> str:
    page = page_of_thread(thread_id)
    named = f"{'&' if '?' in page else '?'}draft={draft}" if draft else ""
    return f"{page}{named}#respond"
