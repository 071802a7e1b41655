"""Work on many things in two processes: this one, and one beside it.

The other is forked when it is first needed, so that it has everything loaded, and it ends
with this one.  It must touch no connection: the work is pure, and nothing is freed there.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
import gc
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
import signal
from typing import Generic, TypeVar

AT_LEAST = 80
"""Fewer things are done sooner than a process is forked."""
CPU_SECONDS = 120.0
"""For one share.  Whoever waits for it may be gone by then."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Beside(Generic[Thing, Result]):
    """``work`` on things that can be pickled.  Not for two threads at once; to be closed."""

    def __init__(self, work: Callable[[Thing], Result]) -> None:
        """Start nothing yet."""
        self._work = work
        self._process: ForkProcess | None = None
        self._pipe: Connection | None = None

    def each(self, things: Sequence[Thing]) -> list[Result]:
        """What comes of each, in the order given.

        Raises:
            EOFError: the other process ended; the next call starts another.
        """
        if len(things) < AT_LEAST:
            return [self._work(thing) for thing in things]
        half = len(things) // 2
        try:
            pipe = self._pipe or self._start()
            pipe.send(things[half:])
            own = [self._work(thing) for thing in things[:half]]
            others: list[Result] = pipe.recv()
        except BaseException:
            self.close()  # What it still says would be taken for the next answer.
            raise
        return own + others

    def close(self) -> None:
        """End the other process and wait for it."""
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = None

    def _start(self) -> Connection:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(self._work, theirs, self._pipe))
        self._process.start()
        theirs.close()
        return self._pipe


def _serve(work: Callable[[Thing], Result], pipe: Connection, other_end: Connection) -> None:
    other_end.close()  # Else it would never hear that the first process is gone.
    gc.freeze()  # What came along is not this process's to free.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError):  # The first process is gone.
        while True:
            things = pipe.recv()
            signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
            pipe.send([work(thing) for thing in things])
