"""Collect one folder: what is new, what is gone, what has another number now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
import logging

from orchestrator.clock import utc_now
from orchestrator.collect import places
from orchestrator.collect.connection import Connection
from orchestrator.collect.mailbox import (
    FETCH_BATCH,
    Batch,
    Folder,
    Limits,
    Unfetched,
    examine,
    fetch_batch,
    groups,
    uids_above,
)
from orchestrator.collect.rematch import Known, glimpse
from orchestrator.collect.store import Lease, move_cursor, store_batch
from orchestrator.collect.unfetched import due_again, put_off
from orchestrator.config import Settings
from orchestrator.errors import MailboxPaused
from orchestrator.models import Database, FolderCursor

logger = logging.getLogger(__name__)

_UID_MAX = 2**32 - 1
_ALONE_AFTER = 2
_GIVE_UP_AFTER = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One read of one folder.

    ``breaks``: how often in a row the connection broke where the folder is read next.
    """

    database: Database
    settings: Settings
    imap: Connection
    lease: Lease
    on_new: Callable[[], None]
    breaks: int = 0

    @property
    def limits(self) -> Limits:
        return Limits(self.settings.imap_mail_bytes, self.settings.imap_slowest)


def collect_folder(reading: Reading, *, compare: bool) -> int:
    """Read what is new in a folder; return how many mails were new to us.

    Commits after each batch and calls ``on_new`` then.

    Args:
        compare: hold the whole folder against our places now; else when it is due.

    Raises:
        FolderError: the folder is not there, or not ours to read.
        MailboxPaused: it was numbered anew too often in a row.
        MailboxError: the connection broke.
        LeaseLost: another reader has the folder.
    """
    cursor = _cursor(reading)
    is_first = cursor.uidvalidity is None
    since = (cursor.uidvalidity, cursor.modseq) if cursor.uidvalidity and cursor.modseq else None
    folder = examine(reading.imap, cursor.folder, since=since)
    holds, folder = _numbers_hold(reading, cursor, folder)
    cursor = (_go_on if holds else _begin_again)(reading, cursor, folder)
    new = _read(reading, cursor, folder, _due_again(reading, cursor))
    known = Known(cursor)
    gives_up = reading.breaks >= _GIVE_UP_AFTER
    for _low, _high, uids in uids_above(reading.imap, folder, cursor.last_uid):
        if gives_up and uids:
            new += _store(reading, _given_up(folder, uids.pop(0), reading.breaks))
            gives_up = False
        new += _read_new(reading, cursor, folder, uids, known)
    cursor = _cursor(reading)
    now = utc_now()
    is_due = (
        cursor.compared_at is None or now >= cursor.compared_at + reading.settings.compare_every
    )
    if not is_first and (compare or is_due):
        new += _compare(reading, cursor, folder)
    if is_first or compare or is_due:
        _note(reading, compared_at=now, modseq=folder.modseq)
    elif folder.modseq != cursor.modseq:
        _note(reading, modseq=folder.modseq)
    return new


def _cursor(reading: Reading) -> FolderCursor:
    with reading.database.read() as session:
        return session.get_one(FolderCursor, reading.lease.cursor_id)


def _note(reading: Reading, **values: object) -> None:
    with reading.database.write() as session:
        move_cursor(session, reading.lease, now=utc_now(), **values)


def _begin_again(reading: Reading, cursor: FolderCursor, folder: Folder) -> FolderCursor:
    """The numbers we know mean nothing now (RFC 3501 section 2.3.1.1); read from the start.

    "In a row" counts reads: one that finds the numbers it knows ends the row.
    """
    changes = cursor.uidvalidity_changes + 1
    logger.warning(
        "%s: UIDVALIDITY was %s, is now %s, UIDNEXT %s; change %d in a row, reading anew",
        *(folder.name, cursor.uidvalidity, folder.uidvalidity, folder.uidnext, changes),
    )
    with reading.database.write() as session:
        places.mark_all_gone(session, cursor, now=utc_now())
        move_cursor(
            session,
            reading.lease,
            now=utc_now(),
            uidvalidity=folder.uidvalidity,
            last_uid=0,
            known_until=_UID_MAX if folder.uidnext is None else folder.uidnext - 1,
            uidvalidity_changes=changes,
            modseq=None,
            compared_at=None,
        )
    if changes >= reading.settings.uidvalidity_changes:
        raise MailboxPaused(
            f"{folder.name}: the server gave all its mails new numbers (UIDVALIDITY) at "
            f"{changes} reads in a row"
        )
    return _cursor(reading)


