"""What changed between two texts, word by word.  Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher
import re

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words.  ``kind`` is ``same``, ``del`` (only before) or ``ins`` (only now)."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """Cut both texts into runs that are the same, gone or new, in reading order."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces += [Piece("del", "".join(old[i:j]))] * (i < j)
        pieces += [Piece("ins", "".join(new[k:m]))] * (k < m)
    return pieces
