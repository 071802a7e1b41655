"""Legal text and warnings that servers put around a mail.  Pure."""

from collections.abc import Sequence
import re

_LEAST = 80
_MOST_READ = 4000
_BANNER = re.compile(
    r"^\W{0,8}(?:\[?(?:caution|warning|attention|achtung|vorsicht|warnung|extern(?:al|e|er|o|a)?|"
    r"cuidado|atención|precaución|advertencia|attenzione|avviso|let op|waarschuwing|atenção|aviso|"
    r"advarsel|varning|obs|uwaga|you don't often get|some people who received this|"
    r"sie erhalten nicht (?:oft|häufig)|vous n’obtenez pas souvent)\b)",
    re.I,
)
_BANNER_PROOF = re.compile(
    r"\[\W*extern|originat|(?:from|de|von|da|van|från|fra) (?:an? |the |de )?(?:extern|outside|"
    r"außerhalb|unknown)|outside (?:of )?(?:the|your|our)|außerhalb|extérieur|\bexterior|"
    r"all'esterno|de fuera|van buiten|fora d|extern(?:al|er|en|e|al)? (?:sender|e-?mail|source|"
    r"message|absender|afzender|avsändare|afsender|mittente)|"
    r"(?:expéditeur|remitente|mittente|remetente) extern|unknown sender|"
    r"links?\b.{0,40}(?:attach|anhäng|anlage)|learn why this is important|"
    r"LearnAboutSenderIdentification",
    re.I,
)
_ABOUT_MAIL = (
    "mail", "message", "nachricht", "mensaje", "messaggio", "mensagem", "bericht", "correo",
    "courriel", "sender", "absender", "expéditeur", "remitente", "mittente", "afzender",
    "remetente", "avsändare", "afsender", "avsender", "meddel", "melding", "wiadomo", "nadawc",
    "communication", "transmission", "сообщени", "письм", "отправител", "邮件", "メール",
    "learn why this is important",
)  # fmt: skip
_REGISTER = (
    "registered in", "registered office", "registered society", "registered company",
    "company n", "handelsregister", "amtsgericht", "geschäftsführ", " rcs ", " kvk ",
    "sede legale",
)  # fmt: skip
# Two of these kinds of phrases in one paragraph make it legal text.
_SECRET = (
    "confidential", "vertraulich", "confidentiel", "confidencial", "riservat", "confidenzial",
    "vertrouwelijk", "fortrolig", "konfidentiell", "poufn", "конфиденциал", "luottamuksell",
    "privileged", "důvěrn", "機密", "保密",
)  # fmt: skip
_ADDRESSEE = (
    "intended for", "intended solely for", "intended only for", "intended recipient",
    "intended solely recipient", "named addressee", "use of the individual",
    "use of the addressee", "use of the intended", "er adressat", "er empfänger",
    "richtige adressat", "richtige empfänger", "vorgesehene empfänger",
    "ausschließlich für", "destinataire", "destinatari", "destinado", "geadresseerde",
    "bestemd voor", "adresat", "mottag", "modtager", "for the addressee", "nicht für sie",
    "nicht der richtige", "nicht der beabsichtigte", "адресат", "получател",
)  # fmt: skip
_MISTAKE = (
    "in error", "by mistake", "irrtümlich", "versehentlich", "par erreur", "por error",
    "per errore", "abusivamente", "ten onrechte", "por engano", "ved en fejl", "av misstag",
    "ved feil", "omyłkow", "по ошибке", "notify the sender", "informieren sie", "prévenir",
    "avertir", "notifi", "avvisar", "informar", "verwittig", "afzender", "löschen sie", "delete",
    "supprimer", "elimin", "borr", "cancell", "verwijder", "slet", "radera",
)  # fmt: skip
_FORBIDDEN = (
    "unauthorised", "unauthorized", "disclos", "distribut", "dissemin", "copying", "unbefugt",
    "weitergabe", "diffus", "divulga", "verspreid", "viral", "liab", "haftung",
    "opinions expressed",
)  # fmt: skip
_PAPER = (
    "environment before printing", "umwelt", "avant d'imprimer", "avant d’imprimer",
    "antes de imprimir", "prima di stampare", "voordat u",
)  # fmt: skip
_LEGAL = (_SECRET, _ADDRESSEE, _MISTAKE, _FORBIDDEN, _PAPER, (*_REGISTER, "sitz "))


def is_disclaimer(paragraph: str) -> bool:
    """Legal text: several of its stock phrases in one paragraph, about the mail or the firm."""
    if len(paragraph) < _LEAST:
        return False
    words = paragraph[:_MOST_READ].lower()
    if not (_has(words, _ABOUT_MAIL) or _has(words, _REGISTER)):
        return False
    return sum(_has(words, phrases) for phrases in _LEGAL) >= 2


def is_banner(paragraph: str) -> bool:
    """A warning that the receiving server put on top."""
    return bool(
        _BANNER.match(paragraph)
        and _BANNER_PROOF.search(paragraph)
        and _has(paragraph.lower(), _ABOUT_MAIL)
    )


def _has(words: str, phrases: Sequence[str]) -> bool:
    return any(phrase in words for phrase in phrases)


def banner_lines(lines: Sequence[str]) -> int:
    """How many lines on top are a banner, blank lines before it included; 0 for none."""
    start = 0
    while start < len(lines) and not lines[start].strip():
        start += 1
    end = start
    while end < len(lines) and end < start + 6 and lines[end].strip():
        end += 1
    return end if is_banner(" ".join(lines[start:end])[:1000]) else 0


def disclaimer_start(lines: Sequence[str]) -> int:
    """The line where the disclaimers that end a text begin; its length for none."""
    end = start = len(lines)
    while end > 0:
        while end > 0 and not lines[end - 1].strip():
            end -= 1
        first = end
        while first > 0 and lines[first - 1].strip():
            first -= 1
        if first == end or _goes_on(lines, first):
            break
        if not is_disclaimer(" ".join(lines[first:end])):
            break
        start = end = first
    return start


def _goes_on(lines: Sequence[str], first: int) -> bool:
    """Whether a paragraph ends a sentence that the one above began: legal text does not."""
    if lines[first].lstrip()[0].islower():
        return True
    above = first - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above >= 0 and lines[above].rstrip().endswith(":")
