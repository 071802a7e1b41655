"""Lines that programs add below a mail: devices, apps, virus scanners.  Pure."""

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
    r"Get (?:Outlook|BlueMail|TypeApp) for|Få Outlook|获取 ?Outlook|取得 ?Outlook|Outlook を入手|"
    r"从我的|從我的|<<sent by|\w{2,20} from mobile\b|From my|"
    r"Outlook (?:für|for|pour|para|per|voor) |"
    r"(?:Holen Sie sich|Laden Sie|Hämta|Hent|Skaff deg|Pobierz|Скачать|Télécharge[rz]|Obtene[rz]|"
    r"Obtén|Obter|Baixe|Scarica|Ottieni|Download) (?:die |le |o |il )?Outlook|"
    r"Outlook (?:downloaden|beziehen)|"
    r"Secured with Tuta|"
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
    r"iphone|ipad|android|samsung|galaxy|huawei|xiaomi|pixel\b|blackberry|windows|outlook|gmail|gmx|"
    r"web\.de|yahoo|proton|spark|superhuman|mobil|mobile|phone|handy|telefon|tablet|smartphone|"
    r"mail|"
    r"téléphone|teléfono|cellulare|telemóvel|celular|móvil|mobiel|nokia|sony|tutanota|app\b|device|"
    r"gerät|почт|unterwegs|приложен|мобильн|телефон|tuta|thunderbird|k-9|fairemail|bluemail|nine|browser|watch|айфон|phon|から送信|보냄|发自|從我",
    re.I,
)
_APP_NAME = re.compile(r"\w+ \w+(?: \w+)? ?(?: [A-Z][\w-]*){1,3}$")
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
_TALK = re.compile(r"\b(?:is|was|are|were|isn't|will|they|we|you|ist|est|es|è)\b", re.I)
_LINK = re.compile(r"^\s*(?:<(?:https?://|#)[^>]*>|https?://\S+|\[(?:image|cid)[^\]]*\])\s*$", re.I)
_LINK_START = re.compile(r"^\s*<?(?:https?://|www\.)(?:\S*\.)?(?:avast|avg|outlook|aka\.ms|"
                         r"go\.onelink|"
                         r"proton|tuta|sparkmail|mail\.onelink|yahoo)[^\s]*>?", re.I)  # fmt: skip
_MOST_SPACES = 13
_MY_DEVICE = re.compile(
    r"^\W{0,2}sent from my(?: [\w'-]+){1,5}(?:[,.] please excuse .{3,40})?\W?$|^ᐧ$", re.I
)


def footer_lines(lines: Sequence[str], start: int, end: int) -> list[int]:
    """Which lines between are footers: those that end them.  Words below a footer keep it."""
    found: list[int] = []
    links: list[int] = []
    for index in range(end - 1, start - 1, -1):
        line = lines[index]
        if not line.strip():
            continue
        if is_footer(line):
            found += [index, *links]
            links = []
        elif continues_footer(line):
            links.append(index)
        else:
            break
    return found


def is_footer(line: str) -> bool:
    text = line.strip()
    if not text or len(text) > 240:
        return False
    if _SCANNER.match(text):
        return True
    if len(text) < 140 and "aka.ms/" in text and "Outlook" in text:
        return True
    if len(text) >= 140 or text.count(" ") > _MOST_SPACES or _TALK.search(text):
        return False
    if _MY_DEVICE.match(text):
        return True
    # How it begins is asked first: to look for any of the names takes ten times as long.
    if not _DEVICE.match(text):
        return False
    return bool(_DEVICE_NAME.search(text) or _APP_NAME.match(text))


def continues_footer(line: str) -> bool:
    """A link that belongs to the footer line above it."""
    return bool(_LINK.match(line) or _LINK_START.match(line))
