"""Times of day in the words of seven languages, written as hours and minutes; over folded text."""

import re

from orchestrator.conversation.dates import MONTH, any_of
from orchestrator.conversation.gated import Gated

_WORDS = {
    word: hour
    for hour, group in enumerate(
        (
            "one eins ein une una uno één uma",
            "two zwei deux dos due twee duas",
            "three drei trois tres tre drie três",
            "four vier quatre cuatro quattro quatro",
            "five fünf cinq cinco cinque vijf",
            "six sechs seis sei zes sechse zessen",
            "seven sieben sept siete sette zeven sete siebene zevenen",
            "eight acht huit ocho otto oito achte achten",
            "nine neun neuf nueve nove negen neune negenen",
            "ten zehn dix diez dieci tien dez zehne tienen",
            "eleven elf onze once undici",
            "twelve zwölf douze doce dodici twaalf doze",
            "thirteen dreizehn treize trece tredici dertien treze",
            "fourteen vierzehn quatorze catorce quattordici veertien catorze",
            "fifteen fünfzehn quinze quince quindici vijftien",
            "sixteen sechzehn seize dieciséis sedici zestien dezesseis dezasseis",
            "seventeen siebzehn dix-sept diecisiete diciassette zeventien dezessete dezassete",
            "eighteen achtzehn dix-huit dieciocho diciotto achttien dezoito",
            "nineteen neunzehn dix-neuf diecinueve diciannove negentien dezenove dezanove",
            "twenty zwanzig vingt veinte venti twintig vinte",
        ),
        start=1,
    )
    for word in group.split()
}
_TO_THE_HOUR = frozenset(
    [
        "een",
        "één",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
    ]
)
_LEAD = (
    r"(?:at|around|about|before|after|from|till?|until|by|um|gegen|vor|nach|ab|bis|à|vers|"
    r"avant|après|dès|jusqu'à|attendre|(?:antes de|después de|desde|hasta|a partir de|sobre|a) las|"
    r"(?:antes de |después de |a partir de |a |sobre )la(?= una)|"
    r"all[e']|dall[e']|(?:prima d|dopo |verso )(?:el)?l[e']|om|rond|voor|na|tegen|vanaf|tot|às|"
    r"(?:antes|depois|a partir) d[ao]s?|à|pel[ao]s|früher als|eerder dan|earlier than|plus tôt que|"
    r"esperar las|aspettare le)"
)
# An hour behind one of these is sure only with a word on the time of day.
_WEAK_LEAD = r"(?:(?:de )?las?|l[e']|dell[e']|d[ao]s?|as)"
# What is said beside the hour: hours and minutes to add.
_BESIDE = {
    words: (hours, minutes)
    for (hours, minutes), group in {
        (0, 30): "half past|et demie|et demi|y media|e mezza|e mezzo|e meia|thirty",
        (0, 15): "quarter past|viertel nach|kwart over|et quart|y cuarto|e un quarto|e um quarto",
        (-1, 30): "halb",
        (
            -1,
            45,
        ): "quarter to|viertel vor|dreiviertel|drei viertel|kwart voor|quinze para as|"
        "um quarto para as|"
        "moins le quart|menos cuarto|meno un quarto|menos um quarto",
    }.items()
    for words in group.split("|")
}
_MARK = r"uhr|heures?|h(?:rs?)?|horas?|uur|u|o'?clock|ore"
_MORNING = (
    r"a\.m\.?|am|in the morning|morgens|in der früh|früh|vormittags|(?:du|le) matin|"
    r"de la mañana|(?:di|del|la|al) matti(?:na|no)|'s (?:ochtends|morgens)|in de ochtend|"
    r"da manhã|de manhã|ochtends"
)
_LATER = (
    r"p\.m\.?|pm|in the (?:afternoon|evening)|at night|abends|am abend|nachmittags|mittags|"
    r"du soir|le soir|de l'après-midi|de la (?:tarde|noche)|del mediodía|di sera|"
    r"(?:del|di) pomeriggio|'s (?:avonds|middags)|in de (?:middag|avond)|da (?:tarde|noite)"
)
_NOON = r"noon|midday|mittag|midi|mediodía|mezzogiorno|meio-?dia|de middag|twaalf uur 's middags"
_NO_HOUR = (
    rf"(?![\d.,:/-]*\d|\s*(?:(?:weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|days?|tagen?|"
    rf"jours?|días?|giorni|dagen|dias?|months?|monat\w*|mois|mes\w*|mesi|maand\w*|times?|mal|fois|"
    rf"veces|vez|volt[ae]|keer|vez\w*|{MONTH}|of|th|st|nd|rd|er|de la lista|lines?|zeilen|zeile|"
    rf"sätze?|lignes?|líneas?|righe|regels?|linhas?|people|personen|personnes)\b|%|€|/|"
    rf"\.? (?:(?:de|di|d') ?)?(?:{MONTH})\b))"
)
_CLOCK = Gated(
    rf"(?:(?:(?P<lead>\b{_LEAD}\s?)|(?P<weak>\b{_WEAK_LEAD}\s?))(?:le |"
    rf"the )?)?(?:(?P<first>\b(?:half|{any_of(_BESIDE)}) ))?"
    rf"(?:(?:twelve )?\b(?P<noon>{_NOON})\b|"
    rf"\b(?P<hour>\d{{1,2}}|(?:{any_of(_WORDS)})(?![\w']))"
    rf"(?:(?P<sign>[:.h]|\s?uhr\s|\sh\s)(?P<minute>\d\d))?"
    rf"(?:(?:\s?(?:heures?|horas?))?\s(?P<behind>(?:{any_of(_BESIDE)})\b))?"
    rf"(?:\s?(?P<mark>(?:{_MARK})(?![\w'])))?"
    rf"{_NO_HOUR}(?:(?: |(?<=\d))(?P<half>(?:{_MORNING}|{_LATER})(?!\w)))?)"
)
_IS_LATER = re.compile(_LATER)
CLOCK = Gated(r"\b\d\d:\d\d\b")
"""A time as ``with_clock`` leaves it."""


