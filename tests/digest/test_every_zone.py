"""Every zone, every rhythm, five years: one slot a period, where and when it may be."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import FR, MONTHLY, WEEKLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from orchestrator.digest.cadence import Rhythm, Slot, coming_slots, is_off
from orchestrator.walltime import QUIET_FROM
from orchestrator.workdays import country_of, holiday, place_of

START, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
AT = time(16)
ONE_DAY = timedelta(days=1)


def five_years(rhythm: Rhythm) -> list[Slot]:
    return list(takewhile(lambda slot: slot.at < END, coming_slots(rhythm, after=START)))


def rhythm_in(zone: str, cadence: str) -> Rhythm:
    return Rhythm(cadence, "fri", AT, time(8), zone, place=place_of("", "", zone))


@cache
def days_off(place: str) -> frozenset[date]:
    """An oracle of its own: every day of the five years and the weeks beside them."""
    first = date(2023, 11, 1).toordinal()
    days = map(date.fromordinal, range(first, first + 366 * 5 + 120))
    return frozenset(day for day in days if day.weekday() >= 5 or holiday(day, place))


def usual_days(cadence: str) -> list[date]:
    """By dateutil, which knows nothing of us."""
    first, last = datetime(2023, 12, 15), datetime(2029, 2, 28)  # noqa: DTZ001  Of no zone.
    if cadence == "monthly":
        rule = rrule(MONTHLY, byweekday=FR(1), dtstart=datetime(2023, 11, 1), until=last)  # noqa: DTZ001
    else:
        weeks = 2 if cadence == "fortnightly" else 1
        rule = rrule(WEEKLY, interval=weeks, byweekday=FR, dtstart=first, until=last)
    return [moment.date() for moment in rule]


@cache
def landing(cadence: str, place: str) -> dict[date, date]:
    """Each day of the rhythm with the one it is due on, but for those that are the next one."""
    off, found = days_off(place), {}
    for usual, following in pairwise(usual_days(cadence)):
        day = usual
        while day in off:
            day += ONE_DAY
        if day < following:
            found[usual] = day
    return found


@pytest.mark.parametrize("cadence", ["daily", "weekly", "fortnightly", "monthly", "needed"])
def test_one_slot_a_period_in_every_zone_over_five_years(cadence: str) -> None:
    # A contact who hears when needed has the calendar of a daily one.
    for name in ZONES[:: 10 if cadence == "needed" else 1]:
        rhythm, zone = rhythm_in(name, cadence), ZoneInfo(name)
        off = days_off(rhythm.place)
        found = five_years(rhythm)
        assert len({slot.key for slot in found}) == len(found), name
        for slot, following in pairwise(found):
            assert slot.at < following.at, (name, slot)
        for slot in found:
            local = slot.at.astimezone(zone)
            # No zone changes its clocks in the afternoon in these years.
            assert (local.date(), local.time()) == (slot.day, AT), (name, slot)
            assert local.time() < QUIET_FROM
            assert slot.day not in off, (name, slot)
        if cadence in ("daily", "needed"):
            first = found[0].day
            every = (first + ONE_DAY * n for n in range((found[-1].day - first).days + 1))
            assert [slot.day for slot in found] == [day for day in every if day not in off], name
        else:
            wanted = landing(cadence, rhythm.place)
            pairs = {slot.usual: slot.day for slot in found}
            inside = {
                usual: day
                for usual, day in wanted.items()
                if START < datetime.combine(day, AT, zone) < END
            }
            assert pairs == inside, name


@settings(max_examples=200, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    cadence=st.sampled_from(["daily", "weekly", "fortnightly", "monthly"]),
    weekday=st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    at=st.times(),
    not_before=st.times(max_value=time(12)),
    quiet=st.frozensets(st.integers(0, 6), max_size=6),
    after=st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_any_wish_at_any_moment(
    zone: str,
    cadence: str,
    weekday: str,
    at: time,
    not_before: time,
    quiet: frozenset[int],
    after: datetime,
) -> None:
    at, not_before = (each.replace(second=0, microsecond=0) for each in (at, not_before))
    rhythm = Rhythm(
        cadence, weekday, at, not_before, zone, quiet_days=quiet, place=place_of("", "", zone)
    )
    found = [slot for slot, _ in zip(coming_slots(rhythm, after=after), range(30), strict=False)]
    assert len({slot.key for slot in found}) == 30
    for slot in found:
        local = slot.at.astimezone(ZoneInfo(zone))
        assert slot.at > after
        assert not is_off(rhythm, slot.day)
        assert slot.usual <= slot.day
        # Where the clocks skip it, the first minute that exists, at most an hour on.
        late = datetime.combine(slot.day, rhythm.wall) - local.replace(tzinfo=None)
        assert timedelta(hours=-1) <= late <= timedelta()
        # Asked anew a moment before, it is the same one.
        again = next(coming_slots(rhythm, after=slot.at - timedelta(microseconds=1)))
        assert again == slot
    assert [slot.at for slot in found] == sorted({slot.at for slot in found})


def test_every_zone_of_a_country_has_its_holidays() -> None:
    without = {zone for zone in ZONES if "/" in zone and not country_of(zone)}
    assert {zone.partition("/")[0] for zone in without} == {"Etc"}
    assert country_of("Europe/Kiev") == country_of("Europe/Kyiv") == "UA"
    assert place_of("", "", "UTC") == ""
