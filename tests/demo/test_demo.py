"""`orchestrator demo`: from the command to a signed-in page, and nothing left after Ctrl-C."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import re
import signal
import socket
import subprocess
import sys

import pytest

from orchestrator.cli import session
from orchestrator.cli.ports import free_port
from orchestrator.demo.browser import Browser, forms_of
from orchestrator.demo.settings import MARKER, Ports, make_folder
from orchestrator.errors import Refused
from tests.waiting import AT_MOST_SECONDS, wait_until

COMMAND = [sys.executable, "-m", "orchestrator", "demo"]
PORTS = Ports(8080, 1143, 1025)


@contextmanager
def demo(folder: Path, port: int) -> "Iterator[subprocess.Popen[str]]":
    with (folder.parent / "out").open("w") as out:
        process = subprocess.Popen(
            [*COMMAND, "--data", str(folder), "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(AT_MOST_SECONDS)


def welcome(process: "subprocess.Popen[str]", out: Path) -> str:
    wait_until(lambda: process.poll() is not None or "Ctrl-C stops" in out.read_text(), "demo")
    assert process.poll() is None, out.read_text()
    return out.read_text()


def test_a_visitor_signs_in_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    port = free_port()
    with socket.create_server(("127.0.0.1", port)), demo(folder, port) as process:
        words = welcome(process, tmp_path / "out")
        assert f"port {port} is taken" in words
        address = re.search(r"http://127\.0\.0\.1:(\d+)", words)
        sign_in = re.search(r"(maya@\S+) +(\S+)", words)
        assert address is not None
        assert sign_in is not None
        browser = Browser(int(address[1]))
        typed = {"email": sign_in[1], "password": sign_in[2]}
        page = browser.submit("/signin", "/signin", typed)
        assert (page.status, page.path) == (200, "/")
        assert "Tom Reyes is unhappy" in page.text
        parts = _with_folder(folder)
        assert len(parts) >= 7
        process.send_signal(signal.SIGINT)
        assert process.wait(AT_MOST_SECONDS) == 130
    assert _with_folder(folder) == []
    assert session.members({process.pid}) == []


def test_only_its_own_folder_is_made_anew(tmp_path: Path) -> None:
    made = make_folder(tmp_path / "demo", PORTS, {})
    (made.settings.data / "old.sqlite3").touch()
    make_folder(tmp_path / "demo", PORTS, {})
    assert not (made.settings.data / "old.sqlite3").exists()
    (made.settings.data / MARKER).unlink()
    with pytest.raises(Refused, match="no demo made"):
        make_folder(tmp_path / "demo", PORTS, {})
    assert made.users.exists()


def test_passwords_are_for_their_owner_only(tmp_path: Path) -> None:
    made = make_folder(tmp_path / "demo", PORTS, {})
    assert made.users.stat().st_mode & 0o077 == 0
    assert made.settings.data.stat().st_mode & 0o077 == 0


def test_a_form_is_sent_as_a_browser_would() -> None:
    (form,) = forms_of(
        '<input name="outside" value="1"><form action="/x"><input name="a" value="1">'
        '<input type="checkbox" name="b"><input type="radio" name="c" value="2" checked>'
        '<textarea name="d">two\nlines</textarea><select name="e"><option value="3">3'
        '<option value="4" selected>4</select><button>Send</button></form>'
    )
    assert (form.action, form.values) == (
        "/x",
        {"a": "1", "c": "2", "d": "two\nlines", "e": "4"},
    )


def _with_folder(folder: Path) -> list[int]:
    """Processes that were started for this folder."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in told:
                found.append(int(process.name))
    return found
