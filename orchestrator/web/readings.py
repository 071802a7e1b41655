"""How a mail was read, with the numbers: only the record shows them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import AuditEntry, Sentiment, User
from orchestrator.record.append import Action


def readings(session: Session, entry: AuditEntry) -> list[tuple[Sentiment, str | None]]:
    """Each reading of the mail that ``entry`` scored or corrected, and who corrected it."""
    if entry.action not in (Action.SCORE, Action.CORRECT) or not entry.obj.startswith("mail:"):
        return []
    rows = session.execute(
        select(Sentiment, User.name)
        .outerjoin(User, User.id == Sentiment.corrected_by)
        .where(Sentiment.mail_id == int(entry.obj[5:]))
        .order_by(Sentiment.id)
    )
    return [(sentiment, name) for sentiment, name in rows]
