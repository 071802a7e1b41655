"""The labelled mails that the package ships, and the weights that come of them."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
import json
from pathlib import Path

from orchestrator.conversation.sentiment.fit import NAMES, Example, fit, rows
from orchestrator.conversation.weights import write_weights

TAUGHT = "taught.jsonl"
WEIGHTS = "weights.txt"


def shipped_mails() -> dict[str, list[Example]]:
    """By file; in a file, mails that belong together stand next to each other.

    Those that were written to fill gaps, and only teach, are one file, `TAUGHT`.
    """
    folder = files(__package__).joinpath("mails")
    named = sorted((each for each in folder.iterdir()), key=lambda each: each.name)
    return {each.name: read_mails(each.read_text("utf-8").splitlines()) for each in named}


def read_mails(lines: Iterable[str]) -> list[Example]:
    """Lines of {text, label, intents, lang, case?}."""
    records = (json.loads(line) for line in lines)
    return [
        Example(r["text"], r["label"], frozenset(r["intents"]), r["lang"], r.get("case", ""))
        for r in records
    ]


def train(mails: Sequence[Example], folder: Path) -> Path:
    """Learn from the mails and write the weights into the folder; the same mails, the same file."""
    path = folder / WEIGHTS
    write_weights(path, NAMES, rows(fit(mails)))
    return path
