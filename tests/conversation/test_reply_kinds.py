"""Small kinds of answer: closing words, go-aheads, names with a verb, scores of the week."""

from datetime import date

from orchestrator.conversation.reply import Ask, read_reply


def read(text, *asks):
    return read_reply(text, asks=asks, today=date(2026, 11, 20), timezone="Europe/London")


def yesno(n, text):
    return Ask(n, "yesno", text, {})


CALLS = (yesno(1, "Publish the menu?"), yesno(2, "Close the old shop?"))


def test_a_side_is_found_where_it_is_said():
    for question, text, want in (
        ("Move on Thursday?", "Thursday is our delivery day, so please don't.", ("no", "exact")),
        ("¿Quitamos el chat?", "Ni loca, lo usan todos", ("no", "exact")),
        ("¿Publicamos?", "Mejor que no, todavía falta confirmar el 24.", ("no", "unclear")),
        ("Publicamos a ementa?", "Sim senhora", ("yes", "exact")),
        ("Publier la carte ?", "Jamais de la vie", ("no", "exact")),
        ("Blog löschen?", "Da hängt mein Herz dran, also bitte nicht.", ("no", "exact")),
        ("Publish the menu?", "Not before the new oven is in.", ("no", "unclear")),
    ):
        [answer] = read(text, yesno(1, question)).answers.values()
        assert (answer.value, answer.certainty) == want, text


def test_what_may_go_goes_out_or_away_as_was_asked():
    for menu, shop, text in (
        ("Publicamos a ementa?", "Fechamos a loja?", "A ementa pode sair."),
        ("Publier la carte ?", "Fermer la boutique ?", "La carte peut partir."),
        ("Speisekarte veröffentlichen?", "Laden schließen?", "Die Speisekarte kann raus."),
        ("Publish the menu?", "Close the shop?", "The menu can go out."),
    ):
        got = read(text, yesno(1, menu), yesno(2, shop)).answers
        assert {n: (a.value, a.certainty) for n, a in got.items()} == {1: ("yes", "confirm")}, text
    got = read("La carta vieja no la borréis todavía.", yesno(1, "¿Borramos la carta vieja?"),
               yesno(2, "¿Abrimos reservas?")).answers  # fmt: skip
    assert {n: (a.value, a.certainty) for n, a in got.items()} == {1: ("no", "unclear")}
    got = read("Open the form on Tuesday rather than Monday.", yesno(1, "Open the form on Monday?"),
               CALLS[1]).answers  # fmt: skip
    assert {a.certainty for a in got.values()} <= {"unclear"}


def test_a_name_stands_without_the_verb_and_two_names_are_none():
    signer = Ask(1, "value", "Wer unterschreibt den Vertrag?", {})
    got = read("Onkel Willi unterschreibt", signer).answers[1]
    assert (got.value, got.certainty) == ("Onkel Willi", "exact")
    names = (yesno(1, "Publish the menu?"), Ask(3, "value", "Who is our contact?", {}))
    assert read("3 is Nell Ashdown, nell@ashdown.example", *names).answers[3].value
    assert 3 not in read("3 is too many for us", *names).answers
    for text in ("1: Wim of anders ik", "1: Willi, sonst Frau Helms", "1: Willi oder Frau Helms"):
        assert read(text, signer, CALLS[1]).answers[1].certainty != "exact", text


def test_a_score_of_the_week_and_an_answer_behind_other_words():
    for text, score in (
        ("Great work on the site. 5 from me this week.", 5),
        ("Esta semana un 3, os ha costado contestar.", 3),
        ("Diese Woche gibts von mir 4 von 5", 4),
        ("3 deliveries this week", None),
        ("This week 2 no", None),
    ):
        assert read(text, *CALLS).pulse == score, text
    got = read("Can these come on a Monday at 7am instead? I do admin then. Also 1 yes", *CALLS)
    assert got.answers[1].certainty == "exact"
    assert got.preferences == {"weekday": "mon", "time": "07:00"}


def test_lines_answer_in_their_order_where_one_is_a_value():
    asks = (Ask(1, "choice", "Which?", {"A": "fox", "B": "barn"}), yesno(2, "Close?"),
            Ask(3, "value", "Until when?", {}))  # fmt: skip
    got = read("A\nno\n19th", *asks).answers
    assert {n: (a.value, a.certainty) for n, a in got.items()} == {
        1: ("A", "confirm"), 2: ("no", "confirm"), 3: ("19th", "confirm"),
    }  # fmt: skip


def test_a_pause_ends_on_a_day_without_its_month():
    for text in (
        "Merci de ne rien envoyer jusqu'au 30.", "Bitte keine Mails bis zum 30.",
        "Non mandatemi nulla fino al 30, grazie",
    ):  # fmt: skip
        assert read(text).preferences == {"pause_until": "2026-11-30"}, text


def test_a_condition_with_an_apostrophe_and_one_turned_round_are_conditions():
    asks = (yesno(1, "Publish?"), yesno(2, "Spend £240?"))
    for text in (
        "1 oui si c'est moins de 200", "1 oui si l'on garde l'ancien prix",
        "1 oui si j'ai le temps",
        "1 sì se c'è ancora posto", "1 sì se l'importo non cambia", "1 ja, sollte es passen",
        "1 yes, should it fit", "1 ja, mocht het passen",
    ):  # fmt: skip
        assert read(text, *asks).answers[1].certainty == "unclear", text
    for text in ("2. Yes! Kidding.", "2. Yes! Just kidding."):
        assert read(text, *asks).answers[2].certainty == "unclear", text
    logo = Ask(2, "choice", "Which logo?", {"A": "round", "B": "square"})
    assert read("2 A failing that B", asks[0], logo).answers[2].certainty == "unclear"
    for text in ("1 probably Tom", "1: Tom (or Anna)"):
        got = read(text, Ask(1, "value", "Who signs?", {}), asks[1])
        assert got.answers[1].certainty == "unclear", text
