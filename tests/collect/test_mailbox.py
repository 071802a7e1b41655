"""Reading a folder, against a real Dovecot."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from orchestrator.collect import mailbox
from orchestrator.collect.connection import Account, Connection, connect
from orchestrator.collect.mailbox import (
    Batch,
    Limits,
    examine,
    fetch_batch,
    groups,
    sent_folder,
    uids_above,
)
from orchestrator.errors import MailboxError, MailboxLoginError
from tests.servers import ImapServer, free_port

LIMITS = Limits(mail_bytes=25_000_000, slowest=50_000)


def mail(number: int) -> bytes:
    return f"From: ann@example.com\r\nSubject: {number}\r\n\r\nbody {number}\r\n".encode()


def account(server: ImapServer, user: str, **values: object) -> Account:
    return Account(
        **{
            "host": "127.0.0.1",
            "port": server.port,
            "security": "none",
            "username": user,
            "secret": "secret",
        }
        | values
    )


@contextmanager
def connected(server: ImapServer, user: str) -> Iterator[Connection]:
    with connect(account(server, user), timeout_seconds=5) as client:
        yield client


def read_new(client: Connection, last_uid: int = 0, limits: Limits = LIMITS) -> list[Batch]:
    """Everything above ``last_uid``, as a reader asks for it."""
    folder = examine(client, "INBOX")
    return [
        fetch_batch(client, folder, group, sizes, limits, last_uid=group[-1])
        for _low, _high, uids in uids_above(client, folder, last_uid)
        for group, sizes in groups(client, folder, uids, limits)
    ]


def test_yields_only_messages_above_the_last_uid_oldest_first(imap_server: ImapServer) -> None:
    for number in (1, 2, 3):
        imap_server.append("ann", "INBOX", mail(number))
    with connected(imap_server, "ann") as client:
        [batch] = read_new(client)
        [rest] = read_new(client, last_uid=1)
    assert [m.uid for m in batch.mails] == [1, 2, 3]
    assert [m.uid for m in rest.mails] == [2, 3]
    assert batch.last_uid == 3
    assert batch.mails[0].content == mail(1)
    assert batch.mails[0].received_at is not None
    assert batch.mails[0].received_at.tzinfo is not None


def test_returns_nothing_when_there_is_nothing_above_the_last_uid(imap_server: ImapServer) -> None:
    imap_server.append("bob", "INBOX", mail(1))
    with connected(imap_server, "bob") as client:
        assert read_new(client, last_uid=1) == []


def test_leaves_the_message_unread(imap_server: ImapServer) -> None:
    imap_server.append("cat", "INBOX", mail(1))
    with connected(imap_server, "cat") as client:
        assert len(read_new(client)) == 1
        assert b"\\Seen" not in client.get_flags([1])[1]


def test_reads_a_folder_in_batches_that_end_where_the_next_begins(imap_server: ImapServer) -> None:
    imap_server.append_all("del", "INBOX", [mail(number) for number in range(120)])
    imap_server.expunge("del", "INBOX", "101:110")
    with connected(imap_server, "del") as client:
        first, second = read_new(client)
    assert (len(first.mails), first.last_uid) == (100, 100)
    assert (len(second.mails), second.last_uid) == (10, 120)


def test_lists_a_folder_in_parts_whose_steps_grow_where_uids_are_sparse(
    imap_server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "UID_RANGE", 4)
    imap_server.append_all("dot", "INBOX", [mail(number) for number in range(40)])
    imap_server.expunge("dot", "INBOX", "3:37")
    with connected(imap_server, "dot") as client:
        parts = list(uids_above(client, examine(client, "INBOX"), 0))
    assert [uid for _low, _high, uids in parts for uid in uids] == [1, 2, 38, 39, 40]
    assert [(low, high) for low, high, _uids in parts] == [
        (1, 4),
        (5, 8),
        (9, 16),
        (17, 32),
        (33, 40),
    ]


def test_a_batch_stays_small_whatever_its_mails_weigh(imap_server: ImapServer) -> None:
    heavy = mail(1) + b"x" * 3_000_000
    imap_server.append_all("dov", "INBOX", [heavy] * 5)
    with connected(imap_server, "dov") as client:
        assert [len(batch.mails) for batch in read_new(client)] == [2, 2, 1]


def test_a_mail_that_is_too_large_stays_on_its_server_and_shows_its_header(
    imap_server: ImapServer,
) -> None:
    imap_server.append_all("dor", "INBOX", [mail(1), mail(2) + b"x" * 100_000, mail(3)])
    with connected(imap_server, "dor") as client:
        [batch] = read_new(client, limits=replace(LIMITS, mail_bytes=90_000))
    assert [m.uid for m in batch.mails] == [1, 3]
    [left] = batch.unfetched
    assert (left.uid, left.reason, left.header) == (2, "too_large", mail(2).partition(b"body")[0])
    assert batch.last_uid == 3


def test_a_mail_expunged_since_the_search_is_skipped(imap_server: ImapServer) -> None:
    imap_server.append_all("dum", "INBOX", [mail(number) for number in range(5)])
    with connected(imap_server, "dum") as client:
        folder = examine(client, "INBOX")
        [(_low, _high, uids)] = uids_above(client, folder, 0)
        imap_server.expunge("dum", "INBOX", "2:3")
        batch = fetch_batch(client, folder, uids, {}, LIMITS, last_uid=5)
    assert ([m.uid for m in batch.mails], list(batch.unfetched)) == ([1, 4, 5], [])


def test_finds_the_sent_folder(imap_server: ImapServer) -> None:
    with connected(imap_server, "eve") as client:
        assert sent_folder(client) == "Sent"


def test_reads_over_tls_and_refuses_a_certificate_it_cannot_verify(
    imap_server: ImapServer,
) -> None:
    over_tls = account(imap_server, "fay", port=imap_server.tls_port, security="tls")
    imap_server.append("fay", "INBOX", mail(1))
    with connect(over_tls, timeout_seconds=5, ssl_context=imap_server.ssl_context) as client:
        [batch] = read_new(client)
        assert len(batch.mails) == 1
    with (
        pytest.raises(MailboxError, match="certificate"),
        connect(over_tls, timeout_seconds=5),
    ):
        pass


def test_tells_wrong_credentials_from_an_unreachable_server(imap_server: ImapServer) -> None:
    with (
        pytest.raises(MailboxLoginError, match="sign-in refused"),
        connect(account(imap_server, "gus", secret="wrong"), timeout_seconds=5),
    ):
        pass
    with (
        pytest.raises(MailboxError) as caught,
        connect(account(imap_server, "gus", port=free_port()), timeout_seconds=1),
    ):
        pass
    assert caught.value.retryable
