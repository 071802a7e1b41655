"""Keep what the server holds: bytes, place and cursor, in one transaction.

Bytes first, parsing second: nothing here looks into a mail further than to tell
whether we have it.  Reading the same mail again adds at most a place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.collect.arrivals import Arrival, keep_mails, record_ingest
from orchestrator.collect.mailbox import Batch
from orchestrator.collect.unfetched import fetched, keep_unfetched
from orchestrator.errors import LeaseLost
from orchestrator.models import FolderCursor, MailLocation
from orchestrator.models.base import insert_rows, is_among, update_rows

LEASE = timedelta(seconds=90)
"""Renewed with every batch; after it, another reader may take the folder over."""

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD_AT_MOST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write to one folder's cursor, while ``fence`` is the newest."""

    cursor_id: int
    fence: int
    length: timedelta = LEASE


def take_lease(
    session: Session, cursor_id: int, *, now: datetime, length: timedelta = LEASE
) -> Lease | None:
    """Claim a folder, unless another reader has it.  The caller commits."""
    fence = session.scalar(
        update(FolderCursor)
        .where(
            FolderCursor.id == cursor_id,
            (FolderCursor.leased_until.is_(None)) | (FolderCursor.leased_until < now),
        )
        .values(leased_until=now + length, fence=FolderCursor.fence + 1)
        .returning(FolderCursor.fence)
    )
    return Lease(cursor_id, fence, length) if fence is not None else None


def release_lease(session: Session, lease: Lease) -> None:
    """Let the next reader in at once.  The caller commits."""
    session.execute(
        update(FolderCursor)
        .where(FolderCursor.id == lease.cursor_id, FolderCursor.fence == lease.fence)
        .values(leased_until=None)
    )


def store_batch(session: Session, lease: Lease, batch: Batch, *, now: datetime) -> list[int]:
    """Store one batch and move the cursor behind it; return the ids of new mails.

    The caller commits, so bytes and cursor are kept or lost together.

    Raises:
        LeaseLost: another reader has the folder; nothing is to be committed.
    """
    cursor = session.get_one(FolderCursor, lease.cursor_id)
    places = _places(session, cursor, batch)
    mails = [mail for mail in batch.mails if not _is_settled(places.get(mail.uid))]
    dates = [believed(mail.received_at, now=now) for mail in mails]
    arrivals = [
        Arrival(mail.content, cursor.direction, received_at, mail.content_hash)
        for mail, (received_at, _) in zip(mails, dates, strict=True)
    ]
    kept = keep_mails(session, arrivals, now=now)
    rows = [
        _place(mail.uid, row.id, date) for mail, row, date in zip(mails, kept, dates, strict=True)
    ]
    rows += [
        _place(uid, mail_id, believed(received_at, now=now))
        for uid, (mail_id, received_at) in batch.known.items()
        if not _is_settled(places.get(uid))
    ]
    _keep_places(session, cursor, batch.uidvalidity, rows, places)
    fetched(session, [places[row["uid"]].id for row in rows if row["uid"] in places], now=now)
    keep_unfetched(session, cursor, batch, places, now=now)
    move_cursor(session, lease, now=now, uidvalidity=batch.uidvalidity, last_uid=batch.last_uid)
    record_ingest(session, kept, via=f"mailbox:{cursor.mailbox_id}", now=now)
    return [mail.id for mail in kept if mail.is_new]


def believed(received_at: datetime | None, *, now: datetime) -> tuple[datetime, datetime | None]:
    """When a mail came, and what its server said where that cannot be.

    A server whose clock is wrong would put its mail before or after all others, so ours
    counts for what is older than mail over IMAP, or of tomorrow.
    """
    if received_at is None:
        return now, None
    if _EARLIEST <= received_at <= now + _AHEAD_AT_MOST:
        return received_at, None
    return now, received_at


def _is_settled(place: MailLocation | None) -> bool:
    """Whether we have the mail of this place.  A UID that is gone may be given again."""
    return place is not None and place.mail_id is not None and place.gone_at is None


def _place(uid: int, mail_id: int, date: tuple[datetime, datetime | None]) -> dict[str, Any]:
    received_at, server_date = date
    return {
        "uid": uid,
        "mail_id": mail_id,
        "received_at": received_at,
        "server_date": server_date,
        "gone_at": None,
    }


def _keep_places(
    session: Session,
    cursor: FolderCursor,
    uidvalidity: int,
    rows: Sequence[dict[str, Any]],
    places: Mapping[int, MailLocation],
) -> None:
    where = {
        "mailbox_id": cursor.mailbox_id,
        "folder": cursor.folder,
        "uidvalidity": uidvalidity,
    }
    new = [where | row for row in rows if row["uid"] not in places]
    insert_rows(session, MailLocation, new)
    again = [{"id": places[row["uid"]].id} | row for row in rows if row["uid"] in places]
    update_rows(session, MailLocation, again)


def _places(session: Session, cursor: FolderCursor, batch: Batch) -> dict[int, MailLocation]:
    """The places that we know of the batch, by UID."""
    uids = [mail.uid for mail in batch.mails] + [mail.uid for mail in batch.unfetched]
    uids += batch.known
    rows = session.scalars(
        select(MailLocation).where(
            MailLocation.mailbox_id == cursor.mailbox_id,
            MailLocation.folder == cursor.folder,
            MailLocation.uidvalidity == batch.uidvalidity,
            is_among(session, MailLocation.uid, uids),
        )
    )
    return {row.uid: row for row in rows}


def move_cursor(session: Session, lease: Lease, *, now: datetime, **values: Any) -> None:
    """Note how far the folder is read, and renew the lease.  The caller commits.

    Raises:
        LeaseLost: another reader has the folder; nothing is to be committed.
    """
    session.flush()
    moved = session.scalar(
        update(FolderCursor)
        .where(FolderCursor.id == lease.cursor_id, FolderCursor.fence == lease.fence)
        .values(leased_until=now + lease.length, **values)
        .returning(FolderCursor.id)
    )
    if moved is None:
        raise LeaseLost(f"folder cursor {lease.cursor_id}: another reader has taken it over")
