"""Reading a folder, against a real Dovecot."""

from collections.abc import Iterator
from contextlib import contextmanager

from imapclient import IMAPClient
import pytest

from orchestrator.collect.mailbox import Account, connect, fetch_new, sent_folder
from orchestrator.errors import MailboxError, MailboxLoginError, UidValidityChanged
from tests.servers import ImapServer, free_port


def mail(number: int) -> bytes:
    return f"From: ann@example.com\r\nSubject: {number}\r\n\r\nbody {number}\r\n".encode()


def account(server: ImapServer, user: str, **values: object) -> Account:
    return Account(
        **{
            "host": "127.0.0.1",
            "port": server.port,
            "security": "none",
            "username": user,
            "password": "secret",
        }
        | values
    )


@contextmanager
def connected(server: ImapServer, user: str) -> Iterator[IMAPClient]:
    with connect(account(server, user), timeout_seconds=5) as client:
        yield client


def test_yields_only_messages_above_the_last_uid_oldest_first(imap_server: ImapServer) -> None:
    for number in (1, 2, 3):
        imap_server.append("ann", "INBOX", mail(number))
    with connected(imap_server, "ann") as client:
        [batch] = fetch_new(client, "INBOX", last_uid=0, uidvalidity=None)
        [rest] = fetch_new(client, "INBOX", last_uid=1, uidvalidity=batch.uidvalidity)
    assert [m.uid for m in batch.mails] == [1, 2, 3]
    assert [m.uid for m in rest.mails] == [2, 3]
    assert batch.last_uid == 3
    assert batch.mails[0].content == mail(1)
    assert batch.mails[0].received_at.tzinfo is not None


def test_returns_nothing_when_there_is_nothing_above_the_last_uid(imap_server: ImapServer) -> None:
    imap_server.append("bob", "INBOX", mail(1))
    with connected(imap_server, "bob") as client:
        assert list(fetch_new(client, "INBOX", last_uid=1, uidvalidity=None)) == []


def test_leaves_the_message_unread(imap_server: ImapServer) -> None:
    imap_server.append("cat", "INBOX", mail(1))
    with connected(imap_server, "cat") as client:
        list(fetch_new(client, "INBOX", last_uid=0, uidvalidity=None))
        assert b"\\Seen" not in client.get_flags([1])[1]


def test_reads_a_folder_in_batches_that_end_where_the_next_begins(imap_server: ImapServer) -> None:
    for number in range(120):
        imap_server.append("del", "INBOX", mail(number))
    imap_server.expunge("del", "INBOX", "101:110")
    with connected(imap_server, "del") as client:
        first, second = fetch_new(client, "INBOX", last_uid=0, uidvalidity=None)
    assert (len(first.mails), first.last_uid) == (100, 100)
    assert (len(second.mails), second.last_uid) == (10, 120)


def test_refuses_stored_uids_when_the_folder_was_recreated(imap_server: ImapServer) -> None:
    imap_server.append("dan", "INBOX", mail(1))
    with connected(imap_server, "dan") as client, pytest.raises(UidValidityChanged) as caught:
        list(fetch_new(client, "INBOX", last_uid=7, uidvalidity=1))
    assert caught.value.stored == 1


def test_finds_the_sent_folder(imap_server: ImapServer) -> None:
    with connected(imap_server, "eve") as client:
        assert sent_folder(client) == "Sent"


def test_reads_over_tls_and_refuses_a_certificate_it_cannot_verify(
    imap_server: ImapServer,
) -> None:
    over_tls = account(imap_server, "fay", port=imap_server.tls_port, security="tls")
    imap_server.append("fay", "INBOX", mail(1))
    with connect(over_tls, timeout_seconds=5, ssl_context=imap_server.ssl_context) as client:
        [batch] = fetch_new(client, "INBOX", last_uid=0, uidvalidity=None)
        assert len(batch.mails) == 1
    with (
        pytest.raises(MailboxError, match="certificate"),
        connect(over_tls, timeout_seconds=5),
    ):
        pass


def test_tells_wrong_credentials_from_an_unreachable_server(imap_server: ImapServer) -> None:
    with (
        pytest.raises(MailboxLoginError, match="sign-in refused"),
        connect(account(imap_server, "gus", password="wrong"), timeout_seconds=5),
    ):
        pass
    with (
        pytest.raises(MailboxError) as caught,
        connect(account(imap_server, "gus", port=free_port()), timeout_seconds=1),
    ):
        pass
    assert caught.value.retryable
