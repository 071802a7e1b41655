"""When a contact's next update is due.  Pure: no I/O, no clock.

A slot is a place on the reader's own calendar, so its key is local: one slot, one
update, whatever the clocks do.  A wall time that a spring change skips is due at the
first minute that exists; one that an autumn change repeats is due the first time.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from orchestrator.walltime import instant, zone_of

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a contact chose.  ``cadence``: daily (working days) weekly fortnightly monthly needed.

    ``needed`` has a slot on every working day; whether anything is due then is not for
    the calendar to say.  Whoever is away until a day, since we heard of it, has no slot before.
    """

    cadence: str
    weekday: str
    at: time
    not_before: time
    zone: str
    pause_until: date | None = None
    away_since: datetime | None = None
    away_until: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """``key``: ``2026-W48-5T16:00/Europe/London``; ``at``: the instant, in UTC."""

    key: str
    at: datetime


def next_slot(rhythm: Rhythm, *, after: datetime) -> Slot:
    """The first slot strictly later than ``after`` (aware), within no pause and no absence.

    Whoever misses one by an absence has one more, on the first day back at the usual time.
    """
    first_days = [day for day in (rhythm.pause_until, rhythm.away_until) if day is not None]
    slot = _next_usual(rhythm, after=after, not_before=max(first_days, default=date.min))
    back = _catch_up(rhythm)
    return back if back is not None and after < back.at < slot.at else slot


def _next_usual(rhythm: Rhythm, *, after: datetime, not_before: date) -> Slot:
    zone = zone_of(rhythm.zone)
    wall = max(rhythm.at, rhythm.not_before)
    day = max(after.astimezone(zone).date() - _ONE_DAY, not_before)
    while True:
        if _is_slot_day(rhythm, day):
            at = instant(day, wall, zone)
            if at > after:
                return Slot(_key(day, wall, rhythm.zone), at)
        day += _ONE_DAY


def _catch_up(rhythm: Rhythm) -> Slot | None:
    back, since = rhythm.away_until, rhythm.away_since
    if back is None or since is None:
        return None
    if rhythm.pause_until is not None and rhythm.pause_until > back:
        return None
    zone, wall = zone_of(rhythm.zone), max(rhythm.at, rhythm.not_before)
    missed = _next_usual(rhythm, after=since, not_before=rhythm.pause_until or date.min)
    if missed.at >= instant(back, time.min, zone):
        return None
    while back.weekday() >= _SATURDAY and not _is_slot_day(rhythm, back):
        back += _ONE_DAY
    return Slot(_key(back, wall, rhythm.zone), instant(back, wall, zone))


def _is_slot_day(rhythm: Rhythm, day: date) -> bool:
    if rhythm.cadence in ("daily", "needed"):
        return day.weekday() < 5
    if day.weekday() != _WEEKDAYS.index(rhythm.weekday):
        return False
    if rhythm.cadence == "fortnightly":
        # Counted in days since a Monday, so that a year of 53 weeks makes no odd pair.
        return (day.toordinal() - 1) // 7 % 2 == 0
    if rhythm.cadence == "monthly":
        return day.day <= 7
    return True


def _key(day: date, wall: time, zone: str) -> str:
    year, week, weekday = day.isocalendar()
    return f"{year}-W{week:02d}-{weekday}T{wall:%H:%M}/{zone}"
