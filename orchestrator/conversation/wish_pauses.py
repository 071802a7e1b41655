"""Until when our mails shall pause; over folded text."""

from collections.abc import Sequence
from datetime import date, timedelta
import re

from orchestrator.conversation import wish_words as words
from orchestrator.conversation.dates import (
    MONTH,
    MONTHS,
    Found,
    add_months,
    find_day,
    find_span,
    next_weekday,
)
from orchestrator.conversation.gated import Gated
from orchestrator.conversation.wish_scope import Clause


def paused_until(sentence: str, clauses: Sequence[Clause], before: str, today: date) -> date | None:
    """The first day that mail may go again; None where no pause of our mails is wished for.

    ``before`` is the sentence before: "We are away until 5 May. Nothing till then please."
    """
    monday = next_weekday(today, 0)
    if words.NOTHING_THEN.search(sentence) and "?" not in sentence:
        return monday if words.THIS_WEEK.search(sentence) else next_weekday(monday, 0)
    if not any(map(_pauses_our_mails, clauses)):
        return None
    if match := words.PAUSE_FROM.search(sentence):
        rest = sentence[match.start("rest") :]
        if found := _day_in(rest, sentence, today):
            return _first_day(found, sentence)
    if found := find_span(sentence, today):
        return found.on
    if words.NEXT_WEEK.search(sentence):
        return next_weekday(monday, 0)
    found = find_day(sentence, today)
    if found and ("paus" in sentence or "bis " in sentence or words.THEN.search(sentence)):
        return _first_day(found, sentence)
    meant = find_day(before, today) if words.THEN.search(sentence) else None
    return _first_day(meant, before) if meant else None


def _first_day(found: Found, sentence: str) -> date:
    return found.on + timedelta(days=bool(_TILL_ITS_END.search(sentence)))


_TILL_ITS_END = Gated(
    r"\b(?:ends?|end[ei]t|endigt|eindigt|loopt tot en met|t/m|finit|termine|acaba|termina|finisce|"
    r"inclu\w+|einschließlich|only after that|erst danach|pas daarna)\b"
)


def _pauses_our_mails(clause: Clause) -> bool:
    """Whether a pause is of our mails, or of nothing named: "pause until 3 Jan"."""
    dated = clause.polite and bool(
        words.PAUSE_FROM.search(clause.text) or words.THEN.search(clause.text)
    )
    of_ours = clause.named or clause.whole or dated or bool(words.LEAVE_ME.search(clause.text))
    return of_ours and bool(
        words.PAUSE_WORD.search(clause.text) and not words.PAUSE_OF_IT.search(clause.text)
    )


def _day_in(rest: str, sentence: str, today: date) -> Found | None:
    """The day after "until"; a bare "the 28th" takes the month that stands before it."""
    month = _MONTH_NAME.search(sentence)
    number = _BARE_DAY.match(rest)
    if month and number and not _MONTH_NAME.search(rest):
        return find_day(f"{number[1]} {month[0]}", today)
    return find_day(rest, today) or _begin_of(rest, today) or find_day(sentence, today)


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
_MONTH_NAME = Gated(rf"\b(?:{MONTH})\b")
_BARE_DAY = re.compile(
    r"\s*(?:the |el |le |den |il |de )?(\d{1,2})(?:st|nd|rd|th)?\b(?![.\s]*[a-z]{3})"
)
