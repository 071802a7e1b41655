"""What a reply says about our mails themselves: cadence, time, length, channel, pause, stop."""

from datetime import date, timedelta
import re

from orchestrator.conversation.dates import WEEKDAY, WEEKDAYS, find_day, find_span, next_weekday

_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# What our mails are called.  A wish must be about them, or stand alone.
_MAILS = (
    r"(?:e?-?mails?|messages?|updates?|digests?|summar(?:y|ies)|reports?|newsletters?|these|everything|notifications?|"
    r"mails?|nachrichten|berichte?|listen|zusammenfassung\w*|envois|résumés?|courriels?|correos?|resúmen(?:es)?|mensajes?|"
    r"messaggi\w*|riepilog\w*|berichten|updates|mensagens|resumos?|emails)"
)
_CADENCES = (
    (
        "needed",
        r"\bonly (?:\w+ ){0,2}(?:when|if) (?:you |there|i )|only when you need|only bother me|only if (?:you )?need|when something's on fire|leave me to it|"
        r"nur wenn (?:sie|ihr|es|du|etwas)|nur bei bedarf|(?:seulement|uniquement) (?:si|quand)|(?:solo|sólo) (?:si|cuando|se|quando) (?:me |mi |ha|hac|ci |é |for|serve)|alleen als|só quando",
    ),
    (
        "fortnightly",
        r"\bfortnightly|every (?:other|second|two|2) weeks?|every other \w+day|every fortnight|once a fortnight|bi-?weekly|(?:alle )?(?:zwei|2) wochen|vierzehntägig|14-tägig|zweiwöchentlich|"
        r"(?:toutes )?les (?:deux|2) semaines|tous les quinze jours|quinzomadaire|cada (?:dos|2) semanas|quincenal\w*|ogni (?:due|2) settimane|quindicinale|(?:om de|elke|iedere) (?:twee|2) weken|tweewekelijks|quinzenal\w*|de (?:duas|2) em (?:duas|2) semanas",
    ),
    (
        "monthly",
        r"\bmonthly|(?:once|one) a month|per month|every month|monatlich|einmal im monat|(?:un \w+ |une fois )?par mois|mensuel\w*|tous les mois|mensual\w*|una vez al mes|al mes|cada mes|mensil\w*|una volta al mese|al mese|ogni mese|maandelijks|(?:per|elke) maand|mensal\w*|uma vez por mês|por mês",
    ),
    (
        "weekly",
        r"\bweekly|once a week|one a week|every week|per week|wöchentlich|einmal (?:die|pro|in der) woche|jede woche|hebdo\w*|par semaine|toutes les semaines|chaque semaine|semanal\w*|una vez (?:a la|por) semana|cada semana|settimanal\w*|una volta (?:a|alla) settimana|ogni settimana|wekelijks|(?:per|elke|iedere) week|uma vez por semana|todas as semanas|(?:just )?one on a \w+day",
    ),
    (
        "daily",
        r"\bdaily|every day|once a day|täglich|jeden tag|tous les jours|quotidien\w*|chaque jour|diari[oa]\w*|(?:todos los|cada) días?|quotidian\w*|ogni giorno|tutti i giorni|dagelijks|elke dag|diariamente|todos os dias",
    ),
)
_LENGTHS = (
    (
        "standard",
        r"normal length|back to (?:the )?normal|(?:normale|übliche) länge|longueur normale|longitud normal|lunghezza normale|normale lengte|tamanho normal",
    ),
    (
        "full",
        r"\b(?:long|full|detailed) version|more detail|in full detail|full (?:length|detail|details|version)|longer|ausführlich\w*|mehr details?|länger|plus (?:de )?détail\w*|plus long|version complète|tod[oa]s? (?:el|los) detalles?|más detall\w*|versión larga|più (?:dettagli|lungh)\w*|versione completa|uitgebreid\w*|meer detail\w*|langere?|mais detalh\w*|versão completa|completo",
    ),
    (
        "brief",
        r"\b(?:keep|make) (?:it|them|these) (?:short|brief|shorter)|\bshorter|\bbrief(?:er)?\b|short version|just the headlines|kurz (?:halten|fassen)|kürzer|knapp|plus courts?|faites court|en bref|más (?:corto|breve)s?|breve|più (?:brev\w*|cort\w*)|korter|kort (?:houden|graag)|hou(?:d)? het kort|mais curt\w*|curto",
    ),
)
_CHANNELS = (
    (
        "chat",
        r"\bwhats ?app\b|\bslack\b|\bsignal me\b|\bteams\b me|appje|\bapp me\b|telegram|chat me",
    ),
    (
        "sms",
        r"\b(?:text|sms) me\b|by (?:text|sms)|send me a text|(?:per|via) sms|(?:par|por|via) (?:sms|texto)|un sms|als sms|smsen",
    ),
    (
        "phone",
        r"\b(?:phone|call) me (?:instead|like|please)|(?:instead|rather)\W.{0,20}(?:call|phone|ring)|by phone instead|^(?:please )?(?:call|phone) me\W*$|please (?:call|phone) (?:me )?instead|telefonisch|(?:rufen sie|ruft) (?:mich|uns) (?:lieber|bitte|stattdessen)|appelez-moi (?:plutôt|à la place)|par téléphone|(?:llámame|llamadme|llámeme)(?: mejor)?|por teléfono en vez|chiamatemi|per telefono|bel me|telefoneer|liguem?-me|por telefone",
    ),
    (
        "email",
        r"e-?mail (?:is fine|me|please|instead)|by e-?mail|(?:per|par|por|via) e?-?mail(?= (?:please|bitte|svp|por favor|reicht|ist))",
    ),
)
_STOP_ALONE = re.compile(
    r"^\W*(?:please |bitte |kindly )?(?:stop{1,2}|unsubscr?i?be?|unsubscribe me|remove(?: me)?|opt[ -]?out|cancel all|abmelden|abbestellen|baja|désabonner|désinscription|desuscribir|"
    r"cancellatemi|cancellami|annulla iscrizione|afmelden|graag afmelden|uitschrijven|cancelar subscrição|parar|cease and desist|arrêt|alto|basta)\b\W*(?:please|bitte|thanks|thank you|danke|merci|gracias|grazie|now)?\W*(?:$|,|\n)"
)
_STOP = re.compile(
    r"take (?:me|us) off (?:this|the|your) list|remove (?:me|us) from (?:this|the|your)|unsubscribe (?:me|us)\b|"
    r"(?<!don't )(?<!not )(?<!never )\bstop (?:sending|e-?mailing|mailing|writing|these|the (?:e-?mails|mails|updates|digests))|how do i (?:stop|unsubscribe)|cease and desist|"
    r"no more (?:e-?mails?|mails?|updates|messages|of these)|no mail at all|do ?n[o']t (?:want|wish to receive) (?:any ?more|these|any) (?:of these |e-?mails|mails|messages)|"
    r"melde?n? sie (?:mich|uns) .{0,40}\bab\b|(?:abmelden|austragen|abbestellen) (?:bitte|von)|hören sie (?:bitte )?auf|keine (?:weiteren )?(?:e-?)?mails mehr|nicht mehr (?:schicken|senden|schreiben)|"
    r"(?:ne )?(?:souhaite|veux|voudrais) plus (?:recevoir|de)|désabonnez-(?:moi|nous)|désinscri(?:re|vez)|arrêtez (?:de m'|d')env|"
    r"d(?:ad|e|ar|ame|eme|é)\w*me de baja|darme de baja|no quiero (?:recibir )?más|dej(?:ad|e|en) de (?:mandar|enviar|escrib)|"
    r"basta con queste|cancellatemi|non (?:voglio|desidero) (?:più )?(?:ricevere|riceverne)|smett\w+ di (?:mandar|scriver|inviar)|"
    r"(?:graag|wil(?: me)?) (?:afmelden|uitschrijven)|geen (?:mails?|berichten) meer|stop met (?:mailen|sturen)|"
    r"não quero (?:receber )?mais|remov(?:am|a|er)-?me|parem de (?:enviar|mandar)|cancelem? a (?:minha )?(?:subscrição|inscrição)"
)
_NOT_STOP = re.compile(
    r"\b(?:do ?n[o']t|please don't|never|not|no|ne|nicht|niet|não|non) (?:\w+ ){0,2}(?:stop|dejéis|dejen|unsubscribe|désabonn|arrêtez|smett|hört|hören)|keep (?:these|them|it) coming|don't you dare|said unsubscribe|"
    r"have to unsubscribe|surtout ne"
)
_START = re.compile(
    r"^\W*(?:re)?start\b\W*(?:please|again|thanks)?\W*$|start sending|(?:^|[.,!]\s*)(?:please )?resume\b|turn .{0,30}back on|switch .{0,30}back on|fire .{0,20}up again|keep (?:these|them) coming|sign me (?:back )?up|"
    r"(?:wieder|weiter) (?:schicken|senden|starten|einschalten|anmelden|aufnehmen)|reprendre les envois|reprenez|réactiv\w+|volved a (?:mandar|enviar)|reanud\w+|vuelvan a (?:mandar|enviar)|reactiv\w+|"
    r"riprend\w+ (?:gli invii|a (?:mandar|inviar))|riattiv\w+|(?:weer|opnieuw) (?:sturen|aanzetten|beginnen|hervatten)|hervat|voltem a (?:enviar|mandar)|retom\w+"
)
_UNDO = re.compile(
    r"\bundo\b|^\W*(?:wrong|zurück|annuler|deshacer|annulla|ongedaan|desfazer)\W*$|(?:disregard|ignore|scrap|forget|cancel|retract|withdraw|take back) (?:the |my |what i said|that |our )?(?:last |previous |earlier )?(?:reply|answers?|mail|message|e-?mail|response|what i (?:said|wrote)|about)|"
    r"(?:take back|cancel|forget|ignore|scrap) what (?:i|we) (?:said|wrote|told)|treat (?:it|that|my \w+) as not|(?:antwort|mail|nachricht) .{0,30}(?:vergessen|ignorieren|zurückziehen|streichen)|"
    r"(?:annulez|oubliez|ignorez|ne tenez pas compte de) (?:ma|mon|mes|notre)|(?:anul\w+|olvid\w+|ignor\w+) (?:mi|la|lo que|nuestra)|(?:annull\w+|dimentic\w+|ignor\w+) (?:la mia|il mio|quello che)|"
    r"(?:vergeet|negeer) (?:mijn|wat ik|onze)|(?:anul\w+|esqueç\w+|ignor\w+) (?:a minha|o que|a nossa)|pressed send too soon"
)
_PAUSE_FROM = re.compile(
    r"\b(?:until|till?|untill|bis|jusqu'au|jusqu'à|hasta|fino al|fino a|tot|até|call it)\b(?P<rest>.{0,80})",
    re.S,
)
_PAUSE_WORD = re.compile(
    r"\bpaus\w*|hold (?:everything|off|these|the)|on hold|leave me be|no (?:e?-?mails?|mails|updates|messages)|do ?n't (?:send|write|mail)|don't bother|shan't be reading|nothing (?:until|till|before)|quiet|"
    r"keine (?:e-?)?mails|bis dahin keine|nichts schicken|pas de (?:mails?|messages?)|rien envoyer|nada de correos|no (?:me )?(?:mand|env|escrib)\w+|niente mail|geen (?:mails?|berichten)|nada de (?:e-?mails|mensagens)|não (?:envi|mand)\w+|hold on"
)
_NEXT_WEEK = re.compile(
    r"next week|nächste woche|semaine prochaine|(?:la )?(?:próxima semana|semana que viene)|settimana prossima|prossima settimana|volgende week|semana que vem|próxima semana"
)
_TIME = re.compile(
    r"(?:\b(?:at|around|about|um|gegen|à|vers|a las|sobre las|alle|verso le|om|rond|às)|\(|\b)\s*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)|\s?h\s?(?P<m2>\d\d)?)?\s*(?P<half>a\.?m\.?|p\.?m\.?|uhr|h\b|o'clock|de la mañana|de la tarde|u\b|uur)?",
    re.I,
)
_BEFORE = re.compile(
    r"(?:(?:not|nothing|no point \w+|never|nicht|nichts|rien \w+|pas|nada|no|niente|non|niet|niets|não)\s+(?:\w+ ){0,4}?(?:before|vor|avant|antes de las?|antes das?|prima delle?|voor)|(?:after|ab|nach|à partir de|después de las?|dopo le|na|vanaf|depois das?))\s+(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?|uhr|h|o'clock)?(?!\d|\s*(?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|th\b|st\b))",
    re.I,
)
_ABOUT_US = re.compile(
    rf"\b{_MAILS}\b|\bsend|\bschick|\bsenden|\bmand[ae]|\bmánd|\benv[io]|\bstu+r|\bwrite\b|\bplease\b|\bbitte\b|\bgraag\b|\bwould (?:suit|be)|\bperfect\b|\bwäre gut|\bif you can|\bsi possible|\bsuit better|\bprefer|\brather\b|\bplenty\b|\bis fine\b|\bmejor\b|\bliever\b|normal length|short version|long version|short ones|\bme suffit"
)