def with_clock(text: str) -> str:
    """'Half past seven in the evening', '19h30' -> '19:30'; what is no time is left as it is."""
    return _CLOCK.sub(_as_clock, text)


CLOCK_WORDS = _CLOCK.gate


def _as_clock(match: re.Match[str]) -> str:
    lead, sign = match["lead"] or "", match["sign"] or ""
    shown = lead or match["weak"] or ""
    if match["noon"]:
        return f"{shown}12:00"
    beside = (match["first"] or match["behind"] or "").strip()
    sure = match["mark"] or match["half"] or beside or sign.strip() in (":", "h", "uhr")
    hour = _WORDS.get(match["hour"]) or int(match["hour"])
    if not sure and (not lead or (hour < _EARLIEST and not match["hour"].isdigit())):
        return match[0]
    minute = int(match["minute"] or 0)
    if sign == "." and 1 <= minute <= _LAST_MONTH and not sure:
        return match[0]
    if beside:
        hours, minute = _BESIDE[_half(beside, match["hour"])]
        hour += hours
    later = _IS_LATER.fullmatch(match["half"]) if match["half"] else beside and hour < _SO_EARLY
    if later and hour < 12:
        hour += 12
    return f"{shown}{hour % 24:02}:{minute:02}" if hour <= 24 and minute < 60 else match[0]


# "Sí a las dos" is of two things.
_EARLIEST = 5
_LAST_MONTH = 12
# "Half past four" is in the afternoon.
_SO_EARLY = 6


def _half(beside: str, hour: str) -> str:
    """'Half' counts to the hour in Dutch, and from it in English."""
    return beside if beside != "half" else "halb" if hour in _TO_THE_HOUR else "half past"
