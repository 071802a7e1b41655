"""Header blocks and rules, with which mail programs announce the message they quote.  Pure.

A block is some header lines ("From: … Sent: … Subject: …"), a rule a line that names what
follows ("--- Original Message ---").
"""

from collections.abc import Sequence
import re

_FIELDS = {
    "from": "from von de da van fra från from od от від lähettäjä odesílatel feladó kimden gönderen"
    " expeditor nadawca mittente absender remitente expéditeur afzender remetente avsändare"
    " afsender avsender отправитель 发件人 寄件者 差出人 送信者 보낸사람 보낸_사람",
    "date": "date message_du date_d'envoi dato sent sent_at datum gesendet envoyé envoyé_le"
    " enviado enviado_el enviado_em enviada enviada_em inviato data fecha verzonden"
    " sendt dato skickat wysłano dnia отправлено дата надіслано lähetetty päivämäärä pvm odesláno"
    " tarih gönderildi trimis 发送时间 发送日期 日期 送信日時 日時 日付 寄件日期 보낸날짜 날짜"
    " 보낸_날짜",
    "to": "to an à a para per aan til till do кому komu vastaanottaja címzett kime către"
    " destinatario dest destinataire empfänger mottagare modtager mottaker adresat"
    " 收件人 收件者 宛先 받는사람 받는_사람",
    "cc": "cc kopie kopi copie copia copie_à bcc copy kopia копия kopio reply-to antwort_an"
    " antwoord_aan organisation organization importance priority wichtigkeit 抄送",
    "subject": "subject sujet titre betreff objet asunto oggetto onderwerp assunto emne ämne"
    " temat тема aihe předmět tárgy konu subiect predmet objetivo 主题 主题 主旨 件名 제목",
}
_KIND_OF_FIELD = {
    name.replace("_", " "): kind for kind, names in _FIELDS.items() for name in names.split()
}
_MARKS = " \t\u00a0>*|_"
_LONGEST_NAME = 28
_LONGEST_FIELD = 2000
_MOST_LINES = 14
_NOTES_INDENT = " " * 8
_LONGEST_NOTES_LINE = 90
_DAY = re.compile(
    r"\d\D{1,24}(?:19|20)\d\d\b|\b(?:19|20)\d\d\W\d|\b\d{1,2}[:.h]\d\d\b|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d年"
)
_CLOCK = re.compile(r"\d[:h]\d\d\b|\bklo?\.? ?\d")
_NEXT_FIELD = re.compile(r"(?<=\s)\*?(\w[\w-]{1,14})\s?\*?[:：]")


def may_be_block(line: str) -> bool:
    """Whether a stripped line may begin one.  Cheap: asked of every line."""
    return (
        line[0] in _RULE_STARTS
        or line[-1] in ":："
        or _names_a_field(line)
        or line[:5].lower() in _OTHER_STARTS
    )


def block_lines(lines: Sequence[str], at: int) -> int:
    """How many lines from ``at`` are a rule or a header block; 0 for none."""
    line = lines[at]
    if is_ticket_mark(line):
        return 1
    ruled = is_rule(line)
    if not ruled and not is_line_rule(line):
        return header_block_lines(lines, at, enough=3)
    below = at + 1
    while below < len(lines) and not lines[below].strip():
        below += 1
    enough = 1 if ruled else 2
    count = header_block_lines(lines, below, enough=enough) if below < len(lines) else 0
    if count:
        return below + count - at
    return 1 if ruled and _NAMED_RULE.search(line) else 0


def name_above(lines: Sequence[str], at: int) -> int:
    """Where Lotus Notes begins its block: name, address and day stand indented above it."""
    start, proven = at, False
    for index in range(at - 1, max(at - _MOST_LINES, -1), -1):
        line = lines[index].rstrip()
        if line:
            if not line.startswith(_NOTES_INDENT) or len(line) > _LONGEST_NOTES_LINE:
                break
            start = index
            proven = proven or "@" in line or bool(_DAY.search(line))
    return start if proven else at


