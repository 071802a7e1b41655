"""What the machine took wrongly: how a mail was felt, and that nobody wrote it."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from orchestrator.conversation.kinds import mark_human
from orchestrator.engagement.mood import LABELS, correct_sentiment
from orchestrator.errors import Refused, UsageError
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.decisions import page_of
from orchestrator.web.feeling import FELT
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now, parts

bp = Blueprint("corrections", __name__)


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


@bp.post("/mails/<int:mail_id>/human")
@needs(Power.DECIDE)
def create_human(mail_id: int) -> ResponseReturnValue:
    """A person wrote it after all: it is read like anybody's."""
    with parts().db.write() as session:
        mail = mail_or_404(session, mail_id)
        mark_human(session, mail, actor=current_actor(), now=now())
        back = page_of(mail)
    parts().bell.ring("converse")
    flash("A person wrote it. It is read within a minute.")
    return redirect(back, code=303)
