"""The words around the facts."""

from datetime import date

import pytest

from orchestrator.digest.words import PREVIEW_AT_MOST, SUBJECT_AT_MOST, preview, shorten, subject
from orchestrator.phrases import phrases

TODAY = date(2026, 11, 20)
SAY = phrases("en")


def make_subject(project: str = "Booking site relaunch", **values: object) -> str:
    nothing = {"decisions": 0, "answers": 0, "due_on": None, "bad": [], "good": []}
    return subject(project, today=TODAY, say=SAY, **{**nothing, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"decisions": 2, "due_on": date(2026, 11, 24)}, "2 decisions by Tue 24 Nov"),
        ({"decisions": 1, "answers": 1, "due_on": date(2026, 11, 24)}, "2 questions by Tue 24 Nov"),
        ({"answers": 1, "due_on": date(2026, 12, 4)}, "1 question by Fri 4 Dec"),
        ({"good": ["Welsh pages are live."]}, "Welsh pages are live"),
        ({"bad": ["Launch moves."], "good": ["Pages are live."]}, "Launch moves"),
        ({}, "nothing needed this week"),
    ],
)
def test_subject_says_the_one_thing(values: dict[str, object], expected: str) -> None:
    assert make_subject(**values) == f"Booking site relaunch: {expected}"


def test_subject_cuts_the_name_before_the_thing_and_ends_at_a_word() -> None:
    long = make_subject(good=["The first version of the booking form is ready to try."])
    assert long == "Booking site: The first version of the booking…"
    assert len(long) <= SUBJECT_AT_MOST
    endless = make_subject("X" * 80, good=["Pages are live."])
    assert len(endless) <= SUBJECT_AT_MOST


def test_preview_says_the_consequence_and_how_to_answer() -> None:
    assert preview(["Launch may slip."], 1, SAY) == "Launch may slip. Just hit reply."
    assert preview([], 0, SAY) == "All quiet. Nothing needs you."
    assert len(preview(["word " * 60], 2, SAY)) <= PREVIEW_AT_MOST


def test_shorten_keeps_what_fits() -> None:
    assert shorten("As it  is", 20) == "As it is"
    assert shorten("a" * 30, 10) == "a" * 9 + "…"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_subject_keeps_to_its_length_in_every_language(language: str) -> None:
    say = phrases(language)
    for month in range(1, 13):
        found = subject(
            "Relaunch der Buchungsseite",
            decisions=12,
            answers=3,
            due_on=date(2027, month, 28),
            bad=[],
            good=[],
            today=TODAY,
            say=say,
        )
        assert len(found) <= SUBJECT_AT_MOST
        assert not found.endswith("…"), "the day is whole"
