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

    def peak_bytes(self) -> int:
        """The most memory that the running program held."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024

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


def _write_to(log: Path) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for standard in (1, 2):
        os.dup2(descriptor, standard)
    logging.basicConfig(level="INFO", stream=sys.stderr, force=True)
