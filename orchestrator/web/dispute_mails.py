"""/disputes/<id>/…: what leaves from a case, to accounting and to the client."""

from datetime import date
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.cooldown import begin_hold
from orchestrator.digest.dispute_words import DAY, day_words, promised
from orchestrator.digest.referral import (
    approve_referral,
    begin_referral,
    earlier_ids,
    save_referral,
    undo_referral,
)
from orchestrator.digest.referral_words import render_referral
from orchestrator.digest.respond import Typed, keep_apart
from orchestrator.digest.respond_send import approve_response
from orchestrator.digest.respond_state import seen_in
from orchestrator.digest.response_words import render_response
from orchestrator.dispatch.compose import compose_referral, compose_response
from orchestrator.engagement.dispute_deeds import promise_answer
from orchestrator.engagement.disputes import get_dispute
from orchestrator.errors import CoolingDown, UsageError
from orchestrator.models import Dispute, Referral, ReferralState, Thread
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.disputes import back, case_page, dispute_or_404
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.project_forms import Form
from orchestrator.web.security import sandboxed
from orchestrator.web.words import slot

bp = Blueprint("dispute_mails", __name__, url_prefix="/disputes/<int:dispute_id>")
bp.url_value_preprocessor(refuse_impossible)


@bp.post("/referral")
@needs(Power.WRITE)
def create_referral(dispute_id: int) -> ResponseReturnValue:
    """Begin a message to accounting, or keep what was typed in it."""
    form = Form("referral", request.form)
    with parts().db.write() as session, form.trying(session):
        dispute_or_404(session, dispute_id)
        referral = _begun(session, dispute_id)
        if "text" in request.form:
            _save(session, referral, form)
    if form.errors:
        return case_page(dispute_id, form), 400
    return back(dispute_id, "Draft kept. It is not sent.")


@bp.get("/referral/mail")
@needs(Power.READ)
def referral_mail(dispute_id: int) -> ResponseReturnValue:
    """The page of the draft as it will leave, signed by who would send it."""
    with parts().db.read() as session:
        dispute_or_404(session, dispute_id)
        referral = _draft(session, dispute_id)
        rendered = render_referral(
            referral, sender=current_user(), settings=parts().settings, now=now()
        )
    return sandboxed(rendered.html)


@bp.post("/referral/approval")
@needs(Power.DECIDE)
def create_approval(dispute_id: int) -> ResponseReturnValue:
    """Send what was typed to accounting, once the moment to undo it is over."""
    form = Form("referral", request.form)
    with parts().db.write() as session, form.trying(session):
        dispute_or_404(session, dispute_id)
        referral = _save(session, _draft(session, dispute_id), form)
        _approve(session, referral)
    if form.errors:
        return case_page(dispute_id, form), 400
    parts().bell.ring("send_due")
    return back(dispute_id, "It leaves to accounting in a moment. Until then you can undo it.")


@bp.post("/referral/<int:referral_id>/undo")
@needs(Power.DECIDE)
def delete_approval(dispute_id: int, referral_id: int) -> ResponseReturnValue:
    """Make it a draft again, until the message is on its way."""
    with parts().db.write() as session:
        dispute = dispute_or_404(session, dispute_id)
        referral = session.get(Referral, referral_id)
        if referral is None or referral.dispute_id != dispute.id:
            raise NotFound
        undo_referral(session, referral_id, actor=current_actor(), now=now())
    return back(dispute_id, "Not sent. It is a draft again.")


@bp.post("/promise")
@needs(Power.DECIDE)
def create_promise(dispute_id: int) -> ResponseReturnValue:
    """Promise the client an answer by a day: one mail in the conversation, one row, one clock."""
    form = Form("promise", request.form)
    due_on = _day(form)
    if DAY not in form.get("text"):
        form.fail("text", f"Keep {DAY} in the text: the day stands there.")
    if not form.errors and due_on is not None:
        try:
            with parts().db.write() as session:
                dispute_or_404(session, dispute_id)
                _promise(session, get_dispute(session, dispute_id), due_on, form.get("text"))
        except CoolingDown as held:
            with parts().db.write() as session:
                begin_hold(session, held, now=now())
            form.fail(
                "text", f"It may read as heated: calm it, or send it from {slot(held.until)}."
            )
        except UsageError as error:
            form.refuse(error)
    if form.errors:
        return case_page(dispute_id, form), 400
    parts().bell.ring("send_due")
    return back(dispute_id, "Promised. The mail leaves in a moment.", undo=".delete_promise")


def _begun(session: Session, dispute_id: int) -> Referral:
    dispute = get_dispute(session, dispute_id)
    return begin_referral(
        session,
        dispute,
        settings=parts().settings,
        user_id=current_user().id,
        actor=current_actor(),
        now=now(),
    )


def _draft(session: Session, dispute_id: int) -> Referral:
    found = session.scalars(
        select(Referral)
        .where(Referral.dispute_id == dispute_id, Referral.state == ReferralState.DRAFTED)
        .order_by(Referral.id)
    ).first()
    if found is None:
        raise NotFound
    return found


def _save(session: Session, referral: Referral, form: Form) -> Referral:
    revision = form.get("revision")
    return save_referral(
        session,
        referral.id,
        form.get("text"),
        revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
        user_id=current_user().id,
        now=now(),
    )


def _approve(session: Session, referral: Referral) -> None:
    settings, sender = parts().settings, current_user()
    send_at = now() + settings.respond_undo_for
    message = compose_referral(
        referral,
        render_referral(referral, sender=sender, settings=settings, now=now()),
        answers=earlier_ids(session, referral.dispute_id),
        sender=sender,
        settings=settings,
        key=parts().signing_key,
        dated=send_at,
    )
    approve_referral(
        session,
        referral,
        message,
        send_at=send_at,
        user_id=sender.id,
        actor=current_actor(),
        now=now(),
    )


def _promise(session: Session, dispute: Dispute, due_on: date, typed: str) -> None:
    """The mail and the promise are one: where one cannot be, neither is."""
    settings, sender, language = parts().settings, current_user(), dispute.contact.language
    by: Any = {"user_id": sender.id, "actor": current_actor(), "now": now()}
    thread = session.get_one(Thread, dispute.mail.thread_id)
    words = typed.replace(DAY, day_words(language, due_on))
    to = Typed(words, addr_spec=dispute.contact.address)
    response = keep_apart(session, thread.id, to, **by)
    promise_answer(
        session,
        dispute.id,
        due_on,
        promised(language, number=dispute.number, due_on=due_on),
        response_id=response.id,
        actor=current_actor(),
        now=now(),
    )
    send_at = now() + settings.respond_undo_for
    message = compose_response(
        response,
        render_response(response, sender=sender, settings=settings, now=now()),
        sender=sender,
        settings=settings,
        key=parts().signing_key,
        dated=send_at,
    )
    seen = seen_in(session, thread)
    cooldown = settings.cooldown
    approve_response(
        session, response, message, seen=seen, send_at=send_at, cooldown=cooldown, **by
    )


def _day(form: Form) -> date | None:
    try:
        return date.fromisoformat(form.get("due_on"))
    except ValueError:
        form.fail("due_on", "Write a day such as 2026-12-04.")
        return None
