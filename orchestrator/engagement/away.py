"""Who is away, by the out-of-office of their own mailbox, and who is named to stand in.

An absence is no wish: it pauses updates until the day it names, and a mail that the person
writes ends it.  What counts is worked out anew from the mails each time, so it does not
depend on the order in which they come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.stand_in import stand_in
from orchestrator.engagement.tasks import tell
from orchestrator.models import Contact, Direction, Mail, Participant, Task, TaskKind
from orchestrator.models.base import is_among
from orchestrator.record.append import Action, Actor, record
from orchestrator.walltime import zone_of

LOOKED_BACK: Final = timedelta(days=400)
LONGEST: Final = timedelta(days=366)
"""A day beyond was misread, or says that somebody does not come back: a person's matter."""


@dataclass(frozen=True, slots=True)
class _Absence:
    """``since``: when we heard of it; ``until``: the first day at work; ``mail_id`` says so."""

    since: datetime
    until: date
    mail_id: int


def note_absences(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """Let mails say who is away, or back.  The caller commits."""
    is_absence = and_(Mail.kind == "auto_reply", Mail.back_on.is_not(None))
    concerned = session.scalars(
        select(Contact)
        .join(Mail, Mail.contact_id == Contact.id)
        .where(
            is_among(session, Mail.id, mail_ids),
            Mail.direction == Direction.IN,
            or_(is_absence, Contact.away_until.is_not(None)),
        )
        .distinct()
        .order_by(Contact.id)
    ).all()
    for contact in concerned:
        _review(session, contact, now=now)


def _review(session: Session, contact: Contact, *, now: datetime) -> None:
    zone = zone_of(contact.timezone)
    today = now.astimezone(zone).date()
    absence: _Absence | None = None
    for row in _mails(session, contact, now=now):
        if row.kind == "human":
            absence = None
        elif row.received_at.astimezone(zone).date() < row.back_on <= today + LONGEST:
            is_same = (
                absence is not None and absence.until > row.received_at.astimezone(zone).date()
            )
            since = absence.since if absence is not None and is_same else row.received_at
            absence = _Absence(since, row.back_on, row.id)
    if absence is not None and absence.until <= today:
        absence = None
    _set(session, contact, absence, today=today, now=now)
    if absence is not None:
        _offer_stand_in(session, contact, absence, now=now)


def _mails(
    session: Session, contact: Contact, *, now: datetime
) -> Sequence[Row[Any, Any, Any, Any]]:
    """What a person of them wrote, and their absences; a forged mail proves nobody back."""
    is_absence = and_(Mail.kind == "auto_reply", Mail.is_kind_certain, Mail.back_on.is_not(None))
    is_back = and_(Mail.kind == "human", Mail.authenticity != "fail")
    return session.execute(
        select(Mail.id, Mail.kind, Mail.received_at, Mail.back_on)
        .where(
            Mail.contact_id == contact.id,
            Mail.direction == Direction.IN,
            Mail.received_at >= now - LOOKED_BACK,
            or_(is_absence, is_back),
        )
        .order_by(Mail.received_at, Mail.id)
    ).all()


def _set(
    session: Session,
    contact: Contact,
    absence: _Absence | None,
    *,
    today: date,
    now: datetime,
) -> None:
    source = f"mail:{absence.mail_id}" if absence else ""
    until = absence.until if absence else None
    since = absence.since if absence else None
    if (contact.away_since, contact.away_until, contact.away_source) == (since, until, source):
        return
    was_away = contact.away_until is not None and contact.away_until > today
    contact.away_since, contact.away_until, contact.away_source = since, until, source
    session.flush()
    if absence is None and not was_away:
        return  # The day has come: that was to be expected.
    session.execute(
        update(Participant).where(Participant.contact_id == contact.id).values(next_due_at=None)
    )
    record(
        session,
        Action.CLIENT_CHANGE,
        f"contact:{contact.id}",
        actor=Actor(f"client:{contact.id}", "mail"),
        now=now,
        change="away" if absence else "back",
        until=until.isoformat() if until else None,
        source=source,
    )


def _offer_stand_in(
    session: Session, contact: Contact, absence: _Absence, *, now: datetime
) -> None:
    """A person decides whether anybody else gets our mail; nobody is written to unasked."""
    mail = session.get_one(Mail, absence.mail_id)
    colleagues = session.scalars(
        select(Contact).where(Contact.client_id == contact.client_id, Contact.id != contact.id)
    ).all()
    found = stand_in(
        f"{mail.subject}\n{mail.text}",
        known={each.name: each.address for each in colleagues},
        apart_from={*(each.addr_spec for each in contact.addresses), *mail.recipients},
    )
    if found is None:
        return
    actor = Actor(f"client:{contact.id}", "mail")
    cause = f"contact:{contact.id}:{found.addr_spec or found.name}"[:60]
    if tell(session, mail, cause, found.words, actor=actor, now=now, kind=TaskKind.STAND_IN):
        session.execute(
            update(Task)
            .where(Task.kind == TaskKind.STAND_IN, Task.cause == cause)
            .values(addr_spec=found.addr_spec)
        )
