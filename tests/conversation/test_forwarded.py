"""Who first wrote a forwarded mail, as the mail programs of seven languages show it."""

from dataclasses import dataclass
from email.message import EmailMessage

import pytest

from orchestrator.collect.parse import parse_mail
from orchestrator.conversation.forwarded import Original, original_sender

DANA = "Dana Whitfield <dana@harborlane.example>"

OUTLOOK = {
    "en": ("FW: ", "From: {}\nSent: Monday, November 23, 2026 9:00 AM\nTo: Sam\nSubject: Photos"),
    "de": ("WG: ", "Von: {}\nGesendet: Montag, 23. November 2026 09:00\nAn: Sam\nBetreff: Photos"),
    "fr": ("TR : ", "De : {}\nEnvoyé : lundi 23 novembre 2026 09:00\nÀ : Sam\nObjet : Photos"),
    "es": ("RV: ", "De: {}\nEnviado el: lunes, 23 de noviembre\nPara: Sam\nAsunto: Photos"),
    "it": ("I: ", "Da: {}\nInviato: lunedì 23 novembre 2026 09:00\nA: Sam\nOggetto: Photos"),
    "nl": ("FW: ", "Van: {}\nVerzonden: maandag 23 november 2026\nAan: Sam\nOnderwerp: Photos"),
    "pt": ("ENC: ", "De: {}\nEnviada em: segunda-feira, 23\nPara: Sam\nAssunto: Photos"),
}
GMAIL_FROM = {
    "en": "From",
    "de": "Von",
    "fr": "De ",
    "es": "De",
    "it": "Da",
    "nl": "Van",
    "pt": "De",
}
GMAIL = (
    "---------- Forwarded message ---------\n{}: {}\nDate: Mon, Nov 23, 2026 at 9:00 AM\n"
    "Subject: Photos\nTo: Sam <sam@harborlane.example>"
)
APPLE = {
    "en": "Begin forwarded message:\n\n> From: {}\n> Subject: Photos\n> Date: 23 Nov\n> To: Sam",
    "de": "Anfang der weitergeleiteten Nachricht:\n\nVon: {}\nBetreff: Photos\nDatum: 23. November"
    "\nAn: Sam",
    "fr": "Début du message réexpédié :\n\nDe: {}\nObjet: Photos\nDate: 23 novembre\nÀ: Sam",
    "es": "Inicio del mensaje reenviado:\n\nDe: {}\nAsunto: Photos\nFecha: 23 de nov\nPara: Sam",
    "it": "Inizio messaggio inoltrato:\n\nDa: {}\nOggetto: Photos\nData: 23 novembre\nA: Sam",
    "nl": "Begin doorgestuurd bericht:\n\nVan: {}\nOnderwerp: Photos\nDatum: 23 nov\nAan: Sam",
    "pt": "Início da mensagem reencaminhada:\n\nDe: {}\nAssunto: Photos\nData: 23/11\nPara: Sam",
}
THUNDERBIRD = {
    "en": "-------- Forwarded Message --------\nSubject: \tPhotos\nDate: \tMon\nFrom: \t{}",
    "de": "-------- Weitergeleitete Nachricht --------\nBetreff: \tPhotos\nDatum: \tMon\nVon: \t{}",
    "fr": "-------- Message transféré ------\nSujet : \tPhotos\nDate : \tlun\nDe : \t{}\nPour : S",
    "es": "-------- Mensaje reenviado --------\nAsunto: \tPhotos\nFecha: \tMon\nDe: \t{}\nPara: S",
    "it": "-------- Messaggio Inoltrato --------\nOggetto: \tPhotos\nData: \tMon\nMittente: \t{}",
    "nl": "-------- Doorgestuurd bericht --------\nOnderwerp: \tPhotos\nDatum: \tMon\nVan: \t{}",
    "pt": "-------- Mensagem encaminhada --------\nAssunto: \tPhotos\nData: \tMon\nDe: \t{}",
}
YAHOO = {
    "en": "----- Forwarded Message -----\nFrom: {}\nTo: Sam\nSent: Monday\nSubject: Photos",
    "de": "----- Weitergeleitete Mail -----\nVon: {}\nAn: Sam\nGesendet: Montag\nBetreff: Photos",
    "fr": "----- Mail transféré -----\nDe : {}\nÀ : Sam\nEnvoyé : lundi\nObjet : Photos",
    "es": "----- Mensaje reenviado -----\nDe: {}\nPara: Sam\nEnviado: lunes\nAsunto: Photos",
    "it": "----- Messaggio inoltrato -----\nDa: {}\nA: Sam\nInviato: lunedì\nOggetto: Photos",
    "nl": "----- Doorgestuurd bericht -----\nVan: {}\nAan: Sam\nVerzonden: maandag\nOnderwerp: P",
    "pt": "----- Mensagem encaminhada -----\nDe: {}\nPara: Sam\nEnviado: segunda\nAssunto: Photos",
}
WORDS = {
    "en": "Please see below.",
    "de": "Zur Kenntnis.",
    "fr": "Pour information.",
    "es": "Os lo reenvío.",
    "it": "Ti inoltro.",
    "nl": "Ter info.",
    "pt": "Segue abaixo.",
}


@dataclass(frozen=True)
class Mail:
    """Sam's."""

    subject: str
    text: str
    from_address: str = "sam@harborlane.example"


