"""Our own answers in a conversation: written, sent by one click, taken back within seconds."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.cooldown import begin_hold
from orchestrator.digest.respond import (
    Typed,
    drop_response,
    keep_apart,
    restore_response,
    save_response,
)
from orchestrator.digest.respond_send import approve_response, undo_response
from orchestrator.digest.response_words import cleaned, render_response
from orchestrator.dispatch.compose import compose_response
from orchestrator.engagement.dispute_deeds import promised_by, take_promise_back
from orchestrator.errors import CoolingDown, Overtaken, Refused, UsageError
from orchestrator.models import Response, ResponseState
from orchestrator.web.access import (
    Power,
    check_visible,
    current_actor,
    current_user,
    may,
    needs,
)
from orchestrator.web.answering import answering, answers_after, mails_after, seen_from
from orchestrator.web.coach import calmer
from orchestrator.web.ids import row_id
from orchestrator.web.onward import page_of_thread, wanted_list
from orchestrator.web.parts import now, parts
from orchestrator.web.security import sandboxed
from orchestrator.web.views import thread_or_404
from orchestrator.web.words import sentence, slot
from orchestrator.wording import is_blank

bp = Blueprint("responses", __name__)

ROOM_BYTES = 2 * 1024 * 1024
"""For a form with the longest answer, in letters that take most; and for one too long to keep."""


@bp.url_value_preprocessor
def _make_room(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the form: what is too long is shown again, not refused unread."""
    request.max_content_length = request.max_form_memory_size = ROOM_BYTES


@bp.get("/responses/<int:response_id>")
@needs(Power.READ)
def show(response_id: int) -> ResponseReturnValue:
    """Lead to the conversation that it stands in."""
    with parts().db.read() as session:
        response = response_or_404(session, response_id)
        thread_id, is_draft = response.thread_id, response.state is ResponseState.DRAFTED
    if is_draft:
        return redirect(_back(thread_id, draft=response_id), code=303)
    return redirect(_page_of_answer(thread_id, response_id), code=303)


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
    """Keep what was typed, calmer where that was chosen; ``quiet`` while somebody still types."""
    try:
        with parts().db.write() as session:
            response = _save(session, thread_id)
    except (Refused, UsageError) as error:
        return _instead(thread_id, error)
    if "quiet" in request.form:
        return _kept(response)
    flash("Changed. Read it again." if "use" in request.form else "Draft kept. It is not sent.")
    return redirect(_back(thread_id, draft=response.id), code=303)


@bp.post("/<int:thread_id>/responses/approval")
@needs(Power.DECIDE)
def create_approval(thread_id: int) -> ResponseReturnValue:
    """Send what was typed, once the moment to undo it is over."""
    try:
        with parts().db.write() as session:
            response = _save(session, thread_id)
            _require_reason()
            _approve(session, response, undo_for=parts().settings.respond_undo_for)
    except (Refused, UsageError) as error:
        return _instead(thread_id, error)
    parts().bell.ring("send_due")
    flash("It leaves in a moment. Until then you can undo it.")
    return redirect(_page_of_answer(thread_id, response.id), code=303)


@bp.post("/responses/<int:response_id>/approval/undo")
@needs(Power.DECIDE)
def undo(response_id: int) -> ResponseReturnValue:
    """Make it a draft again, until the message is on its way."""
    with parts().db.write() as session:
        response_or_404(session, response_id)
        response = undo_response(session, response_id, actor=current_actor(), now=now())
        thread_id = response.thread_id
        if (case := promised_by(session, response_id)) is not None:
            take_promise_back(session, case.id, actor=current_actor(), now=now())
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
    undo_drop = url_for(".restore", response_id=response_id, **wanted_list().as_query())
    flash("Draft dropped.", f"undo:{undo_drop}")
    return redirect(_back(thread_id), code=303)


