"""By when: the words of a deadline inside a statement, and the day they name."""

from dataclasses import dataclass
from datetime import date, timedelta
import re

from orchestrator.conversation.dates import (
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    find_day,
    find_span,
    last_day,
    lower,
)
from orchestrator.conversation.gated import Gated

_LEAD = (
    r"(?:\b(?:by|before|until|till?|on|at|for|within|in|from|no later than|no later|the latest|"
    r"in time for|"
    r"bis(?: zum| spätestens)?|spätestens(?: am| bis)?|vor(?: dem| der)?|am|im|in|zum|seit|ab|"
    r"innerhalb von|binnen|"
    r"avant(?: le| la)?|d'ici(?: le| à)?|pour(?: le)?|le|dès|sous|dans|jusqu'au|depuis|"
    r"antes de(?:l| la)?|para el|para|el(?: día)?|el próximo|hasta el|dentro de|desde el|"
    r"entro(?: il| la)?|prima (?:di|del|della)|per(?: il)?|il|fra|tra|dal|voor|tegen|op|vóór|vanaf|"
    r"até(?: ao?| à)?|antes d[eoa]|na|no(?: dia)?|em|dia)\s+)"
)
_DAY_TIME = (
    r"(?:\s+(?:morning|afternoon|evening|night|früh|nachmittag|vormittag|matin|après-midi|soir|"
    r"mattina|pomeriggio|sera|ochtend|middag|avond|a primera hora|por la mañana|por la tarde|"
    r"de manhã|à tarde))?"
)
_RELATIVE_DAYS = (
    (
        0,
        r"today|tonight|this (?:morning|afternoon|evening)|close today|lunchtime|heute(?: \w+)?|"
        r"aujourd'hui|ce (?:matin|soir)|cet après-midi|hoy|esta (?:tarde|noche|mañana)|oggi|"
        r"stasera|vandaag|vanavond|vanmiddag|hoje|esta noite",
    ),
    (
        2,
        r"übermorgen|après-demain|pasado mañana|dopodomani|overmorgen|depois de amanhã|"
        r"the day after tomorrow",
    ),
    (1, r"tomorrow|morgen|demain|mañana|domani|amanhã"),
)
_RELATIVE = [
    (
        days,
        Gated(
            rf"(?:\b(?:by|before|until|at|bis|before close|before nine|at ten|at nine|d'ici|"
            rf"avant|antes de|entro|para|voor|tegen|"
            rf"até)\s+(?:\w+ )?)?\b(?:{wording})\b{_DAY_TIME}"
        ),
    )
    for days, wording in _RELATIVE_DAYS
]


def _week(wording: str) -> Gated:
    return Gated(
        rf"(?:(?:by|before|until|bis|avant|d'ici|para|entro|voor|até|over|"
        rf"at) )?\b(?:{wording})\b"
    )


