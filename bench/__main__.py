"""``make bench``: run every case, print a line a figure, write ``bench/results.json``.

A figure is a ratio to a peer or a limit in the same run, so it can be compared between
machines; the seconds beside it cannot.  A ratio that misses its target is no failure here:
the exit code is 0 unless a case crashed.
"""

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
import json
import os
from pathlib import Path
import platform
import sys

from bench.alarms import alarms
from bench.digests import digests
from bench.figure import Case, Figure, Measure, holds, line
from bench.growth import growth
from bench.ingest import fetch, ingest
from bench.mood import mood
from bench.parsing import parsing
from bench.reading_replies import reading_replies
from bench.reading_reports import reading_reports, telling_automatic
from bench.reading_speed import reading_speed
from bench.reading_statements import reading_statements
from bench.reading_text import reading_text
from bench.signing import signing
from bench.thread_agreement import thread_agreement
from bench.threading import threading
from bench.tick import tick
from bench.transport import transport

CASES: tuple[Case, ...] = (
    parsing,
    reading_text,
    reading_speed,
    mood,
    alarms,
    reading_replies,
    reading_statements,
    reading_reports,
    telling_automatic,
    threading,
    thread_agreement,
    tick,
    signing,
    transport,
    digests,
)
RESULTS = Path(__file__).parent / "results.json"
EXAMPLES = """\
examples:
  make bench                                             everything, about 20 minutes
  make bench BENCH_ARGS="--only ingest --mails 3000 --rounds 1"
  make bench BENCH_ARGS="--only fetch parsing"
"""


def main(arguments: Sequence[str]) -> None:
    options = _options(arguments)
    cases: dict[str, Measure] = {
        "ingest": partial(ingest, mails=options.mails, rounds=options.rounds),
        "fetch": partial(fetch, mails=min(options.mails, 4000)),
        "growth": partial(growth, mails=options.mails),
        **{case.__name__: case for case in CASES},
    }
    figures: list[Figure] = []
    _say(f"load average {_load()}")
    for name in options.only or cases:
        found = cases[name](progress=_say)
        new = [found] if isinstance(found, Mapping) else found
        for figure in new:
            print(line(figure), flush=True)
        figures += new
        _write(figures)
    _say(f"load average {_load()}")
    _say(f"written to {RESULTS.relative_to(Path.cwd())}")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    names = ["ingest", "fetch", "growth", *(case.__name__ for case in CASES)]
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure how fast the intake is beside its peers, and how often it is right.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", nargs="+", choices=names, metavar="CASE", help=", ".join(names))
    parser.add_argument(
        "--mails", type=int, default=20_000,
        help="of the intake, at most 20000; growth takes five times as many (default: 20000)",
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=3, help="of the intake (default: 3)")
    return parser.parse_args(arguments)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _load() -> str:
    """What else the machine does: beside it, only CPU time can be compared."""
    return ", ".join(f"{each:.1f}" for each in os.getloadavg())


def _write(figures: Sequence[Figure]) -> None:
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": _load(),
    }
    results = [{**figure, "holds": holds(figure)} for figure in figures]
    RESULTS.write_text(json.dumps({"on": machine, "results": results}, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
