"""What the machine took wrongly: how a mail was felt, and that nobody wrote it."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from orchestrator.conversation.kinds import mark_human
from orchestrator.engagement.mood import LABELS, correct_sentiment, undo_correction
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Mail
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.decisions import page_of
from orchestrator.web.feeling import FELT
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.onward import wanted_list
from orchestrator.web.parts import now, parts

bp = Blueprint("corrections", __name__)


@bp.post("/mails/<int:mail_id>/mood")
@needs(Power.WRITE)
def create_mood(mail_id: int) -> ResponseReturnValue:
    """Correct how a mail was felt; the machine's value is kept beside it."""
    label = request.form.get("label", "")
    if label not in LABELS:
        raise BadRequest
    query = wanted_list().as_query(at=request.args.get("at", ""))
    undo = url_for("inbox.corrections.delete_mood", mail_id=mail_id, **query)
    return _judge(
        mail_id,
        partial(correct_sentiment, label=label, user_id=current_user().id),
        (f"Mood corrected to {FELT[label][1].lower()}.", f"undo:{undo}"),
    )


@bp.post("/mails/<int:mail_id>/mood/undo")
@needs(Power.WRITE)
def delete_mood(mail_id: int) -> ResponseReturnValue:
    """The machine was right; its value counts again."""
    return _judge(mail_id, undo_correction, ("The mood stands as it was read.", "message"))


def _judge(
    mail_id: int, judge: Callable[..., bool | None], said: tuple[str, str]
) -> ResponseReturnValue:
    """Judge, and go back to the page that the address names, else to the mail."""
    waits = ""
    with parts().db.write() as session:
        mail = mail_or_404(session, mail_id)
        try:
            if judge(session, mail_id, actor=current_actor(), now=now()) is False:
                waits = " The words are plain, so the status waits for a second person."
        except UsageError as error:
            raise Refused(str(error)) from error
        back = _page(mail)
    flash(said[0] + waits, said[1])
    return redirect(back, code=303)


def _page(mail: Mail) -> str:
    match request.args.get("at"):
        case "list":
            return url_for("inbox.index", **wanted_list().as_query())
        case "projects":
            return url_for("projects.index")
        case "project" if mail.project:
            return url_for("projects.show", slug=mail.project.slug)
        case _:
            return page_of(mail)


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
