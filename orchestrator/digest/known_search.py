"""What to ask the word index for, so that no text that answers is missed.  Pure."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import ceil
import re

from orchestrator.digest.known_names import plain, written
from orchestrator.digest.known_topic import FORMS_SHARE, TOKEN, content_words
from orchestrator.digest.known_words import KINDS, Question, own_words

Beginnings = tuple[str, ...]
"""One of them begins the word that is looked for."""

_IMPLIED = ("PRICE", "COLOUR", "DURATION", "SIZE")
"""A sum, a colour, a span of time or a size says it without the word."""


def to_search(question: Question) -> list[Sequence[Beginnings]]:
    """A text that answers has, for at least one group, a word for every member of it.

    A question without a word of its own ("OK?") has none: nothing could be told apart by it.
    """
    topic = sorted(_topic_to_find(question), key=len, reverse=True)[:5]
    if not topic:
        return []
    if question.kind == "choice":
        own = [mine[0] for mine in own_words(question.options).values() if mine]
        whole = [_beginnings(each, question.text) for each in topic]
        chosen = [_beginnings(each, " ".join(question.options.values())) for each in own]
        # Words of doubt need not name an option.
        return [whole, *([t, o] for t in whole for o in chosen)]
    if question.kind == "yesno":
        topic = topic[:4]
        size = min(2, len(topic))
    else:
        size = len(topic) if len(topic) < 4 else len(topic) - 1
    found = [_beginnings(each, question.text) for each in topic]
    return [list(group) for group in combinations(found, size)]


def _topic_to_find(question: Question) -> list[str]:
    topic = content_words(question.text)
    said = [each for each in topic if each not in _IMPLIED] or topic
    return [each for each in said if each not in KINDS] or said


def _beginnings(word: str, text: str) -> Beginnings:
    """What every word that is `alike` begins with; of a compound its longest part.

    The index knows accents, so a word is looked for as ``text`` writes it.
    """
    if word.isupper():
        return _shortest(part for each in written(word) for part in [_longest(each)])
    as_written = (each.lower() for each in TOKEN.findall(text))
    part = _longest(next((each for each in as_written if plain(each).endswith(word)), word))
    return (part[: max(4, ceil(FORMS_SHARE * len(part)))],)


def _longest(word: str) -> str:
    return max(re.split(r"[-'’]", word), key=len)


def _shortest(parts: Iterable[str]) -> Beginnings:
    """Without those that another begins."""
    kept: list[str] = []
    for each in sorted(set(parts), key=len):
        if not each.startswith(tuple(kept)):
            kept.append(each)
    return tuple(kept)
