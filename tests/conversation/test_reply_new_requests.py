"""What shares a verb or a number with an ask and answers nothing, or nothing that can be taken."""

from datetime import date

from orchestrator.conversation.reply import Ask, read_reply

LOGO = Ask(1, "choice", "Which logo?", {"A": "round", "B": "square"})
SIGNER = Ask(2, "value", "Who signs the contract?", {})
VOUCHERS = Ask(3, "yesno", "Add vouchers?", {})


def read(text, *asks):
    return read_reply(text, asks=asks, today=date(2026, 11, 20), timezone="Europe/London")


def test_a_new_request_that_shares_its_verb_with_an_ask_is_no_answer():
    for question, text in (
        ("Add gift vouchers?", "Could you add a map?"),
        ("Add gift vouchers?", "Please add a photo of the shop"),
        ("Publish the prices?", "Can you publish the new menu as well?"),
        ("Remove the old price list?", "Could we remove the second photo"),
        ("Send the newsletter on Friday?", "Could you send me the invoice again?"),
        ("Print 500 flyers?", "could you print the menus for the wedding too"),
        ("Neue Fotos einbauen?", "Könnt ihr bitte noch ein Impressum einbauen?"),
        ("Den Banner entfernen?", "Bitte entfernen Sie noch das Foto von Herrn Maier"),
        ("Envoyer la newsletter ?", "Pouvez-vous m'envoyer la facture de mars ?"),
        ("¿Enviamos el boletín?", "¿Me podéis enviar la factura?"),
        ("Inviamo la newsletter?", "Potete inviarmi la fattura?"),
        ("Nieuwsbrief versturen?", "Kunnen jullie mij de factuur versturen?"),
        ("Removemos o formulário?", "Podem remover a fotografia da minha sogra?"),
    ):
        assert read(text, Ask(1, "yesno", question, {})).answers == {}, text
    for question, text in (
        ("Add gift vouchers?", "Add them please"),
        ("Den Banner entfernen?", "bitte entfernen"),
        ("¿Enviamos el boletín?", "Enviadlo ya"),
    ):
        [answer] = read(text, Ask(1, "yesno", question, {})).answers.values()
        assert (answer.value, answer.certainty) == ("yes", "exact"), text


def test_a_side_for_an_ask_that_wants_more_is_for_a_person_and_of_no_other_ask():
    for text in (
        "1B, 2 yes", "1B 2 no 3 yes", "1 B; 2 ok", "1B, 2 👍", "1B, 2 B", "1B. 2 ja.", "1B, 2 sim",
        "1B (2 yes)", "1A and 2 sí",
    ):  # fmt: skip
        got = read(text, LOGO, SIGNER, VOUCHERS)
        assert 2 not in got.answers, text
        assert [each[:2] for each in got.unclear] == ["2:"], text
        assert got.answers[1].certainty == "exact", text
    assert 2 not in read("1 A, 2 no, 3 Tom", LOGO, SIGNER, VOUCHERS).answers
    got = read("Yes to 1 and 2", LOGO, SIGNER, VOUCHERS)
    assert (got.answers, len(got.unclear)) == ({}, 2)
