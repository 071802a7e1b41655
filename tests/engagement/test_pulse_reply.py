"""Which words of a reply answer the pulse question: only what she says to it."""

from typing import Any

import pytest

from orchestrator.engagement.pulse_reply import answer_in
from orchestrator.models import PulseTopic

NOTHING: dict[str, Any] = {
    "answers": {},
    "preferences": {},
    "pulse": None,
    "stop": False,
    "start": False,
    "undo": False,
}


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        ("progress", "Yes, very much.", "Yes, very much."),
        ("progress", "Hi Maya,\n\nnot really.\n\nBest,\nDana", "not really."),
        ("progress", "Thanks!", ""),
        ("progress", "Vielen Dank für das Update.", ""),
        ("progress", "4/5", ""),
        ("progress", "4/5. The calendar is lovely.", "The calendar is lovely."),
        ("progress", "When do we see the new pages?", ""),
        ("information", "When do we see the new pages?", "When do we see the new pages?"),
        ("else", "Könnten Sie noch die Preise prüfen?", "Könnten Sie noch die Preise prüfen?"),
        ("expected", "1B\n2 yes\nAlles wie erwartet.", "Alles wie erwartet."),
        ("expected", "Merci beaucoup.\nOui, comme prévu.", "Oui, comme prévu."),
        ("expected", "Grazie mille", ""),
        ("expected", "Obrigada, Maya.", ""),
        ("else", "No, nada más. Saludos, Ana", "No, nada más."),
        ("else", "Nee hoor.", "Nee hoor."),
        ("progress", "", ""),
    ],
)  # fmt: skip
def test_her_words_without_what_belongs_elsewhere(topic: str, text: str, words: str) -> None:
    assert answer_in(text, NOTHING, PulseTopic(topic)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1A please, I changed my mind.\n\nIdris", ""),
        ("1A please\n\nIdris Haddad", ""),
        ("1A please\n\nBest,\nIdris", ""),
        ("Idris.", ""),
        ("1A please\n\nSlowly\n\nIdris", "Slowly"),
        ("Yes", "Yes"),
        ("Mostly\nIdris", "Mostly"),
    ],
)
def test_a_signature_is_no_answer_to_it(text: str, words: str) -> None:
    found = NOTHING | {"answers": {"1": {"span": "1A please"}}}
    topic = PulseTopic.EXPECTED
    assert answer_in(text, found, topic, "Idris Haddad") == words


def test_what_answers_an_ask_is_no_answer_to_it() -> None:
    found = NOTHING | {"answers": {"1": {"span": "the vouchers are fine with us"}}}
    text = "Yes, the vouchers are fine with us. And we like the pace."
    assert answer_in(text, found, PulseTopic.PROGRESS) == "And we like the pace."


@pytest.mark.parametrize("wish", [{"preferences": {"cadence": "monthly"}}, {"stop": True}])
def test_a_wish_about_our_mails_is_no_answer_to_it(wish: dict[str, Any]) -> None:
    assert answer_in("Monthly is plenty.", NOTHING | wish, PulseTopic.PROGRESS) == ""
