from datetime import date
from pathlib import Path

import pytest

from bench.reading_statements import count, f1, read_cases, share_of_days
from orchestrator.conversation.statement_dates import find_due
from orchestrator.conversation.statement_fit import fit, rows
from orchestrator.conversation.statement_learned import MARKED, SILENT, kind_of
from orchestrator.conversation.statements import find_statements

WEDNESDAY = date(2026, 11, 18)
DATA = Path(__file__).parents[1] / "data"
OURS = DATA / "statements_ours.jsonl"


def found(text, direction="out"):
    statements = find_statements(text, direction=direction, today=WEDNESDAY)
    return [(s.kind, s.due, s.due_on and s.due_on.isoformat()) for s in statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll send it by Friday.", [("promise", "by Friday", "2026-11-20")]),
        ("We will call you tomorrow.", [("promise", "tomorrow", "2026-11-19")]),
        ("Wir schicken Ihnen das bis Montag.", [("promise", "bis Montag", "2026-11-23")]),
        ("We might send it on Friday.", []),
        ("Could you send the logo by Friday?", []),
        ("> I'll send it by Friday.", []),
    ],
)
def test_promises_of_ours(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Could you add a map?", ["request"]),
        ("How much does hosting cost?", ["question"]),
        ("You said the draft would be here on Monday.", ["expectation"]),
        ("I'll pay on Monday.", []),
        ("Please find attached the photos.", []),
        ("We will come tomorrow.", []),
    ],
)
def test_what_clients_ask_for(text, kinds):
    assert [kind for kind, *_ in found(text, "in")] == kinds


def test_a_past_weekday_is_the_last_one_and_an_event_names_no_day():
    assert found("You promised the draft on Monday.", "in")[0][2] == "2026-11-16"
    assert found("We will test it before launch.") == [("promise", "before launch", None)]


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("We expect the site live on 1 Dec.", "2026-12-01"),
        ("Wir erwarten die Seite am 1. Dezember.", "2026-12-01"),
        ("We are expecting it on Friday.", "2026-11-20"),
        ("You said it would be live by 1 Dec.", "2026-12-01"),
        ("We had expected the site on 1 Nov.", "2026-11-01"),
        ("Esperábamos la web el 1 de noviembre.", "2026-11-01"),
        ("We were told the 12th.", "2026-11-12"),
    ],
)
def test_only_the_past_tense_looks_back(text, due_on):
    assert [on for _, _, on in found(text, "in")] == [due_on]


def test_the_span_is_verbatim():
    text = "Thanks for the call. We’ll ring you at ten tomorrow."
    (statement,) = find_statements(text, direction="out", today=WEDNESDAY)
    assert statement.span.replace("’", "'") in text.replace("’", "'")


def test_a_wrapped_line_is_one_clause():
    text = (
        "We have looked at all of the open points and we will send you the\n"
        "corrected files on Friday."
    )
    (statement,) = find_statements(text, direction="out", today=WEDNESDAY)
    assert statement.due == "on Friday"


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("It'll be ready by the end of next week.", "2026-11-27"),
        ("It'll be ready on Wednesday next week.", "2026-11-25"),
        ("It'll be ready in CW 49.", "2026-12-04"),
        ("It'll be ready within two working days.", "2026-11-20"),
        ("It'll be ready within five working days.", "2026-11-25"),
        ("It'll be ready by tomorrow noon.", "2026-11-19"),
        ("It'll be ready by 15/12.", "2026-12-15"),
        ("It'll be ready by the end of November.", "2026-11-30"),
        ("It'll be ready on New Year's Eve.", "2026-12-31"),
        ("It'll be ready in an hour.", "2026-11-18"),
        ("It'll be ready within 48 hours.", "2026-11-20"),
        ("It'll be ready a week today.", "2026-11-25"),
        ("It'll be ready Monday week.", "2026-11-30"),
        ("Elle sera prête lundi en huit.", "2026-11-30"),
        ("Estará pronto daqui a duas semanas.", "2026-12-02"),
        ("Sarà pronto il 15.12.", "2026-12-15"),
        ("Sarà pronto entro venerdì 27.", "2026-11-27"),
        ("Het is klaar uiterlijk 18-12.", "2026-12-18"),
        ("We'll send it after the fair.", None),
        ("Once it is signed, we'll deliver within five days.", None),
    ],
)
def test_days_of_promises(text, due_on):
    assert [on for _, _, on in found(text)] == [due_on]


