"""Expressions that are tried only where letters stand that they cannot match without.

Seven languages make long expressions, and nearly none of them matches in a given text.  One
look at the words of a text says for all of them together which are worth trying.  Which letters
those are, and the expressions themselves, is worked out when it is first asked for: most
processes load this package and read no mail.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import count
from operator import or_
import re

from orchestrator.conversation.gate_keys import EDGE, LONGEST, alternatives, keys_of, plain

_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
# Longer ones are tried alternative by alternative, if it shows from outside what these are.
_LONG = 300
_CAPTURES = re.compile(r"(?<!\\)\((?!\?)|\(\?P<")
_bits = count(1)
# Expressions whose keys are not worked out yet, by their gate.
_NEW: dict[int, tuple[str, int]] = {}
# Key -> the expressions, a bit each, that may match where it stands.
_INDEX: dict[str, int] = {"": 1}
# Addresses and codes come once.
_LONGEST_KEPT = 30
_MOST_KEPT = 20_000


class Gated:
    """As ``re.Pattern``, and quicker to say that nothing matches."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self._expression, self._flags = expression, flags
        self._parts = [Gated(part, flags) for part in _parts(expression)]
        self.gate = gate_of(*self._parts) if self._parts else _new_gate(expression, flags)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self._expression, self._flags)

    @cached_property
    def find(self) -> Callable[[str], re.Match[str] | None]:
        """Search behind an open gate."""
        if self._parts:
            return self._find_part
        # What can only stand at the beginning is not looked for behind it.
        is_anchored = _is_anchored(self._expression, self._flags)
        return self.pattern.match if is_anchored else self.pattern.search

    def _find_part(self, text: str) -> re.Match[str] | None:
        gates = possible(text)
        found = (part.find(text) for part in self._parts if part.gate & gates)
        return min(filter(None, found), key=_start, default=None)

    def search(self, text: str) -> re.Match[str] | None:
        return self.find(text) if self.gate & possible(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        return self.pattern.match(text) if self.gate & possible(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.gate & possible(text) else iter(())

    def split(self, text: str) -> list[str]:
        return self.pattern.split(text) if self.gate & possible(text) else [text]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.pattern.sub(by, text) if self.gate & possible(text) else text


def _parts(expression: str) -> Sequence[str]:
    """The alternatives of a long expression, if nobody can ask which of its groups matched."""
    if len(expression) < _LONG or _CAPTURES.search(expression):
        return ()
    parts = alternatives(expression)
    return parts if len(parts) > 1 else ()


def _start(match: re.Match[str]) -> int:
    return match.start()


class AnyOf:
    """Several wordings of one thing, each tried on its own."""

    def __init__(self, *wordings: str, flags: int = 0) -> None:
        self.wordings = [Gated(one, flags) for wording in wordings for one in alternatives(wording)]
        self.gate = gate_of(*self.wordings)
        self._by_gate: dict[int, list[Gated]] = defaultdict(list)
        for one in self.wordings:
            self._by_gate[one.gate].append(one)

    def search(self, text: str) -> bool:
        gates = possible(text) & self.gate
        if gates:
            for one in self._behind(gates):
                if one.find(text):
                    return True
        return False

    def start(self, text: str) -> int:
        """Where the first of them stands; -1 if none does."""
        found = (one.find(text) for one in self._behind(possible(text) & self.gate))
        return min((match.start() for match in found if match), default=-1)

    def _behind(self, gates: int) -> list[Gated]:
        wordings: list[Gated] = []
        while gates:
            lowest = gates & -gates
            wordings += self._by_gate[lowest]
            gates ^= lowest
        return wordings


def gate_of(*expressions: Gated | AnyOf) -> int:
    """The gates of several expressions as one."""
    return reduce(or_, (expression.gate for expression in expressions))


def _is_anchored(expression: str, flags: int) -> bool:
    one = expression.startswith("^") and len(alternatives(expression)) == 1
    return one and not flags & re.MULTILINE


def _new_gate(expression: str, flags: int) -> int:
    gate = 1 << next(_bits)
    _NEW[gate] = expression, flags
    _OPENED_BY.clear()
    possible.cache_clear()
    return gate


@lru_cache(maxsize=512)
def possible(text: str) -> int:
    """The gates of all expressions that may match in the text."""
    if _NEW:
        _index_new()
    chunks = set(text.lower().split())
    return reduce(or_, filter(None, map(_OPENED_BY.__getitem__, chunks)), _INDEX[""])


def _index_new() -> None:
    """What has no keys may match in any text."""
    for gate, (expression, flags) in _NEW.items():
        for key in keys_of(expression, flags) or ("",):
            _INDEX[key] = _INDEX.get(key, 0) | gate
    _NEW.clear()


class _OpenedBy(dict[str, int]):
    """What was written between two spaces -> the gates that it opens."""

    def __missing__(self, chunk: str) -> int:
        gates = _gates_in(chunk)
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = gates
        return gates


_OPENED_BY = _OpenedBy()


def _gates_in(chunk: str) -> int:
    found = 0
    for word in _WORD_OR_SIGN.findall(plain(chunk)):
        letters = f"{EDGE}{word}{EDGE}"
        for start in range(len(letters)):
            for end in range(start + 1, min(start + LONGEST, len(letters)) + 1):
                found |= _INDEX.get(letters[start:end], 0)
    return found
