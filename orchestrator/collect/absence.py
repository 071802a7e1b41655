"""The day an out-of-office names for the return, in the writer's words.  Pure.

A return ("back on", "ab dem … wieder") outranks the end of an absence.  "Until X
inclusive" and a plain range give the next weekday after their end, a bare "till X" gives
X, a week number its Monday.  A colleague's return is not the sender's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
import re

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro stycznia",
    2: "february feb februar feber février févr fév febrero febbraio februari fevereiro fev lutego",
    3: "march mar märz mrz mars marzo maart mrt março marts marca",
    4: "april apr avril avr abril abr aprile kwietnia",
    5: "may mai mayo maggio mag mei maio maj maja",
    6: "june jun juni juin junio giugno giu junho czerwca",
    7: "july jul juli juillet juil julio luglio lug julho lipca",
    8: "august aug août agosto ago augustus agost augusti sierpnia",
    9: "september sep sept septembre septiembre settembre set setembro września",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out października",
    11: "november nov novembre noviembre novembro listopada",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = "(" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_WEEKDAYS = {
    0: "monday mon montag mo lundi lunes lunedì maandag segunda-feira segunda mandag måndag "
    "poniedziałek",
    1: "tuesday tue tues dienstag di mardi martes martedì dinsdag terça-feira terça tirsdag "
    "tisdag wtorek",
    2: "wednesday wed mittwoch mercredi miércoles mercoledì woensdag quarta-feira quarta onsdag "
    "środę",
    3: "thursday thu thurs donnerstag jeudi jueves giovedì donderdag quinta-feira quinta torsdag "
    "czwartek",
    4: "friday fri freitag vendredi viernes venerdì vrijdag sexta-feira sexta fredag piątek",
    5: "saturday sat samstag sonnabend samedi sábado sabato zaterdag lørdag lördag",
    6: "sunday sun sonntag dimanche domingo domenica zondag søndag söndag",
}
_WEEKDAY_OF = {name: number for number, names in _WEEKDAYS.items() for name in names.split()}
_WEEKDAY_NAMES = "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True))
_WEEKDAY = "(" + _WEEKDAY_NAMES + r")\b"

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})(?:\2((?:20)?\d\d)?(?!\d))?(?![\d/]|[:]\d)"
)
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?(?:\s+(?:of|de|del))?[\s-]+" + _MONTH
    + r"(?:,?\s+(?:de\s+|del\s+)?(20\d\d))?",
    re.I,
)  # fmt: skip
_MONTH_DAY = re.compile(r"\b" + _MONTH + r"\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(20\d\d))?", re.I)
_WEEK = re.compile(r"\b(?:week|wk|kw|kalenderwoche|semaine|semana|settimana|uge|v\.|"
                   r"vecka)\s*(\d{1,2})\b"
                   r"(?!\s*-)", re.I)  # fmt: skip
_BARE_DAY = re.compile(
    r"\b(?:the|am|dem|le|au|el|al|il|den|dia|o|de|"
    + _WEEKDAY_NAMES
    + r"),?\s+(\d{1,2})(?:st|nd|rd|th|er|e|º|\.)?"
    r"(?=[\s.,;!)]|$)(?!\s*(?:%|h\b|uhr|o'clock|:))",
    re.I,
)
_BARE_WEEKDAY = re.compile(
    r"\b(?:on|next|by|until|till|am|ab|kommenden|nächsten|bis|le|lundi|ce|el|il|da|op|tot|na|no|"
    r"até|hasta|"
    r"back|return|returning|again|zurück|retour|terug|este|prossimo|próximo|próxima|volgende|"
    r"aanstaande)"
    r"\s+(?:zum\s+|the\s+|next\s+|op\s+|jusqu.à\s+)?"
    + _WEEKDAY
    + r"(?!\s*,?\s*(?:the\s+|den\s+|dem\s+|\()?\d)",
    re.I,
)
_RELATIVE = re.compile(r"\b(tomorrow|morgen|demain|mañana|domani|amanhã)\b", re.I)

_RETURN = re.compile(
    r"\bback\b|return|resum|reopen|re-open|in the office again|available again|reachable again|"
    r"wieder|zurück|rückkehr|kehre|öffnen|de retour|\bretour|rentr|repri[sr]|reprend|rouvr|"
    r"à nouveau|"
    r"de nouveau|vuelv|vuelta|regres|reincorpor|retom|reabr|rientr|ritorn|\btorn|riapr|di nuovo|"
    r"terug|\bweer\b|volt(?:o|arei|amos|aremos|a)\b|retorn|de volta|novamente|tilbage|\båter\b|"
    r"tillbaka|"
    r"wraca|powr|operativ",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:until|till|til|thru|through|bis|jusqu['’]?(?:au|à|a)?|hasta|fino (?:al|a|alle|all)|"
    r"sino al|"
    r"tot|t/m|até|to and including|inklusive|fram till|indtil|do)\b[\s\w,.'’]{0,24}$",
    re.I,
)
_INCLUSIVE_BEFORE = re.compile(
    r"through|thru|einschl|t/m|tot en met|incl|inkl|to and including|compres|up to and", re.I
)
_INCLUSIVE_AFTER = re.compile(r"^\W{0,3}(?:inclu|einschl|inkl|compres|\(incl)", re.I)
_RANGE = re.compile(
    r"(\d(?:st|nd|rd|th|er|\.)?|[^\W\d_]{3,})\.?\s*(?:-|–|—|\.\.|to|bis(?: zum|"
    r" einschließlich)?|au|al|a|t/m|"
    r"tot(?: en met)?|até(?: ao)?|and|à|do)\s*(?:the |dem |el |il |" + _WEEKDAY + r"[, ]*)?$",
    re.I,
)  # fmt: skip
_NOT_SENDER = re.compile(
    r"colleague|kolleg|collègue|compañer|collega|colega|forward|weitergeleitet|transf[ée]r|"
    r"reenvi|inoltrat|"
    r"doorgestuurd|reencaminh|sent on|gesendet am|envoyé le|dated|your message of|"
    r"ihre nachricht vom|"
    r"left the|left \w+ on|verlassen|quitté|non lavoro più|ya no trabaja|no longer",
    re.I,
)
_SENTENCE_END = re.compile(
    r"(?<=[^\d\W])[.!?]\s+(?=[A-ZÀ-Ý¡¿])|[!?;]\s|\n\s*\n|(?<=\d{4})\.\s|"
    r"(?<=\d)\.\s+(?!(?i:" + _MONTH + r"))(?=[A-Z][a-z]{1,9}\s[a-zé])"
)
_LONGEST = 4000
_PAST_DAYS = 45
"""A day without a year this far back means the next year."""


@dataclass(frozen=True, slots=True)
class _Day:
    start: int
    end: int
    on: date
    weak: bool = False  # only a weekday or a bare number


def back_on(text: str, *, subject: str, sent_on: date, month_first: bool = False) -> date | None:
    """Return the day, or None where none is named.

    Args:
        sent_on: the day of the mail at its sender.
        month_first: 9/10 is the tenth of September, as in the United States.
    """
    best: tuple[int, date] | None = None
    for sentence in _sentences(f"{subject}\n\n{text[:_LONGEST]}"):
        for rank, found in _candidates(sentence, sent_on, month_first):
            if found >= sent_on - timedelta(days=2) and (best is None or rank < best[0]):
                best = (rank, found)
    return best[1] if best else None


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for end in _SENTENCE_END.finditer(text):
        yield " ".join(text[at : end.start() + 1].split())
        at = end.end()
    yield " ".join(text[at:].split())


def _candidates(sentence: str, sent_on: date, month_first: bool) -> Iterator[tuple[int, date]]:
    """Days with their rank: 1 a return, 2 the end of an absence; lower is better."""
    if _NOT_SENDER.search(sentence):
        return
    days = list(_days(sentence, sent_on, month_first))
    for index, day in enumerate(days):
        floor = days[index - 1].end if index else 0
        ceiling = days[index + 1].start if index + 1 < len(days) else len(sentence)
        before = sentence[max(floor, day.start - 70) : day.start]
        after = sentence[day.end : min(ceiling, day.end + 50)]
        ends = bool(_UNTIL.search(before))
        spanned = _RANGE.search(sentence[max(0, day.start - 30) : day.start])
        ranged = spanned is not None and (index > 0 or spanned.group(1)[0].isdigit())
        if (ends or ranged) and not _RETURN.search(before):
            inclusive = ranged or bool(
                _INCLUSIVE_BEFORE.search(before[-40:]) or _INCLUSIVE_AFTER.match(after)
            )
            yield 2, _next_weekday(day.on) if inclusive else day.on
        elif _RETURN.search(before) or (_RETURN.search(after) and not _starts_range(after)):
            yield 1, day.on


def _starts_range(after: str) -> bool:
    return bool(re.match(r"\s*(?:-|–|to\b|bis\b|au\b|al\b|t/m\b|until\b)", after, re.I))


def _next_weekday(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _days(sentence: str, sent_on: date, month_first: bool) -> list[_Day]:
    """All days named in a sentence, in order, none inside another."""
    found: list[_Day] = []
    for match in _ISO.finditer(sentence):
        _add(found, match, _day(int(match[1]), int(match[2]), int(match[3])))
    for match in _DAY_MONTH.finditer(sentence):
        _add(found, match, _dated(sent_on, match[3], _MONTH_OF[match[2].lower()], int(match[1])))
    for match in _MONTH_DAY.finditer(sentence):
        _add(found, match, _dated(sent_on, match[3], _MONTH_OF[match[1].lower()], int(match[2])))
    for match in _NUMERIC.finditer(sentence):
        first, second = int(match[1]), int(match[3])
        if match[2] == "-" and not match[4]:
            continue
        swapped = second > 12 or (month_first and first <= 12 and match[2] == "/")
        month, number = (first, second) if swapped else (second, first)
        _add(found, match, _dated(sent_on, match[4], month, number))
    for match in _WEEK.finditer(sentence):
        _add(found, match, _monday(sent_on, int(match[1])))
    for match in _BARE_DAY.finditer(sentence):
        _add(found, match, _next_day_of_month(sent_on, int(match[1])), weak=True)
    for match in _BARE_WEEKDAY.finditer(sentence):
        ahead = (_WEEKDAY_OF[match[1].lower()] - sent_on.weekday() - 1) % 7 + 1
        _add(found, match, sent_on + timedelta(days=ahead), weak=True, group=1)
    for match in _RELATIVE.finditer(sentence):
        if _RETURN.search(sentence):
            _add(found, match, sent_on + timedelta(days=1), weak=True)
    found.sort(key=lambda each: each.start)
    # "Monday, March 16": the weekday is part of the date.
    return [
        day
        for day, after in pairwise([*found, None])
        if day and not (day.weak and after and not after.weak and after.start - day.end < 12)
    ]


def _add(
    found: list[_Day], match: re.Match[str], on: date | None, *, weak: bool = False, group: int = 0
) -> None:
    start, end = match.span(group)
    if on is None or any(day.start < end and start < day.end for day in found):
        return
    found.append(_Day(start, end, on, weak))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _dated(sent_on: date, year: str | None, month: int, number: int) -> date | None:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, number)
    this_year = _day(sent_on.year, month, number)
    if this_year is None or this_year >= sent_on - timedelta(days=_PAST_DAYS):
        return this_year
    return _day(sent_on.year + 1, month, number)


def _monday(sent_on: date, week: int) -> date | None:
    for year in (sent_on.year, sent_on.year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return None
        if monday >= sent_on - timedelta(days=6):
            return monday
    return None


def _next_day_of_month(sent_on: date, number: int) -> date | None:
    year, month = sent_on.year, sent_on.month
    for _ in range(3):
        found = _day(year, month, number)
        if found and found >= sent_on:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None
