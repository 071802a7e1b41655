"""The project that a subject names by its code.  Pure."""

from collections.abc import Iterable
import re

from orchestrator.subjects import base_subject

_WORD = re.compile(r"\b[A-Z0-9]{2,12}\b")
_MARKED = re.compile(
    r"\[([A-Z0-9]{2,12})\]|(?:^|[:\]])\s*([A-Z0-9]{2,12})(?=\s?:)|\b([A-Z0-9]{2,12})-\d+\b"
)
_SURE_LENGTH = 5
"""A shorter code is a word that somebody stresses, FAQ, CMS or a measure as well."""


def code_in(subject: str, codes: Iterable[str]) -> str | None:
    """The one of ``codes`` that a subject names; none where it has two of them.

    What may be a word counts as ``[GO]``, ``GO:`` or ``GO-12`` only.  A code that is not sure
    by itself is still enough for a doubt.
    """
    named = set(_WORD.findall(subject)).intersection(codes)
    if len(named) != 1:
        return None
    [code] = named
    marked = {each for groups in _MARKED.findall(subject) for each in groups}
    return code if code in marked or _is_sure(code, subject) else None


def _is_sure(code: str, subject: str) -> bool:
    """Long enough, no number, and capitals say something here."""
    rest = base_subject(subject).replace(code, "")
    is_shouted = rest.isupper()
    return len(code) >= _SURE_LENGTH and not code.isdecimal() and not is_shouted
