"""``orchestrator demo``: the sample studio on embedded servers, or the whole loop as a check."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
import os
from pathlib import Path
import secrets
import signal
import tempfile
import time

import click

from orchestrator.cli.ports import free_port
from orchestrator.cli.run import INTERRUPTED
from orchestrator.cli.supervisor import supervise
from orchestrator.clock import utc_now
from orchestrator.collect.limits import close as close_parser
from orchestrator.config import DATA_VARIABLE, PREFIX
from orchestrator.demo.browser import Browser
from orchestrator.demo.check import WAITS, run_check, summary
from orchestrator.demo.service import service_parts
from orchestrator.demo.settings import STUDIO, Folder, Ports, add_mailboxes, make_folder
from orchestrator.demo.studio import PM_ADDRESS, load_studio
from orchestrator.errors import DependencyError

STUDIO_WAITS = {
    "poll_every": "2 s",
    "sweep_every": "2 s",
    "acknowledge_after": "5 s",
    "undo_for": "2 minutes",
    "draft_ahead": "4 days",
}
"""Short, so that a visitor sees what comes of what she does."""


@click.command("demo")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8080,
    show_default=True,
    help="Of the web view; the next free one when it is taken.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data/demo"),
    show_default=True,
    help="Folder of the sample; made anew each time.",
)
@click.option(
    "--no-browser-hint", is_flag=True, help="Print address, name and password in one line only."
)
@click.option("--check", is_flag=True, help="Run the whole loop once, by itself, and say how.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help="With --check: run in this folder and leave it there.",
)
def demo(port: int, data: Path, no_browser_hint: bool, check: bool, keep: Path | None) -> int:
    r"""Show the service with a sample studio: no server, account or setting needed.

    Everything is in one folder and listens on 127.0.0.1; no mail leaves the machine.
    To remove the sample, delete the folder.

    \b
    Examples:
      orchestrator demo
      orchestrator demo --check
      orchestrator demo --check --keep /tmp/loop
    """
    # The sample must never meet the database of a service in earnest.
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    if check:
        with _check_folder(keep) as folder:
            return _check(folder)
    return _show(data, port, is_brief=no_browser_hint)


def _show(data: Path, port: int, *, is_brief: bool) -> int:
    began, found = time.monotonic(), free_port(port)
    if found != port:
        _say(f"port {port} is taken; using {found}")
    password = secrets.token_hex(6)
    folder = make_folder(data, Ports(found, free_port(), free_port()), STUDIO_WAITS)
    _say("loading six weeks of Northwind Studio")
    past = load_studio(folder.settings, password=password, now=utc_now())
    with past.database.write() as session:
        add_mailboxes(session, folder)
    past.database.dispose()
    close_parser()

    def on_ready() -> None:
        _see_the_door(found)
        sign_in = f"{folder.settings.base_url} {PM_ADDRESS} {password}"
        seconds = time.monotonic() - began
        click.echo(sign_in if is_brief else _welcome(folder, password, seconds))

    with (folder.settings.data / "demo.log").open("w") as log:
        ended_by = supervise(service_parts(folder), on_ready=on_ready, out=log)
    _say(f"stopped; to remove the sample, delete {folder.settings.data}")
    return INTERRUPTED if ended_by == signal.SIGINT else 0


def _see_the_door(port: int) -> None:
    try:
        page = Browser(port).get("/signin")
    except (OSError, HTTPException) as error:
        raise DependencyError(f"the web view does not answer at port {port}: {error}") from None
    if page.status != 200:
        raise DependencyError(f"the web view answers {page.status}")


def _welcome(folder: Folder, password: str, seconds: float) -> str:
    settings, ports = folder.settings, folder.ports
    return f"""
Northwind Studio is open, {seconds:.1f} s after the start.

  Open      {settings.base_url}
  Sign in   {PM_ADDRESS}   {password}
            ravi@, jo@ or nia@northwind.example see it as writer, compliance and admin

  SMTP      127.0.0.1:{ports.smtp}  write to {STUDIO}, or answer an update at its Reply-To
  Sent      {folder.outgoing}
  Command   {DATA_VARIABLE}={settings.data} orchestrator doctor

All of it is sample data in {settings.data}: to remove it, delete that folder.
Ctrl-C stops everything.
"""


def _say(words: str) -> None:
    click.echo(words, err=True)


def _check(data: Path) -> int:
    folder = make_folder(data, Ports(free_port(), free_port(), free_port()), WAITS)
    with (folder.settings.data / "check.log").open("w") as log:
        steps = run_check(folder, log=log, say=lambda line: click.echo(line, err=True))
    if not all(step.ok for step in steps):
        click.echo((folder.settings.data / "check.log").read_text()[-4000:], err=True)
    click.echo(summary(steps))
    return 0 if steps and all(step.ok for step in steps) else 1


@contextmanager
def _check_folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="orchestrator-check-") as name:
        yield Path(name)
