"""Which words of a reply belong to which ask: by number, by place, or by the only ask open."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
import re

from orchestrator.conversation import reply_all_words as all_words
from orchestrator.conversation import reply_turn_words as turns
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import Line
from orchestrator.conversation.gated import Gated
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Ask, fold
from orchestrator.conversation.reply_blanket import is_bare_answer
from orchestrator.conversation.reply_deferral_words import defers
from orchestrator.conversation.reply_marker_words import NUMBERS, ORDINAL
from orchestrator.conversation.reply_markers import find_markers
from orchestrator.conversation.reply_own_words import first_statement
from orchestrator.conversation.reply_place import Part, split_by_place

# "1 to 3", "dalla 1 alla 3"; what leads to it stands before few other numbers.
_TO = (
    r"(?:\s*(?:-|–|t/m)\s*|\s+(?:to|through|thru|bis|tm|tot(?: en met)?|à(?: la)?|al|a(?: la)?|"
    r"alla|até(?: [ao])?|fino a(?:lla)?)\s+)"
)
_FROM = (
    r"(?:from|von|de|da|dalla|dal|van|alle|aux|às|aos)"
    rf"(?=(?:\s+[^\W\d]+){{0,2}}\s+\d{_TO}\d)"
)
_RANGE = Gated(
    r"(?:(?<=^)|(?<=[\n.;,])|(?<= and)|(?<= und))[ \t]*(?:(?:and|und|et|y|e|"
    r"en) )?(?:(?:numbers|questions|items|nummern|punkte|fragen|les|numéros|numeri|nummers|"
    r"números|from|von|de|da|del?|van|"
    r"dall?[ae]?)(?: l?a)? (?=#?\d\W))?#?(?P<list>\d(?:\s*(?:,|&|\+|-|–|to|and|und|et|(?-i:y)|e|en|"
    r"through|thru|bis|t/m|tot en met|tm|à(?: la)?|al|tot|até(?: [ao])?|a la|alla|fino a(?:lla)?|"
    r"a(?= \d:? (?:s[íiì]|sim|não|no)\b))\s*#?\d)+)\s*[:=]?\s*(?P<text>[^\d\n]+?)"
    r"(?=[.;\n]|$|,?\s+(?:(?:and|und|et|y|e|en|for|für|pour|para|per|voor) )*#?\d)",
    re.IGNORECASE,
)
_TRAILING = Gated(
    r"(?<![^\s.,;:!?])(?P<head>(?:[^\s.,;:!?\n]+\s+){0,5}?[^\s.,;:!?\n]+?)\s*"
    r"(?:(?<! and)\s(?:to|for|with|"
    r"about|bij|bei|alla|a la|"
    r"on|pour|a|à|ao|auf|sur|su|"
    rf"zu|zur|zum|bei|für|per|op|voor|pour|para|pra|con|is for|{_FROM})"
    r"(?:\s+(?:the|la|le|el|il|de|lo|o|nr\.?|no\.|number|numbers|numéro|número|ask|asks|question|"
    r"questions|punkt|punkte|frage|fragen|points?|preguntas?|punti|domande|vraag|vragen|perguntas|"
    rf"pontos|(?:les|los|las|os|as|den)(?= [^\W\d])|{_FROM}))*|"
    r"(?<=approve)|(?<=approved)|(?<=approved:)|"
    r"(?<=accept)|(?<=decline)|(?<=reject)|:)\s+"
    r"(?P<list>#?(?:\d|(?<=number )(?:one|two|three|four))(?!\w|[.:/]\d|,\d{3})(?:(?:\s*(?:,|&)\s*|"
    rf"\s+(?:and|und|et|y|e|en)\s+|{_TO})#?\d(?!\w|[.:/]\d))*)"
    r"(?=\s*(?:[.,;!?\n]|$|(?:yesterday|gestern|hier|ayer|ieri|gisteren|ontem|t[aá]|está|it's|"
    r"too|es|trop|and|but|aber|mais|"
    r"pero|però|maar|mas|ma|please|not|"
    r"nicht|pas|instead|if|unless|as long|when|once|provided|wenn|sofern|falls|si|se|als|mits|"
    r"tant que|siempre)\b))",
    re.IGNORECASE,
)
# "Change 2 from yes to no", "Frage 3 bitte von ja auf nein ändern".
_CHANGE = Gated(
    r"(?:\bchange )?(?:#|\b(?:number|no\.|frage|nr\.?|la|le|il|de|a|question|vraag) )?"
    r"(?<![\d.,])(?P<list>\d)[.:,)]?(?: [^\W\d]+){0,3}? "
    r"(?:(?:from|von|de|da|van) (?P<old>[^\s.,]+) (?:to|auf|zu|à|a|naar|para)) "
    r"(?P<text>[^\s.,;]+(?= ändern)|[^.,;\n]+?)(?: ändern| setzen)?(?=\W*(?:$|[.,;\n]))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Parts:
    """What is tied to an ask, what is left, and numbers that no open ask has."""

    tied: list[Part]
    rest: str
    unknown: list[int]


def split_parts(lines: Sequence[Line], asks: Sequence[Ask]) -> Parts:
    """Take the words that belong to an ask by place or number; keep the others in ``rest``."""
    if not asks:
        return Parts([], "\n".join(line.text for line in lines if line.own), [])
    placed, free = split_by_place(lines, asks)
    tied, rest, unknown = _by_number("\n".join(free), {ask.n: ask for ask in asks})
    return Parts([*placed, *tied], rest, unknown)


def _by_number(text: str, asks: dict[int, Ask]) -> tuple[list[Part], str, list[int]]:
    parts: list[Part] = []
    text = turns.without_letters_replaced(_REPORTED.sub(" ", text))
    text = as_listed(_ORDINALS.sub(_in_digits, _dictated(text)))
    text = _COUNTED.sub(_counted, text)
    for pattern in (_CHANGE, _RANGE, _TRAILING):
        text = _take_lists(pattern, text, asks, parts)
    rest: list[str] = []
    found, unknown = find_markers(text, asks, listed=bool(parts))
    if unknown and not found:
        # What answers an ask that is not open answers no other.
        text = _without_lines(text, [each.start for each in unknown])
    rest.append(text[: found[0].start] if found else text)
    for index, marker in enumerate(found):
        ask, last = asks[marker.n], index + 1 == len(found)
        stop = len(text) if last else found[index + 1].start
        stop = min([stop, *(each.start for each in unknown if each.start >= marker.end)])
        own, left = first_statement(text[marker.end : stop], ask, asks, last=last)
        behind = found[index - 1].end if index else 0
        before = _reserve(text[behind : marker.start], ask, first=not index)
        parts.append(Part(marker.n, before + own))
        rest.append(left)
    return parts, "\n".join(rest).strip(), [each.n for each in unknown]


# What somebody else wrote: 'Tom says "1 yes, 2 no"'.
_REPORTED = re.compile(
    r"\b(?:wrote|writes|says|said|schreibt|schrieb|sagt|sagte|meint|meinte|écrit|dit|escribió|"
    r"escribe|"
    r"dice|dijo|scrive|scritto|detto|schreef|schrijft|zegt|zei|escreveu|escreve|disse|"
    r"diz)\b[^\"“„«\n]{0,12}"
    r"[\"“„«][^\"“”„«»\n]*\d\W{0,2}(?:[A-Ea-e]|yes|no|ja|nein|oui|non|s[ií]|sì|nee|sim|não)\b"
    r"[^\"“”„«»\n]*[\"“”»]",
    re.IGNORECASE,
)
_SPOKEN_ASK = (
    r"(?:question mark|fragezeichen|point d'interrogation|signo de interrogación|"
    r"punto interrogativo|vraagteken|ponto de interrogação)"
)
_DICTATED = re.compile(
    rf"\s+(?:(?P<ask>{_SPOKEN_ASK})|full stop|period|punto e a capo)(?!\w)\s*", re.IGNORECASE
)
_IS_DICTATED = re.compile(rf"\b(?:{_SPOKEN_ASK}|full stop|(?:period|stop) number \w+)\b", re.I)


def _dictated(text: str) -> str:
    """Signs that were spoken, as signs: "number one yes full stop"."""
    if not _IS_DICTATED.search(text):
        return text
    return _DICTATED.sub(lambda match: "?\n" if match["ask"] else ".\n", text)


# "een ja twee nee drie ja vier zevenendertig".
_COUNTED = re.compile(
    r"^(?:one|eins|une?|uno|één|een|um) (?=(?:yes|no|ja|nein|oui|non|s[ií]|sì|nee|sim|não|[a-e])\b)"
    r"[^\d\n]+$",
    re.IGNORECASE | re.MULTILINE,
)


def _counted(match: re.Match[str]) -> str:
    """The line with its numbers, which go up by one, in digits."""
    words, next_one = match[0].split(" "), 1
    for at, word in enumerate(words):
        if NUMBERS.get(word.lower()) == next_one:
            words[at], next_one = str(next_one), next_one + 1
    return " ".join(words)


# "Sí a la 2 y a la 3" as "Sí a la 2 and 3".
_LISTED = re.compile(
    r"(?<=\d)(?:,|,? (?:and|und|et|y|e|en))\s+(?:to|for|on|zu|für|bei|pour|à|a|per|alla|pra|para|"
    r"voor|op|bij|the|la|le|el|il|die|de|o)(?:\s+(?:the|la|le|el|il|die|de|o|a))?\s+"
    r"(?=#?\d(?:\W*$|[.,;!?\n]|\s))",
    re.IGNORECASE,
)
_ARTICLE = r"(?:the|die|der|das|dem|den|la|le|el|il|de|het|[ao])"
_ORDINALS = re.compile(
    rf"(?<!\w)(?:{_ARTICLE} )?(?:{ORDINAL})"
    rf"(?:(?:,| and| und| et| y| e| en)(?: {_ARTICLE})? (?:{ORDINAL}))+(?!\w)|"
    # "No to the second."
    rf"(?<!\w)(?<=(?:to|or|on|ut) )(?:the )(?:{ORDINAL})(?: one| question)?(?=\W*(?:$|[,.;!\n]))|"
    rf"(?<!\w)(?<=(?:zu|ur|ür|al|la| a| à|er|or|op|ij|ra) )(?:{_ARTICLE} )?(?:{ORDINAL})"
    rf"(?=\W*(?:$|[,.;!\n]))",
    re.IGNORECASE,
)
_ONE_ORDINAL = re.compile(rf"(?<!\w)(?:{ORDINAL})(?!\w)", re.IGNORECASE)


def as_listed(text: str) -> str:
    """'To 2 and to 3' as "to 2 and 3": how the words that are left have it."""
    return _LISTED.sub(" and ", text)


def _in_digits(match: re.Match[str]) -> str:
    """'The first and the third' as "1 and 3"."""
    return " and ".join(str(NUMBERS[each[0].lower()]) for each in _ONE_ORDINAL.finditer(match[0]))


def _reserve(before: str, ask: Ask, *, first: bool) -> str:
    """What stands before the number and takes its letter back: "I'd rather not go with 1A".

    Behind an earlier answer only what a comma parts from it speaks of this one.
    """
    sentence = re.split(r"[.;!?\n]", before)[-1]
    clause = sentence if first else sentence.rpartition(",")[2] if "," in sentence else ""
    reserved = words.takes_back(fold(clause)) or words.IF.search(fold(clause))
    return clause if ask.kind == "choice" and reserved else ""


def _take_lists(pattern: Gated, text: str, asks: dict[int, Ask], parts: list[Part]) -> str:
    """'Yes to 2 and 3', '1-3 yes', 'change 2 from yes to no': cut them out of the text."""

    def take(match: re.Match[str]) -> str:
        numbers = _numbers(match["list"])
        head = text[match.start() : match.start("list")] if pattern is _TRAILING else match["text"]
        head = _AND.sub("", head.strip())
        if not numbers or all_words.EXCEPT_WORD.search(match[0]):
            return match[0]
        readings = [interpret(asks[n], head) for n in numbers if n in asks]
        if len(readings) != len(numbers) or any(
            r is None or (r.value is None and not defers(fold(head))) for r in readings
        ):
            return _wanting(match, numbers, asks, parts) if pattern is _TRAILING else match[0]
        if pattern is _TRAILING and _SPAN.search(match["list"]) and not _is_side(fold(head)):
            return match[0]
        if pattern is not _CHANGE and any(asks[n].kind == "value" for n in numbers):
            return match[0]
        parts.extend(Part(n, head, listed=True) for n in numbers)
        return " "

    return pattern.sub(take, text)


def _wanting(
    match: re.Match[str], numbers: list[int], asks: dict[int, Ask], parts: list[Part]
) -> str:
    """'Yes to 1 and 2' where 1 has options: that is for people, and is not passed over."""
    wants_more = any(n in asks and asks[n].kind != "yesno" for n in numbers)
    if not wants_more or not asks.keys() >= set(numbers) or not is_bare_answer(match["head"]):
        return match[0]
    parts.extend(Part(n, match["head"], listed=True) for n in numbers)
    return " "


_SPAN = re.compile(rf"\d{_TO}\d", re.I)


def _is_side(lower: str) -> bool:
    """Whether a plain word leads to a span of asks: "close from 1 to 3" gives hours."""
    return bool(words.NO.search(lower) or words.YES.search(lower))


_AND = re.compile(r"^(?:and|but|et|und|y|e|en|aber|mais|pero|però|ma|maar|mas)\s+", re.I)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for match in _NUMBER_OR_RANGE.finditer(text):
        if match[1]:
            found.extend(range(int(match[1]), int(match[2]) + 1))
        elif match[3]:
            found.append(int(match[3]))
        elif match[4].lower() in NUMBERS:
            found.append(NUMBERS[match[4].lower()])
    return list(dict.fromkeys(found))


_NUMBER_OR_RANGE = re.compile(
    r"(\d)\s*(?:-|–|t/m|(?:to|through|thru|bis|tm|tot en met|tot|à(?: la)?|a la|al?|"
    r"alla|até(?: [ao])?|fino a(?:lla)?)\b)\s*#?(\d)|"
    r"(\d)|([a-z]+)",
    re.I,
)


def _without_lines(text: str, places: list[int]) -> str:
    ends = [0, *(len(line) for line in text.splitlines(keepends=True))]
    begun = list(accumulate(ends))
    return "".join(
        text[start:end]
        for start, end in pairwise(begun)
        if not any(start <= place < end for place in places)
    )
