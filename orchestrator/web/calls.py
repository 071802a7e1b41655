"""/clients/<id>/calls: what somebody wants to hear by phone before any mail of it goes."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.calls import reopen_call, settle_call
from orchestrator.digest.phone import CALLABLE
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Call, CallState, Contact, Digest, Project
from orchestrator.web.access import (
    Power,
    check_visible,
    current_actor,
    current_user,
    is_visible,
    needs,
)
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import now, parts
from orchestrator.web.unhappy import Rows

bp = Blueprint("calls", __name__, url_prefix="/clients/<int:contact_id>/calls/<int:call_id>")
bp.url_value_preprocessor(refuse_impossible)

NOTED_WITHIN: Final = timedelta(hours=2)


def urgent_calls() -> Rows:
    """Those to be made, for Today."""
    return (
        select(
            literal("ring"),
            Project.name,
            Contact.name,
            Call.words,
            Call.created_at,
            cast(Call.contact_id, String),
        )
        .join(Project, Project.id == Call.project_id)
        .join(Contact, Contact.id == Call.contact_id)
        .where(Call.state == CallState.OPEN, is_visible(Call.project_id))
    )


def unlogged_calls() -> Rows:
    """Updates to be told by phone whose time is over, and nobody has noted the call."""
    return (
        select(
            literal("untold"),
            Project.name,
            Contact.name,
            Digest.subject,
            Digest.send_at,
            cast(Digest.id, String),
        )
        .join(Project, Project.id == Digest.project_id)
        .join(Contact, Contact.id == Digest.contact_id)
        .where(
            Digest.channel == "phone",
            Digest.state.in_(CALLABLE),
            Digest.send_at < now() - NOTED_WITHIN,
            is_visible(Digest.project_id),
        )
    )


def calls_of(session: Session, contact: Contact) -> list[Call]:
    """Those to be made first, then those that were settled, the newest first."""
    return list(
        session.scalars(
            select(Call)
            .where(Call.contact_id == contact.id, is_visible(Call.project_id))
            .order_by(Call.state != CallState.OPEN, Call.id.desc())
            .limit(20)
        )
    )


@bp.post("/made")
@needs(Power.DECIDE)
def create_made(contact_id: int, call_id: int) -> ResponseReturnValue:
    """They know: a mail may go."""
    settle = partial(settle_call, state=CallState.MADE, user_id=current_user().id)
    return _decide(contact_id, call_id, settle, "Noted. A mail of it may go now.")


@bp.post("/dropped")
@needs(Power.DECIDE)
def create_dropped(contact_id: int, call_id: int) -> ResponseReturnValue:
    """No call is needed, and why."""
    settle = partial(
        settle_call,
        state=CallState.DROPPED,
        reason=request.form.get("reason", ""),
        user_id=current_user().id,
    )
    return _decide(contact_id, call_id, settle, "No call. A mail of it may go now.")


@bp.post("/undo")
@needs(Power.DECIDE)
def delete_decision(contact_id: int, call_id: int) -> ResponseReturnValue:
    """It was a wrong click."""
    return _decide(contact_id, call_id, reopen_call, "Taken back. The call waits.", undo=False)


def _decide(
    contact_id: int, call_id: int, decide: Callable[..., Call], words: str, *, undo: bool = True
) -> ResponseReturnValue:
    with parts().db.write() as session:
        call = session.get(Call, call_id)
        if call is None or call.contact_id != contact_id:
            raise NotFound
        check_visible(session, call.project_id, f"call:{call_id}")
        try:
            decide(session, call_id, actor=current_actor(), now=now())
        except UsageError as error:
            raise Refused(str(error)) from error
    path = url_for(".delete_decision", contact_id=contact_id, call_id=call_id)
    flash(words, f"undo:{path}" if undo else "message")
    return redirect(url_for("clients.show", contact_id=contact_id), code=303)
