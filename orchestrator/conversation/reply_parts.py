"""Which words of a reply belong to which ask: by number, by place, or by the only ask open."""

from collections.abc import Sequence
from dataclasses import dataclass
import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import Line, split_sentences
from orchestrator.conversation.gated import Gated
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Ask, fold
from orchestrator.conversation.reply_place import Part, split_by_place

_NUMBER_WORDS = {
    word: number
    for number, group in enumerate(
        (
            "one first eins erste ersten un une premier première "
            "uno primero primera primo prima een eerste um primeiro",
            "two second zwei zweite zweiten deux deuxième dos "
            "segundo segunda due secondo seconda twee tweede dois segunda",
            "three third drei dritte dritten trois troisième tres "
            "tercero tercera tre terzo terza drie derde três terceira",
            "four fourth vier vierte quatre quatrième cuatro "
            "cuarto quattro quarto quarta vier vierde quatro",
            "five fifth fünf fünfte cinq cinco cinque vijf",
        ),
        start=1,
    )
    for word in group.split()
}
_ORDINAL = (
    r"first|second|third|fourth|fifth|erste[nr]?|zweite[nr]?|dritte[nr]?|première|deuxième|troisième|"
    r"primera|segunda|tercera|prima|seconda|terza|eerste|tweede|derde|primeira|terceira"
)
_WORD_NUMBER = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_NOUN = (
    r"(?:number|no\.|nr\.?|item|ask|question|q|point|decision|ad|nummer|ziffer|punkt|frage|"
    r"numéro|n°|"
    r"pregunta|número|punto|domanda|numero|vraag|ponto|pergunta)"
)
_PREPOSITION = (
    r"(?:zur?|für|bei|pour(?: l[ae])?|para(?: (?:la|el|o|a))?|per(?: (?:la|il))?|voor|bij|for|on)"
)
# What may be seen as "the answer to ask n begins here", most certain form first.
_MARKER = Gated(
    rf"(?:(?<=^)|(?<=[\s.,;/(]))(?:"
    rf"(?:(?:{_NOUN}|{_PREPOSITION})\s+)?{_NOUN}[ \t]*(?P<named>\d|"
    rf"(?:{_WORD_NUMBER})(?!\w))\)?\s*(?:[.:)=/,–-]+|\bis\b)?(?!\d|/\d)|"
    rf"{_PREPOSITION}\s+(?P<about>\d)(?!\w|[.:/]\d)\)?\s*(?:[.:)=,–-]+)?|"
    rf"(?:the )?(?P<ordinal>{_ORDINAL}) (?:one|question|frage|question|pregunta|domanda|"
    rf"vraag)?\s*[:=–-]|"
    rf"#(?P<hash>\d)\s*[.:)=–-]*|"
    rf"\((?P<bracket>\d)\)|"
    rf"(?P<joined>\d)(?=[A-Ea-eYyNn](?:\b|(?=[!.,;]))(?!(?-i: [A-Z][a-z]+ [A-Z])| \d{{3}}))|"
    rf"(?P<spelled>one|two|three|four|five)\s*:|"
    rf"(?P<solid>\d)\s?(?:\)|[:=/]|\.(?!\d)|\s[-–]\s|[-–](?=\s?[A-Za-z]))|"
    rf"(?P<loose>\d)\s(?=\S)"
    rf")\s*",
    re.IGNORECASE,
)
_RANGE = Gated(
    r"(?:(?<=^)|(?<=[\n.;]))[ \t]*#?(?P<list>\d(?:\s*(?:,|&|-|–|to|and|und|et|y|e|en|"
    r"bis)\s*#?\d)+)\s*[:=]?\s*(?P<text>[^\d\n]+?)(?=[.;\n]|$)",
    re.IGNORECASE,
)
_TRAILING = Gated(
    r"(?<![^\s.,;:!?])(?P<head>(?:[^\s.,;:!?\n]+\s+){0,5}?[^\s.,;:!?\n]+?)\s*(?:\s(?:to|for|with|on|pour|a|à|auf|"
    r"zu|bei|für|per|op|voor|pour|para|con|is for)"
    r"(?:\s+(?:the|la|le|el|il|de|lo|o|nr\.?|no\.|number|numbers|numéro|número|ask|asks|question|"
    r"questions))*|(?<=approve)|(?<=approved)|(?<=approved:)|"
    r"(?<=accept)|(?<=decline)|(?<=reject)|:)\s+"
    r"(?P<list>#?(?:\d|(?:number )?(?:\d|one|two|three|four))(?!\w|[.:/]\d)(?:(?:\s*(?:,|&)\s*|"
    r"\s+(?:and|und|et|y|e|en)\s+)#?\d(?!\w|[.:/]\d))*)(?=\s*(?:[.,;!?\n]|$|and\b|but\b))",
    re.IGNORECASE,
)
_CHANGE = Gated(r"\bchange (?:#|number |no\. )?(\d) from .{1,30}? to ([^.\n]+)", re.IGNORECASE)


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
    unknown: list[int] = []
    for pattern in (_CHANGE, _RANGE, _TRAILING):
        text = _take_lists(pattern, text, asks, parts)
    rest: list[str] = []
    spans = _markers(text, asks, unknown)
    rest.append(text[: spans[0][1]] if spans else text)
    for index, (n, start, end) in enumerate(spans):
        stop = spans[index + 1][1] if index + 1 < len(spans) else len(text)
        own, left = _first_statement(text[end:stop], asks[n], last=index + 1 == len(spans))
        behind = spans[index - 1][2] if index else 0
        parts.append(Part(n, _reserve(text[behind:start], asks[n], first=not index) + own))
        rest.append(left)
    return parts, "\n".join(rest).strip(), unknown


