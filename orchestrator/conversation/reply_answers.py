"""One ask and the words that stand for it -> the answer, or why there is none."""

import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_asks import WORD, Answer, Ask, alike, content, fold, stem
from orchestrator.conversation.reply_choice import chosen
from orchestrator.conversation.reply_deeds import ordered_side
from orchestrator.conversation.reply_numbers import NUMBER

_MAKE_THAT = re.compile(
    r"^.*\b(?:make (?:that|it)|actually|no wait|sorry,|i mean|äh nein,|anzi|mejor dicho)\s*,?\s*",
    re.I,
)
_REASON = re.compile(
    r"\s*(?:[,;–]|\s-)\s+(?:(?:his|her|my|our|your|their|he|she|they|we|it|i|that|this|as|"
    r"because|since|[a-z]+ (?:from|at|ab|dès|desde|dalle|vanaf)|"
    r"weil|da|denn|das|car|parce|c'est|porque|que|perché|che|want|omdat|dat|pois)\b).*$",
    re.I | re.S,
)
_THE_REST = re.compile(
    r"\s+(?:and|und|et|y|e|en) (?:the (?:rest|others)|den rest|le reste|el resto|lo demás|il resto|"
    r"de rest|o resto|i'll|i will|we'll)\b.*$",
    re.I | re.S,
)
_MINE = re.compile(
    r"^(?:mine(?: is)?|meine|le mien|la mienne|el m[ií]o|la m[ií]a|il mio|de mijne|o meu) (?=\d)",
    re.I,
)
_ASIDE = re.compile(r"(?<=\S)\s*\((?!\d{1,2}\))[^)]*\)")
_LAUGH = re.compile(r"^(?:.*\?)?\s*(?:lol|haha|erm|uh|um)\s+", re.I | re.S)


def interpret(ask: Ask, text: str) -> Answer | None:
    """Read the words that surely belong to this ask; None when they cannot be its answer."""
    span = text.strip(" \t\n,;:-–—=")
    lower = fold(span)
    if not lower:
        return None
    if ask.kind == "choice":
        return chosen(ask, span, lower)
    return _yes_or_no(ask, span, lower) if ask.kind == "yesno" else _value(ask, span, lower)


def _yes_or_no(ask: Ask, span: str, lower: str) -> Answer | None:
    lower = _plain(_LAUGH.sub("", lower))
    side = yes_or_no_side(ask, lower)
    if side is None:
        open_answer = words.DEFER.search(lower) or words.CONDITION.search(lower) or "?" in lower
        return Answer(None, "unclear", span) if open_answer else None
    if side == "yes" and words.BARE_CONDITION.search(lower):
        return Answer("yes", "unclear", span)
    condition = words.CONDITION if side == "yes" else words.NO_CONDITION
    reason = words.NOT_YET.sub("", lower) if side == "no" else lower
    if (
        words.DEFER.search(reason)
        or words.WAIT.search(lower)
        or (condition.search(lower) and not words.LUKEWARM.search(lower))
    ):
        return Answer(side, "unclear", span)
    return Answer(side, "confirm" if words.LUKEWARM.search(lower) else "exact", span)


def is_plain_side(ask: Ask, lower: str) -> bool:
    """Whether a side is more than the first word of a sentence: "no me gusta el azul".

    Behind a number the sentence is of the ask; it is asked of words without one.
    """
    match = words.NO.match(lower) or words.YES.match(lower)
    head = re.split(r"[.!?,;\n]", lower)[0]
    if not match:
        return len(head.split()) <= _FEW_WORDS or _shares(ask, head)
    runs_on = re.match(r" [^\W\d]", lower[match.end() :]) and len(head.split()) > _FEW_WORDS
    return not runs_on or _shares(ask, head)


_FEW_WORDS = 7


def _shares(ask: Ask, head: str) -> bool:
    return any(alike(word, own) for word in content(head) for own in content(ask.text))


def _plain(lower: str) -> str:
    return words.PLAIN_NO.sub("no", words.NO_HINDRANCE.sub("fine", lower))


def yes_or_no_side(ask: Ask, lower: str) -> str | None:
    """The side that the words take, by a plain word, a closing word, or the ask's own verb."""
    for pattern, side in words.LUKEWARM_SIDES:
        if pattern.search(lower):
            return side
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
    return _closing_word(lower, commas=",") or ordered_side(ask, lower)


def _closing_word(lower: str, commas: str = "") -> str | None:
    """'oh sure, and buy everyone a pony. No.'; 'is approved by the trustees'."""
    if re.search(r"\bis (?:not approved|rejected|declined|a no)\b", lower):
        return "no"
    if re.search(r"\bis (?:approved|agreed|accepted|fine|ok(?:ay)?|a yes)\b", lower):
        return "yes"
    sentences = re.split(rf"[.!?…{commas}]\s+|\.\.\.\s*", lower.rstrip(" .!"))
    last = sentences[-1] if len(sentences) > 1 or len(lower.split()) < 3 else ""
    for pattern, side in (("no|nope|nein|non|nee|não", "no"), ("yes|yep|ja|oui|sí|sì|sim", "yes")):
        if re.fullmatch(
            rf"(?:so |lol |dann |then |alors |entonces |allora |dan |então )?(?:{pattern})", last
        ):
            return side
    return None


