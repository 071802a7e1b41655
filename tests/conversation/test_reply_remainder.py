"""Every word beside an answer counts: a part, a time, the other side, a box, a second thought."""

from datetime import date

import pytest

from orchestrator.conversation.reply import Ask, read_reply

PHOTO = Ask(1, "choice", "Which photo goes on the front page?", {"A": "barn", "B": "orchard"})
PRICES = Ask(2, "yesno", "Publish the price list?", {})
SIGN = Ask(2, "yesno", "Order the new sign for £1,850?", {})
LIVE = Ask(2, "yesno", "Shall we go live on Monday?", {})
PLACES = Ask(3, "value", "How many places shall we offer?", {})
DAY = Ask(3, "value", "On which date does the shop reopen?", {})
THREE = (PHOTO, PRICES, PLACES)


def answers(text, asks):
    reading = read_reply(text, asks=asks, today=date(2026, 11, 20), timezone="Europe/London")
    return {n: (a.value, a.certainty) for n, a in reading.answers.items()}


def certain(text, asks):
    return {
        n: value for n, (value, certainty) in answers(text, asks).items() if certainty == "exact"
    }


@pytest.mark.parametrize(
    ("ask", "texts"),
    [
        (
            PRICES,
            # a part, a time, without something
            "Yes, except the trade prices|Yes apart from page two|yes, although I'd drop a column|"
            "Yes, just not the old prices|Yes, next spring|Yes, from March|Yes for the members "
            "area|"
            "Yes, partly|Yes, the first half|yes temporarily|yes with one correction|Yes to half "
            "of it|"
            "Yes. With the corrected VAT.|Yes, tomorrow|Yes. Not before Easter.|Ja, ohne die "
            "Rabatte|"
            "Ja, allerdings sind sie alt|Ja fürs Erste|Ja, nach Rücksprache mit Tom|Ja, zur Hälfte|"
            "Oui sans les remises|Oui, en partie|Oui pour l'instant|Oui, à partir de mars|"
            "Sí, sin los descuentos|Sí, el mes que viene|Sí, por ahora|Sì, senza gli sconti|"
            "Sì, con i prezzi nuovi|Sì, previo accordo con Tom|Ja, voorlopig|Ja, zonder de "
            "kortingen|"
            "Sim, sem os descontos|Sim, por agora|Sim, após acordo com o Tom",
        ),
        (
            PRICES,
            # both sides, or none
            "yes / no|yes or no|Yes, no?|Yeah, no.|Yeah nah|ok 👎|no 👍|ja / nein|Ja, nein.|oui ou "
            "non|"
            "oui, non ?|sí, ¿no?|sì o no|ja of nee|sim / não|[ ] yes [ ] no|[x] yes [x] no|"
            "I'd love to say yes|Is a yes enough?|Please don't take this as a yes|I won't say no|"
            "My husband says yes|Ich würde gern ja sagen|Je ne dis pas non|No digo que no|"
            "Non prendetelo come un sì|Ik zeg geen nee|Não digo que não|Reicht ein Ja?|"
            # talk
            "No more questions|No wifi|Restart the server|stop button is missing on the video|"
            "stop it, you're making me blush|arrête de t'inquiéter|No thanks needed, do it|"
            "Fine weather here|Agreed with Tom to meet Friday|Keine weiteren Fragen|Never heard of "
            "it|"
            "No way! Congratulations!|Ja mei, was für ein Tag|No hay más noticias|Geen vragen meer",
        ),
        (
            PRICES,
            # taken back
            "Yes. Hang on, that's wrong, don't|Yes. Sorry, wrong thread!|Yes. Scratch that.|"
            "Yes.\n\nP.S. Ignore that, wrong project!|Approved.\n\nEdit: my partner just vetoed "
            "this.|"
            "Go ahead. No no no, sorry, meant the other site|Ja. Moment, das war falsch, bitte "
            "nicht.|"
            "Oui.\n\nPS : oubliez, je me suis trompé de projet !|Sí. Espera, me he equivocado, no "
            "lo hagáis|"
            "Sì.\n\nPS: lasciate perdere, progetto sbagliato!|Ja.\n\nPS: negeer dit, verkeerd "
            "project!|"
            "Sim. Esperem, enganei-me, não façam",
        ),
        (
            SIGN,
            "ok for 1800|Yes, at 1,800|yes for 1,850 euros|yes, €1,850|Yes for £1,850 a month|yes "
            "for £18.50|"
            "yes $1,850|Yes for 1.8k|Yes, two of them|yes £1850 plus VAT",
        ),
        (LIVE, "Yes, on Tuesday|Yes, Tuesday|yes on the 4th|Yes, Monday week"),
        (
            PHOTO,
            "A/B|A or B|1A or 1B|1A 1B|1 A, no B|1A/1B|A, B|A + B|1: A bzw. B|1A ou 1B|1A o 1B|1A "
            "of 1B",
        ),
        (
            PLACES,
            "-500|minus 12|500 but I won't pay it|The last agency charged 500|40 is too many|"
            "Letztes Jahr waren es 40|L'ancienne agence en avait 40|El año pasado fueron 40|"
            "L'anno scorso erano 40|Vorig jaar waren het er 40|No ano passado foram 40",
        ),
        (DAY, "any day but Monday|Monday 31 Nov|30 Feb|31/11/2026|32 January"),
    ],
)  # fmt: skip
def test_words_that_are_not_accounted_for_leave_nothing_certain(ask, texts):
    for text in texts.split("|"):
        assert certain(text, [ask]) == {}, text


