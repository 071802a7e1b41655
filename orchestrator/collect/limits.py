"""Parse mail in a process of its own, so that no mail can take the reader with it.

The child is started once and kept.  Where it dies or takes too long, the mails of that
batch are tried one by one, and the one that did it is returned as malformed; the others
are parsed as if nothing had happened.
"""

from collections.abc import Iterator, Sequence
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
from orchestrator.collect.child import LENGTH, Outcome, write_frame
from orchestrator.collect.parse import ParsedMail
from orchestrator.errors import MalformedMail

BATCH_MAILS = 50
BATCH_BYTES = 2 * caps.MAIL_BYTES
MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 20.0

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

    def _outcomes(self, batch: Sequence[bytes]) -> list[Outcome]:
        if not batch:
            return []
        outcomes = self._ask(batch)
        if isinstance(outcomes, list):
            return outcomes
        if len(batch) == 1:
            return [(outcomes, "")]
        return [outcome for content in batch for outcome in self._outcomes([content])]

    def _ask(self, batch: Sequence[bytes]) -> list[Outcome] | str:
        """The child's answer, or why there is none: memory, time or crash."""
        child = self._running()
        assert child.stdin is not None
        try:
            write_frame(child.stdin, batch)
            answer = self._answer(child)
        except BrokenPipeError:
            answer = None
        if answer is not None:
            outcomes: list[Outcome] = pickle.loads(answer)  # noqa: S301  (our own child)
            return outcomes
        self._child = None
        timed_out = child.poll() is None and not _ends_within(child, 0.2)
        child.kill()
        _release(child)
        return "time" if timed_out else _cause(child.returncode)

    def _running(self) -> subprocess.Popen[bytes]:
        # A job that was forked off inherits the object, but must not share the pipe.
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return self._child
        self.close()
        root = str(Path(__file__).parents[2])
        program = (
            f"import sys; sys.path.insert(0, {root!r}); "
            f"from orchestrator.collect.child import serve; "
            f"serve({self._memory_bytes}, {self._cpu_seconds})"
        )
        self._child = subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._owner = os.getpid()
        return self._child

    def _answer(self, child: subprocess.Popen[bytes]) -> bytes | None:
        """One frame, or None when the child died or the time is over."""
        assert child.stdout is not None
        descriptor = child.stdout.fileno()
        head = _read_exactly(descriptor, LENGTH.size, self._wall_seconds)
        if head is None:
            return None
        return _read_exactly(descriptor, LENGTH.unpack(head)[0], self._wall_seconds)


_warm = LimitedParser()


def parse_limited(contents: Sequence[bytes]) -> list[Parsed]:
    """Parse all in a child that this process keeps, in the order given."""
    return _warm.parse(contents)


def close() -> None:
    """End the child of `parse_limited`; the next call starts another."""
    _warm.close()


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
    return MalformedMail(*outcome) if isinstance(outcome, tuple) else outcome


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


def _ends_within(child: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _cause(code: int) -> str:
    if code == -signal.SIGXCPU:
        return "time"
    # The kernel ends a process that it has no memory for with SIGKILL.
    return "memory" if code == -signal.SIGKILL else "crash"


def _release(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # The frame that the child never read goes with it.
    child.wait()
