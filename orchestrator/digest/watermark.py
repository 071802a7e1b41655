"""How much of the mail a draft, or its reader, can know of."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.models import Mail, MailState

_DONE = (MailState.APPLIED, MailState.QUARANTINED)


def seen_until(session: Session) -> int:
    """The highest mail id up to which all mail has been understood.

    A mail that is stored and not yet read is above it, so it cannot slip in below the
    watermark of a draft that was made without it.
    """
    waiting = session.scalar(select(func.min(Mail.id)).where(Mail.state.not_in(_DONE)))
    if waiting is not None:
        return waiting - 1
    return session.scalar(select(func.max(Mail.id))) or 0
