"""Expressions that are tried only where letters stand that they cannot match without.

Seven languages make long expressions, and nearly none of them matches in a given text.  One
look at the words of a text says for all of them together which are worth trying.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache, reduce
from itertools import count
from operator import or_
import re

from orchestrator.conversation.gate_keys import EDGE, LONGEST, keys_of, plain

_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
# Key -> the expressions, a bit each, that may match where it stands.
_INDEX: dict[str, int] = {}
# Set in every text, for expressions without keys.
_ALWAYS = 1
_bits = count(1)
# Addresses and codes come once.
_LONGEST_KEPT = 30


class Gated:
    """As ``re.Pattern``, and quicker to say that nothing matches."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.pattern = re.compile(expression, flags)
        self.gate = _register(keys_of(expression, flags))

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if self.gate & possible(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        return self.pattern.match(text) if self.gate & possible(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.gate & possible(text) else iter(())

    def split(self, text: str) -> list[str]:
        return self.pattern.split(text) if self.gate & possible(text) else [text]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.pattern.sub(by, text) if self.gate & possible(text) else text


class AnyOf:
    """Several wordings of one thing, each tried on its own."""

    def __init__(self, *wordings: str, flags: int = 0) -> None:
        self.wordings = [Gated(wording, flags) for wording in wordings]
        self.gate = gate_of(*self.wordings)

    def search(self, text: str) -> bool:
        found = possible(text) & self.gate
        return bool(found) and any(
            one.pattern.search(text) for one in self.wordings if one.gate & found
        )

    def start(self, text: str) -> int:
        """Where the first of them stands; -1 if none does."""
        found = [match.start() for one in self.wordings if (match := one.search(text))]
        return min(found, default=-1)


def gate_of(*expressions: Gated | AnyOf) -> int:
    """The gates of several expressions as one."""
    return reduce(or_, (expression.gate for expression in expressions))


def _register(keys: frozenset[str]) -> int:
    if not keys:
        return _ALWAYS
    gate = 1 << next(_bits)
    for key in keys:
        _INDEX[key] = _INDEX.get(key, 0) | gate
    _opened_by.cache_clear()
    possible.cache_clear()
    return gate


@lru_cache(maxsize=512)
def possible(text: str) -> int:
    """The gates of all expressions that may match in the text."""
    found = _ALWAYS
    for chunk in set(text.lower().split()):
        found |= _opened_by(chunk) if len(chunk) <= _LONGEST_KEPT else _gates_in(chunk)
    return found


def _gates_in(chunk: str) -> int:
    found = 0
    for word in _WORD_OR_SIGN.findall(plain(chunk)):
        letters = f"{EDGE}{word}{EDGE}"
        for start in range(len(letters)):
            for end in range(start + 1, min(start + LONGEST, len(letters)) + 1):
                found |= _INDEX.get(letters[start:end], 0)
    return found


_opened_by = lru_cache(maxsize=20_000)(_gates_in)
