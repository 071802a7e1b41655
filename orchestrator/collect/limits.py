"""Parse mail in a process of its own, so that no mail can take the reader with it.

The child is started once and kept.  Where it dies or takes too long, the mails of that
batch are tried one by one.  What passes a limit alone, or ends the child for the third time,
is returned as malformed; the others are parsed as if nothing had happened.
"""

from collections.abc import Iterator, Sequence
import contextlib
import fcntl
import os
from pathlib import Path
import pickle
import select
import signal
import subprocess
import sys
from types import TracebackType
from typing import Self

from orchestrator.collect import caps
from orchestrator.collect.child import NUMBER, Outcome, request
from orchestrator.collect.parse import ParsedMail
from orchestrator.errors import MalformedMail

BATCH_MAILS = 50
BATCH_BYTES = 2 * caps.MAIL_BYTES
MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 60.0
"""For a child that does nothing: one that works gets to its CPU limit even on a busy machine."""
MOST_KILLS = 3
_PIPE_BYTES = 1 << 20

TIME, MEMORY, CRASH = "time", "memory", "crash"

Parsed = ParsedMail | MalformedMail


class LimitedParser:
    """One warm child process.  Not for two threads at once."""

    def __init__(
        self,
        *,
        memory_bytes: int = MEMORY_BYTES,
        cpu_seconds: int = CPU_SECONDS,
        wall_seconds: float = WALL_SECONDS,
    ) -> None:
        """Start nothing yet; the limits hold for a batch, and so for each of its mails."""
        self._memory_bytes = memory_bytes
        self._cpu_seconds = cpu_seconds
        self._wall_seconds = wall_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def parse(self, contents: Sequence[bytes]) -> list[Parsed]:
        """Parse all, in the order given."""
        results: list[Parsed] = []
        for batch in _batches(contents):
            results += self._parse_batch(batch)
        return results

    def close(self) -> None:
        """End the child and wait for it."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        _release(child)

    def _parse_batch(self, batch: Sequence[bytes]) -> list[Parsed]:
        refused = [_over_cap(content) for content in batch]
        sound = [content for content, error in zip(batch, refused, strict=True) if error is None]
        outcomes = iter(self._outcomes(sound))
        return [error if error is not None else _result(next(outcomes)) for error in refused]

    def _outcomes(self, batch: Sequence[bytes], *, kills: int = 0) -> list[Outcome]:
        """Args: kills: how often one of the batch has ended the child already."""
        if not batch:
            return []
        outcomes = self._ask(batch)
        if isinstance(outcomes, list):
            return outcomes
        if len(batch) > 1:
            return [each for content in batch for each in self._outcomes([content], kills=1)]
        # A limit that a mail passes alone it passes again; a crash may have been another's.
        if outcomes != CRASH or kills + 1 >= MOST_KILLS:
            return [(outcomes, self._details()[outcomes])]
        return self._outcomes(batch, kills=kills + 1)

    def _details(self) -> dict[str, str]:
        return {
            TIME: f"over {self._cpu_seconds} s of CPU or {self._wall_seconds:g} s",
            MEMORY: f"over {self._memory_bytes >> 20} MB",
            CRASH: f"ended the reader {MOST_KILLS} times",
        }

    def _ask(self, batch: Sequence[bytes]) -> list[Outcome] | str:
        """The child's answer, or why there is none: memory, time or crash."""
        child = self._running()
        answer = self._answer(child) if self._sent(child, batch) else None
        if answer is not None:
            outcomes: list[Outcome] = pickle.loads(answer)  # noqa: S301  (our own child)
            return outcomes
        self._child = None
        timed_out = child.poll() is None and not _ends_within(child, 0.2)
        child.kill()
        _release(child)
        return TIME if timed_out else _cause(child.returncode)

    def _running(self) -> subprocess.Popen[bytes]:
        # A job that was forked off inherits the object, but must not share the pipe.
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return self._child
        self.close()
        self._child = subprocess.Popen(
            [sys.executable, "-c", self._program()], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._owner = os.getpid()
        _prepare(self._child)
        return self._child

    def _program(self) -> str:
        root = str(Path(__file__).parents[2])
        return (
            f"import sys; sys.path.insert(0, {root!r}); "
            f"from orchestrator.collect.child import serve; "
            f"serve({self._memory_bytes}, {self._cpu_seconds})"
        )

    def _sent(self, child: subprocess.Popen[bytes], batch: Sequence[bytes]) -> bool:
        """False when the child died or did not take the mails in time."""
        assert child.stdin is not None
        descriptor = child.stdin.fileno()
        pieces = request(batch)
        while pieces:
            _, ready, _ = select.select([], [descriptor], [], self._wall_seconds)
            if not ready:
                return False
            try:
                _drop_written(pieces, os.writev(descriptor, pieces))
            except BrokenPipeError:
                return False
        return True

    def _answer(self, child: subprocess.Popen[bytes]) -> bytes | None:
        """One frame, or None when the child died or the time is over."""
        assert child.stdout is not None
        descriptor = child.stdout.fileno()
        head = _read_exactly(descriptor, NUMBER.size, self._wall_seconds)
        if head is None:
            return None
        return _read_exactly(descriptor, NUMBER.unpack(head)[0], self._wall_seconds)


_idle: list[LimitedParser] = []
"""Those that no thread uses now."""


def parse_limited(contents: Sequence[bytes]) -> list[Parsed]:
    """Parse all in a child that this process keeps, in the order given.

    Threads that ask at the same time have a child each.
    """
    try:
        parser = _idle.pop()
    except IndexError:
        parser = LimitedParser()
    try:
        return parser.parse(contents)
    finally:
        _idle.append(parser)


def close() -> None:
    """End the children of `parse_limited`; the next call starts another."""
    while _idle:
        _idle.pop().close()


def _batches(contents: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    batch: list[bytes] = []
    size = 0
    for content in contents:
        if batch and (len(batch) >= BATCH_MAILS or size + len(content) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(content)
        size += len(content)
    if batch:
        yield batch


def _over_cap(content: bytes) -> MalformedMail | None:
    try:
        caps.check_caps(content)
    except MalformedMail as error:
        return error
    return None


def _result(outcome: Outcome) -> Parsed:
    return outcome if isinstance(outcome, ParsedMail) else MalformedMail(*outcome)


def _read_exactly(descriptor: int, count: int, seconds: float) -> bytes | None:
    """The bytes, or None when none came for some seconds: the child writes when all is done."""
    chunks: list[bytes] = []
    while count > 0:
        ready, _, _ = select.select([descriptor], [], [], seconds)
        chunk = os.read(descriptor, min(count, 1 << 20)) if ready else b""
        if not chunk:
            return None
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


def _prepare(child: subprocess.Popen[bytes]) -> None:
    """Pipes that hold a batch, where the system has such: each fill costs a switch."""
    for pipe in (child.stdin, child.stdout):
        assert pipe is not None
        # An account may own only so much in pipes, and then keeps those that it has (pipe(7)).
        with contextlib.suppress(AttributeError, PermissionError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    assert child.stdin is not None
    os.set_blocking(child.stdin.fileno(), False)


def _drop_written(pieces: list[memoryview], count: int) -> None:
    while pieces and count >= len(pieces[0]):
        count -= len(pieces.pop(0))
    if count:
        pieces[0] = pieces[0][count:]


def _ends_within(child: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _cause(code: int) -> str:
    if code == -signal.SIGXCPU:
        return TIME
    # The kernel ends a process that it has no memory for with SIGKILL.
    return MEMORY if code == -signal.SIGKILL else CRASH


def _release(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # The frame that the child never read goes with it.
    child.wait()
