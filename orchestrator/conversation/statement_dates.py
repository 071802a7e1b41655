"""By when: the words of a deadline inside a statement, and the day they name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
import re

from orchestrator.conversation import statement_date_words as words
from orchestrator.conversation import statement_span_words as spans
from orchestrator.conversation.dates import (
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    find_day,
    find_span,
    last_day,
    lower,
    next_weekday,
)
from orchestrator.conversation.gated import gate_of, possible

# Where the deadline stands, and its day.
_Place = tuple[int, int, date | None]


@dataclass(frozen=True)
class Due:
    """A deadline in the writer's words; ``on`` is None where it hangs on an event."""

    text: str
    on: date | None


def find_due(
    span: str, today: date, *, past: bool = False, hangs_on_event: bool = False
) -> Due | None:
    """The first deadline of a statement.

    ``past``: one that the past tense tells of may be over; a weekday is then the most recent
    one, a date the nearest.  ``hangs_on_event``: "within five days" of what is still to come
    names no day.
    """
    said = lower(span)
    gates = possible(said)
    if not gates & words.ANY:
        return None
    past = past and words.PAST_TENSE.search(said) and not words.STILL_TO_COME.search(said)
    for read, gate in _READERS:
        if gates & gate and (found := read(said, today, past)):
            start, end, on = found
            if read is _after_span and (hangs_on_event or spans.HABIT.search(said)):
                on = None
            return Due(span[start:end].strip().rstrip("." if end == len(span) else ""), on)
    return None


def _over(span: str, today: date, past: bool) -> _Place | None:
    """What was to be done yesterday, last week, by now."""
    friday = today + timedelta(days=4 - today.weekday())
    for wording, on in (
        (words.YESTERDAY, today - timedelta(days=1)),
        (words.LAST_WEEK, friday - timedelta(days=7)),
        (words.BY_NOW, today),
    ):
        if match := wording.search(span):
            # In the present, "yesterday's sales" are no deadline.
            is_limit = past or wording is not words.YESTERDAY
            return (*match.span(), on) if is_limit else None
    return None


def _week_and_day(span: str, today: date, past: bool) -> _Place | None:
    """Such as "Wednesday next week" and "nächste Woche Mittwoch"."""
    match = words.DAY_NEXT_WEEK.search(span)
    if not match:
        return None
    monday = today - timedelta(days=today.weekday())
    weekday = WEEKDAYS[match["before"] or match["behind"]]
    return *match.span(), monday + timedelta(days=7 + weekday)


def _weekend(span: str, today: date, past: bool) -> _Place | None:
    if match := words.WEEKEND.search(span):
        sunday = today + timedelta(days=(6 - today.weekday()) % 7)
        return *match.span(), sunday - timedelta(days=7) if past and sunday > today else sunday
    return None


def _relative(span: str, today: date, past: bool) -> _Place | None:
    for days, wording in words.RELATIVE:
        if match := wording.search(span):
            if _HABIT.search(span[: match.start()]):
                return None
            return *match.span(), today + timedelta(days=days)
    return None


_HABIT = re.compile(r"\b(?:cada|every) $")


def _week_on(span: str, today: date, past: bool) -> _Place | None:
    """A week after today, tomorrow or a weekday: "Monday week", "lundi en huit"."""
    match = words.WEEK_ON.search(span)
    if not match:
        return None
    start = match["before"] or match["behind"]
    if start in WEEKDAYS:
        on = next_weekday(today, WEEKDAYS[start])
    else:
        on = today + timedelta(days=1 if words.TOMORROW.match(start) else 0)
    return *match.span(), on + timedelta(days=7)


