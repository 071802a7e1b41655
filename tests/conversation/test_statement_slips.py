"""Days that are meant and not, what is no promise, and what is no request."""

from datetime import date

from orchestrator.conversation.statements import find_statements

WEDNESDAY = date(2026, 11, 18)


def found(text, direction):
    return find_statements(text, direction=direction, today=WEDNESDAY)


def test_the_close_of_a_named_day_is_that_day():
    for text, day in (
        ("I'll send it by COB Tuesday", 24), ("I'll send it by EOD Tuesday", 24),
        ("I'll send it by end of day Tuesday", 24), ("I'll send it by COB tomorrow", 19),
        ("I'll send it by COB", 18), ("I'll send it by close of play Monday", 23),
    ):  # fmt: skip
        assert [s.due_on for s in found(text, "out")] == [date(2026, 11, day)], text


def test_a_day_that_has_just_passed_is_not_promised_for_next_year():
    for text in (
        "I'll send it on 12/11", "I'll send it by 17/11", "Ich schicke es am 12.11.",
        "Je l'envoie le 12/11",
    ):  # fmt: skip
        assert [(s.kind, s.due_on) for s in found(text, "out")] == [("promise", None)], text
    assert [s.due_on for s in found("I'll send it by 5/3", "out")] == [date(2027, 3, 5)]


def test_an_absence_or_what_was_never_said_is_no_promise():
    for text in (
        "I never said I'll send it by Friday", "I didn't say I'll send it by Friday",
        "I'll be out on Friday", "I'll be off on Friday", "Je serai absente vendredi",
        "Estaré fuera el viernes", "Sarò fuori venerdì", "Ik ben vrijdag afwezig",
        "Estarei fora na sexta", "Ich bin am Freitag abwesend",
    ):  # fmt: skip
        assert found(text, "out") == [], text
    assert found("I'll be out on Friday to install the sign", "out")


def test_an_offer_to_talk_is_no_request():
    for text in (
        "Please do not hesitate to call", "Please feel free to call", "Feel free to call me.",
        "Zögern Sie bitte nicht anzurufen.", "N'hésitez pas à m'appeler.", "No dude en llamarme.",
        "Non esiti a chiamarmi.", "Aarzel niet om te bellen.", "Não hesite em ligar.",
    ):  # fmt: skip
        assert found(text, "in") == [], text
    assert found("Please call the printer", "in")
