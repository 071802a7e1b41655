"""mailbox, against a real Dovecot."""

from pathlib import Path

import pytest

from orchestrator.keys import unseal
from orchestrator.models import Database, Mailbox
from tests import servers
from tests.cli.shell import Shell
from tests.factories import MONDAY
from tests.oauth_server import oauth_server

SECRET = "secret"


def add(shell: Shell, server: servers.ImapServer, *more: object, exit_code: int = 0) -> str:
    shell.set(password=SECRET)
    done = shell.run(
        *("mailbox", "add", "main", "--host", server.host, "--port", server.port),
        *("--security", "none", "--username", "hello", *more),
        exit_code=exit_code,
    )
    return done.stdout + done.stderr


def test_a_mailbox_is_tried_before_it_is_kept(
    studio: Shell, imap_server: servers.ImapServer
) -> None:
    assert "signed in, INBOX" in add(studio, imap_server)
    assert "IDLE yes" in studio.run("mailbox", "test", "main").stdout
    [row] = studio.data("mailbox", "list")
    assert (row["name"], row["use"], row["active"]) == ("main", "intake", True)


def test_a_password_is_sealed_and_nowhere_in_the_files(
    studio: Shell, imap_server: servers.ImapServer, tmp_path: Path
) -> None:
    add(studio, imap_server)
    studio.set(password="another password")
    studio.run("mailbox", "add", "main", "--host", "127.0.0.1", "--username", "u", "--no-test")
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.read() as session:
        sealed = session.get_one(Mailbox, 1).sealed_password
    database.dispose()
    assert unseal(tmp_path / "data" / "keys", sealed) == "another password"
    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert b"another password" not in kept


def test_a_wrong_password_is_exit_4_and_nothing_is_kept(
    studio: Shell, imap_server: servers.ImapServer
) -> None:
    studio.set(password="wrong")
    done = studio.run(
        *("mailbox", "add", "main", "--host", imap_server.host, "--port", imap_server.port),
        *("--security", "none", "--username", "hello"),
        exit_code=4,
    )
    assert "sign-in refused" in done.stderr
    assert studio.data("mailbox", "list") == []


def test_a_certificate_that_cannot_be_verified_is_refused(
    studio: Shell, imap_server: servers.ImapServer
) -> None:
    studio.set(password=SECRET)
    for security, port in (("tls", imap_server.tls_port), ("starttls", imap_server.port)):
        done = studio.run(
            *("mailbox", "add", "main", "--host", "localhost", "--port", port),
            *("--security", security, "--username", "hello"),
            exit_code=4,
        )
        assert "certificate" in done.stderr.lower()


@pytest.mark.parametrize("host", ["imap.studio.example", "192.0.2.1"])
def test_a_password_never_travels_in_clear(studio: Shell, host: str) -> None:
    words = ("--host", host, "--security", "none", "--username", "u", "--no-test")
    assert "in clear" in studio.run("mailbox", "add", "main", *words, exit_code=2).stderr


def test_removing_asks_and_stops_the_reading(
    studio: Shell, imap_server: servers.ImapServer
) -> None:
    add(studio, imap_server)
    assert "--yes" in studio.run("mailbox", "remove", "main", exit_code=2).stderr
    studio.run("mailbox", "remove", "main", "--dry-run")
    assert studio.data("mailbox", "list")[0]["active"] is True
    studio.run("mailbox", "remove", "main", "--yes")
    assert studio.data("mailbox", "list")[0]["active"] is False
    assert "none that is read" in studio.run("mail", "fetch", "main", exit_code=2).stderr
    changes = studio.data("record", "search", "--object", "mailbox:1")
    assert [entry["change"] for entry in changes] == ["added", "removed"]
    add(studio, imap_server)
    assert studio.data("mailbox", "list")[0]["active"] is True


def test_fetching_reads_what_is_new_once(studio: Shell, imap_server: servers.ImapServer) -> None:
    studio.set(password=SECRET)
    studio.run(
        *("mailbox", "add", "main", "--host", imap_server.host, "--port", imap_server.port),
        *("--security", "none", "--username", "fetched"),
    )
    imap_server.append("fetched", "INBOX", b"Subject: Photos\r\n\r\nLovely.\r\n")
    assert studio.data("mail", "fetch") == {"new": {"main": 1}}
    assert studio.data("mail", "fetch", "main") == {"new": {"main": 0}}


