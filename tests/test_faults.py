"""The fault matrix has no gap, and its runner tells a bad row from a good one."""

import io
import json
from pathlib import Path
import subprocess
import sys

import pytest

from tests.faults.lab import Lab, open_lab
from tests.faults.registry import Check, Fault, Finding, Tally, fault, faults
from tests.faults.runner import exit_code, run, summary, write_json

WELL = Finding(Tally(), 0.5, "one mail waits", 3)


@pytest.fixture
def lab(tmp_path: Path):  # type: ignore[no-untyped-def]
    """One that starts no server: the planted faults ask for none."""
    with open_lab(is_long=False) as lab:
        yield lab


def planted(check: Check, number: int = 99) -> Fault:
    return Fault(number, "planted", check, recover_within=60, shortened=1)


def crash(_lab: Lab) -> Finding:
    raise AssertionError("the control delivered nothing")


def test_the_matrix_has_every_number_once() -> None:
    numbers = list(faults())
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 49
    with pytest.raises(ValueError, match="fault 7 is there already"):
        fault(7, "again", recover_within=1, shortened=1)(crash)


def test_a_run_in_which_all_holds_ends_well(lab: Lab) -> None:
    out = io.StringIO()
    rows = run([planted(lambda _: WELL, 98), planted(lambda _: WELL)], lab, to=out)
    assert exit_code(rows) == 0
    assert summary(rows) == "2 faults, lost 0, duplicated 0, repeated 0, failed 0"
    assert "one mail waits" in out.getvalue()


@pytest.mark.parametrize(
    ("check", "last", "why"),
    [
        (lambda _: Finding(Tally(lost=1), 0, ""), "lost 1, duplicated 0, repeated 0, failed 0", ""),
        (
            lambda _: Finding(Tally(duplicated=2, repeated=3), 0, ""),
            "lost 0, duplicated 2, repeated 3, failed 0",
            "",
        ),
        (
            lambda _: Finding(Tally(), 1.5, ""),
            "lost 0, duplicated 0, repeated 0, failed 1",
            "recovered after 1.5 s, promised 1 s",
        ),
        (
            lambda _: Finding(Tally(), 0, "", times=0),
            "lost 0, duplicated 0, repeated 0, failed 1",
            "it never happened",
        ),
        (crash, "lost 0, duplicated 0, repeated 0, failed 1", "the control delivered nothing"),
    ],
)
def test_a_planted_bad_row_is_counted_and_ends_with_1(
    lab: Lab, check: Check, last: str, why: str
) -> None:
    out = io.StringIO()
    rows = run([planted(check, 98), planted(lambda _: WELL)], lab, to=out)
    assert summary(rows) == f"2 faults, {last}"
    assert exit_code(rows) == 1
    assert why in out.getvalue()
    assert rows[1].failed == "", "the run goes on after a bad row"


def test_a_run_of_nothing_is_no_success() -> None:
    assert exit_code([]) == 1


def test_the_report_is_kept_for_programs(lab: Lab, tmp_path: Path) -> None:
    rows = run([planted(lambda _: WELL)], lab, to=io.StringIO())
    write_json(rows, tmp_path / "faults.json", waits="shortened")
    report = json.loads((tmp_path / "faults.json").read_text())
    assert report["summary"] == summary(rows)
    assert report["rows"][0] | {"took": 0} == {
        "fault": 99,
        "component": rows[0].component,
        "what": "planted",
        "times": 3,
        "lost": 0,
        "duplicated": 0,
        "repeated": 0,
        "seconds": 0.5,
        "within": 1,
        "message": "one mail waits",
        "failed": "",
        "took": 0,
    }


def test_an_unknown_number_is_refused_with_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--only", "7,99999"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "--only 7,99999: there are 1, 2, 3" in done.stderr
