"""Sides that others take, counted things, conditions, and talk that wishes nothing of our mails."""

from datetime import date

from orchestrator.conversation.reply import Ask, read_reply

THREE = (
    Ask(1, "choice", "Which payment provider?", {"A": "Stripe", "B": "bank terminal"}),
    Ask(2, "yesno", "Publish the new price list?", {}),
    Ask(3, "value", "Who signs off the texts?", {}),
)


def read(text, asks=THREE):
    return read_reply(text, asks=asks, today=date(2026, 11, 18), timezone="Europe/London")


def certain(text, asks=THREE):
    return {n: a.value for n, a in read(text, asks).answers.items() if a.certainty == "exact"}


def test_a_side_that_somebody_else_takes_is_never_certain():
    for text in (
        "1A (Tom says 1B)", 'I told Tom "1B, 2 yes"', "Dana: 1B\nTom: 1A", "1A (Dana: 1B)",
        "2 yes (Tom says no)", "Sofia: 2 yes\nMarc: 2 no", "1A (Tom sagt 1B)", "1A (Tom dit 1B)",
        'Ich habe Tom gesagt: "1B, 2 ja"', "J'ai dit à Tom « 1B, 2 oui »", "1A (Tom zegt 1B)",
        'Le dije a Tom "1B, 2 sí"', "Anna: 2 ja\nBen: 2 nein", 'Ho detto a Tom "1B, 2 sì"',
        'Ik heb Tom gezegd "1B, 2 ja"', 'Eu disse ao Tom "1B, 2 sim"', "1A (Tom dice 1B)",
    ):  # fmt: skip
        assert certain(text) == {}, text


def test_counted_things_and_an_option_under_a_condition_are_not_certain():
    for text in (
        "3 bugs found", "3 Fehler gefunden", "3 erreurs trouvées", "3 errores encontrados",
        "3 errori trovati", "3 fouten gevonden", "3 erros encontrados", "3 typos left",
        "1 A if B is slow", "1 A wenn B zu langsam ist", "1 A si B est lent", "1A se B for lento",
    ):  # fmt: skip
        assert certain(text) == {}, text
    assert read("1 A if B is slow").answers[1].value == "A"
    assert read("1 A if B is slow").answers[1].certainty == "unclear"


def test_her_own_sides_stay_certain_beside_names_and_brackets():
    for text, expected in (
        ("1A (cheaper)", {1: "A"}),
        ("1A\n2 yes (Tom agrees)", {1: "A", 2: "yes"}),
        ("Answers: 1A, 2 yes", {1: "A", 2: "yes"}),
        ("1A\n2 yes\n3 Priya", {1: "A", 2: "yes", 3: "Priya"}),
    ):
        assert certain(text) == expected, text


def test_a_letter_alone_is_a_side():
    for text, side in (("y", "yes"), ("Y", "yes"), ("y!", "yes"), ("n", "no"), ("N.", "no")):
        assert certain(text, THREE[1:2]) == {2: side}, text


def test_talk_of_the_work_wishes_nothing_of_our_mails():
    for text in (
        "Please stop the work", "pause the work until 3 Jan", "How much longer?",
        "please pause the project until 3 January", "Stop work on the site", "Stoppt die Arbeiten",
        "Arrêtez le travail", "Parad el trabajo", "Fermate i lavori", "Stop met het werk",
        "Parem o trabalho", "The texts should be shorter", "The headlines are too long",
        "Ich melde mich ab Montag", "Ich melde mich ab Mittwoch wieder",
    ):  # fmt: skip
        reading = read(text, ())
        assert (reading.preferences, reading.stop, reading.undo) == ({}, False, False), text


def test_a_goodbye_names_no_weekday_for_our_mails():
    for text in (
        "Weekly mails are enough. Back on Monday.", "Weekly is fine. See you on Monday!",
        "Wöchentlich reicht. Bis Montag!", "Une fois par semaine suffit. À lundi !",
        "Semanal está bien. ¡Hasta el lunes!", "Settimanale va bene. A lunedì!",
        "Wekelijks is genoeg. Tot maandag!", "Semanal chega. Até segunda!",
    ):  # fmt: skip
        assert read(text, ()).preferences == {"cadence": "weekly"}, text
    assert read("Weekly on Monday please", ()).preferences["weekday"] == "mon"


def test_wishes_beside_the_work_are_still_read():
    for text in ("Ich melde mich ab", "Stop", "unsubscribe", "Please stop the updates"):
        assert read(text, ()).stop, text