def test_days_are_said_in_many_forms():
    days = [
        ("We'll have it for you in half an hour", "2026-11-18"),
        ("We'll finish two weeks from today", "2026-12-02"),
        ("We'll finish three days from now", "2026-11-21"),
        ("We'll send it this time next week", "2026-11-25"),
        ("We'll send it on the last day of the month", "2026-11-30"),
        ("We'll send it before the year is out", "2026-12-31"),
        ("We'll send it before the week is out", "2026-11-20"),
        ("Wir liefern heute in acht Tagen", "2026-11-25"),
        ("Wir liefern im Laufe des Nachmittags", "2026-11-18"),
        ("Wir liefern noch im Laufe des heutigen Tages", "2026-11-18"),
        ("Wir liefern bis spätestens Freitag, 12 Uhr", "2026-11-20"),
        ("Wir liefern zum Monatsletzten", "2026-11-30"),
        ("Wir liefern am Donnerstag, den 10.12", "2026-12-10"),
        ("Wir liefern binnen 48 Stunden", "2026-11-20"),
        ("Wir liefern noch dieses Jahr", "2026-12-31"),
        ("Nous livrerons sous huitaine", "2026-11-25"),
        ("Nous livrerons dans l'après-midi", "2026-11-18"),
        ("Nous livrerons dans la soirée", "2026-11-18"),
        ("Nous livrerons sous 48 heures", "2026-11-20"),
        ("Lo enviaremos de aquí a una semana", "2026-11-25"),
        ("Lo enviaremos a lo largo de la tarde", "2026-11-18"),
        ("Lo enviaremos esta misma tarde", "2026-11-18"),
        ("Lo enviaremos el viernes como muy tarde", "2026-11-20"),
        ("Lo enviaremos antes de que acabe la semana", "2026-11-20"),
        ("Lo enviaremos en un plazo de 48 horas", "2026-11-20"),
        ("Lo manderemo entro una settimana", "2026-11-25"),
        ("Lo manderemo nel pomeriggio", "2026-11-18"),
        ("Lo manderemo in serata", "2026-11-18"),
        ("Lo manderemo entro sera", "2026-11-18"),
        ("Lo manderemo entro 48 ore", "2026-11-20"),
        ("Lo manderemo domani in mattinata", "2026-11-19"),
        ("We sturen het vandaag over een week", "2026-11-25"),
        ("We sturen het in de loop van de middag", "2026-11-18"),
        ("We sturen het op de 10e", "2026-12-10"),
        ("We sturen het binnen 48 uur", "2026-11-20"),
        ("Enviamos de hoje a oito", "2026-11-25"),
        ("Enviamos durante a tarde", "2026-11-18"),
        ("Enviamos na quinta, dia 10 de dezembro", "2026-12-10"),
        ("Enviamos em 48 horas", "2026-11-20"),
    ]
    read = [(text, str(due.on)) for text, _ in days if (due := find_due(text, WEDNESDAY))]
    assert read == days


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("I'll check it today and call you on Friday.", 2),
        ("I'll look into it and call you on Friday.", 1),
        ("If you sign today, we'll start on Monday.", 1),
    ],
)
def test_each_deadline_is_a_promise(text, spans):
    assert len(found(text)) == spans


