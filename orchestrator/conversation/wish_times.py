"""On which day and at which hour our mails are wished for; over folded text with its clock."""

import re

from orchestrator.conversation.dates import WEEKDAY, WEEKDAYS
from orchestrator.conversation.gated import Gated, gate_of
from orchestrator.conversation.wish_choice import chosen
from orchestrator.conversation.wish_clock import CLOCK, CLOCK_WORDS

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
    rf"on an? (?:{WEEKDAY})|(?:di|solo|only|nur|alleen|só|seulement) (?:di |il |el |am |on |le |"
    rf"op |à |às )?"
    rf"(?:{WEEKDAY})(?! \d)|(?:every|each|jeden|chaque|cada|ogni|elke|iedere|todas as|los|le|il|la|"
    rf"às|aos) "
    rf"(?:{WEEKDAY})(?! \d))\b"
)
_SEVERAL = Gated(
    r"\b(?:updates|e?-?mails|mailings|digests|summaries|messages|nachrichten|zusammenfassungen|"
    r"envois|résumés|courriels|correos|resúmenes|mensajes|messaggi|riepiloghi|berichten|"
    r"samenvattingen|mensagens|resumos)\b"
)
# One day put before another: "Tuesday suits me better".
_SUITS = Gated(
    rf"\b(?:{WEEKDAY})\b[^,;.!?]{{0,24}}\b(?:better|best|ideal\w*|preferabl[ey]|besser|lieber|"
    rf"am liebsten|"
    rf"mieux|idéal|mejor|meglio|ottimale|beter|liever|melhor)\b|"
    rf"\b(?:better|best|prefer\w*|besser|lieber|mieux|plutôt|mejor|prefier\w+|meglio|beter|liever|"
    rf"melhor|prefir\w+|préf[éè]r\w+) (?:\w+ ){{0,3}}(?:{WEEKDAY})\b|"
    rf"\b(?:move|switch|change|shift|umstellen|wechseln|verschieben|passer|passez|changer|décaler|"
    rf"cambi\w+|pas(?:ar|en|ad)\w*|mover\w*|spostar\w*|passa\w*|passem|mudar\w*|mudem|zetten|"
    rf"verplaats\w*|verschuiven) "
    rf"(?:[^\W\d]+ ){{0,3}}?(?:{WEEKDAY})\b|\b(?:{WEEKDAY}) (?:umstellen|wechseln|verschieben|"
    rf"zetten|verplaatsen)|"
    rf"\b(?:conv[ie]+n\w*|comodo|cómodo|jeito|schikt|gelegen|"
    rf"arrange\w*) (?:[^\W\d]+ ){{0,3}}?(?:{WEEKDAY})\b|"
    rf"\b(?:{WEEKDAY})\b[^,;.!?]{{0,20}}\b(?:conv[ie]+n\w*|comodo|cómodo|jeito|schikt|gelegen)\b|"
    rf"^\W*(?:kan|kann|can|could|pode|puede|può|peut)\b[^,;]{{0,12}} (?:naar|to|auf|au|al|para|"
    rf"à) (?:den )?(?:{WEEKDAY})\b|"
    rf"\b(?:{WEEKDAY})\b[^,;.!]{{0,10}}\b(?:möglich|possible|possibile|posible|possível|mogelijk)|"
    rf"\b(?:possible|possibile|posible|possível|pode ser|puede ser|può (?:essere|"
    rf"fare)) (?:[^\W\d]+ ){{0,3}}?(?:{WEEKDAY})\b|"
    rf"\b(?:{WEEKDAY}) m'(?:arrang|ir|convien)\w+|\b(?:{WEEKDAY})\b.* instead$"
)
HABITS = gate_of(_HABIT, _SEVERAL, _SUITS)
"""The gate of everything that makes a day that of our mails."""


def prefers_day(clause: str) -> bool:
    return bool(_SUITS.search(clause))


def not_before(clause: str) -> dict[str, str]:
    """The hour that a clause sets as the first one; "after 5" is in the afternoon."""
    for wording in (_NOT_BEFORE, _BEFORE_NOTHING, _FROM, _ONWARDS):
        if match := wording.search(clause):
            hour, minute = int(match["hour"]), match["minute"]
            evening = _AFTER.search(match[0]) and hour < _SURELY_MORNING
            return {"not_before": f"{hour + 12 if evening else hour:02}:{minute}"}
    return {}


