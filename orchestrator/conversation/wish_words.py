"""How clients word a wish about our mails, in seven languages; over folded text."""

import re

from orchestrator.conversation.gated import Gated

CADENCES = (
    (
        "needed",
        Gated(
            r"\bonly (?:\w+ ){0,6}(?:when|if) (?:you |there|i |it|we|something)|only when you need|"
            r"only bother me|only for (?:decisions?|approvals?|questions)|only decisions|"
            r"only if (?:you )?need|when something's on fire|leave me to it|"
            r"just (?:\w+ ){1,2}when (?:you|something|there)|unless you need|"
            r"nur (?:noch )?(?:\w+ ){0,3}?(?:wenn|falls)|nur (?:noch )?bei (?:bedarf|"
            r"entscheidungen)|"
            r"(?:seulement|uniquement|que) (?:si|quand|lorsque|en cas|pour (?:les|des) décisions)|"
            r"(?:solo|sólo|solamente|únicamente|soltanto) (?:\w+ )?(?:si|cuando|se|quando|"
            r"para decisiones|per decisioni|in caso)|"
            r"alleen (?:nog )?(?:\w+ ){0,2}?(?:als|wanneer|indien|bij)|"
            r"(?:só|apenas|somente) (?:\w+ ){0,3}?(?:quando|se)"
        ),
    ),
    (
        "fortnightly",
        Gated(
            r"\bfortnightly|twice a month|zweimal (?:im|pro) monat|deux fois par mois|"
            r"dos veces al mes|"
            r"due volte al mese|twee keer per maand|duas vezes por mês|(?:eens )?in de (?:twee|"
            r"2) weken|"
            r"(?:alle|jede) (?:2|zwei|vierzehn|14) (?:wochen|tage)|tous les 15 jours|"
            r"cada quince días|ogni quindici giorni|a cada (?:duas|2|quinze) (?:semanas|dias)|"
            r"every (?:other|second|two|2) weeks?|every other \w+day|every fortnight|"
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
            r"\bmonthly|(?:once|one|1) a month|per month|every month|each month|"
            r"(?:ein|1)(?:mal|x) (?:im|pro) monat|jeden monat|maandelijks|eens per maand|"
            r"(?:1|één) keer per maand|monatlich|(?:im|pro) monat|"
            r"(?:un \w+ |une fois )?par mois|mensuel\w*|tous les mois|mensual\w*|una vez al mes|"
            r"al mes|cada mes|mensil\w*|una volta al mese|al mese|ogni mese|maandelijks|(?:per|"
            r"elke) maand|mensal\w*|uma vez por mês|por mês"
        ),
    ),
    (
        "weekly",
        Gated(
            r"\bweekly|once a week|one a week|every week|per week|each week|eens per week|"
            r"1x (?:pro woche|per week)|1 fois par semaine|wöchentlich|pro woche|"
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
            r"\b(?:long|full|detailed) version|more (?:detail|info)\w*|in (?:full detail|depth)|"
            r"full (?:length|detail|"
            r"details|version)|(?<!no )longer|ausführlich\w*|mehr (?:details?|info\w*)|länger|"
            r"detaillierter|"
            r"plus (?:de )?détail\w*|plus complet\w*|"
            r"plus long|version complète|tod[oa]s? (?:el|los) detalles?|más (?:detall|complet)\w*|"
            r"versión (?:larga|completa)|con detalle|"
            r"più (?:dettagl|lungh|complet)\w*|versione completa|uitgebreid\w*|meer detail\w*|"
            r"langere?|mais (?:detalh|complet)\w*|versão (?:completa|longa)|completo"
        ),
    ),
    (
        "brief",
        Gated(
            r"\b(?:keep|make) (?:it|them|these|(?:the|your) \w+) (?:short|brief|shorter)|"
            r"^\W*short(?: please)?\W*$|\bshorter|\bbrief(?:er)?\b|less (?:detail|text)|"
            r"(?:more )?concise|bullet points|(?:they|these|e?-?mails|updates) (?:are|is) too long|"
            r"short version|just the (?:headlines|essentials|highlights)|"
            r"kurz (?:halten|fassen|bitte)|kürzer|knapp|zu lang\b|"
            r"plus (?:courts?|brefs?|concis)|faites court|en bref|trop longs?|"
            r"(?:más )?(?:corto|breve)s?\b|resumid[oa]s?|abreviad\w+|demasiado largos|"
            r"breve|più (?:brev\w*|cort\w*|sintetic\w*)|sintetic\w+|in breve|troppo lungh\w+|"
            r"korter|kort (?:houden|graag)|hou(?:d)? het kort|te lang\b|"
            r"mais (?:curt|brev)\w*|curto|muito longos"
        ),
    ),
)
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
            r"e-?mail (?:is (?:fine|best|better|good)|me|please|instead)|by e-?mail|(?:per|par|por|"
            r"via) e?-?mail(?= (?:please|bitte|svp|por favor|reicht|ist))"
        ),
    ),
)
PAUSE_FROM = Gated(
    r"\b(?:until|till?|untill|'til|bis|jusqu'au|jusqu'à|jusqu'en|avant le|hasta|fino al?|tot|até|"
    r"call it|not before|resume on|resume from|starting|again from|reprenez|(?:re)?start again on|"
    r"wieder ab|weer vanaf|"
    r"reanud\w+ el|riprend\w+ (?:il|dal)|retom\w+ a)\b(?P<rest>.{0,80})",
    re.S,
)
_TO_ME = r"(?:me |us |mir |uns |m'|nous |nos |mi |ci |mij |ons )?"
PAUSE_WORD = Gated(
    r"\bpau[sz]\w*|hold (?:everything|off|these|the|your)|on hold|leave me (?:be|alone)|"
    r"no (?:more )?(?:(?:e-?)?mails?|updates|messages)|do ?n'?t (?:send|write|mail|e-?mail|"
    r"contact)|"
    r"don't bother|shan't be reading|"
    r"nothing (?:until|till|before|(?:please )?next week)|quiet|suspend\w*|sospen\w+|"
    r"keine (?:e-?)?mails|bis dahin keine|nichts (?:\w+ )?(?:schicken|senden|schreiben)|"
    r"brauch\w* (?:ich |wir )?(?:nichts|keine)|aussetzen|unterbrech\w+|"
    r"pas de (?:mails?|messages?|courriels?)|n'(?:envoyez|écrivez) (?:rien|pas)|"
    rf"ne {_TO_ME}(?:envoyez|écrivez) (?:rien|pas)|rien envoyer|aucun (?:mail|message|envoi)|"
    rf"(?:nada de|sin|ningún) correos?|no {_TO_ME}(?:mand|env|escrib)\w+|"
    rf"niente (?:mail|messaggi)|nessuna mail|non {_TO_ME}(?:scriv|mand|invi)\w+|"
    r"geen (?:(?:e-?)?mails?|berichten|updates)|niets (?:\w+ )?(?:sturen|mailen)|stilzetten|"
    rf"(?:nada de|sem) (?:e-?mails|mensagens)|não {_TO_ME}(?:envi|mand|escrev)\w+"
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
    r"[,;–()]|\s-\s|:(?!\d)|\b(?:so|during|once(?! a\b| every\b| per\b| more\b)|"
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
_HOUR = (
    r"(?P<hour>\d{1,2})\s?(?:[:.h](?P<minute>\d\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?|uhr|h|o'clock)?"
    r"(?!\d|\s*(?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|th\b|st\b))"
)
_NOT = (
    r"(?:not|don'?t|nothing|keine?|geen|no point \w+|never|nicht|nichts|"
    r"rien|pas|nada|no|niente|non|niet|niets|não|sem)"
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
    r"version"
)
