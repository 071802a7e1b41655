"""What a reply says about our mails themselves: cadence, time, length, channel, pause, stop."""

from datetime import date, timedelta
import re

from orchestrator.conversation import wish_words as words
from orchestrator.conversation.dates import (
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    Found,
    find_day,
    find_span,
    next_weekday,
)
from orchestrator.conversation.gated import Gated, gate_of, possible

# Whether a pause is wished for does not depend on the day it is wished on.
_ANY_DAY = date(2000, 1, 3)
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_preferences(text: str, today: date) -> dict[str, str]:
    """The wishes that the writer's own words state; keys and values as the stable output has them.

    ``text`` is folded (lower case).  `pause_until` is the first day mail may go again.
    """
    wishes: dict[str, str] = {}
    if not possible(text) & _WISH:
        return wishes
    for sentence in sentences(text):
        wishes.update(_of_sentence(sentence, today, follows=bool(wishes)))
    return wishes


def is_about_rhythm(text: str) -> bool:
    """Whether folded words say how often our mails may come, or that they may not."""
    wished = read_preferences(text, _ANY_DAY)
    return bool({"cadence", "pause_until"} & wished.keys() or wants_stop(text) or wants_start(text))


def sentences(text: str) -> list[str]:
    """Sentences of folded text, where no capital letter marks the next one."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


_SENTENCE_END = re.compile(
    r"(?=[\s.])(?:(?<=[!?;])\s+|(?<!\b[ap]\.m)(?<!\d)\.\s+|(?<=\d)\.\s+(?=[a-z]{4,})(?!(?:jan|feb|"
    r"mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))|\n)"
)


def _of_sentence(sentence: str, today: date, *, follows: bool) -> dict[str, str]:
    if not possible(sentence) & _WISH or _STORY.search(sentence):
        return {}
    if paused := _pause(sentence, today):
        return {"pause_until": paused.isoformat()}
    wishes = _one_of("channel", words.CHANNELS, sentence) | _not_before(sentence)
    about = bool(words.ABOUT_US.search(sentence))
    if about or len(sentence.split()) <= 4 or _CADENCE_ALONE.search(sentence):
        wishes |= _one_of("cadence", words.CADENCES, sentence) | _one_of(
            "length", words.LENGTHS, sentence
        )
    if "cadence" in wishes or _times_our_mails(sentence, about=about, follows=follows):
        wishes |= _day_and_time(sentence, "not_before" in wishes)
    return wishes


def _times_our_mails(sentence: str, *, about: bool, follows: bool) -> bool:
    """A weekday or an hour may belong to anything; here it is said of our mails."""
    if _DAY_WISH.search(sentence) or (follows and _LED_TIME.match(sentence)):
        return True
    short_wish = len(sentence.split()) <= 8 and bool(_POLITE.search(sentence))
    return about and (short_wish or bool(_SENDING.search(sentence)))


# "Mondays", "montags", "los jueves": a habit; "on Saturday" alone may be anything.
_DAY_WISH = Gated(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mon|diens|donners|frei|sams|sonn)tags|"
    r"mittwochs|(?:lun|mar|mercre|jeu|vendre|same)dis|(?:los|de|el|le|il|op|às?) (?:lunes|martes|"
    r"miércoles|jueves|viernes))\b(?!.{0,20}(?:than|opening))"
)
_LED_TIME = re.compile(r"\W*(?:around|about|at|gegen|vers|sobre|verso|rond)\b")
_POLITE = Gated(
    r"\b(?:graag|bitte|please|svp|merci de|por favor|per favore|liever|lieber|plutôt|mejor|"
    r"meglio|prefer\w*)\b"
)
_SENDING = Gated(
    r"\bsend|\bschick|\bsenden|\bmand|\bmánd|\benv[io]|\bstu+r|\bwrite\b|\be?-?mails?\b|"
    r"\bupdates?\b|\bdigests?\b|\bsummar|\brésumé|\bcorreos?\b"
)
_CADENCE_ALONE = Gated(
    r"^\W*(?:only |just |nur |solo |seulement |alleen |apenas |só )?(?:once|einmal|une fois|"
    r"una vez|una volta|een keer|uma vez) (?:\w+ ){1,3}\w+\W*(?:\w+)?\W*$|"
    r"\bonly (?:bother|when|write)|\bevery (?:other|day|week|month)|\btext me|\bweekly please|"
    r"\bbrief\b|\bone on a|\bsend me a text|\bmonthly\b.{0,12}$"
)
# "We already run a weekly challenge": the client's own business, not our mails.
_STORY = Gated(
    r"\b(?:we (?:already )?(?:run|have|do|sell|open)|specials|boxes|"
    r"i answer mail|don't need to read|instead of every)\b"
)


def _one_of(key: str, table: tuple[tuple[str, Gated], ...], sentence: str) -> dict[str, str]:
    for value, wording in table:
        if wording.search(sentence):
            return {key: value}
    return {}


def _pause(sentence: str, today: date) -> date | None:
    if not _pauses_our_mails(sentence):
        return None
    if match := words.PAUSE_FROM.search(sentence):
        rest = sentence[match.start("rest") :]
        if found := _day_in(rest, sentence, today):
            return found.on + timedelta(days=bool(_TILL_ITS_END.search(rest)))
    if found := find_span(sentence, today):
        return found.on
    if words.NEXT_WEEK.search(sentence):
        return next_weekday(next_weekday(today, 0), 0)
    found = find_day(sentence, today)
    return found.on if found and ("paus" in sentence or "bis " in sentence) else None


_TILL_ITS_END = Gated(r"\b(?:ends?|endet|finit|acaba|finisce|inclu\w+|einschließlich)\b")


def _pauses_our_mails(sentence: str) -> bool:
    """Whether a pause is of our mails, or of nothing named: "pause until 3 Jan"."""
    return bool(words.PAUSE_WORD.gate & possible(sentence)) and any(
        words.PAUSE_WORD.search(clause)
        and all(other["where"] for other in words.OTHER_THING.finditer(clause))
        for clause in words.CLAUSE.split(words.UNTIL_THEN.sub(r"\g<word> ", sentence))
    )


def _day_in(rest: str, sentence: str, today: date) -> Found | None:
    """The day after "until"; a bare "the 28th" takes the month that stands before it."""
    month = _MONTH_NAME.search(sentence)
    number = _BARE_DAY.match(rest)
    if month and number and not _MONTH_NAME.search(rest):
        return find_day(f"{number[1]} {month[0]}", today)
    return find_day(rest, today) or find_day(sentence, today)


_MONTH_NAME = Gated(rf"\b(?:{MONTH})\b")
_BARE_DAY = re.compile(
    r"\s*(?:the |el |le |den |il |de )?(\d{1,2})(?:st|nd|rd|th)?\b(?![.\s]*[a-z]{3})"
)


def _not_before(sentence: str) -> dict[str, str]:
    match = words.BEFORE.search(sentence)
    return {"not_before": _clock(match, evening="after" in match[0])} if match else {}


def _day_and_time(sentence: str, has_not_before: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = _INSTEAD.split(sentence)[0]
    day = _DAY_NAME.search(wanted)
    if day and not _NO_SUCH_DAY.search(wanted):
        found["weekday"] = _DAY_NAMES[WEEKDAYS[day[0]]]
    if has_not_before:
        return found
    if (half := _HALF_PAST.search(sentence)) and half[1] in _HOURS:
        hour = _HOURS[half[1]]
        found["time"] = f"{hour + 12 if hour < 7 else hour:02}:30"
    elif _NOON.search(wanted):
        found["time"] = "12:00"
    elif match := _clock_time(wanted):
        found["time"] = _clock(match, evening=False)
    return found


_INSTEAD = Gated(
    r"\b(?:than|rather than|statt|instead of|plutôt que|en vez de|invece di|in plaats van|"
    r"em vez de)\b|, (?=\w+ (?:night|nights))"
)
_DAY_NAME = Gated(rf"\b(?:{WEEKDAY})\b")
_NO_SUCH_DAY = Gated(r"\bno mail|not on\b|\bsat/sun")
_HALF_PAST = Gated(r"half past (\w+)")
_NOON = Gated(r"\b(?:noon|midday|mittags|midi|mediodía|mezzogiorno|meio-dia)\b")
# Without one of these a sentence wishes for nothing.
_WISH = gate_of(
    words.PAUSE_WORD,
    words.BEFORE,
    words.TIME,
    *(wording for _, wording in (*words.CHANNELS, *words.CADENCES, *words.LENGTHS)),
    _DAY_NAME,
    _HALF_PAST,
    _NOON,
)
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
    for match in words.TIME.finditer(sentence):
        marked = match["half"] or match["minute"] or match["m2"]
        led = _TIME_LEAD.match(match[0])
        if (
            (marked or led)
            and int(match["hour"]) < 24
            and not _NO_TIME.match(sentence, match.end())
        ):
            return match
    return None


_TIME_LEAD = re.compile(r"\s*(?:at|around|um|gegen|à|vers|a las|alle|om|rond|às)\b")
_NO_TIME = re.compile(r"\s*(?:weeks?|/|%|\d)")


def _clock(match: re.Match[str], *, evening: bool) -> str:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or groups.get("m2") or 0)
    half = (groups.get("half") or "").lower()
    if hour < 12 and (half.startswith("p") or half == "de la tarde" or (evening and hour < 8)):
        hour += 12
    return f"{hour % 24:02}:{minute:02}"


def wants_stop(text: str) -> bool:
    """Whether no automatic mail at all is wanted any more (folded text)."""
    return (
        bool(possible(text) & _STOPS)
        and any(map(_says_stop, sentences(text)))
        and not _KEEP_COMING.search(text)
    )


def _says_stop(sentence: str) -> bool:
    return (
        bool(words.STOP_ALONE.search(sentence) or words.STOP.search(sentence))
        and not words.NOT_STOP.search(sentence)
        and not _COPIES_TO_OTHERS.search(sentence)
    )


_STOPS = gate_of(words.STOP_ALONE, words.STOP)
RHYTHMS = _STOPS | gate_of(
    words.START, words.PAUSE_WORD, *(wording for _, wording in words.CADENCES)
)
"""The gate of everything that says how often our mails may come, or that they may not."""
_KEEP_COMING = Gated(r"\bkeep (?:these|them) coming")
_COPIES_TO_OTHERS = Gated(r"stop (?:sending|copying) \w+ on")


def wants_start(text: str) -> bool:
    return _in_a_sentence(words.START, text)


def wants_undo(text: str) -> bool:
    return _in_a_sentence(words.UNDO, text)


def _in_a_sentence(wording: Gated, text: str) -> bool:
    return bool(wording.gate & possible(text)) and any(map(wording.search, sentences(text)))
