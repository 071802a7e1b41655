"""Wishes in short phrasings, and what only sounds like one: a table in seven languages."""

from datetime import date
import json
from pathlib import Path

from orchestrator.conversation.reply import Ask, read_reply

DATA = Path(__file__).parents[1] / "data"
SWITCHES = ("stop", "start", "undo")


def pairs():
    """What each record wants and what is read, with its words."""
    text = (DATA / "wish_phrasings.jsonl").read_text(encoding="utf-8")
    for record in map(json.loads, text.splitlines()):
        asks = [Ask(a["n"], a["kind"], a["text"], a.get("options") or {}) for a in record["asks"]]
        got = read_reply(
            record["text"],
            asks=asks,
            today=date.fromisoformat(record["today"]),
            timezone=record["timezone"],
        ).as_json()
        yield record["text"], wished(record["expected"]), wished(got)


def wished(reading):
    return {key: reading[key] for key in ("preferences", "pulse", *SWITCHES)}


def test_no_end_no_beginning_and_no_withdrawal_is_read_where_none_was_said():
    false = [(text, key) for text, want, got in pairs() for key in SWITCHES if got[key] > want[key]]
    assert false == []


def test_nothing_is_wished_for_that_was_not_said():
    false = [
        (text, got["preferences"])
        for text, want, got in pairs()
        if not got["preferences"].items() <= want["preferences"].items()
    ]
    assert false == []


def test_short_phrasings_are_read_as_labelled():
    read = [(text, want, got) for text, want, got in pairs()]
    wrong = [text for text, want, got in read if want != got]
    assert len(read) >= 460
    assert len(wrong) <= 4, wrong
