"""Words among ourselves beside a conversation.  They are never sent."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from orchestrator.errors import UsageError
from orchestrator.models import Note
from orchestrator.record.append import Action, record
from orchestrator.web.access import Power, current_actor, current_user, needs
from orchestrator.web.onward import page_of_thread
from orchestrator.web.parts import now, parts
from orchestrator.web.views import thread_or_404

bp = Blueprint("notes", __name__)

NOTE_CHARS = 4_000


@bp.post("/<int:thread_id>/notes")
@needs(Power.WRITE)
def create_note(thread_id: int) -> ResponseReturnValue:
    """Keep a note for the team."""
    words = request.form.get("text", "").replace("\r\n", "\n").strip()
    if not words or len(words) > NOTE_CHARS:
        raise UsageError(f"a note has 1 to {NOTE_CHARS} characters")
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        note = Note(thread_id=thread.id, user_id=current_user().id, text=words, written_at=now())
        session.add(note)
        session.flush()
        record(
            session,
            Action.NOTE,
            f"thread:{thread_id}",
            actor=current_actor(),
            now=now(),
            project_id=thread.project_id,
            details={"text": words},
            note=note.id,
        )
    flash("Note kept. It is not sent.")
    return redirect(f"{page_of_thread(thread_id)}#note-{note.id}", code=303)
