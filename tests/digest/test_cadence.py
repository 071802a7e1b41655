"""When updates are due: days off, clock changes, and the reason in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
import os
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest

from orchestrator.digest.cadence import Rhythm, Slot, awake_at, coming_slots, next_slot
from orchestrator.digest.slot_words import why_each, why_next, why_then

WALES = Rhythm("weekly", "fri", time(16), time(8), "Europe/London", place="GB-WLS")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def slots(rhythm: Rhythm, after: datetime, number: int) -> list[Slot]:
    found = coming_slots(rhythm, after=after)
    return [next(found) for _ in range(number)]


def test_a_slot_on_a_holiday_moves_to_the_next_working_day_and_keeps_its_key() -> None:
    first, moved, after = slots(WALES, utc(2026, 3, 21), 3)
    assert (first.usual, first.day) == (date(2026, 3, 27), date(2026, 3, 27))
    # Good Friday, a weekend, Easter Monday.
    assert (moved.usual, moved.day) == (date(2026, 4, 3), date(2026, 4, 7))
    assert moved.key == "2026-W14-5T16:00/Europe/London"
    assert moved.at == utc(2026, 4, 7, 15)
    assert after.day == date(2026, 4, 10)


def test_a_daily_update_skips_a_holiday_and_no_day_gets_two() -> None:
    daily = replace(WALES, cadence="daily")
    assert [slot.day.day for slot in slots(daily, utc(2026, 4, 1), 4)] == [1, 2, 7, 8]


def test_a_slot_with_no_working_day_before_the_next_one_is_that_next_one() -> None:
    # Free from Thursday, 1 October 2026, until Wednesday, 7 October.
    china = replace(WALES, zone="Asia/Shanghai", place="CN", weekday="thu")
    days = [(slot.usual.day, slot.day.day) for slot in slots(china, utc(2026, 9, 20), 3)]
    assert days == [(24, 24), (8, 8), (15, 15)]


def test_a_chosen_weekday_is_no_quiet_day() -> None:
    saturday = replace(WALES, weekday="sat", place="")
    assert next_slot(saturday, after=utc(2026, 11, 23)).day == date(2026, 11, 28)


def test_p73_a_friday_of_ours_that_is_saturday_in_brisbane_is_no_working_day() -> None:
    brisbane = replace(WALES, cadence="daily", zone="Australia/Brisbane", at=time(8), place="AU")
    slot = next_slot(brisbane, after=utc(2026, 11, 27, 15))  # Saturday, 01:00 there
    assert slot.at == utc(2026, 11, 29, 22)
    assert slot.at.astimezone(ZoneInfo("Australia/Brisbane")).strftime("%a %H:%M") == "Mon 08:00"


NIGHTS = {
    # zone: day, wall time that a spring change skips, what it becomes; the same of autumn
    "Europe/London": ((2026, 3, 29), time(1, 30), "02:00", (2026, 10, 25), time(1, 30)),
    "America/New_York": ((2026, 3, 8), time(2, 30), "03:00", (2026, 11, 1), time(1, 30)),
    "Australia/Lord_Howe": ((2026, 10, 4), time(2, 15), "02:30", (2026, 4, 5), time(1, 45)),
    "America/Santiago": ((2026, 9, 6), time(0, 30), "01:00", (2026, 4, 4), time(23, 30)),
    "Asia/Beirut": ((2026, 3, 29), time(0, 30), "01:00", (2026, 10, 24), time(23, 30)),
    "Africa/Cairo": ((2026, 4, 24), time(0, 30), "01:00", (2026, 10, 29), time(23, 30)),
}


def around(day: date, wall: time, zone: str) -> list[datetime]:
    """The slots of five days, in the middle that one, on the clock there."""
    daily = Rhythm("daily", "fri", wall, time(0), zone, quiet_days=frozenset())
    before = datetime.combine(day, time(0), ZoneInfo(zone)) - timedelta(days=2)
    found = [slot.at.astimezone(ZoneInfo(zone)) for slot in slots(daily, before, 5)]
    days = [day + timedelta(days=each) for each in range(-2, 3)]
    assert [at.date() for at in found] == days, "one a day, none skipped"
    return found


@pytest.mark.parametrize("zone", NIGHTS)
def test_p71_p72_both_nights_on_which_clocks_change(zone: str) -> None:
    gap_on, skipped, becomes, fold_on, repeated = NIGHTS[zone]
    times = [f"{at:%H:%M}" for at in around(date(*gap_on), skipped, zone)]
    usual = f"{skipped:%H:%M}"
    assert times == [usual, usual, becomes, usual, usual]
    found = around(date(*fold_on), repeated, zone)
    assert {f"{at:%H:%M}" for at in found} == {f"{repeated:%H:%M}"}
    assert found[2].fold == 0, "the first time that clocks show it"
    assert found[2].replace(fold=1).utcoffset() != found[2].utcoffset(), "they show it twice"


def test_p74_the_zone_of_the_server_makes_no_difference() -> None:
    code = (
        "from datetime import *; from orchestrator.digest.cadence import *;"
        "r = Rhythm('weekly', 'fri', time(16), time(8), 'America/Denver', place='US');"
        "found = coming_slots(r, after=datetime(2026, 11, 1, tzinfo=UTC));"
        "print([(s.key, s.at.isoformat()) for s, _ in zip(found, range(9))],"
        "awake_at(r, datetime(2026, 11, 7, 5, tzinfo=UTC)))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles")
    }
    assert len(found) == 1


def test_a_late_moment_waits_for_an_hour_and_a_day_that_are_not_quiet() -> None:
    assert awake_at(WALES, utc(2026, 11, 24, 12)) == utc(2026, 11, 24, 12)
    assert awake_at(WALES, utc(2026, 11, 24, 22)) == utc(2026, 11, 25, 8)
    assert awake_at(WALES, utc(2026, 11, 28, 12)) == utc(2026, 11, 30, 8), "Saturday"
    assert awake_at(WALES, utc(2026, 12, 24, 21)) == utc(2026, 12, 29, 8), "Christmas"


def test_p11_the_reason_is_said_in_words() -> None:
    after = utc(2026, 12, 19)
    slot = next_slot(WALES, after=after)
    words = "Fri 25 Dec is Christmas Day in Wales, so Tue 29 Dec instead."
    assert why_next(WALES, slot, after=after) == words
    assert why_then(WALES, slot) == words
    assert why_then(WALES, next_slot(WALES, after=slot.at)).startswith("Fri 1 Jan is New Year's")
    usual = next_slot(WALES, after=utc(2026, 11, 23))
    assert why_next(WALES, usual, after=utc(2026, 11, 23)) == "Every Friday at 16:00."


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"pause_until": date(2026, 12, 7)}, "Paused until Mon 7 Dec."),
        ({"not_before": time(17)}, "Not before 17:00, as wished."),
        (
            {"away_since": utc(2026, 11, 23), "away_until": date(2026, 12, 2)},
            "Away until Wed 2 Dec. The first working day back, for what was missed.",
        ),
        ({"cadence": "daily", "place": ""}, "Every working day at 16:00."),
        ({"cadence": "needed"}, "Looked at on working days at 16:00; it leaves only when needed."),
    ],
)
def test_p11_what_stands_in_the_way_is_named(change: dict[str, object], why: str) -> None:
    rhythm, after = replace(WALES, **change), utc(2026, 11, 23, 9)  # type: ignore[arg-type]
    assert why_next(rhythm, next_slot(rhythm, after=after), after=after) == why


def test_p11_a_daily_update_says_which_day_it_left_out() -> None:
    daily, after = replace(WALES, cadence="daily"), utc(2026, 4, 2, 9)
    first, second = (why for _, why in why_each(daily, slots(daily, after, 2), after=after))
    assert first == "Every working day at 16:00."
    assert second == "Fri 3 Apr is Good Friday in Wales."


def test_a_pause_and_an_absence_still_move_off_a_holiday() -> None:
    back = replace(WALES, away_since=utc(2026, 12, 10), away_until=date(2026, 12, 25))
    first, *_ = slots(back, utc(2026, 12, 12), 1)
    assert (first.day, first.is_first_back) == (date(2026, 12, 29), False), "with the usual one"
    paused = replace(WALES, pause_until=date(2026, 12, 27))
    assert next_slot(paused, after=utc(2026, 12, 12)).day == date(2026, 12, 29)
