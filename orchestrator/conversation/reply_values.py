"""A value known by its shape: a date where a date was asked for, money for a price, a name."""

import re

from orchestrator.conversation.dates import MONTH, WEEKDAY, WEEKDAYS
from orchestrator.conversation.reply_asks import WORD, Ask, alike, content, fold
from orchestrator.conversation.reply_numbers import NUMBER
from orchestrator.conversation.reply_words import word_set

_TYPES = (
    (
        r"\b(?:date|day|weekend|when|bis wann|wann|fecha|cuándo|quando|data|datum|wanneer|"
        r"quelle date)\b",
        rf"(?:(?:{WEEKDAY}),? )?(?:le |el |il |den |the )?\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de |"
        rf"of )?(?:{MONTH})\b|(?:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–/&]\s?\d{{1,2}})?\b",
    ),
    (
        r"\b(?:price|fee|cost|deposit|budget|preis|prix|precio|prezzo|prijs|preço|tarif)\b",
        r"[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|£|euros?|pounds?|%|per cent)|\w+ per cent",
    ),
    (
        r"\b(?:hours|time|uhr|uhrzeit|heure|hora|ora|hoe laat|horas)\b",
        rf"(?:a las |um |à |alle |om )?(?:{NUMBER}) (?:uhr|uur|h\b|o'clock|heures?)|"
        rf"a las \w+(?: y media)?|"
        rf"\d{{1,2}}[:.]\d\d(?: ?h| ?u)?|\d{{1,2}} ?h(?: ?\d\d)?\b",
    ),
    (
        r"\b(?:how many|wie viele|combien|cuánt[oa]s|quant[ei]|hoeveel|quant[oa]s|"
        r"maximum number)\b",
        NUMBER,
    ),
)
_WHO = re.compile(
    r"^\W*(?:who|whose|whom|wer|wen|wem|qui|à qui|quién(?:es)?|a quién|chi|a chi|wie(?! (?:viele?|"
    r"soll\w*|heißt|lange|hoch|ist|wird|k[aö]nn\w*|teuer|oft)\b)|"
    r"quem|a quem)\b"
)
# What a person does with the thing of an ask, and small words around a name.
_DOES = word_set(
    "up out is are will would should can does do doing handles handle takes take does writes "
    "write goes "
    "go "
    "to by on it that from for with and or via please "
    "ist macht übernimmt soll kann tut kümmert sich um schreibt prüft betreut bitte das die der "
    "den "
    "dem von es sind auch und oder für "
    "à au rond est sera fait s'occupe occupe c'est qui de du des la le les en ce ça va on et ou "
    "pour un une "
    "es será hace lleva encarga se que el los las lo y o por para con "
    "è sarà fa farà occupa se ne ci il gli lo da di che e per si "
    "zal doet regelt is het een of en voor van dat "
    "fica faz será trata o a os as do da é ou por "
)
_SELF = word_set("me i myself ich moi yo io ik eu selber selbst mí mich")
_NAME = re.compile(
    r"(?:(?:der|die|den|la|le|el|il|o|a|frau|herr|mr|mrs|ms|dr|cllr|sr|sra)\.? )?"
    r"(?-i:[A-ZÀ-Þ][\w'’-]+)(?: (?-i:[A-ZÀ-Þ][\w'’-]+))*",
    re.I,
)


def typed_value(ask: Ask, clause: str) -> str:
    """A date where a date was asked for, money for a price, a time for hours, else a count."""
    shape = _shape(ask)
    match = re.search(shape, clause, re.I) if shape else None
    return str(match[0]).strip() if match else ""


def lone_quantity(clause: str) -> str:
    """The one amount that a clause names: "£25 minimum"; nothing where it names several."""
    found = [match[0].strip() for match in _QUANTITY.finditer(clause)]
    return found[0] if len(found) == 1 else ""


_QUANTITY = re.compile(
    rf"[£$€]\s?\d[\d.,]*\d|\d[\d.,]*\s?(?:€|£|euros?\b|pounds?\b|%)|{NUMBER}", re.I
)


def has_shape(ask: Ask) -> bool:
    """Whether the ask is for a date, money, an hour or a count."""
    return bool(_shape(ask))


def _shape(ask: Ask) -> str:
    question = fold(ask.text)
    return next((shape for asked, shape in _TYPES if re.search(asked, question)), "")


def named_person(ask: Ask, clause: str) -> str:
    """Who is named in "Lotte doet de agenda": what is left without the words of the ask."""
    if not _WHO.match(fold(ask.text)):
        return ""
    own = content(ask.text)
    found: list[str] = WORD.findall(clause)
    spoken = [w for w in found if not any(alike(fold(w), word) for word in own)]
    others = [word for word in spoken if fold(word) not in _DOES]
    if len(others) == 1 and fold(others[0]) in _SELF:
        return others[0]
    names: list[str] = _NAME.findall(clause) if others else []
    for name in names:
        known = [part for part in WORD.findall(name) if not part[:1].isupper() or part in others]
        if set(others) <= set(known) and fold(others[0]) not in WEEKDAYS:
            return name[name.index(known[0]) :]
    return ""
