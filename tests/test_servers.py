"""The servers of `servers.py` do what the other tests rely on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
import os
from pathlib import Path
import smtplib
import subprocess
import time
from unittest.mock import Mock

from imapclient import IMAPClient
import psycopg
import pytest
from redis import Redis

from tests import dovecot, servers
from tests.faulty_smtp import FaultySmtp, Received
from tests.waiting import AT_MOST_SECONDS, wait_until

CONTENT = b"Subject: Booking site\r\n\r\n.Two weeks\r\nFrom here on\r\n"
ENVELOPE = ("pm@studio.example", ["dana@harbor.example", "archive@studio.example"])


@pytest.fixture(scope="module")
def imap() -> Iterator[servers.ImapServer]:
    with servers.dovecot() as server:
        yield server


def log_in(imap: servers.ImapServer, user: str) -> IMAPClient:
    client = IMAPClient(imap.host, imap.port, ssl=False, timeout=AT_MOST_SECONDS)
    client.login(user, "secret")
    return client


def test_dovecot_keeps_bytes_and_knows_the_sent_folder(imap: servers.ImapServer) -> None:
    imap.append("dana", "Projects/Booking site", CONTENT)
    with log_in(imap, "dana") as client:
        client.select_folder("Projects/Booking site", readonly=True)
        assert client.fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"] == CONTENT
        assert client.find_special_folder(b"\\Sent") == "Sent"
        assert {b"CONDSTORE", b"QRESYNC", b"IDLE"} <= set(client.capabilities())


def test_dovecot_serves_tls_with_a_certificate_that_can_be_verified(
    imap: servers.ImapServer,
) -> None:
    with IMAPClient(
        imap.host, imap.tls_port, ssl_context=imap.ssl_context, timeout=AT_MOST_SECONDS
    ) as client:
        assert client.login("dana", "secret")


def test_dovecot_refuses_wrong_passwords_without_a_growing_delay(imap: servers.ImapServer) -> None:
    began = time.monotonic()
    for _ in range(3):
        with (
            IMAPClient(imap.host, imap.port, ssl=False, timeout=AT_MOST_SECONDS) as client,
            pytest.raises(IMAPClient.Error),
        ):
            client.login("dana", "wrong")
    log_in(imap, "dana").logout()
    assert time.monotonic() - began < 12, "by its own rules it would take 14 s more"


def test_dovecot_changes_uidvalidity_and_expunges(imap: servers.ImapServer) -> None:
    for _ in range(3):
        imap.append("ben", "INBOX", CONTENT)
    imap.set_uidvalidity("ben", "INBOX", 4242)
    imap.expunge("ben", "INBOX", "2")
    with log_in(imap, "ben") as client:
        assert client.select_folder("INBOX")[b"UIDVALIDITY"] == 4242
        assert client.search() == [1, 3]


def send(port: int, content: bytes = CONTENT, *, timeout: float = AT_MOST_SECONDS) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=timeout) as client:
        client.sendmail(*ENVELOPE, content)


def test_smtp_sink_returns_envelope_and_content(tmp_path: Path) -> None:
    with servers.smtp_sink(tmp_path) as sink:
        send(sink.port)
        send(sink.port, b"Subject: second\r\n\r\n\r\n\r\n")
        first, second = sorted(sink.messages(), key=lambda message: message.content)
    assert first == Received(*ENVELOPE, CONTENT)
    assert second == Received(*ENVELOPE, b"Subject: second\r\n\r\n\r\n\r\n")


def test_smtp_sink_counts_a_message_only_when_it_is_complete(tmp_path: Path) -> None:
    with servers.smtp_sink(tmp_path) as sink, smtplib.SMTP("127.0.0.1", sink.port) as client:
        client.ehlo()
        client.mail(ENVELOPE[0])
        client.rcpt(ENVELOPE[1][0])
        client.docmd("DATA")
        client.send(b"Subject: large\r\n\r\n" + b"0123456789\r\n" * 10_000)
        wait_until(lambda: any(path.stat().st_size for path in tmp_path.iterdir()))
        assert sink.messages() == []
        client.send(b".\r\n")
        assert client.getreply()[0] == 250
        assert len(sink.messages()) == 1


def test_smtp_sink_forgets_a_message_that_breaks_off(tmp_path: Path) -> None:
    with servers.smtp_sink(tmp_path) as sink:
        with smtplib.SMTP("127.0.0.1", sink.port) as client:
            client.ehlo()
            client.mail(ENVELOPE[0])
            wait_until(lambda: list(tmp_path.iterdir()))
            [dump] = tmp_path.iterdir()
        wait_until(lambda: not dump.exists())
        gone = replace(sink, folder=Mock(iterdir=lambda: [dump]))
        assert gone.messages() == sink.messages() == []


def test_smtp_sink_fails_where_it_is_told_to(tmp_path: Path) -> None:
    with (
        servers.smtp_sink(tmp_path, "-r", "RCPT") as sink,
        pytest.raises(smtplib.SMTPRecipientsRefused) as refused,
    ):
        send(sink.port)
    assert {code for code, _ in refused.value.recipients.values()} == {450}


def test_faulty_smtp_takes_mail_when_it_has_no_fault() -> None:
    with FaultySmtp() as server:
        send(server.port)
    assert server.received == [Received(*ENVELOPE, CONTENT)]


def test_faulty_smtp_replies_by_the_longest_match() -> None:
    with (
        FaultySmtp({"RCPT": "450 4.2.1 Later", "RCPT TO:<dana@": "250 Ok"}) as server,
        smtplib.SMTP("127.0.0.1", server.port, timeout=AT_MOST_SECONDS) as client,
    ):
        assert set(client.sendmail(*ENVELOPE, CONTENT)) == {"archive@studio.example"}
    assert server.received == [Received(ENVELOPE[0], ["dana@harbor.example"], CONTENT)]


@pytest.mark.parametrize(
    ("point", "taken"),
    [("CONNECT", 0), ("EHLO", 0), ("MAIL", 0), ("RCPT", 0), ("DATA", 0), ("BODY", 0), (".", 1)],
)
@pytest.mark.parametrize("fault", ["hang_at", "close_at"])
def test_faulty_smtp_breaks_off_at_every_point(fault: str, point: str, taken: int) -> None:
    hang_at, close_at = (point, None) if fault == "hang_at" else (None, point)
    with FaultySmtp(hang_at=hang_at, close_at=close_at) as server, ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send, server.port)
        if fault == "hang_at":
            assert server.hanging.wait(AT_MOST_SECONDS)
            assert not wait([sending], timeout=0.1).done
            # A client that waits no longer: its connection ends.
            server.end()
        with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
            sending.result(AT_MOST_SECONDS)
    assert len(server.received) == taken
    assert server.hanging.is_set() == (fault == "hang_at")


def test_faulty_smtp_does_not_take_what_it_refuses_at_the_dot() -> None:
    with FaultySmtp({".": "554 5.7.1 Spam"}) as server, pytest.raises(smtplib.SMTPDataError):
        send(server.port)
    assert server.received == []


def test_postgresql_makes_databases_from_a_template() -> None:
    with servers.postgresql() as server:
        template = server.new_database("template_test")
        with psycopg.connect(template.replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE mail (id int)")
        copy = server.new_database("copy_test", "template_test")
        with psycopg.connect(copy.replace("+psycopg", "")) as connection:
            assert connection.execute("SELECT count(*) FROM mail").fetchone() == (0,)
        server.drop_database("copy_test")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(copy.replace("+psycopg", ""))


def test_redis_keeps_a_value() -> None:
    with servers.redis() as url, Redis.from_url(url) as connection:
        connection.set("key", "value")
        assert connection.get("key") == b"value"


def test_chromium_starts(tmp_path: Path) -> None:
    options = ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--dump-dom", "data:,Hello"]
    shown = subprocess.run(
        [servers.chromium_path(), f"--user-data-dir={tmp_path}", *options],
        env=os.environ | {"HOME": str(tmp_path)},  # It ends where it may not write there.
        capture_output=True,
        text=True,
        timeout=AT_MOST_SECONDS,
        check=True,
    )
    assert "Hello" in shown.stdout


def test_a_server_that_does_not_start_shows_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dovecot, "DOVECOT_CONF", "nonsense = yes")
    with pytest.raises(RuntimeError, match="nonsense"), servers.dovecot():
        pass


@pytest.mark.skipif(os.getuid() != 0, reason="Postfix starts as root only")
def test_postfix_delivers_and_loses_nothing_when_all_of_it_is_killed() -> None:
    with (
        servers.dovecot(mail_location="maildir:{root}/mail/%u") as imap,
        servers.postfix(imap, ["dana", "archive"]) as relay,
    ):

        def arrived(user: str) -> int:
            return len(imap.uids(user, "INBOX"))

        to = [relay.address("dana"), relay.address("archive")]
        with smtplib.SMTP("127.0.0.1", relay.port, timeout=60) as smtp:
            with pytest.raises(smtplib.SMTPRecipientsRefused):
                smtp.sendmail(ENVELOPE[0], ["dana@elsewhere.example"], CONTENT)
            smtp.sendmail(ENVELOPE[0], to, CONTENT)
            wait_until(lambda: arrived("dana") == arrived("archive") == 1, "the delivery")
        relay.set("defer_transports", "virtual")
        with smtplib.SMTP("127.0.0.1", relay.port, timeout=60) as smtp:
            wait_until(lambda: _is_queued(smtp, to, relay), "a queue")
        queued = relay.queued()
        assert relay.kill() > 1
        relay.set("defer_transports", "")
        with relay.over():
            wait_until(lambda: relay.queued() == 0, "the queue to leave")
        assert arrived("dana") == arrived("archive") == 1 + queued


def _is_queued(smtp: smtplib.SMTP, to: list[str], relay: servers.PostfixServer) -> bool:
    smtp.sendmail(ENVELOPE[0], to, CONTENT)
    return relay.queued() > 0