def _reserve(before: str, ask: Ask, *, first: bool) -> str:
    """What stands before the number and takes its letter back: "I'd rather not go with 1A".

    Behind an earlier answer only what a comma parts from it speaks of this one.
    """
    sentence = re.split(r"[.;!?\n]", before)[-1]
    clause = sentence if first else sentence.partition(",")[2]
    reserved = words.takes_back(fold(clause)) or words.IF.search(fold(clause))
    return clause if ask.kind == "choice" and reserved else ""


def _take_lists(pattern: Gated, text: str, asks: dict[int, Ask], parts: list[Part]) -> str:
    """'Yes to 2 and 3', '1-3 yes', 'change 2 from yes to no': cut them out of the text."""

    def take(match: re.Match[str]) -> str:
        if pattern is _CHANGE:
            numbers, head = [int(match[1])], match[2]
        else:
            numbers = _numbers(match["list"])
            head = (
                text[match.start() : match.start("list")] if pattern is _TRAILING else match["text"]
            )
            head = re.sub(r"^(?:and|but|et|und|y|e|en)\s+", "", head.strip(), flags=re.I)
        readings = [interpret(asks[n], head) for n in numbers if n in asks]
        if len(readings) != len(numbers) or any(r is None or r.value is None for r in readings):
            return match[0]
        if any(asks[n].kind == "value" for n in numbers):
            return match[0]
        parts.extend(Part(n, head) for n in numbers)
        return " "

    return pattern.sub(take, text)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for match in re.finditer(r"(\d)\s*(?:-|–|\bto\b|\bbis\b)\s*(\d)|(\d)|([a-z]+)", text, re.I):
        if match[1]:
            found.extend(range(int(match[1]), int(match[2]) + 1))
        elif match[3]:
            found.append(int(match[3]))
        elif match[4].lower() in _NUMBER_WORDS:
            found.append(_NUMBER_WORDS[match[4].lower()])
    return list(dict.fromkeys(found))


def _markers(text: str, asks: dict[int, Ask], unknown: list[int]) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    for match in _MARKER.finditer(text):
        kind = match.lastgroup or ""
        raw = fold(match[kind])
        n = int(raw) if raw.isdigit() else _NUMBER_WORDS.get(raw, 0)
        after = text[match.end() :]
        if kind == "loose" and not _loose_holds(text, match, asks.get(n), spans):
            continue
        if kind == "about" and n in asks and not _about_holds(match, asks[n], after):
            continue
        before = r"(?:^|[\n.,;/!)])\s*$" if "." in match[0] else r"(?:^|[\n.,;/!)\w])\s*$"
        if kind == "solid" and not re.search(before, text[: match.start()]):
            continue
        if _is_other_number(text, match, kind, after):
            continue
        if n in asks:
            spans.append((n, match.start(), match.end()))
        elif asks and kind != "named" and _looks_answered(after, asks):
            unknown.append(n)
    return spans


