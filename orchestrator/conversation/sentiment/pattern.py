"""TextBlob's own polarity of an English sentence: one weak voice among many."""

from collections.abc import Collection
from functools import cache
import re

from textblob._text import EMOTICONS
from textblob.en import Sentiment
from textblob.en import sentiment as textblob_lexicon

_WORD = re.compile(r"[^\W\d_]+")
# Faces in their own spelling or with spaces between, as TextBlob looks for them.
_FACE = re.compile(
    "|".join(
        " ?".join(map(re.escape, face.lower())) for faces in EMOTICONS.values() for face in faces
    )
)
# Here TextBlob's tokens are the words and the signs themselves.  "No." is a number to it.
_PLAIN = re.compile(r"[^\W_]+(?:(?:['’-]|[,;:]? (?:[-–] )?)[^\W_]+)*(?:(?<!\bno)[.!?])?")
_SIGN = re.compile(r"(['’,;:.!?])")


def pattern_voice(sentence: str, words: Collection[str]) -> str:
    """The polarity in steps of a quarter; nothing where it is zero.

    ``words`` are those of the sentence in lower case, with the apostrophes in them.
    """
    lower = sentence.lower()
    has_face = _FACE.search(lower)
    if not has_face and not _may_be_polar(words):
        return ""
    is_plain = not has_face and _PLAIN.fullmatch(lower)
    polarity = _lexicon()(_tokens(lower) if is_plain else sentence)[0]
    return f"pattern:{round(polarity * 4)}" if polarity else ""


def _may_be_polar(words: Collection[str]) -> bool:
    polar = _polar_words()
    return not polar.isdisjoint(words) or any(
        not polar.isdisjoint(word.split("'")) for word in words if "'" in word
    )


def _tokens(plain: str) -> list[str]:
    """From the first word on that the lexicon knows: what is before has no effect."""
    tokens = _SIGN.sub(r" \1 ", plain.replace("n't", " n't")).split()
    known = _known_words()
    return tokens[next((at for at, token in enumerate(tokens) if token in known), 0) :]


@cache
def _polar_words() -> frozenset[str]:
    """Of each entry of the lexicon that is not neutral the longest word, which it needs.

    Entries of several words are never met, because TextBlob looks word by word.
    """
    return frozenset(
        max(_WORD.findall(entry), key=len)
        for entry, senses in _lexicon().items()
        if senses[None][0] and " " not in entry
    )


@cache
def _known_words() -> frozenset[str]:
    return frozenset(_lexicon()) | frozenset(_lexicon().negations)


class _Lexicon(Sentiment):  # type: ignore[misc]  # TextBlob has no types.
    """TextBlob's, which asks at every word whether it is read yet; this one is."""

    __contains__ = dict.__contains__
    __getitem__ = dict.__getitem__


@cache
def _lexicon() -> _Lexicon:
    read = _Lexicon(
        path=textblob_lexicon.path,
        synset="wordnet_id",
        tokenizer=textblob_lexicon.tokenizer,
        negations=textblob_lexicon.negations,
        modifiers=textblob_lexicon.modifiers,
        modifier=textblob_lexicon.modifier,
    )
    read.load()
    return read
