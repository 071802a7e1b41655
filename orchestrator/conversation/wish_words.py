"""How clients word a wish about our mails, in seven languages; over folded text."""

import re

from orchestrator.conversation.gated import Gated

PAUSE_FROM = Gated(
    r"\b(?:until|till?|untill|'til|bis|jusqu'au|jusqu'à|jusqu'en|avant le|hasta|fino al?|tot|até|"
    r"call it|not before|resume on|resume from|starting|again from|reprenez|(?:re)?start again on|"
    r"wieder ab|erst (?:wieder )?(?:ab|am)(?: dem)?|pas avant(?: le)?|no antes del?|non prima del|"
    r"niet voor|"
    r"não antes de|weer vanaf|"
    r"(?:ab|from|dès|à partir du|a partir del?|dal|vanaf)(?= .{3,25}\b(?:wieder|again|weer|"
    r"de nouveau|"
    r"otra vez|di nuovo|de novo)\b)|(?:ripart|ricominc)\w+ (?:pure )?(?:il|dal)|"
    r"reanud\w+ el|riprend\w+ (?:il|dal)|retom\w+ a)\b(?P<rest>.{0,80})",
    re.S,
)
_TO_ME = r"(?:me |us |mir |uns |m'|nous |nos |mi |ci |mij |ons )?"
# The end of a pause that was named before: "until then", "vorher bitte nicht".
THEN = Gated(
    r"\b(?:(?:until|till|before) (?:then|that)|in the meantime|meanwhile|(?:bis|vor) dahin|vorher|"
    r"so lange|d'ici(?: là)?|jusque[- ]là|entre-temps|avant cela|hasta entonces|mientras tanto|"
    r"antes de eso|(?:fino|sino) (?:ad )?allora|nel frattempo|prima di allora|tot dan|tot die tijd|"
    r"daarvoor|pas daarna|erst danach|only after that|até (?:lá|então)|antes disso|entretanto)\b"
)
THIS_WEEK = Gated(
    r"\b(?:this week|diese woche|cette semaine|esta semana|questa settimana|deze week)\b"
)
# "Rien la semaine prochaine": nothing, and for how long.
_NOTHING = r"(?:nothing|nichts|nix|rien|nada|niente|niets|niks)"
_WEEK = (
    r"(?:(?:next|this) week|(?:nächste|diese) woche|la semaine prochaine|cette semaine|"
    r"(?:la )?(?:próxima semana|semana que viene|semana que vem)|esta semana|"
    r"(?:la )?(?:settimana prossima|prossima settimana)|questa settimana|(?:volgende|deze) week)"
)
_PLEASE = r"(?: (?:please|bitte|svp|por favor|per favore|grazie|graag|even|sturen|schicken))*"
NOTHING_THEN = Gated(
    rf"^\W*(?:{_NOTHING}{_PLEASE} (?:for )?{_WEEK}|{_WEEK}{_PLEASE} {_NOTHING}|"
    rf"skip {_WEEK}){_PLEASE}"
    r"(?=\W*$|[,.;:–-])"
)
PAUSE_WORD = Gated(
    r"\bpau[sz]\w*|hold (?:everything|off|these|the|your)|on hold|leave (?:me (?:be|alone)|off|"
    r"out)|lay off|hold back|give (?:me|us) a break|skip (?:me\b|these\b|(?:the|your) (?:next |"
    r"coming )?(?:e-?mails?|mails?|updates?|digests?|messages?|ones?)\b)|segur\w+ (?:os|as)|"
    r"aguant\w+ (?:los|el)|cort\w+ (?:los|os)|\bruhe\b|\bsilen[czt]\w*|\brust\b|a break from|"
    r"vorher (?:bitte )?nicht|skip (?:next|this) week|pas daarna|erst danach|"
    r"no (?:more )?(?:(?:e-?)?mails?|updates|messages)|do ?n'?t (?:send|write|mail|e-?mail|"
    r"contact)|"
    r"don't bother|shan't be reading|"
    r"nothing (?:please )?(?:until|till|before|next week|then)|(?:send|mail|write|e-?mail)(?: me|"
    r" us)? nothing|"
    r"(?:erst|frühestens) (?:wieder )?(?:ab|am|nach)|(?:schick|send|"
    r"schreib)\w* (?:\w+ ){0,3}nichts|"
    r"(?:stuur|mail|stuurt|schrijf) (?:\w+ ){0,4}(?:niks|niets)|niks (?:\w+ )?(?:sturen|mailen)|"
    r"nix (?:\w+ )?schicken|no (?:me |nos )?(?:mandéis|enviéis|escribáis|manden|envíen)|"
    r"rien (?:pendant|jusqu|d'ici|la semaine)|nada (?:até|hasta|durante|esta)|niente (?:fino|per|"
    r"durante)|"
    r"quiet|suspend\w*|sospen\w+|"
    r"keine (?:e-?)?mails|bis dahin keine|nichts (?:\w+ )?(?:schicken|senden|schreiben)|"
    r"brauch\w* (?:ich |wir )?(?:nichts|keine)|aussetzen|unterbrech\w+|"
    r"pas de (?:mails?|messages?|courriels?)|n'(?:envoyez|écrivez) (?:rien|pas)|"
    rf"ne {_TO_ME}(?:envoyez|écrivez) (?:rien|pas)|rien envoyer|aucun (?:mail|message|envoi)|"
    rf"(?:nada de|sin|ningún) correos?|no {_TO_ME}(?:mand|env|escrib)\w+|"
    rf"niente (?:mail|messaggi)|nessuna mail|non {_TO_ME}(?:scriv|mand|invi)\w+|"
    r"geen (?:(?:e-?)?mails?|berichten|updates)|niets (?:\w+ )?(?:sturen|mailen|tot)|stilzetten|"
    rf"(?:nada de|sem) (?:e-?mails|mensagens)|não {_TO_ME}(?:envi|mand|escrev)\w+"
)
PAUSE_OF_IT = Gated(
    r"\b(?:pau[sz]\w*|hold(?: off)?) "
    r"(?:it|this|that|them|these(?! (?:e-?)?(?:mails|updates|digests|messages)))\b"
)
LEAVE_ME = Gated(
    r"\bleave (?:me|us) be\b|\b(?:put|set|mett\w*|zet|pon\w*|coloqu\w*|setz\w*|"
    r"stell\w*)[ -](?:\w+ )?(?:me|us|moi|nous|mij|ons|nos|mi|ci|mich|uns)\b.{0,12}"
    r"\b(?:paus[ae]|pauze)\b|\b(?:mett|pong|pón|pon)\w*(?:mi|ci|me|nos) en? ?(?:in )?paus[ae]"
)
# The end of a pause, which names no thing that is paused.
UNTIL_THEN = Gated(
    r"\b(?P<word>until|till?|untill|bis(?: zum)?|jusqu'(?:au|à)|hasta(?: el)?|fino (?:al?|alla)|"
    r"tot|até(?: ao?)?) "
    r"(?:(?:after|the|nach|dem|el|la|le|l|de|het|il|a|o) )*"
    r"(?:\d[\w.]*(?: (?:of |de )?[a-zà-ÿ]{3,}\.?)?|\w+)"
)
# Where a new clause begins, with its own verb.
CLAUSE = Gated(
    r"[,;–()]|\s-\s|:(?!\d)|\b(?:so|during|once(?! a\b| every\b| per\b| more\b)|"
    r"and|but|because|(?:as|since)(?= (?:i|we|my|our|it)\b)|da(?= (?:ich|wir|ist|es)\b)|"
    r"comme(?= (?:je|on|nous)\b)|puisque|ya que|siccome|visto che|aangezien|já que|und|weil|denn|"
    r"et|car|donc|y|porque|perché|omdat|"
    r"want(?= (?:ik|wij?|we|het|de|er|dat|dit|mijn|onze?) )|"
    r"dus|pois)\b"
)
NEXT_WEEK = Gated(
    r"next week|nächste woche|semaine prochaine|(?:la )?(?:próxima semana|semana que viene)|"
    r"settimana prossima|prossima settimana|volgende week|semana que vem|próxima semana"
)
TIME = Gated(
    r"(?:\b(?:at|around|about|um|gegen|à|vers|a las|sobre las|alle|verso le|om|rond|às)|\(|"
    r"\b)\s*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)|\s?h\s?(?P<m2>\d\d)?)?\s*(?P<half>a\.?m\.?|"
    r"p\.?m\.?|uhr|h\b|o'clock|de la mañana|de la tarde|u\b|uur)?",
)
_HOUR = (
    r"(?P<hour>\d{1,2})\s?(?:[:.h](?P<minute>\d\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?|uhr|h|o'clock)?"
    r"(?!\d|\s*(?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|th\b|st\b))"
)
_NOT = (
    r"(?:not|don'?t|nothing|keine?|geen|no point \w+|never|nicht|nichts|nie|niemals|nix|"
    r"rien|jamais|pas|nada|nunca|no|niente|mai|non|niet|niets|niks|nooit|não|sem)"
)
_BEFORE = r"(?:before|vor|avant|antes de las?|antes das?|prima delle?|voor)"
BEFORE = Gated(
    rf"(?:{_NOT}\s+(?:[\w']+ ){{0,4}}?{_BEFORE}|rien [\w']+ (?:[\w']+ ){{0,4}}?avant|"
    r"(?:after|ab|nach|à partir de|después de las?|dopo le|na|vanaf|"
    rf"depois das?))\s+{_HOUR}"
)
# "Vor 10 Uhr bitte nichts schicken": the hour before the "nothing".
BEFORE_FIRST = Gated(rf"\b{_BEFORE}\s+{_HOUR}(?=.{{0,24}}\b{_NOT}\b)")
# What is wished for ends here; behind it stands what it is compared with.
INSTEAD = Gated(
    r"\b(?:than|statt|(?<=instead )of|not per|nicht per|plutôt que|au lieu de|en vez de|"
    r"en lugar de|invece di|al posto di|in plaats van|em vez de)\b"
)
# Before what is needed: "only write when", "nur wenn".
NEEDED_LEAD = Gated(
    r"\b(?:only|just) (?:\w+ ){0,6}?(?:when|if)\b|nur (?:noch )?(?:\w+ ){0,3}?(?:wenn|falls)\b|"
    r"(?:seulement|uniquement|que) (?:si|quand|lorsque)|"
    r"(?:solo|sólo|solamente|únicamente|soltanto) (?:\w+ )?(?:si|cuando|se|quando)|"
    r"alleen (?:nog )?(?:\w+ ){0,2}?(?:als|wanneer|indien)|(?:só|apenas|somente) (?:\w+ ){0,3}?"
    r"(?:quando|se)\b"
)
_ADJECTIVE = (
    r"(?:daily|weekly|bi-?weekly|fortnightly|monthly|(?:täglich|wöchentlich|monatlich)e[nrsm]?|"
    r"dagelijkse|wekelijkse|maandelijkse)"
)
_LATE_ADJECTIVE = (
    r"(?:quotidien|hebdomadaire|mensuel|diari[oa]|semanal|quincenal|mensual|quotidian[oa]|"
    r"settimanale|mensile|diári[oa]|mensal)\w*"
)
# "The weekly update" is one that there is; "a weekly update" may be wished for.
KNOWN_ONE = Gated(
    rf"\b(?:the|this|that|last|next|your|our|my|der|die|das|den|dem|diese\w*|ihr\w*|de|het|deze|"
    rf"dit|"
    rf"jullie) {_ADJECTIVE}(?: [^\W\d]+)?|"
    rf"\b{_ADJECTIVE} (?:calls?|chats?|texts?|lists?|questions?|decisions?)\b|"
    rf"\b(?:le|la|les|ce|cette|votre|el|los|las|este|esta|vuestro|il|lo|i|gli|questo|o|a|os|as) "
    rf"[^\W\d]+ {_LATE_ADJECTIVE}"
)
NORMAL_LENGTH = Gated(
    r"\bback to (?:the )?normal (?:length|size)|\b(?:give|send) (?:me|us) the (?:long|short|full) "
    r"version|\b(?:back to|have|get) the (?:long|short|full|shorter|longer|detailed) (?:version|"
    r"one)"
)
# Who says how she reads has our mails in mind.
I_READ = Gated(
    r"\b(?:i (?:only |mostly |usually )?(?:read|get)|(?:ich|wir) (?:\w+ )?lesen?|lese (?:ich|sie|"
    r"das|es)|je (?:les |le )?"
    r"(?:lis|regarde)|l[oa]s leo|leo (?:los|el|en)|li leggo|leggo|(?:ik|we) (?:\w+ )?lees|"
    r"lees (?:ik|ze)|leio)\b"
)
A_VERSION = Gated(r"\b(?:version|fassung|versión|versione|versie|versão)\b")