def test_what_changes_nothing_leaves_an_answer_certain():
    for ask, value, texts in [
        (
            PRICES,
            "yes",
            "Yes, publish it|Yes, the prices are right|Yes, happy with that|Yes, as soon as you "
            "like|"
            "yes with pleasure|Yes. No need to call.|Yes, sorry for the delay|yes, no doubt about "
            "it|"
            "Yes please Kate|ja, mit Vergnügen|oui, avec plaisir|sí, sin duda|sì, senza dubbio|"
            "ja, zonder twijfel|sim, com certeza|Yes yes yes!|no brainer: yes|yes 👍",
        ),
        (PRICES, "no", "No, leave it|No way.|No no no.|Nein danke|No, forget it.|no, we need it"),
        (SIGN, "yes", "Yes, £1,850 is fine|yes for 1850|Yes, order it"),
        (LIVE, "yes", "Yes, Monday|Yes, Monday works"),
    ]:  # fmt: skip
        for text in texts.split("|"):
            assert certain(text, [ask]) == {ask.n: value}, text


def test_of_boxes_the_ticked_one_answers():
    for text, side in [
        ("[ ] yes [x] no", "no"), ("Yes [ ] No [x]", "no"), ("☐ Ja ☑ Nein", "no"),
        ("2: yes -> no", "no"), ("2: yes ☐ no ☒", "no"), ("yes ✅ no ❌", "yes"),
        ("[x] yes\n[ ] no", "yes"), ("( ) Yes (•) No", "no"), ("2 : oui ☐ non ☑", "no"),
        ("sì [ ] no [x]", "no"), ("2: nein -> ja", "yes"), ("2: sim → não", "no"),
    ]:  # fmt: skip
        assert certain(text, [PRICES]) == {2: side}, text
    assert certain("1: [ ] A [x] B\n2 yes", THREE) == {1: "B", 2: "yes"}
    assert certain("[ ] barn [x] orchard", [PHOTO]) == {1: "B"}


def test_a_second_thought_holds_for_its_own_ask():
    for text, side in [
        ("Yes. Having slept on it: no.", "no"), ("Oui. Réflexion faite : non.", "no"),
        ("2: yes... no. Yes. Final answer.", "yes"), ("Sure, go ahead. Oh, I misread. No.", "no"),
    ]:  # fmt: skip
        assert certain(text, [PRICES]) == {2: side}, text
    assert certain("1A, 2 yes. Ignore all that, wrong client!", THREE) == {}
    assert certain("1A, 2 yes. Sorry, I mixed up 2.", THREE) == {1: "A"}
    assert certain("Yes to 2? Over my dead body.", THREE).get(2) != "yes"


def test_one_option_of_two_that_are_named_is_certain_where_the_other_is_refused():
    for text in ("1A not 1B", "1A, not B", "1 A. B is awful.", "1A\n2 yes", "1B - sorry, A"):
        assert certain(text, [PHOTO, PLACES]).get(1) == "A", text
    assert 1 not in answers("Ignore my 1B from yesterday", THREE)


