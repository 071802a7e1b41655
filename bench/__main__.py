"""``make bench``: run every case, print a line each, write ``bench/results.json``.

A figure is a ratio to a peer in the same run, so it can be compared between machines;
the seconds beside it cannot.
"""

import json
from pathlib import Path
import platform
import sys

from bench.collecting import collecting
from bench.parsing import parsing
from bench.reading_reports import reading_reports, telling_automatic
from bench.reading_speed import reading_speed
from bench.reading_text import reading_text

CASES = (collecting, parsing, reading_text, reading_speed, reading_reports, telling_automatic)
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    results = []
    for case in CASES:
        result = case(progress=lambda words: print(words, file=sys.stderr, flush=True))
        print(f"{result['name']}: {result['ratio']:.3f} of {result['peer']} ({result['detail']})")
        results.append(result)
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    RESULTS.write_text(json.dumps({"on": machine, "results": results}, indent=2) + "\n")
    print(f"written to {RESULTS.relative_to(Path.cwd())}", file=sys.stderr)


main()
