"""A folder whose mails have new numbers is read again: nothing lost, doubled or repeated."""

from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy import func, select

from orchestrator import flow
from orchestrator.collect import trouble, watch
from orchestrator.collect.connection import Connection
from orchestrator.errors import MailboxPaused
from orchestrator.models import AuditEntry, Database, FolderCursor, Mail, Mailbox, MailLocation
from orchestrator.record.append import Actor
from tests.factories import make_mailbox
from tests.fault_proxy import FaultProxy, fault_proxy
from tests.servers import ImapServer

MANY = 150

_number = count(1)


@pytest.fixture
def user() -> str:
    return f"renumbered{next(_number)}"


@pytest.fixture
def mailbox_id(parts: flow.Parts, imap_server: ImapServer, user: str) -> int:
    """A mailbox whose mails were all read under the first numbering."""
    with parts.database.write() as session:
        mailbox = make_mailbox(session, parts.settings, user=user, port=imap_server.port)
    imap_server.append_all(user, "INBOX", [mail(number) for number in range(MANY)])
    assert collect(parts, mailbox.id) == MANY
    return mailbox.id


def mail(number: int, body: str = "Hello") -> bytes:
    return (
        f"Received: from a.example by b.example id {number:06}\r\nSubject: {number:06}\r\n"
        f"\r\n{body} {number:06}\r\n"
    ).encode()


def collect(parts: flow.Parts, mailbox_id: int) -> int:
    return watch.collect_mailbox(parts.database, parts.settings, mailbox_id, on_new=lambda: None)


def number_of(database: Database, what: type, *where: object) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(what).where(*where)) or 0


def live(database: Database) -> int:
    return number_of(database, MailLocation, MailLocation.gone_at.is_(None))


def through(parts: flow.Parts, mailbox_id: int, proxy: FaultProxy) -> None:
    with parts.database.write() as session:
        session.get_one(Mailbox, mailbox_id).port = proxy.port


def test_known_mails_get_their_new_places_without_their_bodies(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    imap_server.set_uidvalidity(user, "INBOX", 4711)
    imap_server.append(user, "INBOX", mail(MANY))
    with fault_proxy(imap_server.port) as proxy:
        through(parts, mailbox_id, proxy)
        assert collect(parts, mailbox_id) == 1
        assert collect(parts, mailbox_id) == 0
        bodies = [line for line in proxy.heard.splitlines() if b"BODY.PEEK[])" in line]
    assert len(bodies) == 1, "only the new mail is fetched"
    assert number_of(parts.database, Mail) == MANY + 1
    assert number_of(parts.database, MailLocation, MailLocation.uidvalidity == 4711) == MANY + 1
    assert live(parts.database) == MANY + 1
    assert number_of(parts.database, AuditEntry, AuditEntry.action == "ingest") == MANY + 1


def test_a_mail_with_the_header_of_another_is_fetched(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    """Two alike in header, size and second: neither is surely the one that we have."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    imap_server.append(user, "INBOX", mail(900, "Hello"), at=at)
    assert collect(parts, mailbox_id) == 1
    imap_server.set_uidvalidity(user, "INBOX", 4712)
    imap_server.append(user, "INBOX", mail(900, "Howdy"), at=at)
    assert collect(parts, mailbox_id) == 1
    assert number_of(parts.database, Mail) == MANY + 2


def test_a_read_that_breaks_off_goes_on_where_it_was(
    parts: flow.Parts,
    imap_server: ImapServer,
    user: str,
    mailbox_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    imap_server.set_uidvalidity(user, "INBOX", 4713)
    with fault_proxy(imap_server.port) as proxy:
        through(parts, mailbox_id, proxy)
        looks: list[bytes] = []

        def end_after_one(line: bytes) -> bytes | None:
            if b"RFC822.SIZE" not in line:
                return None
            looks.append(line)
            return b"* BYE Enough.\r\n" if len(looks) == 2 else None

        proxy.answer = end_after_one
        with pytest.raises(watch.MailboxError):
            collect(parts, mailbox_id)
        assert 0 < live(parts.database) < MANY
        proxy.answer = lambda _line: None
        assert collect(parts, mailbox_id) == 0
        fetched = [line for line in proxy.heard.splitlines() if b"BODY.PEEK[])" in line]
    assert live(parts.database) == MANY
    assert fetched == []


def test_after_five_changes_in_a_row_the_mailbox_is_paused_until_it_is_resumed(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    for number in range(4):
        imap_server.set_uidvalidity(user, "INBOX", 5000 + number)
        assert collect(parts, mailbox_id) == 0
    imap_server.set_uidvalidity(user, "INBOX", 5004)
    imap_server.append(user, "INBOX", mail(MANY))
    with pytest.raises(MailboxPaused, match="UIDVALIDITY"):
        collect(parts, mailbox_id)
    with parts.database.read() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        assert mailbox.paused_at is not None
        assert "at 5 reads in a row" in mailbox.problem
        assert watch.active_mailboxes(session) == []
    with pytest.raises(MailboxPaused, match="at 5 reads in a row"):
        collect(parts, mailbox_id)
    with parts.database.write() as session:
        now = mailbox.paused_at
        trouble.resume(session, mailbox_id, actor=Actor("user:1", "test"), now=now)
    assert collect(parts, mailbox_id) == 1
    assert live(parts.database) == number_of(parts.database, Mail) == MANY + 1


def test_a_quiet_read_ends_the_row_of_changes(
    parts: flow.Parts, imap_server: ImapServer, user: str, mailbox_id: int
) -> None:
    for number in range(7):
        imap_server.set_uidvalidity(user, "INBOX", 6000 + number)
        collect(parts, mailbox_id)
        if number == 3:
            collect(parts, mailbox_id)
    with parts.database.read() as session:
        assert session.scalars(select(FolderCursor.uidvalidity_changes)).first() == 3
        assert session.get_one(Mailbox, mailbox_id).paused_at is None


def test_a_server_that_was_restored_and_gives_numbers_again_loses_nothing(
    parts: flow.Parts,
    imap_server: ImapServer,
    user: str,
    mailbox_id: int,
) -> None:
    """The backup did not have the last mails; others get their UIDs."""
    with parts.database.write() as session:
        cursor = session.scalars(select(FolderCursor).filter_by(folder="INBOX")).one()
        cursor.last_uid = MANY + 50
        session.add_all(
            MailLocation(
                mailbox_id=mailbox_id,
                folder="INBOX",
                uidvalidity=cursor.uidvalidity,
                uid=uid,
                mail_id=1,
                received_at=datetime(2026, 11, 20, tzinfo=UTC),
            )
            for uid in range(MANY + 1, MANY + 51)
        )
    imap_server.append(user, "INBOX", mail(MANY))
    assert collect(parts, mailbox_id) == 1
    assert number_of(parts.database, Mail) == MANY + 1
    assert live(parts.database) == MANY + 1


def test_a_wrong_uidnext_does_not_let_the_folder_be_read_again(
    parts: flow.Parts,
    imap_server: ImapServer,
    user: str,
    mailbox_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process = Connection._process_select_response

    def lying(self: Connection, answer: object) -> object:
        return process(self, answer) | {b"UIDNEXT": 1}

    monkeypatch.setattr(Connection, "_process_select_response", lying)
    with fault_proxy(imap_server.port) as proxy:
        through(parts, mailbox_id, proxy)
        assert collect(parts, mailbox_id) == 0
        assert b"BODY.PEEK" not in proxy.heard
        imap_server.append(user, "INBOX", mail(MANY))
        assert collect(parts, mailbox_id) == 1
