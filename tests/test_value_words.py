"""A goal in one sentence with its numbers, and how far it has come."""

from datetime import date
from decimal import Decimal as D

import pytest

from orchestrator.value_words import Aim, Measured, aim_words, amount, is_met, is_worse, share
from orchestrator.value_words import sentence as said

TODAY = date(2026, 11, 23)
CALLS = Aim("calls a week", False, D(40), D(20), date(2026, 12, 31))
SALES = Aim("£", True, None, D("1200.50"), None)
WORDS = Aim("", True, None, None, date(2027, 1, 8))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("31", "calls a week", "31 calls a week"),
        ("1200", "£", "£1,200"),
        ("-3.50", "€", "-€3.5"),
        ("45.10", "%", "45.1%"),
        ("100", "", "100"),
        ("1000000", "visits", "1,000,000 visits"),
        ("0.00", "days", "0 days"),
    ],
)
def test_a_number_is_written_as_people_write_it(value: str, unit: str, words: str) -> None:
    assert amount(D(value), unit) == words


def test_one_sentence_says_all_the_numbers() -> None:
    now = Measured(D(31), date(2026, 11, 20), "the call log.")
    assert said(CALLS, now, today=TODAY) == (
        "31 calls a week on Fri 20 Nov (the call log), from 40 at the start. "
        "The goal is 20 by Thu 31 Dec."
    )
    there = Measured(D(20), date(2026, 11, 20), "the call log")
    assert said(CALLS, there, today=TODAY).endswith("The goal of 20 is reached.")
    assert said(SALES, Measured(D(900), date(2025, 1, 2), "till"), today=TODAY) == (
        "£900 on Thu 2 Jan 2025 (till). The goal is £1,200.5."
    )
    heard = Measured(None, date(2026, 11, 20), "Guests find their way without asking")
    assert said(WORDS, heard, today=TODAY) == ("Guests find their way without asking. (Fri 20 Nov)")


def test_what_is_agreed_is_said_before_anything_is_measured() -> None:
    assert aim_words(CALLS, today=TODAY) == "From 40 to 20 calls a week by Thu 31 Dec"
    assert aim_words(SALES, today=TODAY) == "To £1,200.5"
    assert aim_words(WORDS, today=TODAY) == "By Fri 8 Jan 2027"
    assert aim_words(Aim("", True, None, None, None), today=TODAY) == ""


@pytest.mark.parametrize(
    ("aim", "value", "part", "met"),
    [
        (CALLS, 40, 0, False),
        (CALLS, 30, 50, False),
        (CALLS, 20, 100, True),
        (CALLS, 12, 100, True),
        (CALLS, 55, 0, False),
        (SALES, 900, None, False),
        (SALES, 1300, None, True),
        (WORDS, None, None, False),
    ],
)
def test_the_way_is_measured_only_where_both_ends_are_known(
    aim: Aim, value: int | None, part: int | None, met: bool
) -> None:
    number = None if value is None else D(value)
    assert (share(aim, number), is_met(aim, number)) == (part, met)


def test_worse_is_against_the_last_number_or_the_start() -> None:
    assert is_worse(CALLS, D(41), None)
    assert is_worse(CALLS, D(32), D(31))
    assert not is_worse(CALLS, D(31), D(31))
    assert not is_worse(SALES, D(1), None), "there is nothing to compare it with"
    assert is_worse(SALES, D(1), D(2))
    assert not is_worse(WORDS, None, None)
