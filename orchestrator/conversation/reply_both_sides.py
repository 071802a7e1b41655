"""A side or option on top of an answer that says the other: "Yes!", and "no" under the ask."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
import re

from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_all_words import BOTH
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Answer, Ask, fold
from orchestrator.conversation.reply_place import Part

_YES = r"yes+|yeah|yep|ja+|jawohl|oui+|s[ií]|sì|sim"
_NO = r"no+|nope|nein+|non|nee+|neen|não|nao"
_POLITE = (
    r"(?:please|thanks|thank you|bitte|danke|merci|s'il vous pla[iî]t|svp|por favor|gracias|"
    r"per favore|grazie|graag|bedankt|dank je|obrigad[oa])"
)
_EVERY = (
    rf"(?:(?:to|zu|für|à|a|per|op|voor|para) )?(?:all|everything|alles|alle|tout|tous|todo|todos|"
    rf"tutto|tutti|tudo|allemaal|{BOTH})"
)
_PLAIN = re.compile(
    rf"\W*(?:{_EVERY} )?(?:(?P<yes>{_YES})|(?P<no>{_NO}))(?:,? {_EVERY})?(?:,? {_POLITE})?\W*"
)
_NUMBERED = re.compile(rf"(?<![\w.,:/-])(?P<n>[1-9])\s?[.):=-]?\s?(?P<said>{_YES}|{_NO})(?!\w)")
_FEW = 4


def says_both(text: str) -> bool:
    """'Yes! ... No.': two sentences that are nothing but a side, and not the same."""
    sides = {_side(each) for each in split_sentences(text) if len(each.split()) <= _FEW}
    return {"yes", "no"} <= sides


def with_both_sides(
    answers: Mapping[int, Answer],
    asks: Mapping[int, Ask],
    rest: str,
    placed: Sequence[Part],
) -> dict[int, Answer]:
    """The answers, those unclear of which other words say the other side.

    These are ``rest``, the words tied to no ask, and numbers in ``placed``, what stands under an
    ask.
    """
    short = [each for each in split_sentences(rest) if len(each.split()) <= _FEW]
    numbered = [each for part in placed for each in _NUMBERED.finditer(fold(part.text))]
    under = {part.n for part in placed}
    held = dict(answers)
    for n, answer in answers.items():
        chosen = asks[n].kind == "choice" and n in under
        others = [_option(asks[n], each) if chosen else _side(each) for each in short]
        others += [_side(each["said"]) for each in numbered if int(each["n"]) == n]
        if asks[n].kind != "value" and any(other not in ("", answer.value) for other in others):
            held[n] = replace(answer, value=None, certainty="unclear")
    return held


def two_speak(own: str) -> bool:
    """'Tom here: yes. Bea here: no!': two people of one inbox."""
    return len({fold(found["name"]) for found in _SPEAKER.finditer(own)}) > 1


_SPEAKER = re.compile(
    r"^\W*(?:(?:(?i:hier|ici|aquí|qui|aqui) )(?:la |a |o )?(?=[A-ZÀ-Þ])|(?=[A-ZÀ-Þ][\w'’-]+ "
    r"(?:here|hier|ici|aquí|qui|aqui)\b))"
    r"(?P<name>[\w'’-]+)(?: \w+)?(?: \([^)\n]*\))?\s*[:,–-]",
    re.MULTILINE,
)


def says_numbered_side(folded: str, asks: Sequence[Ask]) -> bool:
    """'I am out of the office, but 2 yes': no program answers an ask by its number."""
    asked = {ask.n for ask in asks if ask.kind == "yesno"}
    return any(int(found["n"]) in asked for found in _NUMBERED.finditer(folded))


def _side(sentence: str) -> str:
    found = _PLAIN.fullmatch(fold(sentence))
    return found.lastgroup or "" if found else ""


def _option(ask: Ask, sentence: str) -> str:
    answer = interpret(ask, sentence)
    return answer.value or "" if answer and answer.certainty == "exact" else ""
