"""An update that a person of ours tells on the phone: what is noted of the call."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from orchestrator.digest.calls import LONGEST_REASON, note_call
from orchestrator.digest.sent import told
from orchestrator.digest.state import get_digest, move, note
from orchestrator.errors import UsageError
from orchestrator.models import Call, CallState, DigestState
from orchestrator.record.append import Action, Actor

CALLABLE: Final = (DigestState.DRAFTED, DigestState.HELD)
"""What was not approved to leave by itself."""
BY_PHONE: Final = "Told on the phone"


def log_call(
    session: Session, digest_id: int, words: str, *, user_id: int, actor: Actor, now: datetime
) -> Call:
    """All that stands in an update was told, and asked, in a call.  The caller commits.

    What was to be told by phone first is told with it.

    Args:
        words: how it went, in our own words.

    Raises:
        UsageError: nothing is said of how it went, or too much.
        DigestConflict: it is scheduled, sent or skipped by now.
    """
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_REASON:
        raise UsageError(f"words: say how it went, in at most {LONGEST_REASON} characters")
    digest = get_digest(session, digest_id)
    move(session, digest, CALLABLE, DigestState.SENT, reason=BY_PHONE)
    told(session, digest, at=now)
    call = note_call(
        session,
        Call(
            project_id=digest.project_id,
            contact_id=digest.contact_id,
            cause=f"digest:{digest.id}",
            words=f"Update {digest.number}",
            state=CallState.MADE,
            reason=words,
            created_at=now,
            decided_by=user_id,
            decided_at=now,
        ),
        also={source.source for block in digest.blocks for source in block.sources},
        actor=actor,
        now=now,
    )
    note(session, Action.DECIDE, digest, actor=actor, now=now, words={"call": words})
    return call
