"""What an operator reads when something is wrong: the setting, its value, and what to do."""

from pathlib import Path
import runpy
import socket
import subprocess
import sys

import pytest
import time_machine

from orchestrator.clock import utc_now
from orchestrator.errors import ConfigError
from tests import servers
from tests.cli.shell import Shell
from tests.cli.test_doctor import found, relay
from tests.cli.test_record import alter

ROOT = Path(__file__).parents[2]


def test_a_command_in_the_wrong_folder_names_the_variable_that_leads_to_the_right_one(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell.run("user", "list", exit_code=3).stderr.endswith("run: orchestrator init\n")
    monkeypatch.delenv("ORCHESTRATOR_DATA")
    monkeypatch.chdir(tmp_path)
    words = shell.run("user", "list", exit_code=3).stderr
    assert f"{tmp_path}/data/orchestrator.sqlite3: no database yet" in words
    assert "set ORCHESTRATOR_DATA to the folder of your service" in words


def test_a_list_of_something_else_is_a_wrong_setting(shell: Shell, tmp_path: Path) -> None:
    shell.run("init")
    (tmp_path / "data/orchestrator.toml").write_text("dns_servers = 53\n[imap]\nhost = 'x'\n")
    first, second = shell.run("config", "check", exit_code=3).stderr.splitlines()
    assert "dns_servers = 53: expected words in quotes" in first
    assert "imap: unknown setting" in second


def test_settings_are_shown_as_they_are_written(shell: Shell) -> None:
    shell.set(dns_servers="192.0.2.53, 192.0.2.54", confirm_within="3 days")
    shown = shell.data("config", "show")
    assert shown["dns_servers"] == "192.0.2.53, 192.0.2.54"
    assert shown["confirm_within"] == "259200 s"
    for name in ("dns_servers", "confirm_within"):
        shell.set(**{name: shown[name]})
    assert shell.data("config", "show") == shown


def test_a_database_that_is_away_names_its_setting_in_one_line(shell: Shell) -> None:
    port = servers.free_port()
    shell.set(database_url=f"postgresql://somebody:secret@127.0.0.1:{port}/orchestrator")
    [words] = shell.run("init", exit_code=4).stderr.splitlines()
    assert "Connection refused" in words
    assert "correct database_url" in words
    assert "secret" not in words


def test_a_file_that_is_no_database_is_named(studio: Shell, tmp_path: Path) -> None:
    path = tmp_path / "data/orchestrator.sqlite3"
    for beside in path.parent.glob("*.sqlite3-*"):
        beside.unlink()
    path.write_bytes(b"something else" * 100)
    assert f"check {path}" in studio.run("user", "list", exit_code=4).stderr
    assert "is no SQLite database" in studio.run("record", "verify", exit_code=2).stderr
    path.unlink()
    assert "is not there" in studio.run("record", "verify", exit_code=2).stderr


def test_doctor_says_how_to_mend_each_server(
    studio: Shell, imap_server: servers.ImapServer, tmp_path: Path
) -> None:
    studio.set(smtp_username="maya", smtp_password="wrong")
    dead = ("--host", "127.0.0.1", "--port", servers.free_port(), "--security", "none")
    studio.run("mailbox", "add", "main", *dead, "--username", "u", "--no-test")
    with servers.smtp_sink(tmp_path / "sink") as sink:
        fixes = {}
        for security, port in (("none", sink.port), ("starttls", sink.port), ("tls", sink.port)):
            relay(studio, port)
            studio.set(smtp_security=security)
            fixes[security] = found(studio, exit_code=4)["SMTP"]["fix"]
        relay(studio, servers.free_port())
        checks = found(studio, exit_code=4)
    assert fixes["none"].startswith("correct smtp_username and smtp_password")
    assert fixes["starttls"] == "this port offers none: set smtp_security to tls, smtp_port to 465"
    assert "smtp_security is starttls on port 587, tls on 465" in fixes["tls"]
    assert checks["SMTP"]["fix"].startswith("correct smtp_host and smtp_port")
    assert checks["Redis"]["fix"] == "start it, or correct redis_url"
    assert "orchestrator mailbox add main" in checks["IMAP"]["fix"]


def test_a_mailbox_that_cannot_be_reached_names_the_options(studio: Shell) -> None:
    port = servers.free_port()
    dead = ("mailbox", "add", "main", "--host", "127.0.0.1", "--port", port)
    words = studio.run(*dead, "--username", "u", "--password-file", "/dev/null", exit_code=4).stderr
    assert f"u at 127.0.0.1:{port}" in words
    assert "correct --host, --port or --security, or add it untried with --no-test" in words


def test_a_secret_that_cannot_be_read_is_named_once(studio: Shell, tmp_path: Path) -> None:
    path = tmp_path / "password"
    add = ("mailbox", "add", "main", "--host", "127.0.0.1", "--username", "u")
    words = studio.run(*add, "--password-file", path, exit_code=2).stderr
    assert words.count(str(path)) == 1
    assert "No such file or directory; name a file that you may read" in words
    path.write_bytes(b"\xff\xfe")
    assert "is no text" in studio.run(*add, "--password-file", path, exit_code=2).stderr


def test_a_web_view_that_cannot_listen_says_why_in_one_line(studio: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        studio.set(web_port=port)
        for what in ("web", "all"):
            words = studio.run("run", what, exit_code=3).stderr.splitlines()[-1]
            assert f"web_port = {port}: another program listens there" in words
            assert "set another web_port" in words
    studio.set(web_port=servers.free_port())
    for host in ("192.0.2.7", "no host"):
        studio.set(web_host=host)
        words = studio.run("run", "web", exit_code=3).stderr.splitlines()[-1]
        assert f"web_host = '{host}': no address of this machine; use 127.0.0.1" in words


def test_no_process_works_on_the_database_of_another_version(studio: Shell, tmp_path: Path) -> None:
    alter(tmp_path / "data", "UPDATE alembic_version SET version_num = '20261121_0900'")
    worker = subprocess.run(
        [sys.executable, ROOT / "worker.py"], capture_output=True, text=True, timeout=60
    )
    assert worker.returncode == 3
    [words] = worker.stderr.splitlines()
    assert words.endswith("run: orchestrator db upgrade")
    with pytest.raises(ConfigError, match="run: orchestrator db upgrade"):
        runpy.run_path(str(ROOT / "wsgi.py"))


def test_what_waits_for_the_service_is_said_in_words(studio: Shell) -> None:
    with time_machine.travel(utc_now().replace(hour=12)):
        _wait_for_the_service(studio)


def _wait_for_the_service(studio: Shell) -> None:
    """At noon: at night nothing is sent."""
    studio.set(redis_url="")
    studio.run("update", "add", "booking", "The room calendar works on phones.")
    studio.run("digest", "draft")
    words = studio.run("digest", "send", 1, "--yes").stderr
    assert "it is done once the service runs: orchestrator run all" in words


def test_an_address_that_leads_elsewhere_than_the_web_view_is_named(shell: Shell) -> None:
    assert "base_url" not in shell.run("config", "check").stderr
    shell.set(web_port=8081)
    assert "base_url = http://127.0.0.1:8080: the web view listens on port 8081" in (
        shell.run("config", "check").stderr
    )
    for address in ("http://localhost:8081", "https://orchestrator.studio.example"):
        shell.set(base_url=address)
        assert "base_url" not in shell.run("config", "check").stderr
