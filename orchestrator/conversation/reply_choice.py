"""The option that the words of a choice take, and whether they take it without reserve."""

import re

from orchestrator.conversation import reply_turn_words as turns
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.reply_asks import Answer, Ask, fold, mentions
from orchestrator.conversation.reply_deferral_words import defers
from orchestrator.conversation.reply_language import native


def chosen(ask: Ask, span: str, lower: str) -> Answer | None:
    span = turns.as_meant(span)
    lower = native(fold(span), ask.language)
    if list(mentions(ask, aside_cut := _ASIDE.sub(" ", span))):
        # "A (B is too dark)": what stands in brackets is not taken.
        span, lower = aside_cut, native(fold(aside_cut), ask.language)
    found = list(mentions(ask, span))
    taken = [each for each in found if not words.takes_back(_clause_before(lower, each[0]))]
    found = taken if taken and not turns.CORRECTION.search(lower) else found
    if len({letter for _, letter, _ in found}) > 1:
        found = _decided(ask, span, lower, found)
    options = list(dict.fromkeys(option for _, option, _ in found))
    if not options:
        doubt = defers(lower) or "?" in lower or _ALL_OR_NONE.search(lower)
        return Answer(None, "unclear", span) if doubt else None
    if len(options) > 1:
        return _of_several(span, lower, found)
    exact = any(full for _, _, full in found)
    if defers(lower) or re.search(r"^\W*neither|\?", lower) or _SPLIT.search(lower):
        return Answer(None, "unclear", span)
    if _is_refused(lower, found[0][0]):
        return Answer(None, "unclear", span)
    plain = words.LUKEWARM.sub("", lower)
    if words.holds_back(_LOOSE_END.sub("", plain)) or _EITHER.search(lower):
        return Answer(options[0], "unclear", span)
    sure = exact and not words.LUKEWARM.search(lower)
    return Answer(options[0], "exact" if sure else "confirm", span)


_ASIDE = re.compile(r"(?<=\S) \((?!(?:or|oder|ou|of|o|maybe|vielleicht)\b)[^()\n]{2,}\)")
_ALL_OR_NONE = re.compile(
    r"\b(?:neither|both|none of|either|all (?:two|three|four|of them)|weder|beides?|beiden|"
    r"alle (?:zwei|"
    r"drei|vier)|kein\w* (?:von|der)|egal|les (?:deux|trois|quatre)|aucune? d|ni l'une?|"
    r"l[oa]s (?:dos|"
    r"tres|cuatro)|ambos|ambas|ningun[oa]|entramb[ie]|tutt[ie] e (?:due|tre|quattro)|nessun[oa] d|"
    r"allebei|alle (?:twee|drie|vier)|geen van|[oa]s (?:dois|duas|três|quatro)|nenhum[a]? d)\b"
)
# "Half fish, half game" takes one as much as the other.
_SPLIT = re.compile(
    r"\bhalf\b[^.!?\n]{1,40}\bhalf\b|\bhalb\b[^.!?\n]{1,40}\bhalb\b|"
    r"\bmoitié\b[^.!?\n]{1,40}\bmoitié\b|\bmitad\b[^.!?\n]{1,40}\bmitad\b|"
    r"\bmet(?:à|ade)\b[^.!?\n]{1,40}\bmet(?:à|ade)\b|\bhelft\b[^.!?\n]{1,40}\bhelft\b|\b(?:mix|"
    r"mischung|mélange|mezcla|"
    r"misto|"
    r"mistura|kombination|combination|combinatie|combinación) (?:of|aus|de|di|van|von)\b|"
    r"\bfifty[ -]fifty\b|\b50[/ -]50\b"
)
_INDIFFERENT = re.compile(
    r"\b(?:da igual|tanto faz|lo mismo|egal|indifférent|peu importe|indifferente|fa lo stesso|"
    r"è uguale|maakt \w+ niet uit|"
    r"don't (?:mind|care)|no preference|either|whichever|keine präferenz|pas de préférence|"
    r"sin preferencia|"
    r"geen voorkeur)\b"
)
# The second letter is small, or an "A" that may be an article: no mention by itself.
_EITHER = re.compile(r"\b[a-e] (?:or|oder|ou|of|o|u) [a-e]\b")
_LOOSE_END = re.compile(
    r"\W*\b(?:but|and|aber|und|mais|et|pero|y|ma|e|maar|en|mas|first|zuerst|d'abord|primero|"
    r"eerst)\W*$"
)


