"""Follow mailboxes: IDLE as a hint, polling as the net, one lease a folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
import logging
import threading

from imapclient import IMAPClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.clock import utc_now
from orchestrator.collect.mailbox import Account, connect, fetch_new, our_errors, sent_folder
from orchestrator.collect.store import (
    Lease,
    release_lease,
    restart_folder,
    store_batch,
    take_lease,
)
from orchestrator.config import Settings
from orchestrator.errors import DependencyError, LeaseLost, MailboxError, UidValidityChanged
from orchestrator.keys import unseal
from orchestrator.models import Database, Direction, FolderCursor, Mailbox
from orchestrator.models.outage import naming_outage, pause_seconds

logger = logging.getLogger(__name__)

IDLE_AT_MOST = timedelta(minutes=9)
"""Servers and firewalls drop quiet connections long before RFC 2177's 29 minutes."""

INBOX = "INBOX"
_BACK_OFF_AT_MOST_SECONDS = 600.0


def account_of(mailbox: Mailbox, settings: Settings) -> Account:
    """The account with its password.  Raises ConfigError when the key does not fit."""
    return Account(
        host=mailbox.host,
        port=mailbox.port,
        security=mailbox.security,
        username=mailbox.username,
        password=unseal(settings.keys, mailbox.sealed_password),
    )


def collect_mailbox(
    database: Database, settings: Settings, mailbox_id: int, *, on_new: Callable[[], None]
) -> int:
    """Read every new mail of one mailbox once; return how many were new to us.

    Commits after each batch and calls ``on_new`` then.  What goes wrong is also kept on
    the mailbox's row, in words, until a read succeeds.

    Raises:
        MailboxError: it cannot be read.
    """
    with _noting_problems(database, mailbox_id), _connected(database, settings, mailbox_id) as imap:
        return _collect(database, imap, mailbox_id, set(), on_new=on_new)


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
    row says since when and why.  A database that is away is waited for.
    """
    failures, held = 0, set[Lease]()
    while not stop.is_set():
        try:
            with (
                naming_outage(),
                _noting_problems(database, mailbox_id),
                _connected(database, settings, mailbox_id) as imap,
            ):
                while not stop.is_set():
                    _collect(database, imap, mailbox_id, held, on_new=on_new)
                    failures = 0
                    _wait(imap, settings, stop)
        except DependencyError as error:
            failures += 1
            pause = _pause(error, failures, settings)
            logger.warning("mailbox %d: %s; again in %.0f s", mailbox_id, error, pause)
            stop.wait(pause)


def _pause(error: DependencyError, failures: int, settings: Settings) -> float:
    """Seconds.  A mail server may lock out who knocks too often; our own database does not."""
    if not isinstance(error, MailboxError):
        return pause_seconds(failures)
    pause = settings.poll_every.total_seconds() * 2.0 ** min(failures, 10)
    return min(pause, _BACK_OFF_AT_MOST_SECONDS)


def active_mailboxes(session: Session) -> list[int]:
    """Ids of the mailboxes to be read."""
    return list(
        session.scalars(select(Mailbox.id).where(Mailbox.is_active).order_by(Mailbox.id)).all()
    )


def _collect(
    database: Database,
    imap: IMAPClient,
    mailbox_id: int,
    held: set[Lease],
    *,
    on_new: Callable[[], None],
) -> int:
    _release(database, held)  # What an outage of the database left with us.
    new = 0
    for cursor_id in _cursors(database, imap, mailbox_id):
        with database.write() as session:
            lease = take_lease(session, cursor_id, now=utc_now())
        if lease is None:
            continue
        held.add(lease)
        try:
            new += _collect_folder(database, imap, lease, on_new=on_new)
        except LeaseLost as error:
            logger.warning("%s", error)
        finally:
            _release(database, held)
    with database.write() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        mailbox.read_at, mailbox.problem, mailbox.problem_since = utc_now(), "", None
    return new


def _release(database: Database, held: set[Lease]) -> None:
    for lease in tuple(held):
        with database.write() as session:
            release_lease(session, lease)
        held.discard(lease)


def _collect_folder(
    database: Database, imap: IMAPClient, lease: Lease, *, on_new: Callable[[], None]
) -> int:
    with database.read() as session:
        cursor = session.get_one(FolderCursor, lease.cursor_id)
        folder, last_uid, uidvalidity = cursor.folder, cursor.last_uid, cursor.uidvalidity
    new = 0
    try:
        for batch in fetch_new(imap, folder, last_uid=last_uid, uidvalidity=uidvalidity):
            with database.write() as session:
                stored = store_batch(session, lease, batch, now=utc_now())
            if stored:
                new += len(stored)
                on_new()
    except UidValidityChanged as changed:
        logger.warning("%s; reading the folder again from the start", changed)
        with database.write() as session:
            restart_folder(session, lease, uidvalidity=changed.found)
        new += _collect_folder(database, imap, lease, on_new=on_new)
    return new


def _cursors(database: Database, imap: IMAPClient, mailbox_id: int) -> list[int]:
    """Ids of the cursors of INBOX and, where there is one, the Sent folder."""
    with database.read() as session:
        cursors = session.scalars(
            select(FolderCursor).where(FolderCursor.mailbox_id == mailbox_id)
        ).all()
        is_archive = session.get_one(Mailbox, mailbox_id).is_archive
        known = {cursor.folder: cursor.id for cursor in cursors}
    wanted = {INBOX: Direction.IN}
    if not is_archive and (sent := sent_folder(imap)) is not None:
        wanted[sent] = Direction.OUT
    missing = {folder: way for folder, way in wanted.items() if folder not in known}
    if missing:
        with database.write() as session:
            for folder, direction in missing.items():
                cursor = FolderCursor(mailbox_id=mailbox_id, folder=folder, direction=direction)
                session.add(cursor)
                session.flush()
                known[folder] = cursor.id
    return [known[folder] for folder in wanted]


def _wait(imap: IMAPClient, settings: Settings, stop: threading.Event) -> None:
    """Until the server says that something came, or it is time to poll."""
    seconds = min(settings.poll_every, IDLE_AT_MOST).total_seconds()
    with our_errors("waiting for mail"):
        if not imap.has_capability("IDLE"):
            stop.wait(seconds)
            return
        imap.select_folder(INBOX, readonly=True)
        imap.idle()
        waited = 0.0
        while waited < seconds and not stop.is_set():
            # Short turns, so that a stop is heard; each also has the socket's own limit.
            turn = min(1.0, seconds - waited)
            if imap.idle_check(timeout=turn):
                break
            waited += turn
        imap.idle_done()


@contextmanager
def _connected(database: Database, settings: Settings, mailbox_id: int) -> Iterator[IMAPClient]:
    with database.read() as session:
        account = account_of(session.get_one(Mailbox, mailbox_id), settings)
    with connect(account, timeout_seconds=settings.imap_timeout.total_seconds()) as client:
        yield client


@contextmanager
def _noting_problems(database: Database, mailbox_id: int) -> Iterator[None]:
    try:
        yield
    except MailboxError as error:
        _note_problem(database, mailbox_id, str(error)[:300], now=utc_now())
        raise


def _note_problem(database: Database, mailbox_id: int, problem: str, *, now: datetime) -> None:
    with database.write() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        mailbox.problem = problem
        mailbox.problem_since = mailbox.problem_since or now
