"""A person's word on a mood: which reading it is kept beside, and its entry in the record."""

from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from orchestrator.models import Mail, Sentiment
from orchestrator.models.meaning import counting_sentiment
from orchestrator.record.append import Action, Actor, record


def counting_reading(session: Session, mail_id: int) -> Sentiment | None:
    """The reading that counts; held until the end of the transaction."""
    counting = counting_sentiment(literal(mail_id))
    return session.scalar(select(Sentiment).where(Sentiment.id == counting).with_for_update())


def set_correction(row: Sentiment, label: str, *, user_id: int, now: datetime) -> None:
    """The machine's value stays beside it."""
    row.corrected_label, row.corrected_by, row.corrected_at = label, user_id, now


def note_correction(
    session: Session, row: Sentiment, before: str, *, actor: Actor, now: datetime
) -> None:
    """Record what counted before and what counts now.  The caller commits."""
    session.flush()
    after = counting_reading(session, row.mail_id) or row
    mail = session.get_one(Mail, row.mail_id)
    record(
        session,
        Action.CORRECT,
        f"mail:{mail.id}",
        actor=actor,
        now=now,
        project_id=mail.project_id,
        details={"from": before, "to": after.shown_label, "machine": row.label},
        scorer=row.scorer,
        corrected=row.corrected_label is not None,
    )