_THIS_WEEK = _week(
    r"this week|the weekend|diese(?:r)? woche|zum wochenende|cette semaine|esta semana|"
    r"questa settimana|deze week|the end of the week|ende der woche|fin de semaine|end of week"
)
_NEXT_WEEK = _week(
    r"next week|(?:la )?semaine prochaine|(?:la )?(?:semana que viene|próxima semana)|"
    r"nächste(?:r)? woche|(?:la )?(?:settimana prossima|prossima settimana)|volgende week|"
    r"semana que vem|para a semana"
)
_MONTH_END = _week(
    r"(?:the )?end of (?:the|this) month|month end|ende (?:des monats|dieses monats)|monatsende|"
    r"(?:la )?fin du mois|(?:el )?(?:final|fin) de mes|(?:la )?fine (?:del )?mese|"
    r"(?:het )?eind(?:e)? van de maand|(?:o )?fim do mês"
)
_EVENT = Gated(
    r"\b(?:(?:before|in time for|ahead of) (?:the |our |they |doors |launch|by the bank|"
    r"by the (?:end|start|fair|opening)|completion|half term|christmas|easter|summer)[\w' ]*|"
    r"by the (?:bank holiday|summer|fair|opening)[\w' ]*|on the (?:day (?:we|you) \w+|"
    r"first of every month)|"
    r"before (?:launch|they went to the printer|christmas)|on completion|the same (?:day|"
    r"evening)|(?:early|mid|late) (?:" + MONTH + r")|"
    r"vor (?:dem|der) \w+|(?:anfang|mitte|ende) (?:"
    + MONTH
    + (
        r")|avant (?:la|le|l'|les) ?[\w ]+|antes del? [\w ]+|prima (?:del|della|di) [\w ]+|"
        r"voor (?:de|het) \w+|antes d[oa] [\w ]+|by (?:"
    )
    + MONTH
    + r")|(?:début|fin|mi-) ?(?:"
    + MONTH
    + r")|a (?:principios|finales|mediados) de (?:"
    + MONTH
    + r"))",
)
_WEEK_NUMBER = Gated(
    r"\b(?:in |bis |ende )?(?:calendar week|kalenderwoche|kw|week|semaine|semana|"
    r"settimana) (?P<week>\d{1,2})\b",
)
_NAMED_DAY = Gated(
    rf"{_LEAD}?(?:(?:the |close on |close |noon on |nine |ten |next |this |nächsten |"
    rf"kommenden )*)(?:\b(?:{WEEKDAY})\b(?:'s \w+)?(?:,? (?:the )?\d{{1,2}}(?:st|nd|rd|th|"
    rf"\.)?(?: (?:de |of )?(?:{MONTH}))?)?{_DAY_TIME}|"
    rf"(?:the |el día |día )?\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de |of )?(?:{MONTH})|"
    rf"(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?|the \d{{1,2}}(?:st|nd|rd|th)|(?<=día )\d{{1,2}}|"
    rf"\d{{1,2}}\.\d{{1,2}}\.(?:\d{{2,4}})?)",
)
_SPAN = Gated(
    r"\b(?:within|in|innerhalb von|binnen|dans|sous|en|dentro de|entro|fra|tra|over|"
    r"em)\s+(?:a fortnight|(?:the next )?[\w-]+ (?:working )?(?:days?|weeks?|hours?|tagen|wochen|"
    r"jours|semaines|días|semanas|giorni|settimane|dagen|weken|dias))\b",
)
_AT_HOUR = Gated(
    r"\b(?:at|by|before|um|à|a las|alle|om)\s+(?:\d{1,2}(?:[.:]\d\d)?(?: ?[ap]m)?|"
    r"noon|nine|ten|eleven|one|"
    r"two|three|four|five|six)\b(?! o'clock|\s*(?:%|people|pages))",
)


@dataclass(frozen=True)
class Due:
    """A deadline in the writer's words; ``on`` is None where it hangs on an event."""

    text: str
    on: date | None


_PAST_TENSE = Gated(
    r"\b(?:had|was|were|should (?:already )?have|said|told|promised|agreed|assured|mentioned|wrote|"
    r"expected|assumed|presumed|understood|understanding|anticipated|thought|hoped|supposed|meant|"
    r"counted|took|led|given|"
    r"hatten?|war(?:en)?|sollten?|wurden?|dachten?|nahmen?|hieß|vereinbart|ausgegangen|zugesagt|"
    r"avai(?:t|s|ent)|avi(?:ons|ez)|étai(?:t|s|ent)|devai(?:t|ent)|pens(?:ions|ais)|"
    r"attend(?:ions|ais)|compt(?:ions|ais)|croy(?:ions|ais)|suppos(?:ions|ais)|espér(?:ions|ais)|"
    r"\w+ába(?:mos)?|\w+aba|\w+íamos|creía|tenía|suponía|quedamos|dij\w+|promet\w+|asegura\w+|"
    r"\w+[ae]va(?:mo|no|te)?|\w+[ae]vo|era(?:vamo|no)?|detto|"
    r"had(?:den)?|gingen|ging|dacht(?:en)?|verwachtten?|rekenden?|waren|zei(?:den)?|zouden|zou|"
    r"afgesproken|uitgegaan|"
    r"esperava|estava|devia|ficou|disse\w*|garantiram|tínhamos|partimos|achávamos|pensava)\b",
)
# "You said they must be up on the 12th" tells of a day that still counts.
_STILL_TO_COME = Gated(r"\b(?:counting on|have to be|relying|we're|we are|must|needs? to)\b")


def find_due(span: str, today: date, *, past: bool = False) -> Due | None:
    """The first deadline of a statement.  ``past``: one that the past tense tells of may be over.

    A weekday is then the most recent one, a date the nearest.
    """
    said = lower(span)
    past = past and bool(_PAST_TENSE.search(said)) and not _STILL_TO_COME.search(said)
    for read in (_weekend, _relative, _named_day, _week_or_month, _after_span, _event, _hour):
        if found := read(said, today, past):
            start, end, on = found
            return Due(span[start:end].strip(), on)
    return None


