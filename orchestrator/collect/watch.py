"""Follow mailboxes: IDLE as a hint, polling as the net, one lease a folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
import logging
import secrets
import threading
import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.clock import utc_now
from orchestrator.collect.accounts import signed_in
from orchestrator.collect.connection import Connection
from orchestrator.collect.folder import Reading, collect_folder
from orchestrator.collect.habit import watch_habit
from orchestrator.collect.listening import listen
from orchestrator.collect.mailbox import INBOX, sent_folder
from orchestrator.collect.store import Lease, release_lease, take_lease
from orchestrator.collect.trouble import (
    check_not_paused,
    next_sign_in,
    note_folder,
    note_read,
    note_signed_in,
    note_trouble,
)
from orchestrator.config import Settings
from orchestrator.errors import (
    DependencyError,
    FolderError,
    LeaseLost,
    MailboxError,
    MailboxPaused,
)
from orchestrator.models import Database, Direction, FolderCursor, Mailbox
from orchestrator.models.outage import naming_outage, pause_seconds

logger = logging.getLogger(__name__)

_LOOK_AGAIN = timedelta(seconds=15)


@dataclass(slots=True)
class Watch:
    """What one reader of one mailbox works with and holds."""

    database: Database
    settings: Settings
    mailbox_id: int
    on_new: Callable[[], None]
    stop: threading.Event = field(default_factory=threading.Event)
    held: set[Lease] = field(default_factory=set)
    failures: int = 0
    has_compared: bool = True
    habit_at: float = 0.0
    breaks: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Of a cursor: the last UID at which the connection broke, and how often it did there."""


def collect_mailbox(
    database: Database, settings: Settings, mailbox_id: int, *, on_new: Callable[[], None]
) -> int:
    """Read every new mail of one mailbox once, now; return how many were new to us.

    Commits after each batch and calls ``on_new`` then.  What goes wrong is also kept on
    the mailbox's row, in words, until a read succeeds.  A person or a job that calls this
    does not wait for the pause after a refused sign-in, but her try counts as one.

    Raises:
        MailboxError: it cannot be read, or is paused.
    """
    watch = Watch(database, settings, mailbox_id, on_new)
    with _noting_trouble(watch), _connected(watch) as imap:
        return collect(watch, imap)


def watch_mailbox(
    database: Database,
    settings: Settings,
    mailbox_id: int,
    *,
    on_new: Callable[[], None],
    stop: threading.Event,
) -> None:
    """Collect for ever, waiting in IDLE between reads, until ``stop`` is set.

    A server that refuses or drops us is tried again with growing pauses; the mailbox's
    row says since when and why.  A database that is away is waited for.  Returns early
    when the mailbox is paused or switched off.
    """
    watch = Watch(database, settings, mailbox_id, on_new, stop, has_compared=False)
    while not stop.is_set():
        try:
            with naming_outage():
                if not _is_wanted(watch):
                    return
                if (wait := _before_sign_in(watch)) > timedelta(0):
                    # Not all of it at once: a person may give a new password meanwhile.
                    stop.wait(min(wait, _LOOK_AGAIN).total_seconds())
                    continue
                with _noting_trouble(watch), _connected(watch) as imap:
                    _follow(watch, imap)
        except MailboxPaused as error:
            logger.warning("mailbox %d is paused: %s", mailbox_id, error)
            return
        except DependencyError as error:
            watch.failures += 1
            pause = _pause(watch, error)
            logger.warning("mailbox %d: %s; again in %.1f s", mailbox_id, error, pause)
            stop.wait(pause)


def active_mailboxes(session: Session) -> list[int]:
    """Ids of the mailboxes to be read."""
    return list(
        session.scalars(
            select(Mailbox.id)
            .where(Mailbox.is_active, Mailbox.paused_at.is_(None))
            .order_by(Mailbox.id)
        )
    )


def _is_wanted(watch: Watch) -> bool:
    with watch.database.read() as session:
        return watch.mailbox_id in active_mailboxes(session)


def _before_sign_in(watch: Watch) -> timedelta:
    with watch.database.read() as session:
        refused_at = session.get_one(Mailbox, watch.mailbox_id).refused_at
    due = next_sign_in(refused_at, watch.settings)
    return timedelta(0) if due is None else due - utc_now()


def _pause(watch: Watch, error: DependencyError) -> float:
    """Seconds.  Not the same for every reader: a server that comes back is not to be stormed."""
    if not isinstance(error, MailboxError):
        return pause_seconds(watch.failures)
    longest = watch.settings.reconnect_within.total_seconds() * 2.0 ** min(watch.failures - 1, 20)
    longest = min(longest, watch.settings.reconnect_at_most.total_seconds())
    return longest * secrets.SystemRandom().uniform(0.1, 0.7)