def test_each_of_two_deadlines_has_its_day():
    cases = {
        "You'll get the plans by Friday and the quote by Monday.": ["2026-11-20", "2026-11-23"],
        "I'll ring you tomorrow, then send the contract on Friday.": ["2026-11-19", "2026-11-20"],
        "Entwurf bis Freitag, Text bis Montag.": ["2026-11-20", "2026-11-23"],
        "Nous livrons les chaises jeudi, les tables vendredi.": ["2026-11-19", "2026-11-20"],
        "U krijgt de schets vrijdag en de offerte maandag.": ["2026-11-20", "2026-11-23"],
        "We will be there on Friday and Saturday.": ["2026-11-20"],
        "Wir liefern am Freitag, den 20. November.": ["2026-11-20"],
        "I'll send it on Friday, in time for your meeting on Monday.": ["2026-11-20"],
        "Nous livrerons vendredi, la veille de votre fête de samedi.": ["2026-11-20"],
    }
    assert {text: [on for *_, on in found(text)] for text in cases} == cases


def test_a_day_that_no_calendar_has_is_none():
    impossible = [
        "by 30 Feb",
        "on the 31st of June",
        "by Nov 31",
        "by 31/11",
        "by 29 February 2027",
    ]
    impossible += ["am 31. November", "bis 31.11.", "le 31 novembre", "el 30 de febrero"]
    impossible += ["entro il 30 febbraio", "op 31 november", "no dia 31 de novembro"]
    dues = [find_due(f"We'll send it {words}", WEDNESDAY) for words in impossible]
    assert [due and due.on for due in dues] == [None] * len(impossible)
    assert all(dues)
    leap = find_due("We'll send it by 29 February 2028", WEDNESDAY)
    assert leap
    assert leap.on == date(2028, 2, 29)


def test_what_only_sounds_like_a_promise():
    """The name of a thing, the past, a deed withheld, and the client's own words."""
    cases = {
        "Second answer": 0,
        "The lab results": 0,
        "Neue Bilder online": 0,
        "Próximos pasos": 0,
        "Lab results by Friday.": 1,
        "Definitieve versie volgt maandag.": 1,
        "We delivered on Friday.": 0,
        "Wir lieferten am Freitag.": 0,
        "Léa vous a appelés lundi.": 0,
        "Entregué las llaves el viernes.": 0,
        "Het pakket vertrok donderdag.": 0,
        "Entregámos na sexta-feira.": 0,
        "The door we ordered will be fitted on Friday.": 1,
        "As we discussed, Ben is going to fit the door on Friday.": 1,
        "I will not send it.": 0,
        "Wir schicken den Entwurf diese Woche nicht.": 0,
        "Nous n'enverrons pas le plan cette semaine.": 0,
        "Non manderemo la bozza questa settimana.": 0,
        "We won't charge you for the visit.": 1,
        "Wir drucken nichts ohne Ihre Freigabe.": 1,
        "No le cobraremos el desplazamiento.": 1,
        "You told us: I'll bring the keys on Friday.": 0,
        "Sie versicherten uns, die Gläser kämen am Freitag.": 0,
        "Thanks for your note: we'll fill the jars on Friday.": 1,
        "As you put it, 'the key will be under the mat on Friday'.": 0,
        "Laut Ihrer Nachricht schicken Sie das Logo bis Freitag.": 0,
        "Volgens uw mail maakt u het voorschot vrijdag over.": 0,
        "As I wrote, we will send the plans on Friday.": 1,
        "El jueves no podemos, pero iremos el viernes.": 1,
        "Ho trovato il guasto e lo riparo domani.": 1,
        "I'll try, but I can't promise.": 0,
        "Sie schrieben, dass der Hahn tropft: Ben kommt am Montag.": 1,
    }
    assert {text: len(found(text)) for text in cases} == cases


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I do not expect a reply.", []),
        ("Ich erwarte keine Antwort.", []),
        ("Nessuno si aspetta che lavoriate di domenica.", []),
        ("Não estou à espera de resposta.", []),
        ("I don't expect miracles, but I do expect the crane on Monday.", ["expectation"]),
        ("Is somebody minding the phones over Christmas at your end?", ["question"]),
        ("Last I heard, the tiler was meant to start on Monday.", ["expectation"]),
        ("We did not expect to pay for the delivery.", ["expectation"]),
        ("Wir hatten nicht damit gerechnet, die Anfahrt zu bezahlen.", ["expectation"]),
    ],
)
def test_who_expects_nothing_has_no_expectation(text, kinds):
    assert [kind for kind, *_ in found(text, "in")] == kinds


