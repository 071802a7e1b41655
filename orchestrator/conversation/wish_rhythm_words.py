"""How often our mails may come, in seven languages; over folded text."""

from orchestrator.conversation.dates import WEEKDAY
from orchestrator.conversation.gated import Gated
from orchestrator.conversation.wish_choice import chosen

_WEEKDAY = rf"(?:{WEEKDAY})"
_DAY = r"(?:days?|tage?n?s?|jours?|días?|dias?|giorn[oi]|dag(?:en)?)"
_WEEK = r"(?:weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken)"
_MONTH = r"(?:months?|monate?s?|mois|mes(?:es)?|mes[ei]|mês|maand(?:en)?)"
_ONE = r"(?:once|one|1 ?x?|einmal|ein(?: ?mal|e[nrms]?)?|un[aeo]?|eens|een|één|eén|uma?)"
_TWO = r"(?:twice|two|2 ?x?|zwei(?:mal)?|deux|dos|due|twee|dua?s|dois)"
_EACH = (
    r"(?:per|each|every(?: single)?|pro|je|jede[nrs]?|par|chaque|tou(?:s|tes) les|cada|"
    r"tod[oa]s? (?:[oa]s|l[oa]s)|todo(?: santo)?|ogni|tutt[ie] (?:i|le)|elke|iedere|por)"
)
# "Once" or "a mail", and then "a week".
_FOR_EACH = (
    r"(?: [^\W\d]+){0,3}? (?:a|each|every|per|the|pro|die|in der|im|am|je|par|la|le|a la|a l[oa]s|"
    r"al|alla|a|in de|op een|de|por|o|à)"
)
_FORTNIGHTLY = (
    rf"(?<!this )(?<!last )(?<!next )fortnight\w*|bi-?weekly|every other {_WEEK}|{_EACH} (?:other|"
    rf"second|2nd|zweite[nrs]?|andere|"
    rf"tweede) (?:{_WEEK}|week|{_WEEKDAY}|\w+day)|alternate {_WEEK}|alternating {_WEEK}|"
    rf"(?:every|alle|toutes les|tous les|cada|ogni|om de|elke|iedere|a cada|per|in de|"
    rf"de) (?:two|zwei|deux|dos|due|twee|duas|2|14|15|quinze|quince|"
    rf"quindici|vierzehn|veertien|fourteen|fifteen) (?:{_WEEK}|week|{_DAY})|"
    rf"(?:om|um) (?:de|die) (?:andere )?(?:woche|week|{_WEEKDAY})|"
    rf"(?:de (?:duas|15|quinze|2) em (?:duas|15|quinze|2)) (?:{_WEEK}|{_DAY})|"
    rf"{_TWO}{_FOR_EACH.replace('{0,3}', '{0,2}')} {_MONTH}|"
    rf"(?:une? |1 )?(?:semaine|{_WEEKDAY}) sur (?:deux|2)|(?:semana|settimana|"
    rf"{_WEEKDAY}) s[íiì]m?,? "
    rf"(?:y |e )?(?:otr[oa] |un[oa]? |semana |{_WEEKDAY} )?n[oã]o?|a (?:settimane|"
    rf"{_WEEKDAY}) altern\w+|"
    rf"{_WEEKDAY} alterni|vierzehn-?t[äa]gi?g?\w*|vierzehntägl?i\w*|14-?tägi?g?\w*|zweiwöchentlich|"
    r"quinzomadaires?|quincenal\w*|quindicinal[ei]|bisettimanal[ei]|tweewekelijks\w*|quinzenal\w*|"
    r"bimensuel\w*|jede zweite woche|eine woche ja,? eine (?:woche )?nein|"
    r"(?:eens|één keer|eén keer|een keer|1x) (?:per|in de|om de) (?:twee|2|14|veertien) "
    r"(?:weken|dagen)"
)
_MONTHLY = (
    rf"monthly|monatlich\w*|mensuel\w*|mensual\w*|mensil\w*|maandelijks\w*|mensal\w*|"
    rf"mês a mês|{_EACH} {_MONTH}|{_ONE}{_FOR_EACH} {_MONTH}|(?:im|al) {_MONTH}"
)
_WEEKLY = (
    rf"weekly|wöchentlich\w*|hebdo\w*|semanal\w*|settimanal\w*|wekelijks\w*|"
    rf"{_EACH} (?:{_WEEK})|{_ONE}{_FOR_EACH} {_WEEK}|one on a \w+day"
)
_DAILY = (
    rf"daily|täglich\w*|quotidien\w*|quotidian\w*|a diario|diari[oa]\w*|diári[oa]\w*|"
    rf"diariamente|giornalier\w*|giornalment\w+|dagelijks\w*|día por medio|dia sim,? dia sim|"
    rf"{_EACH} {_DAY}|{_ONE}{_FOR_EACH} {_DAY}|einmal am tag"
)
# "One Friday yes, the other no", which a comma may part.
ALTERNATING = Gated(
    rf"\b(?:an? |one |eine? |une? |una? |um |uma |a |de ene )?(?P<day>{_WEEKDAY}|week|woche|"
    rf"semaine|"
    rf"semana|settimana) (?:yes|ja|wel|oui|sí|si|sì|sim),? (?:and |und |et |y |e |en )?(?:the |"
    rf"die |"
    rf"de |l'|la |el |il |a |o )?(?:next |other |andere |nächste |autre |otr[oa] |un[oa]? |"
    rf"altr[oa] |"
    rf"outr[oa] |eine |une |a |{_WEEKDAY} |week |woche |semaine |semana |settimana )*"
    rf"(?:no|nein|niet|non|nicht|não)\b"
)
_ONLY = (
    r"(?:only|just|nur(?: noch)?|lediglich|seulement|uniquement|solamente|únicamente|nada más|"
    r"s[oó]lo|soltanto|unicamente|alleen(?: nog)?|enkel|slechts|só|apenas|somente)"
)
_WHEN = (
    r"(?:when|if|wenn|falls|sobald|quand|si|s'il|lorsque?|lorsqu'|en cas|au besoin|cuando|"
    r"quando|se|qualora|in caso|als|wanneer|indien|zodra|caso)"
)
NEEDED_LEAD = Gated(
    rf"\b{_ONLY} (?:[\w']+ ){{0,6}}?{_WHEN}\b|"
    rf"\bn[e'] ?(?:[\w'-]+ ){{1,4}}?qu(?:e (?:quand|si|lorsque?|en cas)|e s'|'en cas)"
)
"""Before what is needed: "only write when", "nur wenn"."""
_FOR_NEED = (
    rf"{_ONLY} (?:[\w']+ ){{0,4}}?(?:for|bei|für|pour|para|per|voor|bij|em) (?:[\w']+ ){{0,2}}?"
    r"(?:decisions?|approvals?|questions?|urgent\w*|important\w*|bedarf|entscheidung\w*|"
    r"freigaben?|fragen|dringend\w*|wichtig\w*|décisions?|validations?|decision(?:es|i)|"
    r"beslissing\w*|decisões)|only decisions|only bother me|when something's on fire|"
    r"leave me to it|unless (?:you need|it's|there's|something)|es sei denn"
)
CADENCES = (
    ("needed", Gated(rf"{NEEDED_LEAD.pattern.pattern}|\b(?:{_FOR_NEED})\b")),
    ("fortnightly", Gated(rf"\b(?:{_FORTNIGHTLY})\b")),
    ("monthly", Gated(rf"\b(?:{_MONTHLY})\b")),
    ("weekly", Gated(rf"\b(?:{_WEEKLY})\b")),
    ("daily", Gated(rf"\b(?:{_DAILY})\b")),
)


def cadence(clause: str) -> str:
    """How often a clause wishes for our mails; an event comes before any rhythm."""
    if CADENCES[0][1].search(clause):
        return "needed"
    named = [
        (match.start(), name)
        for name, wording in CADENCES[1:]
        for match in wording.finditer(clause)
    ]
    return chosen(named, clause)
