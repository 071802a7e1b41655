"""A person corrects what sort of mail it is."""

from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.errors import Refused
from orchestrator.models import Direction, Mail, MailState
from orchestrator.record.append import Action, Actor, record

READABLE = (MailState.READ, MailState.APPLIED)


def mark_human(session: Session, mail: Mail, *, actor: Actor, now: datetime) -> None:
    """Mail that only seemed automatic, or may be, was written by a person, and is read as hers.

    What a mail without a project says is read once it has one.  The caller commits.

    Raises:
        Refused: it is surely automatic, ours, or not read yet.
    """
    if mail.is_kind_certain or mail.direction is Direction.OUT:
        raise Refused("only a client's mail that may be automatic can be marked so")
    if mail.state not in READABLE:
        raise Refused("this mail is being read; try again in a minute")
    before = mail.kind
    mail.kind, mail.is_kind_certain = "human", True
    mail.state, mail.attempts = MailState.THREADED, 0
    session.flush()
    record(
        session,
        Action.CORRECT,
        f"mail:{mail.id}",
        actor=actor,
        now=now,
        project_id=mail.project_id,
        details={"from": before, "to": "human"},
    )
