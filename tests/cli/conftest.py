"""A shell on an empty folder, and one where a studio has been set up."""

from collections.abc import Iterator
import os
from pathlib import Path

import pytest

from tests.cli.shell import Shell, forget_parts
from tests.factories import PASSWORD

PM, DANA = "maya@northwind.example", "dana@harbor.example"


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shell]:
    """Nothing is there yet.  Redis is one that nobody runs: no command may need it."""
    for name in os.environ:
        if name.startswith("ORCHESTRATOR_"):
            monkeypatch.delenv(name)
    shell = Shell(monkeypatch, capsys)
    shell.set(data=tmp_path / "data", redis_url="redis://127.0.0.1:1/0", password=PASSWORD)
    yield shell
    forget_parts()


@pytest.fixture
def studio(shell: Shell) -> Shell:
    """Maya runs the project `booking` for Dana of Harbor & Lane."""
    shell.set(mail_from="updates@northwind.example", draft_ahead="8d", undo_for="1s")
    shell.run("init")
    shell.run("user", "add", PM, "--name", "Maya Okafor")
    shell.run("client", "add", "Harbor & Lane", "--contact", f"Dana Whitfield <{DANA}>")
    shell.run(
        *("project", "add", "--client", "Harbor & Lane", "--name", "Booking site"),
        *("--code", "HL", "--slug", "booking", "--pm", PM, "--contact", f"{DANA}:sponsor"),
        *("--approver", DANA),
    )
    return shell
