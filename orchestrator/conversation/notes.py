"""Words among ourselves beside a conversation.  They are never sent."""

from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Note, Thread
from orchestrator.record.append import Action, Actor, record
from orchestrator.wording import is_blank

NOTE_CHARS = 4_000


def add_note(
    session: Session, thread: Thread, words: str, *, user_id: int, actor: Actor, now: datetime
) -> Note:
    """Keep a note for the team.  The caller commits.

    Raises:
        UsageError: it is empty, or too long.
    """
    words = words.replace("\r\n", "\n").strip()
    if is_blank(words) or len(words) > NOTE_CHARS:
        raise UsageError(f"a note has 1 to {NOTE_CHARS} characters")
    note = Note(
        thread_id=thread.id,
        project_id=thread.project_id,
        user_id=user_id,
        text=words,
        written_at=now,
    )
    session.add(note)
    session.flush()
    record(
        session,
        Action.NOTE,
        f"thread:{thread.id}",
        actor=actor,
        now=now,
        project_id=thread.project_id,
        details={"text": words},
        note=note.id,
    )
    return note
