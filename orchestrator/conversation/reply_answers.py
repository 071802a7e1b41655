"""One ask and the words that stand for it -> the answer, or why there is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os.path import commonprefix
import re
from typing import Literal

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences

Kind = Literal["choice", "yesno", "value"]
Certainty = Literal["exact", "confirm", "unclear"]

_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|der|die|das|den|le|la|les|l'|el|los|las|il|lo|i|gli|de|het|een|o|os|as|um|uma|is|"
    r"option|photo|number|please|bitte|usiamo|bleibt|stays? at|stands at|on)\s+)+"
)
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_MAKE_THAT = re.compile(
    r"^.*\b(?:make (?:that|it)|actually|no wait|sorry,|i mean|äh nein,|anzi|mejor dicho)\s*,?\s*",
    re.I,
)
_REASON = re.compile(
    r"\s*(?:[,;–]|\s-)\s+(?:(?:his|her|my|our|your|their|he|she|they|we|it|i|that|this|as|because|since|doors|"
    r"weil|da|denn|das|car|parce|c'est|porque|que|perché|che|want|omdat|dat|pois)\b).*$",
    re.I | re.S,
)
_ASIDE = re.compile(r"\s*\((?!\d{1,2}\))[^)]*\)")
_LAUGH = re.compile(r"^(?:.*\?)?\s*(?:lol|haha|erm|uh|um)\s+", re.I | re.S)


@dataclass(frozen=True)
class Ask:
    """A numbered question of the digest that was answered."""

    n: int
    kind: Kind
    text: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """``value`` is an option letter, "yes", "no", the client's words, or None when no side is named."""

    value: str | None
    certainty: Certainty
    span: str


def interpret(ask: Ask, text: str) -> Answer | None:
    """Read the words that surely belong to this ask; None when they cannot be its answer."""
    span = text.strip(" \t\n,;:-–—=")
    lower = fold(span)
    if not lower:
        return None
    if ask.kind == "choice":
        return _choice(ask, span, lower)
    return _yes_or_no(ask, span, lower) if ask.kind == "yesno" else _value(ask, span, lower)


def fold(text: str) -> str:
    """Lower case with plain apostrophes, so that one spelling of a word is looked for."""
    return text.lower().replace("’", "'").replace("`", "'").strip()


def _yes_or_no(ask: Ask, span: str, lower: str) -> Answer | None:
    lower = _LAUGH.sub("", lower)
    side = yes_or_no_side(ask, lower)
    if side is None:
        open_answer = words.DEFER.search(lower) or words.CONDITION.search(lower) or "?" in lower
        return Answer(None, "unclear", span) if open_answer else None
    if side == "yes" and words.BARE_CONDITION.search(lower):
        return Answer("yes", "unclear", span)
    condition = words.CONDITION if side == "yes" else words.NO_CONDITION
    if words.WAIT.search(lower) or (condition.search(lower) and not words.LUKEWARM.search(lower)):
        return Answer(side, "unclear", span)
    return Answer(side, "confirm" if words.LUKEWARM.search(lower) else "exact", span)


def yes_or_no_side(ask: Ask, lower: str) -> str | None:
    """The side that the words take, by a plain word, a closing word, or the ask's own verb."""
    if re.search(r"i'd rather you didn't|wouldn't say no|see why not|if we must", lower):
        return "no" if "rather" in lower else "yes"
    if words.BARE_CONDITION.search(lower):
        return "yes"
    if words.WAIT.search(lower) or _own_verb(ask, lower, negated=True):
        return "no"
    for pattern, side in ((words.NO, "no"), (words.YES, "yes")):
        if pattern.search(lower):
            # "Oh sure, and buy everyone a pony. No.": the last word decides.
            return _closing_word(lower) or side
    if _own_verb(ask, lower, negated=False):
        return "yes"
    if re.search(r"\blet's try\b|\b(?:fine|happy|ok(?:ay)?) with (?:that|it)\b", lower):
        return "yes"
    return _closing_word(lower)


def _closing_word(lower: str) -> str | None:
    """'oh sure, and buy everyone a pony. No.'; 'is approved by the trustees'."""
    if re.search(r"\bis (?:not approved|rejected|declined|a no)\b", lower):
        return "no"
    if re.search(r"\bis (?:approved|agreed|accepted|fine|ok(?:ay)?|a yes)\b", lower):
        return "yes"
    sentences = re.split(r"[.!?]\s+", lower.rstrip(" .!"))
    last = sentences[-1] if len(sentences) > 1 or len(lower.split()) < 3 else ""
    for pattern, side in (("no|nope|nein|non|nee|não", "no"), ("yes|yep|ja|oui|sí|sì|sim", "yes")):
        if re.fullmatch(rf"(?:so |lol )?(?:{pattern})", last):
            return side
    return None


