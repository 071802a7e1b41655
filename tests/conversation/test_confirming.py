"""Replies to "Was this you?": a code or a plain yes confirms, a doubt never does."""

import json
from pathlib import Path
import time

import pytest

from orchestrator.conversation.confirming import read_confirmation

YES = (
    "yes",
    "Yes, that was me.",
    "yes\n\nDana",
    "OK-7K4M-Q2XW",
    "Here is the code: OK-7K4M-Q2XW",
    "OK-7K4M-Q2XW\n\nBest,\nDana",
    "Hi Maya,\n\nOK-7K4M-Q2XW\n\nThanks",
    "Ja, das war ich",
    "Oui c'était moi",
    "Sí, era yo",
    "Sì, ero io",
    "ja dat was ik",
    "Sim, fui eu",
    "confirmed",
    "Yes. OK-7K4M-Q2XW",
    "ok-7k4m q2xw",
    "Der Code ist OK-7K4M-Q2XW. Danke!",
    "Voici le code OK-7K4M-Q2XW merci",
    "El código: OK-7K4M-Q2XW",
    "Ecco il codice OK-7K4M-Q2XW",
    "De code is OK-7K4M-Q2XW",
    "O código é OK-7K4M-Q2XW",
    "Yes, I wrote that",
    "Ja",
    "Yes it was me, go ahead",
    "👍",
    "Hi, yes this is really me. Dana",
    "My code OK-7K4M-Q2XW, please go ahead",
    "oui",
    "sí",
    "sim",
    "ja klopt",
)
NO = (
    "No",
    "No, I did not write that.",
    "no that wasn't me",
    "I never sent this! The code was OK-7K4M-Q2XW",
    "Not me, sorry. yes",
    "Nein, das war nicht von mir",
    "Non, ce n'est pas moi",
    "No fui yo",
    "Non ero io",
    "Nee, dat was ik niet",
    "Não fui eu",
    "That was not me: OK-7K4M-Q2XW",
    "I didn't ask for that. OK-7K4M-Q2XW",
    "This is phishing",
    "Das habe ich nicht geschrieben OK-7K4M-Q2XW",
)
DOUBTFUL = (
    "yes but only if it is free",
    "What is this?",
    "What is this? OK-7K4M-Q2XW",
    "OK-7K4M-Q2XW but only under 500",
    "OK-7K4M-Q2XW, if Priya agrees",
    "Let me ask Priya first",
    "I will check",
    "Who are you?",
    "",
    "OK-7K4M-Q2XW? no idea what this means",
    "Maybe",
)


WORDINGS = Path(__file__).parents[1] / "data" / "confirming.jsonl"
QUESTION = """Northwind, Booking site relaunch

WAS THIS YOU?
Hi Dana, a mail in your name reached us. We read in it:

 - Publish the price list? Yes.

If that is what you want, please reply to this mail with “yes”, or with this code:

   OK-7K4M-Q2XW

It works once, until Tue 24 Nov, 16:00. Without it nothing of this changes.

If it was not you, reply “no” or do not answer."""


def said(words: str) -> tuple[str | None, str]:
    found = read_confirmation(words, name="Dana Whitfield")
    return found["value"], found["certainty"]


@pytest.mark.parametrize("words", YES)
def test_a_code_or_a_plain_yes_confirms(words: str) -> None:
    assert said(words) == ("yes", "exact")


@pytest.mark.parametrize("words", NO)
def test_who_denies_it_confirms_nothing_whatever_else_stands_there(words: str) -> None:
    assert said(words) == ("no", "exact")


@pytest.mark.parametrize("words", DOUBTFUL)
def test_a_question_or_a_condition_is_for_a_person(words: str) -> None:
    assert said(words) == (None, "unclear")


@pytest.mark.parametrize("words", YES)
@pytest.mark.parametrize("more", [" But only if it is free.", " I did not write that."])
def test_no_yes_survives_a_condition_or_a_denial(words: str, more: str) -> None:
    assert said(words.split("\n\n")[0] + more) != ("yes", "exact")


def test_nothing_but_words_that_say_yes_confirms() -> None:
    cases = [json.loads(line) for line in WORDINGS.read_text().splitlines()]
    wrong = [c["text"] for c in cases if (said(c["text"]) == ("yes", "exact")) != c["confirms"]]
    assert not wrong


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (QUESTION, None),
        (f"I am away until Monday.\n\nDana\n\n{QUESTION}", None),
        (f"Tom, please look.\n\n{QUESTION}", None),
        (f"No, that was not me.\n\n{QUESTION}", "no"),
        (QUESTION.partition("\n")[2].replace("\n", " "), None),
        ("> Hello\nIf it was not you, reply “no” or do not answer.", None),
    ],
)
def test_our_own_question_copied_below_is_neither_her_yes_nor_her_no(
    words: str, value: str | None
) -> None:
    assert said(words)[0] == value


@pytest.mark.parametrize("words", ["si fui yo " * 2000 + "x", "ja, " * 5000 + "x", "OK " * 9000])
def test_a_long_text_is_read_at_once(words: str) -> None:
    began = time.process_time()
    said(words)
    assert time.process_time() - began < 1
