"""TextBlob's own polarity of an English sentence: one weak voice among many."""

from collections.abc import Collection
from functools import cache
import re

from textblob._text import EMOTICONS
from textblob.en import sentiment as pattern

_WORD = re.compile(r"[^\W\d_]+")
# Faces in their own spelling or with spaces between, as TextBlob looks for them.
_FACE = re.compile(
    "|".join(
        " ?".join(map(re.escape, face.lower())) for faces in EMOTICONS.values() for face in faces
    )
)
# Here TextBlob's tokens are the words and the signs themselves.  "No." is a number to it.
_PLAIN = re.compile(r"[a-z0-9]+(?:(?:-|,? )[a-z0-9]+)*(?:(?<!\bno)[.!?])?")
_SIGN = re.compile(r"([,.!?])")


def pattern_voice(sentence: str, words: Collection[str]) -> str:
    """The polarity in steps of a quarter; nothing where it is zero.

    ``words`` are those of the sentence in lower case, with the apostrophes in them.
    """
    lower = sentence.lower()
    if not _may_be_polar(words) and not _FACE.search(lower):
        return ""
    polarity = pattern(_tokens(lower) if _PLAIN.fullmatch(lower) else sentence)[0]
    return f"pattern:{round(polarity * 4)}" if polarity else ""


def _may_be_polar(words: Collection[str]) -> bool:
    polar = _polar_words()
    return not polar.isdisjoint(words) or any(
        not polar.isdisjoint(word.split("'")) for word in words if "'" in word
    )


def _tokens(plain: str) -> list[str]:
    """From the first word on that the lexicon knows: what is before has no effect."""
    tokens = _SIGN.sub(r" \1", plain).split()
    known = _known_words()
    return tokens[next((at for at, token in enumerate(tokens) if token in known), 0) :]


@cache
def _polar_words() -> frozenset[str]:
    """Of each entry of the lexicon that is not neutral the longest word, which it needs.

    Entries of several words are never met, because TextBlob looks word by word.
    """
    len(pattern)  # reads the lexicon
    return frozenset(
        max(_WORD.findall(entry), key=len)
        for entry, senses in pattern.items()
        if senses[None][0] and " " not in entry
    )


@cache
def _known_words() -> frozenset[str]:
    return frozenset(pattern) | frozenset(pattern.negations)
