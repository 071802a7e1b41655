"""How a contact says she feels, as one number."""

from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.models import Contact, Mail, Pulse
from orchestrator.record.append import Action, Actor, record


def take_pulse(
    session: Session, mail: Mail, contact: Contact, score: int, *, actor: Actor, now: datetime
) -> None:
    """Keep the score of a filed mail, 1 Poor to 5 Great.  The caller commits."""
    assert mail.project_id is not None
    session.add(
        Pulse(
            project_id=mail.project_id,
            contact_id=contact.id,
            mail_id=mail.id,
            score=score,
            said_at=mail.received_at,
        )
    )
    record(
        session,
        Action.PULSE,
        f"mail:{mail.id}",
        actor=actor,
        now=now,
        project_id=mail.project_id,
        details={"score": score},
    )
