"""``orchestrator demo``: the sample studio on embedded servers, or the whole loop as a check."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import tempfile

import click

from orchestrator.config import PREFIX
from orchestrator.demo.check import WAITS, run_check, summary
from orchestrator.demo.settings import Ports, free_port, make_folder


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data/demo"),
    show_default=True,
    help="Folder of the sample; made anew each time.",
)
@click.option("--check", is_flag=True, help="Run the whole loop once, by itself, and say how.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help="With --check: run in this folder and leave it there.",
)
def demo(port: int, data: Path, check: bool, keep: Path | None) -> int:
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
    return _show(data, port)


def _show(data: Path, port: int) -> int:
    raise NotImplementedError


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
