"""Whether a question that was asked before is the one that is to be asked now.  Pure.

It is where both ask for the same kind of thing about the same words: "Which bank do you
use?" and "Who is your bank?".  How the answers were to be given makes no difference.
"""

from functools import lru_cache
import re

from orchestrator.digest import known_markers as markers
from orchestrator.digest.known_names import SOFT
from orchestrator.digest.known_topic import content_words, shares

_LEAD = (
    r"^\W*(?:(?:with|at|by|to|from|for|on|in|an|auf|um|bis|zu|op|aan|su|sur|bei|mit|von|für|avec|chez|par|à|con|en|de|da|per|a|met|bij|"
    r"com|em|para|por)\s+)?"
)
_FORMS = (
    (
        "price",
        r"how much|was kosten?t?|wie (?:hoch|teuer|viel(?! \w+en))|combien coûten?t?|"
        r"cuánto cuestan?|quanto (?:costa|costano|custam?)|(?:wat|hoeveel) kost(?:en)?",
    ),
    (
        "long",
        r"how long|wie lange?|combien de temps|cuánto (?:tiempo|dura)|quanto (?:tempo|dura)|"
        r"hoe ?lang",
    ),
    ("count", r"how many|wie ?viele?|combien|cuánt[oa]s?|quant[ei]|quant[oa]s|hoeveel"),
    (
        "when",
        r"when|what time|wann|um wie viel uhr|quand|à quelle heure|cuándo|quando|wanneer|hoe laat|"
        r"a que horas|a qué hora|a che ora",
    ),
    (
        "who",
        r"who|whom|wer|wem|wen|qui|quién|quiénes|chi|quem|"
        r"wie(?! (?:viele?|hoch|lang\w*|oft|groß|teuer)\b)",
    ),
    ("where", r"where|wo|wohin|où|d[óo]nde|ad[óo]nde|dove|waar|onde|para onde"),
    (
        "what",
        r"what|which|how|was|welche[nrsm]?|wie|quel(?:le)?s?|que|quoi|comment|qué|cuál(?:es)?|cómo|"
        r"che|cosa|qual[ei]?|come|wat|welke?|hoe|quais|como",
    ),
)
_PATTERNS = [(name, re.compile(rf"{_LEAD}(?:{words})(?!\w)", re.I)) for name, words in _FORMS]
_COUNTED = re.compile(
    r"(?<!\w)(?:number of|how many|anzahl|nombre(?: max\w*)? d|aantal|n[úu]mero m[áa]x\w*|"
    r"numero mass\w*|número de \w+s|numero di (?!telefono|partita|conto)\w+[ei])(?!\w)",
    re.I,
)
_LIKE = {("what", "who"), ("what", "where"), ("price", "what"), ("count", "what"), ("long", "what")}
"""Forms in which one thing can be asked, each pair in order; times are told apart by a word."""


_SAID_BY_FORM = {"price": "PRICE", "long": "DURATION"}
"""What need not be said where the form asks for it."""


def is_same_question(one: str, other: str) -> bool:
    """Whether two questions ask for the same, whatever their words and their order."""
    forms = form_of(one), form_of(other)
    first, second = content_words(one), content_words(other)
    said = {_SAID_BY_FORM.get(form) for form in forms}
    first, second = ([word for word in each if word not in said] for each in (first, second))
    if not first or not second or not _have_same_words(first, second):
        return False
    if bool(markers.DENIES.search(one)) != bool(markers.DENIES.search(other)):
        return False
    if forms == ("count", "count"):
        return bool(shares(first[:1], second[:1]))
    return forms[0] == forms[1] or tuple(sorted(forms)) in _LIKE


def _have_same_words(first: list[str], second: list[str]) -> bool:
    """Whether all words of both are the same, but for soft ones that one of them lacks."""
    only_first = [word for word in first if not shares([word], second)]
    only_second = [word for word in second if not shares([word], first)]
    if len(only_first) == len(first) or (only_first and only_second):
        return False
    return SOFT.issuperset([*only_first, *only_second])


@lru_cache(maxsize=4096)
def form_of(question: str) -> str:
    """What a question asks for: yesno, or price long count when who where what."""
    form = next((name for name, words in _PATTERNS if words.search(question)), "yesno")
    if form != "what":
        return form
    if markers.WHEN.search(question) or markers.HOURS.search(question):
        return "when"
    if "DURATION" in content_words(question):
        return "long"
    if _COUNTED.search(question):
        return "count"
    return "where" if markers.ADDRESS.search(question) else "what"
