from collections import Counter
from datetime import date
import json
from pathlib import Path

import pytest

from orchestrator.conversation.statements import find_statements

WEDNESDAY = date(2026, 11, 18)
LABELLED = Path(__file__).parents[1] / "data" / "labelled" / "statements.jsonl"


def found(text, direction="out"):
    statements = find_statements(text, direction=direction, today=WEDNESDAY)
    return [(s.kind, s.due, s.due_on and s.due_on.isoformat()) for s in statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll send it by Friday.", [("promise", "by Friday", "2026-11-20")]),
        ("We will call you tomorrow.", [("promise", "tomorrow", "2026-11-19")]),
        ("Wir schicken Ihnen das bis Montag.", [("promise", "bis Montag", "2026-11-23")]),
        ("We might send it on Friday.", []),
        ("Could you send the logo by Friday?", []),
        ("> I'll send it by Friday.", []),
    ],
)
def test_promises_of_ours(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Could you add a map?", ["request"]),
        ("How much does hosting cost?", ["question"]),
        ("You said the draft would be here on Monday.", ["expectation"]),
        ("I'll pay on Monday.", []),
        ("Please find attached the photos.", []),
        ("We will come tomorrow.", []),
    ],
)
def test_what_clients_ask_for(text, kinds):
    assert [kind for kind, *_ in found(text, "in")] == kinds


def test_a_past_weekday_is_the_last_one_and_an_event_names_no_day():
    assert found("You promised the draft on Monday.", "in")[0][2] == "2026-11-16"
    assert found("We will test it before launch.") == [("promise", "before launch", None)]


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("We expect the site live on 1 Dec.", "2026-12-01"),
        ("Wir erwarten die Seite am 1. Dezember.", "2026-12-01"),
        ("We are expecting it on Friday.", "2026-11-20"),
        ("You said it would be live by 1 Dec.", "2026-12-01"),
        ("We had expected the site on 1 Nov.", "2026-11-01"),
        ("Esperábamos la web el 1 de noviembre.", "2026-11-01"),
        ("We were told the 12th.", "2026-11-12"),
    ],
)
def test_only_the_past_tense_looks_back(text, due_on):
    assert [on for _, _, on in found(text, "in")] == [due_on]


def test_the_span_is_verbatim():
    text = "Thanks for the call. We’ll ring you at ten tomorrow."
    (statement,) = find_statements(text, direction="out", today=WEDNESDAY)
    assert statement.span.replace("’", "'") in text.replace("’", "'")


def test_labelled_statements():
    counts = Counter()
    for record in map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines()):
        today = date.fromisoformat(record["today"])
        got = find_statements(record["text"], direction=record["direction"], today=today)
        want = Counter(e["kind"] for e in record["expected"] if e["kind"] != "none")
        counts["right"] += Counter(s.kind for s in got) == want
        counts["all"] += 1
    assert counts["right"] / counts["all"] >= 0.98
