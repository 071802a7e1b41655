"""Run faults, print a row as each of them ends, and say at last what they did."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
import json
from pathlib import Path
import time
import traceback
from typing import TYPE_CHECKING, TextIO

from tests.faults.registry import NOTHING, Fault, Finding

if TYPE_CHECKING:
    from tests.faults.lab import Lab

_HEAD = (
    f"{'':>3}  {'component':9}  {'fault':44}  {'times':>5}  {'lost':>4}  {'dup':>3}  {'rep':>3}"
    f"  {'s':>6}  {'of':>5}  message"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.  ``failed`` says why; empty when all of it held."""

    fault: int
    component: str
    what: str
    times: int
    lost: int
    duplicated: int
    repeated: int
    seconds: float
    within: float
    message: str
    failed: str
    took: float


def run(faults: Iterable[Fault], lab: "Lab", *, to: TextIO) -> list[Row]:
    """Run one fault after the other.  None ends the run, whatever becomes of it."""
    print(_HEAD, file=to, flush=True)
    rows = []
    for fault in faults:
        row = _row(fault, lab)
        print(_line(row), file=to, flush=True)
        rows.append(row)
    return rows


def summary(rows: Sequence[Row]) -> str:
    """The last line: ``24 faults, lost 0, duplicated 0, repeated 0, failed 0``."""
    return (
        f"{len(rows)} faults, lost {sum(row.lost for row in rows)},"
        f" duplicated {sum(row.duplicated for row in rows)},"
        f" repeated {sum(row.repeated for row in rows)},"
        f" failed {sum(bool(row.failed) for row in rows)}"
    )


def exit_code(rows: Sequence[Row]) -> int:
    """1 where anything was lost, doubled, repeated or failed, or where nothing was run."""
    bad = [r for r in rows if r.lost or r.duplicated or r.repeated or r.failed]
    return 1 if bad or not rows else 0


def write_json(rows: Sequence[Row], path: Path, *, waits: str) -> None:
    """Keep the report for programs."""
    report = {"waits": waits, "summary": summary(rows), "rows": [asdict(row) for row in rows]}
    path.write_text(json.dumps(report, indent=2) + "\n")


def _row(fault: Fault, lab: "Lab") -> Row:
    within = fault.recover_within if lab.is_long else fault.shortened
    finding, failed, began = NOTHING, "", time.monotonic()
    try:
        finding = fault.check(lab)
    except Exception as error:  # noqa: BLE001  It becomes the row's failure, and the run goes on.
        failed = _why(error)
    else:
        failed = _broken_promise(finding, within)
    return Row(
        fault.number,
        fault.component,
        fault.what,
        finding.times,
        finding.tally.lost,
        finding.tally.duplicated,
        finding.tally.repeated,
        round(finding.seconds, 2),
        within,
        finding.message,
        failed,
        round(time.monotonic() - began, 1),
    )


def _why(error: Exception) -> str:
    """The words of the error and the line of the fault that it came through."""
    places = [f for f in traceback.extract_tb(error.__traceback__) if "faults" in f.filename]
    place = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else "?"
    return f"{type(error).__name__}: {error} ({place})"


def _broken_promise(finding: Finding, within: float) -> str:
    if not finding.times:
        return "it never happened"
    if finding.seconds > within:
        return f"recovered after {finding.seconds:.1f} s, promised {within:g} s"
    return ""


def _line(row: Row) -> str:
    shown = f"FAILED: {row.failed}" if row.failed else " ".join(row.message.split())[:100]
    return (
        f"{row.fault:3}  {row.component:9}  {row.what[:44]:44}  {row.times:5}  {row.lost:4}"
        f"  {row.duplicated:3}  {row.repeated:3}  {row.seconds:6.2f}  {row.within:5g}  {shown}"
    )
