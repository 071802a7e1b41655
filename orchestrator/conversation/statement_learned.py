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
# What the rules say, in units of the weights' sums: for a kind, or for none.
Vote = Mapping[str, float]
SILENT: Vote = {NONE: 0.8}
DENIED: Vote = {NONE: 3.0}
# Whoever puts a question mark wants something: an answer, if the words do not ask for a deed.
MARKED: Vote = {NONE: -2.0, "question": 1.0}
_FOUND = 2.0
# Of less than three words, what is learned says nothing.
_FEWEST = 7
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?¿!:]")
_STEM = 4


def found(kind: StatementKind) -> Vote:
    return {kind: _FOUND}


def kind_of(clause: str, direction: Direction, vote: Vote) -> StatementKind | None:
    """The likeliest kind, the rules' ``vote`` among the words' weights."""
    given = features(clause)
    if len(given) < _FEWEST and max(vote, key=vote.__getitem__) == NONE:
        return None
    kinds = KINDS[direction]
    sums = weigh(learned()[direction], given, len(kinds))
    for index, kind in enumerate(kinds):
        sums[index] += vote.get(kind, 0.0)
    best = kinds[max(range(len(kinds)), key=sums.__getitem__)]
    return None if best == NONE else best


def features(clause: str) -> list[str]:
    """Words, pairs of neighbours and stems, each as often as it stands there."""
    given: list[str] = []
    before = "^"
    for token in _TOKEN.findall(clause.lower().replace("’", "'")):
        word = "#" if token[0].isdigit() else token
        given += (word, f"{before} {word}")
        if len(word) > _STEM:
            given.append(word[:_STEM] + "~")
        before = word
    given.append(f"{before} $")
    return given


def weigh(
    weights: Mapping[str, Sequence[tuple[int, float]]], given: Sequence[str], size: int
) -> list[float]:
    sums = [0.0] * size
    for row in filter(None, map(weights.get, given)):
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
