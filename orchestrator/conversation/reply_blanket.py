"""Plain answers that name no ask: one for all of them, one each in their order, or one alone."""

from collections.abc import Sequence
from dataclasses import replace
import re

from orchestrator.conversation import reply_all_words as all_words
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Answer, Ask, Certainty, fold
from orchestrator.conversation.reply_clauses import names

Found = tuple[dict[int, Answer], list[str]]
NOTHING: Found = ({}, [])
_SINGLE = re.compile(
    r"(?:please |i |we )?(?:approve|approved|yes|no|ok|okay|vale|ja|nein|oui|non|s[ií]|sì|sim|"
    r"não|nee|agreed|confirmed|freigegeben|genehmigt|d'accord|go ahead|fine|y|n|[a-e]|akkoord|"
    r"aprovado|aprobado|validé|👍|👎)(?: please| thanks| thank you|,? danke| bitte| merci)?"
)


def blanket(asks: Sequence[Ask], text: str, lower: str) -> Found:
    match = all_words.ALL.search(lower)
    if not match:
        return NOTHING
    side = "no" if match["no"] or match["no2"] or match["none"] else "yes"
    answers = {ask.n: Answer(side, "confirm", text) for ask in asks if ask.kind == "yesno"}
    exception = all_words.EXCEPT.search(lower)
    named = [
        ask
        for ask in asks
        if exception and ask.kind == "yesno"
        if names(ask, exception[0], asks) or re.search(rf"(?<!\w){ask.n}(?!\w)", exception[0])
    ]
    if named and side == "yes":
        answers.update({ask.n: Answer("no", "confirm", text) for ask in named})
    elif words.holds_back(lower[match.end() :]):
        answers = {n: replace(answer, certainty="unclear") for n, answer in answers.items()}
    if len(answers) > 1 and (match["both"] or match["both2"] or match["none"]):
        return answers, []
    return answers, [f"{ask.n} needs its own answer" for ask in asks if ask.kind != "yesno"]


def by_position(asks: Sequence[Ask], text: str, lower: str) -> Found:
    """'yes, yes, no, yes', 'B and then A', 'A, and yes'."""
    first = _LEAD.sub("", re.split(r"[.!](?!\d)|\n", text.strip())[0])
    pieces = [piece.strip() for piece in _BETWEEN.split(first) if piece.strip()]
    if len(pieces) == 1 and all(map(is_bare_answer, first.split())):
        pieces = first.split()
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == len(asks) and _in_order(asks, lines):
        pieces = lines
    if len(text.split()) > 2 * len(asks) + 12 or not _in_order(asks, pieces):
        return NOTHING
    if len(pieces) != len(asks):
        return ({}, ["which one?"]) if len(pieces) > 1 else NOTHING
    # "Yes and no." is an idiom before it is two answers.
    certainty: Certainty = "unclear" if re.fullmatch(r"\W*yes and no\W*", lower) else "confirm"
    found: dict[int, Answer] = {}
    for ask, piece in zip(asks, pieces, strict=True):
        answer = interpret(ask, piece)
        if answer is None or answer.value is None:
            return NOTHING
        found[ask.n] = Answer(answer.value, certainty, piece)
    return found, []


def _in_order(asks: Sequence[Ask], pieces: Sequence[str]) -> bool:
    """Whether every piece is a plain answer, or short where a value was asked for."""
    plain = [is_bare_answer(piece) for piece in pieces]
    if all(plain) or len(pieces) != len(asks):
        return all(plain)
    return any(plain) and all(
        bare or (ask.kind == "value" and len(piece.split()) < _SHORT)
        for ask, piece, bare in zip(asks, pieces, plain, strict=True)
    )


# "My answers: B, yes, Dana, no."
_LEAD = re.compile(r"^[^,:]{1,30}:\s*(?=[^,]+,)")
_SHORT = 4
_BETWEEN = re.compile(r",\s*(?:and (?:then )?)?|\s+and (?:then )?|\s+(?:und|et|y|e|en)\s+")


def is_bare_answer(text: str) -> bool:
    """Whether the words are an answer and nothing else: 'yes please', 'B', a thumb."""
    lower = fold(text).strip(" .!")
    if _SINGLE.fullmatch(lower):
        return True
    plain = words.NO.match(lower) or words.YES.match(lower)
    return bool(plain and _POLITE_END.fullmatch(lower, plain.end()))


_POLITE_END = re.compile(
    r"(?:\W|\b(?:so|please|pls|thanks|thank|you|thx|cheers|danke|bitte|merci|beaucoup|gracias|"
    r"grazie|"
    r"mille|hoor|dank|je|u|wel|why not|ist gut|is goed|graag|aub|obrigad[oa]|svp|por favor|"
    r"per favore|pour moi|me|us|then|"
    r"from|by|for|from me|mate|sure|sehr|gut|gern))*"
)
