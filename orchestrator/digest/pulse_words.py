"""The pulse section of an update in the client's language.  Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from orchestrator.models import Formality, PulseTopic


class PulseWords(NamedTuple):
    """``hint`` stands before the five ``scores``, ``either`` between the last two."""

    questions: Mapping[PulseTopic, str]
    scores: Sequence[str]
    hint: str
    either: str


def _words(questions: tuple[str, str, str, str], scores: str, hint: str, either: str) -> PulseWords:
    asked = dict(zip(PulseTopic, questions, strict=True))
    return PulseWords(asked, scores.split(", "), hint, either)


_WORDS = {
    "en": _words(
        (
            "Are you comfortable with the progress?",
            "Is the work going as you expected?",
            "Is there anything else we should do?",
            "Do you have all the information you need?",
        ),
        "Poor, Worried, So-so, Good, Great",
        "Answer in your own words, or with a number:",
        "or",
    ),
    "de": _words(
        (
            "Sind Sie mit dem Fortschritt zufrieden?",
            "Läuft die Arbeit so, wie Sie es erwartet haben?",
            "Gibt es noch etwas, das wir tun sollten?",
            "Haben Sie alle Informationen, die Sie brauchen?",
        ),
        "Schlecht, Besorgt, Geht so, Gut, Sehr gut",
        "Antworten Sie mit eigenen Worten oder mit einer Zahl:",
        "oder",
    ),
    "fr": _words(
        (
            "Êtes-vous à l’aise avec l’avancement ?",
            "Le travail avance-t-il comme vous l’attendiez ?",
            "Y a-t-il autre chose que nous devrions faire ?",
            "Avez-vous toutes les informations dont vous avez besoin ?",
        ),
        "Mauvais, Inquiet, Moyen, Bien, Très bien",
        "Répondez avec vos mots, ou par un chiffre :",
        "ou",
    ),
    "es": _words(
        (
            "¿Se siente a gusto con el avance?",
            "¿Va el trabajo como esperaba?",
            "¿Hay algo más que debamos hacer?",
            "¿Tiene toda la información que necesita?",
        ),
        "Mal, Con dudas, Regular, Bien, Muy bien",
        "Responda con sus palabras o con un número:",
        "o",
    ),
    "it": _words(
        (
            "È soddisfatto di come procede il lavoro?",
            "Il lavoro va come si aspettava?",
            "C’è altro che dovremmo fare?",
            "Ha tutte le informazioni di cui ha bisogno?",
        ),
        "Male, Con dubbi, Così così, Bene, Molto bene",
        "Risponda con parole sue o con un numero:",
        "o",
    ),
    "nl": _words(
        (
            "Bent u tevreden over de voortgang?",
            "Loopt het werk zoals u had verwacht?",
            "Is er nog iets dat we moeten doen?",
            "Hebt u alle informatie die u nodig hebt?",
        ),
        "Slecht, Bezorgd, Matig, Goed, Heel goed",
        "Antwoord in uw eigen woorden, of met een cijfer:",
        "of",
    ),
    "pt": _words(
        (
            "Sente-se confortável com o andamento?",
            "O trabalho está a correr como esperava?",
            "Há mais alguma coisa que devamos fazer?",
            "Tem toda a informação de que precisa?",
        ),
        "Mal, Com dúvidas, Mais ou menos, Bem, Muito bem",
        "Responda por palavras suas ou com um número:",
        "ou",
    ),
}


_INFORMAL = {
    "de": _words(
        (
            "Bist du mit dem Fortschritt zufrieden?",
            "Läuft die Arbeit so, wie du es erwartet hast?",
            "Gibt es noch etwas, das wir tun sollten?",
            "Hast du alle Informationen, die du brauchst?",
        ),
        "Schlecht, Besorgt, Geht so, Gut, Sehr gut",
        "Antworte mit eigenen Worten oder mit einer Zahl:",
        "oder",
    ),
    "fr": _words(
        (
            "Es-tu à l’aise avec l’avancement ?",
            "Le travail avance-t-il comme tu l’attendais ?",
            "Y a-t-il autre chose que nous devrions faire ?",
            "As-tu toutes les informations dont tu as besoin ?",
        ),
        "Mauvais, Inquiet, Moyen, Bien, Très bien",
        "Réponds avec tes mots, ou par un chiffre :",
        "ou",
    ),
    "es": _words(
        (
            "¿Te sientes a gusto con el avance?",
            "¿Va el trabajo como esperabas?",
            "¿Hay algo más que debamos hacer?",
            "¿Tienes toda la información que necesitas?",
        ),
        "Mal, Con dudas, Regular, Bien, Muy bien",
        "Responde con tus palabras o con un número:",
        "o",
    ),
    "it": _words(
        (
            "Ti convince come procede il lavoro?",
            "Il lavoro va come ti aspettavi?",
            "C’è altro che dovremmo fare?",
            "Hai tutte le informazioni di cui hai bisogno?",
        ),
        "Male, Con dubbi, Così così, Bene, Molto bene",
        "Rispondi con parole tue o con un numero:",
        "o",
    ),
    "nl": _words(
        (
            "Ben je tevreden over de voortgang?",
            "Loopt het werk zoals je had verwacht?",
            "Is er nog iets dat we moeten doen?",
            "Heb je alle informatie die je nodig hebt?",
        ),
        "Slecht, Bezorgd, Matig, Goed, Heel goed",
        "Antwoord in je eigen woorden, of met een cijfer:",
        "of",
    ),
    "pt": _words(
        (
            "Sentes-te confortável com o andamento?",
            "O trabalho está a correr como esperavas?",
            "Há mais alguma coisa que devamos fazer?",
            "Tens toda a informação de que precisas?",
        ),
        "Mal, Com dúvidas, Mais ou menos, Bem, Muito bem",
        "Responde por palavras tuas ou com um número:",
        "ou",
    ),
}


def pulse_words(language: str, formality: Formality = Formality.UNSAID) -> PulseWords:
    """The words of a language, by its code; English where we have none."""
    code = language[:2].lower()
    informal = _INFORMAL.get(code) if formality is Formality.INFORMAL else None
    return informal or _WORDS.get(code, _WORDS["en"])
