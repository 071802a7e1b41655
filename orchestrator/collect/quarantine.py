"""Mail that could not be read: put aside with its bytes and the reason, or let in again."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import MalformedMail, Refused
from orchestrator.models import Mail, MailState, Quarantine
from orchestrator.record.append import Action, Actor, Entry, record, record_all, system

UNREAD = "unread"
"""The mark of a mail that a person let in although it could not be read."""


def quarantine(session: Session, mail_id: int, *, reason: str, detail: str, now: datetime) -> None:
    """Put a mail aside, with its bytes kept and the reason in words.  The caller commits."""
    quarantine_all(session, {mail_id: MalformedMail(reason, detail)}, now=now)


def quarantine_all(session: Session, flaws: Mapping[int, MalformedMail], *, now: datetime) -> None:
    """Put mails aside, each with its reason.  The caller commits."""
    for mail_id, flaw in flaws.items():
        _set_aside(session, mail_id, reason=flaw.reason, detail=flaw.detail, now=now)
    entries = [
        Entry(Action.QUARANTINE, f"mail:{mail_id}", extra={"reason": flaw.reason})
        for mail_id, flaw in flaws.items()
    ]
    if entries:
        record_all(session, entries, actor=system("collect"), now=now)


def retry(session: Session, mail_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a quarantined mail be read anew from its stored bytes.  The caller commits.

    Raises:
        Refused: it is not in quarantine.
    """
    _let_go(session, mail_id, now=now, state=MailState.STORED, attempts=0)
    record(session, Action.RELEASE, f"mail:{mail_id}", actor=actor, now=now, how="retry")


def release(session: Session, mail_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a quarantined mail in without its words, which only its original has.

    It goes to the thread and the people that its header names.  The caller commits.

    Raises:
        Refused: it is not in quarantine.
    """
    _let_go(session, mail_id, now=now, state=MailState.PARSED, attempts=0, defects=[UNREAD])
    record(session, Action.RELEASE, f"mail:{mail_id}", actor=actor, now=now, how="unread")


def _let_go(session: Session, mail_id: int, *, now: datetime, **values: object) -> None:
    let_go = session.scalar(
        update(Mail)
        .where(Mail.id == mail_id, Mail.state == MailState.QUARANTINED)
        .values(**values)
        .returning(Mail.id)
    )
    if let_go is None:
        raise Refused(f"mail {mail_id} is not in quarantine")
    session.execute(update(Quarantine).where(Quarantine.mail_id == mail_id).values(released_at=now))


def _set_aside(session: Session, mail_id: int, *, reason: str, detail: str, now: datetime) -> None:
    session.get_one(Mail, mail_id).state = MailState.QUARANTINED
    row = session.scalar(select(Quarantine).where(Quarantine.mail_id == mail_id))
    row = row or Quarantine(mail_id=mail_id)
    row.reason, row.detail, row.quarantined_at, row.released_at = reason, detail, now, None
    session.add(row)
