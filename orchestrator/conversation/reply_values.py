"""A value known by its shape: a date where a date was asked for, money for a price."""

import re

from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_asks import Ask, fold

_NUMBER = (
    r"(?:\d+|[a-z]*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fifteen|twenty|thirty|forty|fifty)[a-z-]*|zehn|zwanzig|dix|vingt|diez|veinte|dieci|venti|"
    r"tien|twintig|dez|vinte)"
)
_TYPES = (
    (
        r"\b(?:date|when|bis wann|wann|fecha|cuándo|quando|data|datum|wanneer|quelle date)\b",
        rf"(?:(?:{WEEKDAY}),? )?(?:le |el |il |den |the )?\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de |"
        rf"of )?(?:{MONTH})\b",
    ),
    (
        r"\b(?:price|fee|cost|deposit|budget|preis|prix|precio|prezzo|prijs|preço|tarif)\b",
        r"[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|£|euros?|pounds?|%|per cent)|\w+ per cent",
    ),
    (
        r"\b(?:hours|time|uhr|heure|hora|ora|hoe laat|horas)\b",
        rf"(?:a las |um |à |alle |om )?(?:{_NUMBER}|nueve|ocho|siete|neuf|huit|neun|acht|negen|"
        rf"nove|otto) (?:uhr|uur|h\b|o'clock|heures?)|a las \w+(?: y media)?|"
        rf"\d{{1,2}}[:.]\d\d(?: ?h| ?u)?",
    ),
    (
        r"\b(?:how many|wie viele|combien|cuánt[oa]s|quant[ei]|hoeveel|quant[oa]s|"
        r"maximum number)\b",
        rf"\b{_NUMBER}\b",
    ),
)


def typed_value(ask: Ask, clause: str) -> str:
    """A date where a date was asked for, money for a price, a time for hours, else a count."""
    question = fold(ask.text)
    for asked, shape in _TYPES:
        if re.search(asked, question) and (match := re.search(shape, clause, re.I)):
            return match[0].strip()
    return ""