def read_preferences(text: str, today: date) -> dict[str, str]:
    """The wishes that the writer's own words state; keys and values as the stable output has them.

    ``text`` is folded (lower case).  `pause_until` is the first day mail may go again.
    """
    wishes: dict[str, str] = {}
    for sentence in sentences(text):
        wishes.update(_of_sentence(sentence, today, follows=bool(wishes)))
    return wishes


def sentences(text: str) -> list[str]:
    """Sentences of folded text, where no capital letter marks the next one."""
    return [
        part
        for part in re.split(
            r"(?<=[!?;])\s+|(?<!\b[ap]\.m)(?<!\d)\.\s+|(?<=\d)\.\s+(?=[a-z]{4,})(?!(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))|\n",
            text,
        )
        if part.strip()
    ]


def _of_sentence(sentence: str, today: date, *, follows: bool) -> dict[str, str]:
    if _STORY.search(sentence):
        return {}
    if paused := _pause(sentence, today):
        return {"pause_until": paused.isoformat()}
    wishes = _one_of("channel", _CHANNELS, sentence) | _not_before(sentence)
    about = bool(_ABOUT_US.search(sentence))
    if about or len(sentence.split()) <= 4 or _CADENCE_ALONE.search(sentence):
        wishes |= _one_of("cadence", _CADENCES, sentence) | _one_of("length", _LENGTHS, sentence)
    if (
        _DAY_WISH.search(sentence)
        or "cadence" in wishes
        or (follows and _LED_TIME.match(sentence))
        or (about and _SENDING.search(sentence))
    ):
        wishes |= _day_and_time(sentence, "not_before" in wishes)
    return wishes


