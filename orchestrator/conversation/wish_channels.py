"""Which way our mails shall come instead of by mail, in seven languages; over folded text."""

import re

from orchestrator.conversation.gated import Gated

_RATHER = (
    r"(?:instead|rather|prefer\w*|better|lieber|besser|stattdessen|plutôt|préfér\w+|mejor|prefi\w+|"
    r"prefe\w+|meglio|piuttosto|invece|liever|beter|antes|melhor)"
)
_NO_MAIL = (
    r"(?:instead of|rather than|not|statt|anstatt|au lieu (?:de|d'un)|en vez de|en lugar de|"
    r"invece (?:di|della)|al posto (?:di|della)|in plaats van|em vez de) "
    r"(?:(?:by|per|an|a|the|enviar|mandar|par|por) )?(?:e-?|e )?mail\w*|"
    r"en vez de correo|en lugar de correos?|instead of e-?mail\w*"
)
CHANNELS = (
    (
        "chat",
        Gated(
            r"\bwhats ?app\b|\bslack\b|\bsignal me\b|\bteams\b me|appje|\bapp me\b|telegram|chat me"
        ),
    ),
    (
        "sms",
        Gated(
            r"\b(?:text|sms) (?:me|us)\b|by (?:text|sms)|send (?:me|us) (?:a )?texts?|"
            r"(?:per|via|als|par|por|con|een|un) (?:sms|texto)|smsen|"
            rf"\bsms (?:{_NO_MAIL}|please|bitte|svp|graag)|{_RATHER} (?:\w+ ){{0,2}}(?:sms|"
            rf"texts?)\b|"
            r"\b(?:sms|texts?)\b.{0,12} instead$|"
            r"mensaje de texto"
        ),
    ),
    (
        "phone",
        Gated(
            r"\b(?:phone|call|ring) (?:me|us)(?: up)? (?:instead|like|rather|please)|(?:instead|"
            r"rather)\W.{0,20}(?:call|phone|ring)|by phone(?: instead| please)?$|over the phone|"
            rf"(?:call|phone|ring|ruf\w*|anruf\w*|appel\w*|llam\w+|chiam\w+|bel\w*|"
            rf"lig\w+)\b.{{0,25}}"
            rf"(?:{_NO_MAIL})|(?:call|phone|ring|ruf\w*|appel\w*|llam\w+|llám\w+|chiam\w+|bel\w*|"
            rf"lig\w+)\b.{{0,20}} instead$|prefer (?:a )?(?:phone )?calls?\b|"
            r"please (?:call|ring|phone) (?:me )?instead|telefonisch|"
            r"(?:rufen sie|ruft|ruf) (?:mich|uns) (?:bitte )?(?:lieber|stattdessen|besser)|"
            r"lieber (?:\w+ )?(?:anrufen|telefonieren|telefon\w*)|"
            r"(?:appelez-moi|appelez-nous) (?:plutôt|à la place)|"
            r"(?:plutôt|préfér\w+) (?:par |le |un )?(?:téléphone|appel|coup de fil)|"
            r"par téléphone|(?:llámame|llamadme|llámeme|llámenme) (?:mejor|por teléfono)|"
            r"mejor (?:por teléfono|llám\w+|llamad\w+|una llamada)|prefiero (?:una llamada|"
            r"el teléfono)|por teléfono en vez|chiama(?:temi|mi) (?:piuttosto|invece)|"
            r"(?:meglio|preferi\w+) (?:una telefonata|il telefono|per telefono)|"
            r"per (?:telefono|telefoon)|bel (?:me|mij) liever|liever (?:bellen|gebeld|telefonisch)|"
            r"liguem?-me antes|(?:prefiro|preferia) (?:uma chamada|um telefonema|o telefone)|"
            r"por telefone"
        ),
    ),
    (
        "email",
        Gated(
            r"(?:per|by|via|par|por|com|via) e?-?mail (?:instead of|rather than|statt|anstatt|"
            r"in plaats van|plutôt que|au lieu|en vez|invece|em vez)|"
            r"(?:wieder|again|weer|de nouveau|otra vez|di nuovo|de novo) (?:per|by|via|par|"
            r"por) e?-?mail|(?:stick|stay|keep|carry on|continue) (?:with|to|by|on) e-?mail|"
            r"(?:bleib\w*|lieber|"
            r"gern\w*|weiter\w*) (?:\w+ ){0,2}(?:bei|per) "
            r"e?-?mail|(?:gard\w+|préfère|préférons) (?:le |l'e-?)mail|(?:seguid|sigan|siga|mejor|"
            r"prefiero|prefiero el|seguimos) (?:por |con )?"
            r"(?:el )?(?:correo|e-?mail)\b(?! que)|(?:restiamo|meglio|preferisco) (?:la |alla |"
            r"sulla |con la |via )?e?-?mail|(?:blijf|liever|gewoon) "
            r"(?:maar )?(?:per |via )?(?:e-?)?mail(?:en)?\b(?! dan)|(?:prefiro|continu\w+|"
            r"melhor) (?:o |por |com )?e-?mail\b|"
            r"(?:scriv\w+(?:mi|ci)|schreib\w* (?:sie )?(?:mir|uns)|write (?:to )?(?:me|us)|"
            r"écri\w+-(?:moi|"
            r"nous)|escrib\w+(?:me|nos)|escrevam?-(?:me|nos)) (?:\w+ )?(?:per|by|via|par|por) "
            r"(?:e-?mail|correo)\b|"
            r"e-?mail (?:is (?:fine|best|better|good)|me(?! (?:only |just )?(?:when|if|once))|"
            r"please|instead)|by e-?mail|(?:per|par|por|"
            r"via) e?-?mail(?= (?:please|bitte|svp|por favor|reicht|ist))"
        ),
    ),
)
_CALL = (
    r"(?:phone|ring|rang|call) (?:me|us)\b|you (?:rang|called|phoned) (?:me|us)|"
    r"ruf\w* (?:sie )?(?:mich|uns)|"
    r"anruf\w*|telefonier\w*|appelez-(?:moi|nous)|appelle-moi|m'appel\w+|un appel|coup de fil|"
    r"téléphonez|"
    r"ll[aá]m\w+(?:me|nos)\b|me llam\w+|una llamada|chiam\w+(?:mi|ci)\b|(?:mi|ci) chiam\w+|"
    r"telefonata|"
    r"bel (?:me|mij|ons|maar)\b|bellen|gebeld|telefoontje|ligu?em?-(?:me|nos)|me lig\w+|"
    r"telefon\w+-me|"
    r"(?:um )?telefonema|phone calls?|le téléphone|el teléfono|il telefono|o telefone"
)
_TEXT = (
    r"text (?:me|us)\b|a text(?: message)?|(?:eine|een|un|um|per|via|par|por) sms|sms'?en|un texto|"
    r"mensaje de texto"
)
_CHAT = r"whats ?app\w*|\bapp (?:me|mij|ons)\b|appje|slack|telegram|signal (?:me|us)|teams-chat"
# "Call me" may be about a menu; beside a word on mail it is how our mails shall come.
_BESIDE_MAIL = re.compile(
    r"\b(?:e?-?mails?|mailen|mailing|mailtje|writ\w+|wrote|inbox|schreib\w*|schreiben|écri\w+|"
    r"courriels?|"
    r"correos?|escrib\w+|scriv\w+|posta|schrijven|escrev\w+)\b"
)
PREFERS = Gated(
    r"\b(?:(?:i|we)(?:'d| would) (?:rather|prefer)|prefer|better|meglio|mejor|melhor|lieber|"
    r"liever|besser|"
    r"préfér\w+|prefer\w+|prefier\w+|prefir\w+|plutôt|antes|instead|em vez|en vez|em lugar|rather|"
    r"statt|stattdessen|"
    r"anstatt|au lieu|"
    r"à la place|en vez|en lugar|invece|piuttosto|in plaats|beter|em vez)\b"
)
_RATHER_THIS = tuple(
    (channel, re.compile(rf"(?:^|\b)(?:{wording})"))
    for channel, wording in (("phone", _CALL), ("sms", _TEXT), ("chat", _CHAT))
)
# "WhatsApp rather not": a way that is named to be refused.
REFUSED = Gated(
    r"\b(?:no|not|nicht|nein|kein\w*|pas|non|niet|geen|nee|não)\W*$|\b(?:better|lieber|mejor|"
    r"meglio|liever|"
    r"melhor|plutôt) (?:not|nicht|no|non|niet|não|pas)\b"
)
_SPEAKS_OF_NOTHING_ELSE = 6
_NOT_THIS_WAY = re.compile(r"\b(?:not|don't|no|nicht|kein\w*|pas|ne|non|niet|geen|não|stop)\b")


