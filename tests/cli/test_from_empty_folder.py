"""From an empty folder to the first update at a real SMTP server, by commands alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
import subprocess
import sys
import time

import pytest
from sqlalchemy import select

from orchestrator.config import Settings
from orchestrator.models import Database, Mail, MailState
from tests import servers
from tests.cli.shell import Processes, clean_environ, processes_in
from tests.waiting import wait_until

WORKER = Path(__file__).parents[2] / "worker.py"
PM, DANA = "maya@northwind.example", "dana@harbor.example"
FACT = "The room calendar works on phones."


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[servers.SmtpSink]:
    with servers.smtp_sink(tmp_path / "sink") as sink:
        yield sink


@pytest.fixture
def shell(tmp_path: Path, redis_url: str, sink: servers.SmtpSink) -> Processes:
    return processes_in(
        tmp_path / "data",
        redis_url=redis_url,
        mail_from="updates@northwind.example",
        reply_address="hello@northwind.example",
        smtp_host="127.0.0.1",
        smtp_port=str(sink.port),
        smtp_security="none",
        sweep_every="1s",
        undo_for="1s",
        draft_ahead="8d",
    )


def test_from_an_empty_folder_to_the_first_update(
    shell: Processes, sink: servers.SmtpSink, imap_server: servers.ImapServer, tmp_path: Path
) -> None:
    (tmp_path / "imap").write_text("secret")
    shell.run("init")
    shell.run("user", "add", PM, "--name", "Maya Okafor")
    shell.run(
        *("mailbox", "add", "main", "--host", imap_server.host, "--port", imap_server.port),
        *("--security", "none", "--username", "hello", "--password-file", tmp_path / "imap"),
    )
    contact = f"Dana Whitfield <{DANA}>"
    zone = zone_where_it_is_noon()
    shell.run("client", "add", "Harbor & Lane", "--contact", contact, "--timezone", zone)
    shell.run(
        *("project", "add", "--client", "Harbor & Lane", "--name", "Booking site"),
        *("--code", "HL", "--slug", "booking", "--pm", PM, "--contact", f"{DANA}:sponsor"),
    )
    imap_server.append("hello", "INBOX", reply_from_dana())
    assert shell.data("mail", "fetch", "main") == {"new": {"main": 1}}
    with worker(shell):
        wait_until(lambda: is_understood(shell))
        assert "mail" in {row["obj"].partition(":")[0] for row in scored(shell)}
        # A draft that were made before would have to wait until somebody has read her mail.
        shell.run("update", "add", "booking", FACT)
        wait_until(lambda: drafts(shell))
        [draft] = drafts(shell)
        assert FACT in shell.run("digest", "show", draft["id"]).stdout
        shell.run("digest", "send", draft["id"], exit_code=2)  # Nobody is there to say yes.
        shell.run("digest", "send", draft["id"], "--yes", "--revision", draft["revision"])
        wait_until(lambda: shell.data("digest", "list", "--state", "sent"))
        time.sleep(2)  # Two more sweeps find nothing to send.
    [received] = sink.messages()
    assert received.recipients == [DANA]
    mail = message_from_bytes(received.content, policy=policy.default)
    assert mail["To"] == contact
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert FACT in plain.get_content()
    assert '"ok": true' in shell.run("record", "verify").stdout


def test_an_idle_service_says_what_is_missing_and_sends_nothing(
    tmp_path: Path, redis_url: str
) -> None:
    shell = processes_in(tmp_path / "data", redis_url=redis_url)
    shell.run("init")
    states = {check["name"]: check["state"] for check in shell.data("doctor")}
    assert (states["IMAP"], states["SMTP"], states["Database"]) == ("warn", "warn", "ok")


def is_understood(shell: Processes) -> bool:
    """The one mail has come to its end."""
    database = Database(Settings.from_environ(shell.env).database)
    with database.read() as session:
        state = session.scalars(select(Mail.state)).one()
    database.dispose()
    return state is MailState.APPLIED


def drafts(shell: Processes) -> list[dict[str, object]]:
    found: list[dict[str, object]] = shell.data("digest", "list", "--state", "drafted")
    return found


def scored(shell: Processes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = shell.data("record", "search", "--action", "score")
    return found


def reply_from_dana() -> bytes:
    return (
        f"From: {DANA}\r\nTo: hello@northwind.example\r\nSubject: Photos\r\n"
        "Message-ID: <photos@harbor.example>\r\n\r\nThe photos look lovely.\r\n"
    ).encode()


def zone_where_it_is_noon() -> str:
    """So that no quiet hours hold the update back, whenever this test runs."""
    hours_behind = datetime.now(UTC).hour - 12
    return f"Etc/GMT{hours_behind:+d}"


@contextmanager
def worker(shell: Processes) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, str(WORKER)],
        env=clean_environ() | dict(shell.env),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            yield
            assert process.poll() is None, "the worker ended by itself"
        finally:
            process.terminate()
