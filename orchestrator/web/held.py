"""Mails that came faster than we act on them: a person says what becomes of them."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from orchestrator.engagement.apply import apply_mails
from orchestrator.engagement.flood import held_of, leave
from orchestrator.engagement.replay import put_in_order
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.parts import now, parts
from orchestrator.web.views import thread_or_404

bp = Blueprint("held", __name__)


@bp.post("/<int:thread_id>/held")
@needs(Power.DECIDE)
def create_held(thread_id: int) -> ResponseReturnValue:
    """Act on the mails that came too fast, or let them change nothing."""
    act = request.form.get("act")
    if act not in ("apply", "leave"):
        raise BadRequest
    with parts().db.write() as session:
        contact_ids = {mail.contact_id for mail in thread_or_404(session, thread_id).mails}
        ids = [each for contact_id in contact_ids for each in held_of(session, contact_id)]
        if act == "apply":
            apply_mails(session, ids, key=parts().signing_key, now=now(), is_asked=True)
            put_in_order(session, ids, key=parts().signing_key, now=now())
        else:
            leave(session, ids, actor=current_actor(), now=now())
    flash(f"{len(ids)} mails: {'acted on' if act == 'apply' else 'left as they are'}.")
    return redirect(url_for("inbox.show", thread_id=thread_id), code=303)