_SO = r"(?:so|é|es|è|is|ist|est|it's|c'est|lol|dann|then|alors|entonces|allora|dan|então)"


def _own_verb(ask: Ask, lower: str, *, negated: bool) -> bool:
    """'Post em', 'bitte löschen', 'no la quitéis': the verb of the ask, as an order."""
    stems = [stem(word) for word in verbs(ask)]
    head = re.split(r"[.!?,;]", lower)[0]
    tokens = [stem(word) for word in WORD.findall(head)][:7]
    found = any(token == verb for token in tokens for verb in stems)
    return found and bool(words.NEGATED.search(head)) == negated


def verbs(ask: Ask) -> list[str]:
    """Words of the ask that may be its verb: the first (after modals), and the last (German)."""
    tokens = [token for token in WORD.findall(fold(ask.text)) if token not in _MODAL]
    if _MODAL_FIRST.match(fold(ask.text)):
        return tokens[-1:]
    return tokens[-1:] if ask.text.rstrip(" ?").endswith("en") else tokens[:1]


# In German and Dutch a modal verb sends its verb to the end.
_MODAL_FIRST = re.compile(
    r"\W*(?:sollen|soll|dürfen|darf|können|kann|mogen|mag|zullen|zal|moeten|kunnen)\b"
)


_MODAL = words.word_set(
    "do you can we should shall may sollen wir dürfen mogen mag zullen est-ce que nous on "
    "podemos the our het de die das der den dem le la les el los las il lo gli un une una uno ein "
    "eine einen o os as um uma another this these a an "
)


def _value(ask: Ask, span: str, lower: str) -> Answer | None:
    first = next(iter(split_sentences(lower)), "")
    if words.DEFER.search(lower) or first.endswith("?") or words.WAIT.search(lower):
        return Answer(None, "unclear", span)
    if re.match(r"(?:not before|\d+ or \d+)\b", lower) or re.search(r"\bdepend", lower):
        return Answer(None, "unclear", span)
    if re.fullmatch(
        r"\W*(?:yes|yep|ja|oui|s[ií]|sì|sim|ok|okay|no|nein|non|nee|não|approved?)\W*", lower
    ):
        return None
    value = value_of(_without_lead(ask, span))
    if not value:
        return None
    return Answer(value, "exact" if _is_plain(ask, value) else "confirm", span)


def _is_plain(ask: Ask, value: str) -> bool:
    """Whether it is of the asked shape and no sentence about something else."""
    if _ASKS_A_NUMBER.search(fold(ask.text)):
        return bool(_QUANTITY.search(fold(value)))
    return len(value.split()) <= _MOST_WORDS and not _FINITE.search(fold(value))


_MOST_WORDS = 10
_ASKS_A_NUMBER = re.compile(
    r"\b(?:what date|which date|how many|how much|price|what time|wie viele|bis wann|ab wann|"
    r"combien|quelle date|quelle heure|cuánt[oa]s|qué fecha|qué hora|quant[ei]|che ora|quale data|"
    r"hoeveel|hoe laat|welke datum|quant[oa]s|que horas|que data)\b"
)
_QUANTITY = re.compile(
    rf"\d|\b(?:{MONTH}|{WEEKDAY})\b|\b(?:today|tomorrow|week|heute|morgen|demain|mañana|domani|"
    rf"amanhã|none|keine|aucun|half|noon|midday|midnight|mittag|midi|hundred|dozen)\b|{NUMBER}"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|don't|didn't|i'd|i've|we've|"
    r"you|guys|hat|haben|hatte|ist|sind|war|wurde|wird|müssen|est|sont|était|"
    r"été|avons|avez|serons|es|está|fue|hemos|han|è|sono|ha|hanno|abbiamo|zijn|heeft|hebben|wordt|"
    r"é|são|foi|temos|rock|thanks?|danke|merci|gracias|grazie|bedankt|obrigad[oa])\b(?!\s*$)|"
    r"[:?]\s|\?$"
)


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
    value = _MAKE_THAT.sub("", _THE_REST.sub("", value))
    value = _REASON.sub("", _ASIDE.sub("", value))
    value = re.sub(
        r"^\W*(?:is|are|stays? at|stands at|ist|est|es|è|ponemos|please|bitte)\s+",
        "",
        value,
        flags=re.I,
    )
    value = _MINE.sub("", re.sub(r"[\s,]+(?:and|und|et|y|e|en)$", "", value.rstrip(), flags=re.I))
    return value.strip(' \t,;:/-–—=.!„“”"«»')
