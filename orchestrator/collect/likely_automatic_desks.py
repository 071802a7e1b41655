"""The frame that help desks and trackers put around what they send, in the seven languages.  Pure.

Zendesk, Freshdesk, Jira, Help Scout, OTRS, Redmine and their like tell what became of a
request, ask to be answered above a line, and end with why the mail was sent.  All patterns
read lower case with straight apostrophes.
"""

import re

from orchestrator.collect.automatic_words import GREETING
from orchestrator.collect.blocks import is_ticket_mark

_BEGINNING = 600
_END = 500
_ABOVE = re.compile(
    r"^[\W_]*(?:in replies,? )?(?:all|any) text above this line\b|"
    r"^[\W_]*(?:bitte )?(?:geben sie|gib) [^\n]{0,40}\b(?:über|oberhalb) dieser (?:linie|zeile)\b|"
    r"^[\W_]*(?:antwort(?:en)? )?(?:bitte )?(?:über|oberhalb) dieser (?:linie|zeile)\b|"
    r"^[\W_]*(?:please )?do not (?:write|type|reply) below this line\b"
)
_YOUR = (
    r"\b(?:your|ihre?|ihrem?|deine?|votre|ta|su|tu|(?:al)?la (?:sua|tua|vostra)|"
    r"(?:il|al) (?:suo|tuo)|uw|je|a sua|o seu|sua|seu|o teu|teu)"
)
_SOMEBODY = r"(?:i|we|you|they|he|she|who|nobody|somebody|someone|please|have|has|did|our|my) "
_REQUEST = (
    r"(?:(?:support|service|help ?desk|change)[ -])?(?:ticket|case|request|issue|incident|enquiry|"
    r"inquiry|anfrage|vorgang|supportanfrage|demande|solicitud|consulta|incidencia|caso|richiesta|"
    r"segnalazione|verzoek|aanvraag|melding|pedido|solicitação|chamado|problema)"
)
_BECAME = (
    r"(?:(?:has been|was|were) (?:now |automatically )?(?:updated|assigned|solved|resolved|closed|"
    r"re-?opened|merged|escalated|deemed|marked|modified|moved|forwarded|transferred)|"
    r"is (?:now |currently )?being reviewed by our|"
    r"(?:status )?has changed to|"
    r"(?:wurde|ist)\b[^.\n]{0,20} (?:aktualisiert|zugewiesen|gelöst|geschlossen|wieder geöffnet|"
    r"weitergeleitet|kommentiert|zusammengeführt)|"
    r"a été (?:mise? à jour|actualisée?|résolue?|clôturée?|fermée?|assignée?|attribuée?|"
    r"modifiée?|rouverte?|transférée?)|est (?:résolue?|clôturée?|fermée?)|"
    r"(?:ha sido|fue|se ha|se) (?:actualiz|resuel|resol|cerra|cerró|asigna|asignó|reabier|modific)|"
    r"è stat[oa] (?:aggiornat|risolt|chius|assegnat|riapert|modificat)|"
    r"is (?:bijgewerkt|opgelost|gesloten|toegewezen|heropend|gewijzigd|doorgestuurd)|"
    r"foi (?:atualizad|resolvid|fechad|encerrad|atribuíd|reabert|modificad))"
)
_WHAT_BECAME = re.compile(
    rf"{_YOUR} {_REQUEST}\b(?:[^!?\n]{{0,30}}\d{{2,}}[^!?\n]{{0,40}}?)? (?:['\"][^\n]{{0,80}} )?"
    rf"{_BECAME}|"
    rf"\b{_REQUEST}\b[^!?\n\d]{{0,12}}\d{{4,}}[^!?\n]{{0,80}}? {_BECAME}|"
    rf"^\W*(?:issue )?(?:#|[a-z]\w{{0,9}}-)\d+ {_BECAME} by\b|"
    rf"\b(?:inc|req|ritm|chg|prb|cs)\d{{6,}} {_BECAME}|"
    rf"^(?!{_SOMEBODY})[^\n.,;:!?]{{2,60}} (?:updated|closed|resolved|reopened|assigned|"
    rf"commented on) (?:your |the |this )?{_REQUEST} \W{{0,3}}\d{{2,}}|"
    r"\bjust confirming that we got your request\b",
    re.MULTILINE,
)
_NEW = (
    r"(?:new (?:comment|reply|note|message|response|update)|"
    r"neue[rs]? (?:antwort|kommentar|nachricht)|"
    r"(?:nouveau commentaire|nouvelle réponse)|(?:nuevo comentario|nueva respuesta)|"
    r"(?:nuovo commento|nuova risposta)|nieuwe? (?:reactie|antwoord|opmerking)|"
    r"(?:novo comentário|nova resposta))"
)
_COMMENTED = re.compile(
    rf"\b{_NEW}\b[^.!?\n]{{0,40}}{_YOUR} {_REQUEST}\W{{1,4}}(?:n[ºo°.] ?)?\d{{2,}}|"
    rf"{_YOUR} {_REQUEST}\W{{1,4}}\d{{2,}}[^.!?\n]{{0,30}}\b{_NEW}\b|"
    rf"\bnew (?:comment|reply|note|message) (?:has been|was) (?:added|posted) (?:to|on)\b|"
    rf"^(?!{_SOMEBODY})[^\n.,;:!?]{{2,60}} (?:added a comment|commented|replied|responded) "
    rf"(?:to|on) (?:your|this) (?:{_REQUEST}(?:\W{{1,3}}\d{{2,}}\W*|:)|conversation)$",
    re.MULTILINE,
)
_NUMBER_IS = re.compile(
    r"\byour (?:ticket|case|request|incident) (?:number|id|no\.?|reference) is\W{1,3}"
    r"[a-z-]{0,6}\d{3,}|"
    r"\bihre (?:ticket|vorgangs|anfrage|fall)-?nummer (?:lautet|ist)\W{1,3}[a-z-]{0,6}\d{3,}|"
    r"\bvotre numéro de (?:ticket|dossier|demande) est\W[^\n]{0,12}\d{3,}|"
    r"\bsu número de (?:ticket|caso|solicitud|incidencia) es\W[^\n]{0,12}\d{3,}|"
    r"\bnumero (?:di|del|della) (?:suo |tuo |sua |tua )?(?:ticket|richiesta|caso|pratica) è\W"
    r"[^\n]{0,12}\d{3,}|"
    r"\b(?:uw|je) (?:ticket|zaak|aanvraag|meldings?)-?nummer is\W[^\n]{0,12}\d{3,}|"
    r"\bnúmero d[oae] (?:seu |sua )?(?:ticket|chamado|pedido|solicitação) é\W[^\n]{0,12}\d{3,}"
)
_SUBJECT = re.compile(
    r"\s*\[(?:jira|(?:request|ticket) (?:received|updated|closed|solved|resolved|assigned))\]|"
    r"\s*(?:\[[^\]\n]{1,40}\] )?(?:pending|solved|updated|new) request:"
)
"""Of the system's first mail: in a person's answer "Re:" stands before it."""
_THIS_MAIL = (
    r"(?:this (?:e-?mail|message|notification)|(?:auf )?diese (?:e-?mail|mail|nachricht)|"
    r"à cet? (?:e-?mail|courriel|message)|a este (?:correo|mensaje|e-?mail)|"
    r"a (?:questa e-?mail|questo messaggio)|(?:op )?(?:deze e-?mail|dit bericht)|"
    r"a esta mensagem)"
)
_COMMENT = (
    r"(?:comments?|re-?open|kommentare?|wieder (?:zu )?öffnen|commentaires?|rouvrir|comentarios?|"
    r"reabrir|comment[oi]|riaprire|opmerkingen|reacties?|heropenen|comentários?)"
)
_ANSWER = (
    r"(?:repl(?:y|ying)|respon(?:d|ding)|antworten|répond(?:ez|re)|respond[ae]r?|rispond\w+|"
    r"(?:be)?antwoord\w*)"
)
_HOW_TO_ANSWER = re.compile(
    rf"\b{_COMMENT}\b[^.!?\n]{{0,60}}\b{_ANSWER}\b[^.!?\n]{{0,20}}{_THIS_MAIL}|"
    rf"\b{_ANSWER}\b[^.!?\n]{{0,20}}{_THIS_MAIL}[^.!?\n]{{0,60}}\b{_COMMENT}\b|"
    r"\breply to this e-?mail directly,? (?:or )?view it on\b|"
    r"\breply to this e-?mail to (?:update|respond|reply)\b(?! to)|"
    r"\bum auf (?:das|dieses|ihr) ticket zu antworten\b"
)
_WHY_SENT = re.compile(
    r"\bthis e-?mail is a service from\b|\bdiese e-?mail ist ein service von\b|"
    r"\bcet? (?:e-?mail|courriel) est un service de\b|"
    r"\beste (?:correo(?: electrónico)?|e-?mail) es un servicio de\b|"
    r"\bquesta e-?mail è un servizio di\b|\bdeze e-?mail is een (?:service|dienst) van\b|"
    r"\beste e-?mail é um serviço d|"
    r"^\W*(?:delivered|powered|sent) by (?:zendesk|freshdesk|freshservice|help ?scout|jira|"
    r"atlassian|zammad|otrs|osticket|kayako|intercom|redmine)\b|"
    r"\bmessage was sent by atlassian\b|\bjira service (?:management|desk)\b|"
    r"\bturn off this request's notifications\b|"
    r"\byou (?:are receiving|receive|received|have received|'re receiving) this (?:e-?mail|"
    r"message|notification)[^.\n]{0,20} because\b|"
    r"\byou(?:'re| are) receiving this (?:e-?mail )?because\b|"
    r"\byou are registered as a cc on this\b|"
    r"\b(?:sie erhalten|du erhältst) diese (?:e-?mail|nachricht|benachrichtigung),? (?:weil|da)\b|"
    r"\bvous (?:recevez|avez reçu) cet?(?:te)? (?:e-?mail|courriel|message|notification) (?:car|"
    r"parce)\b|"
    r"\b(?:recibes?|ha recibido|has recibido|está recibiendo) este (?:correo|mensaje|e-?mail)"
    r"[^.\n]{0,20} porque\b|"
    r"\b(?:ricevi|riceve|hai ricevuto|ha ricevuto) quest[ao] (?:e-?mail|messaggio|notifica) perch|"
    r"\b(?:u|je) (?:ontvangt|hebt) deze (?:e-?mail|melding) (?:ontvangen )?omdat\b|"
    r"\b(?:recebeu|recebe|está recebendo|está a receber) est[ea] (?:e-?mail|mensagem) porque\b|"
    r"\bhow would you rate the support you received\b"
)
_SIGNS = (
    (_WHAT_BECAME, ("ticket", "request", "case", "issue", "incident", "nquiry", "anfrage",
     "vorgang", "demande", "solicit", "consulta", "incidencia", "caso", "richiesta",
     "segnalazione",
     "verzoek", "aanvraag", "melding", "pedido", "chamado", "problema",
     " by", "inc0", "req0", "ritm0", "chg0", "prb0", "cs0")),
    (_COMMENTED, ("new ", "neue", "nouve", "nuev", "nuov", "nieuw", "nov", "commented", "added a",
     "replied", "responded")),
    (_NUMBER_IS, ("your", "nummer", "numero", "numéro", "número")),
    (_HOW_TO_ANSWER, ("ticket zu ", "this e", "this m", "this n", "diese", "à ce", "a este",
     "a quest", "deze e", "dit bericht", "a esta mens")),
    (_WHY_SENT, ("service", "servi", "dienst", "ered by", "sent by", "notification", "because",
     "weil", " da ", " car", "parce", "porque", "perch", "omdat", "as a cc", "rate the")),
)  # fmt: skip
"""Beside each pattern the pieces one of which stands in all that it finds: they are fast."""
_OWN_WORDS = re.compile(r"\w[^\n]*\n")


