"""More mail of one sender than a person writes: from the 21st in an hour on, nothing is applied.

A mail that is held is read and shown like any other; only what it asks for waits, until a
person says what to do.  A "stop" never waits.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from orchestrator.models import AuditEntry, Direction, Mail, MailState, Reading
from orchestrator.record.append import Action, Actor, Entry, record, record_all, system

MAILS_AN_HOUR = 20
WINDOW = timedelta(hours=1)


def is_held() -> ColumnElement[bool]:
    """Readings of mails whose effects wait; join with `Mail`."""
    return and_(
        ~Reading.acknowledge,
        Reading.applied_at.is_(None),
        Mail.state == MailState.APPLIED,
        Mail.project_id.is_not(None),
    )


def too_many(session: Session, mail_ids: Sequence[int]) -> set[int]:
    """Those of ``mail_ids`` before which their sender wrote `MAILS_AN_HOUR` in an hour."""
    rows = session.execute(
        select(Mail.id, Mail.from_address, Mail.received_at).where(Mail.id.in_(mail_ids))
    ).all()
    return {
        mail_id
        for mail_id, sender, at in rows
        if _before(session, mail_id, sender, at) >= MAILS_AN_HOUR
    }


def hold(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """Record which mails wait.  The caller commits."""
    entries = [
        Entry(Action.HOLD, f"mail:{mail_id}", extra={"reason": "rate"}) for mail_id in mail_ids
    ]
    if entries:
        record_all(session, entries, actor=system("engagement"), now=now)


def held_of(session: Session, contact_id: int | None) -> list[int]:
    """Mails of a contact that wait, oldest first."""
    return list(
        session.scalars(
            select(Mail.id)
            .join(Reading, Reading.mail_id == Mail.id)
            .where(is_held(), Mail.contact_id == contact_id)
            .order_by(Mail.id)
        )
    )


def leave(session: Session, mail_ids: Sequence[int], *, actor: Actor, now: datetime) -> None:
    """Let waiting mails change nothing, for good.  The caller commits."""
    session.execute(
        update(Reading)
        .where(Reading.mail_id.in_(mail_ids), Reading.applied_at.is_(None))
        .values(applied_at=now)
    )
    for mail_id in mail_ids:
        record(session, Action.RELEASE, f"mail:{mail_id}", actor=actor, now=now, how="left")


def left(session: Session, mail_ids: Sequence[int]) -> set[int]:
    """Those of ``mail_ids`` that a person let change nothing."""
    lines = session.execute(
        select(AuditEntry.obj, AuditEntry.line).where(
            AuditEntry.action == Action.RELEASE.value,
            AuditEntry.obj.in_([f"mail:{mail_id}" for mail_id in mail_ids]),
        )
    )
    return {int(obj.removeprefix("mail:")) for obj, line in lines if b'"how":"left"' in line}


def _before(session: Session, mail_id: int, sender: str, at: datetime) -> int:
    """How many the sender wrote in the hour before it, counted as far as it matters."""
    earlier = (
        select(Mail.id)
        .where(
            Mail.from_address == sender,
            Mail.direction == Direction.IN,
            Mail.id < mail_id,
            Mail.received_at.between(at - WINDOW, at),
        )
        .limit(MAILS_AN_HOUR)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(earlier)) or 0
