"""No wish where none was said: what clients write about their own work, and what they wish for."""

from datetime import date
import json
from pathlib import Path

import pytest

from orchestrator.conversation.reply import read_reply

TODAY = date(2026, 11, 20)
LANGUAGES = {"en", "de", "fr", "es", "it", "nl", "pt"}
DATA = Path(__file__).parents[1] / "data"


def rows(name):
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def said(text):
    """Everything that a mail without asks may say to our forms."""
    reading = read_reply(text, asks=(), today=TODAY, timezone="Europe/Vienna").as_json()
    found = {name: reading[name] for name in ("pulse", "stop", "start", "undo") if reading[name]}
    return reading["preferences"] | found


@pytest.mark.parametrize("name", ["no_wish.jsonl", "no_wish_generated.jsonl"])
def test_ordinary_mail_wishes_for_nothing(name):
    false = [(row["text"], wish) for row in rows(name) if (wish := said(row["text"]))]
    assert false == []


def test_wishes_in_other_words_are_read():
    wishes = [(row["expected"], said(row["text"])) for row in rows("wishes.jsonl")]
    assert [got for expected, got in wishes if not got.items() <= expected.items()] == []
    assert sum(got == expected for expected, got in wishes) / len(wishes) >= 0.99


def test_the_sets_are_as_large_as_they_are_said_to_be():
    assert len(rows("no_wish.jsonl")) >= 450
    assert len(rows("no_wish_generated.jsonl")) >= 80
    assert len(rows("wishes.jsonl")) >= 420
    assert {row["lang"] for row in rows("no_wish.jsonl")} == LANGUAGES


@pytest.mark.parametrize(
    "text",
    [
        "Please find the prices of all the boxes and bags below; the\nweekly\nmenu follows.",
        "I have sent you the texts for the start page and the new shop\n"
        "monthly, as agreed with Tom.",
        "Could you please look at the numbers that Anna sent, as our\nmonthly\nclosing is due?",
    ],
)
def test_a_broken_line_is_no_sentence(text):
    assert said(text) == {}


@pytest.mark.parametrize(
    ("ours", "expected", "other"),
    [
        ("Monthly summaries please", {"cadence": "monthly"}, "The monthly summaries please us"),
        (
            "Please send us a weekly update",
            {"cadence": "weekly"},
            "Please send us the weekly update",
        ),
        ("Please send the updates on Friday", {"weekday": "fri"}, "Send the updates by Friday"),
        ("Updates on Mondays please", {"weekday": "mon"}, "Update these on Mondays please"),
        ("We would like weekly mails", {"cadence": "weekly"}, "We send weekly mails"),
        ("Can you send these weekly?", {"cadence": "weekly"}, "Do you send these weekly?"),
        ("We'd like a weekly digest", {"cadence": "weekly"}, "We'd like a weekly call"),
        ("Stop", {"stop": True}, "Stop, the header is wrong"),
        ("4/5, thanks", {"pulse": 4}, "4/5 screens, thanks"),
        ("p4", {"pulse": 4}, "priority: p4"),
        ("Ignore my last reply", {"undo": True}, "Ignore the last mail of the bank"),
    ],
)
def test_one_word_apart(ours, expected, other):
    assert said(ours) == expected
    assert said(other) == {}
