"""Two charts against her own habit: what raises an alarm, what ends it, what never may."""

import random

import pytest

from orchestrator.engagement.trend import LATEST, POPULATION, follow

CALM, UNHAPPY = 0.05, 0.95


@pytest.mark.parametrize(
    ("values", "is_turning"),
    [
        ([], False),
        ([CALM] * 30, False),
        ([UNHAPPY], False),
        ([UNHAPPY] * 2, False),
        ([CALM] * 20 + [UNHAPPY], False),
        ([CALM] * 20 + [UNHAPPY] * 4, True),
        ([CALM] * 20 + [UNHAPPY, CALM, UNHAPPY, UNHAPPY, UNHAPPY], True),
        ([CALM, CALM, CALM, CALM, UNHAPPY] * 8, False),
        ([CALM, UNHAPPY] * 3, False),
    ],
)
def test_some_unhappy_mails_in_a_row_raise_an_alarm_and_one_does_not(
    values: list[float], is_turning: bool
) -> None:
    assert follow(values).is_turning is is_turning


def test_who_has_always_been_grumpy_is_judged_by_her_own_habit() -> None:
    """The same six mails turn a calm client and are nothing new of a grumpy one."""
    grumpy = [CALM, 0.8, CALM, 0.7, CALM, CALM] * 8
    six = [0.8, CALM, 0.7, 0.8, CALM, 0.7]
    assert follow([CALM] * 48 + six).is_turning
    assert follow(grumpy).habit > POPULATION > follow([CALM] * 48).habit
    assert not follow([*grumpy, *six]).is_turning


def test_her_newest_mails_are_no_habit_yet_nor_are_those_of_an_alarm() -> None:
    calm = follow([CALM] * 40)
    assert follow([CALM] * 40 + [UNHAPPY] * 3).habit < calm.habit, "older calm ones come in"
    lasting = follow([CALM] * 40 + [UNHAPPY] * 40)
    assert lasting.is_turning
    assert lasting.habit < POPULATION


def test_an_alarm_ends_where_she_is_back_at_her_habit_and_begins_anew() -> None:
    turned = [CALM] * 20 + [UNHAPPY] * 5
    assert follow(turned).since == 22
    assert follow([*turned, CALM]).since == 22, "one calm mail is no end"
    back = [*turned, *[CALM] * LATEST]
    assert not follow(back).is_turning
    assert follow([*back, *[UNHAPPY] * 5]).since is not None


def test_after_a_note_it_comes_again_sooner_where_nothing_changes() -> None:
    turned = [CALM] * 20 + [UNHAPPY] * 5
    noted = [len(turned) - 1]
    assert not follow(turned, noted=noted).is_turning
    again = next(n for n in range(9) if follow([*turned, *[UNHAPPY] * n], noted=noted).is_turning)
    assert again == 2
    assert not follow([*turned, *[CALM] * 9], noted=noted).is_turning


def test_whatever_was_said_charts_stay_in_their_bounds() -> None:
    chance = random.Random(7)
    for _ in range(300):
        values = [chance.choice([0, 1, chance.random()]) for _ in range(chance.randint(0, 80))]
        trend = follow(values, noted=chance.sample(range(80), 3))
        assert 0 <= trend.habit <= 1
        assert 0 <= trend.average <= 1
        assert trend.total >= 0
        assert trend.since is None or trend.since < len(values)
