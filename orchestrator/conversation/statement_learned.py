"""What the words of a clause make it, learned from labelled ones; the rules have a vote.

The rules know the grammar that was thought of, and are seldom wrong where they speak.  The
weights know which words stand in statements, and so read what nobody had thought of.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
import re
from typing import Literal

from orchestrator.conversation.statement_clauses import Direction
from orchestrator.conversation.weights import Weights, read_weights

StatementKind = Literal["expectation", "request", "question", "promise"]
NONE: Literal["none"] = "none"
KINDS: Mapping[Direction, Sequence[StatementKind]] = {
    "in": ("expectation", "request", "question"),
    "out": ("promise",),
}
# What the rules say, in units of the weights' sums: for a kind, or for none.
Vote = Mapping[str, float]
SILENT: Vote = {NONE: 0.8}
# A few words without a day or a person rather name a thing than promise it.
NAMED: Vote = {NONE: 2.0}
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
    sums = {
        kind: learned_sum + vote.get(kind, 0.0)
        for kind, learned_sum in zip(
            KINDS[direction], shipped_weights()[direction].add_up(given), strict=True
        )
    }
    best = max(sums, key=sums.__getitem__)
    return best if sums[best] > vote.get(NONE, 0.0) else None


def features(clause: str) -> list[str]:
    """Words, pairs of neighbours and stems, each as often as it stands there."""
    given: list[str] = []
    before = "^"
    for token in _TOKEN.findall(clause.lower().replace("’", "'")):
        word = "#" if "0" <= token < ":" else token
        given += (word, f"{before} {word}")
        if len(word) > _STEM:
            given.append(word[:_STEM] + "~")
        before = word
    given.append(f"{before} $")
    return given


@cache
def shipped_weights() -> Mapping[Direction, Weights]:
    """Against "none", for each kind.  A process that forks calls it before."""
    folder = files(__package__)
    return {
        direction: read_weights(folder.joinpath(file_name(direction)).read_text(encoding="utf-8"))
        for direction in KINDS
    }


def file_name(direction: Direction) -> str:
    return f"statement_weights_{direction}.txt"
