"""A value known by what it looks like: of the asked shape, a lone amount, a quotation, a name."""

import re

from orchestrator.conversation.dates import MONTH, WEEKDAYS
from orchestrator.conversation.reply_asks import WORD, Ask, alike, content, fold
from orchestrator.conversation.reply_numbers import NUMBER
from orchestrator.conversation.reply_shapes import asks_who, shape_of, written_in
from orchestrator.conversation.reply_words import word_set

# What a person does with the thing of an ask, and small words around a name.
_DOES = word_set(
    "weiterhin wieder immer noch coge atiende contesta "
    "lleva al op no na ah oh eh et und y e en "
    "also then well up out is are will would should can does do doing "
    "handles handle takes take does writes "
    "write goes "
    "go "
    "to by on it that from for with and or via please "
    "wer wem wen who whom qui quién chi quem wie ai agli alle allo auf an ab zu aus ist macht "
    "übernimmt soll kann tut kümmert sich um schreibt prüft betreut "
    "bitte das die der "
    "den "
    "dem von es sind auch und oder für "
    "à au rond est sera fait s'occupe occupe c'est qui de du des la le les en ce ça va on et ou "
    "pour un une "
    "par pelo pela dal dalla dall door vom wird zal "
    "es será hace lleva encarga se que el los las lo y o por para con "
    "è sarà fa farà occupa se ne ci il gli lo da di che e per si "
    "zal doet regelt is het een of en voor van dat "
    "fica faz será trata o a os as do da é ou por "
)
_SIDES = word_set("yes no ja nein oui non sí si sì sim nee não")
_SELF = word_set("me i myself ich moi yo io ik eu selber selbst mí mich")
_NAME = re.compile(
    r"(?:(?:der|die|den|la|le|el|il|o|a|frau|herr|mr|mrs|ms|dr|cllr|sr|sra)\.? )?"
    r"(?-i:[A-ZÀ-Þ][\w'’-]+)(?: (?-i:[A-ZÀ-Þ][\w'’-]+))*",
    re.I,
)


def typed_value(ask: Ask, clause: str, *, named: bool) -> str:
    """A date where a date was asked for, money for a price, a time for hours, else a count.

    Of several counts it is the one before a word of the ask: "the 3 of us want 56 seats".
    ``named``: the clause speaks of the ask, so that "Monday" alone can be its day.
    """
    shape = shape_of(ask)
    if shape is None:
        return ""
    own = content(ask.text)
    found = list(shape.written.finditer(clause))
    found = [m for m in found if not (m[0].isdigit() and _MONTH_BEHIND.match(clause, m.end()))]
    counted = [m for m in found if _counts(clause[m.end() :], own)]
    if not named:
        # "The red one" counts nothing.
        found = [m for m in found if fold(m[0]) != "one"]
    match = next(iter(counted or found), None)
    if match is None and named:
        match = written_in(shape, clause)
    if not match:
        return ""
    unit = _UNIT.match(clause, match.end()) if match[0][-1:].isalnum() else None
    return _AT.sub("", match[0] + (unit[0] if unit else "")).strip(" ,;")


# "Two days" to "How many days?"
_UNIT = re.compile(
    r" (?:hours?|days?|weeks?|months?|years?|minutes?|percent|stunden?|tagen?|wochen?|monaten?|"
    r"jahren?|"
    r"minuten|prozent|heures?|jours?|semaines?|mois|ans|minutes|pour cent|horas?|días?|semanas?|"
    r"meses|"
    r"años?|minutos|ore|giorni|settimane|mesi|anni|minuti|uur|uren|dagen|weken|maanden|jaar|"
    r"minuten|"
    r"dias?|anos?)\b",
    re.I,
)
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th|\.)? (?:of |de |di )?(?:{MONTH})\b", re.I)
_AT = re.compile(
    r"^(?:from|by|at|on|à|om|um|op|le|am|às|aos|a las|alle)\s+(?=\W*(?:\d|half|quarter|noon|midi|"
    r"mezzogiorno|"
    r"mediodía))",
    re.I,
)


def _counts(behind: str, own: list[str]) -> bool:
    return any(alike(fold(word), mine) for word in WORD.findall(behind)[:2] for mine in own)


def quoted(clause: str) -> str:
    """What stands in quotation marks: the wording that was asked for."""
    match = _QUOTED.search(clause)
    return match[1].strip(" .,") if match else ""


_QUOTED = re.compile(r"[„“”\"«‹]\s?([^„“”\"«»‹›\n]{2,80}?)\s?[“”\"»›]")


def lone_quantity(clause: str) -> str:
    """The one amount that a clause names: "£25 minimum"; nothing where it names several."""
    found = [match[0].strip() for match in _QUANTITY.finditer(clause)]
    return found[0] if len(found) == 1 else ""


_QUANTITY = re.compile(
    rf"[£$€]\s?\d[\d.,]*\d|\d[\d.,]*\s?(?:€|£|euros?\b|pounds?\b|%)|{NUMBER}", re.I
)


def named_person(ask: Ask, clause: str) -> str:
    """Who is named in "Lotte doet de agenda": what is left without the words of the ask."""
    if not asks_who(ask):
        return ""
    own = content(ask.text)
    found: list[str] = WORD.findall(clause)
    spoken = [w for w in found if not any(alike(fold(w), word) for word in own)]
    others = [word for word in spoken if fold(word) not in _DOES]
    if len(others) == 1 and fold(others[0]) in _SELF:
        return others[0]
    if fold(clause).strip(" .!") in _SIDES or any(fold(word) in _SIDES for word in others[:1]):
        return ""
    names: list[str] = _NAME.findall(clause) if others else []
    for name in names:
        known = [part for part in WORD.findall(name) if not part[:1].isupper() or part in others]
        if set(others) <= set(known) and fold(others[0]) not in WEEKDAYS:
            return _ARTICLE_OF_A_TITLE.sub("", name[name.index(known[0]) :])
    return ""


_ARTICLE_OF_A_TITLE = re.compile(
    r"^(?:[OoAa] (?=(?-i:[A-ZÀ-Þ]))|"
    r"(?:o|a|el|la|il|le) (?=(?:sra?|dra?|srta|sig\w*|dott\w*|mme|m)\b))",
    re.I,
)
