"""What a client is promised about a disputed invoice, in her language."""

from datetime import date
from typing import Final, NamedTuple

DAY: Final = "{day}"
"""Stands in what a PM writes for the day that is promised."""


class _Words(NamedTuple):
    """``numbered``: her invoice by its number; ``unnumbered`` without; ``day``: how days are
    written.
    """

    text: str
    numbered: str
    unnumbered: str
    promised: str
    day: str


_WORDS: Final = {
    "en": _Words(
        "Hello {name},\n\nthank you for telling us. We are looking into {invoice}, and you will"
        " have our answer by {day}. You need not write to anybody else about it.\n\n{pm}",
        "invoice {number}",
        "the invoice",
        "An answer about {invoice} by {day}",
        "%A %d %B",
    ),
    "de": _Words(
        "Guten Tag {name},\n\ndanke für Ihre Nachricht. Wir prüfen {invoice}, und Sie haben unsere"
        " Antwort bis {day}. Sie müssen dafür niemandem sonst schreiben.\n\n{pm}",
        "die Rechnung {number}",
        "die Rechnung",
        "Antwort zu {invoice} bis {day}",
        "%d.%m.%Y",
    ),
    "fr": _Words(
        "Bonjour {name},\n\nmerci de nous l’avoir signalé. Nous vérifions {invoice} et vous aurez"
        " notre réponse au plus tard le {day}. Vous n’avez personne d’autre à contacter.\n\n{pm}",
        "la facture {number}",
        "la facture",
        "Réponse sur {invoice} au plus tard le {day}",
        "%d/%m/%Y",
    ),
    "es": _Words(
        "Hola, {name}:\n\nGracias por avisarnos. Estamos revisando {invoice} y tendrá nuestra"
        " respuesta a más tardar el {day}. No hace falta que escriba a nadie más.\n\n{pm}",
        "la factura {number}",
        "la factura",
        "Respuesta sobre {invoice} a más tardar el {day}",
        "%d/%m/%Y",
    ),
    "it": _Words(
        "Buongiorno {name},\n\ngrazie per la segnalazione. Stiamo verificando {invoice} e avrà la"
        " nostra risposta entro il {day}. Non serve scrivere a nessun altro.\n\n{pm}",
        "la fattura {number}",
        "la fattura",
        "Risposta su {invoice} entro il {day}",
        "%d/%m/%Y",
    ),
    "nl": _Words(
        "Dag {name},\n\nbedankt voor uw bericht. We kijken {invoice} na en u hebt ons antwoord"
        " uiterlijk op {day}. U hoeft hierover niemand anders te schrijven.\n\n{pm}",
        "factuur {number}",
        "de factuur",
        "Antwoord over {invoice} uiterlijk op {day}",
        "%d-%m-%Y",
    ),
    "pt": _Words(
        "Olá, {name},\n\nobrigado por nos avisar. Estamos a verificar {invoice} e terá a nossa"
        " resposta até {day}. Não precisa de escrever a mais ninguém.\n\n{pm}",
        "a fatura {number}",
        "a fatura",
        "Resposta sobre {invoice} até {day}",
        "%d/%m/%Y",
    ),
}


def promise_mail(language: str, *, name: str, number: str, pm: str) -> str:
    """What the PM may send, with `DAY` where the day comes."""
    words = _of(language)
    text = words.text.replace("{name}", name).replace("{pm}", pm)
    return text.replace("{invoice}", _invoice(words, number))


def promised(language: str, *, number: str, due_on: date) -> str:
    """The row of the register of promises."""
    words = _of(language)
    return words.promised.format(invoice=_invoice(words, number), day=day_words(language, due_on))


def day_words(language: str, due_on: date) -> str:
    """``Wednesday 25 November``; figures where we have no names of days."""
    return due_on.strftime(_of(language).day).replace(" 0", " ")


def _of(language: str) -> _Words:
    return _WORDS.get(language.partition("-")[0], _WORDS["en"])


def _invoice(words: _Words, number: str) -> str:
    return words.numbered.replace("{number}", number) if number else words.unnumbered
