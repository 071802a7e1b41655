"""How often what a mail states is found, with its day, and what that costs.

Kinds count per text, where their spans overlap with the labelled ones; a day is right where
both name the same one, or neither does.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
import json
from pathlib import Path
import time
from typing import Any

from orchestrator.conversation.statements import Statement, find_statements

_DATA = Path(__file__).parents[1] / "tests" / "data"
_SUITES = {
    "labelled": _DATA / "labelled" / "statements.jsonl",
    "ours": _DATA / "statements_ours.jsonl",
}
_ROUNDS = 3


def reading_statements(*, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    progress("reading statements: promises, expectations, requests and questions")
    suites = {name: read_cases(path) for name, path in _SUITES.items()}
    counts = {name: count(cases) for name, cases in suites.items()}
    whole = sum(counts.values(), Counter[str]())
    detail = "; ".join(f"{name}: F1 {f1(each):.3f}" for name, each in counts.items())
    cases = [case for suite in suites.values() for case in suite]
    return [
        {
            "name": "statements found (F1)",
            "ratio": f1(whole),
            "peer": "the labels",
            "at_least": 0.9,
            "detail": f"{detail}; {_cost(cases):.0f} us a text",
        },
        {
            "name": "days of statements",
            "ratio": share_of_days(whole),
            "peer": "the labels",
            "at_least": 0.95,
            "detail": f"{whole['day right']} of {whole['day']}",
        },
    ]


def read_cases(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def count(cases: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """Found, missed and invented statements, and how many of their days are right."""
    counts: Counter[str] = Counter()
    for case in cases:
        left = _read(case)
        for label in case["expected"]:
            if label["kind"] == "none":
                continue
            same = [one for one in left if _is_same(one, label, case["text"])]
            counts["found" if same else "missed"] += 1
            if same:
                left.remove(same[0])
                counts += _day(same[0], label)
        counts["invented"] += len(left)
    return counts


def f1(counts: Mapping[str, int]) -> float:
    found = 2 * counts["found"]
    return found / (found + counts["missed"] + counts["invented"])


def share_of_days(counts: Mapping[str, int]) -> float:
    return counts["day right"] / counts["day"]


def _read(case: Mapping[str, Any]) -> list[Statement]:
    today = date.fromisoformat(case["today"])
    return find_statements(case["text"], direction=case["direction"], today=today)


def _is_same(found: Statement, label: Mapping[str, Any], text: str) -> bool:
    spans = [(text.find(span), len(span)) for span in (found.span, label["span"])]
    (ours, our_length), (theirs, their_length) = spans
    overlap = min(ours + our_length, theirs + their_length) - max(ours, theirs)
    return found.kind == label["kind"] and min(ours, theirs) >= 0 and overlap > 0


def _day(found: Statement, label: Mapping[str, Any]) -> Counter[str]:
    day = found.due_on.isoformat() if found.due_on else None
    if day is None and label["due"] is None:
        return Counter()
    return Counter({"day": 1, "day right": int(day == label["due_on"])})


def _cost(cases: Sequence[Mapping[str, Any]]) -> float:
    """Microseconds of CPU a text."""
    begun = time.process_time()
    for _ in range(_ROUNDS):
        for case in cases:
            _read(case)
    return (time.process_time() - begun) / _ROUNDS / len(cases) * 1e6
