"""Until when our mails shall rest; over folded text."""

from collections.abc import Sequence
from datetime import date, timedelta
import re

from orchestrator.conversation import wish_speech_words as speech
from orchestrator.conversation import wish_words as words
from orchestrator.conversation.dates import (
    MONTH,
    MONTHS,
    WEEKDAY,
    Found,
    add_months,
    find_day,
    find_span,
    last_day,
    next_weekday,
)
from orchestrator.conversation.gated import Gated, possible
from orchestrator.conversation.wish_holds import HOLD, PAUSE_WORD, REST, WAIT
from orchestrator.conversation.wish_rests import RESTS, rests_our_mails
from orchestrator.conversation.wish_rhythm_words import cadence
from orchestrator.conversation.wish_scope import Clause, clean

# How long nothing is to come: "no mails for three weeks".
_DURING = Gated(
    r"\b(?:for|during|over|within|next|coming|für|kommende[nr]?|nächste[nr]?|pendant|durant|pour|"
    r"prochaine?s?|durante|próxim[oa]s|por|pel[oa]s|per|prossim[ei]|gedurende|voor|komende|een|"
    r"ein(?:e|en)?|une?|una?|uma?) |\blang\b|"
    r"(?:days?|tage|jours|días|giorni|dagen|dias|weeks|wochen|semaines|semanas|settimane|weken)\W+"
    r"(?:no|without|keine|ohne|sans|sin|senza|niente|geen|zonder|sem) (?:e-?)?(?:mails?|correos?)"
)
# "Nothing is ready before May" tells, and asks for nothing.
_STATES = Gated(
    r"\b(?:is|are|was|will|ist|sind|wird|est|sont|sera|es|está|hay|è|c'è|sono|wordt|há|está)\b"
)
_OF_IT = Gated(
    r"\b(?:put|leave|mett\w*|zet|setz\w*|leg\w*|pon\w*) (?:it|this|that|es|das|dat|dit) |"
    r"\b(?:pau[sz]\w*|hold(?: off)?) "
    r"(?:it|this|that|them|these(?! (?:e-?)?(?:mails|updates|digests|messages)))\b"
)
_LEAVE_ME = Gated(
    r"\bleave (?:me|us) be\b|\b(?:put|set|mett\w*|zet|pon\w*|coloqu\w*|setz\w*|"
    r"stell\w*)[ -](?:\w+ )?(?:me|us|moi|nous|mij|ons|nos|mi|ci|mich|uns)\b.{0,12}"
    r"\b(?:paus[ae]|pauze)\b|\b(?:mett|pong|pón|pon)\w*(?:mi|ci|me|nos) en? ?(?:in )?paus[ae]"
)
_UNTIL = Gated(
    r"\b(?:until|till?|untill|'til|bis|jusqu'(?:au|à|en|aux)|hasta|fino a(?:ll'|l|lla|d)?|tot|até|"
    r"before|ahead of|vor|avant|antes d[eao](?:l| el)?|prima d(?:i|el|ella|ell')|vóór|voor|"
    r"call it|resume (?:on|from)|starting|again (?:from|on)|(?:re)?start again on|"
    r"erst (?:wieder )?(?:ab|am)(?: dem)?|pas avant|wieder ab|weer vanaf|"
    r"reanud\w+ el|(?:riprend|ripart|ricominc)\w+ (?:pure )?(?:il|dal)|retom\w+ a|"
    r"(?:wait|warte\w*|attend\w+|esp[eé]r\w+|aspett\w+|wacht\w*)(?: (?:for|auf|al?|el))?)\b"
    r"(?P<rest>.{0,80})",
    re.S,
)
_AGAIN = Gated(
    r"\b(?:again|back on|resum\w+|restart\w*|wieder|weiter|repren\w+|recommen\w+|relanc\w+|"
    r"nouveau|otra vez|"
    r"de nuevo|reanud\w+|retom\w+|riprend\w+|ricominc\w+|di nuovo|weer|opnieuw|hervat\w*|"
    r"novamente|outra vez|recome[cç]\w+)\b"
)
_NEXT_WEEK = Gated(
    r"next week|nächste woche|kommende woche|semaine prochaine|(?:la )?(?:próxima semana|"
    r"semana (?:que|q) viene)|(?:this week|diese woche|"
    r"cette semaine|esta semana|questa settimana|deze week),? (?:and|or|nor|und|noch|oder|et|ni|y|"
    r"o|né|"
    r"e|en|of|nem|ou) (?:the |die |na |la |de |a )?(?:next|nächste|prochaine|próxima|prossima|"
    r"volgende)\b|"
    r"settimana prossima|prossima settimana|volgende week|semana que vem|próxima semana"
)
_THIS_WEEK = Gated(
    r"\b(?:this week|(?:rest|end) of the week|diese (?:ganze )?woche|cette semaine|"
    r"(?:de|en) la semaine|esta semana|questa settimana|deze week)\b"
)
_THIS_MONTH = Gated(
    r"\b(?:this month|rest of the month|diesen monat|ce mois(?:-ci)?|este mes|questo mese|"
    r"deze maand|este mês)\b"
)
_CALENDAR_WEEK = Gated(
    r"\b(?:kw|kalenderwoche|calendar week|week|semaine|semana|settimana) (?P<week>\d{1,2})\b"
)
_TILL_ITS_END = Gated(
    r"\b(?:ends?|ended|finish\w*|is over on|endet|geht (?:noch )?bis|finit|termine|se termine|"
    r"acaba|termina|finisce|eindigt|duurt tot|t/m|tot en met|afgelopen|inclu\w+|incluído|"
    r"einschließlich|compreso|"
    r"through)\b"
)


