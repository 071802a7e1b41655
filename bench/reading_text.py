"""How often the new words of a reply are found, and how long that takes.

A body is right where its new words are those of an accepted answer, white space aside.  Words
are lost where a line that all accepted answers have is missing from ours.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
import json
from pathlib import Path
import time
from typing import Any

from orchestrator.collect import mime
from orchestrator.collect.body import read_body, split_body
from orchestrator.collect.markup import split_html
from orchestrator.collect.text import split_text

_OURS = Path(__file__).parents[1] / "tests" / "data" / "reading_text" / "cases.jsonl"
_REPLIES = Path(__file__).parents[1] / "tests" / "data" / "modern_replies"
_THEIRS = Path(__file__).parents[1] / ".." / "shared" / "data" / "reply_extraction.jsonl"
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    cases: int
    right: int
    lost: int

    def __str__(self) -> str:
        return f"{self.right} of {self.cases} right, lost {self.lost}"


def reading_text(*, progress: Callable[[str], None]) -> dict[str, Any]:
    progress("reading text: dividing replies into new and quoted words")
    parts = {"ours": own_cases(), "modern replies": raw_replies(_REPLIES)}
    if _THEIRS.is_file():
        parts["suites of other programs"] = third_party_cases(_THEIRS)
    found = {name: figures(cases) for name, cases in parts.items()}
    whole = [case for cases in parts.values() for case in cases]
    right = sum(figure.right for figure in found.values())
    detail = "; ".join(f"{name}: {figure}" for name, figure in found.items())
    return {
        "name": "new words found",
        "ratio": right / len(whole),
        "peer": "the accepted answers",
        "at_least": 0.96,
        "detail": f"{detail}; {_cost(whole):.0f} us a text body",
    }


def own_cases() -> list[dict[str, Any]]:
    return _rows(_OURS)


def third_party_cases(path: Path) -> list[dict[str, Any]]:
    return _rows(path)


def raw_replies(folder: Path) -> list[dict[str, Any]]:
    """The labelled mails of a folder; a body is the mail's bytes."""
    return [
        {
            "kind": "mail",
            "body": (folder / row["file"]).read_bytes(),
            "accepted": [row["new_text"]],
        }
        for row in _rows(folder / "expected.jsonl")
    ]


def figures(cases: list[dict[str, Any]]) -> Figures:
    ours = ["".join(_new_words(case).split()) for case in cases]
    pairs = list(zip(ours, (case["accepted"] for case in cases), strict=True))
    right = sum(any(new == "".join(one.split()) for one in accepted) for new, accepted in pairs)
    return Figures(len(cases), right, sum(_loses(new, accepted) for new, accepted in pairs))


def _loses(new: str, accepted: Iterable[str]) -> bool:
    wanted = set.intersection(
        *({"".join(line.split()) for line in one.splitlines()} for one in accepted)
    )
    return any(line not in new for line in wanted)


def _new_words(case: dict[str, Any]) -> str:
    if case["kind"] == "mail":
        defects: list[str] = []
        body = read_body(mime.read_message(case["body"], defects), defects)
        return split_body(body, defects)[1].new_text
    divide = split_html if case["kind"] == "html" else split_text
    return divide(case["body"]).new_text


def _cost(cases: list[dict[str, Any]]) -> float:
    """Microseconds of CPU a text body takes, the best of some rounds."""
    bodies = [case["body"] for case in cases if case["kind"] == "text"]
    return min(_seconds(bodies) for _ in range(_ROUNDS)) / len(bodies) * 1e6


def _seconds(bodies: list[str]) -> float:
    begun = time.process_time()
    for body in bodies:
        split_text(body)
    return time.process_time() - begun


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