def header_block_lines(lines: Sequence[str], at: int, *, enough: int) -> int:
    """How many lines from ``at`` are a block of header lines; 0 for none.

    ``enough``: the number of different fields it must have, From among them.  An address or
    the day in its date field proves it: "From: 08:00 To: 17:30" is somebody's timetable.
    """
    first = _field(lines[at])
    if first is None or first[0] == "cc":
        return 0
    kind, end = first[0], at + 1
    further = _further_kinds(first[1])
    kinds = {kind, *further}
    proven = _proves("date" if "date" in further else kind, first[1])
    for index in range(at + 1, min(at + _MOST_LINES, len(lines))):
        line = lines[index]
        if found := _field(line):
            kind = found[0]
            kinds.add(kind)
            proven = proven or _proves(*found)
            end = index + 1
        elif not line.strip():
            if end > at + 1 and index > end:
                break
        elif index > end + 1:
            break
        elif not proven and index <= end:
            proven = _proves(kind, line)
    if "from" not in kinds or not proven:
        return 0
    addressed = any("@" in line for line in lines[at:end])
    if not addressed and "subject" not in kinds and not any(map(_CLOCK.search, lines[at:end])):
        return 0
    # Old phones send From and Date alone.
    return end - at if len(kinds) >= enough or (addressed and "date" in kinds) else 0


def _names_a_field(line: str) -> bool:
    colon = line.find(":")
    if colon < 0:
        colon = line.find("：")
    if not 0 < colon <= _LONGEST_NAME:
        return False
    return line[:colon].strip(_MARKS).lower() in _KIND_OF_FIELD


def _field(line: str) -> tuple[str, str] | None:
    """The kind and the value of a header line."""
    if len(line) > _LONGEST_FIELD:
        return None
    name, colon, value = line.partition(":")
    if not colon or len(name) > _LONGEST_NAME:
        name, colon, value = line.partition("：")
        if not colon or len(name) > _LONGEST_NAME:
            return None
    kind = _KIND_OF_FIELD.get(name.strip(_MARKS).lower())
    return (kind, value) if kind else None


def _proves(kind: str, value: str) -> bool:
    return "@" in value or (kind == "date" and bool(_DAY.search(value)))


def _further_kinds(value: str) -> set[str]:
    """Fields that stand in the value of another: a block that lost its line ends."""
    if ":" not in value:
        return set()
    names = (found.group(1).lower() for found in _NEXT_FIELD.finditer(value[:600]))
    return {_KIND_OF_FIELD[name] for name in names if name in _KIND_OF_FIELD}


