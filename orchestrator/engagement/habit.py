"""How often somebody writes by habit, and whether she is silent against it.  Pure.

Time is counted in days on which she could have written: not while she is away or paused,
not on weekdays and feasts on which she never writes.  Several mails of one day are one.
Her habit is a high quantile of the gaps between such days, drawn toward everybody's as long
as she has few: gaps spread by factors, so their logarithms are what is averaged.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp, inf, log, sqrt
from statistics import median

from dateutil.easter import easter

_ONE_DAY = timedelta(days=1)
_WEEKEND = (5, 6)

GAPS_AT_MOST = 40
POPULATION_GAP = 5.0
"""Counted days between two mails of a client of whom nothing is known: a working week."""
_POPULATION_SPREAD = 0.8
_POPULATION_WEIGHT = 5
_QUANTILE_Z = 1.96
# Scaled so that it is the standard deviation where logarithms of gaps are normal.
_MAD_TO_SPREAD = 1.4826
_LONG_GAPS = 0.95
_BEYOND_LONG = 1.5
LIMIT_AT_LEAST = 4.0
"""Counted days: nobody is silent within them."""
_GAPS_AT_LEAST = 2
"""With fewer there is no habit, and so no silence."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which she could not or did not want to write; ``until`` is the first day after."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Habit:
    """``limit`` and ``silent`` are in counted days, ``usual`` and ``silent_days`` on the calendar.

    ``limit``: how long a silence is still usual.
    """

    usual: int
    limit: float
    silent: int
    silent_days: int
    last_on: date

    @property
    def is_silent(self) -> bool:
        return self.silent > self.limit


def habit_of(written_on: Collection[date], *, away: Sequence[Span], today: date) -> Habit | None:
    """Her habit by the days on which she wrote; None before her first mail."""
    days = sorted(set(written_on))
    if not days:
        return None
    kept = days[-GAPS_AT_MOST - 1 :]
    off = _off_days(days)
    gaps = [max(1, _counted(before, after, off, away)) for before, after in pairwise(kept)]
    calendar = [
        (after - before).days - _away(before, after, away) for before, after in pairwise(kept)
    ]
    return Habit(
        usual=round(median(calendar)) if calendar else 0,
        limit=_limit(gaps),
        silent=_counted(kept[-1], today, off, away),
        silent_days=(today - kept[-1]).days,
        last_on=kept[-1],
    )


def _limit(gaps: Sequence[int]) -> float:
    """The longest usual gap: a quantile of a log-normal, or beyond her own long gaps."""
    if len(gaps) < _GAPS_AT_LEAST:
        return inf
    logs = [log(gap) for gap in gaps]
    centre = median(logs)
    spread = _MAD_TO_SPREAD * median(abs(each - centre) for each in logs)
    known, all_ = len(logs), len(logs) + _POPULATION_WEIGHT
    middle = (known * centre + _POPULATION_WEIGHT * log(POPULATION_GAP)) / all_
    variance = (known * spread**2 + _POPULATION_WEIGHT * _POPULATION_SPREAD**2) / all_
    long = sorted(gaps)[int(_LONG_GAPS * (known - 1))]
    return max(LIMIT_AT_LEAST, exp(middle + _QUANTILE_Z * sqrt(variance)), _BEYOND_LONG * long)


def _off_days(days: Sequence[date]) -> frozenset[int]:
    """Days of the weekend on which she never wrote."""
    return frozenset(_WEEKEND).difference(day.weekday() for day in days)


def _counted(after: date, until: date, off: frozenset[int], away: Sequence[Span]) -> int:
    """Days behind ``after``, up to and with ``until``, on which she could have written."""
    count, day = 0, after + _ONE_DAY
    while day <= until:
        if day.weekday() not in off and not is_feast(day) and not _is_in(day, away):
            count += 1
        day += _ONE_DAY
    return count


def _away(after: date, until: date, away: Sequence[Span]) -> int:
    days = ((after + n * _ONE_DAY) for n in range(1, (until - after).days))
    return sum(_is_in(day, away) for day in days)


def _is_in(day: date, away: Sequence[Span]) -> bool:
    return any(span.since <= day < span.until for span in away)


def is_feast(day: date) -> bool:
    """Whether offices are closed wherever our seven languages are spoken, more or less."""
    if (day.month, day.day) in ((1, 1), (5, 1)) or (day.month == 12 and day.day >= 24):
        return True
    return day - easter(day.year) in (timedelta(days=-2), timedelta(days=1))
