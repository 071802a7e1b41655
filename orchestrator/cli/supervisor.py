"""Start the parts of one machine in order, keep them running, stop them in reverse order.

Every part leads a session of its own.  A part that dies is started again, later each
time; one that dies `DEATHS_ALLOWED` times in `DEATHS_SECONDS` ends the whole, unless it
says that a server does not answer: waiting mends that.  When this
process is killed, the kernel sends each part a SIGTERM and a watchdog (`session.py`) ends
what is left, so no end of the supervisor leaves a process.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
import contextlib
from dataclasses import dataclass, field
import os
import signal
import subprocess
import sys
import threading
import time
from typing import IO, TextIO

from orchestrator.cli import session
from orchestrator.cli.signals import Signals, catch_signals
from orchestrator.errors import DependencyError, OrchestratorError

READY_SECONDS = 60.0
READY_POLL_SECONDS = 0.02
IDLE_POLL_SECONDS = 1.0
DEATHS_ALLOWED = 5
DEATHS_SECONDS = 60.0
FIRST_BACK_OFF_SECONDS = 0.5
BACK_OFF_AT_MOST_SECONDS = 30.0
# With the second grace well under 30 s: by then a killed supervisor's processes are gone.
WATCH_GRACE_SECONDS = 10.0

_SCRIPT = [sys.executable, "-I", "-S", session.__file__]


class PartFailed(OrchestratorError):
    """A part cannot be started, or keeps dying; everything was stopped."""


@dataclass(frozen=True, slots=True)
class Part:
    """One process to run.

    ``env`` is added to this process's environment.  ``ready`` is asked again and again, so
    it answers at once; None means ready when started.  ``grace_seconds`` pass between
    ``stop_signal`` and the second SIGTERM.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] | None = None
    stop_signal: int = signal.SIGTERM
    grace_seconds: float = 5.0


def supervise(parts: Sequence[Part], *, on_ready: Callable[[], None], out: TextIO) -> int:
    """Run the parts until a signal; call ``on_ready`` once, when all are ready.

    Returns the signal that ended it: SIGINT, SIGTERM, SIGHUP, or SIGPIPE if ``out`` is closed.
    An exception from ``on_ready`` stops the parts and is passed on.  Call it from the main
    thread: the kernel ties a part to the thread that started it.

    Raises:
        PartFailed: a part was not ready in `READY_SECONDS`, or died too often.
    """
    with catch_signals() as signals, _watchdog() as watchdog:
        runs = [_Run(part, watchdog, _Output(out, part.name, signals)) for part in parts]
        try:
            for run in runs:
                _start(run, runs, signals)
            if not signals.received:
                signals.call(on_ready)
            while not signals.received:
                all_up = _restart_dead(runs)
                signals.wait(IDLE_POLL_SECONDS if all_up else READY_POLL_SECONDS)
        finally:
            for run in reversed(runs):
                run.stop(signals)
    return signals.received[0]


def _start(run: "_Run", runs: "Sequence[_Run]", signals: Signals) -> None:
    deadline = time.monotonic() + READY_SECONDS
    run.start()
    while not run.is_ready() and not signals.received:
        if time.monotonic() > deadline:
            raise PartFailed(f"{run.part.name} is not ready after {READY_SECONDS:.0f} s")
        signals.wait(READY_POLL_SECONDS)
        _restart_dead(runs)


def _restart_dead(runs: "Sequence[_Run]") -> bool:
    """Start what died and has waited long enough; say whether all of them run."""
    return all([run.restart_if_dead() for run in runs])