def _named_day(span: str, today: date, past: bool) -> _Place | None:
    core = words.WEEKDAY_OR_NUMBER.search(span)
    if not core:
        return None
    match = words.NAMED_DAY.pattern.search(span, max(0, core.start() - _LONGEST_LEAD))
    if not match or match[0].startswith("on a ") or words.EACH_WEEK.fullmatch(match[0]):
        return None
    any_such = _ANY_SUCH_DATE if _NUMBER.search(match[0]) else _ANY_SUCH_DAY
    if any_such.search(span[: match.start()] + (" " if match[0][:1].isspace() else "")):
        return None
    past = past or bool(_LAST.search(match[0]))
    on = _day(_WEEKDAY_DATE.sub(r"the \1", match[0]), today, past)
    if on is None and (number := _ONLY_NUMBER.fullmatch(match[0])):
        on = _day(f"the {number[1]}", today, past)
    weekday = _WITH_WEEKDAY.fullmatch(match[0])
    if (
        past
        and weekday
        and on
        and on == today - timedelta(days=7)
        and WEEKDAYS[weekday[1]] == today.weekday()
    ):
        on = today
    return _event_start(span, match.start()), match.end(), on


# "Venerdì 19": the number says which one.
_WEEKDAY_DATE = re.compile(rf"\b(?:{WEEKDAY}),? (?:the |den |il |le |el |dia |de )?(\d{{1,2}})\.?$")
_ANY_SUCH_DATE = re.compile(r"\b(?:every|each|first of every|keep) (?:the )?$")
_ANY_SUCH_DAY = re.compile(
    r"\b(?:an?|every|each|los|di|jeden|chaque|cada|ogni|elke|toda|todas as|first of every|"
    r"keep) (?:the )?$"
)
# What leads to a day, as in "by close of business on Friday", is no longer.
_LONGEST_LEAD = 36
_LAST = re.compile(r"\b(?:last|letzte|vergangene|dernier|pasado|scorso|vorige|afgelopen|passad)")
_NUMBER = re.compile(r"\d{1,2}")
_ONLY_NUMBER = re.compile(rf"(?!.*\b(?:{MONTH})\b)\D*(\d{{1,2}})[^\W\d]{{0,3}}\.?")
_WITH_WEEKDAY = re.compile(rf".*\b({WEEKDAY})\b.*")


def _event_start(span: str, start: int) -> int:
    """'before doors open on Saturday', 'by noon on Thursday': the event belongs to the deadline."""
    if _LIMIT.match(span, start):
        return start
    lead = _EVENT_LEAD.search(span[:start])
    return lead.start() if lead and len(lead[0].split()) <= 4 else start


_LIMIT = re.compile(r"(?:by|before|until|bis|avant|antes|entro|voor|até)\b")
_EVENT_LEAD = re.compile(r"\b(?:before|by|for|in time for) (?:[\w']+ ){1,4}$")


def _day(text: str, today: date, past: bool) -> date | None:
    text = _PART_OF_DAY.sub(r"\1 ", _SLASH.sub(r"\1.\2", text))
    found = find_day(text, today, past=past)
    if not found or not past or not _NUMBER.search(text):
        return found.on if found and not _is_just_over(text, found.on, today) else None
    # "You said it would be live by 1 Dec", written in November, means no day of last year.
    coming = find_day(text, today)
    days = [found.on, coming.on] if coming else [found.on]
    return min(days, key=lambda day: abs(day - today))


def _is_just_over(text: str, on: date, today: date) -> bool:
    """'12/11', written on 18 November: nobody means next year by it, and which day nobody can say.

    It may be 11 December, or a slip.
    """
    return (on - today).days > _NEARLY_A_YEAR and not _YEAR.search(text)


_NEARLY_A_YEAR = 330
_YEAR = re.compile(r"\d{4}|\d[./-]\d{1,2}[./-]\d\d|\b(?:next|nächst|proch|próx|pross|volgend)")
_PART_OF_DAY = re.compile(
    rf"\b({WEEKDAY})(?=abend|vormittag|nachmittag|mittag|morgen|früh|"
    rf"ochtend|middag|avond)"
)
_SLASH = re.compile(r"(?<![-\d])(\d{1,2})[/-](\d{1,2})(?!\d|-\d\d?\b)")


