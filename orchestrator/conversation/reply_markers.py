"""Where the words for an ask begin: its number in digits or words, in seven languages."""

from collections.abc import Mapping
from dataclasses import dataclass
import re

from orchestrator.conversation import reply_all_words as all_words
from orchestrator.conversation import reply_turn_words as turns
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.dates import MONTH
from orchestrator.conversation.reply_answers import interpret
from orchestrator.conversation.reply_asks import Ask, fold
from orchestrator.conversation.reply_blanket import is_bare_answer
from orchestrator.conversation.reply_deferral_words import defers
from orchestrator.conversation.reply_marker_words import IS, IS_A_VALUE, MARKER, NUMBERS, ORDINAL
from orchestrator.conversation.reply_numbers import is_other_number
from orchestrator.conversation.reply_shapes import asks_who, shape_of


@dataclass(frozen=True)
class Marker:
    """The number of an open ask, and where it stands."""

    n: int
    start: int
    end: int


def find_markers(
    text: str, asks: Mapping[int, Ask], *, listed: bool = False
) -> tuple[list[Marker], list[Marker]]:
    """The markers that hold, and the numbers that look answered though no open ask has them.

    ``listed``: other asks were answered in the same text before ("1 and 2 yes, 3 Priya").
    """
    found: list[Marker] = []
    unknown: list[Marker] = []
    for match in MARKER.finditer(text):
        kind = match.lastgroup or ""
        raw = fold(match[kind])
        n = int(raw) if raw.isdigit() else NUMBERS.get(raw, 0)
        if not _holds(text, match, kind, asks.get(n), found, listed=listed):
            continue
        if n in asks:
            found.append(Marker(n, match.start(), match.end()))
        elif kind != "named" and _looks_answered(text[match.end() :]):
            unknown.append(Marker(n, match.start(), match.end()))
    return found, unknown


def _holds(
    text: str,
    match: re.Match[str],
    kind: str,
    ask: Ask | None,
    found: list[Marker],
    *,
    listed: bool,
) -> bool:
    after = text[match.end() :]
    named = ask is not None and asks_who(ask) and _LIKE_A_MONTH.match(after)
    if not named and is_other_number(text, match, kind, after):
        return False
    if _EXCEPTED.search(text, 0, match.start(kind)):
        return False
    if kind == "joined" and ask and not _joins(ask, after) and not _LONE_LETTER.match(after):
        return False
    if ask and ask.kind == "value" and not _value_can_begin(text, match, kind, found):
        return False
    if kind == "hash" and not after.strip(" .,;:!?)\n"):
        # "They rank #1."
        return False
    if kind == "loose":
        return _loose_holds(text, match, ask, found, listed=listed)
    if kind == "about":
        return ask is None or _about_holds(text, match, ask, found)
    if kind in ("spelled", "ordinal"):
        return ask is not None and _word_holds(text, match, kind, ask, found)
    before = r"(?:^|[\n,;/!)]|\.\s)\s*$" if "." in match[0] else r"(?:^|[\n,;/!)\w]|\.\s)\s*$"
    return (
        kind != "solid"
        or bool(re.search(before, text[: match.start()]))
        or _follows(text, match, found)
    )


# "3 Jan de Boer" is no day in January.
_LIKE_A_MONTH = re.compile(r"(?:Jan|May|June|April|August)\b(?! ?\d)")
# "Yes to everything except number 4."
_EXCEPTED = re.compile(
    rf"{all_words.EXCEPT_WORD.pattern}(?: (?:for|para|per|à|a|al|alla|op|voor))?"
    r"(?: (?:the|la|le|el|il|die|de|o|a))?\s+$",
    re.I,
)


def _joins(ask: Ask, after: str) -> bool:
    """'1A' is of a choice and '2y' of a yes or no; '1e' is an ordinal."""
    lettered = bool(re.match(r"[A-Ea-e](?!\w)", after))
    return ask.kind == "choice" if lettered else ask.kind == "yesno"


def _value_can_begin(text: str, match: re.Match[str], kind: str, found: list[Marker]) -> bool:
    """Any words can be a value, so its number must stand where a list of answers does."""
    at_line = bool(re.search(r"(?:^|\n)\s*$", text[: match.start()]))
    if at_line or (found and not re.match(r"\d[:/.-]\d", text[match.start() : match.end() + 1])):
        return True
    sign = match[0].rstrip()[-1:]
    if re.match(r"\d", text[match.end() :]) and not match[0].endswith(" "):
        return False
    if kind == "named":
        return (
            sign in tuple(":=)–-")
            or not (sign.isdigit() or sign.isalpha())
            or bool(_IS_END.search(match[0]))
        )
    if kind in ("about", "solid") and sign == ".":
        return False
    return kind != "solid" or not re.search(r"\w[ \t]*$", text[: match.start()])