_SURELY_MORNING = 7
_AFTER = re.compile(r"\b(?:after|nach|après|después|dopo|na|depois)\b")
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d)\b"
_NOT = (
    r"(?:n't|\b(?:not|dont|nothing|no(?: point)?|none|never|without|nae|avoid|keine?|geen|nicht|"
    r"nichts|nie|niemals|"
    r"nix|ne|rien|"
    r"jamais|pas|aucun|nada|nunca|ningún|niente|mai|non|nessuna|niet|niets|niks|nooit|não|nenhum|"
    r"sem|sin))"
)
_BEFORE = (
    r"(?:before|earlier than|ahead of|vor|avant|antes de las?|antes d[eao]l?s?|prima del(?:l[e'])?|"
    r"vor dem|voor de|"
    r"prima di|voor|eerder dan|früher als|plus tôt que)"
)
_NOT_BEFORE = Gated(rf"{_NOT}\b(?:.{{0,40}}?[ '])?{_BEFORE}\s?{_TIME}")
# "Vor 10 Uhr bitte nichts schicken", "until 9 keep quiet".
_BEFORE_NOTHING = Gated(
    rf"\b(?:{_BEFORE}|until|till|bis|jusqu'à|hasta las?|fino alle|tot|até às)\s?{_TIME}"
    rf"(?=.{{0,40}}(?:{_NOT}|\bwait|hold|warten|attend\w+|esper\w+|aspett\w+|wacht\w*)\b)"
)
_FROM = Gated(
    rf"\b(?:after|from|ab|nach|à partir de|dès|après|a partir de las?|después de las?|desde las?|"
    rf"a partire dalle|dopo l[e']|na|vanaf|depois d[ao]s?|a partir d[ao]s?|"
    rf"wait (?:until|till|for)|warte\w* (?:\w+ )?bis|attend\w+(?: jusqu'à)?|"
    rf"esper\w+ (?:a que den las?|a las?|hasta las?|pelas|até às)|aspett\w+ (?:le|fino alle)|"
    rf"wacht\w* tot|(?:frühestens|at the earliest|au plus tôt|como (?:muy )?pronto|"
    rf"non prima|op (?:zijn|z'n) vroegst|no mínimo)(?: um| at| à| a las| om| às)?)\s?{_TIME}"
)
_ONWARDS = Gated(
    rf"{_TIME} (?:or later|onwards?|passées|in poi|en adelante|em diante|und später|of later)\b"
)
NOT_BEFORE = gate_of(_NOT_BEFORE, _BEFORE_NOTHING, _FROM, _ONWARDS)
# "I sleep till 3, send nothing before that".
_BEFORE_THAT = Gated(
    r"\b(?:before (?:that|then)|any earlier|vorher|davor|avant (?:ça|cela)|antes (?:disso|de eso)|"
    r"prima di allora|daarvoor|pas eerder)\b|"
    r"\b(?:avant|antes|prima|eerder)(?=\W*$| (?:s'il|merci|svp|por favor|per favore|graag|aub))|"
    r"^\W*(?:antes|prima|avant|eerder)\b(?= (?:no|non|ne|não|niets|niet)\b)"
)


def with_that_hour(clause: str, sentence: str) -> str:
    """A clause that says "before that" with the hour of its sentence."""
    hour = CLOCK.search(sentence)
    if not hour or CLOCK.search(clause):
        return clause
    return _BEFORE_THAT.sub(f"before {hour[0]}", clause)


# "Six is when I close, that would be a good time to get it"; "Friday is my day, send it then".
_GOOD_HOUR = Gated(
    r"\b(?:good|best|ideal|right|perfect) (?:time|moment)|(?:buena|mejor) hora|buen momento|"
    r"ora giusta|(?:l')?ora (?:ideale|migliore)|boa hora|hora certa|bonne heure|bon moment|"
    r"gute (?:zeit|uhrzeit)|guter zeitpunkt|goed (?:moment|tijdstip)\b"
)
_THAT_DAY = Gated(
    r"\b(?:that's the day|(?:on )?that day|then|da|dann|an (?:dem|diesem) tag|ce jour-là|ese día|"
    r"quel giorno|allora|dan|(?:op )?die dag|nesse dia|aí)\b"
)


def at_that(clause: str, sentence: str) -> dict[str, str]:
    """The hour or the day of the sentence, where a clause of sending calls it the good one."""
    found: dict[str, str] = {}
    if _GOOD_HOUR.search(clause) and (hour := CLOCK.search(sentence)):
        found["time"] = hour[0]
    days = {match[0] for match in _DAY_NAME.finditer(sentence)}
    if len(days) == 1 and _THAT_DAY.search(clause) and not _DAY_NAME.search(clause):
        found["weekday"] = _DAY_NAMES[WEEKDAYS[days.pop()]]
    return found


def day_and_time(clause: str, *, only_day: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    days = [(match.start(), match[0]) for match in _DAY_NAME.finditer(clause)]
    if days and not _NO_SUCH_DAY.search(clause) and (day := chosen(days, clause)):
        found["weekday"] = _DAY_NAMES[WEEKDAYS[day]]
    if not only_day and (match := CLOCK.search(clause)):
        found["time"] = match[0]
    return found


# The French "mon" is no Monday.
_DAY_NAME = Gated(rf"\b(?!mon [^\W\d]{{3,}})(?:{WEEKDAY})\b")
_NO_SUCH_DAY = Gated(r"\bno mail|not on\b|\bsat/sun")
TIMES = CLOCK_WORDS | CLOCK.gate | _DAY_NAME.gate
"""The gate of everything that a day or an hour can be."""
