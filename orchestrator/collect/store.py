"""Keep what the server holds: bytes, place and cursor, in one transaction.

Bytes first, parsing second: nothing here looks into a mail further than to tell
whether we have it.  Reading the same mail again adds at most a place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from orchestrator.collect.mailbox import Batch, FetchedMail
from orchestrator.collect.parse import content_hash
from orchestrator.errors import LeaseLost
from orchestrator.models import Direction, FolderCursor, Mail, MailLocation, MailState
from orchestrator.models.content import keep
from orchestrator.record.append import Action, Entry, record_all, system

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
    new = [
        mail_id
        for mail in batch.mails
        if mail.uid not in known
        and (mail_id := _store(session, cursor, batch.uidvalidity, mail, now=now)) is not None
    ]
    _move_cursor(session, lease, uidvalidity=batch.uidvalidity, last_uid=batch.last_uid, now=now)
    record_ingest(session, new, via=f"mailbox:{cursor.mailbox_id}", now=now)
    return new


def record_ingest(session: Session, mail_ids: Sequence[int], *, via: str, now: datetime) -> None:
    """One entry a mail, with the SHA-256 of its bytes.  Last in the transaction."""
    if not mail_ids:
        return
    rows = session.execute(select(Mail.id, Mail.sha256).where(Mail.id.in_(mail_ids)))
    entries = [
        Entry(Action.INGEST, f"mail:{mail_id}", extra={"dig": sha256, "from": via})
        for mail_id, sha256 in sorted(rows)
    ]
    record_all(session, entries, actor=system("collect"), now=now)


def store_mail(
    session: Session, content: bytes, *, direction: Direction, received_at: datetime, now: datetime
) -> tuple[int, bool]:
    """Keep one message that may be known already; return its row's id, and whether it is new."""
    same = content_hash(content)
    known = session.scalar(select(Mail.id).where(Mail.content_hash == same))
    if known is not None:
        return known, False
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    mail_id = session.scalar(
        insert(Mail)
        .values(
            sha256=keep(session, content, now=now),
            content_hash=same,
            direction=direction,
            state=MailState.STORED,
            received_at=received_at,
        )
        .on_conflict_do_nothing(index_elements=["content_hash"])
        .returning(Mail.id)
    )
    if mail_id is not None:
        return mail_id, True
    # Another reader stored the same mail from another folder in this moment.
    return session.scalars(select(Mail.id).where(Mail.content_hash == same)).one(), False


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


def _store(
    session: Session, cursor: FolderCursor, uidvalidity: int, mail: FetchedMail, *, now: datetime
) -> int | None:
    """Keep one message and its place; return its row's id if it is new to us."""
    mail_id, is_new = store_mail(
        session, mail.content, direction=cursor.direction, received_at=mail.received_at, now=now
    )
    session.add(
        MailLocation(
            mailbox_id=cursor.mailbox_id,
            folder=cursor.folder,
            uidvalidity=uidvalidity,
            uid=mail.uid,
            mail_id=mail_id,
            received_at=mail.received_at,
        )
    )
    return mail_id if is_new else None


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