def test_a_quotation_says_nothing_and_stays_in_the_span():
    text = 'Where you write "we will send it on Friday" I stopped. Could you call it "draft"?'
    (request,) = find_statements(text, direction="in", today=WEDNESDAY)
    assert (request.kind, request.span) == ("request", 'Could you call it "draft"?')


@pytest.mark.parametrize(
    "text",
    [
        "Guess who heard that our own event moved to another hall.",
        "Just read the change order, and I nearly didn't believe it.",
        "The migration did what you said it would.",
        "One of us checked them one by one.",
        "Da kann man nicht meckern.",
        "El director me ha pedido que le quite de las copias.",
    ],
)
def test_words_of_one_language_are_no_wish_in_another(text):
    assert found(text, "in") == []


@pytest.mark.parametrize(
    "clause", ["we need about 70 seats", "please shorten scene 3", "die Fragen 3 und 4 klären"]
)
def test_the_end_of_a_word_is_no_month(clause):
    assert find_due(clause, date(2026, 11, 20)) is None


def test_fit_learns_the_same_weights_every_time():
    clauses = [
        ("kindly bring it", "request"),
        ("kindly move it", "request"),
        ("where is it", "question"),
        ("where was it", "question"),
        ("there it is", "none"),
    ]
    weights = fit(clauses, "in")
    assert weights["kindly"][2] > 0 > weights["where"][2]
    assert weights == fit(clauses, "in")
    assert rows({"a": [0.5, 1.0, 0.52, -0.5]}) == {"a": {0: 50, 2: -100}}


@pytest.mark.parametrize(
    ("clause", "vote", "kind"),
    [
        ("Might I trouble you for a copy?", SILENT, "request"),
        ("It was a pleasure to meet you all", SILENT, None),
        ("It was a pleasure to meet you all", {"request": 2.0}, None),
        ("Quid novi sub sole", SILENT, None),
        ("Quid novi sub sole?", MARKED, "question"),
        ("Kindly amend the postcode", SILENT, "request"),
        ("Kindly amend the postcode", {"none": 9.0}, None),
        ("Might I", SILENT, None),
    ],
)
def test_the_learned_words_add_to_the_rules_and_take_from_them(clause, vote, kind):
    assert kind_of(clause, "in", vote) == kind


def test_a_sentence_says_once_what_only_its_words_suggest():
    assert found("I owe you an answer, you'll get it tonight.") == [
        ("promise", "tonight", "2026-11-18")
    ]


@pytest.mark.parametrize("name", ["labelled/statements.jsonl", "statements_ours.jsonl"])
def test_labelled_statements(name):
    counts = count(read_cases(DATA / name))
    assert f1(counts) >= 0.99
    assert share_of_days(counts) >= 0.99


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "pt"])
def test_every_language_is_read(language):
    cases = [case for case in read_cases(OURS) if case["lang"] == language]
    assert len(cases) > 80
    assert f1(count(cases)) >= 0.98


@pytest.mark.parametrize("kind", ["request", "question", "expectation", "promise", "none"])
def test_one_thing_is_said_in_many_ways(kind):
    cases = [
        case for case in read_cases(DATA / "statement_phrasings.jsonl") if case["kind"] == kind
    ]
    wrong = [case["text"] for case in cases if kinds_of(case) != ({kind} - {"none"})]
    assert len(cases) > 120
    assert len(wrong) <= 0.03 * len(cases), wrong


def kinds_of(case):
    return {kind for kind, *_ in found(case["text"], case["direction"])}