def preferred_channel(sentence: str) -> str:
    """The way that a sentence puts before mail: "call me, I hardly read mail"; else nothing."""
    prefers = PREFERS.search(sentence)
    if not prefers or "?" in sentence or REFUSED.search(sentence):
        return ""
    if not _BESIDE_MAIL.search(sentence) and len(sentence.split()) > _SPEAKS_OF_NOTHING_ELSE:
        return ""
    for channel, wording in _RATHER_THIS:
        match = wording.search(sentence)
        if match and not _NOT_THIS_WAY.search(sentence[max(0, match.start() - 12) : match.start()]):
            return channel
    return ""


def called_for(sentence: str) -> str:
    """How to reach a client who wants no mail: "if it matters, phone me"."""
    match = _REACH_ME.search(sentence)
    return next((name for name in ("phone", "sms", "chat") if match and match[name]), "")


_REACH_ME = Gated(
    r"\b(?:(?P<sms>(?:text|sms) (?:me|us)|send (?:me|us) a text|per sms|par sms|por sms|via sms|"
    r"een sms|un sms)|"
    r"(?P<chat>whatsapp|app me|slack me)|"
    r"(?P<phone>(?:phone|call|ring|give) (?:me|us)(?: a (?:call|ring|bell))?|"
    r"ruf\w* (?:sie )?(?:mich|uns)|anrufen|"
    r"telefonisch|appelez-(?:moi|nous)|par téléphone|ll[aá]m\w+(?:me|nos)|por teléfono|"
    r"chiam\w+(?:mi|ci)|"
    r"per telefono|bel (?:me|mij|ons)|bellen|telefonisch|ligu?em?-(?:me|nos)|por telefone|"
    r"telefonem))\b"
)