def _is_refused(lower: str, position: int) -> bool:
    """'Not B', 'B is too expensive', 'B klingt riskant': named, yet not taken."""
    if words.takes_back(_clause_before(lower, position)):
        return True
    verdict = _VERDICT.match(lower, position)
    return bool(verdict and not words.FINE.search(_NEGATED_PRAISE.sub("", verdict[0])))


def _clause_before(lower: str, position: int) -> str:
    return re.split(r"[.,;:!?\n–-]", lower[:position])[-1]


# "Not fine" is no praise; "not bad" is.
_NEGATED_PRAISE = re.compile(
    r"(?:\b(?:not|nicht|pas|no|non|niet|não)\b|n't\b)"
    r"(?! (?:\w+ )?(?:bad|schlecht|mal|slecht|mau)\b)[^,;]*"
)
_VERDICT = re.compile(
    r"[a-e]\)?,? (?:(?:it|that|das|dat|me|mi|ne|for us|für uns) |c'|that')?"
    r"(?:is|are|was|looks?|sounds?|seems?|feels?|costs?|would be|isn't|doesn't|won't|s|"
    r"ist|wäre|klingt|sieht|scheint|kostet|geht|"
    r"n?'?est|serait|semble|paraît|coûte|va|"
    r"es|está|sería|suena|parece|cuesta|no|"
    r"è|sarebbe|suona|sembra|costa|non|"
    r"klinkt|lijkt|ziet|zou|kost|é|seria|soa|fica|não)(?!\w)[^.;!\n]*"
)


def _decided(
    ask: Ask, span: str, lower: str, found: list[tuple[int, str, bool]]
) -> list[tuple[int, str, bool]]:
    """Of several options: the one before the reason ("the form, as Citoria bleeds us")."""
    positive = list(mentions(ask, re.split(r"\b(?:not|nicht|pas|niet|não)\b", span)[0]))
    turned = turns.CORRECTION.search(lower)
    if (
        not turned
        and len({letter for _, letter, _ in positive}) == 1
        and len(positive) < len(found)
    ):
        return positive
    head = re.split(r"[,;.]", span)[0]
    named = list(mentions(ask, head))
    behind = lower[len(head) :]
    doubt = turns.CORRECTION.search(behind) or re.search(
        r"\b(?:or|oder|ou|o|of|otherwise|sonst)\b", behind
    )
    letters = sum(bool(re.fullmatch("[A-Ea-e]", span[at : at + 1])) for at, _, _ in found)
    decided = len({letter for _, letter, _ in named}) == 1 and not doubt and letters < 2
    return named if decided else found


def _of_several(span: str, lower: str, found: list[tuple[int, str, bool]]) -> Answer:
    if _INDIFFERENT.search(lower):
        return Answer(None, "unclear", span)
    first, last = found[0], found[-1]
    between = lower[first[0] : last[0] + 1]
    if turns.CORRECTION.search(between) and not re.search(r"\bif\b", lower):
        return Answer(last[1], "exact" if last[2] else "confirm", span)
    if words.IF.search(between):
        # "A if B is slow"
        return Answer(first[1], "unclear", span)
    if re.search(
        r"\b(?:or|and|both|oder|und|ou|et|o|y|e|of|en|neither|nor|weder|noch)\b", lower[: last[0]]
    ):
        return Answer(None, "unclear", span)
    if lower.find(",") > first[0]:
        return Answer(first[1], "unclear", span)
    return Answer(last[1], "confirm", span)