def forwards() -> dict[str, Mail]:
    """By program and language, with and without the sign that a person may take away."""
    found = {}
    for lang, words in WORDS.items():
        prefix, block = OUTLOOK[lang]
        shapes = {
            "outlook": (f"{prefix}Photos", block.format(DANA)),
            "outlook, old": (f"{prefix}Photos", block.format(old(DANA))),
            "outlook, prefix taken away": ("Photos", block.format(DANA)),
            "gmail": ("Fwd: Photos", GMAIL.format(GMAIL_FROM[lang], DANA)),
            "gmail, bold": ("Fwd: Photos", GMAIL.format(GMAIL_FROM[lang], bold(DANA))),
            "apple": ("Fwd: Photos", APPLE[lang].format(DANA)),
            "apple, another subject": ("The pictures", APPLE[lang].format(DANA)),
            "thunderbird": ("Fwd: Photos", THUNDERBIRD[lang].format(DANA)),
            "thunderbird, another subject": ("Look", THUNDERBIRD[lang].format(DANA)),
            "yahoo": ("Photos", YAHOO[lang].format(DANA)),
            "a reply that was forwarded": (f"{prefix}Re: Photos", block.format(DANA)),
        }
        for program, (subject, shown) in shapes.items():
            text = f"{words}\n\nSam\n\n{shown}\n\nHere are the photos.\n"
            found[f"{program}, {lang}"] = Mail(subject, text)
    return found


def old(mailbox: str) -> str:
    """As Outlook showed an address until 2010."""
    return mailbox.replace("<", "[mailto:").replace(">", "]")


def bold(mailbox: str) -> str:
    """As Gmail's text has it."""
    name, _, address = mailbox.partition(" <")
    return f"*{name}* <{address}"


@pytest.mark.parametrize("mail", forwards().values(), ids=forwards())
def test_the_first_writer_of_a_forward_is_found(mail: Mail) -> None:
    found = original_sender(mail)
    assert found is not None
    assert (found.address, found.name) == ("dana@harborlane.example", "Dana Whitfield")
    assert "dana@harborlane.example" in found.evidence


REPLIES = {
    "outlook": Mail("RE: Photos", f"Thanks!\n\n{OUTLOOK['en'][1].format(DANA)}\n\nHere they are."),
    "outlook, without prefix": Mail(
        "Something else", f"Thanks!\n\n{OUTLOOK['en'][1].format(DANA)}\n\nHere they are."
    ),
    "to a forward, quoted": Mail(
        "Re: Fwd: Photos",
        "Thanks!\n\nOn Mon, Dana wrote:\n> FYI\n>\n> Begin forwarded message:\n>\n"
        "> From: Ann <ann@harborlane.example>\n> Subject: Photos\n> Date: Mon\n> To: Dana",
    ),
    "to a forward, below a block": Mail(
        "AW: WG: Photos",
        f"Danke!\n\n{OUTLOOK['de'][1].format(DANA)}\n\nFYI\n\n----- Forwarded message -----\n"
        "From: Ann <ann@harborlane.example>\nDate: Mon\nSubject: Photos\nTo: Dana",
    ),
    "to us, with our own forward below": Mail(
        "Re: Photos",
        "Yes.\n\n> ---------- Forwarded message ---------\n> From: Ann <ann@x.example>\n"
        "> Date: Mon\n> Subject: Photos\n> To: Dana",
    ),
}
OTHERS = {
    "her own mail, forwarded again": Mail(
        "Fwd: Photos", GMAIL.format("From", "Sam <sam@harborlane.example>")
    ),
    "no address in the block": Mail("FW: Photos", OUTLOOK["en"][1].format("Whitfield, Dana")),
    "a form": Mail("New booking", "From: 23 Nov\nTo: 25 Nov\nDate: today\nGuests: 2"),
    "talk about forwarding": Mail("Mail", "Please use the forwarded message from Dana. Thanks"),
    "a route": Mail("Trip", "From: Ghent\nTo: Lisbon\nContact: ann@harborlane.example"),
    "nothing": Mail("", ""),
}


@pytest.mark.parametrize("mail", (REPLIES | OTHERS).values(), ids=REPLIES | OTHERS)
def test_what_is_no_forward_of_somebody_else_has_no_first_writer(mail: Mail) -> None:
    assert original_sender(mail) is None


def attached(subject: str) -> bytes:
    """A forward as Outlook's "Forward as attachment" and Apple Mail's make it."""
    inner = EmailMessage()
    inner["From"], inner["To"] = DANA, "Sam <sam@harborlane.example>"
    inner["Date"], inner["Subject"] = "Mon, 23 Nov 2026 09:00:00 +0000", "Photos"
    inner["Message-ID"] = "<photos@harborlane.example>"
    inner.set_content("Here are the photos.\n")
    outer = EmailMessage()
    outer["From"], outer["To"] = "Sam <sam@harborlane.example>", "hello@northwind.example"
    outer["Date"], outer["Subject"] = "Mon, 23 Nov 2026 10:00:00 +0000", subject
    outer.set_content("Please see what is attached.\n")
    outer.add_attachment(inner)
    return outer.as_bytes()


@pytest.mark.parametrize("subject", ["Fwd: Photos", "WG: Photos", "Photos"])
def test_the_first_writer_of_an_attached_message_is_found(subject: str) -> None:
    mail = parse_mail(attached(subject))
    assert original_sender(Mail(mail.subject, mail.text, "sam@harborlane.example")) == Original(
        "dana@harborlane.example",
        "Dana Whitfield",
        "From: Dana Whitfield <dana@harborlane.example>",
    )
