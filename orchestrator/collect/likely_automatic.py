"""Signs that a program wrote what could be a person's mail: its effects wait for a person.  Pure.

All patterns read lower case.
"""

import re

from orchestrator.collect.automatic_headers import Fields
from orchestrator.collect.automatic_words import (
    ASKS,
    AUTO_HINTS,
    AUTO_SUBJECT,
    AUTO_SUBJECT_COLON,
    AWAY_SUBJECT,
    GREETING,
    NOBODY,
    PROMISE,
    RECEIVED,
    SAYS_AUTOMATIC,
)
from orchestrator.collect.likely_automatic_desks import frame_of
from orchestrator.collect.likely_automatic_headers import doubtful_header
from orchestrator.doubts import MAYBE_A_PROGRAM, OVER_A_LIST

_LONGEST = 1500
_BEGINNING = 300
_FEW_WORDS = 16
_LIST_HEADERS = frozenset({
    "list-post", "list-help", "list-subscribe", "list-owner", "list-archive", "x-mailman-version",
    "x-beenthere", "x-mailing-list", "x-list", "x-ml-name", "x-sympa-to", "x-google-group-id",
})  # fmt: skip
_LIST_SENDER = re.compile(rb"[\w.+-]+-(?:bounces?|owner|request|admin)(?:\+[\w.=+-]*)?@", re.I)
BY_BUTTON = re.compile(
    r"\W*(?:[^\n]{0,60}\bautomat\w+[^\n]{0,60}\b(?:gmail|apple mail|outlook|yahoo)\b[^\n]{0,20}|"
    r"apple mail sent this e-?mail to unsubscribe\b[^\n]{0,300})\s*$",
    re.I,
)
"""All that a mail program writes when its button to unsubscribe is pressed."""
_RETURNED = re.compile(
    r"^\s*(?:undeliver(?:ed|able)\b|mail delivery (?:failed|failure|system)|"
    r"delivery (?:status notification|notification|failure ?(?:$|[:(]))|returned mail\b|"
    r"failure notice|message (?:not|could not be) delivered|unzustellbar\b|"
    r"(?:nicht )?zustellbar:|non remis\b|échec de (?:la )?remise|message non distribué|"
    r"no se (?:puede|pudo) entregar|mensaje no entregado|mancata consegna|non recapitabile|"
    r"onbestelbaar|niet bezorgd|não entregue|falha na entrega|"
    r"(?:read|not read|gelesen|lu|leído|letto|letta|gelezen|lida?) ?: )"
)
_AWAY = re.compile(
    r"\b(?:i am|i'm|i will be|i'll be|we are|we're|we will be|(?:our|the) (?:office|studio|shop) "
    r"is)\b[^.!?\n]{0,40}\b(?:out of (?:the |my )?office|away\b|on (?:\w+ )?(?:leave|vacation|"
    r"holidays?)|travell?ing|closed|not in the office|out until)|"
    r"\b(?:ich|wir) (?:bin|sind|werde|werden)\b[^!?\n]{0,60}\b(?:nicht im (?:büro|haus)|abwesend|"
    r"im urlaub|außer haus|nicht erreichbar|auf (?:dienst)?reise\w*|in elternzeit)|"
    r"\bbüro (?:ist|bleibt)\b[^!?\n]{0,40}\bgeschlossen|"
    r"\b(?:je (?:suis|serai)|nous (?:sommes|serons))\b[^!?\n]{0,50}\b(?:absente?s?|en congés?|"
    r"en vacances|en déplacement|injoignables?|fermés)|\bbureaux? (?:est|sont|sera|seront) fermés?|"
    r"\b(?:estoy|estaré|me encuentro|estamos|estaremos)\b[^!?\n]{0,50}\b(?:fuera de la oficina|"
    r"de vacaciones|ausentes?|de baja|de viaje|cerrados)|\boficina (?:está|estará) cerrada|"
    r"\b(?:sono|sarò|siamo|saremo)\b[^!?\n]{0,50}\b(?:fuori (?:ufficio|sede)|in ferie|assent[ei]|"
    r"in viaggio|chiusi)|\bufficio (?:è|sarà|resterà) chiuso|"
    r"\b(?:ik ben|ik zal|wij zijn|we zijn)\b[^!?\n]{0,50}\b(?:afwezig|niet (?:op kantoor|aanwezig|"
    r"bereikbaar)|(?:op|met) (?:vakantie|verlof|reis)|gesloten)|\bkantoor is\b[^!?\n]{0,30}"
    r"gesloten|"
    r"\b(?:estou|estarei|estamos|estaremos)\b[^!?\n]{0,50}\b(?:fora do escritório|(?:de|em) férias|"
    r"ausentes?|em viagem)|\bescritório (?:está|estará) (?:fechado|encerrado)"
)
_GONE = re.compile(
    r"\bi (?:no longer work|don't work|am no longer|have left)\b|\bi've left\b|"
    r"\b(?:mailbox|address|inbox|account) is (?:no longer|not) (?:monitored|in use|read|checked)|"
    r"\bich (?:arbeite nicht mehr|bin nicht mehr (?:bei|für))|\bpostfach wird nicht\b|"
    r"\bje ne (?:travaille|fais) plus\b|\bya no (?:trabajo|formo parte)\b|\bnon lavoro più\b|"
    r"\bik werk (?:hier )?niet (?:meer|langer)\b|\bjá não trabalho\b|\bnão trabalho mais\b"
)
_UNTIL = re.compile(r"\b(?:until|till?|through|bis|jusqu\w*|hasta|fino|tot|até)\b")
_INSTEAD = re.compile(
    r"\b(?:urgent\w*|emergenc\w+|contact|write to|call|reach|cover(?:s|ing)?|access|respond|reply|"
    r"return(?:ing)?|back|dringend\w*|wend\w+|vertritt|vertretung|vertreten|kontaktier\w+|"
    r"zurück|wieder|antworte|urgences?|contacte\w*|écri\w+|répond\w*|adresse\w*|retour|"
    r"urgentes?|escrib\w+|respond\w+|vuelvo|regreso|acceso|urgenz\w+|urgenti?|scriv\w+|rispond\w+|"
    r"contatt\w+|rientr\w+|dringende?|neem|bereik\w*|beantwoord\w*|terug|contacteer|urgência|"
    r"escrev\w+|contat\w+|volto|regresso|acesso)\b|@"
)
_TICKET = re.compile(
    r"\b(?:your|this|ihre?|deine?|votre|ta|tu|su|la sua|la tua|il tuo|il suo|uw|je|o seu|a sua|seu|"
    r"sua) (?:support )?(?:ticket|case|request|enquiry|inquiry|anfrage|vorgang|demande|solicitud|"
    r"consulta|richiesta|segnalazione|verzoek|aanvraag|melding|pedido|solicitação)\b[^!?\n]{0,40}\b"
    r"(?:received|created|opened|logged|registered|eingegangen|erstellt|angelegt|eröffnet|erhalten|"
    r"reçue?|enregistrée?|créée?|recibid[oa]|registrad[oa]|cread[oa]|ricevut[oa]|registrat[oa]|"
    r"apert[oa]|ontvangen|aangemaakt|geregistreerd|recebid[oa]|criad[oa]|abert[oa])\b"
)
_SOON = re.compile(
    rf"{RECEIVED.pattern}|\b(?:get|come) back to you|be in touch|will (?:respond|reply|answer)|"
    r"melden uns|antworten|reviendr\w+ vers|répondr\w+|contestar\w+|responder\w+|"
    r"ricontatt\w+|risponder\w+|nemen .{0,20}contact|antwoorden|beantwoorden"
)
# Some programs repeat their subject above the text.
_TITLE = re.compile(rf"(?!auto ?:)(?:{AUTO_SUBJECT.pattern}|\s*undeliver(?:ed|able) ?:)(?<=:)")
_NUMBERED = re.compile(
    r"\b(?:ticket|case|reference|request|vorgangs|referenz|dossier|referencia|caso|riferimento|"
    r"pratica|referentie|zaak|referência|processo)\W{0,2}(?:number|id|no|nr|nummer|n°|nº|numero|"
    r"número)?\W{0,3}[a-z]{0,4}-?\d{3,}"
)
# "2 yes", "1B": a person answers what was asked; and "pause until then" is a wish of hers.
_ANSWERS = re.compile(
    r"^\W{0,3}\d{1,2}(?: ?[.):=-])? ?(?:[a-e]\b|\w+\W*$)|"
    r"(?<![\w.,:/-])[1-9](?:[a-e]| ?[.):=-]? ?(?:yes|no|ja|nein|oui|non|s[íiì]|nee|sim|não))\b",
    re.M,
)
_WISHES = re.compile(
    r"\b(?:paus\w+|suspen\w+|hold|sospen\w+|unterbrech\w+|pauzeer\w*|onderbre\w+|"
    r"(?:your|the|these) (?:updates?|e-?mails?|digests?))\b"
)


