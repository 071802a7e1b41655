"""How often whole replies to a digest are read as labelled, and in what time.

A record counts where everything in it is right: answers with value and certainty, wishes, score,
stop, start, undo, and whether anything is unclear.  Harmful is what would be done unasked.
"""

from collections.abc import Callable, Mapping
from datetime import date
import json
from pathlib import Path
from statistics import median
import time
from typing import Any

from orchestrator.conversation.reply import Ask, read_reply

DATA = Path(__file__).parent.parent / "tests" / "data"
SETS = {
    "labelled replies": "labelled/replies.jsonl",
    "replies of our own": "replies_ours.jsonl",
}
AT_LEAST = 0.95
AT_MOST_SECONDS = 0.005

Record = Mapping[str, Any]


def reading_replies(*, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    figures: list[dict[str, Any]] = []
    for name, path in SETS.items():
        records = [json.loads(line) for line in (DATA / path).read_text("utf-8").splitlines()]
        readings = [_timed(record) for record in records]
        figures += _figures(name, records, readings)
        progress(f"replies: {name} read")
    return figures


def _timed(record: Record) -> tuple[Record, float]:
    """The reading and its seconds of CPU."""
    asks = [Ask(a["n"], a["kind"], a["text"], a.get("options") or {}) for a in record["asks"]]
    today = date.fromisoformat(record["today"])
    begun = time.process_time()
    reading = read_reply(record["text"], asks=asks, today=today, timezone=record["timezone"])
    return reading.as_json(), time.process_time() - begun


def _figures(
    name: str, records: list[Record], readings: list[tuple[Record, float]]
) -> list[dict[str, Any]]:
    pairs = [(r["expected"], got) for r, (got, _) in zip(records, readings, strict=True)]
    right = sum(said(want) == said(got) for want, got in pairs)
    harmful = sum(bool(harm(want, got)) for want, got in pairs)
    middle = median(seconds for _, seconds in readings)
    return [
        {
            "name": f"{name} read as labelled", "ratio": right / len(pairs),
            "at_least": AT_LEAST, "peer": "all", "detail": f"{right} of {len(pairs)}",
        },
        {
            "name": f"{name} misread harmfully", "ratio": harmful / len(pairs),
            "at_most": 0.0, "peer": "all", "detail": f"{harmful} of {len(pairs)}",
        },
        {
            "name": f"median time to read of {name}", "ratio": middle / AT_MOST_SECONDS,
            "at_most": 1.0, "peer": "5 ms", "detail": f"{middle * 1e3:.2f} ms of CPU",
        },
    ]  # fmt: skip


def said(reading: Record) -> Record:
    """A reading without spans; of what is unclear only whether anything is."""
    answers = {
        n: (_plain(answer["value"]), answer["certainty"])
        for n, answer in reading["answers"].items()
    }
    return {**reading, "answers": answers, "unclear": bool(reading["unclear"])}


def _plain(value: str | None) -> str | None:
    return value and " ".join(value.casefold().split()).strip(" .!")


def harm(expected: Record, got: Record) -> list[str]:
    """What would be done that nobody asked for."""
    want, have = said(expected), said(got)
    sure = {n: answer for n, answer in have["answers"].items() if answer[1] == "exact"}
    wrong = [n for n, answer in sure.items() if want["answers"].get(n) != answer]
    wrong += [
        key for key in ("stop", "start", "undo", "pulse") if have[key] and have[key] != want[key]
    ]
    return wrong + [
        key for key, value in have["preferences"].items() if want["preferences"].get(key) != value
    ]
