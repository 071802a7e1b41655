"""How a client feels: the newest of pulse, a person's correction, and what her mail says."""

from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from orchestrator.engagement.alarms import review_trends_of
from orchestrator.engagement.clearing import weigh_correction, withdraw_asked
from orchestrator.engagement.status import update_status
from orchestrator.errors import UsageError
from orchestrator.models import Mail, Sentiment
from orchestrator.models.meaning import counting_sentiment
from orchestrator.record.append import Action, Actor, record

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
    row = _counting(session, mail_id)
    if row is None:
        raise UsageError("this mail has no mood to correct")
    before = row.shown_label
    row.corrected_label, row.corrected_by, row.corrected_at = label, user_id, now
    counts = weigh_correction(session, row, user_id=user_id, actor=actor, now=now)
    _note(session, row, before, actor=actor, now=now)
    return counts


def undo_correction(session: Session, mail_id: int, *, actor: Actor, now: datetime) -> None:
    """The machine was right: its newest reading counts again.  The caller commits.

    Raises:
        UsageError: nobody corrected the mail.
    """
    row = _counting(session, mail_id)
    if row is None or row.corrected_label is None:
        raise UsageError("this mood was not corrected")
    before = row.shown_label
    row.corrected_label = row.corrected_by = row.corrected_at = None
    withdraw_asked(session, mail_id, actor=actor, now=now)
    _note(session, row, before, actor=actor, now=now)


def _counting(session: Session, mail_id: int) -> Sentiment | None:
    """The reading that counts; held until the end of the transaction."""
    counting = counting_sentiment(literal(mail_id))
    return session.scalar(select(Sentiment).where(Sentiment.id == counting).with_for_update())


def _note(session: Session, row: Sentiment, before: str, *, actor: Actor, now: datetime) -> None:
    """Record what counted before and what counts now, and let the status follow."""
    mail = session.get_one(Mail, row.mail_id)
    session.flush()
    after = _counting(session, row.mail_id) or row
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
    if mail.project_id is not None:
        update_status(session, mail.project_id, now=now)
        review_trends_of(session, [mail.id], now=now)