def test_an_option_or_a_value_for_now_is_not_certain():
    for text in (
        "1B for now", "1B ohne Bäume", "1B pour l'instant", "1B por ahora", "1B in black and white",
        "1A for the header, 1B for the footer", "1B voorlopig", "1B per ora", "1B por agora",
    ):  # fmt: skip
        assert 1 not in certain(text, THREE), text
    for text in (
        "40 at first, later 60", "hopefully 40", "Tom thinks 40", "40 (check with Tom)",
        "40 for now", "40, though I'd ask Tom", "maybe 40",
    ):  # fmt: skip
        assert certain(text, [PLACES]) == {}, text
    for text in ("29 February 2027", "Thursday 3 March 2027", "hopefully 3 March"):
        assert certain(text, [DAY]) == {}, text
    assert certain("Friday 12 March", [DAY]) == {3: "Friday 12 March"}


def test_an_order_by_number_is_limited_by_its_words_too():
    for text in (
        "2 fine, but later", "2 approved in part", "2 agreed, minus the discounts",
        "2 go ahead with half", "2 do it on the other site", "2 publish it in June",
        "2 publish or not, up to you", "2 genehmigt mit Änderungen", "2 passt, aber erst im Juni",
        "2 validé hors page 2", "2 allez-y en juin", "2 adelante con la mitad",
        "2 pubblicate a giugno", "2 akkoord, vanaf juni", "2 publiquem em junho",
    ):  # fmt: skip
        assert certain(text, THREE) == {}, text
    for ask, text in (
        ("Publish the price list?", "2 publish it"),
        ("Sollen wir die Preisliste veröffentlichen?", "2 bitte veröffentlichen"),
        ("Publier la liste des prix ?", "2 publiez-la"),
        ("Pubblichiamo il listino prezzi?", "2 pubblicate pure"),
        ("Publicamos a lista de preços?", "2 publiquem"),
    ):
        assert certain(text, [PHOTO, Ask(2, "yesno", ask, {})]) == {2: "yes"}, text


def test_talk_of_another_thing_answers_nothing():
    for text in (
        "No wifi today", "Fine weather here", "No more questions",
        "Approved supplier list attached", "Keine weiteren Fragen", "No hay más noticias",
        "Geen bijlage gezien", "Never heard of it",
    ):  # fmt: skip
        assert answers(text, [PRICES]) == {}, text


def test_what_others_did_wrong_takes_nothing_back():
    for more in (
        "PS we were charged twice by mistake last month",
        "Someone clicked the wrong button on our till.",
        "PS the caterer mixed up the dates", "Forget-me-nots are out already!",
        "Please ignore the noise in the video.", "Die Bank hat versehentlich doppelt abgebucht.",
        "La banque a prélevé deux fois par erreur.", "O banco cobrou duas vezes por engano.",
    ):  # fmt: skip
        text = f"1A\n2 yes\n3 40\n\n{more}"
        assert certain(text, THREE) == {1: "A", 2: "yes", 3: "40"}, text


def test_what_limits_a_numbered_answer_wishes_nothing_of_our_mails():
    reading = read_reply(
        "2 yes, the short version", asks=THREE, today=date(2026, 11, 20), timezone="Europe/London"
    )
    assert (reading.answers[2].certainty, reading.preferences) == ("unclear", {})


def test_words_between_two_numbers_go_to_the_ask_that_they_name():
    poster = Ask(3, "choice", "Which poster for half term?", {"A": "the vault", "B": "the monk"})
    fee = Ask(4, "value", "Price per person on weekdays?", {})
    assert answers("2 yes. The vault poster is miles better. 4 £28", [PRICES, poster, fee]) == {
        2: ("yes", "exact"), 3: ("A", "confirm"), 4: ("£28", "exact"),
    }  # fmt: skip
    assert answers("5. B", [PRICES, poster]) == {}
    assert (
        answers("Two thumbs up for your team!", [PRICES, Ask(1, "yesno", "Open late?", {})]) == {}
    )
    both = [PRICES, Ask(1, "yesno", "Supprimer l'ancien logo du site ?", {})]
    assert answers("Oui aux deux, merci.", both) == {
        1: ("yes", "confirm"), 2: ("yes", "confirm"),
    }  # fmt: skip
