"""The embedded servers, as the supervisor runs them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
import json
from pathlib import Path
import resource
import smtplib
import subprocess

from imapclient import IMAPClient
import pytest
from redis import Redis

from orchestrator.cli.supervisor import Part
from orchestrator.demo.parts import imap_part, smtp_part, valkey_argv, valkey_part
from orchestrator.errors import DependencyError
from tests.running import server_folder
from tests.servers import free_port
from tests.waiting import AT_MOST_SECONDS, wait_until

STUDIO, DANA = "studio@studio.example", "dana@harbor.example"
# Bytes that a careless store changes: 8-bit, a line of a dot, "From ", blanks at line ends.
CONTENT = (
    "Subject: Grüße\r\nTo: dana\r\n\r\n.\r\n..two\r\nFrom here  \r\n\r\n".encode() + b"\xff\xfe\r\n"
)


@contextmanager
def running(part: Part) -> Iterator[None]:
    process = subprocess.Popen(part.argv)
    try:
        assert part.ready is not None
        wait_until(lambda: process.poll() is not None or part.ready(), part.name)
        assert process.poll() is None
        yield
    finally:
        process.terminate()
        assert process.wait(AT_MOST_SECONDS) == 0


@dataclass(frozen=True)
class Mail:
    imap_port: int
    smtp_port: int
    folder: Path

    def log_in(self, user: str) -> IMAPClient:
        client = IMAPClient("127.0.0.1", self.imap_port, ssl=False, timeout=AT_MOST_SECONDS)
        client.login(user, "secret")
        return client

    def send(self, recipients: list[str], content: bytes = CONTENT) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=AT_MOST_SECONDS) as client:
            client.sendmail(STUDIO, recipients, content, mail_options=["SMTPUTF8", "BODY=8BITMIME"])


def write_users(folder: Path) -> Path:
    users = folder / "users.json"
    users.write_text(json.dumps({STUDIO: "secret", DANA: "secret"}))
    return users


def mail_parts(folder: Path) -> tuple[Mail, Part, Part]:
    users = write_users(folder)
    mail = Mail(free_port(), free_port(), folder / "smtp")
    imap = imap_part(folder / "imap", mail.imap_port, users)
    smtp = smtp_part(mail.folder, mail.smtp_port, users=users, imap_port=mail.imap_port)
    return mail, imap, smtp


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mail]:
    mail, imap, smtp = mail_parts(tmp_path_factory.mktemp("mail"))
    with running(imap), running(smtp):
        yield mail


def inbox(client: IMAPClient) -> list[bytes]:
    client.select_folder("INBOX", readonly=True)
    return [row[b"BODY[]"] for row in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]


def state(client: IMAPClient) -> object:
    """What tells a reader whether it knows this folder already."""
    client.normalise_times = False
    found = client.select_folder("INBOX", readonly=True)
    rows = client.fetch(client.search(), ["INTERNALDATE"])
    dates = {uid: row[b"INTERNALDATE"] for uid, row in rows.items()}
    return found[b"UIDVALIDITY"], found[b"UIDNEXT"], dates


@pytest.fixture
def socket() -> Iterator[Path]:
    """A path that is short enough, unlike some in the folders that pytest makes."""
    with server_folder("valkey-") as folder:
        yield folder / "valkey.sock"


def test_valkey_keeps_jobs_over_a_restart(tmp_path: Path, socket: Path) -> None:
    part = valkey_part(tmp_path / "valkey", socket)
    with running(part), Redis(unix_socket_path=str(socket)) as client:
        client.rpush("queue", "17")
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    with running(part), Redis(unix_socket_path=str(socket)) as client:
        assert client.lrange("queue", 0, -1) == [b"17"]


def test_valkey_listens_on_a_port_when_it_is_given_one(tmp_path: Path, socket: Path) -> None:
    port = free_port()
    part = valkey_part(tmp_path, socket, port)
    with running(part), Redis(port=port) as client:
        assert client.ping()


def test_a_socket_path_that_the_kernel_refuses_is_named(tmp_path: Path) -> None:
    with pytest.raises(DependencyError, match="longer than 107 bytes"):
        valkey_argv(tmp_path, tmp_path / ("x" * 108))


def test_imap_has_an_inbox_and_a_sent_folder(mail: Mail) -> None:
    with mail.log_in(DANA) as client:
        assert {name for _, _, name in client.list_folders()} == {"INBOX", "Sent"}
        assert client.find_special_folder(b"\\Sent") == "Sent"


def test_imap_refuses_a_wrong_password(mail: Mail) -> None:
    with (
        IMAPClient("127.0.0.1", mail.imap_port, ssl=False, timeout=AT_MOST_SECONDS) as client,
        pytest.raises(IMAPClient.Error),
    ):
        client.login(DANA, "wrong")


def test_imap_wakes_an_idling_client(mail: Mail) -> None:
    with mail.log_in(STUDIO) as reader, mail.log_in(STUDIO) as writer:
        reader.select_folder("INBOX", readonly=True)
        reader.idle()
        writer.append("INBOX", CONTENT)
        assert (1, b"EXISTS") in reader.idle_check(timeout=AT_MOST_SECONDS)
        reader.idle_done()


def test_imap_stops_although_a_client_idles(tmp_path: Path) -> None:
    mail, imap, _ = mail_parts(tmp_path)
    with ExitStack() as stack, running(imap):
        client = mail.log_in(DANA)
        stack.callback(client.shutdown)
        client.select_folder("INBOX", readonly=True)
        client.idle()


def test_imap_keeps_bytes_uids_and_dates_over_a_restart(tmp_path: Path) -> None:
    mail, imap, _ = mail_parts(tmp_path)
    with running(imap), mail.log_in(DANA) as client:
        client.append("INBOX", CONTENT)
        client.append("INBOX", CONTENT, msg_time=datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
        before = state(client)
    with running(imap), mail.log_in(DANA) as client:
        assert state(client) == before
        assert inbox(client) == [CONTENT, CONTENT]


def test_imap_never_gives_a_uid_twice(tmp_path: Path) -> None:
    mail, imap, _ = mail_parts(tmp_path)
    with running(imap), mail.log_in(DANA) as client:
        client.append("INBOX", CONTENT)
        client.select_folder("INBOX")
        [gone] = client.search()
        client.delete_messages([gone])
        client.expunge()
    with running(imap), mail.log_in(DANA) as client:
        client.append("INBOX", CONTENT)
        client.select_folder("INBOX")
        assert client.search() == [gone + 1]


def test_smtp_keeps_the_bytes_and_the_envelope_and_delivers_a_copy(mail: Mail) -> None:
    recipients = ["dana+harbor@harbor.example", "nobody@elsewhere.example"]
    before = set(mail.folder.glob("*.eml"))
    mail.send(recipients)
    [path] = set(mail.folder.glob("*.eml")) - before
    assert path.read_bytes() == CONTENT
    envelope = json.loads(path.with_suffix(".json").read_text())
    assert (envelope["reverse_path"], envelope["recipients"]) == (STUDIO, recipients)
    assert "SMTPUTF8" in envelope["mail_options"]
    with mail.log_in(DANA) as client:
        assert inbox(client) == [CONTENT]


def test_smtp_takes_long_lines_and_addresses_in_utf_8(mail: Mail) -> None:
    content = b"Subject: long\r\n\r\n" + b"x" * 100_000 + b"\r\n"
    before = set(mail.folder.glob("*.eml"))
    mail.send(["jürgen@exämple.example"], content)
    [path] = set(mail.folder.glob("*.eml")) - before
    assert path.read_bytes() == content
    assert "jürgen@exämple.example" in path.with_suffix(".json").read_text()


def test_smtp_takes_nothing_when_a_mailbox_cannot_be_reached(tmp_path: Path) -> None:
    mail, _, smtp = mail_parts(tmp_path)
    with running(smtp):
        with pytest.raises(smtplib.SMTPDataError) as refused:
            mail.send([DANA])
        assert refused.value.smtp_code == 451
        assert list(mail.folder.iterdir()) == []


def test_all_three_run_side_by_side_and_cost_little_to_start(tmp_path: Path, socket: Path) -> None:
    _, imap, smtp = mail_parts(tmp_path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with ExitStack() as stack:
        for part in (valkey_part(tmp_path / "valkey", socket), imap, smtp):
            stack.enter_context(running(part))
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert seconds < 10
