"""Processes by session: find them, signal them, and end those whose supervisor died.

Runs as a script too, by its path, so it imports nothing but the standard library:
`launch` ties a part to its supervisor, `watch` outlives the supervisor and cleans up.
A session, not a process group, is what holds a part together: RQ's work-horse leaves
its worker's group but not its session.  Linux only: it reads ``/proc``.
"""

from collections.abc import Collection, Iterable
import contextlib
import ctypes
import os
from pathlib import Path
import signal
import sys
import time

POLL_SECONDS = 0.02
SECOND_GRACE_SECONDS = 2.0

_PR_SET_PDEATHSIG = 1


def members(sessions: Collection[int]) -> list[int]:
    """Process ids that live in one of the sessions; zombies do not count."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        # A process may end between the listing and the reading.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            # "pid (name) state ppid pgrp session ..."; the name may hold blanks and brackets.
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) in sessions and fields[0] not in "ZX":
                found.append(int(folder.name))
    return found


def send(pids: Iterable[int], number: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def wait_until_empty(sessions: Collection[int], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while members(sessions):
        if time.monotonic() >= deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def kill(sessions: Collection[int]) -> None:
    """End every process of the sessions with SIGKILL, those forked meanwhile too."""
    while pids := members(sessions):
        send(pids, signal.SIGKILL)
        time.sleep(POLL_SECONDS)


def launch(supervisor: int, argv: list[str]) -> None:
    """Become ``argv``, with a SIGTERM to come when the supervisor dies."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    # It may have died before the line above, and then no signal comes.
    if os.getppid() != supervisor:
        raise SystemExit("the supervisor is gone")
    os.execvp(argv[0], argv)  # noqa: S606  (the caller's own parts, no shell)


def watch(grace_seconds: float) -> None:
    """Follow ``+session`` and ``-session`` lines; at end of file end what is left.

    End of file means that the supervisor is gone.  Its parts have had their first SIGTERM
    by then; a busy RQ worker needs a second one, and whatever ignores that is killed.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sessions: set[int] = set()
    for line in sys.stdin:
        change = sessions.add if line[0] == "+" else sessions.discard
        change(int(line[1:]))
    if not wait_until_empty(sessions, grace_seconds):
        send(members(sessions), signal.SIGTERM)
        wait_until_empty(sessions, SECOND_GRACE_SECONDS)
        kill(sessions)


if __name__ == "__main__":
    if sys.argv[1] == "watch":
        watch(float(sys.argv[2]))
    else:
        launch(int(sys.argv[2]), sys.argv[3:])
