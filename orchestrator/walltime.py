"""Wall clocks of readers: instants, zones, quiet hours.  Pure.

A wall time that a spring change skips means the first minute that exists; one that an
autumn change repeats means the first time.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

QUIET_FROM = time(20, 0)
"""No update of ours arrives later in a reader's evening than this, unless she chose so."""


def instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in ``zone`` first show ``wall`` or later on ``day``, in UTC."""
    local = datetime.combine(day, wall)
    # A gap is at most a day long: Samoa left out a whole one in 2011.
    for minute in range(24 * 60 + 1):
        moment = (local + timedelta(minutes=minute)).replace(tzinfo=zone, fold=0)
        there_and_back = moment.astimezone(UTC).astimezone(zone)
        if there_and_back.replace(tzinfo=None) == moment.replace(tzinfo=None):
            return moment.astimezone(UTC)
    raise AssertionError(f"{zone}: no such day as {day} nor the next")


def out_of_quiet_hours(moment: datetime, *, not_before: time, chosen: time, zone: str) -> datetime:
    """``moment``, or the first one after it that is outside the reader's quiet hours.

    Args:
        chosen: the time of day she asked for; a late one moves her evening with it.
    """
    there = zone_of(zone)
    local = moment.astimezone(there)
    if local.time() < not_before:
        return instant(local.date(), not_before, there)
    if local.time() >= max(QUIET_FROM, _hour_after(chosen)):
        return instant(local.date() + timedelta(days=1), not_before, there)
    return moment


def _hour_after(wall: time) -> time:
    return time.max if wall.hour == 23 else wall.replace(hour=wall.hour + 1)


@cache
def zone_of(name: str) -> ZoneInfo:
    """A zone, kept for ever: Python itself keeps only eight, and loading costs ten times more."""
    return ZoneInfo(name)
