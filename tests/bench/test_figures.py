import json
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench.budget import BESIDE, BUDGET, cost_figures
from bench.figure import Figure, Progress, holds, line
from bench.growth import growth_figures
from bench.ingest import rates
from bench.ours import Cost
from bench.peers import PeerCost

STAGES = {*BUDGET, *BESIDE, "rows of stored mail", "rows of read mail"} - {"rows"}
FIGURE: Figure = {"name": "rate", "ratio": 0.5, "peer": "a peer's", "detail": "1 against 2"}


def cost(**values: float) -> Cost:
    defaults = {
        "mails": 1000,
        "wall_seconds": 1.0,
        "cpu_seconds": 1.0,
        "peak_bytes": 100_000_000,
        "statements": 2000,
        "stages": dict.fromkeys(STAGES, 0.05),
    }
    return Cost(**{**defaults, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({}, None),
        ({"at_least": 0.5}, True),
        ({"at_least": 0.51}, False),
        ({"at_most": 0.5}, True),
        ({"at_most": 0.49}, False),
    ],
)
def test_a_ratio_holds_when_it_reaches_its_target(
    target: dict[str, float], expected: bool | None
) -> None:
    assert holds({**FIGURE, **target}) is expected


def test_a_line_has_name_ratio_target_and_verdict() -> None:
    words = line({**FIGURE, "at_least": 0.8}).split()
    assert " ".join(words) == "rate / a peer's 0.500 at least 0.8 MISSED 1 against 2"
    assert "at" not in line(FIGURE).removesuffix(FIGURE["detail"]).split()


def test_a_rate_is_a_ratio_of_medians() -> None:
    ours = [cost(wall_seconds=seconds) for seconds in (1.0, 2.0, 9.0)]
    figure = rates({"one": ours, "mu": [PeerCost(1000, 4.0, 3.0)]}, "one", "mu")
    assert figure["ratio"] == pytest.approx(2.0)
    assert "500 against 250; CPU 1,000 us a mail against 3,000" in figure["detail"]


def test_the_cost_of_stages_adds_up() -> None:
    figures = {figure["name"]: figure for figure in cost_figures(cost(), plain_us=700.0)}
    assert figures["CPU of fetch"]["ratio"] == pytest.approx(50 / 40)
    assert figures["CPU of rows"]["detail"] == "100 us a mail of 45"
    assert figures["CPU of rows of read mail"]["ratio"] == pytest.approx(0.5)
    assert figures["CPU of all these"]["detail"] == "500 us a mail of 580"
    assert figures["CPU not divided"]["ratio"] == pytest.approx((700 - 13 * 50) / 700)
    assert figures["SQL statements"]["ratio"] == 2.0


def test_growth_is_the_last_slice_against_the_first() -> None:
    costs = [cost(), cost(cpu_seconds=3.0), cost(cpu_seconds=1.1, peak_bytes=120_000_000)]
    cpu, memory = growth_figures(costs)
    assert cpu["ratio"] == pytest.approx(1.1)
    assert holds(cpu) is True
    assert memory["ratio"] == pytest.approx(1.2)
    assert holds(memory) is False


def test_every_figure_is_printed_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def both(*, progress: Progress) -> list[Figure]:
        progress("working")
        return [FIGURE, {**FIGURE, "at_most": 0.4}]

    monkeypatch.setattr(bench, "CASES", (both,))
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "results.json")
    monkeypatch.chdir(tmp_path)
    bench.main(["--only", "both"])
    assert len(capsys.readouterr().out.splitlines()) == 2
    written = json.loads((tmp_path / "results.json").read_text())["results"]
    assert [each["holds"] for each in written] == [None, False]
