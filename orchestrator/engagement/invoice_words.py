"""The number of an invoice and the amount that stands beside it, where a mail names them.  Pure.

In each of the seven languages; as they were written, for nobody calculates with them.
"""

import re

LONGEST = 40

_INVOICE = (
    r"\b(?:(?:credit |pro ?forma )?invoices?|inv|bills?"
    r"|(?:schluss|teil|abschlags|ab)?rechnung(?:en)?|rg|factures?|facturas?|fatture?|fattura|ft|factu(?:ur|ren)|faturas?)"
)
_NUMBER_WORD = (
    r"(?:numbers?|num\.?|no\.?|nos\.?|nr\.?|n[°ºo]\.?|n\.|nummer|numéro|número|numero|#|№|ref\.?)"
)
_NUMBER = re.compile(
    rf"{_INVOICE}[\s\u00a0]*(?:[-–—:(,]\s*)?(?:{_NUMBER_WORD}[\s\u00a0]*)?[:#]?\s*"
    r"(?P<number>(?:[A-Z]{1,6}[-/ ]?)?\d[\dA-Z]*(?:[-/.][\dA-Z]+)*)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|(?:19|20)\d\d-\d\d-\d\d")
_MONTH_BEHIND = re.compile(
    r"[\s.]*(?:de |di )?(?:jan|feb|mar|mär|maa|mrt|apr|avr|abr|may|mai|maj|mei|mag|jun|jui|giu|jul"
    r"|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic|ene|gen|fev|fév)\w*",
    re.IGNORECASE,
)
_CURRENCY = r"(?:€|£|\$|¥|EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|euros?|pounds?|dollars?|francs?|Franken)"
_SUM = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?<![\w.,]){_CURRENCY}[\s\u00a0]?(?:{_SUM})(?![\d])|(?<![\w.,])(?:{_SUM})[\s\u00a0]?{_CURRENCY}(?!\w)",
    re.IGNORECASE,
)


def invoice_number(*texts: str) -> str:
    """The first that is named, ``1182`` or ``RE-2026/014``; empty where there is none.

    A day, as in "the invoice of 12 May", is no number, nor is a single digit.
    """
    for text in texts:
        for match in _NUMBER.finditer(text):
            number = match["number"].rstrip(".-/")
            digits = sum(char.isdigit() for char in number)
            is_day = _DATE.fullmatch(number) or (
                digits <= 2 and _MONTH_BEHIND.match(text, match.end())
            )
            if digits >= 2 and not is_day and not _is_sum(text, match):
                return number[:LONGEST]
    return ""


def invoice_amount(*texts: str) -> str:
    """The first sum of money, ``€4,200``; empty where there is none, or where it is one of several.

    Of several sums nobody knows which one the invoice asks for.
    """
    for text in texts:
        found = list(dict.fromkeys(" ".join(m[0].split()) for m in _AMOUNT.finditer(text)))
        if found:
            return found[0][:LONGEST] if len(found) == 1 else ""
    return ""


def _is_sum(text: str, match: re.Match[str]) -> bool:
    """Whether the number is an amount: "the invoice, 4,200 euros"."""
    return any(
        sum_.start() < match.end("number") and match.start("number") < sum_.end()
        for sum_ in _AMOUNT.finditer(text)
    )
