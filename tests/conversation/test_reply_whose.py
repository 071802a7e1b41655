"""Whose words a reply holds: passed on, signed in the clear, said on top and under the ask."""

from datetime import date

import pytest

from orchestrator.conversation.reply import Ask, read_reply

PRICES = Ask(1, "yesno", "Publish the prices?", {})
VOUCHERS = Ask(2, "yesno", "Add gift vouchers?", {})
LOGO = Ask(1, "choice", "Which logo?", {"A": "round", "B": "square"})


def read(text, *asks):
    return read_reply(
        text, asks=asks or (PRICES, VOUCHERS), today=date(2026, 11, 20), timezone="Europe/London"
    )


def answers(text, *asks):
    return {n: (a.value, a.certainty) for n, a in read(text, *asks).answers.items()}


def test_what_somebody_else_answered_is_not_hers():
    for text in (
        "Tom wrote back:\n\n2 yes", "My business partner says:\n2 yes\n1 no", "Tom said: 2 yes",
        "Here is what Sarah answered:\n\n2 yes", "FYI, Tom's reply:\n\n1 yes 2 yes",
        "Passing this on from Tom:\n\n2 yes", "From Tom:\n\n2 yes, 1 no", "Tom's answer: 2 yes",
        "Please see Tom's answers below.\n\n1 yes\n2 no", "Quoting Tom:\n\n2 yes",
        "Tom replied:\n\n> 2. Add gift vouchers?\nyes",
        "Tom schrieb zurück:\n\n2 ja", "Mein Mann hat geantwortet:\n\n1 ja\n2 nein",
        "Hier die Antwort von Frau Weber:\n\n2 ja", "Weiterleitung von Tom:\n\n2 ja",
        "Paul vient de me répondre :\n\n2 oui", "Voici la réponse de Paul :\n\n1 oui\n2 non",
        "Mon associé m'écrit :\n2 oui", "Esto es lo que me contestó Ana:\n\n1 sí\n2 no",
        "Respuesta de Ana:\n\n2 sí", "Anna mi ha scritto questo:\n\n2 sì", "Da Anna:\n2 sì",
        "Ecco la risposta di Anna:\n\n1 sì", "Dit antwoordde Anna:\n\n1 ja\n2 nee",
        "Antwoord van Tom:\n\n2 ja", "Segue a resposta da Ana:\n\n1 sim", "O meu sócio diz:\n2 sim",
        "WhatsApp from Tom:\n2 yes", "[20/11, 10:12] Tom: 2 yes", "According to Tom: 2 yes",
        "Nachricht von Tom:\n2 ja", "Laut Tom: 2 ja", "Selon Paul : 2 oui", "Según Ana: 2 sí",
        "Messaggio di Anna:\n2 sì", "Volgens Tom: 2 ja", "Mensagem da Ana:\n2 sim",
        "Copy of what Tom sent me:\n\n2 yes", "Ann thinks: 2 yes",
        "Tom wrote back:\n\nstop", "Tom emailed back:\n\nweekly please",
    ):  # fmt: skip
        got = read(text)
        assert (got.answers, got.preferences, got.stop) == ({}, {}, False), text


def test_what_she_leads_over_to_herself_is_hers():
    for text in (
        "As I said:\n2 yes", "I wrote back yesterday but here again:\n\n2 yes", "From me:\n2 yes",
        "Tom and I said:\n2 yes", "Tom wrote back:\n\n1 no\n\nFrom me: 2 yes", "We say:\n2 yes",
        "You wrote:\n> 2. Add gift vouchers?\nyes", "Maya wrote:\n> 2. Add gift vouchers?\nyes",
        "Our decision:\n2 yes", "Wie gesagt:\n2 ja", "Hier unsere Antwort:\n2 ja",
        "De notre côté : 2 oui", "Comme je l'ai dit :\n2 oui", "Mis respuestas:\n2 sí",
        "Por nuestra parte: 2 sí", "Da parte nostra: 2 sì", "Van onze kant: 2 ja",
        "Seguem as nossas respostas:\n2 sim", "Answering from my phone: 2 yes",
    ):  # fmt: skip
        assert answers(text) == {2: ("yes", "exact")}, text


def test_both_sides_in_two_places_are_unclear():
    for text, asks in (
        ("2 yes\n\n> 2. Add gift vouchers?\nno", ()),
        ("2 yes\n\n> 2 yes or no?\nno", ()),
        ("Yes!\n\n> 2. Add gift vouchers?\nno", ()),
        ("No thanks.\n\n> 1. Publish the prices?\n\nYes please", (PRICES,)),
        ("Yes!\n\n> Publish them or not?\nno", (PRICES,)),
        ("All yes!\n\n> 1. Publish the prices?\nno\n> 2. Add gift vouchers?\n", ()),
        ("> 1. Publish the prices?\nno\n> 2. Add gift vouchers?\nno\n\nSo: 1 yes, 2 yes", ()),
        ("1A\n\n> 1. Which logo? A) round B) square\nB", (LOGO, VOUCHERS)),
        ("Round please\n\n> 1. Which logo? A) round B) square\nB", (LOGO,)),
        ("2 yes / 2 no", ()),
        ("Tom here: 2 yes.\nBea here (same inbox): 2 no!", ()),
        ("Hier Tom: 2 ja\nHier Bea: 2 nein", ()),
        ("2 ja\n\n> 2. Add gift vouchers?\nnein", ()),
        ("Oui !\n\n> 2. Add gift vouchers?\nnon", ()),
        ("2 sí\n\n> 2. Add gift vouchers?\nno", ()),
        ("2 sim\n\n> 2. Add gift vouchers?\nnão", ()),
    ):
        assert {certainty for _, certainty in answers(text, *asks).values()} == {"unclear"}, text
    for text in ("2 yes\n\n> 2. Add gift vouchers?\nyes", "2 no\n\nSorry, make that 2 yes"):
        assert answers(text) == {2: ("yes", "exact")}, text


SIGNED = (
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{}\n-----BEGIN PGP SIGNATURE-----\n"
    "Comment: 1 no\n\niQIzBAEBCgAdFiEE1 no\n=abcd\n-----END PGP SIGNATURE-----\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_words_signed_in_the_clear_are_hers_and_the_armour_is_nobodys(end):
    for text in ("2 yes", "- - 2 yes\n- -- \nAnna", "2 yes\n\n> 1 no", "Hi,\n\n2 yes"):
        assert answers(SIGNED.format(text).replace("\n", end)) == {2: ("yes", "exact")}, text
    assert read(SIGNED.format("stop")).stop
    assert answers(SIGNED.format("- -----Original Message-----\n2 yes")) == {}
    assert answers("Thanks!\n\n> " + SIGNED.format("2 yes").replace("\n", "\n> ")) == {}
    assert answers("-----BEGIN PGP SIGNED MESSAGE-----\n\n2 yes\n") == {2: ("yes", "exact")}