# "Mondays", "montags", "los jueves": a habit; "on Saturday" alone may be anything.
_DAY_WISH = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|(?:lun|mar|mercre|jeu|vendre|same)dis|(?:los|de|el|le|il|op|às?) (?:lunes|martes|miércoles|jueves|viernes))\b(?!.{0,20}(?:than|opening))"
)
_LED_TIME = re.compile(r"\W*(?:around|about|at|gegen|vers|sobre|verso|rond)\b")
_SENDING = re.compile(
    r"\bsend|\bschick|\bsenden|\bmand|\bmánd|\benv[io]|\bstu+r|\bwrite\b|\be?-?mails?\b|\bupdates?\b|\bdigests?\b|\bsummar|\brésumé|\bcorreos?\b"
)
_CADENCE_ALONE = re.compile(
    r"\bonly (?:bother|when|write)|\bevery (?:other|day|week|month)|\btext me|\bweekly please|\bbrief\b|\bone on a|\bsend me a text|\bmonthly\b.{0,12}$"
)
# "We already run a weekly challenge": the client's own business, not our mails.
_STORY = re.compile(
    r"\b(?:we (?:already )?(?:run|have|do|sell|open)|full details are|must be on|specials|boxes|class|i answer mail|don't need to read|instead of every)\b"
)


