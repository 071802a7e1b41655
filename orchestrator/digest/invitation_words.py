"""What an invitation to a review says, in the language of its reader."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from orchestrator.config import Settings
from orchestrator.digest.response_words import cleaned, indented, role_line
from orchestrator.mail_contexts import ResponseContext
from orchestrator.models import Contact, Invitation, InvitationMethod, Review, User
from orchestrator.rendering import Rendered, render
from orchestrator.walltime import zone_of


@dataclass(frozen=True, slots=True)
class _Words:
    """``answer``: how to say yes, no, or another time."""

    hello: str
    invites: str
    moves: str
    cancels: str
    when: str
    where: str
    agenda: str
    answer: str
    days: tuple[str, ...]


_IN: Final = {
    "en": _Words(
        "Hello {},", "I would like to invite you: {}.", "The new time of {}:",
        "{} does not take place.", "When", "Where", "What we talk about",
        "Answer in your own words: yes, no, or which time suits you better.",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ),
    "de": _Words(
        "Guten Tag {},", "ich möchte Sie einladen: {}.", "der neue Termin für {}:",
        "{} findet nicht statt.", "Wann", "Wo", "Worüber wir sprechen",
        "Antworten Sie in Ihren Worten: ja, nein, oder welcher Termin Ihnen besser passt.",
        ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    ),
    "fr": _Words(
        "Bonjour {},", "je vous invite : {}.", "le nouveau rendez-vous pour {} :",
        "{} n’aura pas lieu.", "Quand", "Où", "De quoi nous parlerons",
        "Répondez avec vos mots : oui, non, ou quel moment vous convient mieux.",
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    ),
    "es": _Words(
        "Buenos días, {}:", "le invito a: {}.", "la nueva fecha de {}:",
        "{} no tendrá lugar.", "Cuándo", "Dónde", "De qué hablaremos",
        "Responda con sus palabras: sí, no, o qué momento le viene mejor.",
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    ),
    "it": _Words(
        "Buongiorno {},", "vorrei invitarla: {}.", "la nuova data per {}:",
        "{} non avrà luogo.", "Quando", "Dove", "Di cosa parleremo",
        "Risponda con parole sue: sì, no, o quale momento le va meglio.",
        ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    ),
    "nl": _Words(
        "Goedendag {},", "ik nodig u graag uit: {}.", "het nieuwe tijdstip van {}:",
        "{} gaat niet door.", "Wanneer", "Waar", "Waarover we praten",
        "Antwoord in uw eigen woorden: ja, nee, of welk tijdstip u beter past.",
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    ),
    "pt": _Words(
        "Bom dia, {},", "gostaria de o convidar: {}.", "a nova data de {}:",
        "{} não se realiza.", "Quando", "Onde", "De que falaremos",
        "Responda com as suas palavras: sim, não, ou que momento lhe convém mais.",
        ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
         "sábado", "domingo"),
    ),
}  # fmt: skip


def render_invitation(invitation: Invitation, *, sender: User, settings: Settings) -> Rendered:
    """The message in its forms for people, signed by ``sender``.

    Raises:
        Refused: it is longer than mail programs show.
    """
    review, contact = invitation.review, invitation.contact
    language = contact.language if contact.language in _IN else "en"
    lines = [indented(line) for line in _lines(invitation, _IN[language])]
    context: ResponseContext = {
        "lang": language,
        "subject": subject_of(review, contact),
        "studio": {"name": settings.studio_name, "address": settings.studio_address},
        "signer": {"name": sender.name, "role_line": role_line(sender, settings)},
        "lines": lines,
        "paragraphs": [list(group) for has_words, group in groupby(lines, bool) if has_words],
        "quoted": None,
    }
    return render("response", context)


def subject_of(review: Review, contact: Contact) -> str:
    """``Design review: Thu 26.11.2026, 14:00``, which a new time makes another one."""
    words = _IN.get(contact.language, _IN["en"])
    there = review.held_at.astimezone(zone_of(review.timezone))
    return f"{review.title}: {words.days[there.weekday()]} {there:%d.%m.%Y, %H:%M}"[:200]


def _lines(invitation: Invitation, words: _Words) -> list[str]:
    review = invitation.review
    lines = [words.hello.format(invitation.contact.greeting_name), ""]
    if invitation.method is InvitationMethod.CANCEL:
        return [*lines, words.cancels.format(review.title), "", _when(review, words)]
    opening = words.moves if review.sequence else words.invites
    lines += [opening.format(review.title), "", f"{words.when}: {_when(review, words)}"]
    if review.place:
        lines.append(f"{words.where}: {review.place}")
    if review.agenda:
        lines += ["", f"{words.agenda}:", *cleaned(review.agenda).split("\n")]
    return [*lines, "", words.answer]


def _when(review: Review, words: _Words) -> str:
    there = zone_of(review.timezone)
    start: datetime = review.held_at.astimezone(there)
    # The hands of the clock there, also where they are moved in between.
    end = (review.held_at + timedelta(minutes=review.minutes)).astimezone(there)
    return f"{words.days[start.weekday()]}, {start:%d.%m.%Y, %H:%M}–{end:%H:%M} ({review.timezone})"