def doubt_of(fields: Fields, subject: str, *, new_text: str, text: str) -> tuple[str, str]:
    """Why what a person seems to have written may be no person's, and the mark for it.

    Both are empty where nothing says so.
    """
    if _is_over_a_list(fields):
        return "it came over a list", OVER_A_LIST
    evidence, mark = doubtful_header(fields)
    if evidence:
        return evidence, mark
    if evidence := _sign_of_a_program(subject, new_text):
        return evidence, ""
    if frame := frame_of(subject, new_text, text):
        return "a ticket system sent it", MAYBE_A_PROGRAM if frame == "below" else ""
    return "", ""


def _is_over_a_list(fields: Fields) -> bool:
    """Whether a list without List-Id (RFC 2919) sent it."""
    if "list-id" in fields:
        return False
    if not _LIST_HEADERS.isdisjoint(fields.first):
        return True
    of_many = ("bulk", "list", "junk")
    if fields.value("precedence") in of_many or fields.value("x-precedence") in of_many:
        return True
    return _LIST_SENDER.search(fields.first.get("sender", b"")) is not None


def _sign_of_a_program(subject: str, new_text: str) -> str:
    title = subject.lower()
    if _RETURNED.match(title) or AWAY_SUBJECT.match(title):
        return "its subject is that of an automatic mail"
    if AUTO_SUBJECT.match(title) and AUTO_SUBJECT_COLON.match(title):
        return "its subject is that of an automatic mail"
    if len(new_text) > _LONGEST or not new_text:
        return ""
    text = new_text.lower().replace("’", "'")
    head = text[:_BEGINNING]
    if any(hint in head for hint in AUTO_HINTS) and SAYS_AUTOMATIC.search(head):
        return "it says that it is automatic"
    if _TITLE.match(head):
        return "it says that it is automatic"
    if _TICKET.search(head) or (RECEIVED.search(head) and _NUMBERED.search(head)):
        return "it acknowledges a mail"
    if NOBODY.match(text) and PROMISE.search(text) and _SOON.search(text):
        return "it acknowledges a mail"
    return "it begins with an absence" if _begins_away(text) else ""


def _begins_away(text: str) -> bool:
    """Whether it opens with who is away, and goes on as a notice does."""
    greeting = GREETING.match(text)
    begin = greeting.end() if greeting else 0
    away = _AWAY.search(text, begin, begin + _BEGINNING)
    gone = away or _GONE.search(text, begin, begin + _BEGINNING)
    if gone is None or re.search(r"[!?\n]|\.\s", text[begin : gone.start()]):
        return False
    if ASKS.search(text) or _WISHES.search(text) or _ANSWERS.search(text):
        return False
    notice = text[begin:]
    return bool(_INSTEAD.search(text, gone.end())) or (
        len(notice.split()) < _FEW_WORDS and _UNTIL.search(notice) is not None
    )
