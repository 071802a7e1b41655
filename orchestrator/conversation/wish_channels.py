"""Which way our mails shall come instead of by mail, in seven languages; over folded text."""

from collections.abc import Callable
import re

from orchestrator.conversation.gated import Gated
from orchestrator.conversation.wish_choice import PREFERS, chosen
from orchestrator.conversation.wish_words import CLAUSE

_ME = r"(?:me|us|mich|uns|mij|ons)"
_BY = (
    r"(?:by|via|per|als|on|over|through|in|into|to|as|using|au|aux|par|sur|dans|por|pel[oa]|en|"
    r"al?|ao?|na?|no|su|"
    r"sulla|op|naar|zum|am|auf|vom|von)"
)
_CHAT = (
    r"whats-?app\w*|\bzap\b|slack|telegram|signal me|teams(?:-chat| me)?|chat me|appje|appen|"
    rf"app {_ME}|(?:per|via) app|signal(?! for)"
)
_SMS = (
    rf"sms(?:'?en)?|(?:text|sms) {_ME}|text(?:ing)? messages?|a text|"
    r"texts?(?= (?:instead|please|rather))|(?:(?<=not )|(?<=more )|(?<=rather )|"
    r"(?<=prefer ))texts?\b|by text|"
    r"as a text|texting|textos?|"
    r"textnachricht(?:en)?|mensajes? de texto|messaggi di testo|messaggini|torpedos?|"
    r"mensage(?:m|ns) de texto|tekstberichten?|simsen"
)
_PHONE = (
    rf"(?:phone|call|ring|rang) {_ME}|give {_ME} an? (?:ring|call|bell|buzz)|(?:a |phone )calls?|"
    r"(?:tele)?phon(?:e|ing)|ringing|calling|over the phone|a ring|on the blower|"
    r"give {0} a (?:ring|call|bell|shout)|speak on the phone|"
    r"telefon(?:at\w*|anruf\w*|isch)?|anruf\w*|anzurufen|ruf(?:t|en sie|e)? (?:bitte )?(?:mich|"
    r"uns)|"
    r"(?:rufen|angerufen) (?:werden)?|durchklingeln|"
    r"telefonier\w*|telefonisch|"
    r"télépho\w+|appel(?:ez|le)-(?:moi|nous)|m'appel\w+|un appel|appels|coup de fil|"
    r"par téléphone|(?:passez|passer)-(?:moi|nous) un coup|"
    r"teléfono|telefónic\w+|ll[aá]m(?:ar|e|en|ad|a|éis)(?:me|nos)?|(?:me|nos) llam\w+|"
    r"(?:una )?llamadas?|"
    r"telefoon|telefon(?:[oe]|at[ae]|are|a(?:te)?mi|ema|are?m|em|ar|ate)|chiam(?:are|ate|a)?(?:mi|"
    r"ci)|(?:mi|"
    r"ci) chiam\w+|(?:una )?chiamat[ae]|"
    rf"bel(?: maar)?(?: {_ME})?|bellen|gebeld|telefoontjes?|opbellen|"
    r"ligu?em?-(?:me|nos)|(?:me|nos) lig\w+|ligações|ligação|ligar(?:em)?|"
    r"chamadas?(?: telefónicas?)?"
).replace("{0}", _ME)
_MAIL = (
    r"e-?mail(?:en|s|ing)?|mail(?:en|s|ing)?|correos?(?: electrónicos?)?|posta elettronica|"
    r"courri(?:el|er)s?(?: électroniques?)?|correio(?: electrónico| eletrônico)?|schriftlich|"
    r"inbox|writ(?:ing|e)"
)
CHANNELS = tuple(
    (name, Gated(rf"\b(?:{wording})\b"))
    for name, wording in (("chat", _CHAT), ("sms", _SMS), ("phone", _PHONE), ("email", _MAIL))
)
# "Mail again", "stick with mail", "mail is fine": nothing else makes mail a wish.
_BY_MAIL = r"(?:e-?mail|mail|correo(?: electrónico)?|posta elettronica|courri(?:el|er)|correio)"
_AGAIN = (
    r"(?:(?:go |come |going |coming )?back (?:to|on|by)|return to|switch(?:ing)? (?:back )?to|"
    r"st(?:ick|ay) (?:with|to|on|by)|(?:keep|carry on|continue) (?:with|to|by|on)|"
    r"(?:zurück|wieder|bleib\w*|weiter\w*|lieber|gern\w*) (?:\w+ ){0,2}?(?:bei|per|auf|zu|zur)|"
    r"(?:reven\w+|repass\w+|retour\w*|rest\w+|gard\w+|préf[éè]r\w+)(?: au?x?| à| par| le)*|"
    r"(?:otra vez|de nuevo|nuevamente|volv\w+|vuelv\w+|seguid|sigan|siga|seguimos|mejor|"
    r"prefiero)(?: por| a| con| el| al)*|"
    r"(?:di nuovo|nuovamente|torn\w+|restiamo|meglio|preferi\w+)(?: via| per| con| all?a?| sulla|"
    r" la)*|"
    r"(?:terug|weer|opnieuw|blijf\w*|liever|gewoon)(?: maar)?(?: naar| bij| via| per| gewoon)*|"
    r"(?:de novo|novamente|outra vez|volt\w+|continu\w+|prefiro|melhor)(?: por| a| ao| com| o)*)"
)
_MAIL_BACK = Gated(
    rf"\b{_AGAIN} (?:l')?{_BY_MAIL}(?! (?:que|dan|als|than)\b)\b|"
    rf"(?:^|\W)(?<!the )(?<!die )(?<!de )(?<!los )(?<!les )(?<!le )(?<!as )(?<!os ){_BY_MAIL} "
    rf"(?:again|wieder|weer|de nouveau|à nouveau|otra vez|de nuevo|di nuovo|de novo|"
    rf"is (?:fine|best|better|good)|me (?:instead|rather)|instead|reicht)\b|"
    rf"\b(?:scriv\w+(?:mi|ci)|schreib\w* (?:sie )?(?:mir|uns)|write (?:to )?(?:me|us)|"
    rf"écri\w+-(?:moi|nous)|escrib\w+(?:me|nos)|escrevam?-(?:me|nos)|(?:me|"
    rf"nos) escrev\w+) (?:\w+ )?(?:per|by|via|par|"
    rf"por) "
    rf"{_BY_MAIL}\b|"
    rf"\b(?:by|per|par|por|via|com) {_BY_MAIL} (?:again|wieder|weer|instead|rather than|"
    rf"statt|anstatt|in plaats|plutôt que|au lieu|en vez|anziché|invece|em vez|de nouveau|"
    rf"de nuevo|di nuovo|de novo|(?=please|bitte|svp|por favor|reicht|ist))"
)