# Where the deadline stands, and its day.
_Place = tuple[int, int, date | None]


def _weekend(span: str, today: date, past: bool) -> _Place | None:
    if match := _WEEKEND.search(span):
        sunday = today + timedelta(days=(6 - today.weekday()) % 7)
        return *match.span(), sunday - timedelta(days=7) if past and sunday > today else sunday
    return None


_WEEKEND = Gated(
    r"\b(?:over|at|on) the weekend\b|\bam wochenende\b|\bce week-end\b|"
    r"\beste fin de semana\b|\bnel weekend\b|\bin het weekend\b"
)


def _relative(span: str, today: date, past: bool) -> _Place | None:
    for days, wording in _RELATIVE:
        if match := wording.search(span):
            if _HABIT.search(span[: match.start()]):
                return None
            return *match.span(), today + timedelta(days=days)
    return None


_HABIT = re.compile(r"\b(?:cada|every|this) $")


def _named_day(span: str, today: date, past: bool) -> _Place | None:
    match = _NAMED_DAY.search(span)
    if not match or match[0].startswith("on a "):
        return None
    if _ANY_SUCH_DAY.search(span[: match.start()] + (" " if match[0][:1].isspace() else "")):
        return None
    on = _day(match[0], today, past)
    if on is None and (number := _NUMBER.search(match[0])):
        on = _day(f"the {number[0]}", today, past)
    weekday = _WITH_WEEKDAY.fullmatch(match[0])
    if (
        past
        and weekday
        and on
        and on == today - timedelta(days=7)
        and WEEKDAYS[weekday[1]] == today.weekday()
    ):
        on = today
    return _event_start(span, match.start()), match.end(), on


_ANY_SUCH_DAY = re.compile(
    r"\b(?:an?|every|each|jeden|chaque|cada|ogni|elke|first of every|keep) (?:the )?$"
)
_NUMBER = re.compile(r"\d{1,2}")
_WITH_WEEKDAY = re.compile(rf".*\b({WEEKDAY})\b.*")


def _event_start(span: str, start: int) -> int:
    """'before doors open on Saturday', 'by noon on Thursday': the event belongs to the deadline."""
    if _LIMIT.match(span, start):
        return start
    lead = _EVENT_LEAD.search(span[:start])
    return lead.start() if lead and len(lead[0].split()) <= 4 else start


_LIMIT = re.compile(r"(?:by|before|until|bis|avant|antes|entro|voor|até)\b")
_EVENT_LEAD = re.compile(r"\b(?:before|by|for|in time for) (?:[\w']+ ){1,4}$")


def _day(text: str, today: date, past: bool) -> date | None:
    found = find_day(text, today, past=past)
    if not found or not past or not _NUMBER.search(text):
        return found.on if found else None
    # "You said it would be live by 1 Dec", written in November, means no day of last year.
    coming = find_day(text, today)
    days = [found.on, coming.on] if coming else [found.on]
    return min(days, key=lambda day: abs(day - today))


def _week_or_month(span: str, today: date, past: bool) -> _Place | None:
    friday = today + timedelta(days=4 - today.weekday())
    for wording, on in (
        (_NEXT_WEEK, friday + timedelta(days=7)),
        (_THIS_WEEK, friday),
        (_MONTH_END, last_day(today.year, today.month)),
    ):
        if match := wording.search(span):
            return *match.span(), on
    if match := _WEEK_NUMBER.search(span):
        week = int(match["week"])
        if 1 <= week <= 53:
            year = today.year + (week < today.isocalendar().week - 26)
            return *match.span(), date.fromisocalendar(year, min(week, 52), 5)
    return None


def _after_span(span: str, today: date, past: bool) -> _Place | None:
    match = _SPAN.search(span)
    if not match:
        return None
    # "Within five days" of an event that is still to come names no day.
    if _TO_COME.search(span) or match[0].startswith("within"):
        return *match.span(), None
    found = find_span(match[0], today)
    return *match.span(), found.on if found else None


_TO_COME = Gated(r"\b(?:once|after|as soon as|sobald|dès que|en cuanto|appena|zodra|assim que)\b")


def _event(span: str, today: date, past: bool) -> _Place | None:
    match = _EVENT.search(span)
    return (*match.span(), None) if match else None


def _hour(span: str, today: date, past: bool) -> _Place | None:
    match = _AT_HOUR.search(span)
    return (*match.span(), today) if match and not past else None
