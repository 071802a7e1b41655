"""Break intake and dispatch on purpose and count what is lost, doubled or done twice.

Examples:
  python -m tests.faults                 all faults, with shortened waits
  python -m tests.faults --only 7,12     two of them
  LONG=1 python -m tests.faults          with the waits that the service has by default

The report is also written to build/faults.json, and what was logged beside it.
Exit code 1: not all is well.
"""

import argparse
import logging
import os
from pathlib import Path
import sys
import time

from tests.faults.lab import open_lab
from tests.faults.registry import Fault, faults
from tests.faults.runner import exit_code, run, summary, write_json

REPORT = Path("build") / "faults.json"


def main() -> int:
    matrix = faults()
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", metavar="N,N…", help="numbers of the faults to run")
    parser.add_argument("--json", type=Path, default=REPORT, metavar="FILE", help=f"{REPORT}")
    given = parser.parse_args()
    chosen = list(matrix.values())
    if given.only:
        try:
            chosen = [matrix[int(number)] for number in given.only.split(",")]
        except (KeyError, ValueError):
            parser.error(f"--only {given.only}: there are {_numbers(chosen)}")
    is_long = os.environ.get("LONG", "") not in ("", "0")
    given.json.parent.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=given.json.with_suffix(".log"), filemode="w")
    began = time.monotonic()
    with open_lab(is_long=is_long) as lab:
        rows = run(chosen, lab, to=sys.stdout)
    write_json(rows, given.json, waits="default" if is_long else "shortened")
    sys.stderr.write(f"written to {given.json} after {time.monotonic() - began:.0f} s\n")
    sys.stdout.write(f"{summary(rows)}\n")
    return exit_code(rows)


def _numbers(matrix: list[Fault]) -> str:
    return ", ".join(str(fault.number) for fault in matrix)


if __name__ == "__main__":
    sys.exit(main())