@bp.post("/responses/<int:response_id>/drop/undo")
@needs(Power.WRITE)
def restore(response_id: int) -> ResponseReturnValue:
    """It was a wrong click: the draft is there again."""
    with parts().db.write() as session:
        response_or_404(session, response_id)
        response = restore_response(session, response_id, actor=current_actor(), now=now())
        thread_id = response.thread_id
    return redirect(_back(thread_id, draft=response_id), code=303)


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


def _typed() -> Typed:
    form = request.form
    text = form.get("text", "")
    return Typed(
        calmer(text, form["use"]) if "use" in form else text,
        addr_spec=form.get("to", ""),
        quotes="quotes" in form,
        response_id=form.get("draft", type=row_id),
        revision=form.get("revision", 0, type=int),
    )


def _save(session: Session, thread_id: int) -> Response:
    thread = thread_or_404(session, thread_id)
    return save_response(
        session, thread.id, _typed(), user_id=current_user().id, actor=current_actor(), now=now()
    )


def _instead(thread_id: int, error: Refused | UsageError) -> ResponseReturnValue:
    """What she typed, kept and shown again with what speaks against it; to a script its draft."""
    kept = _keep_typed(thread_id)
    if isinstance(error, CoolingDown):
        with parts().db.write() as session:
            begin_hold(session, error, now=now())
    status = 400 if isinstance(error, UsageError) else 409
    if "quiet" in request.form:
        return _kept(kept, said=sentence(str(error))), status
    return _page_instead(thread_id, error, kept), status


def _keep_typed(thread_id: int) -> Response | None:
    """In the draft that she saw, or beside it where that has other words; None if it cannot be."""
    by: Any = {"user_id": current_user().id, "actor": current_actor(), "now": now()}
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        try:
            if _is_on_its_way(session, thread.id, cleaned(request.form.get("text", ""))):
                return None
            try:
                return save_response(session, thread.id, _typed(), **by)
            except Overtaken:
                return keep_apart(session, thread.id, _typed(), **by)
        except (Refused, UsageError):
            return None


def _kept(response: Response | None, said: str = "") -> dict[str, object]:
    """What a page that saves by itself goes on from."""
    draft = {"draft": response.id, "revision": response.revision} if response else {}
    return draft | {"said": said}


def _page_instead(thread_id: int, error: Refused | UsageError, kept: Response | None) -> str:
    seen = seen_from(request.form.get("seen", ""))
    is_overtaken = isinstance(error, Overtaken)
    with parts().db.read() as session:
        thread = thread_or_404(session, thread_id)
        shown = answering(session, thread, draft_id=kept.id if kept else None)
        return render_template(
            "inbox/instead.html",
            thread=thread,
            is_overtaken=is_overtaken,
            words=_words(error),
            mails=mails_after(session, thread.id, seen) if is_overtaken else [],
            answers=answers_after(session, thread.id, seen) if is_overtaken else [],
            answering=shown if kept else replace(shown, draft=None),
            typed=request.form,
            query={},
        )


def _words(error: Refused | UsageError) -> str:
    if isinstance(error, CoolingDown):
        return (
            f"It is held so that you can read it again. You can send it from {slot(error.until)}."
        )
    return sentence(str(error))


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
        cooldown=settings.cooldown,
        anyway=request.form.get("reason", "") if "anyway" in request.form else "",
    )


def _require_reason() -> None:
    if "anyway" in request.form and is_blank(request.form.get("reason", "")):
        raise UsageError("say why you send it anyway")


def _is_on_its_way(session: Session, thread_id: int, words: str) -> bool:
    found = select(Response.id).where(
        Response.thread_id == thread_id,
        Response.text == words,
        Response.state.in_((ResponseState.APPROVED, ResponseState.SENT)),
    )
    return session.scalar(found.limit(1)) is not None


def _page_of_answer(thread_id: int, response_id: int) -> str:
    return f"{page_of_thread(thread_id)}#answer-{response_id}"


def _back(thread_id: int, draft: int | None = None) -> str:
    page = page_of_thread(thread_id)
    named = f"{'&' if '?' in page else '?'}draft={draft}" if draft else ""
    return f"{page}{named}#respond"
