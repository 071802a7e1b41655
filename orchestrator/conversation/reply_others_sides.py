"""Sides of other people within her own lines: "1A (Tom says 1B)", 'I told Tom "1B, 2 yes"'."""

import re

from orchestrator.conversation.reply_passed_on_words import SPOKE

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_SIDE = (
    r"(?:#?[1-9]\s?[:.)]?\s?(?:[A-H](?!\w)|(?:yes|no|ja|nein|nee|oui|non|s[ií]|sì|sim|não)\b)|"
    r"\b(?:yes|no|ja|nein|nee|oui|non|s[ií]|sì|sim|não)\b|[1-9]?\b[B-H]\b)"
)
_BRACKET = re.compile(r"\([^()\n]{1,120}\)")
_SPEAKER = re.compile(rf"\(\s*{_NAME}(?: {_NAME})?\s?:")
_A_SIDE = re.compile(_SIDE, re.IGNORECASE)
# What she tells somebody else stands in quotation marks.
_TOLD = re.compile(
    r"\b(?:told|said to|wrote(?: to)?|texted|replied to|answered|asked|gesagt|geschrieben|"
    r"geantwortet|dit|écrit|répondu|dije|dicho|escribí|escrito|respondí|detto|scritto|risposto|"
    r"gezegd|geschreven|geantwoord|disse|escrevi|respondi)\b[^\n\"“„«‹']{0,40}[\"“„«‹']"
    rf"[^\n\"”“»›]{{0,60}}?{_SIDE}[^\n\"”“»›]{{0,60}}[\"”“»›']",
    re.IGNORECASE,
)
_LINE_OF = re.compile(rf"^[ \t>*-]*(?P<who>{_NAME})(?: {_NAME})?\s?:\s*(?P<said>[^\n]+)$", re.M)
_NUMBER = re.compile(r"(?<![\w.,:/])[1-9](?![\d%:/]|[.,]\d)")


def tells_others_sides(own: str) -> bool:
    """Whether nobody can say which of the sides are hers; ``own`` are all her own words."""
    return (
        any(map(_is_of_another, _BRACKET.findall(own)))
        or bool(_TOLD.search(own))
        or _is_minutes(own)
    )


def _is_of_another(bracket: str) -> bool:
    speaks = _SPEAKER.match(bracket) or SPOKE.search(bracket)
    return bool(speaks and _A_SIDE.search(bracket))


def _is_minutes(own: str) -> bool:
    """'Dana: 1B / Tom: 1A': two people, and the same number."""
    numbers: dict[str, set[str]] = {}
    for line in _LINE_OF.finditer(own):
        numbers.setdefault(line["who"], set()).update(_NUMBER.findall(line["said"]))
    named = [n for each in numbers.values() for n in each]
    return len(named) > len(set(named))