def _loose_holds(
    text: str, match: re.Match[str], ask: Ask | None, spans: list[tuple[int, int, int]]
) -> bool:
    """A bare number counts only where an answer can begin and what follows is one."""
    line_start = text.rfind("\n", 0, match.start()) + 1
    before = text[line_start : match.start()].rstrip()
    begins = bool(re.search(r"(?:^|[.;,/!])(?:\s*(?:and|und|et|y|e|en))?$", before, re.I))
    chained = bool(spans) and spans[-1][1] >= line_start
    chained = chained and len(text[spans[-1][2] : match.start()].split()) <= 4
    if not (begins or chained):
        return False
    head = re.split(r"[\n]|\s\d\s", text[match.end() :], maxsplit=1)[0]
    if ask is None:
        return begins and bool(re.match(r"(?:(?i:yes|no)|[A-E])\b(?!\s+\w+\s+\w+)", head))
    reading = interpret(ask, head)
    if reading is None or (ask.kind == "value" and before and not chained):
        return False
    if ask.kind == "value":
        others = len(re.findall(r"(?m)^\s*#?[1-9](?:[.):=A-Ea-e-]|\s)", text)) > 1 or chained
        if re.match(r"(?:of|more|new|other)\b", head, re.I) or (
            len(head.split()) > 3 and not others
        ):
            return False
        return not before or spans[-1][0] != ask.n
    strong = reading.value is not None and len(head.split()) < 40
    return (strong and _answers_at_once(ask, head)) or (
        reading.value is None and bool(words.DEFER.search(fold(head)))
    )


def _about_holds(match: re.Match[str], ask: Ask, after: str) -> bool:
    """'For 1 we take B' answers at once; 'for 2 people' does not."""
    head = after.split("\n")[0]
    if ask.kind == "value" or not head.strip():
        return match[0].rstrip()[-1:] in tuple(".:)=,–-")
    reading = interpret(ask, head)
    return reading is not None and (_answers_at_once(ask, head) or reading.certainty == "unclear")


def _answers_at_once(ask: Ask, head: str) -> bool:
    """The side or the option stands in the first words, not in a story that follows."""
    first = interpret(ask, " ".join(re.split(r"[.!,;]", head)[0].split()[:6]))
    return first is not None and first.value is not None


def _is_other_number(text: str, match: re.Match[str], kind: str, after: str) -> bool:
    """A score, a date, a time, a price or a phone number is no ask."""
    before = text[max(0, match.start() - 14) : match.start()].lower()
    score = re.match(
        r"\s*(?:/\s?(?:5|10)\b|(?:out )?of (?:5|five)|von (?:5|fünf)|sur 5|de 5|su 5|van de)",
        after,
        re.I,
    )
    if score or (re.match(r"5\b(?!\s*[,;]?\s*(?:yes|no))", after) and "/" in match[0]):
        return True
    if re.search(
        r"(?:\b(?:pulse|puls|score|note|happiness|voto|cijfer|nota|from|to|the|at|um)|@|"
        r"[£$€])[ :]*$",
        before,
    ) and kind in ("loose", "solid"):
        return True
    return kind in ("loose", "joined", "about") and bool(
        re.match(
            r"(?:st|nd|rd|th)\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|weeks?|days?|"
            r"months?|a\.?m|p\.?m)",
            after,
            re.I,
        )
    )


def _looks_answered(after: str, asks: dict[int, Ask]) -> bool:
    return bool(
        re.match(r"(?:yes|no|ja|nein|oui|non|s[ií]|approved?|[A-E])\b", after.strip(), re.I)
    ) and bool(asks)


def _first_statement(text: str, ask: Ask, *, last: bool) -> tuple[str, str]:
    """The words of this ask, and what is said after them: the next paragraph or line.

    Only the last part of a reply can run into general talk.
    """
    lines = text.split("\n")
    own = [lines[0]]
    rest = lines[1:]
    while rest and rest[0].startswith((" ", "\t")) and rest[0].strip():
        own.append(rest.pop(0))
    if not last:
        return "\n".join(own), "\n".join(rest)
    if ask.kind == "yesno" or not own[0].strip():
        return "\n".join(own), "\n".join(rest)
    first = next(iter(split_sentences(own[0])), "")
    sentences = [first, *([behind] if (behind := own[0].strip()[len(first) :].strip()) else [])]
    reading = interpret(ask, sentences[0])
    if (
        len(sentences) > 1
        and reading
        and reading.certainty == "exact"
        and not words.CORRECTION.search(fold(sentences[1]))
    ):
        return sentences[0], "\n".join([sentences[1], *rest])
    return "\n".join(own), "\n".join(rest)
