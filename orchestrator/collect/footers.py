"""Lines that programs add and nobody wrote.  Pure.

Devices, virus scanners, banners of the receiving server, disclaimers.
"""

from collections.abc import Sequence
import re

_DEVICE = re.compile(
    r"^\W{0,4}(?:"
    r"(?:Sent|From|Envoyé|Envoyée|Enviado|Enviada|Inviato|Verzonden|Verstuurd|Gesendet|Skickat|"
    r"Sendt|"
    r"Wysłano|Wysłane|Отправлено|Надіслано|Lähetetty|Odesláno|Odoslané|Küldve|Trimis)\s"
    r"(?:from|via|depuis|à partir|de |do |da |dal|desde|con|vanaf|vanuit|met|von|mit|aus|über|från|"
    r"fra|z |ze |из|с |з |můj)|"
    r"Von (?:meinem|unterwegs|iPhone|mobil)|Diese Nachricht wurde von mein|Sendt fra|Skickat från|"
    r"Get (?:Outlook|BlueMail|TypeApp) for|Outlook (?:für|for|pour|para|per|voor) |"
    r"(?:Holen Sie sich|Laden Sie|Hämta|Hent|Skaff deg|Pobierz|Скачать|Télécharge[rz]|Obtene[rz]|"
    r"Obtén|Obter|Baixe|Scarica|Ottieni|Download) (?:die |le |o |il )?Outlook|"
    r"Outlook (?:downloaden|beziehen)|"
    r"Sent with \[?(?:Proton|Spark|Superhuman|Mailspring|Tutanota|Airmail|a Spark)|"
    r"Get \[?Outlook|"
    r"Mit (?:Proton|der GMX|der WEB\.DE)|Diese E-Mail wurde mit|Gesendet mit|"
    r"(?:GMX|WEB\.DE|Yahoo|AOL|Mail\.ru)\s?(?:Mail)?\s?(?:App|für|for)|"
    r"Yahoo Mail[:.] ?(?:Search|Suchen)|"
    r"(?:iPhone|iPad|Android|携帯|私の).{0,12}から送信|.{0,14}에서 보냄|发自我的|從我的|"
    r"Lähetetty .{0,20}(?:iPhone|Android)|Odesláno z|Enviat des|"
    r"(?:Sent|Written) on (?:the go|my))",
    re.I,
)
_DEVICE_NAME = re.compile(
    r"iphone|ipad|android|samsung|galaxy|huawei|xiaomi|pixel|blackberry|windows|outlook|gmail|gmx|"
    r"web\.de|yahoo|proton|spark|superhuman|mobil|mobile|phone|handy|telefon|tablet|smartphone|"
    r"mail|"
    r"téléphone|teléfono|cellulare|telemóvel|celular|móvil|mobiel|nokia|sony|tutanota|app\b|device|"
    r"gerät|thunderbird|k-9|fairemail|bluemail|nine|browser|watch|айфон|phon|から送信|보냄|发自|從我",
    re.I,
)
_SCANNER = re.compile(
    r"^\W{0,4}(?:Virus-?free|Virenfrei|Sans virus|Libre de virus|Privo di virus|Virusvrij|"
    r"Livre de vírus|"
    r"Sem vírus|Garanti sans virus|No virus found|This e-?mail has been (?:checked|scanned)|"
    r"This message has been (?:checked|scanned)|"
    r"Diese E-?Mail wurde (?:von|auf)|L'absence de virus|Cet e-?mail a été vérifié|"
    r"Este (?:correo|e-?mail|mensaje).{0,40}(?:comprobado|verificado|analizado)|"
    r"Questa e-?mail è stata|"
    r"Deze e-?mail is gecontroleerd|Checked by AVG|Scanned by)",
    re.I,
)
# "Sent from my desk, is much easier than my phone" is a sentence.
_TALK = re.compile(r"\b(?:is|was|are|isn't|ist|est|es|è)\b", re.I)
_LINK = re.compile(r"^\s*(?:<(?:https?://|#)[^>]*>|https?://\S+|\[(?:image|cid)[^\]]*\])\s*$", re.I)
_LINK_START = re.compile(r"^\s*<?(?:https?://|www\.)(?:\S*\.)?(?:avast|avg|outlook|aka\.ms|"
                         r"go\.onelink|"
                         r"proton|sparkmail|mail\.onelink|yahoo)[^\s]*>?", re.I)  # fmt: skip
