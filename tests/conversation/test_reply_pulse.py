"""A score is what the writer gives us herself, and nothing that only looks like one."""

from datetime import date

from orchestrator.conversation.reply import read_reply

GIVEN_FOUR = [
    "4/5", "4/5!", "4/5 from me", "I'd give 4/5", "I would give you 4/5", "We'd say 4/5.",
    "Pulse: 4/5", "Score 4", "4 out of 5, thanks", "4 stars", "This week: 4/5",
    "For this week 4/5", "Ich gebe 4/5", "Von mir 4 von 5", "wir würden 4/5 geben",
    "Je donne 4/5", "4 sur 5 pour nous", "Yo daría un 4/5", "Le doy un 4 de 5", "Io darei 4/5",
    "Do 4 su 5", "Ik geef 4/5", "4 van de 5", "Eu dou 4/5", "Dou 4 em 5",
    "Tom and I would give 4/5", "Happy: 4/5", "4/5, the bugs are still there.", "4/5 great work",
    "Satisfaction 4/5", "My wife and I give 4/5.",
]  # fmt: skip
GIVEN_THREE = [
    "3/5 this week", "A 3/5 from us", "Solid 3/5", "Only a 3/5 this time", "Thanks! 3/5",
    "Yes to both. 3/5", "1 yes, 2 no, 3/5", "1 yes 2 no 3/5", "Pulse 3/5", "pulse: 3",
    "Score for this week: 3/5", "I'd call it a 3/5", "It's a 3/5 from us", "We feel 3/5",
    "Honestly 3/5, nobody called back", "3 stars", "three stars from me", "Diese Woche 3 von 5",
    "Ich würde 3/5 sagen", "Von uns eine 3/5", "Note: 3/5", "Nur 3/5 diesmal", "Puls: 3",
    "Je dirais 3/5", "Cette semaine 3 sur 5", "Note 3/5", "On vous met 3/5", "Yo diría un 3/5",
    "Esta semana un 3 de 5", "Os doy un 3/5", "Nota: 3/5", "Io direi 3/5",
    "Questa settimana 3 su 5", "Voto: 3/5", "Ik zou zeggen 3/5", "Deze week een 3/5",
    "Cijfer: 3/5", "Eu diria 3/5", "Esta semana 3 em 5", "Nota desta semana: 3/5",
    "It was 4/5, now 3/5", "My husband and I would say 3/5",
]  # fmt: skip
# What others would give, days, sizes, shares, counted things, questions, and two at a time.
NONE = [
    "Tom would give 5/5", "My wife would give it 4/5.", "He gives 4/5.", "She'd say 3 out of 5.",
    "My colleagues say 4/5", "between 3/5 and 4/5", "somewhere between 3/5 and 4/5", "3/5 or 4/5",
    "3/5 - 4/5", "5/5 bugs still there", "5/5 bugs are fixed", "4/5 bugs still there",
    "Deadline 1/5", "Deadline: 1/5.", "The launch is 1/5", "Opening day 3/5", "Meeting 2/5, ok?",
    "due 4/5", "delivered 5/5", "-5/5", "3/5 x 5/5", "3/5 x 4/5 inch", "Size 3/5",
    "Tom würde 5/5 geben", "Mein Mann gibt 4/5.", "zwischen 3/5 und 4/5", "5/5 Fehler noch da",
    "Termin 1/5", "Frist: 3/5", "Tom donnerait 5/5", "Mon mari dit 4/5", "entre 3/5 et 4/5",
    "5/5 bugs toujours là", "Échéance 1/5", "Tom daría 5/5", "Mi marido le da un 4/5",
    "entre 3/5 y 4/5", "5/5 errores siguen ahí", "Plazo 1/5", "Entrega: 2/5", "Tom darebbe 5/5",
    "Mio marito dice 4/5", "tra 3/5 e 4/5", "5/5 errori ancora lì", "Scadenza 1/5",
    "Tom zou 5/5 geven", "Mijn man geeft 4/5", "tussen 3/5 en 4/5",
    "5/5 bugs nog steeds aanwezig", "Deadline is 1/5", "Oplevering 1/5", "O Tom daria 5/5",
    "O meu marido dá 4/5", "entre 3/5 e 4/5", "5/5 erros ainda lá", "Prazo 1/5", "Entrega 2/5",
    "1/5/2027 is fine", "It was 3/5 last month", "Version 3/5", "Room 4/5",
    "3/5 of the budget is spent", "Note 3 is missing in the appendix", "Bitte Note 3 beachten",
    "Tom's score is 4", "The score was 4 to 2.", "Match score 4", "We scored 4/5 in the audit",
    "4/5 done", "4/5 ready", "Batch 2/5 arrived today.", "Chapter 3/5 attached", "Photos 2/5",
    "Attachment 3/5", "Invoice 2/5 paid", "Rate 4/5 percent", "2 of 5 walls are painted",
    "3 out of 5 ain't bad for the interns", "Sprint 3/5", "Week 3/5", "Woche 2/5", "Semana 2/5",
    "Teil 3/5 folgt", "Rechnung 2/5 bezahlt", "Facture 3/5 jointe", "Lote 2/5 entregado",
    "Fattura 2/5 pagata", "Factuur 2/5 betaald", "Fatura 2/5 paga", "The hotel has 4 stars",
    "A 4 star hotel", "Ein Hotel mit 4 Sternen", "Un hôtel 4 étoiles",
    "Five star service is what we promise", "Hotel con 4 stelle", "The teacher gave her 5/5",
    "The jury gave us 5/5", "My boss rates it 3/5", "Could you get to 5/5?", "Is that a 4/5?",
    "Wäre das eine 4/5?", "I'd give 5/5 if the site were up.",
    "Would have been 5/5 without the outage", "mon chef dit 3/5", "Mein Chef findet 3/5",
    "Mi jefa dice 3/5", "Il capo direbbe 3/5", "Mijn baas zegt 3/5", "A minha chefe diria 3/5",
    "full marks for Tom", "Tom got full marks", "Pulse 4.5", "3 or 4 out of 5", "3 oder 4 von 5",
    "entre 3 y 4 sobre 5", "between a 3 and a 4", "Ratio 1/5", "Scale 1/5", "Maßstab 1/5",
    "1/5 of the flyers came back", "échelle 1/5", "1/5 - 3/5 we're away",
    "From 1/5 to 4/5 we're closed", "Closed 1/5-4/5", "Vom 1/5 bis 4/5 geschlossen",
    "fermé du 1/5 au 4/5", "Cerrado del 1/5 al 4/5", "Chiuso dal 1/5 al 4/5",
    "1/5, 2/5 and 3/5 are booked",
]  # fmt: skip


def pulses(texts):
    today = date(2026, 11, 20)
    read = (read_reply(text, asks=(), today=today, timezone="Europe/Vienna") for text in texts)
    return {text: reading.pulse for text, reading in zip(texts, read, strict=True)}


def test_a_score_that_the_writer_gives_is_read():
    assert pulses(GIVEN_FOUR) == dict.fromkeys(GIVEN_FOUR, 4)
    assert pulses(GIVEN_THREE) == dict.fromkeys(GIVEN_THREE, 3)


def test_what_only_looks_like_a_score_is_none():
    assert pulses(NONE) == dict.fromkeys(NONE)


def test_two_scores_at_once_are_for_a_person():
    reading = read_reply(
        "between 3/5 and 4/5", asks=(), today=date(2026, 11, 20), timezone="Europe/Vienna"
    )
    assert (reading.pulse, reading.unclear) == (None, ["the score is not a whole number"])
