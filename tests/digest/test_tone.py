"""What reads as heated, blaming, shouting, curt or too sure, and a calmer wording in its place."""

from collections import Counter
import json
from pathlib import Path

import pytest

from orchestrator.digest.tone import Kind, calmed, find_tone
from tests.cpu import cpu_seconds

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "tone.jsonl").read_text().splitlines()
]
GROUPS = [("en",), ("de", "nl"), ("fr", "es", "it", "pt")]
KINDS = {
    "heated": Kind.HEATED,
    "blaming": Kind.BLAMING,
    "shouting": Kind.SHOUTING,
    "curt": Kind.CURT,
    "overpromising": Kind.OVERPROMISING,
}


@pytest.mark.parametrize("languages", GROUPS, ids="-".join)
def test_u21_the_phrase_set_is_told_from_firm_plain_mail(languages: tuple[str, ...]) -> None:
    rows = [row for row in ROWS if row["lang"] in languages]
    assert sum(bool(row["kind"]) for row in rows) >= 40
    assert sum(not row["kind"] for row in rows) >= 60
    count = Counter((bool(row["kind"]), bool(find_tone(row["text"]))) for row in rows)
    assert count[True, True] / (count[True, True] + count[False, True]) >= 0.95  # precision
    assert count[True, True] / (count[True, True] + count[True, False]) >= 0.9  # recall


def test_u21_each_finding_says_what_it_is_and_why() -> None:
    rows = [row for row in ROWS if row["kind"]]
    right = [
        row
        for row in rows
        if KINDS[row["kind"]] in {found.advice.kind for found in find_tone(row["text"])}
    ]
    assert len(right) >= 0.95 * len(rows)
    for row in rows:
        for found in find_tone(row["text"]):
            assert row["text"][found.start : found.end] == found.words
            assert found.advice.why.endswith(".")
            assert found.advice.hint.endswith(".")


def test_s34_a_calmer_wording_is_not_flagged_itself() -> None:
    proposed = 0
    for row in ROWS:
        text = row["text"]
        for _ in range(10):
            found = next((each for each in find_tone(text) if each.calmer is not None), None)
            if found is None:
                break
            text = calmed(text, found)
            place = range(found.start, found.start + len(found.calmer or ""))
            assert all(each.start not in place for each in find_tone(text)), text
            proposed += 1
    assert proposed >= 60


@pytest.mark.parametrize(
    ("words", "calmer"),
    [
        ("As I already told you, it moves.", "As mentioned, it moves."),
        ("You should have read the contract.", "It would help us if you read the contract."),
        ("I guarantee that it works.", "I expect that it works."),
        ("We'll definitely finish on Friday.", "We should finish on Friday."),
        ("This will never happen again.", "We are working to keep this from happening again."),
        ("This was agreed in writing!!!", "This was agreed in writing."),
        ("WE NEED THIS NOW.", "We need this now."),
        (
            "Das hätten Sie uns früher sagen müssen.",
            "Es würde uns helfen, wenn Sie uns das früher sagen könnten.",
        ),
        ("Das ist morgen garantiert fertig.", "Das ist morgen voraussichtlich fertig."),
        ("Comme je vous l'ai déjà dit, le logo manque.", "Comme indiqué, le logo manque."),
        (
            "Vous auriez dû nous prévenir plus tôt.",
            "Cela nous aiderait que vous puissiez nous prévenir plus tôt.",
        ),
        ("Le garantizamos que funciona.", "Prevemos que funciona."),
        ("Avreste dovuto avvisarci prima.", "Ci aiuterebbe se poteste avvisarci prima."),
        (
            "U had ons dat eerder moeten vertellen.",
            "Het zou ons helpen als u ons dat eerder zou kunnen vertellen.",
        ),
        ("Como já lhe disse, falta o logótipo.", "Como referido, falta o logótipo."),
    ],
)
def test_s34_a_calmer_wording_stands_in_its_place(words: str, calmer: str) -> None:
    text = f"Hello Dana,\n\n{words}\n\nMaya"
    found = find_tone(text)
    assert len(found) == 1
    assert calmed(text, found[0]) == f"Hello Dana,\n\n{calmer}\n\nMaya"


@pytest.mark.parametrize(
    "text",
    [
        "You wrote “as I already told you”, and you were right.",
        "> You should have told us!!!\n\nWe are sorry, that was our mistake.",
        "Thanks, we fixed it.\n\nOn Monday Tom Reyes wrote:\nThis is ridiculous!!!",
        "Sie schreiben: „Das ist eine Frechheit.“ Wir verstehen das.",
        "Vous parlez de « n'importe quoi » : nous comprenons.",
        "The page is at https://example.org/NOT/NOW/stupid",
        "NEXT STEPS\nWe send the draft on Friday.",
        "",
    ],
)
def test_u21_quoted_words_headings_and_links_are_not_judged(text: str) -> None:
    assert find_tone(text) == []


@pytest.mark.parametrize("piece", ["x", "x ", "!", '"x', "x.", "(x", "x@", "THE "])
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(piece: str) -> None:
    short, long = piece * 2_000, piece * 16_000
    assert cpu_seconds(lambda: find_tone(long)) < 20 * cpu_seconds(lambda: find_tone(short))
