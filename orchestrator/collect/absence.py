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

from orchestrator.collect.absence_words import (
    BARE_DAY,
    BARE_WEEKDAY,
    CJK,
    DAY_MONTH,
    GOES_ON,
    INCLUSIVE_AFTER,
    INCLUSIVE_BEFORE,
    ISO,
    MONTH_DAY,
    MONTH_OF,
    NOT_SENDER,
    NUMERIC,
    OTHERS,
    OTHERS_GO_ON,
    RANGE,
    RELATIVE,
    RETURN,
    RETURN_BEHIND,
    SENTENCE_END,
    STARTS,
    TO_FOLLOWS,
    UNTIL,
    UNTIL_AFTER,
    WEEK,
    WEEKDAY_OF,
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
    of_others = False
    for sentence in _sentences(f"{subject}\n\n{text[:_LONGEST]}"):
        of_others = bool(OTHERS.search(sentence)) or (
            of_others and OTHERS_GO_ON.match(sentence) is not None
        )
        if of_others or NOT_SENDER.search(sentence):
            continue
        for rank, found in _candidates(sentence, sent_on, month_first):
            if found >= sent_on - timedelta(days=2) and (best is None or rank < best[0]):
                best = (rank, found)
    return best[1] if best else None


def _sentences(text: str) -> Iterator[str]:
    """Each in lower case and on one line."""
    at = 0
    for end in SENTENCE_END.finditer(text):
        yield " ".join(text[at : end.start() + 1].lower().split())
        at = end.end()
    yield " ".join(text[at:].lower().split())


def _candidates(sentence: str, sent_on: date, month_first: bool) -> Iterator[tuple[int, date]]:
    """Days with their rank: 1 a return, 2 the end of an absence; lower is better."""
    days = list(_days(sentence, sent_on, month_first))
    for index, day in enumerate(days):
        floor = days[index - 1].end if index else 0
        following = days[index + 1].start if index + 1 < len(days) else None
        before = sentence[max(floor, day.start - 70) : day.start]
        after = sentence[day.end : min(following or len(sentence), day.end + 50)]
        ends = bool(UNTIL.search(before) or UNTIL_AFTER.match(after))
        spanned = RANGE.search(sentence[max(0, day.start - 30) : day.start])
        ranged = spanned is not None and (index > 0 or spanned.group(1)[0].isdigit())
        if (ends or ranged) and not RETURN.search(before):
            inclusive = ranged or bool(
                INCLUSIVE_BEFORE.search(before[-40:]) or INCLUSIVE_AFTER.match(after)
            )
            yield 2, _next_weekday(day.on) if inclusive else day.on
        elif not STARTS.search(before) and (
            RETURN.search(before) or _returns(after, is_followed=following is not None)
        ):
            yield 1, day.on


def _returns(after: str, *, is_followed: bool) -> bool:
    """Whether the words after a day make it the return, and not the next day that follows."""
    found = (RETURN_BEHIND if is_followed else RETURN).search(after)
    if found is None or TO_FOLLOWS.match(after):
        return False
    return not is_followed or GOES_ON.search(after[: found.start()]) is None


def _next_weekday(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _days(sentence: str, sent_on: date, month_first: bool) -> list[_Day]:
    """All days named in a sentence, in order, none inside another."""
    found: list[_Day] = []
    for match in ISO.finditer(sentence):
        _add(found, match, _day(int(match[1]), int(match[2]), int(match[3])))
    for match in CJK.finditer(sentence):
        _add(found, match, _dated(sent_on, match[1], int(match[2]), int(match[3])))
    for match in DAY_MONTH.finditer(sentence):
        _add(found, match, _dated(sent_on, match[3], MONTH_OF[match[2]], int(match[1])))
    for match in MONTH_DAY.finditer(sentence):
        _add(found, match, _dated(sent_on, match[3], MONTH_OF[match[1]], int(match[2])))
    for match in NUMERIC.finditer(sentence):
        first, second = int(match[1]), int(match[3])
        if match[2] == "-" and (not match[4] or sentence[: match.start()].endswith("-")):
            continue
        swapped = second > 12 or (month_first and first <= 12 and match[2] == "/")
        month, number = (first, second) if swapped else (second, first)
        _add(found, match, _dated(sent_on, match[4], month, number))
    for match in WEEK.finditer(sentence):
        _add(found, match, _monday(sent_on, int(match[1])))
    for match in BARE_DAY.finditer(sentence):
        _add(found, match, _next_day_of_month(sent_on, int(match[1])), weak=True)
    for match in BARE_WEEKDAY.finditer(sentence):
        ahead = (WEEKDAY_OF[match[1]] - sent_on.weekday() - 1) % 7 + 1
        _add(found, match, sent_on + timedelta(days=ahead), weak=True, group=1)
    for match in RELATIVE.finditer(sentence):
        if RETURN.search(sentence):
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
