"""When a contact's next update is due.  Pure: no I/O, no clock.

A slot is a place on the reader's own calendar, so its key is local: one slot, one
update, whatever the clocks do.  A wall time that a spring change skips is due at the
first minute that exists; one that an autumn change repeats is due the first time.

A slot whose day is off, by a quiet day or a public holiday, moves to the next day that is
not, and keeps the key of its usual day.  One that finds no such day before the next slot
is that next one: a daily update has no second one to make up for a holiday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, pairwise
from typing import Final

from orchestrator.walltime import instant, out_of_quiet_hours, zone_of
from orchestrator.workdays import holiday

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EACH_DAY: Final = ("daily", "needed")
_ONE_DAY = timedelta(days=1)
_WEEKEND: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a contact chose.  ``cadence``: daily weekly fortnightly monthly needed.

    ``needed`` has a slot on every working day; whether anything is due then is not for
    the calendar to say.  Whoever is away until a day, since we heard of it, has no slot before.
    ``quiet_days``: weekdays on which nothing comes, Monday is 0; the ``weekday`` that somebody
    chose is none of them.  ``place``: whose holidays are kept (`workdays`).
    """

    cadence: str
    weekday: str
    at: time
    not_before: time
    zone: str
    pause_until: date | None = None
    away_since: datetime | None = None
    away_until: date | None = None
    quiet_days: frozenset[int] = _WEEKEND
    place: str = ""

    @property
    def wall(self) -> time:
        return max(self.at, self.not_before)


@dataclass(frozen=True, slots=True)
class Slot:
    """``key``: ``2026-W48-5T16:00/Europe/London``; ``at``: the instant, in UTC.

    ``usual``: the day that the key names; ``day``: the one it is due on, later where that
    one is off.  ``is_first_back``: one more, for what an absence missed.
    """

    key: str
    at: datetime
    usual: date
    day: date
    is_first_back: bool = False


def next_slot(rhythm: Rhythm, *, after: datetime) -> Slot:
    """The first slot strictly later than ``after`` (aware), within no pause and no absence.

    Whoever misses one by an absence has one more, on the first day back at the usual time.
    """
    return next(coming_slots(rhythm, after=after))


def coming_slots(rhythm: Rhythm, *, after: datetime) -> Iterator[Slot]:
    """Every slot strictly later than ``after``, in order and without end."""
    first_days = [day for day in (rhythm.pause_until, rhythm.away_until) if day is not None]
    usual = _usual_slots(rhythm, after=after, not_before=max(first_days, default=date.min))
    first, back = next(usual), _catch_up(rhythm)
    if back is not None and after < back.at < first.at:
        yield back
    yield first
    yield from usual


def days_in(words: str) -> frozenset[int]:
    """The weekdays that are named, Monday is 0: ``sat sun``."""
    return frozenset(WEEKDAYS.index(word) for word in words.split() if word in WEEKDAYS)


def awake_at(rhythm: Rhythm, moment: datetime) -> datetime:
    """``moment``, or the first one after it in no quiet hour and on no day that is off."""
    zone = zone_of(rhythm.zone)
    awake = out_of_quiet_hours(
        moment, not_before=rhythm.not_before, chosen=rhythm.at, zone=rhythm.zone
    )
    first = awake.astimezone(zone).date()
    day = _first_working(rhythm, first, before=date.max)
    assert day is not None
    return awake if day == first else instant(day, rhythm.not_before, zone)


def is_off(rhythm: Rhythm, day: date) -> bool:
    """Whether nothing comes on that day: a quiet one, or a public holiday."""
    weekday = day.weekday()
    is_chosen = rhythm.cadence not in EACH_DAY and WEEKDAYS[weekday] == rhythm.weekday
    return (weekday in rhythm.quiet_days and not is_chosen) or bool(holiday(day, rhythm.place))


def _usual_slots(rhythm: Rhythm, *, after: datetime, not_before: date) -> Iterator[Slot]:
    zone, wall = zone_of(rhythm.zone), rhythm.wall
    around = max(after.astimezone(zone).date(), not_before)
    for usual, following in pairwise(_usual_days(rhythm, around)):
        day = _first_working(rhythm, usual, before=following)
        if day is not None and day >= around:
            at = instant(day, wall, zone)
            if at > after:
                yield Slot(_key(usual, wall, rhythm.zone), at, usual, day)


def _usual_days(rhythm: Rhythm, around: date) -> Iterator[date]:
    """The days of the rhythm, from at least one before ``around``."""
    if rhythm.cadence in EACH_DAY:
        return map(date.fromordinal, count(around.toordinal() - 1))
    weekday = WEEKDAYS.index(rhythm.weekday)
    if rhythm.cadence == "monthly":
        return (_first(weekday, month) for month in count(around.year * 12 + around.month - 2))
    weeks = 2 if rhythm.cadence == "fortnightly" else 1
    # Counted in weeks since a Monday, so that a year of 53 weeks makes no odd pair.
    week = (around.toordinal() - 1) // 7 - 1
    return map(date.fromordinal, count((week - week % weeks) * 7 + weekday + 1, 7 * weeks))


def _first(weekday: int, month: int) -> date:
    """The first such weekday of a month, counted from January of the year 0."""
    first = date(month // 12, month % 12 + 1, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _first_working(rhythm: Rhythm, day: date, *, before: date) -> date | None:
    while day < before:
        if not is_off(rhythm, day):
            return day
        day += _ONE_DAY
    return None


def _catch_up(rhythm: Rhythm) -> Slot | None:
    back, since = rhythm.away_until, rhythm.away_since
    if back is None or since is None:
        return None
    if rhythm.pause_until is not None and rhythm.pause_until > back:
        return None
    zone, wall = zone_of(rhythm.zone), rhythm.wall
    missed = next(_usual_slots(rhythm, after=since, not_before=rhythm.pause_until or date.min))
    if missed.at >= instant(back, time.min, zone):
        return None
    day = _first_working(rhythm, back, before=date.max)
    assert day is not None
    return Slot(_key(day, wall, rhythm.zone), instant(day, wall, zone), day, day, True)


def _key(day: date, wall: time, zone: str) -> str:
    year, week, weekday = day.isocalendar()
    return f"{year}-W{week:02d}-{weekday}T{wall:%H:%M}/{zone}"
