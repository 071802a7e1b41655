"""Keep what the server holds: bytes, place and cursor, in one transaction.

Bytes first, parsing second: nothing here looks into a mail further than to tell
whether we have it.  Reading the same mail again adds at most a place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from orchestrator.collect.arrivals import Arrival, Kept, keep_mails, record_ingest
from orchestrator.collect.mailbox import Batch, FetchedMail
from orchestrator.errors import LeaseLost
from orchestrator.models import FolderCursor, MailLocation

LEASE = timedelta(minutes=2)
"""Renewed with every batch; after it, another reader may take the folder over."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write to one folder's cursor, while ``fence`` is the newest."""

    cursor_id: int
    fence: int


def take_lease(session: Session, cursor_id: int, *, now: datetime) -> Lease | None:
    """Claim a folder, unless another reader has it.  The caller commits."""
    fence = session.scalar(
        update(FolderCursor)
        .where(
            FolderCursor.id == cursor_id,
            (FolderCursor.leased_until.is_(None)) | (FolderCursor.leased_until < now),
        )
        .values(leased_until=now + LEASE, fence=FolderCursor.fence + 1)
        .returning(FolderCursor.fence)
    )
    return Lease(cursor_id, fence) if fence is not None else None


def release_lease(session: Session, lease: Lease) -> None:
    """Let the next reader in at once.  The caller commits."""
    session.execute(
        update(FolderCursor)
        .where(FolderCursor.id == lease.cursor_id, FolderCursor.fence == lease.fence)
        .values(leased_until=None)
    )


def restart_folder(session: Session, lease: Lease, *, uidvalidity: int) -> None:
    """Begin again at UID 0 under a new UIDVALIDITY.  The caller commits."""
    _move_cursor(session, lease, uidvalidity=uidvalidity, last_uid=0)


def store_batch(session: Session, lease: Lease, batch: Batch, *, now: datetime) -> list[int]:
    """Store one batch and move the cursor behind it; return the ids of new mails.

    The caller commits, so bytes and cursor are kept or lost together.

    Raises:
        LeaseLost: another reader has the folder; nothing is to be committed.
    """
    cursor = session.get_one(FolderCursor, lease.cursor_id)
    known = _known_uids(session, cursor, batch)
    mails = [mail for mail in batch.mails if mail.uid not in known]
    arrivals = [Arrival(mail.content, cursor.direction, mail.received_at) for mail in mails]
    kept = keep_mails(session, arrivals, now=now)
    _keep_places(session, cursor, batch.uidvalidity, mails, kept)
    _move_cursor(session, lease, uidvalidity=batch.uidvalidity, last_uid=batch.last_uid, now=now)
    record_ingest(session, kept, via=f"mailbox:{cursor.mailbox_id}", now=now)
    return [mail.id for mail in kept if mail.is_new]


def _keep_places(
    session: Session,
    cursor: FolderCursor,
    uidvalidity: int,
    mails: Sequence[FetchedMail],
    kept: Sequence[Kept],
) -> None:
    if not mails:
        return
    session.execute(
        insert(MailLocation),
        [
            {
                "mailbox_id": cursor.mailbox_id,
                "folder": cursor.folder,
                "uidvalidity": uidvalidity,
                "uid": mail.uid,
                "mail_id": row.id,
                "received_at": mail.received_at,
            }
            for mail, row in zip(mails, kept, strict=True)
        ],
    )


def _known_uids(session: Session, cursor: FolderCursor, batch: Batch) -> set[int]:
    return set(
        session.scalars(
            select(MailLocation.uid).where(
                MailLocation.mailbox_id == cursor.mailbox_id,
                MailLocation.folder == cursor.folder,
                MailLocation.uidvalidity == batch.uidvalidity,
                MailLocation.uid.in_([mail.uid for mail in batch.mails]),
            )
        )
    )


def _move_cursor(
    session: Session,
    lease: Lease,
    *,
    uidvalidity: int,
    last_uid: int,
    now: datetime | None = None,
) -> None:
    session.flush()
    moved = session.scalar(
        update(FolderCursor)
        .where(FolderCursor.id == lease.cursor_id, FolderCursor.fence == lease.fence)
        .values(
            uidvalidity=uidvalidity,
            last_uid=last_uid,
            **({"leased_until": now + LEASE} if now else {}),
        )
        .returning(FolderCursor.id)
    )
    if moved is None:
        raise LeaseLost(f"folder cursor {lease.cursor_id}: another reader has taken it over")
