"""Words without a number -> answers, by position, as a blanket, or by the topic they name.

Whatever is found here is at best ``confirm``, except for the only ask open.
"""

from collections.abc import Sequence
from dataclasses import replace
import re

from orchestrator.conversation import reply_all_words as all_words
from orchestrator.conversation import reply_small_talk as small_talk
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_answers import (
    interpret,
    is_plain_side,
    value_of,
    yes_or_no_side,
)
from orchestrator.conversation.reply_asks import Answer, Ask, fold, mentions
from orchestrator.conversation.reply_blanket import (
    NOTHING,
    Found,
    blanket,
    by_position,
    is_bare_answer,
)
from orchestrator.conversation.reply_clauses import FEW, clauses, names
from orchestrator.conversation.reply_deeds import deed_side
from orchestrator.conversation.reply_values import (
    has_shape,
    lone_quantity,
    named_person,
    typed_value,
)


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
        small_talk.COURTESY.match(lower)
        or small_talk.LOOK_LATER.search(lower)
        or "answered this already" in lower
    ):
        return NOTHING
    if ask.kind == "value" and not _can_be_value(text, lower):
        return NOTHING
    answer = interpret(ask, text)
    if answer and ask.kind != "choice" and not _is_sure(ask, answer, text):
        answer = _at_best_confirm(answer)
    if answer is None and (ask.kind == "value" or is_bare_answer(lower)):
        return {}, [f"{ask.n} needs {'a value' if ask.kind == 'value' else 'an answer'}"]
    return ({ask.n: answer} if answer else {}), []


def _is_sure(ask: Ask, answer: Answer, text: str) -> bool:
    """Whether words without a number can be meant for nothing else than this ask."""
    if ask.kind == "yesno":
        return is_plain_side(ask, fold(text))
    value, first = answer.value or "", split_sentences(text)[0]
    shaped = has_shape(ask) or bool(re.search(r"[\d@]", value))
    named = all(word[:1].isupper() for word in value.split() if len(word) > _SMALL_WORD)
    return (shaped or named) and len(first.split()) <= len(value.split()) + FEW


_SMALL_WORD = 3


def _can_be_value(text: str, lower: str) -> bool:
    """A value is named, or refused; a longer sentence speaks of something else."""
    if words.DEFER.search(lower):
        return True
    first = split_sentences(text)[0]
    return len(value_of(first).split()) <= 8 and not re.search(
        r"\b(?:please|can|could|must)\b", fold(first)
    )


def several_asks(asks: Sequence[Ask], text: str) -> Found:
    """Read words that name no number, with more than one ask open."""
    lower = fold(text).strip()
    if not lower:
        return NOTHING
    if is_bare_answer(lower) and not all_words.ALL.search(lower):
        return _only_choice(asks, text) or ({}, ["which one?"])
    if re.fullmatch(r"\W*\d\W*", lower):
        return {}, ["number alone"]
    if small_talk.COURTESY.match(lower) or small_talk.LOOK_LATER.search(lower):
        return NOTHING
    for read in (blanket, by_position, _by_topic):
        answers, unclear = read(asks, text, lower)
        if read is blanket and answers:
            return _with_more(asks, text, answers, unclear)
        if answers or unclear:
            return answers, unclear
    return NOTHING


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
    return ({choices[0].n: _at_best_confirm(answer)}, []) if answer else None


def _by_topic(asks: Sequence[Ask], text: str, lower: str) -> Found:
    found: dict[int, Answer] = {}
    wavering: list[Ask] = []
    questioned = lower.endswith("?")
    for clause in clauses(text, asks):
        if small_talk.GREETING.match(fold(clause)):
            continue
        for ask in asks:
            answer = _on_topic(ask, clause, asks)
            if answer is None:
                continue
            before = found.get(ask.n)
            if before and before.value != answer.value and ask.kind == "choice":
                wavering.append(ask)
            if before is None or (before.value is None and answer.value is not None):
                found[ask.n] = answer
    _settle(found, wavering, text)
    if questioned and len(found) == 1:
        # "A hired actor sounds grand. Is it dear?" asks before it answers.
        found = {n: Answer(None, "unclear", answer.span) for n, answer in found.items()}
    return found, []


def _settle(found: dict[int, Answer], wavering: Sequence[Ask], text: str) -> None:
    """A choice that several clauses name differently is read once more from the whole."""
    for ask in wavering:
        if whole := interpret(ask, text):
            found[ask.n] = _at_best_confirm(whole)


def _on_topic(ask: Ask, clause: str, asks: Sequence[Ask]) -> Answer | None:
    lower = fold(clause)
    if ask.kind == "choice":
        return _choice_on_topic(ask, clause, lower, asks)
    if not names(ask, lower, asks):
        if ask.kind != "value" or len(lower.split()) > FEW or _APPOINTMENT.search(lower):
            return None
        value = typed_value(ask, clause) or named_person(ask, clause)
        return Answer(value, "confirm", clause) if value else None
    if ask.kind == "value":
        return _value_on_topic(ask, clause, lower)
    return _side_on_topic(ask, clause, lower)