def _one_of(key: str, table: tuple[tuple[str, str], ...], sentence: str) -> dict[str, str]:
    for value, pattern in table:
        if re.search(pattern, sentence):
            return {key: value}
    return {}


def _pause(sentence: str, today: date) -> date | None:
    if not _PAUSE_WORD.search(sentence):
        return None
    if match := _PAUSE_FROM.search(sentence):
        rest = sentence[match.start("rest") :]
        if found := find_day(rest, today) or find_day(sentence, today):
            after = bool(
                re.search(r"\b(?:ends?|endet|finit|acaba|finisce|inclu\w+|einschließlich)\b", rest)
            )
            return found.on + timedelta(days=after)
    if found := find_span(sentence, today):
        return found.on
    if _NEXT_WEEK.search(sentence):
        return next_weekday(next_weekday(today, 0), 0)
    found = find_day(sentence, today)
    return found.on if found and ("paus" in sentence or "bis " in sentence) else None


def _not_before(sentence: str) -> dict[str, str]:
    match = _BEFORE.search(sentence)
    return {"not_before": _clock(match, evening="after" in match[0])} if match else {}


def _day_and_time(sentence: str, has_not_before: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = re.split(
        r"\b(?:than|rather than|statt|instead of|plutôt que|en vez de|invece di|in plaats van|em vez de)\b|, (?=\w+ (?:night|nights))",
        sentence,
    )[0]
    days = [match[0] for match in re.finditer(rf"\b(?:{WEEKDAY})\b", wanted)]
    if days and not re.search(r"\bno mail|not on\b|\bsat/sun", wanted):
        found["weekday"] = _DAY_NAMES[WEEKDAYS[days[0]]]
    if has_not_before:
        return found
    if (half := re.search(r"half past (\w+)", sentence)) and half[1] in _HOURS:
        hour = _HOURS[half[1]]
        found["time"] = f"{hour + 12 if hour < 7 else hour:02}:30"
    elif re.search(r"\b(?:noon|midday|mittags|midi|mediodía|mezzogiorno|meio-dia)\b", wanted):
        found["time"] = "12:00"
    elif match := _clock_time(wanted):
        found["time"] = _clock(match, evening=False)
    return found


_HOURS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}