def _own_verb(ask: Ask, lower: str, *, negated: bool) -> bool:
    """'Post em', 'bitte löschen', 'no la quitéis': the verb of the ask, as an order."""
    stems = [stem(word) for word in verbs(ask)]
    head = re.split(r"[.!?,;]", lower)[0]
    tokens = [stem(word) for word in _WORD.findall(head)][:7]
    found = any(token == verb for token in tokens for verb in stems)
    return found and bool(words.NEGATED.search(head)) == negated


def verbs(ask: Ask) -> list[str]:
    """Words of the ask that may be its verb: the first (after modals), and the last (German)."""
    tokens = [token for token in _WORD.findall(fold(ask.text)) if token not in _MODAL]
    return [*tokens[:1], *(tokens[-1:] if ask.text.rstrip(" ?").endswith("en") else [])]


_MODAL = frozenset(
    ["do", "you", "can", "we", "should", "shall", "may", "sollen", "wir", "dürfen", "mogen", "mag", "zullen", "est-ce", "que", "nous", "on", "podemos", "the", "our"]
)


def stem(word: str) -> str:
    """A crude common beginning: enough to bring 'quitamos' and 'quitéis' together."""
    plain = word.rstrip("s")
    return plain[: max(4, len(plain) - 3)] if len(plain) > 4 else plain


def _choice(ask: Ask, span: str, lower: str) -> Answer | None:
    found = list(mentions(ask, span))
    if len({letter for _, letter, _ in found}) > 1:
        found = _decided(ask, span, lower, found)
    options = list(dict.fromkeys(option for _, option, _ in found))
    if not options:
        doubt = words.DEFER.search(lower) or "?" in lower or re.search(r"neither|both|weder", lower)
        return Answer(None, "unclear", span) if doubt else None
    if len(options) > 1:
        return _of_several(span, lower, found)
    exact = any(full for _, _, full in found)
    if words.DEFER.search(lower) or re.search(r"^\W*neither|\?", lower):
        return Answer(None, "unclear", span)
    if re.search(
        r"\b(?:if|unless|wenn|falls|tenzij|provided|as long as|mits|à condition)\b", lower
    ):
        return Answer(options[0], "unclear", span)
    return Answer(options[0], "exact" if exact else "confirm", span)


def _decided(
    ask: Ask, span: str, lower: str, found: list[tuple[int, str, bool]]
) -> list[tuple[int, str, bool]]:
    """Of several options: the one before the reason ("the form, as Citoria bleeds us")."""
    head = re.split(r"[,;.]", span)[0]
    named = list(mentions(ask, head))
    behind = lower[len(head) :]
    doubt = words.CORRECTION.search(behind) or re.search(
        r"\b(?:or|oder|ou|o|of|otherwise|sonst)\b", behind
    )
    letters = sum(bool(re.fullmatch("[A-Ea-e]", span[at : at + 1])) for at, _, _ in found)
    decided = len({letter for _, letter, _ in named}) == 1 and not doubt and letters < 2
    return named if decided else found


def _of_several(span: str, lower: str, found: list[tuple[int, str, bool]]) -> Answer:
    first, last = found[0], found[-1]
    between = lower[first[0] : last[0]]
    if words.CORRECTION.search(between) and not re.search(r"\bif\b", lower):
        return Answer(last[1], "exact" if last[2] else "confirm", span)
    if re.search(
        r"\b(?:or|and|both|oder|und|ou|et|o|y|e|of|en|neither|nor|weder|noch)\b", lower[: last[0]]
    ):
        return Answer(None, "unclear", span)
    if lower.find(",") > first[0]:
        return Answer(first[1], "unclear", span)
    return Answer(last[1], "confirm", span)


def mentions(ask: Ask, span: str) -> Iterator[tuple[int, str, bool]]:
    """Where an option is named: (position, letter, whether by its letter or full wording)."""
    lower = fold(span)
    found: dict[int, tuple[int, str, bool]] = {}
    for letter, wording in ask.options.items():
        for position in _letter(letter, span):
            found[position] = (position, letter, True)
        full = bare(wording)
        for match in re.finditer(rf"(?<!\w){re.escape(full)}(?:e?s|e?n|e)?(?!\w)", lower):
            found[match.start()] = (match.start(), letter, True)
    if not found:
        found.update(_partial(ask, lower))
    yield from (found[position] for position in sorted(found))


