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
from orchestrator.conversation.reply_amounts import amounts, is_asked
from orchestrator.conversation.reply_asks import Answer, Ask, alike, bare, content, fold
from orchestrator.conversation.reply_others_sides import tells_others_sides
from orchestrator.conversation.reply_remainder import (
    is_limited,
    is_limited_option,
    is_of_another_thing,
)
from orchestrator.conversation.reply_retractions import (
    is_contradicted,
    is_opposed,
    is_wondered,
    retracted,
)
from orchestrator.conversation.reply_turned import is_turned
from orchestrator.conversation.reply_two_named import names_two
from orchestrator.conversation.reply_value_doubts import is_no_value


def with_doubts(
    answers: Mapping[int, Answer],
    own: str,
    asks: Mapping[int, Ask],
    numbered: AbstractSet[int],
) -> dict[int, Answer]:
    """The answers, those that are doubtful no longer exact.

    ``own`` are all her own words; ``numbered`` are the asks whose words stood behind their number.
    """
    sure = {n: answer for n, answer in answers.items() if answer.certainty == "exact"}
    if not sure:
        return dict(answers)
    unreal = bool(doubts.NOT_MEANT.search(fold(own))) or tells_others_sides(own)
    taken = retracted(sure, own)
    held = dict(answers)
    for n, answer in sure.items():
        if _names_both(asks[n], answer, own, alone=len(asks) == 1):
            held[n] = replace(answer, value=None, certainty="unclear")
        elif n not in numbered and is_talk(asks[n], answer):
            del held[n]
        elif unreal or n in taken or is_doubtful(asks[n], answer, own, numbered=n in numbered):
            held[n] = replace(answer, certainty="unclear")
    return held


def is_talk(ask: Ask, answer: Answer) -> bool:
    """'No wifi today', 'fine weather here': the small word is of another thing than the ask."""
    return ask.kind == "yesno" and is_of_another_thing(ask, answer.value or "", answer.span)


def _names_both(ask: Ask, answer: Answer, own: str, *, alone: bool) -> bool:
    """'1A or 1B', 'yes / no': two are named, and nobody can say which is taken."""
    if ask.kind == "yesno":
        return is_contradicted(answer.value or "", answer.span)
    return names_two(ask, own, alone=alone)


def is_doubtful(ask: Ask, answer: Answer, own: str, *, numbered: bool) -> bool:
    """Whether the words beside the side, the option or the value say that they are none."""
    side, span = answer.value or "", answer.span
    if ask.kind == "value":
        return is_no_value(ask, answer, own)
    first = next(iter(split_sentences(span)), "")
    lower = fold(first)
    if ask.kind == "choice":
        return _is_told_of(ask, lower) or is_limited_option(ask, side, span)
    return (
        _asks_back(lower)
        or bool(doubts.ONLY_HALF.search(lower) or doubts.RECEIPT.fullmatch(lower))
        or bool(doubts.SAID_BEFORE.search(lower) or doubts.OPEN_STILL.search(fold(span)))
        or _is_of_something_else(ask, first, span, numbered=numbered)
        or _names_another_amount(ask, span)
        or is_wondered(span, own)
        or is_opposed(ask.n, answer, own)
        or is_contradicted(side, span)
        or is_limited(ask, side, span)
        or is_turned(ask, side, span)
    )


def _asks_back(lower: str) -> bool:
    """'Yes, when?', 'approved by whom?', 'yes??': the side itself is in the question."""
    return bool(doubts.ASKED_BACK.match(lower))


def _is_of_something_else(ask: Ask, first: str, span: str, *, numbered: bool) -> bool:
    """'No rush', "don't call me": the small word belongs to words that the ask does not have."""
    lower = fold(first)
    if doubts.THANK_YOU.search(first) or doubts.NO_HURRY.match(lower):
        return True
    if match := doubts.OTHER_MATTER.match(lower):
        return not _shares(ask, match[0])
    cried = doubts.CRIED.fullmatch(lower) or doubts.CRY_OR_COURTESY.fullmatch(fold(span))
    if not numbered and cried:
        return True
    match = None if numbered else doubts.YES_TO.match(lower)
    return bool(match and not doubts.THE_ASK.search(match[1]) and not _shares(ask, match[1]))


def _shares(ask: Ask, text: str) -> bool:
    return any(alike(word, own) for word in content(text) for own in content(ask.text))


def _names_another_amount(ask: Ask, span: str) -> bool:
    """'Yes, £1,500' to an ask of £1,850, 'yes, 1000 at most' to any."""
    lower = fold(span)
    limits = [amount for found in doubts.AT_MOST.finditer(lower) for amount in amounts(found[0])]
    named = amounts(lower) if amounts(fold(ask.text)) else []
    return any(not is_asked(ask, amount) for amount in [*limits, *(a for a in named if a.currency)])


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
