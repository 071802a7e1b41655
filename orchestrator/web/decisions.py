"""A PM's word on what a mail was understood as: answers, wishes."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.decisions import (
    change_answer,
    confirm_answer,
    refuse_answer,
    undo_decision,
    use_answer,
)
from orchestrator.engagement.wish_decisions import allow_wish, refuse_wish, undo_wish
from orchestrator.models import Answer, AnswerState, Mail, Preference
from orchestrator.models.registers import ASKABLE, OPEN_STATES
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts

bp = Blueprint("decisions", __name__)


@bp.post("/answers/<int:answer_id>/confirmation")
@needs(Power.DECIDE)
def create_confirmation(answer_id: int) -> ResponseReturnValue:
    """Yes, that is what she meant."""
    confirm = partial(_graded(confirm_answer), because=request.form.get("because", ""))
    return _decide_answer(answer_id, confirm, "Confirmed.")


@bp.post("/answers/<int:answer_id>/use")
@needs(Power.DECIDE)
def create_use(answer_id: int) -> ResponseReturnValue:
    """It came late and counts all the same, in place of the one before."""
    words = "It counts now. What counted before is set aside."
    return _decide_answer(answer_id, _graded(use_answer), words)


@bp.post("/answers/<int:answer_id>/refusal")
@needs(Power.DECIDE)
def create_refusal(answer_id: int) -> ResponseReturnValue:
    """No, she meant something else, or it came too late; the question stays as it is."""
    return _decide_answer(answer_id, refuse_answer, "Not so. The question stays open.")


@bp.post("/answers/<int:answer_id>/change")
@needs(Power.DECIDE)
def create_change(answer_id: int) -> ResponseReturnValue:
    """She meant another option or value; what was read is kept beside it."""
    value = request.form.get("value", "")
    because = request.form.get("because", "")
    change = partial(_graded(change_answer), value=value, because=because)
    return _decide_answer(answer_id, change, "Changed. It counts so.")


@bp.post("/answers/<int:answer_id>/decision/undo")
@needs(Power.DECIDE)
def delete_decision(answer_id: int) -> ResponseReturnValue:
    """It was a wrong click: the answer waits again."""
    with parts().db.write() as session:
        mail = _mail_of(session, answer_id)
        undo_decision(session, answer_id, actor=current_actor(), now=now())
        back = page_of(mail)
    flash("Taken back. The answer waits again.")
    return redirect(back, code=303)


@bp.post("/wishes/<int:preference_id>/confirmation")
@needs(Power.DECIDE)
def create_wish(preference_id: int) -> ResponseReturnValue:
    """Let a louder wish count."""
    return _decide_wish(preference_id, allow_wish, "The wish counts from now on.")


@bp.post("/wishes/<int:preference_id>/refusal")
@needs(Power.DECIDE)
def delete_wish(preference_id: int) -> ResponseReturnValue:
    """It was not meant as a wish."""
    return _decide_wish(preference_id, refuse_wish, "Not so. It does not count.")


@bp.post("/wishes/<int:preference_id>/decision/undo")
@needs(Power.DECIDE)
def delete_wish_decision(preference_id: int) -> ResponseReturnValue:
    """It was a wrong click: the wish counts or waits as before."""
    return _decide_wish(preference_id, undo_wish, "Taken back.", undo=False)


def _graded(decide: Callable[..., Answer]) -> Callable[..., Answer]:
    """A decision that knows from which amount on an agreement must be proven."""
    return partial(decide, proof_from=parts().settings.prove_from)


def _decide_answer(
    answer_id: int, decide: Callable[..., Answer], words: str
) -> ResponseReturnValue:
    with parts().db.write() as session:
        mail = _mail_of(session, answer_id)
        answer = decide(
            session, answer_id, user_id=current_user().id, actor=current_actor(), now=now()
        )
        if answer.state is AnswerState.REFUSED and answer.ask.state not in OPEN_STATES:
            words = "Set aside. The question stays settled."
        elif answer.state is AnswerState.REFUSED and answer.needs_reason(answer.value):
            is_asked = answer.ask.state in ASKABLE
            words = "It is asked again in the next update." if is_asked else words
        back = page_of(mail)
    flash(words, f"undo:{url_for('inbox.decisions.delete_decision', answer_id=answer_id)}")
    return redirect(back, code=303)


def _decide_wish(
    preference_id: int, decide: Callable[..., None], words: str, *, undo: bool = True
) -> ResponseReturnValue:
    with parts().db.write() as session:
        wish = session.get(Preference, preference_id)
        kind, _, number = (wish.source if wish else "").partition(":")
        if wish is None or kind != "mail" or not number.isdigit():
            raise NotFound
        mail = mail_or_404(session, int(number))
        decide(session, preference_id, actor=current_actor(), now=now())
        at = "client" if request.args.get("at") == "client" else None
        back = url_for("clients.show", contact_id=wish.contact_id) if at else page_of(mail)
    path = url_for("inbox.decisions.delete_wish_decision", preference_id=preference_id, at=at)
    flash(words, f"undo:{path}" if undo else "message")
    return redirect(back, code=303)


def _mail_of(session: Session, answer_id: int) -> Mail:
    answer = session.get(Answer, answer_id)
    if answer is None:
        raise NotFound
    return mail_or_404(session, answer.mail_id)


def page_of(mail: Mail) -> str:
    """Where its conversation shows a mail."""
    return url_for("inbox.show", thread_id=mail.thread_id, _anchor=f"mail-{mail.id}")
