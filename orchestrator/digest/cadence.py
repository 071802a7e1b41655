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


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a contact chose.  ``cadence``: daily (working days) weekly fortnightly monthly needed.

    ``needed`` has a slot on every working day; whether anything is due then is not for
    the calendar to say.
    """

    cadence: str
    weekday: str
    at: time
    not_before: time
    zone: str
    pause_until: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """``key``: ``2026-W48-5T16:00/Europe/London``; ``at``: the instant, in UTC."""

    key: str
    at: datetime


def next_slot(rhythm: Rhythm, *, after: datetime) -> Slot:
    """The first slot strictly later than ``after`` (aware), and not within a pause."""
    zone = zone_of(rhythm.zone)
    wall = max(rhythm.at, rhythm.not_before)
    day = after.astimezone(zone).date() - _ONE_DAY
    if rhythm.pause_until is not None:
        day = max(day, rhythm.pause_until)
    while True:
        if _is_slot_day(rhythm, day):
            at = instant(day, wall, zone)
            if at > after:
                return Slot(_key(day, wall, rhythm.zone), at)
        day += _ONE_DAY


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
