"""Kinds of wishes, and what stands one word away from each: a table in seven languages."""

from datetime import date
import json
from pathlib import Path

from orchestrator.conversation.reply import Ask, read_reply

DATA = Path(__file__).parents[1] / "data"
VOUCHERS = Ask(2, "yesno", "Add gift vouchers for £1,850?", {})
PRICES = Ask(1, "yesno", "Publish the price list?", {})


def rows():
    text = (DATA / "wish_kinds.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def read(text, asks):
    """Every wish of a text, and the numbers of the asks that it answers for sure."""
    got = read_reply(text, asks=asks, today=date(2026, 11, 20), timezone="Europe/Vienna").as_json()
    wishes = {key: got[key] for key in ("pulse", "stop", "start", "undo") if got[key]}
    sure = [n for n, answer in got["answers"].items() if answer["certainty"] == "exact"]
    return got["preferences"] | wishes, sure


def test_each_kind_is_read_with_and_without_asks():
    wrong = [
        (row["kind"], row["text"], wishes)
        for row in rows()
        for asks in ((), (VOUCHERS,), (PRICES, VOUCHERS))
        if (wishes := read(row["text"], asks)[0]) != row["expected"]
    ]
    assert wrong == []


def test_a_wish_is_no_answer_to_the_only_ask():
    wishes = [row for row in rows() if row["expected"]]
    assert [row["text"] for row in wishes if read(row["text"], (VOUCHERS,))[1]] == []


def test_a_pause_without_an_end_to_come_is_for_a_person():
    for row in rows():
        if row["kind"] in ("bad day", "past pause"):
            reading = read_reply(
                row["text"], asks=(), today=date(2026, 11, 20), timezone="Europe/Vienna"
            )
            assert reading.unclear == ["a pause whose end is no day to come"], row["text"]
