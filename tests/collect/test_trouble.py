"""What goes wrong with a mailbox is named, waited out, and does not touch the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, pairwise
import threading
import time

from cryptography.fernet import Fernet
import pytest
from sqlalchemy import func, select

from orchestrator import flow
from orchestrator.clock import utc_now
from orchestrator.collect import trouble, watch
from orchestrator.collect.trouble import next_sign_in
from orchestrator.config import Settings
from orchestrator.errors import MailboxError
from orchestrator.keys import SEALING, seal
from orchestrator.models import FolderCursor, Mail, Mailbox, MailLocation, Quarantine
from orchestrator.record.append import Actor
from tests.dovecot import dovecot
from tests.factories import MONDAY, make_mailbox
from tests.fault_proxy import End, FaultProxy, Trouble, fault_proxy, pass_on
from tests.servers import ImapServer
from tests.waiting import AT_MOST_SECONDS, wait_until

PERSON = Actor("user:1", "test")

_number = count(1)


@pytest.fixture
def user() -> str:
    return f"troubled{next(_number)}"


@pytest.fixture
def proxy(imap_server: ImapServer) -> Iterator[FaultProxy]:
    with fault_proxy(imap_server.port) as proxy:
        yield proxy


@pytest.fixture
def quick(parts: flow.Parts) -> flow.Parts:
    """The same product, with waits that a test can sit out."""
    second = timedelta(seconds=1)
    return replace(
        parts,
        settings=replace(
            parts.settings,
            imap_timeout=second,
            imap_slowest=1_000_000,
            poll_every=second,
            idle_for=second,
            reconnect_within=second,
            login_pause=second,
        ),
    )


def add(parts: flow.Parts, user: str, port: int) -> int:
    with parts.database.write() as session:
        return make_mailbox(session, parts.settings, user=user, port=port).id


def collect(parts: flow.Parts, mailbox_id: int) -> int:
    return watch.collect_mailbox(parts.database, parts.settings, mailbox_id, on_new=lambda: None)


def row(parts: flow.Parts, mailbox_id: int) -> Mailbox:
    with parts.database.read() as session:
        return session.get_one(Mailbox, mailbox_id)


def mails(parts: flow.Parts) -> int:
    with parts.database.read() as session:
        return session.scalar(select(func.count(Mail.id))) or 0


@contextmanager
def watching(parts: flow.Parts, *mailbox_ids: int) -> Iterator[list[threading.Thread]]:
    """Readers at work, one thread a mailbox, as the service runs them."""
    stop = threading.Event()
    threads = [
        threading.Thread(
            target=watch.watch_mailbox,
            args=(parts.database, parts.settings, mailbox_id),
            kwargs={"on_new": lambda: None, "stop": stop},
        )
        for mailbox_id in mailbox_ids
    ]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        stop.set()
        for thread in threads:
            thread.join(AT_MOST_SECONDS)
    assert not any(thread.is_alive() for thread in threads)


def test_a_refused_sign_in_is_tried_ever_more_rarely_and_ten_times_a_day(
    settings: Settings,
) -> None:
    tries: list[datetime] = []
    now = MONDAY
    while now < MONDAY + timedelta(days=3):
        tries.append(now)
        due = next_sign_in([each.isoformat() for each in tries], settings)
        assert due is not None
        now = due
    minutes = [(b - a) / timedelta(minutes=1) for a, b in pairwise(tries)]
    assert minutes[:9] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    for first in tries:
        assert sum(first <= each < first + timedelta(hours=24) for each in tries) <= 10


def test_after_a_refusal_the_server_is_left_alone_until_there_is_a_new_password(
    quick: flow.Parts,
    imap_server: ImapServer,
    proxy: FaultProxy,
    user: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch, "_LOOK_AGAIN", timedelta(seconds=0.1))
    patient = replace(quick, settings=replace(quick.settings, login_pause=timedelta(hours=1)))
    mailbox_id = add(patient, user, proxy.port)
    with patient.database.write() as session:
        session.get_one(Mailbox, mailbox_id).sealed_password = seal(quick.settings.keys, "wrong")
    imap_server.append(user, "INBOX", b"Subject: 1\r\n\r\nHi\r\n")
    with watching(patient, mailbox_id):
        wait_until(lambda: bool(row(patient, mailbox_id).problem))
        assert "sign-in refused" in row(patient, mailbox_id).problem
        assert "We try again after" in row(patient, mailbox_id).problem
        time.sleep(1)
        assert proxy.heard.count(b" LOGIN ") == 1
        with patient.database.write() as session:
            changed = session.get_one(Mailbox, mailbox_id)
            changed.sealed_password = seal(quick.settings.keys, "secret")
            trouble.resume(session, mailbox_id, actor=PERSON, now=utc_now())
        wait_until(lambda: mails(patient) == 1)
        wait_until(lambda: row(patient, mailbox_id).read_at is not None)
    assert row(patient, mailbox_id).problem == ""
    assert row(patient, mailbox_id).refused_at == []


def test_a_key_that_does_not_fit_is_a_named_problem_of_the_mailbox(
    quick: flow.Parts, imap_server: ImapServer, user: str
) -> None:
    mailbox_id = add(quick, user, imap_server.port)
    (quick.settings.keys / SEALING).write_bytes(Fernet.generate_key())
    with watching(quick, mailbox_id) as [thread]:
        wait_until(lambda: bool(row(quick, mailbox_id).problem))
        assert thread.is_alive()
    assert "this key does not fit this database" in row(quick, mailbox_id).problem
    assert f"orchestrator mailbox add {user}" in row(quick, mailbox_id).problem
    assert row(quick, mailbox_id).refused_at == []


@pytest.mark.parametrize("quick_bytes", [0, 600])
def test_a_server_that_drips_is_given_up_and_no_part_of_a_mail_is_kept(
    parts: flow.Parts,
    quick: flow.Parts,
    imap_server: ImapServer,
    proxy: FaultProxy,
    user: str,
    quick_bytes: int,
) -> None:
    imap_server.append(user, "INBOX", b"Subject: 1\r\n\r\n" + b"Hi\r\n" * 500)
    mailbox_id = add(quick, user, proxy.port)
    proxy.trouble = Trouble(bytes_per_second=5, quick_bytes=quick_bytes)
    began = time.monotonic()
    with pytest.raises(MailboxError, match="no whole answer within"):
        collect(quick, mailbox_id)
    assert time.monotonic() - began < 2000 / 5 / 4, "it did not wait for the end"
    assert mails(parts) == 0
    proxy.trouble = Trouble()
    assert collect(parts, mailbox_id) == 1


def test_a_silent_line_is_noticed_and_the_other_mailboxes_are_read_meanwhile(
    quick: flow.Parts, imap_server: ImapServer, proxy: FaultProxy, user: str
) -> None:
    silent, sound = add(quick, user, proxy.port), add(quick, f"{user}-sound", imap_server.port)
    with watching(quick, silent, sound):
        wait_until(lambda: proxy.heard.count(b" IDLE") > 1)
        assert proxy.end_all(End.BLACK_HOLE) == 1
        imap_server.append(f"{user}-sound", "INBOX", b"Subject: 1\r\n\r\nHi\r\n")
        wait_until(lambda: mails(quick) == 1)
        wait_until(lambda: "no whole answer" in row(quick, silent).problem or proxy.connections > 1)
        imap_server.append(user, "INBOX", b"Subject: 2\r\n\r\nHi\r\n")
        wait_until(lambda: mails(quick) == 2)
        wait_until(lambda: row(quick, sound).problem == "")


def test_a_folder_that_is_gone_is_named_until_a_person_lets_it_go_and_others_are_read(
    parts: flow.Parts, user: str
) -> None:
    with dovecot(creates_sent=False) as server:
        mailbox_id = add(parts, user, server.port)
        server.append(user, "Sent", b"Subject: 1\r\n\r\nHi\r\n")
        assert collect(parts, mailbox_id) == 1
        server.rename_folder(user, "Sent", "Old")
        server.append(user, "INBOX", b"Subject: 2\r\n\r\nHi\r\n")
        assert collect(parts, mailbox_id) == 1
        assert row(parts, mailbox_id).problem.startswith("Sent: ")
        since = row(parts, mailbox_id).problem_since
        assert collect(parts, mailbox_id) == 0
        assert row(parts, mailbox_id).problem_since == since
        with parts.database.write() as session:
            trouble.resume(session, mailbox_id, actor=PERSON, now=utc_now())
        assert collect(parts, mailbox_id) == 0
    assert row(parts, mailbox_id).problem == ""
    with parts.database.read() as session:
        assert list(session.scalars(select(FolderCursor.folder))) == ["INBOX"]
        gone = select(MailLocation.folder).where(MailLocation.gone_at.is_not(None))
        assert list(session.scalars(gone)) == ["Sent"]
        assert session.scalar(select(func.count(Mail.id))) == 2


def test_what_was_missed_is_read_and_what_is_gone_is_marked_when_all_is_compared(
    parts: flow.Parts, imap_server: ImapServer, user: str
) -> None:
    imap_server.append_all(
        user, "INBOX", [f"Subject: {n}\r\n\r\nHi\r\n".encode() for n in range(9)]
    )
    mailbox_id = add(parts, user, imap_server.port)
    collect(parts, mailbox_id)
    with parts.database.write() as session:
        # As if a server had shown a UID only after a higher one, and we had not seen it.
        missed = session.scalars(select(MailLocation).filter_by(uid=4)).one()
        session.delete(missed)
        for cursor in session.scalars(select(FolderCursor)):
            cursor.modseq, cursor.compared_at = None, cursor.compared_at
    imap_server.expunge(user, "INBOX", "6:7")
    assert collect(parts, mailbox_id) == 0
    with parts.database.write() as session:
        for cursor in session.scalars(select(FolderCursor)):
            cursor.compared_at = utc_now() - timedelta(hours=7)
    assert collect(parts, mailbox_id) == 0
    with parts.database.read() as session:
        here = select(MailLocation.uid).where(MailLocation.gone_at.is_(None))
        assert sorted(session.scalars(here)) == [1, 2, 3, 4, 5, 8, 9]
        assert session.scalar(select(func.count(Mail.id))) == 9


def test_a_mail_that_the_server_refuses_is_put_aside_and_asked_for_again(
    parts: flow.Parts, imap_server: ImapServer, proxy: FaultProxy, user: str
) -> None:
    imap_server.append_all(
        user, "INBOX", [f"From: a@b.example\r\nSubject: {n}\r\n\r\nHi\r\n".encode() for n in "123"]
    )
    mailbox_id = add(parts, user, proxy.port)
    proxy.answer = refuse_uid_2
    assert collect(parts, mailbox_id) == 2
    with parts.database.read() as session:
        aside = session.scalars(select(Quarantine)).one()
        assert (aside.reason, aside.mail_id) == ("unfetchable", None)
        assert aside.retry_at is not None
        place = session.get_one(MailLocation, aside.location_id)
        assert (place.uid, place.mail_id) == (2, None)
    proxy.answer = pass_on
    assert collect(parts, mailbox_id) == 0, "it is not yet time"
    with parts.database.write() as session:
        session.scalars(select(Quarantine)).one().retry_at = utc_now()
    assert collect(parts, mailbox_id) == 1
    with parts.database.read() as session:
        assert session.scalars(select(Quarantine)).one().released_at is not None
        assert list(session.scalars(select(MailLocation).filter_by(mail_id=None))) == []


def test_one_that_is_expunged_while_it_is_put_aside_is_put_aside_no_more(
    parts: flow.Parts, imap_server: ImapServer, proxy: FaultProxy, user: str
) -> None:
    imap_server.append_all(user, "INBOX", [f"Subject: {n}\r\n\r\nHi\r\n".encode() for n in "123"])
    mailbox_id = add(parts, user, proxy.port)
    proxy.answer = refuse_uid_2
    collect(parts, mailbox_id)
    imap_server.expunge(user, "INBOX", "2")
    collect(parts, mailbox_id)
    with parts.database.read() as session:
        assert session.scalars(select(Quarantine)).one().released_at is not None


def test_a_server_that_refuses_every_mail_is_a_problem_and_nothing_is_put_aside(
    parts: flow.Parts, imap_server: ImapServer, proxy: FaultProxy, user: str
) -> None:
    imap_server.append_all(
        user, "INBOX", [f"Subject: {n}\r\n\r\nHi\r\n".encode() for n in range(12)]
    )
    mailbox_id = add(parts, user, proxy.port)
    proxy.answer = lambda line: no(line) if b"BODY.PEEK[])" in line else None
    with pytest.raises(MailboxError, match="gives out no mail"):
        collect(parts, mailbox_id)
    proxy.answer = pass_on
    assert collect(parts, mailbox_id) == 12


def test_a_mail_that_the_server_falls_over_does_not_hold_up_the_others(
    quick: flow.Parts, imap_server: ImapServer, proxy: FaultProxy, user: str
) -> None:
    imap_server.append_all(user, "INBOX", [f"Subject: {n}\r\n\r\nHi\r\n".encode() for n in "1234"])
    hasty = replace(
        quick,
        settings=replace(
            quick.settings,
            reconnect_within=timedelta(seconds=0.02),
            reconnect_at_most=timedelta(seconds=0.02),
        ),
    )
    mailbox_id = add(hasty, user, proxy.port)
    proxy.answer = lambda line: b"* BYE Panic.\r\n" if refuse_uid_2(line) else None
    with watching(hasty, mailbox_id):
        wait_until(lambda: mails(hasty) == 3)
        wait_until(lambda: row(hasty, mailbox_id).problem == "")
        with hasty.database.write() as session:
            aside = session.scalars(select(Quarantine)).one()
            assert "the connection broke" in aside.detail
            aside.retry_at = utc_now()
        imap_server.append(user, "INBOX", b"Subject: 5\r\n\r\nHi\r\n")
        wait_until(lambda: mails(hasty) == 4)
        proxy.answer = pass_on
        with hasty.database.write() as session:
            session.scalars(select(Quarantine)).one().retry_at = utc_now()
        wait_until(lambda: mails(hasty) == 5)


def refuse_uid_2(line: bytes) -> bytes | None:
    """Say NO to every FETCH of a body that includes UID 2."""
    words = line.split()
    if b"BODY.PEEK[])" not in line or b"2" not in words[3].split(b","):
        return None
    return no(line)


def no(line: bytes) -> bytes:
    return line.split()[0] + b" NO [SERVERBUG] Internal error.\r\n"
