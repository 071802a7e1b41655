"""How a client feels: the newest of pulse, a person's correction, and what her mail says."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.status import update_status
from orchestrator.errors import UsageError
from orchestrator.models import Mail, Sentiment
from orchestrator.record.append import Action, Actor, record

LABELS = ("negative", "neutral", "positive", "unclear")


def correct_sentiment(
    session: Session, mail_id: int, label: str, *, user_id: int, actor: Actor, now: datetime
) -> None:
    """A person knows better than the machine; both values are kept.  The caller commits.

    Raises:
        UsageError: no such label, or the mail was never scored.
    """
    if label not in LABELS:
        raise UsageError(f"mood = {label[:20]!r}: use {', '.join(LABELS)}")
    row = session.scalar(
        select(Sentiment).where(Sentiment.mail_id == mail_id).order_by(Sentiment.id.desc()).limit(1)
    )
    if row is None:
        raise UsageError("this mail has no mood to correct")
    row.corrected_label, row.corrected_by, row.corrected_at = label, user_id, now
    mail = session.get_one(Mail, mail_id)
    session.flush()
    record(
        session,
        Action.CORRECT,
        f"mail:{mail_id}",
        actor=actor,
        now=now,
        project_id=mail.project_id,
        details={"from": row.label, "to": label},
    )
    if mail.project_id is not None:
        update_status(session, mail.project_id, now=now)