_MY_DEVICE = re.compile(r"^\W{0,2}sent from (?:my|a) [\w' -]{2,40}\W?$|^ᐧ$", re.I)
_TICKET_MARK = re.compile(
    r"^\W{0,6}(?:please )?(?:type|write|reply|respond|antworten|répondez|responda|escriba|"
    r"scrivi)\b.{0,40}"
    r"(?:above|oberhalb|au-dessus|encima|sopra|acima|boven)\b.{0,40}$",
    re.I,
)

_BANNER = re.compile(
    r"^\W{0,8}(?:\[?(?:caution|warning|attention|achtung|vorsicht|warnung|extern(?:al|e|er|o|a)?|"
    r"cuidado|atención|precaución|advertencia|attenzione|avviso|let op|waarschuwing|atenção|aviso|"
    r"advarsel|varning|obs|uwaga|you don't often get|some people who received this|"
    r"sie erhalten nicht (?:oft|häufig)|vous n’obtenez pas souvent)\b)",
    re.I,
)
_BANNER_PROOF = re.compile(
    r"extern|outside|außerhalb|extérieur|exterior|esterno|estern|buiten|fora d|"
    r"unknown sender|links?\b.{0,40}(?:attach|anhäng|anlage)|learn why this is important|"
    r"LearnAboutSenderIdentification|de fuera",
    re.I,
)

_DISCLAIMER = [
    re.compile(pattern, re.I)
    for pattern in (
        r"confidential|vertraulich|confidentiel|confidencial|riservat|confidenzial|vertrouwelijk|"
        r"fortrolig|"
        r"konfidentiell|poufn|конфиденциал|luottamuksell|privileged|důvěrn",
        r"intended (?:solely |only )?(?:for|recipient)|named addressee|use of the (?:individual|"
        r"addressee|"
        r"intended)|(?:richtige|vorgesehene|bestimmungsgemäße)r? (?:adressat|empfänger)|"
        r"ausschließlich für|destinataire|destinatari|destinado|geadresseerde|bestemd voor|"
        r"adresat|mottag|"
        r"modtager|for the addressee|nicht für sie|nicht der (?:richtige|beabsichtigte)",
        r"received (?:it|this|the).{0,40}(?:in )?error|by mistake|irrtümlich|versehentlich|"
        r"par erreur|"
        r"por error|per errore|abusivamente|ten onrechte|por engano|ved en fejl|av misstag|omyłkow|"
        r"notify the sender|informieren sie|prévenir|avertir|notifi|avvisar|informar|"
        r"verwittig|afzender|löschen sie|delete|supprimer|elimin|borr|cancell|verwijder|slet|"
        r"radera",
        r"unauthori[sz]ed|disclos|distribut|dissemin|copying|unbefugt|weitergabe|diffus|divulga|"
        r"verspreid|viral|liab|haftung|opinions expressed",
        r"environment before printing|umwelt.{0,60}(?:druck|ausdruck)|avant d.imprimer|"
        r"antes de imprimir|"
        r"prima di stampare|voordat u.{0,40}print",
        r"registered (?:in|office|society|company)|geschäftsführ|handelsregister|amtsgericht|"
        r"\bRCS\b|"
        r"\bKvK\b|sede legale|sitz\b",
    )
]


def is_footer(line: str) -> bool:
    text = line.strip()
    if not text or len(text) > 240:
        return False
    if _SCANNER.match(text) or _TICKET_MARK.match(text) or _MY_DEVICE.match(text):
        return True
    return bool(
        _DEVICE.match(text)
        and len(text) < 140
        and _DEVICE_NAME.search(text)
        and not _TALK.search(text)
    )


def continues_footer(line: str) -> bool:
    """A link that belongs to the footer line above it."""
    return bool(_LINK.match(line) or _LINK_START.match(line))


def is_disclaimer(paragraph: str) -> bool:
    """Legal text: several of its stock phrases in one paragraph."""
    if len(paragraph) < 80:
        return False
    return sum(bool(pattern.search(paragraph)) for pattern in _DISCLAIMER) >= 2


def is_banner(paragraph: str) -> bool:
    """A warning that the receiving server put on top."""
    return bool(_BANNER.match(paragraph) and _BANNER_PROOF.search(paragraph))


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
        if first == end or not is_disclaimer(" ".join(lines[first:end])[:4000]):
            break
        start = end = first
    return start
