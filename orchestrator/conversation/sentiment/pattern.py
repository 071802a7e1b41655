"""TextBlob's own polarity of an English sentence: one weak voice among many."""

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


def pattern_voice(sentence: str) -> str:
    """The polarity in steps of a quarter; nothing where it is zero."""
    lower = sentence.lower()
    if _polar_words().isdisjoint(_WORD.findall(lower)) and not _FACE.search(lower):
        return ""
    said = _SIGN.sub(r" \1", lower).split() if _PLAIN.fullmatch(lower) else sentence
    polarity = pattern(said)[0]
    return f"pattern:{round(polarity * 4)}" if polarity else ""


@cache
def _polar_words() -> frozenset[str]:
    """Of each entry of its lexicon that is not neutral the longest word, which it needs.

    Entries of several words it never meets, because it looks word by word.
    """
    len(pattern)  # reads the lexicon
    return frozenset(
        max(_WORD.findall(entry), key=len)
        for entry, senses in pattern.items()
        if senses[None][0] and " " not in entry
    )
