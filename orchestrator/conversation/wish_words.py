"""How clients word a wish about our mails, in seven languages; over folded text."""

import re

from orchestrator.conversation.gated import Gated

CADENCES = (
    (
        "needed",
        Gated(
            r"\bonly (?:\w+ ){0,4}(?:when|if) (?:you |there|i )|only when you need|only bother me|"
            r"only if (?:you )?need|when something's on fire|leave me to it|"
            r"nur wenn (?:sie|ihr|es|du|etwas)|nur bei bedarf|(?:seulement|uniquement) (?:si|"
            r"quand)|"
            r"(?:solo|sólo) (?:si|cuando|se|quando) (?:me |mi |ha|hac|ci |é |for|serve)|alleen als|"
            r"só quando"
        ),
    ),
    (
        "fortnightly",
        Gated(
            r"\bfortnightly|every (?:other|second|two|2) weeks?|every other \w+day|every fortnight|"
            r"once a fortnight|bi-?weekly|(?:alle )?(?:zwei|2) wochen|vierzehntägig|14-tägig|"
            r"zweiwöchentlich|"
            r"(?:toutes )?les (?:deux|2) semaines|tous les quinze jours|quinzomadaire|cada (?:dos|"
            r"2) semanas|quincenal\w*|ogni (?:due|2) settimane|quindicinale|(?:om de|elke|"
            r"iedere) (?:twee|2) weken|tweewekelijks|quinzenal\w*|de (?:duas|2) em (?:duas|"
            r"2) semanas"
        ),
    ),
    (
        "monthly",
        Gated(
            r"\bmonthly|(?:once|one) a month|per month|every month|monatlich|(?:im|pro) monat|"
            r"(?:un \w+ |une fois )?par mois|mensuel\w*|tous les mois|mensual\w*|una vez al mes|"
            r"al mes|cada mes|mensil\w*|una volta al mese|al mese|ogni mese|maandelijks|(?:per|"
            r"elke) maand|mensal\w*|uma vez por mês|por mês"
        ),
    ),
    (
        "weekly",
        Gated(
            r"\bweekly|once a week|one a week|every week|per week|wöchentlich|pro woche|"
            r"einmal (?:die|"
            r"in der) woche|jede woche|hebdo\w*|par semaine|toutes les semaines|chaque semaine|"
            r"semanal\w*|una vez (?:a la|por) semana|cada semana|settimanal\w*|una volta (?:a|"
            r"alla) settimana|ogni settimana|wekelijks|(?:per|elke|iedere) week|uma vez por semana|"
            r"todas as semanas|\bone on a \w+day"
        ),
    ),
    (
        "daily",
        Gated(
            r"\bdaily|every day|once a day|täglich|jeden tag|tous les jours|quotidien\w*|"
            r"chaque jour|"
            r"diari[oa]\w*|(?:todos los|cada) días?|quotidian\w*|ogni giorno|tutti i giorni|"
            r"dagelijks|elke dag|diariamente|todos os dias"
        ),
    ),
)
LENGTHS = (
    (
        "standard",
        Gated(
            r"normal length|back to (?:the )?normal|(?:normale|übliche) länge|longueur normale|"
            r"longitud normal|lunghezza normale|normale lengte|tamanho normal"
        ),
    ),
    (
        "full",
        Gated(
            r"\b(?:long|full|detailed) version|more detail|in full detail|full (?:length|detail|"
            r"details|version)|(?<!no )longer|ausführlich\w*|mehr details?|länger|"
            r"plus (?:de )?détail\w*|"
            r"plus long|version complète|tod[oa]s? (?:el|los) detalles?|más detall\w*|"
            r"versión larga|"
            r"più (?:dettagli|lungh)\w*|versione completa|uitgebreid\w*|meer detail\w*|langere?|"
            r"mais detalh\w*|versão completa|completo"
        ),
    ),
    (
        "brief",
        Gated(
            r"\b(?:keep|make) (?:it|them|these|(?:the|your) \w+) (?:short|brief|shorter)|"
            r"^\W*short(?: please)?\W*$|\bshorter|\bbrief(?:er)?\b|"
            r"short version|just the headlines|kurz (?:halten|fassen)|kürzer|knapp|plus courts?|"
            r"faites court|en bref|más (?:corto|breve)s?|breve|più (?:brev\w*|cort\w*)|korter|"
            r"kort (?:houden|graag)|hou(?:d)? het kort|mais curt\w*|curto"
        ),
    ),
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
            r"\b(?:text|sms) me\b|by (?:text|sms)|send me a text|(?:per|via) sms|(?:par|por|"
            r"via) (?:sms|texto)|un sms|als sms|smsen"
        ),
    ),
    (
        "phone",
        Gated(
            r"\b(?:phone|call) me (?:instead|like|please)|(?:instead|rather)\W.{0,20}(?:call|phone|"
            r"ring)|by phone instead|please (?:call|"
            r"phone) (?:me )?instead|telefonisch|(?:rufen sie|ruft) (?:mich|uns)"
            r" (?:bitte )?(?:lieber|stattdessen)|appelez-moi (?:plutôt|à la place)|"
            r"par téléphone|(?:llámame|llamadme|"
            r"llámeme) mejor|por teléfono en vez|chiamatemi (?:piuttosto|invece)|"
            r"per telefono|bel me liever|liever bellen|"
            r"liguem?-me antes|por telefone"
        ),
    ),
    (
        "email",
        Gated(
            r"e-?mail (?:is fine|me|please|instead)|by e-?mail|(?:per|par|por|"
            r"via) e?-?mail(?= (?:please|bitte|svp|por favor|reicht|ist))"
        ),
    ),
)
PAUSE_FROM = Gated(
    r"\b(?:until|till?|untill|bis|jusqu'au|jusqu'à|hasta|fino al|fino a|tot|até|"
    r"call it)\b(?P<rest>.{0,80})",
    re.S,
)
PAUSE_WORD = Gated(
    r"\bpau[sz]\w*|hold (?:everything|off|these|the|your)|on hold|leave me be|"
    r"no (?:e?-?mails?|mails|"
    r"updates|messages)|do ?n't (?:send|write|mail)|don't bother|shan't be reading|"
    r"nothing (?:until|till|before)|quiet|"
    r"keine (?:e-?)?mails|bis dahin keine|nichts schicken|pas de (?:mails?|messages?)|"
    r"rien envoyer|nada de correos|no (?:me )?(?:mand|env|escrib)\w+|niente mail|geen (?:mails?|"
    r"berichten)|nada de (?:e-?mails|mensagens)|não (?:envi|mand)\w+"
)
PAUSE_OF_IT = Gated(
    r"\b(?:pau[sz]\w*|hold(?: off)?) "
    r"(?:it|this|that|them|these(?! (?:e-?)?(?:mails|updates|digests|messages)))\b"
)
LEAVE_ME = Gated(r"\bleave me be\b")
# The end of a pause, which names no thing that is paused.
UNTIL_THEN = Gated(
    r"\b(?P<word>until|till?|untill|bis(?: zum)?|jusqu'(?:au|à)|hasta(?: el)?|fino (?:al?|alla)|"
    r"tot|até(?: ao?)?) "
    r"(?:(?:after|the|nach|dem|el|la|le|l|de|het|il|a|o) )*"
    r"(?:\d[\w.]*(?: (?:of |de )?[a-zà-ÿ]{3,}\.?)?|\w+)"
)
# Where a new clause begins, with its own verb.
CLAUSE = Gated(
    r"[,;–()]|:(?!\d)|\b(?:so|during|once(?! a\b| every\b| per\b| more\b)|"
    r"and|but|because|und|weil|denn|et|car|donc|y|porque|perché|omdat|"
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
BEFORE = Gated(
    r"(?:(?:not|don't|nothing|"
    r"keine?|geen|no point \w+|never|nicht|nichts|"
    r"rien [\w']+|pas|nada|no|niente|non|niet|"
    r"niets|não)\s+(?:[\w']+ ){0,4}?(?:before|vor|avant|antes de las?|antes das?|prima delle?|"
    r"voor)|"
    r"(?:after|ab|nach|à partir de|después de las?|dopo le|na|vanaf|"
    r"depois das?))\s+(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?|"
    r"uhr|h|o'clock)?(?!\d|\s*(?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|"
    r"th\b|st\b))",
)
# What is wished for ends here; behind it stands what it is compared with.
INSTEAD = Gated(
    r"\b(?:than|statt|(?<=instead )of|not per|nicht per|plutôt que|au lieu de|en vez de|"
    r"en lugar de|invece di|al posto di|in plaats van|em vez de)\b"
)
# Before what is needed: "only write when", "nur wenn".
NEEDED_LEAD = Gated(
    r"\bonly (?:\w+ ){0,3}(?:when|if)\b|nur wenn|(?:seulement|uniquement) (?:si|quand)|"
    r"(?:solo|sólo) (?:si|cuando|se|quando)|alleen als|só (?:quando|se)"
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
    r"version"
)
