"""The wordings of deadlines, in seven languages."""

import re

from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.gated import AnyOf, Gated, gate_of
from orchestrator.conversation.statement_span_words import AT_HOUR, MIDDAY, SPAN

_LEAD = (
    r"(?:\b(?:im laufe des|in the course of|au cours de|nel corso di|in de loop van|by|before|"
    r"until|till?|on|at|for|within|in|from|no later than|no later|the latest|in time for|"
    r"bis(?: zum| spätestens)?|spätestens(?: am| bis)?|vor(?: dem| der)?|am|im|in|zum|seit|ab|"
    r"innerhalb von|binnen|avant(?: le| la)?|d'ici(?: le| à| au)?|pour(?: le)?|le|dès|sous|dans|"
    r"jusqu'au|depuis|antes de(?:l| la)?|de aquí al?|para el|para|el(?: día)?|el próximo|hasta el|"
    r"dentro de|"
    r"desde el|la(?= domenica)|entro(?: il| la)?|prima (?:di|del|della)|per(?: il)?|il|fra|tra|"
    r"fino al?|"
    r"dal|voor|tegen|op|"
    r"vóór|vanaf|uiterlijk(?: op)?|até(?: ao?| à)?|antes d[eoa]|na|no(?: dia)?|em|dia)\s+)"
)
_DAY_TIME = (
    r"(?:\s+(?:morning|afternoon|evening|night|noon|lunchtime|früh|mittag|nachmittag|vormittag|"
    r"abend|matin|après-midi|soir|midi|mattina|pomeriggio|sera|ochtend|middag|avond|"
    r"a primera hora|por la mañana|por la tarde|a mediodía|de manhã|à tarde))?"
)
_RELATIVE_DAYS = (
    (
        7,
        r"this time next week|nächste woche um diese zeit|heute in acht tagen|sous huitaine|"
        r"la semaine prochaine à la même heure|(?:de aquí a|de hoy en) (?:una semana|ocho)|"
        r"volgende week om deze tijd|de hoje a oito",
    ),
    (14, r"sous quinzaine"),
    (
        2,
        r"übermorgen|après-demain|pasado mañana|dopodomani|overmorgen|depois de amanhã|"
        r"the day after tomorrow",
    ),
    (
        1,
        r"(?:first thing )?tomorrow|(?<!heute )(?<!guten )morgen|morgenochtend|morgenvroeg|"
        r"morgenmiddag|morgenavond|demain|(?<!esta )(?<!por la )(?<!de la )mañana|domani|"
        r"domattina|amanhã",
    ),
    (
        0,
        r"(?:later |first thing )?(?<!from )today(?!'s)|tonight|this (?:morning|afternoon|evening)|"
        r"close today|(?:(?:the )?end of (?:the )?(?:business )?day|eod|cob|close of (?:play|"
        r"business))(?! (?:on )?(?:" + WEEKDAY + r"|tomorrow))|"
        r"heute(?: (?:früh|morgen|mittag|nachmittag|vormittag|abend|noch))?|im laufe des tages|"
        r"tagesende|feierabend|aujourd'hui|dans la journée|fin de journée|ce (?:matin|soir|midi)|"
        r"cet après-midi|hoy(?: mismo)?|esta (?:tarde|noche|mañana)|final del día|"
        r"oggi(?: pomeriggio)?|questo pomeriggio|questa sera|stamattina|stasera|in giornata|"
        r"fine giornata|vandaag|vanochtend|vanmorgen|vanavond|vanmiddag|eind van de dag|"
        r"hoje(?: à (?:tarde|noite))?|logo à noite|esta noite|esta tarde|fim do dia|fim da tarde",
    ),
)
RELATIVE = [
    (
        days,
        Gated(
            rf"(?:\b(?:by|before|until|at|bis|before close|before nine|at ten|at nine|"
            rf"d'ici(?: à)?|dès|avant|antes de|entro|para|voor|tegen|"
            rf"até)\s+(?:\w+ )?)?(?<!\bla )\b(?:{wording})\b{_DAY_TIME}"
        ),
    )
    for days, wording in _RELATIVE_DAYS
]


def _week(wording: str) -> Gated:
    return Gated(
        rf"(?:(?:by|before|until|bis|spätestens|avant|d'ici|para|entro|voor|até|over|"
        rf"at) )?\b(?:{wording})\b"
    )


