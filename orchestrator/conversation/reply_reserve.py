"""What a client holds back anywhere in her reply, and the answers that it may speak of.

"Yes, but only if" is never a yes, be the "if" before the answer, in a bracket, or a paragraph on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
import re

from orchestrator.conversation.reply_asks import Answer, Ask, fold
from orchestrator.conversation.reply_reserve_words import (
    ALL_OF_THEM,
    BARE_TIME,
    COURTESY,
    OUR_MAILS,
    RESERVE,
    SEEN,
    TIME_CLAUSE,
)
from orchestrator.conversation.reply_wishes import read_preferences, sentences


@dataclass(frozen=True)
class _Place:
    """Where the words of an answer stand in the folded own words."""

    n: int
    start: int
    end: int


def with_reserves(
    answers: Mapping[int, Answer], folded: str, asks: Sequence[Ask], today: date
) -> dict[int, Answer]:
    """The answers, those that something is held back from no longer exact.

    ``folded`` are all her own words, ``today`` is the day of the reply.
    """
    if all(answer.certainty != "exact" for answer in answers.values()):
        return dict(answers)
    values = {ask.n for ask in asks if ask.kind == "value"}
    places = _places(answers, folded)
    every = set(answers)
    doubted: set[int] = set()
    for start, sentence in _spoken(folded, today):
        for at, loose in _reserves(sentence):
            own = next((p for p in places if p.start <= start + at < p.end), None)
            if own and own.start == start and _BUT_ONLY.match(sentence):
                places.remove(own)
                own = None
            if own and start <= own.start:
                if answers[own.n].value and ALL_OF_THEM.search(sentence, own.start - start, at):
                    doubted |= every
                elif answers[own.n].value != "no" and not (loose and own.n in values):
                    doubted.add(own.n)
            elif doubted != every and (not loose or BARE_TIME.match(sentence)):
                spoken = _Place(0, start, start + len(sentence))
                doubted |= _meant(spoken, at, folded, places, every)
    return {
        n: replace(a, certainty="unclear") if n in doubted and a.certainty == "exact" else a
        for n, a in answers.items()
    }


# It holds something back from what was said before, whichever thing it names.
_BUT_ONLY = re.compile(
    r"\W*(?:but|aber|mais|pero|ma|maar|mas)\W+(?:only|nur|seulement|uniquement|s[oó]lo|soltanto|"
    r"alleen|"
    r"só|apenas)\W+(?:if|when|once|wenn|falls|si|se|als|quand|cuando|quando)\b"
)


def _places(answers: Mapping[int, Answer], folded: str) -> list[_Place]:
    """Each answer behind its number, or else where its words stand next; the last time counts."""
    found: list[_Place] = []
    behind = 0
    for n, answer in sorted(answers.items()):
        words = r"\s+".join(map(re.escape, fold(answer.span).split()))
        numbered = list(re.finditer(rf"(?<![\w.,:/]){n}[\W_]{{0,4}}(?P<words>{words})", folded))
        match = numbered[-1] if numbered else re.compile(words).search(folded, behind)
        if match:
            start, end = match.span("words") if numbered else match.span()
            found.append(_Place(n, start, end))
            behind = end
    return sorted(found, key=lambda place: place.start)


def _spoken(folded: str, today: date) -> Iterator[tuple[int, str]]:
    """Sentences and where they begin, without wishes about our mails; courtesy is blank."""
    behind = 0
    for sentence in sentences(folded):
        start = folded.index(sentence, behind)
        behind = start + len(sentence)
        if not (_of_others(sentence) or _of_our_mails(sentence, today)):
            yield start, COURTESY.sub(lambda match: " " * len(match[0]), sentence)


def _of_our_mails(sentence: str, today: date) -> bool:
    """Whether it wishes for mail in another way; "not before 9" alone may be of the answer."""
    if _BUT.match(sentence):
        return False
    wished = read_preferences(sentence, today)
    return bool(wished.keys() - {"not_before", "time"} or (wished and OUR_MAILS.match(sentence)))


_BUT = re.compile(
    r"\W*(?:but|only|aber|nur|mais|seulement|pero|s[oó]lo|ma|maar|alleen|mas|só|if|when|wenn|si|se|"
    r"als)\b"
)


def _of_others(sentence: str) -> bool:
    """Whether what is put off are the asks that are still without an answer."""
    return bool(_THE_OTHERS.search(sentence))


_THE_OTHERS = re.compile(
    r"\b(?:the (?:other|others|rest|remaining)|(?:die|den|dem) (?:anderen|andern|rest|übrigen)|"
    r"zum rest|"
    r"les autres|le reste|l'autre|(?:los|las) (?:otr[oa]s|demás)|el resto|lo demás|(?:gli|"
    r"le) altr[ie]|il resto|"
    r"l'altra|de (?:andere|anderen|rest)|[oa]s outr[oa]s|o resto)\b"
)


def _reserves(sentence: str) -> Iterator[tuple[int, bool]]:
    """Where something is held back, and whether by no more than a "when" or an "after"."""
    for pattern in (RESERVE, SEEN):
        yield from ((match.start(), False) for match in pattern.finditer(sentence))
    if "?" not in sentence:
        yield from ((match.start(), True) for match in TIME_CLAUSE.finditer(sentence))


def _meant(
    spoken: _Place, at: int, folded: str, places: Sequence[_Place], every: set[int]
) -> set[int]:
    """The answers that a reserve outside all of them speaks of: named, beside it, or every one."""
    sentence = folded[spoken.start : spoken.end]
    named = {int(n) for n in _NAMED.findall(sentence)} & every
    if named or ALL_OF_THEM.search(sentence):
        return named or every
    within = [p for p in places if spoken.start <= p.start < spoken.start + at]
    if within:
        return {within[-1].n}
    line = folded.rfind("\n", 0, spoken.start) + 1
    line_end = line + len(folded[line:].partition("\n")[0])
    before = [place for place in places if place.start < spoken.start]
    if beside := {place.n for place in places if line <= place.start < line_end}:
        return beside
    return {before[-1].n} if before and before[-1] != places[-1] else every


_NAMED = re.compile(
    r"(?:#|\b(?:number|no\.|nr\.?|item|ask|question|point|for|on|about|nummer|punkt|frage|für|zu|"
    r"numéro|point|pour|número|punto|para|numero|per|vraag|voor|ponto)) ?([1-9])(?![\w%:/]|[.,]\d)"
)
