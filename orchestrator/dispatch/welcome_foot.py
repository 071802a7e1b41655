"""The foot of a welcome in seven languages, without a "you" that could be too formal.  Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple


class Foot(NamedTuple):
    """``why`` has the PM, ``change`` the wishes that a reply may name, ``role`` the studio."""

    why: str
    change: str
    wishes: Sequence[str]
    last: str
    stop: str
    kept: str
    role: str

    def how(self) -> str:
        """``To change it, reply with what you want: monthly, shorter or stop.``"""
        *first, last = self.wishes
        return self.change.format(wishes=f"{', '.join(first)} {self.last} {last}")


FEET: Final[Mapping[str, Foot]] = {
    "en": Foot(
        "You get this once, because {pm} added you to this project.",
        "To change it, reply with what you want: {wishes}.",
        ("monthly", "shorter", "text me instead", "pause until 3 Jan", "stop"),
        "or",
        "You can also stop these mails here",
        "Replies are kept on the project record.",
        "Project manager, {studio}. I read every reply.",
    ),
    "de": Foot(
        "Diese Nachricht kommt einmal: {pm} hat diese Adresse zum Projekt hinzugefügt.",
        "Zum Ändern genügt eine Antwort: {wishes}.",
        ("monatlich", "kürzer", "Pause bis 3. Januar", "Stopp"),
        "oder",
        "Diese Mails hier beenden",
        "Antworten werden beim Projekt aufbewahrt.",
        "Projektleitung, {studio}. Ich lese jede Antwort.",
    ),
    "fr": Foot(
        "Ce message arrive une seule fois : {pm} a ajouté cette adresse au projet.",
        "Pour changer, il suffit de répondre : {wishes}.",
        ("mensuel", "plus court", "pause jusqu’au 3 janvier", "stop"),
        "ou",
        "Arrêter ces messages ici",
        "Les réponses sont conservées avec le projet.",
        "Direction de projet, {studio}. Je lis chaque réponse.",
    ),
    "es": Foot(
        "Este mensaje llega una sola vez: {pm} añadió esta dirección al proyecto.",
        "Para cambiarlo basta con responder: {wishes}.",
        ("mensual", "más corto", "pausa hasta el 3 de enero", "stop"),
        "o",
        "Parar estos correos aquí",
        "Las respuestas se guardan con el proyecto.",
        "Dirección del proyecto, {studio}. Leo todas las respuestas.",
    ),
    "it": Foot(
        "Questo messaggio arriva una volta sola: {pm} ha aggiunto questo indirizzo al progetto.",
        "Per cambiare basta rispondere: {wishes}.",
        ("mensile", "più breve", "pausa fino al 3 gennaio", "stop"),
        "o",
        "Fermare queste mail qui",
        "Le risposte restano agli atti del progetto.",
        "Responsabile di progetto, {studio}. Leggo ogni risposta.",
    ),
    "nl": Foot(
        "Dit bericht komt één keer: {pm} heeft dit adres aan het project toegevoegd.",
        "Om te wijzigen volstaat een antwoord: {wishes}.",
        ("maandelijks", "korter", "pauze tot 3 januari", "stop"),
        "of",
        "Deze mails hier stoppen",
        "Antwoorden worden bij het project bewaard.",
        "Projectleiding, {studio}. Ik lees elk antwoord.",
    ),
    "pt": Foot(
        "Esta mensagem chega uma só vez: {pm} acrescentou este endereço ao projeto.",
        "Para mudar, basta responder: {wishes}.",
        ("mensal", "mais curto", "pausa até 3 de janeiro", "stop"),
        "ou",
        "Parar estes e-mails aqui",
        "As respostas ficam guardadas com o projeto.",
        "Gestão do projeto, {studio}. Leio todas as respostas.",
    ),
}


def foot_for(language: str) -> Foot:
    """The foot in a language, by its code; English where we have none."""
    return FEET.get(language[:2].lower(), FEET["en"])
