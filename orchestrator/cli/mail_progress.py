"""How far a long command is: a bar for a person at a terminal, now and then a line for others."""

from collections.abc import Iterator
from contextlib import contextmanager
import time
from typing import Protocol

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

SAY_EVERY_SECONDS = 5.0


class Say(Protocol):
    """Takes how much of the whole is done, how many mails were read and how many are new."""

    def __call__(self, done: int, *, read: int, new: int) -> None: ...


@contextmanager
def progress(total: int) -> Iterator[Say]:
    """Say on stderr how far it is, with the rate and the time that is left."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(total)
        return
    counts = TextColumn("{task.fields[read]:,} read, {task.fields[new]:,} new")
    rate = TextColumn("{task.fields[rate]:,.0f}/s")
    with Progress(BarColumn(), counts, rate, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("", total=total, read=0, new=0, rate=0.0)
        began = time.monotonic()

        def say(done: int, *, read: int, new: int) -> None:
            passed = max(time.monotonic() - began, 0.001)
            bar.update(task, completed=done, read=read, new=new, rate=read / passed)

        yield say


class _Lines:
    def __init__(self, total: int) -> None:
        self._total = total
        self._began = self._said = time.monotonic()

    def __call__(self, done: int, *, read: int, new: int) -> None:
        at = time.monotonic()
        if at - self._said < SAY_EVERY_SECONDS:
            return
        self._said = at
        passed = at - self._began
        left = passed * (self._total - done) / done if done else 0.0
        click.echo(
            f"{read:,} read, {new:,} new, {read / passed:,.0f}/s, "
            f"{done / self._total:.0%}, about {left:,.0f} s left",
            err=True,
        )
