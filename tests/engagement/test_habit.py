"""Silence against a person's own habit, in counted days; false alarms and detections, simulated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
import random

import pytest

from orchestrator.engagement.habit import Span, habit_of, is_feast

DAY = timedelta(days=1)
MONDAY = date(2026, 9, 7)
FRIDAY = date(2026, 11, 20)


def writes(every: int, *, until: date, times: int = 30, weekdays_only: bool = True) -> list[date]:
    """The days on which somebody wrote who writes every so many days, the last at ``until``."""
    days, day = [], until
    while len(days) < times:
        if not weekdays_only or day.weekday() < 5:
            days.append(day)
        day -= every * DAY
    return days


@pytest.mark.parametrize(
    ("every", "silent_days", "is_silent"),
    [
        (1, 5, False),
        (1, 8, True),
        (2, 11, True),
        (7, 10, False),
        (7, 28, True),
        (14, 21, False),
        (28, 21, False),
        (28, 90, True),
    ],
)
def test_who_writes_often_is_silent_sooner(every: int, silent_days: int, is_silent: bool) -> None:
    days = writes(every, until=FRIDAY, times=12)
    habit = habit_of(days, away=[], today=FRIDAY + silent_days * DAY)
    assert habit is not None
    assert (habit.is_silent, habit.silent_days) == (is_silent, silent_days)


def test_before_the_first_mails_there_is_no_habit() -> None:
    assert habit_of([], away=[], today=FRIDAY) is None
    for days in ([FRIDAY], [FRIDAY - DAY, FRIDAY]):
        habit = habit_of(days, away=[], today=FRIDAY + 300 * DAY)
        assert habit is not None
        assert not habit.is_silent


def test_days_away_do_not_count_in_the_silence_nor_in_the_habit() -> None:
    days = writes(1, until=FRIDAY)
    away = [Span(FRIDAY + DAY, FRIDAY + 15 * DAY)]
    today = FRIDAY + 16 * DAY
    counted, all_of_it = (
        habit_of(days, away=away, today=today),
        habit_of(days, away=[], today=today),
    )
    assert counted is not None
    assert all_of_it is not None
    assert (counted.is_silent, all_of_it.is_silent) == (False, True)
    holidays = [Span(FRIDAY - 60 * DAY, FRIDAY - 30 * DAY)]
    gap = [day for day in writes(1, until=FRIDAY, times=60) if not _is_in(day, holidays)]
    known, unknown = (habit_of(gap, away=a, today=FRIDAY) for a in (holidays, []))
    assert known is not None
    assert unknown is not None
    assert known.limit <= unknown.limit


def test_a_weekend_counts_only_for_who_writes_on_weekends() -> None:
    monday = FRIDAY + 3 * DAY
    at_work, always = (
        habit_of(writes(1, until=FRIDAY, weekdays_only=only), away=[], today=monday)
        for only in (True, False)
    )
    assert at_work is not None
    assert always is not None
    assert (at_work.silent, always.silent) == (1, 3)


def test_nobody_is_missed_between_the_years() -> None:
    assert is_feast(date(2026, 12, 28))
    assert not is_feast(date(2026, 12, 23))
    assert is_feast(date(2026, 4, 3))
    assert is_feast(date(2026, 4, 6))
    assert is_feast(date(2027, 3, 29))
    assert not is_feast(date(2027, 4, 5))


Writer = Callable[[date], bool]
"""Whether she writes on a day."""


def _at_work(day: date) -> bool:
    return day.weekday() < 5 and not is_feast(day)


def _daily(chance: random.Random) -> Writer:
    return lambda day: _at_work(day) and chance.random() < 0.75


def _each(days: int, spread: float) -> Callable[[random.Random], Writer]:
    def kind(chance: random.Random) -> Writer:
        due = [MONDAY + chance.randrange(days) * DAY]

        def writer(day: date) -> bool:
            if day < due[0] or not _at_work(day):
                return False
            due[0] = day + max(days // 2, round(chance.gauss(days, spread))) * DAY
            return True

        return writer

    return kind


def _bursty(chance: random.Random) -> Writer:
    """A few days in a row, then some two weeks of nothing."""
    left, due = [0], [MONDAY]

    def writer(day: date) -> bool:
        if not _at_work(day) or day < due[0]:
            return False
        left[0] = left[0] - 1 if left[0] else chance.randrange(2, 6)
        if not left[0]:
            due[0] = day + round(chance.lognormvariate(2.5, 0.35)) * DAY
        return True

    return writer


KINDS: dict[str, tuple[Callable[[random.Random], Writer], bool]] = {
    "daily": (_daily, False),
    "weekly": (_each(7, 1.5), False),
    "monthly": (_each(30, 5), False),
    "bursty": (_bursty, False),
    "daily with holidays": (_daily, True),
    "weekly with holidays": (_each(7, 1.5), True),
}
CLIENTS, LEARNS, LIVES = 10, 120, 240


@dataclass
class Lived:
    """``alarms`` while she wrote as ever; ``noticed``: days from her last mail to the alarm."""

    alarms: int = 0
    noticed: int | None = None


def live(kind: Callable[[random.Random], Writer], seed: int, *, holidays: bool) -> Lived:
    """Half a year as ever, looked at twice a week, then not a word for 90 days."""
    chance, lived, written = random.Random(seed), Lived(), list[date]()
    writer, was_silent = kind(chance), False
    away = [Span(MONDAY + n * DAY, MONDAY + (n + 16) * DAY) for n in (60, 150)] if holidays else []
    for number in range(LIVES + 90):
        day = MONDAY + number * DAY
        known = [span for span in away if span.since <= day]
        if number < LIVES and not _is_in(day, known) and writer(day):
            written.append(day)
        if number < LEARNS or number % 3:
            continue
        habit = habit_of(written, away=known, today=day)
        is_silent = habit is not None and habit.is_silent and not _is_in(day, known)
        if is_silent and number >= LIVES:
            lived.noticed = (day - written[-1]).days
            return lived
        lived.alarms += is_silent and not was_silent
        was_silent = is_silent
    return lived


def _is_in(day: date, spans: list[Span]) -> bool:
    return any(span.since <= day < span.until for span in spans)


def test_few_false_alarms_and_every_withdrawal_is_noticed() -> None:
    """Of each kind ten clients, a third of a year each.

    At most one false alarm in three years of a client, of one who writes in bursts one a year.
    """
    years = CLIENTS * (LIVES - LEARNS) / 365
    within = {"daily": 12, "weekly": 35, "monthly": 90, "bursty": 45}
    for name, (kind, holidays) in KINDS.items():
        lived = [live(kind, seed, holidays=holidays) for seed in range(CLIENTS)]
        assert sum(each.alarms for each in lived) <= years / (1 if name == "bursty" else 3), name
        noticed = [each.noticed for each in lived]
        assert None not in noticed, name
        assert max(filter(None, noticed)) <= within[name.partition(" ")[0]], (name, noticed)