_ENDS = (_UNTIL, _NEXT_WEEK, _THIS_WEEK, _THIS_MONTH, HOLD)


NO_DAY = ""
"""What stands for the end of a pause that is no day to come: "until 30 February"."""


def pause_until(
    sentence: str, clauses: Sequence[Clause], today: date, *, before: str
) -> str | None:
    """The first day on which mail may go again, or None if no pause is wished for.

    ``before``: the sentence before, which "until then" may refer to.
    """
    found = _pause_until(sentence, clauses, today, before=before)
    if found is None:
        return None
    return found.isoformat() if found > today else NO_DAY


def _pause_until(
    sentence: str, clauses: Sequence[Clause], today: date, *, before: str
) -> date | None:
    if any(clause.named or clause.whole for clause in clauses) and (
        found := restart_day(sentence, today)
    ):
        return found
    answers = speech.ANSWERS.match(sentence)
    beside = any(clause.named and clause.sends for clause in clauses)
    paused = any(
        _pauses_our_mails(one, beside=beside)
        and (one.named or not answers or REST.search(one.text))
        for one in clauses
    )
    rests = _rests(sentence)
    if not paused and not rests:
        return None
    return (
        pause_end(sentence, today)
        or (
            _day_that_is_then(f"{before}\n{sentence}", today)
            if _UNTIL_THEN.search(sentence)
            else None
        )
        or (span.on if rests and (span := find_span(sentence, today)) else None)
        or (date.min if names_end(sentence) else None)
    )


def _rests(sentence: str) -> bool:
    """Whether a rest is wished for in other words, and in no question that is none."""
    if not possible(sentence) & RESTS or (
        "?" in sentence and not speech.MAY_BE_ASKED.search(sentence)
    ):
        return False
    return any(map(rests_our_mails, words.CLAUSE.split(clean(sentence))))


def _day_that_is_then(text: str, today: date) -> date | None:
    """The last day with a number before "until then"."""
    last: date | None = None
    while (found := find_day(text, today)) and _HAS_NUMBER.search(text[found.start : found.end]):
        last, text = found.on, text[found.end :]
    return last


def names_end(sentence: str) -> bool:
    """Whether a number stands behind "until", be it that of a day or not."""
    return any(_FIRST_NUMBER.match(match["rest"]) for match in _UNTIL.finditer(sentence))


_FIRST_NUMBER = re.compile(r"\D{0,12}\d{1,4}(?![\d:h]| ?(?:uhr|uur|[ap]\.?m\b))")


_UNTIL_THEN = Gated(
    r"\b(?:until then|till then|before then|before that|bis (?:dahin|dann)|d'ici là|jusque-là|"
    r"hasta entonces|"
    r"(?:fino ad|per) allora|tot (?:dan|die tijd)|até (?:lá|então))\b"
)


# "Suspend for a month", "put everything on hold": an order with its span needs no more.
_ALL_OR_SPAN = Gated(
    r"\b(?:for|für|pour|pendant|durante|por|pel[oa]s|per|voor|\d|(?:weeks?|wochen?|weken|monate?|"
    r"maand|month|mois|mes|mese|mês|semaines?|semanas|settimane)\b|everything|alles|tout|todo|"
    r"tutto|"
    r"tudo)\b"
)


def restart_day(sentence: str, today: date) -> date | None:
    """The day from which mails are wanted again: "resume them on 18 January"."""
    if not _AGAIN.search(sentence) or _SINCE.search(sentence) or _TILL_ITS_END.search(sentence):
        return None
    match = _FROM_DAY.search(sentence)
    found = _day_in(match["day"] or match["name"], sentence, today) if match else None
    if not found and (week := _CALENDAR_WEEK.search(sentence)):
        found = _monday_of(int(week["week"]), today)
    return found.on if found else None


