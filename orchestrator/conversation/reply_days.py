"""Days that somebody wrote and no calendar has: "31 November", "Thursday 3 March 2027"."""

from calendar import monthrange
from datetime import date
import re

from orchestrator.conversation.dates import MONTH, MONTHS, WEEKDAY, WEEKDAYS

_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>20\d\d)"
_SPELLED = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY})(?:-feira)?,? (?:the |le |el |il |den |dem )?)?"
    rf"(?<![\d.,:]){_DAY}(?:st|nd|rd|th|er|º|ª|°|\.)? ?(?:of |de |di |d')?"
    rf"(?P<month>{MONTH})\b(?! ?\d{{1,2}}(?!\d))(?:,? (?:de |del )?{_YEAR})?"
)
_MONTH_FIRST = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}),? )?\b(?P<month>{MONTH})\.? (?:the )?{_DAY}(?:st|nd|rd|th)?"
    rf"(?![\d:]|[.,/]\d)(?:,? {_YEAR})?"
)
_ISO = re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)")
# "Oct 17/18" are two days.
_NUMERIC = re.compile(r"(?<![\d.,:])(?<![a-z] )(\d{1,2})[./](\d{1,2})(?:[./]\d{2,4})?(?![\d%€£$])")
# Without a year any day counts that some year has.
_LEAP_YEAR = 2000


def names_no_day(lower: str) -> bool:
    """Whether folded words name a day that does not exist, or not on the weekday beside it."""
    spelled = (*_SPELLED.finditer(lower), *_MONTH_FIRST.finditer(lower))
    if any(map(_is_no_day, spelled)):
        return True
    written = [(int(m["year"]), int(m["month"]), int(m["day"])) for m in _ISO.finditer(lower)]
    if any(not _exists(*each) for each in written):
        return True
    # In one country the month comes first.
    pairs = [(int(match[1]), int(match[2])) for match in _NUMERIC.finditer(lower)]
    return any(
        not _exists(_LEAP_YEAR, month, day) and not _exists(_LEAP_YEAR, day, month)
        for day, month in pairs
    )


def _is_no_day(match: re.Match[str]) -> bool:
    year, month, day = int(match["year"] or _LEAP_YEAR), MONTHS[match["month"]], int(match["day"])
    if not _exists(year, month, day):
        return True
    named = WEEKDAYS.get(match["weekday"] or "") if match["year"] else None
    return named is not None and date(year, month, day).weekday() != named


def _exists(year: int, month: int, day: int) -> bool:
    return month in range(1, 13) and 1 <= day <= monthrange(year, month)[1]
