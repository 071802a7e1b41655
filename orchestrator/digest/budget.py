"""How much an update says at each depth, and what goes in first.  Pure.

Each depth takes all that the shorter one takes, and then more: whatever the lengths of the
lines, brief is a part of standard, and that of full.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from orchestrator.models import Block

WORDS_AT_MOST: Final = {"brief": 120, "standard": 450, "full": 800}
"""Of an update's lines.  What is never left out may go beyond it."""
LINES_AT_MOST: Final = {"brief": 1, "standard": 3, "full": 8}
"""Of each of other news, Done and Next."""
DEPTHS: Final = tuple(WORDS_AT_MOST)


class Overflow(NamedTuple):
    """A line for which there is no room, and the limit that it meets."""

    line: Block
    reason: str


def words_in(line: Block) -> int:
    """Of all that is read of it; an ask has options too."""
    options = line.details.get("options", {}).values()
    details = (line.details.get("detail", ""), line.details.get("due", ""), *options)
    return sum(len(words.split()) for words in (line.text, *details))


def within(
    lines: Sequence[Block], depth: str, *, spent: Mapping[str, int]
) -> tuple[list[Block], list[Overflow]]:
    """Those that have room, in the order given, and those that have not.

    The first goes in whatever its length: what is longer than the room would never be told.

    Args:
        lines: what matters most first.
        spent: words that an update of each depth says before them.
    """
    taken = list(lines[:1])
    over: list[Overflow] = []
    for level in DEPTHS[: DEPTHS.index(depth) + 1]:
        over, is_full = [], False
        room, most = LINES_AT_MOST[level], WORDS_AT_MOST[level]
        said = spent[level] + sum(map(words_in, taken))
        kinds = Counter(line.kind for line in taken)
        for line in lines:
            if line in taken:
                continue
            if kinds[line.kind] >= room:
                over.append(Overflow(line, f"over {room} line{'s' * (room > 1)}"))
                continue
            # What matters less does not go in before it because it is shorter.
            is_full = is_full or said + words_in(line) > most
            if is_full:
                over.append(Overflow(line, f"over {most} words"))
                continue
            taken.append(line)
            said += words_in(line)
            kinds[line.kind] += 1
    return [line for line in lines if line in taken], over
