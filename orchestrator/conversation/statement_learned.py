"""What the words of a clause make it, learned from labelled ones; the rules have a vote.

The rules know the grammar that was thought of, and are seldom wrong where they speak.  The
weights know which words stand in statements, and so read what nobody had thought of.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
import json
import re
from typing import Literal

from orchestrator.conversation.statement_clauses import Direction

StatementKind = Literal["expectation", "request", "question", "promise"]
NONE: Literal["none"] = "none"
KINDS: Mapping[Direction, Sequence[StatementKind | Literal["none"]]] = {
    "in": (NONE, "expectation", "request", "question"),
    "out": (NONE, "promise"),
}
# In units of the weights' sums: what a rule found counts more than that none found anything.
_FOUND = 2.0
_SILENT = 0.8
# Of less than three words, what is learned says nothing.
_FEWEST = 7
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?¿!:]")
_STEM = 4


def kind_of(
    clause: str, direction: Direction, *, ruled: StatementKind | None
) -> StatementKind | None:
    """The likeliest kind, where the rules said ``ruled``."""
    found = features(clause)
    if ruled is None and len(found) < _FEWEST:
        return None
    kinds = KINDS[direction]
    sums = weigh(learned()[direction], found, len(kinds))
    if ruled:
        sums[kinds.index(ruled)] += _FOUND
    else:
        sums[0] += _SILENT
    best = kinds[max(range(len(kinds)), key=sums.__getitem__)]
    return None if best == NONE else best


def features(clause: str) -> list[str]:
    """Words, pairs of neighbours and stems, each as often as it stands there."""
    found: list[str] = []
    before = "^"
    for token in _TOKEN.findall(clause.lower().replace("’", "'")):
        word = "#" if token[0].isdigit() else token
        found += (word, f"{before} {word}")
        if len(word) > _STEM:
            found.append(word[:_STEM] + "~")
        before = word
    found.append(f"{before} $")
    return found


def weigh(
    weights: Mapping[str, Sequence[tuple[int, float]]], found: Sequence[str], size: int
) -> list[float]:
    sums = [0.0] * size
    for row in filter(None, map(weights.get, found)):
        for index, weight in row:
            sums[index] += weight
    return sums


@cache
def learned() -> Mapping[Direction, Mapping[str, Sequence[tuple[int, float]]]]:
    """Feature -> kinds by index, each with its weight; stored in hundredths.

    A process that forks calls it before: reading takes a tenth of a second.
    """
    text = files(__package__).joinpath("statement_weights.json").read_text(encoding="utf-8")
    loaded: dict[Direction, dict[str, list[int]]] = json.loads(text)
    return {direction: unpack(rows) for direction, rows in loaded.items()}


def unpack(rows: Mapping[str, Sequence[int]]) -> Mapping[str, Sequence[tuple[int, float]]]:
    return {
        feature: tuple(
            (index, weight / 100) for index, weight in zip(row[::2], row[1::2], strict=True)
        )
        for feature, row in rows.items()
    }
