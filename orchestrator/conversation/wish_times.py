"""On which day and at which hour our mails are wished for; over folded text."""

import re

from orchestrator.conversation import wish_words as words
from orchestrator.conversation.dates import WEEKDAY, WEEKDAYS, any_of
from orchestrator.conversation.gated import Gated, gate_of

_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def times_our_mails(clause: str) -> bool:
    """A day may be that of one mail; of several, or as a habit, it is that of our mails."""
    return bool(_HABIT.search(clause) or _SEVERAL.search(clause))


# "Mondays", "montags", "los jueves": a habit; "on Saturday" alone may be anything.
_HABIT = Gated(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mon|diens|donners|frei|sams|sonn)tags|"
    r"from now on|vanaf nu|voortaan|ab jetzt|künftig|désormais|dorénavant|a partir de ahora|"
    r"d'ora in poi|"
    r"a partir de agora|mittwochs|(?:segundas|terças|quartas|quintas|sextas)|(?:maan|dins|woens|"
    r"donder|vrij)dagen|"
    r"immer (?:am )?(?:montag|dienstag|mittwoch|donnerstag|freitag)|(?:lun|mar|mercre|jeu|vendre|"
    r"same)dis|maandags|"
    rf"on an? (?:{WEEKDAY})|(?:every|each|jeden|chaque|cada|ogni|elke|iedere|todas as|los|le|il|la|"
    rf"às|aos) "
    rf"(?:{WEEKDAY})(?! \d))\b"
)
_SEVERAL = Gated(
    r"\b(?:updates|e?-?mails|mailings|digests|summaries|messages|nachrichten|zusammenfassungen|"
    r"envois|résumés|courriels|correos|resúmenes|mensajes|messaggi|riepiloghi|berichten|"
    r"samenvattingen|mensagens|resumos)\b"
)
HABITS = gate_of(_HABIT, _SEVERAL)
"""The gate of everything that makes a day that of our mails."""


def not_before(clause: str) -> dict[str, str]:
    match = words.BEFORE.search(clause) or words.BEFORE_FIRST.search(clause)
    return {"not_before": _clock(match, evening="after" in match[0])} if match else {}


def day_and_time(clause: str, *, only_day: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    day = _DAY_NAME.search(clause)
    if day and not _NO_SUCH_DAY.search(clause):
        found["weekday"] = _DAY_NAMES[WEEKDAYS[day[0]]]
    if only_day:
        return found
    if (half := _HALF_PAST.search(clause)) and half[1] in _HOURS:
        hour = _HOURS[half[1]]
        found["time"] = f"{hour + 12 if hour < 7 else hour:02}:30"
    elif _NOON.search(clause):
        found["time"] = "12:00"
    elif match := _clock_time(clause):
        found["time"] = _clock(match, evening=False)
    return found


# The French "mon" is no Monday.
_DAY_NAME = Gated(rf"\b(?!mon [^\W\d]{{3,}})(?:{WEEKDAY})\b")
_NO_SUCH_DAY = Gated(r"\bno mail|not on\b|\bsat/sun")
_HALF_PAST = Gated(r"half past (\w+)")
_NOON = Gated(r"\b(?:noon|midday|mittags|midi|mediodía|mezzogiorno|meio-dia)\b")
TIMES = gate_of(words.BEFORE, words.BEFORE_FIRST, words.TIME, _DAY_NAME, _HALF_PAST, _NOON)
"""The gate of everything that a day or an hour can be."""
_HOURS = {
    word: hour
    for hour, group in enumerate(
        (
            "two zwei deux dos due twee duas",
            "three drei trois tres tre drie três",
            "four vier quatre cuatro quattro quatro",
            "five fünf cinq cinco cinque vijf",
            "six sechs seis sei zes",
            "seven sieben sept siete sette zeven sete",
            "eight acht huit ocho otto oito",
            "nine neun neuf nueve nove negen",
            "ten zehn dix diez dieci tien dez",
            "eleven elf onze once undici",
            "twelve zwölf douze doce dodici twaalf doze noon midday mittag midi mediodía "
            "mezzogiorno "
            "meio-dia",
        ),
        start=2,
    )
    for word in group.split()
}
_BEFORE_THE_HOUR = (
    "halb",
    "zehn",
    "neun",
    "acht",
    "sieben",
    "sechs",
    "elf",
    "tien",
    "negen",
    "zeven",
    "zes",
)
_IN_WORDS = Gated(
    r"\b(?P<lead>(?:at|before|after|around|by|um|vor|nach|ab|gegen|à|avant|vers|après|a las|de las|"
    r"las|alle|delle|le|om|voor|"
    rf"na|rond|às|das|as) )(?P<half>half past |half |"
    rf"halb )?(?P<hour>{any_of(_HOURS)})\b(?! (?:weeks?|wochen|semaines|semanas|"
    r"settimane|weken|days|tage|jours|días|giorni|dagen|dias|months|monate|mois|meses|mesi|maanden|"
    r"times|mal|fois|veces|volte|"
    r"keer|vezes))(?P<and> (?:y media|e mezza|e meia|heures? et demie|et demie|"
    r"thirty))?(?: heures?\b| horas\b| uhr\b| uur\b)?"
)


def with_digits(clause: str) -> str:
    """'Before half nine' with the hour as a number; German and Dutch count to the hour."""
    return _IN_WORDS.sub(_in_digits, clause)


def _in_digits(match: re.Match[str]) -> str:
    hour, half = _HOURS[match["hour"]], (match["half"] or "").strip()
    if half == "halb" or (half == "half" and match["hour"] in _BEFORE_THE_HOUR):
        return f"{match['lead']}{hour - 1}:30"
    return f"{match['lead']}{hour}:{'30' if half or match['and'] else '00'}"


def _clock_time(clause: str) -> re.Match[str] | None:
    for match in words.TIME.finditer(clause):
        # "0.35" is a number, "at 9.30" and "9.30 Uhr" are times.
        marked = match["half"] or match["m2"] or (match["minute"] and ":" in match[0])
        led = _TIME_LEAD.match(match[0])
        if (marked or led) and _is_time(match) and not _NO_TIME.match(clause, match.end()):
            return match
    return None


_TIME_LEAD = re.compile(r"\s*(?:at|around|um|gegen|à|vers|a las|alle|om|rond|às)\b")
_NO_TIME = re.compile(
    r"\s*(?:weeks?|/|%|\d|days?|tagen?|wochen?|jours?|semaines?|días?|semanas?|giorni|settiman\w+|"
    r"dagen|"
    r"weken|dias?|times?|mal\b|fois|veces|volte|keer|vezes)"
)


def _is_time(match: re.Match[str]) -> bool:
    return int(match["hour"]) < 24 and int(match["minute"] or match["m2"] or 0) < 60


def _clock(match: re.Match[str], *, evening: bool) -> str:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or groups.get("m2") or 0)
    half = (groups.get("half") or "").lower()
    if hour < 12 and (half.startswith("p") or half == "de la tarde" or (evening and hour < 8)):
        hour += 12
    return f"{hour % 24:02}:{minute:02}"
