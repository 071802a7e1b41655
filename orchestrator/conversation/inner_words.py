"""Words of accounting that came back in somebody else's mail, taken out of it.  Pure.

A reply-all or a forward carries them to a client and from her to us, quoted in any way that
mail programs know: so they are found by what they say, not by how they are marked.
"""

from collections.abc import Iterable, Iterator, Sequence
import re

RUN = 8
"""So many words in a row that accounting wrote are no chance; a shorter answer counts whole."""
LEAST = 4
CUT = "[…]"

_WORD = re.compile(r"\w+")
_CLOSING = re.compile(r"[.!?;:,)”\"’»]*")
_EMPTY_LINES = re.compile(r"\n(?:[>\s]*\n){2,}")
_CUTS = re.compile(rf"{re.escape(CUT)}(?:[\s>]*{re.escape(CUT)})+")

Run = tuple[str, ...]


def without(text: str, inner: Sequence[str], own: Sequence[str] = (), cut: str = CUT) -> str:
    """``text`` with ``cut`` in place of what ``inner`` says, and unchanged where it says none.

    Args:
        own: what the client wrote herself, which counts as hers wherever it is repeated.
    """
    runs = _runs(inner) - _runs(own)
    found = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in found]
    inside = [False] * len(words)
    for size in {len(run) for run in runs}:
        for at in range(len(words) - size + 1):
            if tuple(words[at : at + size]) in runs:
                inside[at : at + size] = [True] * size
    if not any(inside):
        return text
    pieces, last = [], 0
    for first, end in _spans(inside):
        pieces += [text[last : found[first].start()], cut]
        last = _after(text, found[end].end())
    kept = "".join([*pieces, text[last:]])
    return _EMPTY_LINES.sub("\n\n", _CUTS.sub(CUT, kept)).strip()


def _runs(texts: Iterable[str]) -> set[Run]:
    found: set[Run] = set()
    for text in texts:
        words = [word.casefold() for word in _WORD.findall(text)]
        size = min(RUN, len(words))
        if size >= LEAST:
            found |= {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
    return found


def _spans(inside: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last of every row of marked words."""
    first = None
    for at, is_inside in enumerate([*inside, False]):
        if is_inside and first is None:
            first = at
        elif not is_inside and first is not None:
            yield first, at - 1
            first = None


def _after(text: str, end: int) -> int:
    """Behind the full stop or the closing quotation mark of what ends there."""
    match = _CLOSING.match(text, end)
    return match.end() if match else end
