"""How mail programs announce the message that they quote.  Pure.

Three forms: one sentence with date, name and verb ("On 3 May Ann wrote:"), a block of
header lines ("From: … Sent: … Subject: …"), or a rule ("--- Original Message ---").
"""

from collections.abc import Sequence
import re

_LONGEST_SENTENCE = 400
MOST_LINES = 5
_LONGEST_VERB = 90

# Written around the name: in English and most others after it, in German before it.
_VERB = (
    r"(?:wrote|writes|schrieb|schreibt|geschrieben|a écrit|écrit|ecrit|escribió|escribi[oó]|"
    r"ha scritto|scritto|schreef|geschreven|escreveu|skrev|skrevet|napisał(?:\(a\)|a)?|pisze|"
    r"написал(?:\(а\)|а)?|пише(?:т)?|написав|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|kirjoitti|írta|"
    r"scris|yazdı|şunu yazdı|đã viết|sent|hat .{0,60}geschrieben|het volgende geschreven|"
    r"寫道|写道|写到|さんは書きました|のメール|作成|작성|님이 작성|escreveu o seguinte|said|"
    r"va escriure|ha escrit|idatzi du|skrifaði|rašė|rakstīja|kirjutas|έγραψε|на писа|написа|"
    r"napisao|"
    r"napisala|je napisal|menulis|a scris)"
)
_LAST_WORDS = frozenset(
    [
        "wrote",
        "writes",
        "schrieb",
        "geschrieben",
        "écrit",
        "ecrit",
        "escribió",
        "escribio",
        "scritto",
        "schreef",
        "geschreven",
        "escreveu",
        "seguinte",
        "skrev",
        "skrevet",
        "napisał",
        "napisała",
        "написал",
        "написала",
        "написав",
        "пише",
        "пишет",
        "kirjoitti",
        "napsal",
        "napsala",
        "írta",
        "scris",
        "yazdı",
        "viết",
        "said",
        "sent",
        "寫道",
        "写道",
        "写到",
        "さんは書きました",
        "작성",
    ]
)
_ENDS_WITH_VERB = re.compile(_VERB + r"\s*(?:\([^)]*\)\s*)?[:：.]?\s*$", re.I)
_HAS_VERB = re.compile(r"\b" + _VERB + r"(?![\w])|寫道|写道", re.I)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*|<mailto:|\[mailto:")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:.h]\d\d\b|"
    r"\d{1,2}月|\b\d{1,2}\.? ?(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])",
    re.I,
)
_INTRO = re.compile(
    r"^\W{0,6}(?:On|At|In|Am|Den|Le|El|Il|Il giorno|Op|Em|No dia|A|W dniu|Dnia|Dne|Dňa|På|V|В|"
    r"Vào|Pada|Tarihinde|Na|Ha|Στις|Во|On behalf of|--- ?On|Quoting|Zitat von|Citando|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|"
    r"пн|вт|ср|чт|пт|сб|вс|ke|to|pe|ma|ti|la|su|po|út|st|čt|pá|so|"
    r"ne)[a-zа-я]*[.,]?(?=\s+\d))(?!\w)",
    re.I,
)
_DATED_START = re.compile(r"^\W{0,4}\d{1,4}[./\s:年-]")
_NAMED_START = re.compile(r"^.{0,90}?[<(\[]?[\w.+'-]+@[\w-]+\.", re.I)
_BARE_STAMP = re.compile(
    r"^\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d\d:?\d\d [\w .'-]{2,60}"
    r"(?:<[^>]*>?)?:?$|^\d{4}/\d{1,2}/\d{1,2} .{2,80}<[^>]+@[^>]+>:?$"
)
_CJK_SENTENCE = re.compile(
    r"^\d{4}年.{4,80}(?:<[^>]+>|@).{0,40}[:：]?$|^.{2,80}[於于] ?\d{4}年.{4,60}[:：]$"
)
_MAIL_RU = re.compile(r"^\S+, \d{1,2} \S+ \d{4}.{0,30}(?:от|from) .{1,120}[:：]?$")


