"""Team notes beside a conversation."""

from flask import Blueprint, current_app, flash, make_response, redirect, request
from flask.typing import ResponseReturnValue

from orchestrator.conversation.notes import add_note
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.onward import page_of_thread
from orchestrator.web.parts import now, parts
from orchestrator.web.views import thread_or_404
from orchestrator.wording import is_blank

bp = Blueprint("notes", __name__)


@bp.post("/<int:thread_id>/notes")
@needs(Power.WRITE)
def create_note(thread_id: int) -> ResponseReturnValue:
    """Keep a note for the team."""
    words = request.form.get("text", "")
    if is_blank(words):
        flash("The note is empty. Nothing was kept.")
        shown = current_app.view_functions["inbox.show"](thread_id=thread_id)
        return make_response(shown, 400)
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        note = add_note(
            session, thread, words, user_id=current_user().id, actor=current_actor(), now=now()
        )
        here = f"note-{note.id}"
    flash("Note kept. It is not sent.")
    return redirect(f"{page_of_thread(thread_id)}#{here}", code=303)
