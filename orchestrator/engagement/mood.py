"""How a client feels: the newest of pulse, a person's correction, and what her mail says."""

from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.engagement.alarms import review_trends_of
from orchestrator.engagement.clearing import weigh_correction, withdraw_asked
from orchestrator.engagement.corrections import (
    counting_reading,
    note_correction,
    set_correction,
)
from orchestrator.engagement.status import update_status
from orchestrator.errors import UsageError
from orchestrator.models import Mail, Sentiment
from orchestrator.record.append import Actor

LABELS = ("negative", "neutral", "positive", "unclear")


def correct_sentiment(
    session: Session, mail_id: int, label: str, *, user_id: int, actor: Actor, now: datetime
) -> bool:
    """A person knows better than the machine; both values are kept.  The caller commits.

    Returns:
        Whether it counts for the status: what crosses a red line waits for a second person.

    Raises:
        UsageError: no such label, or the mail was never scored.
    """
    if label not in LABELS:
        raise UsageError(f"mood = {label[:20]!r}: use {', '.join(LABELS)}")
    row = counting_reading(session, mail_id)
    if row is None:
        raise UsageError("this mail has no mood to correct")
    before = row.shown_label
    set_correction(row, label, user_id=user_id, now=now)
    counts = weigh_correction(session, row, user_id=user_id, actor=actor, now=now)
    _tell(session, row, before, actor=actor, now=now)
    return counts


def undo_correction(session: Session, mail_id: int, *, actor: Actor, now: datetime) -> None:
    """The machine was right: its newest reading counts again.  The caller commits.

    Raises:
        UsageError: nobody corrected the mail.
    """
    row = counting_reading(session, mail_id)
    if row is None or row.corrected_label is None:
        raise UsageError("this mood was not corrected")
    before = row.shown_label
    row.corrected_label = row.corrected_by = row.corrected_at = None
    withdraw_asked(session, mail_id, actor=actor, now=now)
    _tell(session, row, before, actor=actor, now=now)


def _tell(session: Session, row: Sentiment, before: str, *, actor: Actor, now: datetime) -> None:
    """Record it, and let the status and the trend follow."""
    note_correction(session, row, before, actor=actor, now=now)
    project_id = session.get_one(Mail, row.mail_id).project_id
    if project_id is not None:
        update_status(session, project_id, now=now)
        review_trends_of(session, [row.mail_id], now=now)
