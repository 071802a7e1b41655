"""Mails that stay on their server: it does not give them out, or they are too large.

Each has a place without a mail, and a row in quarantine.  One that the server refuses is
asked for again by itself, ever more rarely; one that is too large when a person wants it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
import re

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.collect.headers import addresses, words
from orchestrator.collect.mailbox import Batch, Unfetched
from orchestrator.errors import Refused
from orchestrator.models import FolderCursor, Mail, MailLocation, Quarantine
from orchestrator.record.append import Action, Actor, Entry, record, record_all, system

RETRY_FIRST = timedelta(minutes=5)
RETRY_AT_MOST = timedelta(hours=6)

_FIELD = re.compile(rb"^(From|Subject):(.*(?:\r?\n[ \t].*)*)", re.MULTILINE | re.IGNORECASE)


def keep_unfetched(
    session: Session,
    cursor: FolderCursor,
    batch: Batch,
    places: Mapping[int, MailLocation],
    *,
    now: datetime,
) -> None:
    """Note what was not fetched, or that it still cannot be.  The caller commits."""
    entries = []
    for mail in batch.unfetched:
        place = places.get(mail.uid) or MailLocation(
            mailbox_id=cursor.mailbox_id,
            folder=cursor.folder,
            uidvalidity=batch.uidvalidity,
            uid=mail.uid,
            received_at=mail.received_at or now,
        )
        if place.gone_at is not None:  # The server gave a UID again.
            place.gone_at, place.mail_id = None, None
        session.add(place)
        session.flush()
        if _put_aside(session, place.id, mail, now=now):
            what = {"reason": mail.reason, "folder": cursor.folder, "uid": mail.uid}
            entries.append(Entry(Action.QUARANTINE, f"mailbox:{cursor.mailbox_id}", extra=what))
    if entries:
        record_all(session, entries, actor=system("collect"), now=now)


def _put_aside(session: Session, place_id: int, mail: Unfetched, *, now: datetime) -> bool:
    """Return whether it was not in quarantine before."""
    row = session.scalar(select(Quarantine).where(Quarantine.location_id == place_id))
    is_new = row is None or row.released_at is not None
    row = row or Quarantine(location_id=place_id)
    if is_new:
        row.quarantined_at, row.released_at = now, None
    row.reason, row.detail, row.header = mail.reason, mail.detail, mail.header
    put_off(row, now=now)
    session.add(row)
    return is_new


def fetched(session: Session, place_ids: Sequence[int], *, now: datetime) -> None:
    """What lay in quarantine and came after all is there no more.  The caller commits."""
    if place_ids:
        session.execute(
            update(Quarantine)
            .where(Quarantine.location_id.in_(place_ids), Quarantine.released_at.is_(None))
            .values(released_at=now, retry_at=None)
        )


def due_again(session: Session, cursor: FolderCursor, *, now: datetime) -> dict[int, Quarantine]:
    """What is to be asked for again now in a folder, by UID."""
    rows = session.execute(
        select(MailLocation.uid, Quarantine)
        .join(Quarantine, Quarantine.location_id == MailLocation.id)
        .where(
            Quarantine.released_at.is_(None),
            Quarantine.retry_at <= now,
            MailLocation.mailbox_id == cursor.mailbox_id,
            MailLocation.folder == cursor.folder,
            MailLocation.uidvalidity == cursor.uidvalidity,
            MailLocation.gone_at.is_(None),
        )
        .order_by(MailLocation.uid)
    )
    return {uid: row for uid, row in rows}


def put_off(row: Quarantine, *, now: datetime) -> None:
    """Say when it is asked for again: ever more rarely, or when a person wants it.

    The caller commits.
    """
    row.retry_at = None
    if row.reason == "unfetchable":
        row.retry_at = now + min(max(now - row.quarantined_at, RETRY_FIRST), RETRY_AT_MOST)


def ask_again(session: Session, quarantine_id: int, *, actor: Actor, now: datetime) -> None:
    """Let the reader fetch it at its next read.  The caller commits.

    Raises:
        Refused: it is not in quarantine, or it was fetched and lies with us.
    """
    mailbox_id = session.scalar(
        select(MailLocation.mailbox_id)
        .join(Quarantine, Quarantine.location_id == MailLocation.id)
        .where(Quarantine.id == quarantine_id, Quarantine.released_at.is_(None))
    )
    if mailbox_id is None:
        raise Refused(f"quarantine {quarantine_id}: nothing that could be fetched again")
    session.execute(update(Quarantine).where(Quarantine.id == quarantine_id).values(retry_at=now))
    what = f"quarantine:{quarantine_id}"
    record(session, Action.RELEASE, f"mailbox:{mailbox_id}", actor=actor, now=now, what=what)


def in_quarantine(session: Session, mailbox_id: int) -> list[int]:
    """Ids of what a mailbox's server still holds back, oldest first."""
    return list(
        session.scalars(
            select(Quarantine.id)
            .join(MailLocation, MailLocation.id == Quarantine.location_id)
            .where(MailLocation.mailbox_id == mailbox_id, Quarantine.released_at.is_(None))
            .order_by(Quarantine.id)
        )
    )


def quarantined(
    session: Session, *, at_most: int | None = None
) -> list[tuple[Quarantine, str | None, str | None]]:
    """What is in quarantine, newest first, each with its sender and subject."""
    found = session.execute(
        select(Quarantine, Mail.from_address, Mail.subject)
        .outerjoin(Mail, Mail.id == Quarantine.mail_id)
        .where(Quarantine.released_at.is_(None))
        .order_by(Quarantine.id.desc())
        .limit(at_most)
    )
    return [
        (row, sender, subject) if row.mail_id else (row, *_sender_and_subject(row.header))
        for row, sender, subject in found
    ]


def _sender_and_subject(header: bytes) -> tuple[str, str]:
    """What is told of a mail whose header alone was fetched."""
    fields = {name.lower(): value.strip() for name, value in _FIELD.findall(header)}
    sender = next((each.address for each in addresses(fields.get(b"from"))), "")
    return sender, words(fields.get(b"subject"))
