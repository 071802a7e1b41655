"""Following mailboxes of a real Dovecot into a real database."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
import threading
import time

import pytest
from sqlalchemy import func, select

from orchestrator import flow
from orchestrator.clock import utc_now
from orchestrator.collect import watch
from orchestrator.collect.mailbox import Batch, FetchedMail
from orchestrator.collect.store import store_batch, take_lease
from orchestrator.config import Settings
from orchestrator.errors import LeaseLost, MailboxLoginError
from orchestrator.keys import make_keys, seal
from orchestrator.models import (
    AuditEntry,
    Database,
    Direction,
    FolderCursor,
    Mail,
    Mailbox,
    MailLocation,
    schema,
)
from tests import servers
from tests.factories import MONDAY, make_mailbox
from tests.mails import raw_mail
from tests.outage import Outage
from tests.servers import ImapServer
from tests.waiting import AT_MOST_SECONDS, wait_until

_number = count(1)


@pytest.fixture
def user() -> str:
    return f"watched{next(_number)}"


@pytest.fixture
def mailbox_id(parts: flow.Parts, imap_server: ImapServer, user: str) -> int:
    with parts.database.write() as session:
        return make_mailbox(session, parts.settings, user=user, port=imap_server.port).id


def collect(parts: flow.Parts, mailbox_id: int) -> int:
    return watch.collect_mailbox(parts.database, parts.settings, mailbox_id, on_new=lambda: None)


def test_reads_inbox_and_sent_with_their_directions_and_reads_nothing_twice(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    imap_server.append(user, "INBOX", raw_mail("Hello", sender="dana@harborlane.example"))
    imap_server.append(user, "Sent", raw_mail("I will.", sender="maya@northwind.example"))
    assert collect(parts, mailbox_id) == 2
    assert collect(parts, mailbox_id) == 0
    with parts.database.read() as session:
        assert set(session.scalars(select(Mail.direction))) == {Direction.IN, Direction.OUT}
        mailbox = session.get_one(Mailbox, mailbox_id)
        assert mailbox.read_at is not None
        assert mailbox.problem == ""
        ingested = select(func.count()).where(AuditEntry.action == "ingest")
        assert session.scalar(ingested) == 2


def test_the_same_mail_in_two_folders_is_one_mail_in_two_places(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    content = raw_mail("Copy to self", sender="maya@northwind.example")
    imap_server.append(user, "Sent", content)
    imap_server.append(user, "INBOX", b"Received: from somewhere\r\n" + content)
    assert collect(parts, mailbox_id) == 1
    with parts.database.read() as session:
        assert session.scalar(select(func.count(Mail.id))) == 1
        assert session.scalar(select(func.count(MailLocation.id))) == 2


def test_a_refused_sign_in_is_named_until_it_works_again(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    with parts.database.write() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        mailbox.sealed_password = seal(parts.settings.keys, "wrong")
    with pytest.raises(MailboxLoginError):
        collect(parts, mailbox_id)
    with parts.database.read() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        assert "sign-in refused" in mailbox.problem
        assert mailbox.problem_since is not None
    with parts.database.write() as session:
        session.get_one(Mailbox, mailbox_id).sealed_password = seal(parts.settings.keys, "secret")
    collect(parts, mailbox_id)
    with parts.database.read() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        assert (mailbox.problem, mailbox.problem_since) == ("", None)


def test_a_folder_has_one_reader_and_the_old_one_cannot_write(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    collect(parts, mailbox_id)
    now = utc_now()
    with parts.database.write() as session:
        cursor_id = session.scalars(select(FolderCursor.id).filter_by(folder="INBOX")).one()
        first = take_lease(session, cursor_id, now=now)
        assert first is not None
        assert take_lease(session, cursor_id, now=now) is None
        second = take_lease(session, cursor_id, now=now + timedelta(minutes=3))
        assert second is not None
    batch = Batch(1, 1, [FetchedMail(1, MONDAY, raw_mail("Late", sender="a@b.example"))])
    with pytest.raises(LeaseLost), parts.database.write() as session:
        store_batch(session, first, batch, now=now)
    with parts.database.read() as session:
        assert session.scalar(select(func.count(Mail.id))) == 0
    with parts.database.write() as session:
        assert len(store_batch(session, second, batch, now=now)) == 1


@pytest.fixture
def watching(parts: flow.Parts, mailbox_id: int) -> Iterator[threading.Event]:
    """A reader's thread at work; the event is set whenever something new was stored."""
    new, stop = threading.Event(), threading.Event()
    thread = threading.Thread(
        target=watch.watch_mailbox,
        args=(parts.database, parts.settings, mailbox_id),
        kwargs={"on_new": new.set, "stop": stop},
    )
    thread.start()
    try:
        yield new
    finally:
        stop.set()
        thread.join(AT_MOST_SECONDS)
    assert not thread.is_alive()


def test_idle_brings_new_mail_within_seconds(
    parts: flow.Parts,
    imap_server: ImapServer,
    user: str,
    mailbox_id: int,
    watching: threading.Event,
) -> None:
    def is_read() -> bool:
        with parts.database.read() as session:
            return session.get_one(Mailbox, mailbox_id).read_at is not None

    wait_until(is_read)
    time.sleep(0.5)  # Let it enter IDLE.
    imap_server.append(user, "INBOX", raw_mail("Now", sender="dana@harborlane.example"))
    # The poll that would also find the mail is a minute away.
    assert watching.wait(45)
    with parts.database.read() as session:
        assert session.scalar(select(func.count(Mail.id))) == 1


def test_an_outage_of_the_database_is_outlived_and_leaves_no_lease(
    tmp_path: Path, imap_server: ImapServer, user: str
) -> None:
    with servers.postgresql() as server:
        url, outage = server.new_database("studio"), Outage.of(server)
        settings = Settings.from_environ(
            {
                "ORCHESTRATOR_DATA": str(tmp_path),
                "ORCHESTRATOR_DATABASE_URL": url,
                "ORCHESTRATOR_POLL_EVERY": "1 s",
                "ORCHESTRATOR_FOLDER_LEASE": "1 h",
            }
        )
        make_keys(settings.keys)
        database = Database(url)
        schema.upgrade(database.engine)
        with database.write() as session:
            mailbox_id = make_mailbox(session, settings, user=user, port=imap_server.port).id
        imap_server.append(user, "INBOX", raw_mail("Before", sender="dana@harborlane.example"))
        away, stop = threading.Event(), threading.Event()

        def go_away() -> None:
            """The first mail is stored and the folder is held at this moment."""
            if not away.is_set():
                outage.stop()
                away.set()

        thread = threading.Thread(
            target=watch.watch_mailbox,
            args=(database, settings, mailbox_id),
            kwargs={"on_new": go_away, "stop": stop},
            daemon=True,  # Where this test fails, nobody stops it.
        )
        thread.start()
        assert away.wait(AT_MOST_SECONDS)
        imap_server.append(user, "INBOX", raw_mail("Meanwhile", sender="dana@harborlane.example"))
        time.sleep(2)
        assert thread.is_alive()
        with outage.over():
            # A lease that was left taken would keep the folder closed for an hour.
            wait_until(lambda: mails_in(database) == 2, "the mail that came meanwhile")
            stop.set()
            thread.join(AT_MOST_SECONDS)
            database.dispose()
        assert not thread.is_alive()


def mails_in(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count(Mail.id))) or 0
