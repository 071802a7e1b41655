"""Words without a number -> answers, by position, as a blanket, or by the topic they name.

Whatever is found here is at best ``confirm``, except for the only ask open.
"""

from collections.abc import Sequence
from dataclasses import replace
import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_answers import interpret, value_of, yes_or_no_side
from orchestrator.conversation.reply_asks import Answer, Ask, alike, content, fold, mentions
from orchestrator.conversation.reply_values import typed_value

Found = tuple[dict[int, Answer], list[str]]
_NOTHING: Found = ({}, [])
_SINGLE = re.compile(
    r"(?:please |i |we )?(?:approve|approved|yes|no|ok|okay|vale|ja|nein|oui|non|s[ií]|sì|sim|"
    r"não|nee|agreed|confirmed|freigegeben|genehmigt|d'accord|go ahead|fine|y|n|[a-e]|akkoord|"
    r"aprovado|aprobado|validé|👍|👎)(?: please| thanks| thank you|,? danke| bitte| merci)?"
)


def only_ask(ask: Ask, text: str) -> Found:
    """Everything the reply says, read as the answer to the one ask that is open."""
    lower = fold(text)
    if not lower:
        return _NOTHING
    chosen = re.match(r"\W*(?:number|option|nummer|numéro|número) (\d)\b", lower)
    if ask.kind == "choice" and chosen and int(chosen[1]) <= len(ask.options):
        letter = sorted(ask.options)[int(chosen[1]) - 1]
        return {ask.n: Answer(letter, "unclear", text)}, []
    if re.search(r"answered this already|got it,? will look", lower):
        return _NOTHING
    if ask.kind == "value" and not _can_be_value(text, lower):
        return _NOTHING
    answer = interpret(ask, text)
    if answer is None and (ask.kind == "value" or is_bare_answer(lower)):
        return {}, [f"{ask.n} needs {'a value' if ask.kind == 'value' else 'an answer'}"]
    return ({ask.n: answer} if answer else {}), []


def _can_be_value(text: str, lower: str) -> bool:
    """A value is named, or refused; a longer sentence speaks of something else."""
    if words.DEFER.search(lower):
        return True
    first = split_sentences(text)[0]
    return len(value_of(first).split()) <= 8 and not re.search(
        r"\b(?:please|can|could|must)\b", fold(first)
    )


def is_bare_answer(text: str) -> bool:
    """Whether the words are an answer and nothing else: 'yes please', 'B', a thumb."""
    return bool(_SINGLE.fullmatch(fold(text).strip(" .!")))


def several_asks(asks: Sequence[Ask], text: str) -> Found:
    """Read words that name no number, with more than one ask open."""
    lower = fold(text).strip()
    if not lower:
        return _NOTHING
    if is_bare_answer(lower):
        return _only_choice(asks, text) or ({}, ["which one?"])
    if re.fullmatch(r"\W*\d\W*", lower):
        return {}, ["number alone"]
    for read in (_blanket, _by_position, _by_topic):
        answers, unclear = read(asks, text, lower)
        if answers or unclear:
            return answers, unclear
    return _NOTHING


def _only_choice(asks: Sequence[Ask], text: str) -> Found | None:
    """'A please': a letter can mean but the one choice among the asks."""
    choices = [ask for ask in asks if ask.kind == "choice"]
    if len(choices) != 1 or not list(mentions(choices[0], text.strip())):
        return None
    answer = interpret(choices[0], text)
    return ({choices[0].n: _at_best_confirm(answer)}, []) if answer else None


def _blanket(asks: Sequence[Ask], text: str, lower: str) -> Found:
    match = words.ALL.search(lower)
    if not match:
        return _NOTHING
    if lower.startswith("neither") and re.match(r"neither \w+ nor", lower):
        return _NOTHING
    side = (
        "no"
        if re.search(r"\b(?:no|neither|none|nein|keins?|non|nee|não|ninguno)\b", match[0])
        else "yes"
    )
    answers = {ask.n: Answer(side, "confirm", text) for ask in asks if ask.kind == "yesno"}
    if (exception := words.EXCEPT.search(lower)) and side == "yes":
        named = [ask for ask in asks if ask.kind == "yesno" and _names(ask, exception[1])]
        answers.update({ask.n: Answer("no", "confirm", text) for ask in named})
    elif words.CONDITION.search(lower[match.end() :]):
        answers = {n: replace(answer, certainty="unclear") for n, answer in answers.items()}
    return answers, [f"{ask.n} needs its own answer" for ask in asks if ask.kind != "yesno"]


