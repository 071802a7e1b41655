"""How clients word a wish about our mails, in seven languages; over folded text."""

import re

from orchestrator.conversation.gated import Gated

# What our mails are called.  A wish must be about them, or stand alone.
MAILS = (
    r"(?:e?-?mails?|messages?|updates?|digests?|summar(?:y|ies)|reports?|newsletters?|these|"
    r"everything|notifications?|"
    r"mails?|nachrichten|berichte?|listen|zusammenfassung\w*|envois|résumés?|courriels?|correos?|"
    r"resúmen(?:es)?|mensajes?|"
    r"messaggi\w*|riepilog\w*|berichten|updates|mensagens|resumos?|emails)"
)
CADENCES = (
    (
        "needed",
        Gated(
            r"\bonly (?:\w+ ){0,2}(?:when|if) (?:you |there|i )|only when you need|only bother me|"
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
            r"\bmonthly|(?:once|one) a month|per month|every month|monatlich|einmal im monat|"
            r"(?:un \w+ |une fois )?par mois|mensuel\w*|tous les mois|mensual\w*|una vez al mes|"
            r"al mes|cada mes|mensil\w*|una volta al mese|al mese|ogni mese|maandelijks|(?:per|"
            r"elke) maand|mensal\w*|uma vez por mês|por mês"
        ),
    ),
    (
        "weekly",
        Gated(
            r"\bweekly|once a week|one a week|every week|per week|wöchentlich|einmal (?:die|pro|"
            r"in der) woche|jede woche|hebdo\w*|par semaine|toutes les semaines|chaque semaine|"
            r"semanal\w*|una vez (?:a la|por) semana|cada semana|settimanal\w*|una volta (?:a|"
            r"alla) settimana|ogni settimana|wekelijks|(?:per|elke|iedere) week|uma vez por semana|"
            r"todas as semanas|(?:just )?one on a \w+day"
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
            r"details|version)|longer|ausführlich\w*|mehr details?|länger|plus (?:de )?détail\w*|"
            r"plus long|version complète|tod[oa]s? (?:el|los) detalles?|más detall\w*|"
            r"versión larga|"
            r"più (?:dettagli|lungh)\w*|versione completa|uitgebreid\w*|meer detail\w*|langere?|"
            r"mais detalh\w*|versão completa|completo"
        ),
    ),
    (
        "brief",
        Gated(
            r"\b(?:keep|make) (?:it|them|these) (?:short|brief|shorter)|\bshorter|\bbrief(?:er)?\b|"
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
            r"ring)|by phone instead|^(?:please )?(?:call|phone) me\W*$|please (?:call|"
            r"phone) (?:me )?instead|telefonisch|(?:rufen sie|ruft) (?:mich|uns) (?:lieber|bitte|"
            r"stattdessen)|appelez-moi (?:plutôt|à la place)|par téléphone|(?:llámame|llamadme|"
            r"llámeme)(?: mejor)?|por teléfono en vez|chiamatemi|per telefono|bel me|telefoneer|"
            r"liguem?-me|por telefone"
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
STOP_ALONE = Gated(
    r"^\W*(?:please |bitte |kindly )?(?:stop{1,2}|unsubscr?i?be?|unsubscribe me|remove(?: me)?|"
    r"opt[ -]?out|cancel all|abmelden|abbestellen|baja|désabonner|désinscription|desuscribir|"
    r"cancellatemi|cancellami|annulla iscrizione|afmelden|graag afmelden|uitschrijven|"
    r"cancelar subscrição|parar|cease and desist|arrêt|alto|basta)\b\W*(?:please|bitte|thanks|"
    r"thank you|danke|merci|gracias|grazie|now)?\W*(?:$|,|\n)"
)
STOP = Gated(
    r"take (?:me|us) off (?:this|the|your) list|remove (?:me|us) from (?:this|the|your)|"
    r"unsubscribe (?:me|us)\b|"
    r"(?<!don't )(?<!not )(?<!never )\bstop (?:sending|e-?mailing|mailing|writing|these|"
    r"the (?:e-?mails|mails|updates|digests))|how do i (?:stop|unsubscribe)|cease and desist|"
    r"no more (?:e-?mails?|mails?|updates|messages|of these)|no mail at all|do ?n[o']t (?:want|"
    r"wish to receive) (?:any ?more|these|any) (?:of these |e-?mails|mails|messages)|"
    r"melde?n? sie (?:mich|uns) .{0,40}\bab\b|(?:abmelden|austragen|abbestellen) (?:bitte|von)|"
    r"hören sie (?:bitte )?auf|keine (?:weiteren )?(?:e-?)?mails mehr|nicht mehr (?:schicken|"
    r"senden|schreiben)|"
    r"(?:ne )?(?:souhaite|veux|voudrais) plus (?:recevoir|de)|désabonnez-(?:moi|nous)|"
    r"désinscri(?:re|vez)|arrêtez (?:de m'|d')env|"
    r"d(?:ad|e|ar|ame|eme|é)\w*me de baja|darme de baja|no quiero (?:recibir )?más|dej(?:ad|e|"
    r"en) de (?:mandar|enviar|escrib)|"
    r"basta con queste|cancellatemi|non (?:voglio|desidero) (?:più )?(?:ricevere|riceverne)|"
    r"smett\w+ di (?:mandar|scriver|inviar)|"
    r"(?:graag|wil(?: me)?) (?:afmelden|uitschrijven)|geen (?:mails?|berichten) meer|"
    r"stop met (?:mailen|sturen)|"
    r"não quero (?:receber )?mais|remov(?:am|a|er)-?me|par(?:e|em|ar) de (?:me |nos )?(?:enviar|"
    r"mandar)|"
    r"cancelem? a (?:minha )?(?:subscrição|inscrição)"
)
NOT_STOP = Gated(
    r"stop (?:sending|copying) .{1,30} to (?!me\b|us\b)|"
    r"\b(?:do ?n[o']t|please don't|never|not|no|ne|nicht|niet|não|non) (?:\w+ ){0,2}(?:stop|"
    r"dejéis|dejen|unsubscribe|désabonn|arrêtez|smett|hört|hören)|keep (?:these|them|it) coming|"
    r"don't you dare|said unsubscribe|"
    r"have to unsubscribe|surtout ne"
)
START = Gated(
    r"^\W*(?:re)?start\b\W*(?:please|again|thanks)?\W*$|start sending|(?:^|"
    r"[.,!]\s*)(?:please )?resume\b|turn .{0,30}back on|switch .{0,30}back on|"
    r"fire .{0,20}up again|keep (?:these|them) coming|sign me (?:back )?up|"
    r"(?:wieder|weiter) (?:schicken|senden|starten|einschalten|anmelden|aufnehmen)|"
    r"reprendre les envois|reprenez|réactiv\w+|volved a (?:mandar|enviar)|reanud\w+|"
    r"vuelvan a (?:mandar|enviar)|reactiv\w+|"
    r"riprend\w+ (?:gli invii|a (?:mandar|inviar))|riattiv\w+|(?:weer|opnieuw) (?:sturen|"
    r"aanzetten|beginnen|hervatten)|hervat|voltem a (?:enviar|mandar)|retom\w+"
)
UNDO = Gated(
    r"\bundo\b|^\W*(?:wrong|zurück|annuler|deshacer|annulla|ongedaan|desfazer)\W*$|(?:disregard|"
    r"ignore|scrap|forget|cancel|retract|withdraw|take back) (?:the |my |what i said|that |"
    r"our )?(?:last |previous |earlier )?(?:reply|answers?|mail|message|e-?mail|response|"
    r"what i (?:said|wrote)|about)|"
    r"(?:take back|cancel|forget|ignore|scrap) what (?:i|we) (?:said|wrote|told)|treat (?:it|"
    r"that|my \w+) as not|(?:antwort|mail|nachricht) .{0,30}(?:vergessen|ignorieren|zurückziehen|"
    r"streichen)|"
    r"(?:annulez|oubliez|ignorez|ne tenez pas compte de) (?:ma|mon|mes|notre)|(?:anul\w+|"
    r"olvid\w+|ignor\w+) (?:mi|la|lo que|nuestra)|(?:annull\w+|dimentic\w+|ignor\w+) (?:la mia|"
    r"il mio|quello che)|"
    r"(?:vergeet|negeer) (?:mijn|wat ik|onze)|(?:anul\w+|esqueç\w+|ignor\w+) (?:a minha|o que|"
    r"a nossa)|pressed send too soon"
)
PAUSE_FROM = Gated(
    r"\b(?:until|till?|untill|bis|jusqu'au|jusqu'à|hasta|fino al|fino a|tot|até|"
    r"call it)\b(?P<rest>.{0,80})",
    re.S,
)
PAUSE_WORD = Gated(
    r"\bpau[sz]\w*|hold (?:everything|off|these|the)|on hold|leave me be|no (?:e?-?mails?|mails|"
    r"updates|messages)|do ?n't (?:send|write|mail)|don't bother|shan't be reading|"
    r"nothing (?:until|till|before)|quiet|"
    r"keine (?:e-?)?mails|bis dahin keine|nichts schicken|pas de (?:mails?|messages?)|"
    r"rien envoyer|nada de correos|no (?:me )?(?:mand|env|escrib)\w+|niente mail|geen (?:mails?|"
    r"berichten)|nada de (?:e-?mails|mensagens)|não (?:envi|mand)\w+|hold on"
)
_DETERMINER = (
    r"(?:the|our|my|your|his|her|their|this|that|all|any|"
    r"die|der|das|den|dem|diese[nsr]?|unsere?[nsr]?|meine?[nsr]?|"
    r"la|le|les|cette|ce|notre|nos|ma|mon|mes|votre|vos|"
    r"el|los|las|esta|este|nuestr[oa]s?|mis?|il|lo|i|gli|questa|questo|"
    r"de|het|deze|dit|dat|onze?|mijn|o|a|os|as|nossas?|nossos?|minhas?|meus?)"
)
_OF_OURS = (
    rf"(?:(?:{_DETERMINER}|weekly|daily|monthly|regular|automatic|wöchentlich\w*|next|of) )*"
    rf"(?:{MAILS}|send\w*|lot|rest|next|weeks?|months?|days?|holidays?|summer|moment|time being|"
    r"envíos|invii|envios|verzending|versand)\b"
)
# What else may be paused: "the campaign", "it"; where it happens ("at the fair") is no matter.
OTHER_THING = Gated(
    rf"(?:(?<=^)|(?<=\W))(?:(?P<where>from|at|in|for|during|over|auf|bei|im|für|während|à|dans|"
    rf"pour|pendant|en|durante|per|nella?|voor|tijdens|op|em|para) )?"
    rf"(?:(?:{_DETERMINER} |l'|all')(?!{_OF_OURS})(?=[^\W\d])|(?:it|this|that)(?!\w))|"
    rf"\bpau(?:s|z)\w* (?!{_OF_OURS}|(?:please|bitte|for|me|us|mich|uns|sie|my|any|all|now|then|"
    rf"again|thanks|svp|while|mail|sending|from|on|in|wäre|wünsch\w*|machen|until|till?|"
    rf"untill|bis|jusqu\w*|hasta|fino|tot|até|{_DETERMINER})\b)"
    rf"[^\W\d]{{3,}}|"
    rf"(?<!\w)(?!{_OF_OURS}|(?:bitte|please|gern|gerne|dann|also|alles|ganz|jetzt|sie|können|"
    rf"und|wir|ich)\b)[^\W\d]{{4,}} pausieren\b"
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
    r"[,;:–()]|\b(?:so|and|but|because|und|weil|denn|et|car|donc|y|porque|perché|omdat|want|"
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
    r"(?:(?:not|nothing|no point \w+|never|nicht|nichts|rien \w+|pas|nada|no|niente|non|niet|"
    r"niets|não)\s+(?:\w+ ){0,4}?(?:before|vor|avant|antes de las?|antes das?|prima delle?|voor)|"
    r"(?:after|ab|nach|à partir de|después de las?|dopo le|na|vanaf|"
    r"depois das?))\s+(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?|"
    r"uhr|h|o'clock)?(?!\d|\s*(?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|"
    r"th\b|st\b))",
)
ABOUT_US = Gated(
    rf"\b{MAILS}\b|\bsend|\bschick|\bsenden|\bmand[ae]|\bmánd|\benv[io]|\bstu+r|\bwrite\b|"
    rf"\bplease\b|\bbitte\b|\bgraag\b|\bwould (?:suit|be)|\bperfect\b|\bwäre gut|\bif you can|"
    rf"\bsi possible|\bsuit better|\bprefer|\brather\b|\bplenty\b|\bis fine\b|\bmejor\b|"
    rf"\bliever\b|normal length|short version|long version|short ones|\bsuffi[ts]\b|\breicht\b|"
    rf"\bgenügt\b|\bbasta\b|\bsufficiente\b|\bgenoeg\b|\bchega\b|\benough\b"
)