_HIER = r"hier(?=.*\b(?:nous|vous|était|avait|devait|le|les|du|pour|avant)\b)"
_HIER = r"hier(?=.*\b(?:nous|vous|était|avait|le|les|du|pour|avant)\b|(?: soir| matin)?\W*$)"
YESTERDAY = _week(rf"yesterday(?!'s)|gestern|(?<!maar ){_HIER}|ayer|ieri|gisteren|ontem")
LAST_WEEK = _week(
    r"(?:the )?(?:end of )?last week|(?:ende )?letzte[rn]? woche|(?:ende )?vorige[rn]? woche|"
    r"(?:la )?(?:fin de la )?semaine dernière|(?:la )?semana pasada|(?:la )?settimana scorsa|"
    r"(?:la )?scorsa settimana|vorige week|afgelopen week|na semana passada"
)
BY_NOW = _week(
    r"by now|inzwischen|bis jetzt|à ce jour|a estas alturas|ormai|inmiddels|nesta altura"
)
_NEXT_WEEK = (
    r"(?:of )?next week|(?:de )?la semaine prochaine|(?:de )?la semana que viene|"
    r"(?:de )?la próxima semana|nächste[rn]? woche|kommende[rn]? woche|"
    r"(?:della )?settimana prossima|(?:della )?prossima settimana|volgende week|"
    r"(?:d)?a próxima semana|da semana que vem"
)
DAY_NEXT_WEEK = Gated(
    rf"\b(?:(?:on|by|before|am|bis|voor|entro|antes del|el|le|avant|até|na|"
    rf"op) )?(?:(?P<before>{WEEKDAY}) (?:{_NEXT_WEEK})|(?:{_NEXT_WEEK})(?: am| on|"
    rf" op)? (?P<behind>{WEEKDAY}))\b"
)
THIS_WEEK = _week(
    r"this week|the weekend|diese(?:r|n)? woche|zum wochenende|cette semaine|esta semana|"
    r"questa settimana|deze week|before the week is out|antes de que acabe la semana|"
    r"(?:the )?end of (?:the|this) week|ende (?:der|dieser) woche|"
    r"(?:la )?fin de (?:la |cette )?semaine|(?:el )?final de (?:la )?semana|"
    r"(?:la )?fine (?:della )?settimana|(?:het )?eind(?:e)? van (?:de|deze) week|(?:ao |"
    r"o )?(?:fim|final) da semana|end of week|wochenende"
)
NEXT_WEEK = _week(
    r"(?:(?:the )?(?:end|middle|beginning|course) of )?next week|(?:(?:ende|mitte|anfang|"
    r"im laufe der) )?(?:nächste[rn]?|kommende[rn]?) woche|"
    r"(?:la )?(?:fin de la )?semaine prochaine|(?:a finales de )?(?:la )?(?:semana que viene|"
    r"próxima semana)|(?:la )?(?:fine della )?(?:settimana prossima|prossima settimana)|"
    r"(?:eind )?volgende week|semana que vem|para a semana|(?:n?o fim d)?a próxima semana|"
    r"na próxima semana"
)
NEXT_MONTH_END = _week(
    r"(?:the )?end of next month|ende (?:des )?nächsten monats|(?:la )?fin du mois prochain|"
    r"(?:a )?final(?:es)? del mes que viene|(?:la )?fine del mese prossimo|"
    r"eind(?:e)? volgende maand|(?:o )?fim do próximo mês"
)
MONTH_END = _week(
    r"(?:the )?end of (?:the|this) month|(?:the )?month(?:'s)?[- ]end|ende (?:des monats|"
    r"dieses monats|monat)|monats(?:ende|letzten)|the last day of the month|"
    r"(?:à )?(?:la )?fin (?:du|de ce) mois|"
    r"(?:a )?(?:el )?(?:final(?:es)?|fin) (?:de|del|de este) mes|(?:la |a )?fine (?:del )?mese|"
    r"(?:het )?eind(?:e)? van (?:de|deze) maand|(?:a?o )?(?:fim|final) d[oe]ste? mês|"
    r"(?:a?o )?(?:fim|final) do mês|this month|diesen monat|ce mois-ci|este mes|questo mese|"
    r"deze maand|este mês"
)
YEAR_END = _week(
    r"(?:the )?end of (?:the|this) year|before the year is out|(?:noch )?(?:in )?diese[sm] jahr|"
    r"(?:encore )?cette année|este año|quest'anno|dit jaar|este ano|year[- ]end|jahresende|"
    r"ende des jahres|"
    r"(?:la )?fin de l'année|fin de año|(?:a )?final(?:es)? de año|(?:la )?fine (?:dell')?anno|"
    r"eind(?:e)? van het jaar|fim do ano|final do ano"
)
END_OF_MONTH = Gated(
    rf"(?:\b(?:by|before|until|bis|spätestens|zum|d'ici|pour|avant|para|a|antes de|entro|voor|"
    rf"tegen|até|no|at) )?(?:\bthe |\bla |\bao |\bo )?\b(?:end of|ende|fin|finales de|fines de|"
    rf"fine|eind|fim de|final de) (?P<month>{MONTH})\b"
)
FEASTS = [
    (Gated(rf"\b(?:(?:by|on|before|for|an|am|vor|bis|zum) )?(?:{wording})\b"), month, day)
    for wording, month, day in (
        (r"christmas eve|heilig ?abend|nochebuena|kerstavond|vigilia di natale", 12, 24),
        (r"christmas day", 12, 25),
        (r"new year's eve|silvester|la saint-sylvestre|nochevieja|oudejaarsavond", 12, 31),
        (r"new year's day|neujahr(?:stag)?", 1, 1),
        (r"nikolaus|sinterklaas", 12, 6),
    )
]
_TOMORROW = r"tomorrow|morgen|demain|mañana|domani|amanhã"
_FROM = rf"today|heute|aujourd'hui|hoy|oggi|vandaag|hoje|{_TOMORROW}|{WEEKDAY}"
WEEK_ON = Gated(
    rf"\b(?:a week (?:from |on )?(?P<behind>{_FROM})|(?:on |am |le |el |il |op |de )?"
    rf"(?P<before>{_FROM}) (?:week|in (?:einer|1) woche|en huit|en ocho(?: días)?|a otto|"
    rf"over een week|a oito(?: dias)?))\b"
)
TOMORROW = re.compile(_TOMORROW)
# "On Mondays", "le lundi" and "il lunedì" tell of every week.
EACH_WEEK = re.compile(
    r"(?:le|il|la) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+dì|sabato|domenica)|"
    r"(?:\w+ )?(?:\w+days|\w+(?:tag|woch)s|(?:\w+di|dimanche)s|sábados|domingos|\w+dag(?:s|en)|"
    r"segundas|terças|quartas|quintas|sextas)"
)
WEEKEND = Gated(
    r"\b(?:over|at|on) the weekend\b|\b(?:am|übers|über das) wochenende\b|\bce week-end\b|"
    r"\bpendant le week-end\b|\b(?:este|el) fin de semana\b|\b(?:nel|durante il) (?:weekend|"
    r"fine settimana)\b|\bin het weekend\b|\b(?:no|neste) fim de semana\b"
)
EVENT = Gated(
    r"(?<!'re )(?<!'m )(?<!are )(?<!look )(?:\b(?:straight|right|just|shortly|direkt|gleich|kurz|"
    r"unmittelbar|juste|justo|subito|meteen|direct|logo) )?\b(?:after (?:the|our|your|easter|"
    r"christmas|launch|new year)[\w' ]*|nach (?:der|dem|den) (?!motto|logo|preis|stand)\w+|"
    r"(?<!d')après (?:la|le|les|l'|votre) ?\w+|después de(?:l| la| las| los) \w+|tras (?:el|"
    r"la) \w+|dopo (?:il |la |le |i |l'|lo )\w+|na (?:de|het|afloop van) \w+|(?:depois d[oae]|"
    r"após [oa]) \w+|courant (?:"
    + MONTH
    + r")|(?:in|im|en|em) (?=\w{5})(?:"
    + MONTH
    + r"))\b|\b(?:as soon as possible|asap|"
    r"so (?:bald|schnell) wie möglich|schnellstmöglich|umgehend|"
    r"dès que (?:possible|nous le pourrons)|au plus vite|en cuanto (?:podamos|pueda|"
    r"sea posible)|lo antes posible|(?:appena|il prima) possibile|zo (?:snel|"
    r"spoedig) mogelijk|assim que (?:possível|possamos)|o mais (?:rápido|"
    r"depressa) possível)\b|\b(?:(?:before|in time for|ahead of) (?:the |our |they |doors |"
    r"launch|by the bank|by the (?:end|start|fair|opening)|completion|half term|christmas|"
    r"easter|summer)[\w' ]*|by the (?:bank holiday|summer|fair|opening)[\w' ]*|"
    r"by (?:christmas|easter|spring|summer|autumn|winter|launch)|on the (?:day (?:we|you) \w+|"
    r"first of every month)|before (?:launch|they went to the printer|christmas|go-live|"
    r"opening)|on completion|the same (?:day|evening)|(?:by )?(?:early|mid|"
    r"late)[- ](?:" + MONTH + r")|"
    r"as soon as [\w' ]+|(?:vor|bis|an|zu) (?:weihnachten|ostern|pfingsten)|vor (?:dem|der) \w+|"
    r"(?:bis )?(?:anfang|mitte) (?:"
    + MONTH
    + (
        r")|avant (?:la|le|l'|les|noël|pâques) ?[\w ]*|antes (?:del?|de la) [\w ]+|prima (?:del|"
        r"della|di) [\w ]+|voor (?:de|het|kerst) ?\w*|antes d[oae] [\w ]+|by (?:"
    )
    + MONTH
    + r")|(?:début|mi-) ?(?:"
    + MONTH
    + r")|(?:a )?(?:principios|mediados) de (?:"
    + MONTH
    + r")|(?:inizio|metà) (?:"
    + MONTH
    + r")|(?:begin|half|medio) (?:"
    + MONTH
    + r")|(?:início|meados) de (?:"
    + MONTH
    + r"))",
)
WEEK_NUMBER = Gated(
    r"\b(?:in |by |bis |ende |en |op |na )?(?:calendar week|kalenderwoche|kw|cw|week|wk|semaine|"
    r"semana|settimana)\.? ?(?P<week>\d{1,2})\b",
)
WEEKDAY_OR_NUMBER = Gated(rf"\d|\b(?:{WEEKDAY})")
_NO_HOUR = r"(?!\d|[:h.]\d\d|\s?(?:uhr|uur|h\b|heures?|ore\b|horas?|[ap]m\b|o'clock))"
# None begins inside of a word: "Scene 3" is no day of January.  Said first, it spares the rest.
NAMED_DAY = Gated(
    rf"(?:\b(?=\w)|(?=\d)){_LEAD}?(?:(?:the |close on |close |close of business (?:on )?|"
    rf"first thing (?:on )?|noon on |nine |ten |next |this |nächste[nr]? |diesen? |kommenden? |"
    rf"volgende |aanstaande |komende |próxima |próximo |prossimo |letzte[nr]? |vergangene[nr]? |"
    rf"last |vorige |afgelopen )*)(?:\b(?!(?:mon|sat|sun|wed|mar|out|set) [a-zà-ÿ])(?<!good "
    rf")(?<!black )(?!(?<!\bna )(?<!até )(?<!nesta )(?:segunda|terça|quarta|quinta|sexta) (?!de |"
    rf"à |às |passada|que |dia ))(?:{WEEKDAY})(?:abend|vormittag|nachmittag|mittag|morgen|früh|"
    rf"ochtend|middag|avond)?\b(?:'s \w+)?(?:,? (?:the |dia |día |el |de )?\d{{1,2}}{_NO_HOUR}"
    rf"(?:st|nd|rd|th|\.)?(?: (?:de |"
    rf"of )?(?:{MONTH}))?)?(?:,? den \d{{1,2}}\.(?:\d{{1,2}}\.?|\s?(?:{MONTH})))?(?: prochain|"
    rf" próximo| prossimo| dernier| pasado| scorso| passada| passado)?{_DAY_TIME}|"
    rf"\d{{4}}-\d\d-\d\d|(?:the |el día |día )?\d{{1,2}}(?:st|nd|rd|th|er|º|ª|°|\.)? ?(?:de |of |"
    rf"di )?(?:{MONTH})\b(?:,? (?:de )?\d{{4}})?|(?:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|"
    rf"th)?\b(?:, \d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|the \d{{1,2}}(?:st|nd|rd|th)|"
    rf"(?<=día )\d{{1,2}}|(?<=dia )\d{{1,2}}|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{2,4}})?|(?:(?<=\bil )|"
    rf"(?<=\ble )|(?<=\bam )|(?<=\bop )|(?<=\bdia ))\d{{1,2}}[.-]\d{{1,2}}(?!\d|[.:]\d)|"
    rf"(?:(?<=uiterlijk )|(?<=voor )|(?<=tegen )|(?<=até )|(?<=até dia "
    rf"))\d{{1,2}}-\d{{1,2}}(?:-\d{{2,4}})?(?!\d|[.:]\d)|(?:(?<=\bam )|(?<=\bzum )|(?<=\bdem )|"
    rf"(?<=\bvom ))\d{{1,2}}\.(?!\d)|(?<=\bop )de \d{{1,2}}(?:e|ste|de)\b|"
    rf"(?:(?<=\bam )|(?<=\bop )|(?<=\bdel )|(?<=\bal ))\d{{1,2}}(?=\.?\s*$)|"
    rf"(?:(?<=\ble )|(?<=\bil )|(?<=\bel ))\d{{1,2}}(?=\s*(?:\.?$|,|au|alle|a las)))",
)
PAST_TENSE = AnyOf(
    r"\b(?:did|all(?:iez|ait)|iba\w*|sagten?|schrieb\w*|meinten?|dû|haber|dovut[oaie]|sollen|"
    r"moeten|swore|had|was|were|weren't|wasn't|should (?:already )?have|said|told|promised|"
    r"agreed|assured|mentioned|wrote|expected|assumed|presumed|understood|understanding|"
    r"anticipated|thought|hoped|hoping|supposed|meant|counted|took|led|given|hatten?|hattet|"
    r"war(?:en)?|sollten?|wollten?|wurden?|dachten?|nahmen?|hieß|vereinbart|ausgegangen|zugesagt|"
    r"versprochen|avai(?:t|s|ent)|avi(?:ons|ez)|étai(?:t|s|ent)|devai(?:t|ent)|pens(?:ions|ais)|"
    r"attend(?:ions|ais)|compt(?:ions|ais|ait)|croy(?:ions|ais)|suppos(?:ions|ais)|espér(?:ions|"
    r"ais)|\w+ába(?:mos)?|\w+aba|\w+íamos|creía|tenía|suponía|quedamos|dij\w+|pensé|promet\w+|"
    r"asegura\w+|\w+[ae]va(?:mo|no|te)?|\w+[ae]vo|era(?:vamo|no)?|detto|had(?:den)?|gingen|ging|"
    r"dacht(?:en)?|verwachtten?|rekenden?|waren|zei(?:den)?|zouden|zou|due|recall|remember|"
    r"figurab\w+|doveva\w*|aurait|auraient|tinha\w*|\w+ávamos|afgesproken|uitgegaan|beloofd|"
    r"esperava|estava|devia|ficou|disse\w*|garantiram|prometeram\w*|tínhamos|partimos|achávamos|"
    r"pensava|pensei|dieron|dio|deram|deu|saía\w*|sabía\w*|supe|supimos|soube\w*|"
    r"\w{2,}(?:aría|ería|iría)[ns]?)\b",
)
# "You said they must be up on the 12th" tells of a day that still counts.
STILL_TO_COME = AnyOf(
    r"\b(?:counting on|have to be|relying|we're|we are|must|needs? to|muss|müssen)\b"
)
ANY = gate_of(
    YESTERDAY,
    LAST_WEEK,
    BY_NOW,
    DAY_NEXT_WEEK,
    WEEKEND,
    *(wording for _, wording in RELATIVE),
    NAMED_DAY,
    NEXT_WEEK,
    THIS_WEEK,
    NEXT_MONTH_END,
    MONTH_END,
    YEAR_END,
    WEEK_NUMBER,
    END_OF_MONTH,
    *(wording for wording, _, _ in FEASTS),
    SPAN,
    EVENT,
    AT_HOUR,
    MIDDAY,
)
"""Open where any of these may stand."""
