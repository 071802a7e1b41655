"""Corrections inside one mail: the last plain answer holds, and nothing is undone."""

from datetime import date

import pytest

from orchestrator.conversation.reply import Ask, read_reply

PROVIDER = Ask(1, "choice", "Which payment provider?", {"A": "Stripe", "B": "bank terminal"})
VOUCHERS = Ask(2, "yesno", "Add gift vouchers for £1,850?", {})
SIGN = Ask(3, "yesno", "Order the second sign?", {})


def read(text, asks):
    reading = read_reply(text, asks=asks, today=date(2026, 11, 20), timezone="Europe/London")
    return {n: (a.value, a.certainty) for n, a in reading.answers.items()}, reading.undo


@pytest.mark.parametrize(
    "text",
    [
        "Yes. Actually no, leave it out", "Yes - scratch that, no.",
        "Yes. Hmm, on second thought no.",
        "Yes!\n\nEDIT: no, sorry, my partner disagrees", "Ja. Doch nicht, lieber nein.",
        "Oui. Enfin non, finalement.", "Sí... mejor no.", "Sì, anzi no", "Sim, aliás não",
        "Ja, of nee, toch niet", "Ja. Quatsch, nein.", "Oui. Pardon, non.",
        "Yes. Sorry, no I mean.",
        "Sí. Perdón, no.", "Sì. Scusate, no.", "Ja. Sorry, nee.", "Sim. Desculpem, não.",
        "2 yes. Hmm, on second thought no.", "2 yes\n\nCorrection: 2 no",
        "2 yes\n\nSorry, I meant no for 2.", "2 ja\n\nKorrektur: 2 nein",
        "2 oui\n\nErratum : 2 non",
    ],
)  # fmt: skip
def test_a_yes_that_is_corrected_is_a_no(text):
    assert read(text, [VOUCHERS]) == ({2: ("no", "exact")}, False)


@pytest.mark.parametrize("text", ["no, wait, yes", "Nein. Quatsch, doch ja.", "No. Sorry, yes."])
def test_a_no_that_is_corrected_is_a_yes(text):
    assert read(text, [VOUCHERS]) == ({2: ("yes", "exact")}, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1B 2 yes. Change 2 to no.", {1: ("B", "exact"), 2: ("no", "exact")}),
        ("1 B\nUpdate: make that A", {1: ("A", "exact")}),
        (
            "1A\n2 yes\n\nOh sorry, B for the first one of course.",
            {1: ("B", "exact"), 2: ("yes", "exact")},
        ),
        ("1A, 2 yes. Actually no.", {1: ("A", "exact"), 2: ("no", "exact")}),
        ("1A. Actually no, sorry, make that 1B. 2 yes", {1: ("B", "exact"), 2: ("yes", "exact")}),
        ("2 yes\n3 yes. Hmm, actually no.", {2: ("yes", "exact"), 3: ("no", "exact")}),
        ("2 yes\n3 yes\n\nActually no.", {2: ("yes", "unclear"), 3: ("yes", "unclear")}),
    ],
)
def test_a_correction_is_of_the_answer_that_it_names_or_follows(text, expected):
    assert read(text, [PROVIDER, VOUCHERS, SIGN]) == (expected, False)


@pytest.mark.parametrize(
    "text",
    [
        "Yes. Sorry, no time for details.", "Yes. Sorry, no problem with the price",
        "Yes, sorry for the delay", "Yes. Actually no rush.", "Yes. Update: no news from Tom",
    ],
)  # fmt: skip
def test_a_small_word_behind_a_sorry_corrects_nothing(text):
    assert read(text, [VOUCHERS]) == ({2: ("yes", "exact")}, False)


def test_a_condition_behind_a_correction_still_holds_it_back():
    assert read("No, wait, yes\n\nBut only if Tom agrees.", [VOUCHERS])[0] == {
        2: ("yes", "unclear")
    }
