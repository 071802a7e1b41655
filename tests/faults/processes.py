"""Processes that die on purpose, forked from this one: no import stands before a kill."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
import logging
import os
from pathlib import Path
import signal
import sys
import time
import traceback
from typing import Any

from sqlalchemy import Engine, event

_WRITES = ("INSERT", "UPDATE", "DELETE")


class Child:
    """A forked process.  Whoever makes one waits for its end, or ends it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._status: int | None = None

    def wait(self, seconds: float = 60) -> int:
        """Its exit code; below zero the signal that ended it."""
        deadline = time.monotonic() + seconds
        while not self._ended():
            assert time.monotonic() < deadline, f"the process still runs after {seconds:g} s"
            time.sleep(0.005)
        assert self._status is not None
        return os.waitstatus_to_exitcode(self._status)

    def wait_stopped(self, seconds: float = 60) -> None:
        """Until it is stopped by SIGSTOP."""
        deadline = time.monotonic() + seconds
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return
            assert not pid, "the process ended instead of stopping"
            assert time.monotonic() < deadline, "the process never came to where it stops"
            time.sleep(0.005)

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        if not self._ended():
            self.signal(signal.SIGKILL)
            self.wait()

    def _ended(self) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = status
        return self._status is not None


def fork(work: Callable[[], object], log: Path) -> Child:
    """Run ``work`` in a child that shares nothing but what was loaded; it logs to a file."""
    pid = os.fork()
    if pid:
        return Child(pid)
    code = 1
    try:
        _write_to(log)
        work()
        code = 0
    except BaseException:  # noqa: BLE001  The child's last words; there is no caller to raise to.
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


@contextmanager
def running(work: Callable[[], object], log: Path) -> Iterator[Child]:
    """The child for as long as the block lasts, then killed."""
    child = fork(work, log)
    try:
        yield child
    finally:
        child.kill()


def die_at(step: int, work: Callable[[], object]) -> Callable[[], object]:
    """Do ``work`` up to the ``step``-th write or commit, and be killed right before it.

    Between two of these steps nothing changes that another process could see, so counting
    ``step`` up until the work survives kills it at every point that can be told apart.
    """
    passed = 0

    def count(*_: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def count_writes(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            count()

    def dying() -> object:
        event.listen(Engine, "before_cursor_execute", count_writes)
        event.listen(Engine, "commit", count)
        return work()

    return dying


def after(target: str, then: Callable[[], object]) -> None:
    """Do something whenever a method, ``package.module:Class.method``, has returned.

    For a child: it is never taken back.
    """
    owner, name, real = _found(target)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = real(*args, **kwargs)
        then()
        return result

    setattr(owner, name, wrapped)


def before(target: str, first: Callable[[], object]) -> None:
    """Do something whenever a method is about to be called; as `after`."""
    owner, name, real = _found(target)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        first()
        return real(*args, **kwargs)

    setattr(owner, name, wrapped)


def once(action: Callable[[], object]) -> Callable[[], None]:
    """The action, done the first time only."""
    left = [action]

    def do() -> None:
        if left:
            left.pop()()

    return do


def stop_here() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def die_here() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _found(target: str) -> tuple[Any, str, Any]:
    module, _, path = target.partition(":")
    owner: Any = sys.modules[module]
    *outer, name = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    return owner, name, getattr(owner, name)


def _write_to(log: Path) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for standard in (1, 2):
        os.dup2(descriptor, standard)
    logging.basicConfig(level="INFO", stream=sys.stderr, force=True)