def _letter(letter: str, span: str) -> Iterator[int]:
    # Lower case only at the head, where it cannot be an article; "A" before a small word
    # is one too, unless a sign follows.
    start = re.compile(
        rf"^\W*(?:option |bitte |please )?(?P<letter>{letter}|{letter.lower()})(?=$|[\s.,;:!)–-])(?! [a-z]+ (?:sound|look|is|seem))"
    )
    if match := start.match(span):
        yield match.start("letter")
    for match in re.finditer(rf"(?<![\w.'&]){letter}(?![\w'&.]\w|\w)", span):
        if match.start() > 0 and not (
            letter == "A" and re.match(r"A [a-z]", span[match.start() :])
        ):
            yield match.start()


def _partial(ask: Ask, lower: str) -> dict[int, tuple[int, str, bool]]:
    tokens = {letter: set(content(wording)) for letter, wording in ask.options.items()}
    found: dict[int, tuple[int, str, bool]] = {}
    for match in _WORD.finditer(lower.replace("6pm", "6 pm")):
        owners = [
            letter for letter, own in tokens.items() if any(alike(match[0], word) for word in own)
        ]
        if len(owners) == 1:
            found[match.start()] = (match.start(), owners[0], False)
    if not found and (match := re.match(r"^\W*(ay|bee|be|see|sea|cee)\b", lower)):
        letter = {"ay": "A", "bee": "B", "be": "B"}.get(match[1], "C")
        if letter in ask.options:
            found[0] = (0, letter, False)
    return found


def alike(first: str, second: str) -> bool:
    """Whether two words are one word in two forms, or the beginning of it."""
    if min(len(first), len(second)) < 4:
        return first == second
    shorter, longer = sorted((first, second), key=len)
    common = len(commonprefix((shorter, longer)))
    if common >= 5 and common >= 0.55 * len(longer):
        return True
    return longer.startswith(shorter) or (len(shorter) > 4 and stem(shorter) == stem(longer))


def content(text: str) -> list[str]:
    """The words of a text that can name a thing: neither articles nor modal verbs."""
    return [
        word
        for word in _WORD.findall(fold(text))
        if (len(word) > 2 and word not in _EMPTY) or word.isdigit()
    ]


_EMPTY = frozenset(
    ["the", "and", "for", "which", "what", "who", "how", "many", "should", "our", "your", "with", "does", "you", "this", "that", "from", "are", "can", "page", "site", "der", "die", "das", "den", "dem", "ein", "eine", "wir", "welche", "welcher", "welches", "wer", "wie", "soll", "sollen", "auf", "der", "für", "les", "des", "une", "quel", "quelle", "qui", "que", "pour", "dans", "sur", "los", "las", "una", "qué", "quién", "cuál", "para", "por", "con", "del", "che", "chi", "quale", "per", "gli", "della", "het", "een", "van", "wie", "welke", "hoe", "mag", "voor", "zullen", "uma", "qual", "quem", "day", "first", "goes", "come", "new", "old", "use", "put", "ask", "keep", "nehmen", "usamos", "mogen", "have", "has", "not"]
)


def bare(text: str) -> str:
    """Option wording without its article."""
    return _ARTICLE.sub("", fold(text).strip(" .!,;"))


def _value(ask: Ask, span: str, lower: str) -> Answer | None:
    if words.DEFER.search(lower) or lower.rstrip(" .!").endswith("?") or words.WAIT.search(lower):
        return Answer(None, "unclear", span)
    if re.match(r"(?:not before|two votes|\d+ or \d+)\b", lower) or re.search(r"\bdepend", lower):
        return Answer(None, "unclear", span)
    if re.fullmatch(
        r"\W*(?:yes|yep|ja|oui|s[ií]|sì|sim|ok|okay|no|nein|non|nee|não|approved?)\W*", lower
    ):
        return None
    value = value_of(_without_lead(ask, span))
    return Answer(value, "exact", span) if value else None


def _without_lead(ask: Ask, span: str) -> str:
    """'Last delivery is 1 December': the ask's own words before the verb are no value."""
    match = re.match(
        r"([^\W\d][\w' ]{2,40}?) (?:is|are|ist|sind|est|sont|es|son|è|sono|são) ", span
    )
    if not match or not all(
        any(alike(word, own) for own in content(ask.text)) for word in content(match[1])
    ):
        return span
    return span[match.end() :]


def value_of(text: str) -> str:
    """The value itself: without lead-in, aside, reason or second sentence."""
    value = re.sub(r"\s*\bfull stop\b.*", "", text, flags=re.I | re.S)
    value = next(iter(split_sentences(value)), "")
    value = _MAKE_THAT.sub("", value)
    value = _REASON.sub("", _ASIDE.sub("", value))
    value = re.sub(
        r"^\W*(?:is|are|stays? at|stands at|ist|est|es|è|ponemos|please|bitte)\s+",
        "",
        value,
        flags=re.I,
    )
    value = re.sub(r"^el m[ií]o (?=\d)", "", value, flags=re.I)
    return value.strip(' \t,;:-–—=.!„“”"«»')
