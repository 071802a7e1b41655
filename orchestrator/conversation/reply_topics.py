"""Words without a number -> answers, by position, as a blanket, or by the topic they name.

Whatever is found here is at best ``confirm``, except for the only ask open.
"""

from collections.abc import Sequence
import re

from orchestrator.conversation import reply_all_words as all_words
from orchestrator.conversation import reply_small_talk as small_talk
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_answers import (
    interpret,
    is_plain_side,
)
from orchestrator.conversation.reply_asks import Answer, Ask, fold, mentions
from orchestrator.conversation.reply_bare_values import value_of
from orchestrator.conversation.reply_blanket import (
    NOTHING,
    Found,
    blanket,
    by_position,
    is_bare_answer,
)
from orchestrator.conversation.reply_both_sides import says_both
from orchestrator.conversation.reply_clauses import FEW, clauses, names
from orchestrator.conversation.reply_deferral_words import defers
from orchestrator.conversation.reply_language import native
from orchestrator.conversation.reply_on_topic import at_best_confirm, on_topic
from orchestrator.conversation.reply_shapes import asks_who, shape_of


def only_ask(ask: Ask, text: str) -> Found:
    """Everything the reply says, read as the answer to the one ask that is open."""
    lower = fold(text)
    if not lower:
        return NOTHING
    chosen = re.match(r"\W*(?:number|option|nummer|numéro|número) (\d)\b", lower)
    if ask.kind == "choice" and chosen and int(chosen[1]) <= len(ask.options):
        letter = sorted(ask.options)[int(chosen[1]) - 1]
        return {ask.n: Answer(letter, "unclear", text)}, []
    if (
        (small_talk.COURTESY.match(lower) and not _YES_IN_A_LETTER.fullmatch(lower))
        or small_talk.LOOK_LATER.search(lower)
        or "answered this already" in lower
    ):
        return NOTHING
    if ask.kind == "value" and not _can_be_value(ask, text, lower):
        return NOTHING
    both = ask.kind == "yesno" and says_both(text)
    answer = Answer(None, "unclear", text) if both else interpret(ask, text)
    if answer and ask.kind != "choice" and not _is_sure(ask, answer, text):
        answer = at_best_confirm(answer)
    if answer is None and (ask.kind == "value" or is_bare_answer(lower) or _SIGN.fullmatch(lower)):
        return {}, [f"{ask.n} needs {'a value' if ask.kind == 'value' else 'an answer'}"]
    return ({ask.n: answer} if answer else {}), []


# Spanish says "and" by it, and not alone.
_YES_IN_A_LETTER = re.compile(r"\W*y\W*")
# "5" or "F" to an ask that has neither.
_SIGN = re.compile(r"\W*(?:\d+|[a-h])\W*")


def _is_sure(ask: Ask, answer: Answer, text: str) -> bool:
    """Whether words without a number can be meant for nothing else than this ask."""
    if ask.kind == "yesno":
        return is_plain_side(ask, native(fold(text), ask.language))
    value, first = answer.value or "", split_sentences(text)[0]
    first = next((part for part in re.split(r"[,;]", first) if value in part), first)
    shaped = (shape_of(ask) is not None) or bool(re.search(r"[\d@]", value))
    capital = [word[:1].isupper() for word in value.split() if len(word) > _SMALL_WORD]
    named = all(capital) or (asks_who(ask) and capital[-1] and len(capital) <= _SMALL_WORD)
    return (shaped or named) and len(first.split()) <= len(value.split()) + FEW


_SMALL_WORD = 3


def _can_be_value(ask: Ask, text: str, lower: str) -> bool:
    """A value is named, or refused; a longer sentence speaks of something else."""
    if defers(lower):
        return True
    first = split_sentences(text)[0]
    shape = shape_of(ask)
    if shape and shape.written.match(first.strip()):
        return True
    if shape and shape.strict:
        return bool(shape.written.search(text))
    return len(value_of(first).split()) <= 8 and not re.search(
        r"\b(?:please|can|could|must)\b", fold(first)
    )


