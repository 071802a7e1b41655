"""Put a conversation off, and take that back."""

from typing import Final

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from orchestrator.conversation.snooze import MONDAY, REPLY, TOMORROW, snooze_thread, wake_thread
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.onward import onward, page_of_thread, wanted_list
from orchestrator.web.parts import now, parts
from orchestrator.web.views import thread_or_404
from orchestrator.web.words import in_words

bp = Blueprint("snooze", __name__)

UNTIL: Final = {
    REPLY: "Until somebody writes",
    TOMORROW: "Until tomorrow",
    MONDAY: "Until next Monday",
}


@bp.post("/<int:thread_id>/snooze")
@needs(Power.WRITE)
def create_snooze(thread_id: int) -> ResponseReturnValue:
    """Out of the way until a reply, tomorrow or next Monday, in the studio's zone."""
    until = request.form.get("until", "")
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        zone = parts().settings.zone
        snooze_thread(session, thread, until, zone=zone, actor=current_actor(), now=now())
        back = in_words(thread.snoozed_until) if thread.snoozed_until else "a reply"
    query = wanted_list().as_query()
    undo = url_for("inbox.snooze.delete_snooze", thread_id=thread_id, **query)
    return onward(thread_id, f"Snoozed until {back}.", undo)


@bp.post("/<int:thread_id>/snooze/undo")
@needs(Power.WRITE)
def delete_snooze(thread_id: int) -> ResponseReturnValue:
    """Awake again."""
    with parts().db.write() as session:
        wake_thread(session, thread_or_404(session, thread_id), actor=current_actor(), now=now())
    flash("Awake. It is back among those that wait.")
    return redirect(page_of_thread(thread_id), code=303)