def test_a_mailbox_that_cannot_be_read_does_not_hide_the_others(
    studio: Shell, imap_server: servers.ImapServer
) -> None:
    add(studio, imap_server)
    dead = ("--host", "127.0.0.1", "--port", servers.free_port(), "--security", "none")
    studio.run("mailbox", "add", "dead", *dead, "--username", "u", "--no-test")
    envelope = studio.json("mail", "fetch", exit_code=5)
    assert list(envelope["data"]["new"]) == ["main"]
    assert envelope["warnings"][0].startswith("dead: ")
    studio.run("mail", "fetch", "dead", exit_code=4)


def test_a_mailbox_with_tokens_is_tried_and_its_tokens_are_sealed(
    studio: Shell, tmp_path: Path
) -> None:
    with (
        oauth_server() as provider,
        servers.dovecot(tokens_from=f"http://127.0.0.1:{provider.port}") as imap,
    ):
        studio.set(password="granted")
        secret_file = tmp_path / "client-secret"
        secret_file.write_text("between us\n")
        words = (
            *("mailbox", "add", "main", "--host", imap.host, "--port", imap.port),
            *("--security", "none", "--username", provider.user, "--oauth", provider.token_url),
            *("--client-id", "studio", "--client-secret-file", secret_file),
        )
        assert "signed in, INBOX" in studio.run(*words).stdout
        assert provider.asked[0]["client_secret"] == "between us"
        assert "signed in" in studio.run("mailbox", "test", "main").stdout
        assert len(provider.asked) == 1, "the access token is kept"
        provider.refresh_token = "another"
        refused = studio.run(*words, exit_code=4).stderr
        assert "sign in anew" in refused
    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert not [word for word in (b"granted", b"between us", b"access-1") if word in kept]
    add_by_password = ("--host", "127.0.0.1", "--username", "u", "--no-test")
    studio.run("mailbox", "add", "main", *add_by_password)
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.read() as session:
        assert session.get_one(Mailbox, 1).oauth is None
    database.dispose()


def test_a_token_is_never_asked_for_in_clear(studio: Shell) -> None:
    studio.set(password="granted")
    words = ("--host", "imap.studio.example", "--username", "u", "--client-id", "studio")
    done = studio.run(
        *("mailbox", "add", "main", *words, "--oauth", "http://login.example/token"), exit_code=2
    )
    assert "https" in done.stderr
    assert "google, microsoft" in done.stderr


def test_a_paused_mailbox_is_resumed_by_name(
    studio: Shell, imap_server: servers.ImapServer, tmp_path: Path
) -> None:
    add(studio, imap_server)
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.write() as session:
        row = session.get_one(Mailbox, 1)
        row.paused_at, row.problem = MONDAY, "INBOX: the server gave its mails new numbers"
    database.dispose()
    assert "new numbers" in studio.run("mail", "fetch", "main", exit_code=4).stderr
    assert "new numbers" in studio.run("doctor", exit_code=4).stdout
    studio.run("mailbox", "resume", "nobody", exit_code=2)
    assert studio.data("mailbox", "resume", "main") == {"name": "main"}
    studio.run("mail", "fetch", "main")
    changes = studio.data("record", "search", "--object", "mailbox:1")
    assert changes[-1]["change"] == "resumed"


def test_what_a_server_held_back_is_fetched_again(
    studio: Shell, imap_server: servers.ImapServer
) -> None:
    # An account of its own: others of this server write to "hello".
    add(studio, imap_server, "--username", "held")
    assert studio.data("mailbox", "retry", "main") == {"name": "main", "quarantine": []}
    imap_server.append("held", "INBOX", b"Subject: Large\r\n\r\n" + b"x" * 200_000)
    studio.set(imap_mail_bytes="100000")
    assert studio.data("mail", "fetch") == {"new": {"main": 0}}
    assert studio.data("mailbox", "retry", "main")["quarantine"] == [1]
    assert studio.data("mail", "fetch") == {"new": {"main": 0}}, "it is still too large"
    studio.set(imap_mail_bytes="1000000")
    studio.run("mailbox", "retry", "main")
    assert studio.data("mail", "fetch") == {"new": {"main": 1}}
    assert studio.data("mailbox", "retry", "main")["quarantine"] == []
