"""A side that the same mail takes back, or names together with the other one."""

from collections.abc import Mapping
import re

from orchestrator.conversation import reply_retraction_words as said
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_asks import Answer, fold


def is_contradicted(side: str, span: str) -> bool:
    """Whether the words name both sides: 'yes / no', 'yeah, no', 'Yes. Having slept on it: no.'"""
    sentences = [fold(sentence) for sentence in split_sentences(span)]
    if any(map(said.BOTH.search, sentences)) and not _settled(side, sentences):
        return True
    if (said.DOWN if side == "yes" else said.UP).search(span):
        return True
    return _last_side(sentences) not in ("", side)


def is_wondered(span: str, own: str) -> bool:
    """'Yes to 1 and 2? No way.': the side is but repeated, to be refused."""
    return bool(re.search(re.escape(span.strip()) + said.ASKED, own))


def is_opposed(n: int, answer: Answer, own: str) -> bool:
    """'2 yes. My wife says no to 2.': the other side is named for the number, and behind it."""
    lower = fold(own)
    other = re.search(rf"{said.AGAINST[answer.value or 'no']}{n}(?![\w%]|[.,:]\d)", lower)
    place = _place(answer, lower) if other else None
    return bool(other and place and place.start() < other.start())


def _settled(side: str, sentences: list[str]) -> bool:
    return len(sentences) > 1 and _last_side(sentences[1:]) == side


def _last_side(sentences: list[str]) -> str:
    found = [match.lastgroup or "" for each in sentences if (match := said.AT_LAST.search(each))]
    return found[-1] if found else ""


def retracted(answers: Mapping[int, Answer], own: str) -> set[int]:
    """The asks whose answer is taken back behind it, without a new one; ``own`` are all words."""
    lower, taken = fold(own), set[int]()
    for match in said.RETRACTION.finditer(lower):
        sentence = _sentence_around(lower, match)
        if not _is_hers(match[0], sentence):
            continue
        named = {int(n) for n in _NUMBER.findall(sentence)} & set(answers)
        for n, answer in answers.items():
            again = answer.value == "no" and said.AGAIN_NO.match(match[0])
            if not again and (n in named or not named) and _is_before(match, lower, answer):
                taken.add(n)
    return taken


def _is_hers(words: str, sentence: str) -> bool:
    """Whether it speaks of her answer: 'wrong thread!', and not 'we were charged by mistake'."""
    short = len(sentence.split()) <= _SHORT
    return short or bool(said.ORDER.match(words) or said.HERS.search(sentence))


_SHORT = 5
_NUMBER = re.compile(r"(?<![\w.,:/])([1-9])(?![\w:/]|[.,]\d)")


def _sentence_around(lower: str, match: re.Match[str]) -> str:
    start = max(lower.rfind(end, 0, match.start()) for end in (". ", "! ", "\n"))
    return lower[start + 1 : match.end()] + re.split(r"[.!\n]", lower[match.end() :])[0]


def _is_before(match: re.Match[str], lower: str, answer: Answer) -> bool:
    """Whether the answer stands before the words that take it back, and not behind them again."""
    place = _place(answer, lower)
    if not place or place.start() >= match.start():
        return False
    behind = lower[match.end() : place.end()]
    return not re.search(rf"(?<!\w){re.escape(fold(answer.value or ''))}(?!\w)", behind)


def _place(answer: Answer, lower: str) -> re.Match[str] | None:
    return re.search(r"\s+".join(map(re.escape, fold(answer.span).split())), lower)