def _go_on(reading: Reading, cursor: FolderCursor, folder: Folder) -> FolderCursor:
    """The numbers hold: note what vanished, and that a row of changes has ended."""
    if not (folder.gone or cursor.uidvalidity_changes):
        return cursor
    with reading.database.write() as session:
        places.mark_gone(session, cursor, folder.gone, now=utc_now())
        move_cursor(session, reading.lease, now=utc_now(), uidvalidity_changes=0)
    return _cursor(reading)


def _numbers_hold(reading: Reading, cursor: FolderCursor, folder: Folder) -> tuple[bool, Folder]:
    """Whether our numbers name what they named, and the folder with what is true of it.

    A server that was restored from a backup gives UIDs again under the same UIDVALIDITY:
    its UIDNEXT is one that we have read already.  A UIDNEXT below UIDs that are there is
    no more than wrong.
    """
    if cursor.uidvalidity is None or folder.uidvalidity != cursor.uidvalidity:
        return cursor.uidvalidity is None, folder
    if folder.uidnext is None or folder.uidnext > cursor.last_uid:
        return True, folder
    endless = replace(folder, uidnext=None)
    if any(uids for _, _, uids in uids_above(reading.imap, endless, max(folder.uidnext - 1, 0))):
        return True, endless
    return not folder.messages, folder


def _due_again(reading: Reading, cursor: FolderCursor) -> list[int]:
    with reading.database.read() as session:
        if not due_again(session, cursor, now=utc_now()):
            return []
    with reading.database.write() as session:
        # Before they are fetched: one that breaks the connection would do so at every read.
        due = due_again(session, cursor, now=utc_now())
        for row in due.values():
            put_off(row, now=utc_now())
    return list(due)


def _read_new(
    reading: Reading, cursor: FolderCursor, folder: Folder, uids: Sequence[int], known: Known
) -> int:
    new = 0
    # A server that falls over a mail takes others with it, until that one is alone.
    at_most = 1 if reading.breaks >= _ALONE_AFTER else FETCH_BATCH
    for group, sizes in groups(reading.imap, folder, uids, reading.limits, at_most=at_most):
        told = {}
        if group[0] <= cursor.known_until:
            seen = glimpse(reading.imap, folder, group)
            with reading.database.read() as session:
                told = known.recognise(session, seen)
        wanted = [uid for uid in group if uid not in told]
        fetched = fetch_batch(
            reading.imap, folder, wanted, sizes, reading.limits, last_uid=group[-1]
        )
        new += _store(reading, replace(fetched, known=told))
    return new


def _given_up(folder: Folder, uid: int, breaks: int) -> Batch:
    words = f"{breaks} times the connection broke when it was fetched"
    return Batch(folder.uidvalidity, uid, [], [Unfetched(uid, "unfetchable", words, None)])


def _read(reading: Reading, cursor: FolderCursor, folder: Folder, uids: Sequence[int]) -> int:
    """Fetch UIDs up to the last one read; the cursor stays where it is."""
    new = 0
    for group, sizes in groups(reading.imap, folder, uids, reading.limits):
        fetched = fetch_batch(
            reading.imap, folder, group, sizes, reading.limits, last_uid=cursor.last_uid
        )
        new += _store(reading, fetched)
    return new


def _compare(reading: Reading, cursor: FolderCursor, folder: Folder) -> int:
    """Hold all that the folder has against our places; fetch what we missed."""
    new = 0
    for low, high, uids in uids_above(reading.imap, folder, 0):
        with reading.database.write() as session:
            missing = places.compare(session, cursor, low, high, uids, now=utc_now())
            move_cursor(session, reading.lease, now=utc_now())
        if missing:
            logger.warning("%s: %d mails were not read before", folder.name, len(missing))
            new += _read(reading, cursor, folder, missing)
    return new


def _store(reading: Reading, batch: Batch) -> int:
    with reading.database.write() as session:
        stored = store_batch(session, reading.lease, batch, now=utc_now())
    if stored:
        reading.on_new()
    return len(stored)