def sentence_lines(lines: Sequence[str], at: int) -> int:
    """How many lines from ``at`` are a sentence that announces a quote; 0 for none."""
    first = lines[at].strip()
    if not first or len(first) > _LONGEST_SENTENCE or not _may_start(first):
        return 0
    opens = _opens(first)
    sentence = ""
    for index in range(at, min(at + MOST_LINES, len(lines))):
        line = lines[index].strip()
        if not line:
            # Some phones send the address two lines below the name.
            if opens and index + 1 < len(lines) and lines[index + 1].startswith("<"):
                continue
            return 0
        if index > at and not opens and _opens(line):
            return 0  # The sentence begins here, not above.
        sentence = f"{sentence} {line}" if sentence else line
        if len(sentence) > _LONGEST_SENTENCE:
            return 0
        if _announces(sentence):
            return index - at + 1
    return 0


def may_close(line: str) -> bool:
    """Whether a line may be the last of such a sentence.  Cheap: asked of every line."""
    text = line.rstrip()
    if not text or len(text) > _LONGEST_SENTENCE:
        return False
    return (
        text[-1] in ":：>"
        or text.lstrip()[0].isdigit()
        or text.rstrip(" .)").rpartition(" ")[2].lower() in _LAST_WORDS
    )


def _opens(line: str) -> bool:
    return bool(_INTRO.match(line) or _DATED_START.match(line))


def _may_start(line: str) -> bool:
    starts = (_INTRO, _DATED_START, _NAMED_START, _CJK_SENTENCE, _MAIL_RU)
    return any(start.match(line) for start in starts) or bool(
        _ENDS_WITH_VERB.search(line[-_LONGEST_VERB:])
    )


def _announces(sentence: str) -> bool:
    if _BARE_STAMP.match(sentence) or _CJK_SENTENCE.match(sentence):
        return True
    if _MAIL_RU.match(sentence) and _EMAIL.search(sentence):
        return True
    closed = sentence.endswith((":", "："))
    ends_with_verb = _ENDS_WITH_VERB.search(sentence[-_LONGEST_VERB:])
    if not closed and not ends_with_verb:
        return False
    dated, addressed = _DATE.search(sentence), _EMAIL.search(sentence)
    if ends_with_verb:
        return bool(dated or addressed) and (closed or bool(_INTRO.match(sentence)))
    if not closed or not dated:
        return False
    if addressed:
        return True
    return bool(_INTRO.match(sentence) and _HAS_VERB.search(sentence))


SHARED_LINE = re.compile(
    r"^(\S.{0,200}?)\s((?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? |Am \w{2,10}\.?,? |"
    r"Le \w{3,9}\.? |El \w{3,9},? |Il giorno |Op \w{2,9}\.? ).{8,200}"
    r"(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto|schreef.{0,80}) ?:)$"
)
"""New words and the announcement on one line, as some phones send it."""

FUSED_LINE = re.compile(r"^\s*(On .{8,160}<[^<>\s]+@[^<>\s]+> ?wrote:)\s+(\S.*)$")
"""The announcement and the quote on one line: Yahoo's text part."""

# Header blocks.  A name may be in bold ("*From:*") and the colon full-width.

