"""Words that look like a plain answer and are none, and plain answers that look like them."""

from datetime import date

import pytest

from orchestrator.conversation.reply import Ask, read_reply

PROVIDER = Ask(1, "choice", "Which payment provider?", {"A": "Stripe", "B": "bank terminal"})
VOUCHERS = Ask(2, "yesno", "Add gift vouchers for £1,850?", {})
SIGNER = Ask(3, "value", "Who signs off the texts?", {})
THREE = (PROVIDER, VOUCHERS, SIGNER)


def answers(text, asks):
    reading = read_reply(text, asks=asks, today=date(2026, 11, 20), timezone="Europe/London")
    return {n: (a.value, a.certainty) for n, a in reading.answers.items()}


def certainties(text, asks):
    return {certainty for _, certainty in answers(text, asks).values()}


@pytest.mark.parametrize(
    "text",
    [
        # a receipt
        "Yes I got your mail.", "yes, we got the mail. no decision yet", "ok got it", "OK, noted.",
        "Ja danke, ist angekommen.", "Oui merci bien reçu", "Sí, recibido, gracias", "Ok ricevuto",
        "Ja, goed ontvangen, dank je", "Sim, recebido, obrigada", "Ok, habe ich gelesen",
        "Yes, seen",
        # asked back, half
        "Approved by whom?", "Yes, when?", "Yes?", "Ja, wann denn?", "Oui, mais quand ?",
        "Sì, quando?",
        "yes-ish", "De acuerdo con reservas", "Ja, mit Vorbehalt", "Oui avec réserves",
        "Yes in principle",
        # of something else
        "Yes, let's talk about it", "Yes to the phone call you proposed.",
        "Ja, lass uns telefonieren",
        "Please stop calling me, mail is fine", "Don't stop! We love it", "stop being so great ;-)",
        "I don't want to unsubscribe", "Do not stop the updates please", "No rush with this",
        "No later than Friday please", "No, thank YOU!", "don't call me, mail me", "Keine Eile",
        "Remove me from the team page", "Stop emailing my old address, use this one",
        "Pas d'urgence", "No hay prisa", "Nessuna fretta", "Geen haast", "Sem pressa",
        "No pressure",
        "Nicht später als Freitag bitte", "Don't forget my invoice",
        # another amount
        "Yes, £1,500", "Yes - for 1000 max", "Ja, höchstens 900", "Oui, 1 500 €", "Sí, hasta 1.000",
        "Yes at $1,800",
    ],
)  # fmt: skip
def test_a_small_word_that_answers_something_else_is_never_sure(text):
    assert "exact" not in certainties(text, [VOUCHERS])


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Yes. Got your mail, thanks.", "yes"),
        ("OK, please go ahead", "yes"),
        ("Yes please, £1,850 is fine", "yes"),
        ("Yes, 1.850 is fine", "yes"),
        ("Yes to the vouchers", "yes"),
        ("Yes to that", "yes"),
        ("No thank you", "no"),
        ("No, thanks", "no"),
        ("Please don't", "no"),
        ("Don't add them", "no"),
        ("No, not this year", "no"),
        ("Yes, do it. When will they be ready?", "yes"),
        ("Nein danke", "no"),
        ("Oui, merci beaucoup", "yes"),
    ],
)
def test_a_plain_side_stays_sure(text, side):
    assert answers(text, [VOUCHERS]) == {2: (side, "exact")}


@pytest.mark.parametrize(
    "text",
    [
        "1. Stripe is what my cousin uses and hates", "1. Stripe has been down all week, hasn't it",
        "2. yes?? are you mad", "2 yes?", "2: yes-ish", "2 yes, £1,500", "2 yes - for 1000 max",
        "2 yes is what I said last month and nothing happened", "2 ja ist was ich gestern sagte",
        "My colleague Tom would answer: 1B, 2 yes. I disagree.", "Hypothetically 1B",
        "Draft, not yet final: 1B, 2 yes", "1B 2 yes 3 Priya - just kidding",
        "1B, 2 ja. Kleiner Scherz!",
        "1. Stripe hat uns schon zweimal gesperrt",
        "1. Stripe nous a bloqués, c'est ce qu'ils font",
        "3 see attachment", "3 Not Priya", "3 not me", "3 nobody", "3 Priya or Dana",
        "3 siehe Anhang",
        "3 voir pièce jointe", "3 nicht Priya", "3 Priya of Dana", "3 niemand", "3 anyone but Tom",
    ],
)  # fmt: skip
def test_a_numbered_line_that_is_told_of_or_jested_is_never_sure(text):
    assert "exact" not in certainties(text, THREE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Stripe is what we want", {1: ("A", "exact")}),
        ("1. Stripe has my vote", {1: ("A", "exact")}),
        ("1A is the better one", {1: ("A", "exact")}),
        ("2 yes. Is it ready by May?", {2: ("yes", "exact")}),
        ("3 Norbert Noble", {3: ("Norbert Noble", "exact")}),
        ("3 Priya", {3: ("Priya", "exact")}),
    ],
)
def test_a_numbered_answer_stays_sure(text, expected):
    assert answers(text, THREE) == expected
