"""The project that a subject names by its code.  Pure."""

from collections.abc import Iterable
import re

_WORD = re.compile(r"\b[A-Z0-9]{2,12}\b")
_MARKED = re.compile(
    r"\[([A-Z0-9]{2,12})\]|(?:^|[:\]])\s*([A-Z0-9]{2,12})(?=\s?:)|\b([A-Z0-9]{2,12})-\d+\b"
)
_SURE_LENGTH = 3
"""A shorter code is a word too, or a measure: it counts as ``[GO]``, ``GO:`` or ``GO-12`` only."""


def code_in(subject: str, codes: Iterable[str]) -> str | None:
    """The one of ``codes`` that a subject names; none where it has two of them.

    A code that is too short to be sure of by itself is still enough for a doubt.
    """
    named = set(_WORD.findall(subject)).intersection(codes)
    if len(named) != 1:
        return None
    [code] = named
    marked = {each for groups in _MARKED.findall(subject) for each in groups}
    return code if len(code) >= _SURE_LENGTH or code in marked else None
