"""Of the words behind a number those that are of its ask, and those that are not."""

from collections.abc import Mapping
import re

from orchestrator.conversation import reply_turn_words as turns
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Ask, fold
from orchestrator.conversation.reply_clauses import speaks_of


def first_statement(text: str, ask: Ask, asks: Mapping[int, Ask], *, last: bool) -> tuple[str, str]:
    """The words of this ask, and what is said after them: the next paragraph or line.

    Only the last part of a reply can run into general talk.
    """
    lines = text.split("\n")
    own = [lines[0]]
    rest = lines[1:]
    while rest and rest[0].startswith((" ", "\t")) and rest[0].strip():
        own.append(rest.pop(0))
    if not last:
        own[0], others = _without_others(own[0], ask, asks)
        return "\n".join(own), "\n".join([*others, *rest])
    if ask.kind == "yesno":
        own[0], others = _without_others(own[0], ask, asks)
        return "\n".join(own), "\n".join([*others, *rest])
    if not own[0].strip():
        return "\n".join(own), "\n".join(rest)
    letter = _LETTER_ALONE.match(own[0]) if ask.kind == "choice" else None
    first = letter[0].strip() if letter else next(iter(split_sentences(own[0])), "")
    sentences = [first, *([behind] if (behind := own[0].strip()[len(first) :].strip()) else [])]
    reading = interpret(ask, sentences[0])
    if (
        len(sentences) > 1
        and reading
        and reading.certainty == "exact"
        and not turns.CORRECTION.search(fold(sentences[1]))
    ):
        return sentences[0], "\n".join([sentences[1], *rest])
    return "\n".join(own), "\n".join(rest)


# "A. Daarmee ben ik klaar": no initial of a name.
_LETTER_ALONE = re.compile(r"\s*\(?[A-Ea-e]\)?\.(?=\s+[A-ZÀ-Þ¿¡])")


def _without_others(line: str, ask: Ask, asks: Mapping[int, Ask]) -> tuple[str, list[str]]:
    """'yes. The vault poster is better': what behind the answer speaks of another ask is its."""
    first, *more = split_sentences(line) or [""]
    others = [
        each
        for each in more
        if not speaks_of(ask, each, [*asks.values()])
        and any(speaks_of(other, each, [*asks.values()]) for other in asks.values())
    ]
    reading = interpret(ask, first) if others else None
    if not reading or reading.certainty != "exact":
        return line, []
    return " ".join([first, *(each for each in more if each not in others)]), others
