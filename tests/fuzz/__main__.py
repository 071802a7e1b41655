"""Run the fuzz target for some minutes; keep what is new or fails in tests/data/fuzz.

An input is interesting where it reaches lines of the package that none before it did.
The process has an address space of 512 MB above what it starts with, and each input ten
seconds; an unhandled exception, a hang or an exhausted memory is a failure, and the exit
code is then 1.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
import hashlib
from pathlib import Path
import random
import resource
import signal
import sys
import time
import traceback
from types import CodeType, FrameType
from typing import Any

import click

from orchestrator.collect.parse import parse_mail
from orchestrator.errors import MalformedMail
from tests.fuzz.mutate import mutated, seeds

KEPT = Path(__file__).parents[1] / "data" / "fuzz"
SECONDS = 10
MEMORY_BYTES = 512 * 1024 * 1024
MOST_KEPT = 300
MOST_KEPT_BYTES = 1_000_000
LARGEST_KEPT = 12_000
TRACED_EVERY = 20
PACKAGE = str(Path(__file__).parents[2] / "orchestrator")


class Hang(BaseException):
    """Over `SECONDS` for one input.  Not an `Exception`, so that nothing swallows it."""


def main() -> None:
    options = _options()
    chance = random.Random(options.seed)
    pool = seeds() + [path.read_bytes() for path in sorted(KEPT.glob("*.eml"))]
    lines = _Lines()
    for content in pool:
        lines.reached_by(content)
    _limit_memory()
    report = _run(chance, pool, lines, until=time.monotonic() + options.minutes * 60)
    click.echo(
        f"{report['runs']} inputs, {report['failed']} failed, {report['kept']} kept, "
        f"slowest {report['slowest']:.2f} s, peak {_peak_mb():.0f} MB"
    )
    raise SystemExit(1 if report["failed"] else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default 1)")
    parser.add_argument("--seed", type=int, default=None, help="repeat a run")
    return parser.parse_args()


def _run(
    chance: random.Random, pool: list[bytes], lines: "_Lines", *, until: float
) -> dict[str, Any]:
    report: dict[str, Any] = {"runs": 0, "failed": 0, "kept": 0, "slowest": 0.0}
    while time.monotonic() < until:
        content = mutated(chance, pool)
        begun = time.monotonic()
        failure = failure_of(content)
        seconds = time.monotonic() - begun
        report["runs"] += 1
        if seconds > report["slowest"]:
            report["slowest"] = seconds
            click.echo(f"slowest so far: {seconds:.2f} s, {len(content)} bytes", err=True)
        if failure:
            report["failed"] += 1
            click.echo(f"{_keep(content, 'failed')}\n{failure}", err=True)
        elif report["runs"] % TRACED_EVERY == 0 and lines.reached_by(content):
            pool.append(content)
            report["kept"] += bool(_keep_if_small(content))
    return report


def failure_of(content: bytes) -> str | None:
    """What went wrong with one input, as a traceback; None when it was read or refused."""
    signal.signal(signal.SIGALRM, _hang)
    signal.alarm(SECONDS)
    try:
        parse_mail(content)
    except MalformedMail:
        return None
    except (Exception, Hang):  # noqa: BLE001  Whatever it is, finding it is the purpose.
        return traceback.format_exc()
    finally:
        signal.alarm(0)
    return None


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hang(f"over {SECONDS} s")


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _keep_if_small(content: bytes) -> Path | None:
    kept = list(KEPT.glob("*.eml"))
    size = sum(path.stat().st_size for path in kept) + len(content)
    if len(content) > LARGEST_KEPT or len(kept) >= MOST_KEPT or size > MOST_KEPT_BYTES:
        return None
    return _keep(content, "reached")


def _keep(content: bytes, why: str) -> Path:
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{why}_{hashlib.sha256(content).hexdigest()[:12]}.eml"
    path.write_bytes(content)
    return path


class _Lines:
    """Which lines of the package were ever reached."""

    def __init__(self) -> None:
        self._known: set[tuple[CodeType, int]] = set()

    def reached_by(self, content: bytes) -> bool:
        """Parse once more, watched; whether it reached a line that none did before."""
        before = len(self._known)
        with self._watched(), suppress(MalformedMail):
            parse_mail(content)
        return len(self._known) > before

    @contextmanager
    def _watched(self) -> Iterator[None]:
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(None)

    def _call(self, frame: FrameType, event: str, argument: object) -> Any:
        return self._line if frame.f_code.co_filename.startswith(PACKAGE) else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        self._known.add((frame.f_code, frame.f_lineno))
        return self._line


if __name__ == "__main__":
    main()