def frame_of(subject: str, new_text: str, text: str) -> str:
    """Where a ticket system's frame stands: ``above`` what it sends, ``below``, or nowhere ("").

    ``text`` is the whole mail: who quotes a frame has words of her own above its line.
    """
    title = subject.lower()
    is_titled = _SUBJECT.match(title) or _WHAT_BECAME.match(title)
    if is_titled or _is_mark(_first_line(text)):
        return "above"
    lower = new_text.lower().replace("’", "'")
    head, end = lower[:_BEGINNING], lower[_BEGINNING:][-_END:]
    for pattern, pieces in _SIGNS:
        if not any(piece in head or piece in end for piece in pieces):
            continue
        if found := pattern.search(head):
            return "below" if _follows_words(head, found.start()) else "above"
        if pattern.search(end):
            return "below"
    return ""


def _first_line(text: str) -> str:
    lines = text[:_BEGINNING].split("\n")
    return next((line.strip() for line in lines if any(map(str.isalpha, line))), "")


def _is_mark(line: str) -> bool:
    return is_ticket_mark(line) or _ABOVE.search(line.lower()) is not None


def _follows_words(head: str, at: int) -> bool:
    """Whether more than a greeting stands above the line of the frame."""
    greeting = GREETING.match(head)
    begin = greeting.end() if greeting else 0
    return _OWN_WORDS.search(head, begin, max(begin, head.rfind("\n", 0, at) + 1)) is not None