_FIELDS = {
    "from": "from von de da van fra från od от від lähettäjä odesílatel feladó kimden gönderen"
    " expeditor nadawca отправитель 发件人 寄件者 差出人 送信者 보낸사람 보낸_사람",
    "date": "date sent sent_at datum gesendet envoyé enviado enviada inviato data fecha verzonden"
    " sendt dato skickat wysłano dnia отправлено дата надіслано lähetetty päivämäärä pvm odesláno"
    " tarih gönderildi trimis 发送时间 日期 送信日時 日付 寄件日期 보낸날짜 날짜 보낸_날짜",
    "to": "to an à a para per aan til till do кому komu vastaanottaja címzett kime către"
    " destinatario dest 收件人 宛先 받는사람 받는_사람",
    "cc": "cc kopie kopi copie copia bcc copy kopia копия kopio reply-to antwort_an antwoord_aan"
    " 抄送",
    "subject": "subject betreff objet asunto oggetto onderwerp assunto emne ämne temat тема aihe"
    " předmět tárgy konu subiect predmet objetivo 主题 主旨 件名 제목",
}
_KIND_OF_FIELD = {
    name.replace("_", " "): kind for kind, names in _FIELDS.items() for name in names.split()
}
_FIELD_LINE = re.compile(r"^[\s>*|_]{0,8}([^\W\d_][\w' -]{0,20}?)\s?\*?\s?[:：]\s*\*?(.*)$")
_VALUE = re.compile(
    r"@|\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|mailto:"
)


def header_block_lines(lines: Sequence[str], at: int, *, enough: int) -> int:
    """How many lines from ``at`` are a block of header lines; 0 for none.

    ``enough``: the number of different fields it must have, From among them.
    """
    first = _field_kind(lines[at])
    if first is None or first[0] == "cc":
        return 0
    kinds, proof, end = {first[0]}, bool(_VALUE.search(first[1])), at + 1
    for index in range(at + 1, min(at + 14, len(lines))):
        line = lines[index]
        if found := _field_kind(line):
            kinds.add(found[0])
            proof = proof or bool(_VALUE.search(found[1]))
            end = index + 1
        elif not line.strip():
            if end > at + 1 and index > end:
                break
        elif index > end + 1:
            break
        proof = proof or (index <= end and bool(_VALUE.search(line)))
    if "from" in kinds and len(kinds) >= enough and proof:
        return end - at
    # Old phones send From and Date alone.
    if kinds >= {"from", "date"} and proof and "@" in "".join(lines[at:end]):
        return end - at
    return 0


def _field_kind(line: str) -> tuple[str, str] | None:
    found = _FIELD_LINE.match(line) if len(line) < 2000 else None
    if found is None:
        return None
    kind = _KIND_OF_FIELD.get(found.group(1).strip().lower())
    return (kind, found.group(2)) if kind else None


# Rules

_MESSAGE = (
    r"(?:message|nachricht|mensaje|messaggio|mensagem|bericht|meddelande|meddelelse|besked|"
    r"melding|wiadomość|"
    r"wiadomości|сообщение|сообщения|viesti|zpráva|správa|üzenet|mesaj|e-?mail|mail|повідомлення|"
    r"courriel|correo|邮件|郵件|メッセージ|메시지|original|reply)"
)
_RULE = re.compile(
    r"(?!.*\bPGP\b)(?:"
    r"^[\s>*]{0,6}[-_=]{2,}\s?[^-_=\n]{0,40}" + _MESSAGE + r"[^-_=\n]{0,40}\s?[-_=]{2,}\s*$|"
    r"^-{5,}\s?[^-\n]{0,30}" + _MESSAGE + r"[^-\n]{0,20}\s?-{5,}|"
    r"^\s*-{2,}\s*On .{6,120}wrote:?\s*-{2,}\s*$|"
    r"^\s*(?:Begin forwarded message|Début du message (?:réexpédié|transféré)|"
    r"Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|Inicio del mensaje reenviado|"
    r"Inizio messaggio inoltrato|Begin doorgestuurd bericht|Início da mensagem encaminhada|"
    r"Vidarebefordrat brev|Videresendt (?:besked|melding))\s?:\s*$)",
    re.I,
)
_LINE_RULE = re.compile(r"^\s*(?:[_]{10,}|[-]{10,}|[=]{10,})\s*$")


def is_rule(line: str) -> bool:
    """A rule that names what follows: ``-----Original Message-----``."""
    return len(line) < 500 and bool(_RULE.match(line))


def is_line_rule(line: str) -> bool:
    """A bare rule; it means a quote only where a header block follows."""
    return bool(_LINE_RULE.match(line))