def _follow(watch: Watch, imap: Connection) -> None:
    """Read and listen until told to stop; raises when the connection ends."""
    while not watch.stop.is_set() and _is_wanted(watch):
        collect(watch, imap)
        watch.failures, watch.has_compared = 0, True
        _look_at_habit(watch)
        listen(imap, watch.settings, watch.stop)


def _look_at_habit(watch: Watch) -> None:
    """Now and then, because it looks at the mail of four weeks."""
    if time.monotonic() < watch.habit_at:
        return
    with watch.database.write() as session:
        watch_habit(session, watch.mailbox_id, watch.settings, now=utc_now())
    watch.habit_at = time.monotonic() + watch.settings.habit_every.total_seconds()


def collect(watch: Watch, imap: Connection) -> int:
    """Read every folder of a mailbox once, over a connection that is open.

    Raises:
        MailboxError: the connection broke, or the mailbox is paused.
    """
    _release(watch)  # What an outage of the database left with us.
    new, missing = 0, list[FolderError]()
    for cursor_id in _cursors(watch, imap):
        with watch.database.write() as session:
            length = watch.settings.folder_lease
            lease = take_lease(session, cursor_id, now=utc_now(), length=length)
        if lease is None:
            continue
        watch.held.add(lease)
        breaks = _breaks(watch, cursor_id)
        reading = Reading(watch.database, watch.settings, imap, lease, watch.on_new, breaks)
        error: FolderError | None = None
        try:
            new += collect_folder(reading, compare=not watch.has_compared)
        except LeaseLost as lost:
            logger.warning("%s", lost)
        except FolderError as refused:
            error = refused
            missing.append(refused)
        except MailboxPaused:
            raise
        except MailboxError:
            watch.breaks[cursor_id] = (_last_uid(watch, cursor_id), _breaks(watch, cursor_id) + 1)
            raise
        finally:
            _release(watch)
        watch.breaks.pop(cursor_id, None)
        with watch.database.write() as session:
            note_folder(session, cursor_id, error, now=utc_now())
    with watch.database.write() as session:
        note_read(session, watch.mailbox_id, missing, now=utc_now())
    return new


def _breaks(watch: Watch, cursor_id: int) -> int:
    """How often in a row the connection broke where the folder is read now."""
    last_uid, times = watch.breaks.get(cursor_id, (None, 0))
    return times if last_uid == _last_uid(watch, cursor_id) else 0


def _last_uid(watch: Watch, cursor_id: int) -> int:
    with watch.database.read() as session:
        return session.get_one(FolderCursor, cursor_id).last_uid


def _release(watch: Watch) -> None:
    for lease in tuple(watch.held):
        with watch.database.write() as session:
            release_lease(session, lease)
        watch.held.discard(lease)


def _cursors(watch: Watch, imap: Connection) -> list[int]:
    """Ids of the cursors of INBOX, of the Sent folder where there is one, and of those before."""
    with watch.database.read() as session:
        cursors = session.scalars(
            select(FolderCursor)
            .where(FolderCursor.mailbox_id == watch.mailbox_id)
            .order_by(FolderCursor.id)
        ).all()
        is_archive = session.get_one(Mailbox, watch.mailbox_id).is_archive
        known = {cursor.folder: cursor.id for cursor in cursors}
    wanted = {INBOX: Direction.IN}
    if not is_archive and (sent := sent_folder(imap)) is not None:
        wanted[sent] = Direction.OUT
    missing = {folder: way for folder, way in wanted.items() if folder not in known}
    if missing:
        with watch.database.write() as session:
            for folder, direction in missing.items():
                cursor = FolderCursor(
                    mailbox_id=watch.mailbox_id, folder=folder, direction=direction
                )
                session.add(cursor)
                session.flush()
                known[folder] = cursor.id
    return list(known.values())


@contextmanager
def _connected(watch: Watch) -> Iterator[Connection]:
    with watch.database.read() as session:
        check_not_paused(session.get_one(Mailbox, watch.mailbox_id))
    with signed_in(watch.database, watch.settings, watch.mailbox_id) as imap:
        with watch.database.write() as session:
            note_signed_in(session, watch.mailbox_id)
        yield imap


@contextmanager
def _noting_trouble(watch: Watch) -> Iterator[None]:
    try:
        yield
    except MailboxError as error:
        with watch.database.write() as session:
            note_trouble(session, watch.mailbox_id, error, watch.settings, now=utc_now())
        raise