_DASH = "-_=\u2010\u2011\u2012\u2013\u2014"
_MESSAGE = (
    r"(?:message|nachricht|mensaje|messaggio|mensagem|bericht|meddelande|meddelelse|besked|"
    r"melding|wiadomość|wiadomości|сообщение|сообщения|viesti|zpráva|správa|üzenet|mesaj|e-?mail|"
    r"mail|повідомлення|courriel|correo|邮件|郵件|メッセージ|메시지|письмо|письма)"
)
_RULE = re.compile(
    rf"(?!.*\bPGP\b)(?:"
    rf"^[\s>*]{{0,6}}[{_DASH}]{{2,}}\s?(?:[^{_DASH}\n]|\b-\b){{0,40}}{_MESSAGE}"
    rf"[^{_DASH}\n]{{0,40}}\s?[{_DASH}]{{2,}}\s*$|"
    rf"^\s*-{{5,}}\s?[^-\n]{{0,30}}{_MESSAGE}[^-\n]{{0,20}}\s?-{{5,}}|"
    r"^\s*-{2,}\s?(?:On .{6,120}|[^-\n].{1,100}<[^<>\s]+@[^<>\s]+> )wrote:?\s*-{2,}\s*$)",
    re.I,
)
# Without a header block below, a rule must say that the message is an older one.
_NAMED_RULE = re.compile(
    r"orig|urspr|oorspr|oprind|oppr|forward|fwd|weiterg|anfang|inoltr|transf|réexp|reenv|encam|"
    r"doorg|vidareb|videres|przek|исход|пересл|пересы|переад|alkuper|välitet|přepos|původ|eredeti|"
    r"tovább|wrote|reply|antwort|répon|respuest|rispost|svar|原|转|轉|転|回复",
    re.I,
)
_FORWARD = re.compile(
    r"^[\s>]{0,6}(?:Begin forwarded message|Début du message (?:réexpédié|transféré)|"
    r"Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|Inicio del mensaje reenviado|"
    r"Inizio (?:del )?messaggio inoltrato|Begin doorgestuurd bericht|"
    r"Início da mensagem (?:encaminhada|reencaminhada)|Vidarebefordrat brev|"
    r"(?:Start på )?videresendt (?:besked|melding)|Vidarebefordrat meddelande|"
    r"Początek przekazywanej wiadomości|Начало переадресованного сообщения|"
    r"転送されたメッセージ|开始转发的邮件|以下是转发的邮件)\s?[:：]\s*$",
    re.I,
)
_BARE_WORDS = re.compile(
    r"^\s*(?:Original Message|Ursprüngliche Nachricht|Message d['’]origine|Mensaje original|"
    r"Messaggio originale|Oorspronkelijk bericht|Mensagem original)\s*$",
    re.I,
)
_RULE_STARTS = f"{_DASH}*>#[("
_OTHER_STARTS = frozenset(
    ["origi", "urspr", "messa", "mensa", "oorsp", "pleas", "type ", "write", "reply", "respo",
     "antwo", "répon", "escri", "scriv", "add y", "enter", "bitte", "schre", "veuil", "merci",
     "saisi", "écrir", "écriv", "por f", "favor", "si pr", "per f", "rispo", "inser", "escre",
     "digit", "gelie", "typ u", "typ j", "schri", "vänli", "skriv", "svara", "svar ",
     "prosz", "odpow", "wpisz"]
)  # fmt: skip
_LINE_RULE = re.compile(r"^\s*(?:[_]{10,}|[-]{10,}|[=]{10,})\s*$")
_TICKET_MARK = re.compile(
    r"^\W{0,6}(?:(?:please|bitte|veuillez|merci de|por favor|favor de|si prega di|per favore|"
    r"gelieve|vänligen|proszę)\b,? ?)?"
    r"(?:type|write|reply|respond|add|enter|antworten|schreiben|répondez|répondre|saisir|écrire|"
    r"écrivez|responda|responder|escriba|escribir|scrivi|scrivere|rispondi|rispondere|inserire|"
    r"escreva|digite|antwoord|typ|schrijf|skriv|svara|svar|odpowiedz|wpisz)\b(?P<what>.{0,40})"
    r"(?:above|over|oberhalb|über|au-dessus|encima|arriba|sopra|acima|boven|ovanför|över|ovenfor|"
    r"powyżej|nad)\b.{0,16}"
    r"(?:line|linie|zeile|ligne|línea|linea|riga|linha|lijn|regel|rad|raden|linje|linjen|linii|"
    r"linią)\b.{0,40}$",
    re.I,
)
_FEW_WORDS = 2
"""Between the verb and "above": more of them name what is to be written there."""

# "Write the price above this line" is a wish.
_NAMES_AN_ANSWER = re.compile(
    r"repl[yi]|respon|antwo|répon|respues|rispo|respost|svar|odpow|"
    r"\b(?:message|comment|nachricht|kommentar|mensaje|comentario|messaggio|commento|bericht|"
    r"mensagem|comentário)\b",
    re.I,
)
_NAMES_THE_LINE = re.compile(
    r"\bthis\b|\bdieser?\b|\bcette\b|\besta\b|\bquesta\b|\bdesta\b|\bdeze\b|\bdenn[ae]\b|\btej\b",
    re.I,
)


def is_rule(line: str) -> bool:
    """A rule that names what follows: ``-----Original Message-----``."""
    if len(line) > 500:
        return False
    if not line.lstrip(" \t>*")[:2].strip(_DASH):
        return bool(_RULE.match(line))
    return line.rstrip()[-1:] in (":", "：") and bool(_FORWARD.match(line))


def is_line_rule(line: str) -> bool:
    """A bare rule, or its words without one; a quote only where a header block follows."""
    return bool(_LINE_RULE.match(line) or (len(line) < 60 and _BARE_WORDS.match(line)))


def is_ticket_mark(line: str) -> bool:
    """Where a help desk asks to be answered above."""
    found = _TICKET_MARK.match(line) if len(line) < 140 else None
    if found is None:
        return False
    names_nothing = len(found["what"].split()) < _FEW_WORDS
    return bool(_NAMES_AN_ANSWER.search(line) or (names_nothing and _NAMES_THE_LINE.search(line)))
