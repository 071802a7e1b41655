"""Amounts of money in an ask and in the words of its answer, told apart by figure and currency."""

from dataclasses import dataclass
from decimal import Decimal
import re

from orchestrator.conversation.reply_asks import Ask, fold

_FIGURE = r"\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SIGN = r"[£€]|(?<!\w)r\$|\$|(?:chf|eur|gbp|usd|brl|mxn|aud|nzd|cad)\b"
_NAME = (
    r"[£$€](?!\d)|(?:euros?|pounds?|quid|dollars?|bucks|pesos?|reais|franken|francs?|libras?|"
    r"dólares|"
    r"sterline|ponds?|eur|gbp|usd|chf|brl|mxn|aud|nzd|cad)\b"
)
AMOUNT = re.compile(
    rf"(?P<sign>{_SIGN})?\s?(?<![\w.,])(?P<figure>{_FIGURE})(?P<thousand>\s?k\b)?(?![\w%:]|[.,]\d)"
    rf"\s?(?P<name>{_NAME})?"
)
_CURRENCY = {
    "£": "gbp", "pound": "gbp", "quid": "gbp", "libra": "gbp", "sterline": "gbp", "pond": "gbp",
    "€": "eur", "euro": "eur", "$": "usd", "dollar": "usd", "bucks": "usd", "dólares": "usd",
    "peso": "mxn", "r$": "brl", "reais": "brl", "franken": "chf", "franc": "chf",
}  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """``currency`` is None where none is named."""

    figure: Decimal
    currency: str | None


def amounts(lower: str) -> list[Amount]:
    """The amounts that folded words name, with or without a currency."""
    return [amount_of(match) for match in AMOUNT.finditer(lower)]


def amount_of(match: re.Match[str]) -> Amount:
    name = match["sign"] or match["name"]
    currency = _CURRENCY.get(name, _CURRENCY.get(name.rstrip("s"), name)) if name else None
    figure = _figure(match["figure"]) * (1000 if match["thousand"] else 1)
    return Amount(figure, currency)


def _figure(written: str) -> Decimal:
    """'1.850,00' and "1,850" are the same; a comma or point before one or two digits is decimal."""
    match = _WITH_CENTS.fullmatch(written)
    whole, cents = match.groups() if match else (written, "0")
    return Decimal(f"{re.sub(_NO_DIGIT, '', whole)}.{cents}")


_WITH_CENTS = re.compile(r"(.+)[.,](\d{1,2})")
_NO_DIGIT = re.compile(r"\D")


def is_asked(ask: Ask, named: Amount) -> bool:
    """Whether the ask names this amount, in this currency if both name one."""
    return any(
        named.figure == own.figure
        and (named.currency or own.currency) == (own.currency or named.currency)
        for own in amounts(fold(ask.text))
    )


def without_amounts(ask: Ask, lower: str) -> str:
    """Folded words without the amounts that the ask names too."""
    return AMOUNT.sub(lambda match: " " if is_asked(ask, amount_of(match)) else match[0], lower)
