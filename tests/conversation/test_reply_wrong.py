"""A reply that says no more than "wrong": always with the bare word, else only to a notice."""

from datetime import date

import pytest

from orchestrator.conversation.reply import Ask, ReplyReading, read_reply
from orchestrator.conversation.reply_wrong import says_wrong

ASKS = [
    Ask(1, "choice", "Which?", {"A": "Stripe", "B": "Your bank's terminal"}),
    Ask(2, "yesno", "Publish the price list?", {}),
]
BARE = [
    "wrong", "Wrong!", "wrong, sorry", "Hi Maya,\nwrong\nDana", "WRONG :(", "Not right.", "Falsch",
    "Leider falsch", "Stimmt nicht", "Faux", "Bonjour,\nerreur.\nMerci", "Mal", "Incorrecto",
    "Sbagliato", "Errato, grazie", "Fout", "Klopt niet", "Verkeerd, sorry", "Errado",
    "wrong\n\nKind regards\nDana Whitfield",
]  # fmt: skip
TO_A_NOTICE = [
    "That's wrong.", "No, that's not what I meant.", "this is wrong - sorry", "No.\nWrong.",
    "You misunderstood me", "You got it wrong", "Das stimmt so nicht.",
    "Hallo Maya,\n\ndas ist falsch.\n\nViele Grüße\nDana", "Das habe ich nicht gemeint",
    "C'est faux.", "Ce n'est pas ce que j'ai dit", "Vous m'avez mal compris", "Está mal",
    "No es lo que dije", "Me habéis entendido mal", "È sbagliato", "Non è quello che ho detto",
    "Mi avete frainteso", "Dat klopt niet, sorry", "Dat is niet wat ik bedoelde", "Está errado",
    "Não foi isso que eu disse", "Não é isso",
]  # fmt: skip
MORE_THAN_THAT = [
    "wrong, it's 1B", "The header is wrong", "What is wrong?", "Is it wrong?", "nothing wrong",
    "That's wrong about the logo, please fix it", "wrong file attached, new one follows", "1 wrong",
    "2 is wrong", "not wrong", "The price is wrong. Thanks", "That's right", "C'est bon",
    "Mal sehen", "Pas mal", "Fout in de header", "No error", "Stimmt", "Das stimmt",
    "Errado o preço no site", "wrong number", "No", "Thanks", "",
]  # fmt: skip


@pytest.mark.parametrize("via_notice", [True, False])
def test_the_bare_word_takes_back_and_answers_nothing(via_notice: bool) -> None:
    for text in BARE:
        reading = read_reply(
            text, asks=ASKS, today=date(2026, 11, 20), timezone="UTC", via_notice=via_notice
        )
        assert reading == ReplyReading(undo=True), text


def test_a_sentence_does_where_it_answers_what_we_understood() -> None:
    for text in TO_A_NOTICE:
        assert says_wrong(text, via_notice=True), text
        assert not says_wrong(text), text


def test_what_says_more_than_that_is_read_as_any_reply() -> None:
    for text in MORE_THAN_THAT:
        assert not says_wrong(text, via_notice=True), text
