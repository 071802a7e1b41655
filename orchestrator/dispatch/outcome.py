"""Find out what became of a message whose fate is unknown.

The archive address is a second recipient of everything, and in measurement the two
mailboxes agreed in 96 of 96 crashes.  So its copy proves that the client has hers, and
its absence, once newer mail has arrived there, proves that she has not.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.settle import settle_by_evidence
from orchestrator.errors import Refused
from orchestrator.models import (
    Mail,
    Mailbox,
    MailLocation,
    MailState,
    OutboxEntry,
    OutboxState,
)
from orchestrator.record.append import Actor, system

_ASK_ARCHIVE = system("outcome")
_CLOCKS_DIFFER_AT_MOST = timedelta(days=1)


def resolve_unknown(session: Session, *, settings: Settings, now: datetime) -> int:
    """Settle what the evidence allows; return how many rows moved.  The caller commits."""
    moved = 0
    for entry in session.scalars(
        select(OutboxEntry)
        .where(OutboxEntry.state.in_((OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON)))
        .with_for_update(skip_locked=True)
    ).all():
        moved += _resolve(session, entry, settings=settings, now=now)
    return moved


def decide_outcome(
    session: Session, outbox_id: int, *, arrived: bool, actor: Actor, now: datetime
) -> OutboxEntry:
    """A person found out.  The caller commits.

    Raises:
        Refused: the outcome is known already.
    """
    entry = session.get(OutboxEntry, outbox_id)
    if entry is None or entry.state not in (OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON):
        raise Refused("what became of this message is known already")
    state = OutboxState.ACCEPTED if arrived else OutboxState.PENDING
    kind = "person_says_arrived" if arrived else "person_says_not"
    settle_by_evidence(session, entry, state, kind=kind, source=actor.name, actor=actor, now=now)
    return entry


def _resolve(session: Session, entry: OutboxEntry, *, settings: Settings, now: datetime) -> bool:
    if entry.channel != "email":
        # No copy of it goes to the archive, so that one is missing there says nothing.
        if entry.state is OutboxState.UNKNOWN:
            _settle(session, entry, OutboxState.NEEDS_PERSON, "no_evidence", "archive", now=now)
            return True
        return False
    copy = session.scalar(
        select(Mail.id).where(Mail.is_loop, Mail.message_id == entry.message_id).limit(1)
    )
    if copy is not None:
        _settle(session, entry, OutboxState.ACCEPTED, "archive_copy", f"mail:{copy}", now=now)
        return True
    since = entry.finished_at or entry.created_at
    newer = _newer_in_archive(session, entry, since, settings=settings, now=now)
    if newer is not None:
        _settle(session, entry, OutboxState.PENDING, "not_in_archive", f"mail:{newer}", now=now)
        return True
    if entry.state is OutboxState.UNKNOWN and (
        not settings.archive_address or now > since + settings.needs_person_after
    ):
        _settle(session, entry, OutboxState.NEEDS_PERSON, "no_evidence", "archive", now=now)
        return True
    return False


def _newer_in_archive(
    session: Session, entry: OutboxEntry, since: datetime, *, settings: Settings, now: datetime
) -> int | None:
    """A mail that reached the archive after the try, once we have waited long enough."""
    if not settings.archive_address or now < since + settings.evidence_after:
        return None
    if _may_be_unread(session, entry):
        return None
    return session.scalar(
        select(MailLocation.mail_id)
        .join(Mailbox, Mailbox.id == MailLocation.mailbox_id)
        .where(
            Mailbox.is_archive,
            Mailbox.problem == "",
            Mailbox.read_at >= since + settings.evidence_after,
            MailLocation.received_at > since,
        )
        .limit(1)
    )


def _may_be_unread(session: Session, entry: OutboxEntry) -> bool:
    """Whether the archive has a mail that could be the copy: nobody knows yet what it is."""
    could_be = (Mail.state == MailState.STORED) | (
        (Mail.id.is_(None) | (Mail.state == MailState.QUARANTINED))
        & (MailLocation.received_at > entry.created_at - _CLOCKS_DIFFER_AT_MOST)
    )
    found = (
        select(MailLocation.id)
        .join(Mailbox, Mailbox.id == MailLocation.mailbox_id)
        .outerjoin(Mail, Mail.id == MailLocation.mail_id)
        .where(Mailbox.is_archive, could_be)
    )
    return session.scalar(found.limit(1)) is not None


def _settle(
    session: Session,
    entry: OutboxEntry,
    state: OutboxState,
    kind: str,
    source: str,
    *,
    now: datetime,
) -> None:
    settle_by_evidence(session, entry, state, kind=kind, source=source, actor=_ASK_ARCHIVE, now=now)