def several_asks(asks: Sequence[Ask], text: str) -> Found:
    """Read words that name no number, with more than one ask open."""
    lower = native(fold(text), asks[0].language).strip()
    if not lower:
        return NOTHING
    if is_bare_answer(lower) and not all_words.ALL.search(lower):
        in_order = by_position(asks, text, lower)
        if in_order[0]:
            return in_order
        return _only_choice(asks, text) or ({}, ["which one?"])
    if _ONLY_NUMBERS.fullmatch(lower):
        return {}, ["numbers alone"]
    if small_talk.COURTESY.match(lower) or small_talk.LOOK_LATER.search(lower):
        return NOTHING
    for read in (blanket, by_position, _by_topic):
        answers, unclear = read(asks, text, lower)
        if read is blanket and answers:
            return _with_more(asks, text, answers, unclear)
        if answers or unclear:
            return answers, unclear
    return NOTHING


_ONLY_NUMBERS = re.compile(
    r"\W*(?:\d+(?:[.,]\d+)?|[1-9](?:(?:[ ,;/&+]|\b(?:and|und|et|y|e|en)\b)+[1-9])+)\W*"
)


def _with_more(
    asks: Sequence[Ask], text: str, answers: dict[int, Answer], unclear: list[str]
) -> Found:
    """'Yes to both. And Lukas does the photos.'"""
    behind = text.strip()[len(split_sentences(text)[0]) :]
    missing = [ask for ask in asks if ask.n not in answers]
    more, _ = _by_topic(missing, behind, fold(behind)) if missing and behind else NOTHING
    return answers | more, [] if len(more) == len(missing) else unclear


def _only_choice(asks: Sequence[Ask], text: str) -> Found | None:
    """'A please': a letter can mean but the one choice among the asks."""
    choices = [ask for ask in asks if ask.kind == "choice"]
    if len(choices) != 1 or not list(mentions(choices[0], text.strip())):
        return None
    answer = interpret(choices[0], text)
    return ({choices[0].n: at_best_confirm(answer)}, []) if answer else None


def _by_topic(asks: Sequence[Ask], text: str, lower: str) -> Found:
    found: dict[int, Answer] = {}
    wavering: list[Ask] = []
    questioned = lower.endswith("?")
    for clause in clauses(text, asks):
        if _is_small_talk(fold(clause)):
            continue
        for ask in asks:
            answer = on_topic(ask, clause, asks)
            if answer is None:
                continue
            before = found.get(ask.n)
            if before and before.value != answer.value and ask.kind == "choice":
                wavering.append(ask)
            if before is None or (before.value is None and answer.value is not None):
                found[ask.n] = answer
    _settle(found, wavering, text)
    unclear = [f"{ask.n}: no option {letter}" for ask in asks if (letter := _no_option(ask, text))]
    if questioned and len(found) == 1:
        # "A hired actor sounds grand. Is it dear?" asks before it answers.
        found = {n: Answer(None, "unclear", answer.span) for n, answer in found.items()}
    return found, unclear


def _no_option(ask: Ask, text: str) -> str:
    """'D for the bench' where there are but A, B and C."""
    match = _LETTER_FIRST.match(text)
    if not match or match[1] in ask.options or ask.kind != "choice":
        return ""
    return match[1] if names(ask, fold(text)) else ""


_LETTER_FIRST = re.compile(r"\W*(?:(?i:option|variante) )?([A-H])(?=[\s,.;:]+(?!['’])\w)")


def _is_small_talk(lower: str) -> bool:
    return bool(small_talk.GREETING.match(lower) or small_talk.GOOD_WISHES.match(lower))


def _settle(found: dict[int, Answer], wavering: Sequence[Ask], text: str) -> None:
    """A choice that several clauses name differently is read once more from the whole."""
    for ask in wavering:
        if whole := interpret(ask, text):
            found[ask.n] = at_best_confirm(whole)
