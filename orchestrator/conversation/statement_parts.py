"""The promises of one clause, each with a deadline of its own."""

from collections.abc import Iterator
from datetime import date
import re

from orchestrator.conversation.gated import Gated, gate_of, possible
from orchestrator.conversation.statement_dates import find_due
from orchestrator.conversation.statement_promises import is_none, promises_alone


def dated_parts(clause: str, today: date) -> list[str]:
    """Several where each has a deadline of its own, or a subject and a verb that commit."""
    if not possible(clause) & _DIVIDERS:
        return [clause]
    for first, second in _halves(clause, _AND):
        if all(_is_dated(part, today) for part in (first, second)) or (
            promises_alone(first) and promises_alone(second)
        ):
            return [*dated_parts(first, today), *dated_parts(second, today)]
    is_yet = possible(clause) & _YET.gate and is_none(clause)
    for first, second in _halves(clause, _YET) if is_yet else ():
        if _is_behind(first, second, today):
            return [first, *dated_parts(second, today)]
    for first, second in _halves(clause, _COMMA):
        if _is_listed(first, second) and _is_dated(first, today) and _is_dated(second, today):
            return [first, *dated_parts(second, today)]
    return [clause]


def _halves(clause: str, sign: Gated) -> Iterator[tuple[str, str]]:
    for match in sign.finditer(clause):
        yield clause[: match.start()], clause[match.end() :]


_AND = Gated(
    r",?\s+(?:and|then|und|dann|et|puis|ensuite|y|luego|e|poi|en|dan|daarna|depois)\s+",
    re.IGNORECASE,
)
_YET = Gated(
    r",?\s+(?:and|but|so|und|aber|sondern|also|deshalb|daher|et|mais|donc|y|pero|así que|por eso|e|"
    r"ma|quindi|en|maar|dus|mas|por isso)\s+",
    re.IGNORECASE,
)
_COMMA = Gated(r",\s+")
_DIVIDERS = gate_of(_AND, _YET, _COMMA)


def _is_dated(part: str, today: date) -> bool:
    """Whether it has a deadline and says of what."""
    due = find_due(part, today)
    if due is None:
        return False
    before, _, behind = part.partition(due.text)
    return bool(_SUBJECT.search(before) or _SUBJECT.search(behind))


def _is_behind(first: str, second: str, today: date) -> bool:
    """Whether a promise follows what is none: "Thursday is not possible, but we come on Friday"."""
    if _YOURS.search(first) or not is_none(first) or is_none(second):
        return False
    return promises_alone(second) or _is_dated(second, today)


# What the client said goes on behind an "and".
_YOURS = Gated(
    r"(?i)\b(?:you|your|sie|ihre?\w*|vous|votre|usted|lei|voi|vostr\w|u|uw|jullie|senhora?|voss\w|"
    r"you'(?:ll|d|ve|re))\b"
)


def _is_listed(first: str, second: str) -> bool:
    """As in "the plans on Friday, the quote on Monday"; not as in "on Friday, before Monday"."""
    if _ARTICLE.match(second):
        return True
    is_short = max(len(first.split()), len(second.split())) <= _LONGEST_ITEM
    is_list = bool(_SUBJECT.match(first) and _SUBJECT.match(second))
    return is_short and is_list and not promises_alone(first)


_LONGEST_ITEM = 5
_ARTICLE = re.compile(
    r"(?i)(?:(?:the|our|your|der|die|das|den|dem|ein\w*|le|la|les|un|une|el|los|las|una|il|lo|gli|i|"
    r"de|het|een|o|os|as|unser\w*|ihr\w*|notre|nos|votre|vos|nuestr\w+|su|il (?:nostro|suo)|ons|"
    r"onze|uw) |l')(?!\d|day|week|month|veille|jour|semaine|vorabend|dag|día|dia|giorno|next|"
    r"nächste|following|latest)\w{2,}"
)
# A word of some weight, which none of time, place or degree is.
_SUBJECT = re.compile(
    r"(?i)\b(?!or\b|oder\b|latest|earliest|probably|perhaps|maybe|early|first|thing|before|"
    r"sometime|either|between|around|again|then|spätestens|frühestens|wahrscheinlich|oder|also|"
    r"dann|noch|gegen|tard|plus|peut|sans|doute|matin|soir|après|midi|encore|tarde|como|muy|más|"
    r"seguramente|por|mañana|tardi|probabilmente|mattina|sera|anche|uiterlijk|waarschijnlijk|ook|"
    r"mais|tardar|provavelmente|manhã|também|auch|aussi|también|with|until|till|week|woche|"
    r"semaine|settimana|afternoon|morning|evening|noon|uhr|heures|horas|nachmittag|vormittag|"
    r"middag|ochtend|pomeriggio|instead|the|day|after|den|der|das|les|los|las|het|when|while|"
    r"weather|wenn|falls|quand|cuando|quando|als|antes|prima|avant|vor|voor|if)[^\W\d_]{3,}"
)