def _clock_time(sentence: str) -> re.Match[str] | None:
    for match in _TIME.finditer(sentence):
        marked = match["half"] or match["minute"] or match["m2"]
        led = re.match(r"\s*(?:at|around|um|gegen|à|vers|a las|alle|om|rond|às)\b", match[0])
        if (
            (marked or led)
            and int(match["hour"]) < 24
            and not re.match(r"\s*(?:weeks?|/|%|\d)", sentence[match.end() :])
        ):
            return match
    return None


def _clock(match: re.Match[str], *, evening: bool) -> str:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or groups.get("m2") or 0)
    half = (groups.get("half") or "").lower()
    if hour < 12 and (half.startswith("p") or half == "de la tarde" or (evening and hour < 8)):
        hour += 12
    return f"{hour % 24:02}:{minute:02}"


def wants_stop(text: str) -> bool:
    """Whether no automatic mail at all is wanted any more (folded text)."""
    return any(
        (_STOP_ALONE.search(sentence) or _STOP.search(sentence))
        and not _NOT_STOP.search(sentence)
        and not re.search(r"stop (?:sending|copying) \w+ on", sentence)
        for sentence in sentences(text)
    ) and not re.search(r"\bkeep (?:these|them) coming", text)


def wants_start(text: str) -> bool:
    return any(_START.search(sentence) for sentence in sentences(text))


def wants_undo(text: str) -> bool:
    return any(_UNDO.search(sentence) for sentence in sentences(text))