def channel(clause: str, *, sends: bool, alone: bool) -> str:
    """The way that a clause wishes for: the first one named that it does not refuse.

    ``sends``: our mails or their sending stand in it, as in "the updates by text"; ``alone``:
    nothing else is said.  Mail is a wish only where it comes back or stays, and a call alone
    may be of anything.
    """
    clause = _NO_FIRST.sub("not ", clause)
    others = [
        (match.start(), name)
        for name, wording in CHANNELS[:-1]
        for match in wording.finditer(clause)
    ]
    compared = _MAIL_BEFORE_IT.search(clause)
    if compared and any(at >= compared.end() - 1 for at, _ in others):
        others = [(at, name) for at, name in others if at < compared.start()]
        if not others:
            return "email" if alone else ""
    mail = _MAIL_BACK.search(clause)
    found = chosen([*others, (mail.end(), "email")] if mail else others, clause)
    if found == "email":
        return found if alone else ""
    sure = found != "phone" or _BY_PHONE.search(clause)
    return found if sends or PREFERS.search(clause) or (alone and sure) else ""


# "Mail ist mir lieber als WhatsApp": what stands behind is refused.
_MAIL_BEFORE_IT = re.compile(
    rf"(?<!statt )(?<!instead of )(?<!than )\b(?:{_MAIL})\b[^,;]{{0,24}}?"
    r"\b(?:lieber|besser|liever|beter|better|rather|easier|mieux|mejor|meglio|melhor)\b "
    r"(?:than|als|dan|que|che|di|do que) |"
    r"\b(?:liever|rather|prefer\w*|préf[éè]r\w+|prefier\w+|prefir\w+|lieber|plutôt|mejor|meglio|"
    rf"melhor)\b[^,;]{{0,16}}?\b(?:{_MAIL})\b (?:than|als|dan|to|qu[e']|à|a|al|che|do que) "
)
# "No WhatsApp please": elsewhere it may be Portuguese for "on".
_NO_FIRST = re.compile(r"^\W*no (?=\w)")
_BY_PHONE = Gated(
    r"\b(?:by|over the|per|am|par|por|via) (?:tele[fp]\w+|phone)|\btelefonisch\b|"
    r"\btelefónicamente\b"
)


# Beside a word on mail, "call me" is how our mails shall come.
_BESIDE_MAIL = Gated(
    rf"\b(?:{_MAIL}|mail\w*|writ\w+|wrote|schreib\w*|écri\w+|escrib\w+|scriv\w+|posta|"
    r"schrijven|escrev\w+)\b"
)
_SPEAKS_OF_NOTHING_ELSE = 6


def preferred_channel(sentence: str, *, is_known: Callable[[str], bool]) -> str:
    """The way that a sentence puts before mail: "call me, I hardly read mail"; else nothing.

    ``is_known``: whether a clause is made of the words of a wish.
    """
    if "?" in sentence or not PREFERS.search(sentence) or REFUSED.search(sentence):
        return ""
    if not _BESIDE_MAIL.search(sentence) and len(sentence.split()) > _SPEAKS_OF_NOTHING_ELSE:
        return ""
    for clause in filter(is_known, CLAUSE.split(sentence)):
        found = channel(clause, sends=True, alone=False)
        if found and found != "email":
            return found
    return ""


# "WhatsApp rather not": a way that is named to be refused.
REFUSED = Gated(
    r"\b(?:no|not|nicht|nein|kein\w*|pas|non|niet|geen|nee|não)\W*$|\b(?:better|lieber|mejor|"
    r"meglio|liever|"
    r"melhor|plutôt) (?:not|nicht|no|non|niet|não|pas)\b"
)


def called_for(sentence: str) -> str:
    """How to reach a client who wants no mail: "if it matters, phone me"."""
    found = [
        (match.start(), name)
        for name, wording in CHANNELS[:-1]
        for match in wording.finditer(sentence)
    ]
    return chosen(found, sentence)