def _by_position(asks: Sequence[Ask], text: str, lower: str) -> Found:
    """'yes, yes, no, yes', 'B and then A', 'A, and yes'."""
    first = re.split(r"[.!\n]", text.strip())[0]
    pieces = [
        piece.strip()
        for piece in re.split(
            r",\s*(?:and (?:then )?)?|\s+and (?:then )?|\s+(?:und|et|y|e|en)\s+", first
        )
        if piece.strip()
    ]
    if len(pieces) != len(asks) or len(text.split()) > 2 * len(asks) + 12:
        return _NOTHING
    found: dict[int, Answer] = {}
    for ask, piece in zip(asks, pieces, strict=True):
        if not _SINGLE.fullmatch(fold(piece)):
            return _NOTHING
        answer = interpret(ask, piece)
        if answer is None or answer.value is None:
            return _NOTHING
        # "Yes and no." is an idiom before it is two answers.
        certainty = "unclear" if re.fullmatch(r"\W*yes and no\W*", lower) else "confirm"
        found[ask.n] = Answer(
            answer.value, "unclear" if certainty == "unclear" else "confirm", piece
        )
    return found, []


def _by_topic(asks: Sequence[Ask], text: str, lower: str) -> Found:
    found: dict[int, Answer] = {}
    wavering: list[Ask] = []
    questioned = lower.endswith("?")
    for clause in clauses(text):
        if words.GREETING.match(fold(clause)):
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


def clauses(text: str) -> list[str]:
    """Sentences, and parts joined by ", and": each may speak of another ask."""
    pieces: list[str] = []
    for sentence in split_sentences(text):
        pieces.extend(
            re.split(
                r",\s+(?:and|und|et|y|e|en|but the|and put)\s+|\s+and (?=put |run |hide |yes\b|"
                r"yeah\b)|,\s+(?=no to |yes to )",
                sentence,
                flags=re.I,
            )
        )
    return [piece.strip() for piece in pieces if piece and piece.strip()]


def _on_topic(ask: Ask, clause: str, asks: Sequence[Ask]) -> Answer | None:
    lower = fold(clause)
    if ask.kind == "choice":
        return _choice_on_topic(ask, clause, lower, asks)
    if not _names(ask, lower, asks):
        typed = typed_value(ask, clause) if ask.kind == "value" and len(lower.split()) <= 6 else ""
        return Answer(typed, "confirm", clause) if typed else None
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
        return Answer(None, "unclear", clause) if both and _names(ask, lower, asks) else None
    if re.search(r"\b(?:if|si|se|wenn|falls|als)\b", lower[: found[0][0]]):
        return None
    if not any(full for _, _, full in found) and (len(lower.split()) > 12 or "?" in lower):
        return None
    if _APPOINTMENT.search(lower):
        return None
    # A single capital letter inside a story is no choice.
    answer = interpret(ask, clause)
    return _at_best_confirm(answer) if answer else None


def _at_best_confirm(answer: Answer) -> Answer:
    return replace(answer, certainty="confirm") if answer.certainty == "exact" else answer


def _names(ask: Ask, lower: str, asks: Sequence[Ask] = ()) -> bool:
    others = {
        word
        for other in asks
        if other.n != ask.n
        for word in content(f"{other.text} {' '.join(other.options.values())}")
    }
    own = [word for word in content(ask.text) if word not in others and not word.isdigit()]
    tokens = content(lower)
    return any(
        alike(token, word) for token in tokens for word in own if len(word) > 3 or token == word
    )


def _side_on_topic(ask: Ask, clause: str, lower: str) -> Answer | None:
    if words.DEFER.search(lower) and not words.YES.search(lower):
        return Answer(None, "unclear", clause)
    if lower.rstrip().endswith("?") or words.AUTOMATIC.search(lower):
        return None
    head = re.split(r"\b(?:but|aber|mais|pero|ma|maar|mas)\b", lower)[0]
    side = yes_or_no_side(ask, lower) or _said_inside(head) or _said_inside(lower)
    if side is None:
        return None
    if words.CONDITION.search(lower) and side == "yes":
        return Answer(side, "unclear", clause)
    return Answer(side, "confirm", clause)


def _said_inside(lower: str) -> str | None:
    """A side inside the clause: 'the portrait is a hard no', 'c'est non', 'mag niet uit'."""
    if re.search(
        r"\b(?:hard no|a no|is no|c'est non|niet|nicht|can wait|on no account|not|"
        r"stop|no\b|nein|non)\b",
        lower,
    ):
        return "no"
    if re.search(
        r"\b(?:yes|yeah|ja|oui|sí|sì|sim|fine|gern|go for it|obvs|get it|approve|happy with|"
        r"sensible|leave it|in favour|run it)\b",
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
    value = typed_value(ask, clause) or (value_of(head[1]) if head else "")
    return Answer(value, "confirm", clause) if value else None


_TOPIC_HEAD = re.compile(
    r"^[\w' ]{1,30}?(?::| -| –| is | are | goe?s? to | stands at | macht | s'en occupe |"
    r"\s(?=me$))\s*(.+)$",
    re.I,
)