# A call of yesterday or a free hour may name a day that an option names too.
_APPOINTMENT = re.compile(
    r"\b(?:called|angerufen|yesterday|gestern|heute|hier|ayer|ieri|gisteren|free|available|frei|"
    r"verfügbar|libres?|disponibles?|liber[io]|vrij|beschikbaar|livres?)\b"
)


def _choice_on_topic(ask: Ask, clause: str, lower: str, asks: Sequence[Ask]) -> Answer | None:
    found = list(mentions(ask, clause))
    if not found:
        both = re.match(r"(?:both|beide|les deux|los dos|entrambi|ambos)\b", lower)
        named = names(ask, lower, asks)
        put_off = words.DEFER.search(lower) or re.search(rf"\b(?:{all_words.NONE})", lower)
        return Answer(None, "unclear", clause) if named and (both or put_off) else None
    if re.search(r"\b(?:if|si|se|wenn|falls|als)\b", lower[: found[0][0]]):
        settled = interpret(ask, clause) if len(lower.split()) <= 2 * FEW else None
        return replace(settled, certainty="unclear") if settled else None
    if not any(full for _, _, full in found) and (len(lower.split()) > 12 or "?" in lower):
        return None
    if _APPOINTMENT.search(lower):
        return None
    # A single capital letter inside a story is no choice.
    answer = interpret(ask, clause)
    return _at_best_confirm(answer) if answer else None


def _at_best_confirm(answer: Answer) -> Answer:
    return replace(answer, certainty="confirm") if answer.certainty == "exact" else answer


def _side_on_topic(ask: Ask, clause: str, lower: str) -> Answer | None:
    lower = _TOPIC_LEAD.sub("", lower)
    told = _APPOINTMENT.search(lower) or _STORY.search(lower)
    if told and not words.YES.search(lower) and not words.NO.search(lower):
        return None
    if words.BARE_CONDITION.search(lower) or _ONLY_IF.search(lower):
        return Answer("yes", "unclear", clause)
    if lower.endswith("?") and words.QUESTION.match(lower):
        return Answer(None, "unclear", clause)
    if words.DEFER.search(lower) and (not words.YES.search(lower) or "whatever" in lower):
        return Answer(None, "unclear", clause)
    if lower.rstrip().endswith("?") or small_talk.AUTOMATIC.search(lower):
        return None
    head = re.split(r"\b(?:but|aber|mais|pero|ma|maar|mas)\b", lower)[0]
    side = (
        yes_or_no_side(ask, lower)
        or deed_side(ask, lower)
        or _said_inside(head)
        or _said_inside(lower)
    )
    if side is None:
        return None
    if words.CONDITION.search(lower) and side == "yes":
        return Answer(side, "unclear", clause)
    return Answer(side, "confirm", clause)


def _said_inside(lower: str) -> str | None:
    """A side inside the clause: 'the portrait is a hard no', 'c'est non', 'mag niet uit'."""
    if re.search(
        r"\b(?:hard no|a no|pas de|keine?|geen|nada de|niente|is no|c'est non|niet|nicht|can wait|"
        r"on no account|not|"
        r"stop|no\b|nein|non)\b",
        lower,
    ):
        return "no"
    if re.search(
        r"\b(?:yes|yeah|ja|oui|sí|sì|sim|fine|gern|go for it|obvs|get it|approve|happy with|"
        r"sensible|leave it|in favour|run it|(?:great|good) idea|do it|gute idee|bonne idée|"
        r"buena idea|"
        r"buona idea|goed idee|boa ideia|love|i like|we like|would like)\b",
        lower,
    ):
        return "yes"
    return None


def _value_on_topic(ask: Ask, clause: str, lower: str) -> Answer | None:
    if words.DEFER.search(lower) or "?" in lower:
        return Answer(None, "unclear", clause)
    if len(lower.split()) > 12:
        return None
    head = _TOPIC_HEAD.match(clause)
    value = typed_value(ask, clause) or named_person(ask, clause)
    if not value and head and not (has_shape(ask) and len(lower.split()) > FEW):
        value = value_of(head[1])
    if not value and len(lower.split()) <= FEW:
        value = lone_quantity(clause)
    return Answer(value, "confirm", clause) if value else None


# What happened answers nothing.
_STORY = re.compile(r"\b(?:we|i) (?:had|got|saw|met)\b|\bthere were\b")
_ONLY_IF = re.compile(
    r"^\W*(?:[\w'-]+ ){1,4}(?:only if|nur wenn|seulement si|solo si|sólo si|solo se|alleen als|"
    r"só se)\b"
)
# "Drone: only if …": the topic by itself, then its answer.
_TOPIC_LEAD = re.compile(r"^\W*(?:[\w'-]+ ){0,3}[\w'-]+ ?(?::|\s[-–]) +")
_TOPIC_HEAD = re.compile(
    r"^[\w' ]{1,30}?(?::| -| –| is | are | ist | lautet | est | es | è | é | goe?s? to |"
    r" stands at | macht | s'en occupe |"
    r"\s(?=me$))\s*(.+)$",
    re.I,
)