def _week_or_month(span: str, today: date, past: bool) -> _Place | None:
    friday = today + timedelta(days=4 - today.weekday())
    next_month = last_day(today.year, today.month) + timedelta(days=1)
    for wording, on in (
        (words.NEXT_WEEK, friday + timedelta(days=7)),
        (words.THIS_WEEK, friday),
        (words.NEXT_MONTH_END, last_day(next_month.year, next_month.month)),
        (words.MONTH_END, last_day(today.year, today.month)),
        (words.YEAR_END, date(today.year, 12, 31)),
    ):
        if match := wording.search(span):
            return *match.span(), on
    if match := words.WEEK_NUMBER.search(span):
        return *match.span(), _friday_of_week(int(match["week"]), today)
    return None


def _friday_of_week(number: int, today: date) -> date | None:
    year = today.isocalendar().year
    if number < today.isocalendar().week - 26:
        year += 1
    weeks = date(year, 12, 28).isocalendar().week
    return date.fromisocalendar(year, number, 5) if 1 <= number <= weeks else None


def _end_of_named_month(span: str, today: date, past: bool) -> _Place | None:
    match = words.END_OF_MONTH.search(span)
    if not match:
        return None
    month = MONTHS[match["month"]]
    ends = [last_day(today.year + years, month) for years in (-1, 0, 1)]
    if past:
        return *match.span(), min(ends, key=lambda day: abs(day - today))
    return *match.span(), next(day for day in ends if day >= today)


def _feast(span: str, today: date, past: bool) -> _Place | None:
    """Days of feasts that never move."""
    for wording, month, day in words.FEASTS:
        if match := wording.search(span):
            on = date(today.year, month, day)
            return *match.span(), on if on >= today or past else on.replace(year=today.year + 1)
    return None


def _after_span(span: str, today: date, past: bool) -> _Place | None:
    match = spans.SPAN.search(span)
    if not match:
        return None
    if spans.TO_COME.search(span):
        return *match.span(), None
    if spans.HOURS.search(match[0]):
        count = _NUMBER.search(match[0])
        return *match.span(), today + timedelta(days=int(count[0]) // 24 if count else 0)
    if spans.WORKING.search(match[0]):
        return *match.span(), _working_days_on(match[0], today)
    found = find_span(spans.FILLER.sub("", match[0]), today)
    return *match.span(), found.on if found else None


def _working_days_on(text: str, today: date) -> date | None:
    found = find_span(spans.WORKING.sub("", text), today)
    if not found:
        return None
    day = today
    for _ in range((found.on - today).days):
        day += timedelta(days=1 if day.weekday() < 4 else 7 - day.weekday())
    return day


def _event(span: str, today: date, past: bool) -> _Place | None:
    match = words.EVENT.search(span)
    return (*match.span(), None) if match else None


def _hour(span: str, today: date, past: bool) -> _Place | None:
    match = spans.AT_HOUR.search(span) or spans.MIDDAY.search(span)
    return (*match.span(), today) if match and not past else None


_WEEKS_AND_MONTHS = (
    words.NEXT_WEEK,
    words.THIS_WEEK,
    words.NEXT_MONTH_END,
    words.MONTH_END,
    words.YEAR_END,
    words.WEEK_NUMBER,
)
_READERS: tuple[tuple[Callable[[str, date, bool], _Place | None], int], ...] = (
    (_over, gate_of(words.YESTERDAY, words.LAST_WEEK, words.BY_NOW)),
    (_week_on, words.WEEK_ON.gate),
    (_week_and_day, words.DAY_NEXT_WEEK.gate),
    (_weekend, words.WEEKEND.gate),
    (_relative, gate_of(*(wording for _, wording in words.RELATIVE))),
    (_named_day, words.WEEKDAY_OR_NUMBER.gate),
    (_week_or_month, gate_of(*_WEEKS_AND_MONTHS)),
    (_end_of_named_month, words.END_OF_MONTH.gate),
    (_feast, gate_of(*(wording for wording, _, _ in words.FEASTS))),
    (_after_span, spans.SPAN.gate),
    (_event, words.EVENT.gate),
    (_hour, gate_of(spans.AT_HOUR, spans.MIDDAY)),
)
