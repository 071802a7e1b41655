"""What ends our mails, what ends something else, and what is wished beside it."""

from datetime import date

import pytest

from orchestrator.conversation.reply import Ask, read_reply

VOUCHERS = Ask(2, "yesno", "Add gift vouchers for £1,850?", {})


def read(text, asks=(VOUCHERS,)):
    return read_reply(text, asks=asks, today=date(2026, 11, 20), timezone="Europe/London")


@pytest.mark.parametrize(
    "text",
    [
        "How do I unsubscribe my mother from your newsletter on our site?",
        "Please unsubscribe our old customers from the list",
        "Stopp! Nicht veröffentlichen.", "stop. I mean stop the build, not the mails",
        "Stop! In the name of love", "Stop! The header is wrong.", "Basta! Il logo è sbagliato.",
        "Alto! El logo está mal.", "Leave me alone with Tom for a minute",
    ],
)  # fmt: skip
@pytest.mark.parametrize("asks", [(), (VOUCHERS,)])
def test_the_end_of_something_else_ends_no_mail(text, asks):
    reading = read(text, asks)
    assert (reading.stop, reading.preferences) == (False, {})
    assert all(answer.certainty != "exact" for answer in reading.answers.values())


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("Stop sending the long version", {"length": "brief"}),
        ("Unsubscribe me from the daily, weekly is fine", {"cadence": "weekly"}),
        ("weekly is too much", {}),
        ("wöchentlich ist mir zu viel", {}),
        ("Hebdomadaire, c'est trop", {}),
        ("Semanal es demasiado", {}),
        ("Settimanale è troppo", {}),
        ("Wekelijks is te vaak", {}),
        ("Semanal é demais", {}),
        ("Daily is too much, weekly please", {"cadence": "weekly"}),
    ],
)
def test_a_kind_of_mail_that_is_refused_is_neither_an_end_nor_a_wish_for_it(text, wishes):
    reading = read(text)
    assert (reading.stop, reading.preferences) == (False, wishes)


@pytest.mark.parametrize(
    "text",
    [
        "Please don't email me again", "Plus de mails s'il vous plaît", "Chega de emails",
        "Leave me alone", "Do not contact me any more", "Never contact us again",
        "Lassen Sie mich in Ruhe", "Laissez-moi tranquille", "Déjenme en paz",
        "Lasciatemi in pace", "Laat me met rust", "Deixem-me em paz",
        "Kontaktieren Sie mich nicht mehr", "Ne me contactez plus", "No me contacten más",
        "Non contattatemi più", "Neem geen contact meer met mij op", "Não me contactem mais",
        "Stop. Too many mails.", "STOP! Please remove me", "Stop\n\nJodie", "Stop. Thanks, Ann",
    ],
)  # fmt: skip
@pytest.mark.parametrize("asks", [(), (VOUCHERS,)])
def test_an_end_in_other_words_ends_all_mail_and_answers_nothing(text, asks):
    reading = read(text, asks)
    assert (reading.stop, reading.preferences, reading.answers) == (True, {}, {})