_IS_END = re.compile(rf"{IS}\s*$")


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether an answer can begin here: at a line, behind a sign or an "and"."""
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip()
    return bool(_BEGINNING.search(before))


_BEGINNING = re.compile(
    r"(?:^|[.;:,/!?])(?:\s*(?:and|but|und|aber|et|mais|y|pero|e|ma|comunque|en|maar|mas))?$|"
    r"(?:^|[.!?:])\W*(?:(?:hi|hey|hello|hallo|moin|servus|salut|slt|cc|bjr|bonjour|hola|ciao|"
    r"buongiorno|hoi|olá|oi|bom dia|boas|"
    r"morning)(?: \w+)?,? ?)?(?:ok(?:ay)?|so|hi|hey|also|ok so|right|well|alors|bon|pues|bueno|"
    r"allora|dus|nou|então|ah+|oh+|erm*|um+|hm+|ach|tja|na ja|naja|eh|bah|beh|olha|mira|buenas|"
    r"thanks|danke|merci|gracias|grazie|bedankt|obrigad[oa])?[,!]*$",
    re.I,
)


def _follows(text: str, match: re.Match[str], found: list[Marker]) -> bool:
    """Whether an answer to another ask stands right before it, on the same line."""
    return bool(
        found
        and found[-1].start > text.rfind("\n", 0, match.start())
        and len(text[found[-1].end : match.start()].split()) <= 4
    )


def _loose_holds(
    text: str, match: re.Match[str], ask: Ask | None, found: list[Marker], *, listed: bool
) -> bool:
    """A bare number counts only where an answer can begin and what follows is one."""
    begins = _begins(text, match)
    chained = _follows(text, match, found) or (listed and begins)
    if not (begins or chained or (ask is None and found)):
        return False
    head = _NEXT_NUMBER.split(text[match.end() :], maxsplit=1)[0]
    if ask is None:
        return (begins or bool(found)) and bool(
            re.match(
                r"(?:(?i:yes|no|ja|nein|nee|oui|non|s[ií]|sì|sim|não)|[A-E])\b(?!\s+\w+\s+\w+)",
                head,
            )
        )
    if (begins or chained) and ask.kind != "value" and _LONE_LETTER.match(head.partition(",")[0]):
        return True
    reading = interpret(ask, head)
    if ask.kind != "yesno" and reading is None and _is_side(head):
        return True  # "1B, 2 yes" where 2 asks for a name: no part of what answers 1.
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    shaped = ask.kind == "value" and _begins_with_shape(ask, head)
    if reading is None or (ask.kind == "value" and before and not (chained or shaped)):
        return False
    if ask.kind == "value" and begins and (defers(fold(head)) or IS_A_VALUE.match(head)):
        return True
    if ask.kind == "value":
        others = len(re.findall(r"(?m)^\s*#?[1-9](?:[.):=A-Ea-e-]|\s)", text)) > 1 or chained
        if re.match(r"(?:of|more|new|other)\b", head, re.I) or (
            len(head.split()) > 3 and not others and not shaped
        ):
            return False
        again = bool(found) and found[-1].n == ask.n
        return not (before and again) or bool(turns.CORRECTION.search(fold(before)))
    strong = reading.value is not None and len(head.split()) < 40
    return (strong and _answers_at_once(ask, head)) or (
        reading.value is None and (bool(defers(fold(head))) or _is_asked_back(head))
    )


# "El 5 de enero" is one answer, and no other begins within.
_NEXT_NUMBER = re.compile(rf"\n|\s\d\s(?!(?:de |di |of )?(?:{MONTH})\b)", re.I)


def _begins_with_shape(ask: Ask, head: str) -> bool:
    """'4 is 0412 555 777': what was asked for stands right behind the number."""
    shape = shape_of(ask)
    match = shape.written.search(head) if shape else None
    return bool(match and len(head[: match.start()].split()) <= 1)


# "2 B" answers a yes-or-no ask, "1 F" a choice, as it cannot be answered: that is for people.
_LONE_LETTER = re.compile(r"[A-H]\W*(?:$|\n)")


def _is_asked_back(head: str) -> bool:
    """'2 what does that cost?': a question right behind a number is of that ask."""
    return head.rstrip().endswith("?") and bool(words.QUESTION.match(fold(head)))


def _about_holds(text: str, match: re.Match[str], ask: Ask, found: list[Marker]) -> bool:
    """'For 1 we take B' answers at once; 'for 2 people' does not."""
    head = re.split(r"[\n]", text[match.end() :])[0]
    separated = match[0].rstrip()[-1:] in tuple(".:)=,–-") or bool(_IS_END.search(match[0]))
    if ask.kind == "value" or not head.strip():
        return separated or (
            bool(head.strip()) and (_is_listed(text, match, found) or defers(fold(head)))
        )
    reading = interpret(ask, head)
    return reading is not None and (
        _answers_at_once(ask, head) or (reading.certainty == "unclear" and not match["article"])
    )


def _word_holds(text: str, match: re.Match[str], kind: str, ask: Ask, found: list[Marker]) -> bool:
    """A number in words is also a pronoun or an article: its answer must stand right behind."""
    if _COUNTED_THINGS.match(text[match.end() :]):
        return False
    sign = match[0].rstrip()[-1:]
    if found and not text[found[-1].end : match.start()].strip():
        # "2: primero consulten con Marta."
        return False
    listed = (sign == ":" and found) or (kind == "ordinal" and _follows(text, match, found))
    if not (listed or _begins(text, match)):
        return False
    head = re.split(r"[\n;]", text[match.end() :])[0]
    if not head.strip():
        return False
    if sign in tuple(":=)"):
        return interpret(ask, head) is not None
    if kind == "ordinal" and defers(fold(re.split(r"[.!?]", head)[0])):
        # "The third I need to run past our accountant."
        return bool(found)
    if kind == "spelled" and _ARTICLES.match(match[kind]) and not _ANSWER_FIRST.match(head):
        return False
    if ask.kind == "value":
        return _is_listed(text, match, found) or (bool(sign.isalpha()) and _many_ordinals(text))
    return _answers_at_once(ask, " ".join(re.split(r"[,.]", head)[0].split()[:3]))


# "Two thumbs up!"
_COUNTED_THINGS = re.compile(
    r"(?:thumbs|cheers|stars|hats|daumen|sterne|pouces|étoiles|pulgares|estrellas|pollici|stelle|"
    r"duimen|sterren|polegares|estrelas)\b",
    re.I,
)
# "Un texte plus court" is no answer to ask 1.
_ARTICLES = re.compile(r"(?:une?|ein|eine|een|uma?|una|uno)$", re.I)
_ANSWER_FIRST = re.compile(
    r"(?:[A-Ea-e]|yes|no|ja|nein|oui|non|s[ií]|sì|nee|sim|não|ok)(?!\w)", re.I
)


def _many_ordinals(text: str) -> bool:
    """'De eerste is 45 euro. De tweede ...': a list, though its first is a value."""
    return len({NUMBERS[found[0].lower()] for found in _ANY_ORDINAL.finditer(text)}) > 1


_ANY_ORDINAL = re.compile(rf"(?<!\w)(?:{ORDINAL})(?!\w)", re.I)


def _is_listed(text: str, match: re.Match[str], found: list[Marker]) -> bool:
    """Whether it goes on with a list of answers: short, and another ask's number came before."""
    head = re.split(r"[\n.;,]", text[match.end() :])[0]
    return bool(found) and len(head.split()) <= 6 and _begins(text, match)


def _answers_at_once(ask: Ask, head: str) -> bool:
    """The side or the option stands in the first words, not in a story that follows."""
    pieces = re.split(r"[.!,;]", head)
    spoken = head if len(pieces[0].split()) == 1 else pieces[0]
    first = interpret(ask, " ".join(spoken.split()[:6]))
    return first is not None and first.value is not None


def _is_side(head: str) -> bool:
    return _looks_answered(head) or is_bare_answer(_PIECE.split(head)[0])


_PIECE = re.compile(r"[,;.]")


def _looks_answered(after: str) -> bool:
    return bool(_ANSWER_ALONE.match(after.strip()))


_ANSWER_ALONE = re.compile(
    r"(?:yes|no|ja|nein|nee|oui|non|s[ií]|sì|sim|não|approved?|[A-E])\b(?!\s+[^\W\d]+)", re.I
)
