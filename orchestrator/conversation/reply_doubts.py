"""Answers whose words look plain and are none: asked back, told of, of something else, a receipt.

An ``exact`` answer may be applied without a person, so what is found here makes it ``unclear``.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
import re

from orchestrator.conversation import reply_doubt_words as doubts
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_asks import Answer, Ask, alike, bare, content, fold
from orchestrator.conversation.reply_shapes import asks_who, shape_of


def with_doubts(
    answers: Mapping[int, Answer],
    own: str,
    asks: Mapping[int, Ask],
    numbered: AbstractSet[int],
) -> dict[int, Answer]:
    """The answers, those that are doubtful no longer exact.

    ``own`` are all her own words; ``numbered`` are the asks whose words stood behind their number.
    """
    unreal = bool(doubts.NOT_MEANT.search(fold(own)))
    return {
        n: replace(answer, certainty="unclear")
        if answer.certainty == "exact"
        and (unreal or is_doubtful(asks[n], answer.span, numbered=n in numbered))
        else answer
        for n, answer in answers.items()
    }


def is_doubtful(ask: Ask, span: str, *, numbered: bool) -> bool:
    """Whether the words beside the side, the option or the value say that they are none."""
    if ask.kind == "value":
        return _is_no_value(ask, fold(span))
    first = next(iter(split_sentences(span)), "")
    lower = fold(first)
    if ask.kind == "choice":
        return _is_told_of(ask, lower)
    return (
        _asks_back(lower)
        or bool(doubts.ONLY_HALF.search(lower) or doubts.RECEIPT.fullmatch(lower))
        or bool(doubts.SAID_BEFORE.search(lower) or doubts.OPEN_STILL.search(fold(span)))
        or _is_of_something_else(ask, first, numbered=numbered)
        or _names_another_amount(ask, span)
    )


def _asks_back(lower: str) -> bool:
    """'Yes, when?', 'approved by whom?', 'yes??': the side itself is in the question."""
    return bool(doubts.ASKED_BACK.match(lower))


def _is_of_something_else(ask: Ask, first: str, *, numbered: bool) -> bool:
    """'No rush', "don't call me": the small word belongs to words that the ask does not have."""
    lower = fold(first)
    if doubts.THANK_YOU.search(first) or doubts.NO_HURRY.match(lower):
        return True
    if match := doubts.OTHER_MATTER.match(lower):
        return not _shares(ask, match[0])
    if not numbered and doubts.CRIED.fullmatch(lower):
        return True
    match = None if numbered else doubts.YES_TO.match(lower)
    return bool(match and not doubts.THE_ASK.search(match[1]) and not _shares(ask, match[1]))


def _shares(ask: Ask, text: str) -> bool:
    return any(alike(word, own) for word in content(text) for own in content(ask.text))


def _names_another_amount(ask: Ask, span: str) -> bool:
    """'Yes, £1,500' to an ask of £1,850, 'yes, 1000 at most' to any."""
    asked = {_amount(found[0]) for found in doubts.AMOUNT.finditer(ask.text)}
    limit = {_amount(found[0]) for found in doubts.AT_MOST.finditer(fold(span))}
    named = {_amount(found[0]) for found in doubts.MONEY.finditer(span)} if asked else set()
    return bool((limit | named) - asked)


def _amount(text: str) -> str:
    """Digits alone, without the cents of a round price."""
    digits = re.sub(r"[^\d.,]", "", text).strip(".,")
    return re.sub(r"[.,]", "", re.sub(r"[.,]00?$", "", digits))


def _is_told_of(ask: Ask, lower: str) -> bool:
    """'Stripe is what my cousin uses', 'B has been down all week': named, and not taken."""
    for letter, wording in ask.options.items():
        for name in (letter.lower(), bare(wording)):
            match = re.match(rf"\W*(?:the )?{re.escape(name)}\)?,? (?={doubts.VERB})", lower)
            if match and not _takes(lower[match.end() :]):
                return True
    return False


def _takes(verdict: str) -> bool:
    return bool(words.FINE.search(verdict) or doubts.TAKEN.search(verdict))


def _is_no_value(ask: Ask, lower: str) -> bool:
    """'See attachment', 'not Priya', 'Priya or Dana'."""
    if doubts.NO_VALUE.match(lower):
        return True
    if not (asks_who(ask) or shape_of(ask)):
        return False
    return bool(
        (asks_who(ask) and doubts.NOBODY.match(lower))
        or doubts.EITHER.search(next(iter(split_sentences(lower)), ""))
    )