class _Run:
    """A part and its present process."""

    def __init__(self, part: Part, watchdog: IO[bytes], output: "_Output") -> None:
        self.part = part
        self._watchdog = watchdog
        self._output = output
        self._process: subprocess.Popen[str] | None = None
        self._deaths: deque[float] = deque(maxlen=DEATHS_ALLOWED)
        self._in_vain = 0
        self._start_at = 0.0
        self._started = False

    def start(self) -> None:
        self._started = True
        self._process = subprocess.Popen(
            [*_SCRIPT, "launch", str(os.getpid()), *self.part.argv],
            env={**os.environ, **self.part.env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
            errors="replace",
        )
        self._tell_watchdog(f"+{self._process.pid}\n")
        self._output.follow(self._process)

    def is_ready(self) -> bool:
        # Another program may answer at our port while our own part dies of it: ask both.
        return self._is_alive() and (self.part.ready is None or self.part.ready())

    def _is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def restart_if_dead(self) -> bool:
        if not self._started or self._is_alive():
            return True
        if self._process is not None:
            self._note_death(self._process)
        if time.monotonic() < self._start_at:
            return False
        self.start()
        return True

    def _note_death(self, process: "subprocess.Popen[str]") -> None:
        now = time.monotonic()
        self._output.say(f"ended with {process.returncode}")
        self._clear()
        if process.returncode == DependencyError.exit_code:
            deaths = self._in_vain = self._in_vain + 1
        else:
            deaths = self._count_death(process.returncode, now)
        # The exponent is bounded, for an outage may last for days.
        pause = FIRST_BACK_OFF_SECONDS * 2 ** min(deaths - 1, 10)
        self._start_at = now + min(pause, BACK_OFF_AT_MOST_SECONDS)

    def _count_death(self, code: int, now: float) -> int:
        self._in_vain = 0
        self._deaths.append(now)
        recent = sum(died > now - DEATHS_SECONDS for died in self._deaths)
        if recent == DEATHS_ALLOWED:
            raise PartFailed(
                f"{self.part.name} died {recent} times in {DEATHS_SECONDS:.0f} s, "
                f"the last time with {code}; its last lines above say why"
            )
        return recent

    def stop(self, signals: Signals) -> None:
        """Ask, ask again, kill; a second signal to the supervisor cuts the waiting short."""
        if self._process is None:
            return
        for number, seconds in (
            (self.part.stop_signal, self.part.grace_seconds),
            (signal.SIGTERM, session.SECOND_GRACE_SECONDS),
        ):
            if self._is_alive():
                self._process.send_signal(number)
                self._wait(seconds, signals)
        self._clear()

    def _wait(self, seconds: float, signals: Signals) -> None:
        deadline = time.monotonic() + seconds
        while self._is_alive() and time.monotonic() < deadline and len(signals.received) < 2:
            signals.wait(READY_POLL_SECONDS)

    def _clear(self) -> None:
        """End what is left of the part's session and let the watchdog forget it."""
        if self._process is None:
            return
        session.kill({self._process.pid})
        self._process.wait()
        self._output.finish()
        self._tell_watchdog(f"-{self._process.pid}\n")
        self._process = None

    def _tell_watchdog(self, line: str) -> None:
        # Without its watchdog the supervisor still has to stop every part itself.
        with contextlib.suppress(BrokenPipeError):
            self._watchdog.write(line.encode())


class _Output:
    """Copies what a part prints, line by line, with the part's name before it."""

    def __init__(self, out: TextIO, name: str, signals: Signals) -> None:
        self._out = out
        self._name = name
        self._signals = signals
        self._thread: threading.Thread | None = None

    def follow(self, process: "subprocess.Popen[str]") -> None:
        self._thread = threading.Thread(target=self._copy, args=[process], daemon=True)
        self._thread.start()

    def _copy(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self.say(line.rstrip("\n"))

    def say(self, line: str) -> None:
        try:
            # One call a line: the lines of two parts never mix.
            self._out.write(f"{self._name:<9}| {line}\n")
            self._out.flush()
        except BrokenPipeError:
            # Nobody reads any more.  Go on emptying the pipe, or the part could not stop.
            if not self._signals.received:
                self._signals.received.append(signal.SIGPIPE)

    def finish(self) -> None:
        """Wait for the last lines, a second at most: a daemon may hold the pipe open."""
        if self._thread is not None:
            self._thread.join(timeout=1)


@contextlib.contextmanager
def _watchdog() -> Iterator[IO[bytes]]:
    process = subprocess.Popen(
        [*_SCRIPT, "watch", str(WATCH_GRACE_SECONDS)],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdin is not None
    with process:
        yield process.stdin
