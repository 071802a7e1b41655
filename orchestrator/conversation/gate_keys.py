"""The letters without which an expression cannot match.

They are read from the parsed expression, so they cannot drift apart from it.  Where none are
sure (everything is optional, or a sign alone matches) there are no keys.
"""

from collections.abc import Iterator, Sequence
from itertools import product
import re

# The parser has no public name; a test compares every gate with its bare expression.
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

EDGE = "\0"
"""Stands in a key for the edge of a word."""
LONGEST = 10
"""No key has more letters, edges included."""

_ANYTHING = "\1"
# Keys that stand in nearly every mail, so that any other is better.
_COMMON = frozenset(
    f"{EDGE}{word}{EDGE}"
    for language in (
        "the a an and or to of in on for with we you i it is are be was our your this that have",
        "der die das und wir sie ich ist zu den la le et les vous je de el y que en di e il che",
        "o os as um uma een het van ik not",
    )
    for word in language.split()
)
# Keys of so many letters are not worth a search for better ones.
_RARE = 5
# Beyond so many wordings of one run of letters a new run begins.
_MOST_WORDINGS = 60
_EDGES = (op.AT_BEGINNING, op.AT_BEGINNING_STRING, op.AT_BOUNDARY, op.AT_END, op.AT_END_STRING)
_DIGITS = [
    [(op.CATEGORY, op.CATEGORY_DIGIT)],
    *([(op.RANGE, (ord(first), ord("9")))] for first in "01"),
    [(op.RANGE, (ord("1"), ord("5")))],
]
_SPACE = [(op.CATEGORY, op.CATEGORY_SPACE)]
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_PART = re.compile(rf"{EDGE}?\w+{EDGE}?")
_SIGN = re.compile(rf"[^\w\s{EDGE}{_ANYTHING}]")
# Where a word ends for sure, because what stands beside it is known.
_BESIDE_SIGN = re.compile(rf"(?<=[^\w{_ANYTHING}])(?=\w)|(?<=\w)(?=[^\w{_ANYTHING}])")
_DIGIT = re.compile(r"\d")


def keys_of(expression: str, flags: int) -> frozenset[str]:
    """Parts of words, or signs, one of which is in everything that the expression matches.

    They are as ``plain`` leaves them.
    """
    return frozenset(_best(_parser.parse(expression, flags)))


def alternatives(expression: str) -> list[str]:
    """What an expression consists of where "|" stands outside all brackets."""
    found, depth = [""], 0
    for sign in _TOKEN.findall(expression):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


# A sign with its backslash, a set of signs, or any sign.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


def plain(letters: str) -> str:
    """Lower case, and 0 for every digit."""
    return _DIGIT.sub("0", letters.lower())


def _best(items: Sequence[Any]) -> set[str]:
    """The keys of the run of letters, or of the group, that is met least by chance."""
    best = max(map(_keys_of_run, _runs(items)), key=_rareness)
    if _rareness(best)[0] >= _RARE:
        return best
    return max((best, *map(_best_inside, items)), key=_rareness)


def _best_inside(item: Any) -> set[str]:
    kind, value = item
    if kind is op.SUBPATTERN:
        return _best(value[3])
    if kind is op.ASSERT:
        return _best(value[1])
    if kind in _REPEATS and value[0] > 0:
        return _best(value[2])
    if kind is op.BRANCH:
        parts = [_best(part) for part in value[1]]
        return set().union(*parts) if all(parts) else set()
    return set()


def _rareness(keys: set[str]) -> tuple[int, int]:
    """Long keys are met less by chance, and few."""
    return (min(map(_length, keys), default=-1), -len(keys))


def _length(key: str) -> int:
    """Of a digit as of a word: most sentences have none."""
    return 0 if key in _COMMON else max(len(key), 4 * ("0" in key))


def _runs(items: Sequence[Any]) -> Iterator[set[str]]:
    """All that neighbouring items can stand for, from anything before to anything behind."""
    run = {_ANYTHING}
    for item in items:
        wordings = _wordings(item)
        longer = {before + letters for before, letters in product(run, wordings)}
        if len(longer) > max(_MOST_WORDINGS, len(wordings)):
            yield {letters + _ANYTHING for letters in run}
            longer = {_ANYTHING + letters for letters in wordings}
        run = longer
    yield {letters + _ANYTHING for letters in run}


def _wordings(item: Any) -> set[str]:
    kind, value = item
    if kind in _REPEATS and value[0] == 1 and _wordings(value[2][0]) == {" "}:
        return {" "}
    if kind is op.LITERAL:
        return {plain(chr(value))}
    if (kind is op.AT and value in _EDGES) or (kind is op.ASSERT_NOT and _is_word(value[1])):
        return {EDGE}
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return {""}
    if kind is op.IN:
        return _one_of(value)
    if kind is op.SUBPATTERN:
        return _sequence(value[3])
    if kind is op.BRANCH:
        return set().union(*map(_sequence, value[1]))
    if kind in _REPEATS and value[1] == 1:
        return _sequence(value[2]) | ({""} if value[0] == 0 else set())
    if kind in _REPEATS and value[0] > 0:
        return {letters + _ANYTHING for letters in _sequence(value[2])}
    return {_ANYTHING}


def _one_of(members: Sequence[Any]) -> set[str]:
    if all(one is op.LITERAL for one, _ in members):
        return {plain(chr(letter)) for _, letter in members}
    if members == _SPACE:
        return {" "}
    return {"0"} if members in _DIGITS else {_ANYTHING}


def _is_word(looked_for: Sequence[Any]) -> bool:
    """Whether what must not stand there is any letter of a word."""
    kind, value = looked_for[0]
    return len(looked_for) == 1 and kind is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in value


def _sequence(items: Sequence[Any]) -> set[str]:
    run = {""}
    for item in items:
        run = {before + letters for before, letters in product(run, _wordings(item))}
        if len(run) > _MOST_WORDINGS:
            return {_ANYTHING}
    return run


def _keys_of_run(run: set[str]) -> set[str]:
    """For each wording a part of a word, shared where it can be; none if a wording has none."""
    keys: set[str] = set()
    for parts in sorted(map(_parts, run), key=lambda parts: (len(parts), parts)):
        if not _shares(parts, keys):
            keys.add(max(parts, key=_length, default=""))
    return set() if "" in keys else keys


def _shares(parts: Sequence[str], keys: set[str]) -> bool:
    """Whether a key stands in one of the parts: "undo" in "please undo"."""
    return not keys.isdisjoint(parts) or any(key in part for part in parts for key in keys if key)


def _parts(wording: str) -> list[str]:
    """Words of a wording and what is sure of them, or else its signs."""
    marked = _BESIDE_SIGN.sub(EDGE, wording)
    return [part[:LONGEST] for part in _PART.findall(marked) or _SIGN.findall(marked)]
