"""Dates that people write, in seven languages, relative to the day they write them."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
import re

from orchestrator.conversation.gated import Gated

_MONTHS = (
    "january jan januar janvier janv enero ene gennaio gen januari janeiro jänner",
    "february feb februar février févr febrero febbraio februari fevereiro fev",
    "march mar märz mrz mars marzo maart mrt março",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei maio",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août agosto ago augustus",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro",
)
_DAYS = (
    "monday mon montag montags lundi lundis lunes "
    "lunedì lunedi maandag maandags segunda segunda-feira segundas mondays maandagen",
    "tuesday tue tues dienstag dienstags mardi mardis "
    "martes martedì martedi dinsdag terça terça-feira terças tuesdays dinsdags dinsdagen",
    "wednesday wed mittwoch mittwochs mercredi mercredis "
    "miércoles mercoledì woensdag quarta quarta-feira quartas wednesdays woensdags woensdagen weds",
    "thursday thu thur thurs donnerstag donnerstags jeudi "
    "jeudis jueves giovedì donderdag quinta quinta-feira quintas thursdays donderdags donderdagen",
    "friday fri freitag freitags vendredi vendredis "
    "viernes venerdì vrijdag sexta sexta-feira sextas fridays vrijdags vrijdagen",
    "saturday sat samstag samstags samedi samedis sábado sábados sabato zaterdag sábado saturdays",
    "sunday sun sonntag sonntags dimanche domingo domingos domenica zondag sundays dimanches",
)
MONTHS = {name: number for number, group in enumerate(_MONTHS, 1) for name in group.split()}
WEEKDAYS = {name: number for number, group in enumerate(_DAYS) for name in group.split()}


def any_of(names: Iterable[str]) -> str:
    """The names as one alternative of an expression, longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def lower(text: str) -> str:
    """Lower case in as many characters, so that a place in one is a place in the other."""
    return text.replace("\u0130", "I").lower()


MONTH = any_of(MONTHS)
WEEKDAY = any_of(WEEKDAYS)
_DAY_MONTH = Gated(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?\s*(?:of |de |di |"
    rf"d')?(?P<month>{MONTH})\b\.?(?:,?\s*(?:de )?(?P<year>\d{{4}}))?",
)
_MONTH_DAY = Gated(
    rf"\b(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,\s*(?P<year>\d{{4}}))?",
)
_NUMERIC = Gated(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})\.?(?:[./]?(?P<year>\d{4}|\d{2}))?\b")
_ISO = Gated(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_DAY_ONLY = Gated(
    r"\b(?:the|am|den|zum|bis zum|le|el|el día|día|il|de|op de|dia|no dia|til|till|"
    r"until)\s+(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er|e)?(?![\d:.,/]*\d|\s*(?:%|uhr|h\b|am\b|pm\b|"
    r"o'clock))",
)
_DAY_TH = Gated(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)\b")
_COUNT = {
    word: number
    for number, group in enumerate(
        (
            "a an one ein eine einer einem einen une un una uno een um uma",
            "two zwei deux dos due twee dois duas",
            "three drei trois tres tre drie três",
            "four vier quatre cuatro quattro quatro",
            "five fünf cinq cinco cinque vijf",
            "six sechs seis sei zes",
            "seven sieben sept siete sette zeven sete",
            "eight acht huit ocho otto oito",
            "nine neun neuf nueve nove negen",
            "ten zehn dix diez dieci tien dez",
            "eleven elf onze once undici",
            "twelve zwölf douze doce dodici twaalf doze",
        ),
        1,
    )
    for word in group.split()
}
_SPAN = Gated(
    rf"\b(?:in|within|for|innerhalb von|binnen|für|dans|sous|pendant|en|dentro de|durante|tra|"
    rf"fra|entro|per|over|voor|em|por)?\s*"
    rf"(?P<count>\d{{1,2}}|{any_of(_COUNT)})\s+(?P<unit>days?|weeks?|months?|tag(?:en?)?|wochen?|"
    rf"monat(?:en?)?|jours?|semaines?|mois|días?|semanas?|m[eê]s(?:es)?|giorni?|settiman[ae]|"
    rf"mes[ei]|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|dias?)\b",
)
_FORTNIGHT = Gated(
    r"\b(?:(?:a|the|one|next) fortnight|quinze jours|quince días|vierzehn tagen?|veertien dagen|"
    r"quindici giorni|"
    r"quinze dias)\b",
)


_WEEKDAY = Gated(rf"\b(?:{WEEKDAY})\b")


@dataclass(frozen=True)
class Found:
    """A date and where it stands in the text."""

    on: date
    start: int
    end: int


def find_day(text: str, today: date, *, past: bool = False) -> Found | None:
    """The first calendar day that the text names; the next such day, or with ``past`` the last.

    Weekdays and words like "tomorrow" count; a span of time ("in two weeks") does not.  Where a
    day stands that its month has not, there is none: "30 February" is no 30th.
    """
    text = lower(text)
    found = [
        hit
        for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMERIC)
        if (hit := _calendar(pattern, text, today, past))
    ]
    if not found and (_DAY_MONTH.search(text) or _MONTH_DAY.search(text)):
        return None
    if not found:
        found = [
            hit
            for pattern in (_DAY_ONLY, _DAY_TH)
            if (hit := _day_of_month(pattern, text, today, past))
        ]
    if not found and (match := _WEEKDAY.search(text)):
        on = next_weekday(today, WEEKDAYS[match[0]])
        found = [Found(on - timedelta(days=7) if past else on, *match.span())]
    return min(found, key=lambda hit: hit.start, default=None)


def find_span(text: str, today: date) -> Found | None:
    """The day after a span of time: "in two weeks", "a fortnight"."""
    text = lower(text)
    if match := _FORTNIGHT.search(text):
        return Found(today + timedelta(days=14), *match.span())
    if not (match := _SPAN.search(text)):
        return None
    count = int(match["count"]) if match["count"].isdigit() else _COUNT[match["count"]]
    unit = match["unit"]
    if unit.startswith(("mo", "mes", "mês", "maa")):
        return Found(add_months(today, count), *match.span())
    weeks = unit.startswith(("we", "wo", "sem", "sett"))
    return Found(today + timedelta(days=count * (7 if weeks else 1)), *match.span())


def next_weekday(today: date, weekday: int) -> date:
    """The next such weekday after today (Monday is 0)."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def add_months(day: date, months: int) -> date:
    """The same day some months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last_day(year, month + 1).day))


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _calendar(pattern: Gated, text: str, today: date, past: bool) -> Found | None:
    for match in pattern.finditer(text):
        raw = match["month"]
        month = int(raw) if raw.isdigit() else MONTHS[raw]
        year = int(match["year"]) if match["year"] else None
        on = _nearest(int(match["day"]), month, year, today, past)
        if on:
            return Found(on, *match.span())
    return None


def _nearest(day: int, month: int, year: int | None, today: date, past: bool) -> date | None:
    if year:
        return _date(year + 2000 if year < 100 else year, month, day)
    on = _date(today.year, month, day)
    if not past and (on is None or on < today):
        return _date(today.year + 1, month, day)
    return _date(today.year - 1, month, day) if past and (on is None or on > today) else on


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_month(pattern: Gated, text: str, today: date, past: bool) -> Found | None:
    for match in pattern.finditer(text):
        day = int(match["day"])
        for months in (0, -1) if past else (0, 1, 2):
            month = add_months(today.replace(day=1), months)
            if not 1 <= day <= last_day(month.year, month.month).day:
                continue
            on = month.replace(day=day)
            if (on <= today) if past else (on >= today):
                return Found(on, *match.span())
    return None