_FROM_DAY = Gated(
    r"\b(?:from|on|ab(?: dem)?|am|à partir du|le|el|a partir del|desde el|dal|il|op|vanaf|"
    r"a partir d[eo]|no dia|em|a) (?P<day>(?:the |dia )?"
    rf"(?:(?:{WEEKDAY}),? )?"
    r"\d{1,2}(?!\d|[:h]|\.\d\d\b| ?(?:uhr|uur|a\.?m|p\.?m))"
    r".{0,20})|"
    r"\b(?:from|starting|ab|à partir (?:du|de)|a partir d(?:el|e|a)|da(?:l)?|vanaf|desde(?: el)?) "
    rf"(?P<name>(?:{WEEKDAY}|{MONTH})\b)"
)
_SINCE = Gated(r"\b(?:since|seit|depuis|desde el|desde hace|sinds|desde o|was|were)\b")


def _pauses_our_mails(clause: Clause, *, beside: bool) -> bool:
    """Whether a pause is of our mails, or of nothing named: "pause until 3 Jan".

    ``beside``: another clause asks to send them.
    """
    text = clause.text
    rests = bool(REST.search(text) and _ALL_OR_SPAN.search(text))
    dated = clause.polite and any(wording.search(text) for wording in _ENDS)
    of_ours = (
        clause.named
        or beside
        or (
            (clause.whole or dated or bool(_LEAVE_ME.search(text)) or rests)
            and not WAIT.search(text)
        )
    )
    tells = not clause.named and _STATES.search(text) and not REST.search(text)
    return of_ours and bool(PAUSE_WORD.search(text) and not (tells or _OF_IT.search(text)))


def pause_end(sentence: str, today: date) -> date | None:
    """The day after what a sentence gives as an end: a date, a span of time, this week."""
    if found := _named_end(sentence, today):
        return found.on + timedelta(days=bool(_TILL_ITS_END.search(sentence)))
    lasts = REST.search(sentence) or (_DURING.search(sentence) and not cadence(sentence))
    if lasts and (found := find_span(sentence, today)):
        return found.on
    monday = next_weekday(today, 0)
    if _NEXT_WEEK.search(sentence):
        return monday + timedelta(days=7)
    if _THIS_WEEK.search(sentence):
        return monday
    if _THIS_MONTH.search(sentence):
        return last_day(today.year, today.month) + timedelta(days=1)
    return None


def _named_end(sentence: str, today: date) -> Found | None:
    """The day behind "until", or any where mail comes again or something ends."""
    for match in _UNTIL.finditer(sentence):
        if found := _day_in(match["rest"], sentence, today):
            return found
    if week := _CALENDAR_WEEK.search(sentence):
        return _monday_of(int(week["week"]), today)
    if _TILL_ITS_END.search(sentence) or HOLD.search(sentence):
        found = find_day(sentence, today)
        return found if found and _HAS_NUMBER.search(sentence[found.start : found.end]) else None
    return None


_HAS_NUMBER = re.compile(r"\d")


def _day_in(rest: str, sentence: str, today: date) -> Found | None:
    """The day after "until"; a bare "the 28th" takes the month that stands before it."""
    month = _MONTH_NAME.search(sentence)
    number = _BARE_DAY.match(rest)
    if month and number and not _MONTH_NAME.search(rest):
        return find_day(f"{number[1]} {month[0]}", today)
    return find_day(f"until{rest}" if number else rest, today) or _begin_of(rest, today)


def _begin_of(rest: str, today: date) -> Found | None:
    """'Until January', 'bis Ende Januar', 'until the new year'."""
    if match := _NEW_YEAR.match(rest):
        return Found(date(today.year + 1, 1, 1), *match.span())
    if not (match := _BARE_MONTH.match(rest)):
        return None
    month = MONTHS[match["month"]]
    first = date(today.year + (month <= today.month), month, 1)
    return Found(add_months(first, 1) if match["end"] else first, *match.span())


_NEW_YEAR = re.compile(
    r"\W*(?:the |le |el |il |het |o |after |nach |na )*(?:new year|neujahr|neue[ns]? jahr|"
    r"jahreswechsel|"
    r"nouvel an|nouvelle année|año nuevo|capodanno|anno nuovo|nieuwe? ?jaar|ano novo)"
)
_BARE_MONTH = re.compile(
    r"\W*(?:(?P<end>(?:the )?end of|ende|(?:la )?fin|final(?:es)? de|fine|eind|(?:o )?fim de) "
    rf"?(?:de |d')?)?(?P<month>{MONTH})\b(?! ?\d)"
)


def _monday_of(week: int, today: date) -> Found | None:
    year = today.isocalendar().year + (week < today.isocalendar().week)
    if not 1 <= week <= date(year, 12, 28).isocalendar().week:
        return None
    return Found(date.fromisocalendar(year, week, 1), 0, 0)


_MONTH_NAME = Gated(rf"\b(?:{MONTH})\b")
_BARE_DAY = re.compile(
    rf"\s*(?:the |el |le |den |il |de )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[a-z]{{3}}|"
    rf"\.?\s*(?:{MONTH}))"
)
