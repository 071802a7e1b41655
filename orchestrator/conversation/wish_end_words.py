"""What ends our mails without naming them, and what only sounds like their end; folded text."""

import re

from orchestrator.conversation.gated import Gated

_TO_ME = r"(?:me|us|mir|mich|uns|mij|ons|nos)"
_KIND = (
    r"(?:please|bitte|thanks|thank you|danke|merci|svp|s'il vous plaît|gracias|por favor|grazie|"
    r"per favore|bedankt|graag|aub|obrigad[oa]|now|already|again|ever|jetzt|endlich|maintenant|ya|"
    r"adesso|nu|agora)"
)
_AGAIN = r"(?:again|any ?more|ever again|ever|in future|in the future)"
LEAVE_US = Gated(
    rf"(?:^\W*|[,–-] )(?:(?:{_KIND}|and|just|so|ok|und|et|y|e|en)\W+)*(?:"
    rf"leave {_TO_ME} (?:alone|in peace|be)|"
    rf"(?:do not|don't|dont|never) (?:ever )?(?:contact|message|e-?mail|mail|write(?: to)?|bother) "
    rf"{_TO_ME} {_AGAIN}|never contact {_TO_ME}|stop (?:contacting|messaging|spamming|bothering|"
    rf"pestering) {_TO_ME}|stop it with (?:the|these|your|all these) (?:e-?mails|mails|updates)|"
    rf"lass(?:t|en sie)? (?:mich|uns) (?:{_KIND} )?in (?:ruhe|frieden)|"
    rf"kontaktier(?:t|en sie|e)? (?:mich|uns) (?:{_KIND} )?(?:nicht|nie) (?:mehr|wieder)|"
    rf"(?:schreib(?:t|en sie)?|mail(?:t|en sie)?) (?:mir|uns) (?:{_KIND} )?(?:nicht|nie) "
    r"(?:mehr|wieder)|"
    r"(?:laisse[zr]?|fiche[zr]?)-?(?:moi|nous) (?:tranquilles?|en paix|la paix)|"
    r"ne (?:me |nous |m')?(?:re)?(?:contactez|écrivez|sollicitez|contactez|dérangez) (?:plus|"
    r"jamais)|"
    r"d[eé]j\w{0,3}(?:me|nos) (?:en paz|tranquil\w+)|no (?:me|nos) (?:contact\w+|escrib\w+|"
    r"molest\w+) (?:más|nunca más)|"
    r"lasci\w*(?:mi|ci) (?:in pace|stare|tranquill[oaie])|non (?:mi |ci )?(?:ri)?(?:contatt\w+|"
    r"scriv\w+|disturb\w+) (?:più|mai più)|"
    rf"laat {_TO_ME} (?:{_KIND} )?met rust|neem (?:{_KIND} )?geen contact meer|"
    rf"(?:contacteer|benader|mail) {_TO_ME} (?:{_KIND} )?(?:niet|nooit) meer|"
    r"deix\w+-?(?:me|nos) em paz|não (?:me|nos) (?:contact\w+|contat\w+|escrev\w+) (?:mais|"
    r"nunca mais)"
    rf")(?:\W+(?:{_KIND}|met (?:mij|me|ons) op|with (?:e-?mails|mails)))*\W*$"
)
# Somebody else is taken off, or a list of hers; or one kind of mail ends and another comes.
NOT_OURS = Gated(
    r"\bunsubscribe (?:(?:my|our|the|an?) (?!e-?mail|address|name|account|whole|entire)|his |her |"
    r"him\b|them\b|their |someone|people|customers|users|clients)|"
    r"\b(?:newsletter|mailing list|list) (?:on|of|from) (?:our|my) "
)
_SHORT_OR_LONG = (
    r"(?:long\w*|full|detailed|complete|whole|short\w*|brief|lang\w*|ausführlich\w*|kurz\w*|"
    r"longues?|détaillée?s?|complète?s?|courtes?|larg[oa]s?|detallad[oa]s?|complet[oa]s?|"
    r"cort[oa]s?|lung\w+|dettagliat\w+|brev[ei]|uitgebreide|korte|long[oa]s?|detalhad[oa]s?)"
)
_VERSION = (
    r"(?:versions?|ones?|editions?|formats?|kinds?|texts?|fassung(?:en)?|formate?|éditions?|"
    r"versión|versiones|versione|versioni|versies?|versão|versões)"
)
ONE_KIND = Gated(
    rf"\b{_SHORT_OR_LONG} {_VERSION}\b|\b(?:version|versión|versione|versão)\w* {_SHORT_OR_LONG}\b|"
    r"\b(?:from|stop(?: sending)?(?: me| us)?|cancel|end) (?:the|these|those|your) "
    r"(?:daily|weekly|monthly)s?(?= ones?\b|\W*$|,)|"
    r"\b(?:daily|täglich\w*|quotidien\w*|diari\w*|giornalier\w*|dagelijks\w*|diári\w*)\b.*"
    r"(?<! or)(?<! and)(?<!oder)(?<! und)(?<! ou)(?<! et)(?<! of)(?<! en)(?<! e)(?<! o)(?<! y) "
    r"(?:weekly|wöchentlich\w*|hebdo\w*|semanal\w*|settimanal\w*|wekelijks\w*|monthly|"
    r"monatlich\w*|mensuel\w*|mensual\w*|mensil\w*|maandelijks\w*|mensal\w*)\b"
)
# "Weekly is too much" refuses the rhythm that it names.
TOO_MUCH = Gated(
    r"\b(?:daily|weekly|fortnightly|monthly|(?:once|twice) a (?:day|week|month)|every (?:day|week)|"
    r"täglich|wöchentlich|monatlich|quotidien\w*|hebdomadaires?|mensuels?|diari[oa]s?|semanal\w*|"
    r"mensual\w*|giornalier\w+|settimanal[ei]|mensil[ei]|dagelijks|wekelijks|maandelijks|"
    r"diári[oa]s?|mensa\w+)[ ,]+(?:(?:e-?mails?|mails?|updates?) )?"
    r"(?:is|are|was|feels|seems|ist|sind|wäre|c'est|est|sont|ça fait|es|son|è|sono|é|são) "
    r"(?:\w+ ){0,2}?(?:too|zu|trop|demasiado|mucho|troppo|te|demais|muito)\b[^,;.!?\n]*"
)
# "Stop! The header is wrong" cries out, and what follows on the line says at what.
CRY = re.compile(
    r"^[^\w\n]*(?:stop+|halt|arrêt(?:ez)?|basta|alto|parar|parem)\b[!.,…]+[ \t]+(?P<rest>\S+ .+|"
    r"(?:nicht|not|pas|no|non|niet|não) \S.*)$",
    re.M,
)
MEANT = re.compile(
    r"\W*(?:i mean|i meant|ich meine?|je veux dire|quiero decir|voglio dire|ik bedoel|quer dizer)\b"
)
ENDS_MAIL = re.compile(
    r"^(?:please|thanks?|thank|bitte|danke|merci|gracias|grazie|bedankt|graag|obrigad[oa])\b|"
    r"\b(?:e?-?mail\w*|updates?|messages?|newsletters?|digests?|list|\w*subscri\w+|remove|contact|"
    r"writ\w+|inbox|spam|interested|enough|bother|no longer|any ?more|nachricht\w*|schreib\w*|"
    r"schick\w*|verteiler|abmeld\w*|austrag\w*|écri\w+|envo\w+|courriels?|désab\w+|désinsc\w+|"
    r"correos?|mensajes?|escrib\w+|mand\w+|baja|posta|messaggi|scriv\w+|invi\w+|iscri\w+|"
    r"disiscri\w+|bericht\w*|stur\w+|schrijf\w*|afmeld\w*|uitschrij\w*|mensage\w+|envi\w+|"
    r"escrev\w+|cancel\w*|leave me|stop)\b|"
    r"\b(?:i|we) (?:don't|do not|am not|never|'m not)\b"
)
