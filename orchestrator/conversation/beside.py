"""Work on many things in processes beside this one, which goes on meanwhile.

They are forked when they are first needed, so that they have everything loaded, and end with
this one.  They must touch no connection: the work is pure, and nothing is freed there.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
import gc
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
import signal
from typing import Generic, TypeVar

PROCESSES = 2
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
        self._others = [_Other(work) for _ in range(PROCESSES)]

    def begin(self, things: Sequence[Thing]) -> Callable[[], list[Result]]:
        """Return what waits for the results, in the order given.

        Calling it raises EOFError where a process ended; the next work starts another.
        """
        if len(things) < AT_LEAST:
            return partial(self._here, things)
        size = -(-len(things) // PROCESSES)
        shares = [
            other.begin(things[at * size : (at + 1) * size])
            for at, other in enumerate(self._others)
        ]
        return lambda: [result for share in shares for result in share.results()]

    def close(self) -> None:
        """End the other processes and wait for them."""
        for other in self._others:
            other.close()

    def _here(self, things: Sequence[Thing]) -> list[Result]:
        return [self._work(thing) for thing in things]


class _Share(Generic[Result]):
    """What a process was asked for, and answers once."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._results: list[Result] | EOFError | None = None

    def is_answered(self) -> bool:
        """Wait, and say whether the process is still there."""
        if self._results is None:
            try:
                self._results = self._pipe.recv()
            except (EOFError, OSError):
                self._results = EOFError("a process that works beside this one ended")
        return not isinstance(self._results, EOFError)

    def results(self) -> list[Result]:
        self.is_answered()
        if isinstance(self._results, EOFError):
            raise self._results
        return self._results or []


class _Other(Generic[Thing, Result]):
    """One process beside this one."""

    def __init__(self, work: Callable[[Thing], Result]) -> None:
        self._work = work
        self._process: ForkProcess | None = None
        self._pipe: Connection | None = None
        self._asked: _Share[Result] | None = None

    def begin(self, things: Sequence[Thing]) -> _Share[Result]:
        if self._asked is not None and not self._asked.is_answered():
            self.close()
        pipe = self._pipe or self._start()
        self._asked = _Share(pipe)
        with suppress(BrokenPipeError):  # Whoever asks for the results will hear of it.
            pipe.send(things)
        return self._asked

    def close(self) -> None:
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = self._asked = None

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
