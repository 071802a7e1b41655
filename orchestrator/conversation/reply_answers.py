"""One ask and the words that stand for it -> the answer, or why there is none."""

import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_asks import WORD, Answer, Ask, alike, content, fold, stem
from orchestrator.conversation.reply_choice import chosen
from orchestrator.conversation.reply_deeds import ordered_side
from orchestrator.conversation.reply_deferral_words import defers
from orchestrator.conversation.reply_numbers import NUMBER
from orchestrator.conversation.reply_shapes import asks_who, shape_of, written_in

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
# "Its 56", "das sind 56", "ce sera Maud": what says only that a value comes.
_IT_IS = re.compile(
    r"^\W*(?:(?:so|well|um|ok|also|alors|pues|allora|nou|então),? )?(?:"
    r"(?:it|that|this|they|there)(?:'s|’s|'re| is| are| will be| would be|s)|its|theyre|"
    r"we(?:'ve| have|'ve got| have got)|put(?: down)?|say|let's (?:say|have)|call it|"
    r"(?:es|das|wir) (?:sind|ist|wären|wäre|haben|hätten|wird|nehmen)|schreibt|schreiben sie|nehmt|"
    r"(?:c'est|c’est|ce sera|ce serait|ce sont|il y en a|nous (?:en )?avons|on (?:en )?a|mettez|"
    r"disons|"
    r"ça sera)|(?:serían?|serán?|tenemos|hay|pon(?:ed|ga|gan)?|son(?= ?(?:\d|l[oa]s|unos|unas|"
    r"en total)))|"
    r"(?:sarebbe|sarà|saranno|abbiamo|ci sono|mett(?:ete|i|iamo)|facciamo|sono(?= ?\d))|"
    r"(?:het|dat|er|dit) (?:is|zijn|wordt|worden)|(?:we|wij) hebben|zet(?: maar)?|doe(?: maar)?|"
    r"(?:será|serão|temos|há|ponham|põe|pode ser|são|é))\s+",
    re.I,
)
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
    if _NOT_YET.match(lower):
        return Answer(None, "unclear", span)
    side = yes_or_no_side(ask, lower)
    if side is None:
        open_answer = defers(lower) or words.holds_back(lower) or "?" in lower
        return Answer(None, "unclear", span) if open_answer else None
    if side == "yes" and words.BARE_CONDITION.search(lower):
        return Answer("yes", "unclear", span)
    reason = words.NOT_YET.sub("", lower) if side == "no" else lower
    if (
        defers(reason)
        or words.WAIT.search(lower)
        or (words.holds_back(lower, side) and not words.LUKEWARM.search(lower))
    ):
        return Answer(side, "unclear", span)
    return Answer(side, "confirm" if words.LUKEWARM.search(lower) else "exact", span)


# By itself it names no side: it may be a no for now, or a yes for later.
_NOT_YET = re.compile(
    r"\W*(?:please |sorry,? )?(?:not (?:quite )?(?:just )?yet|noch nicht|pas encore|"
    r"pas tout de suite|"
    r"todavía no|aún no|non ancora|nog niet|nog even niet|ainda não)(?!\w)"
    r"(?:\W|\b(?:please|thanks|bitte|danke|merci|svp|gracias|por favor|grazie|bedankt|graag|"
    r"obrigad[oa]))*$"
)


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
    if defers(lower) or first.endswith("?") or words.WAIT.search(lower):
        return Answer(None, "unclear", span)
    if re.match(r"(?:not before|\d+ or \d+)\b", lower) or re.search(r"\bdepend", lower):
        return Answer(None, "unclear", span)
    if re.fullmatch(
        r"\W*(?:yes|yep|ja|oui|s[ií]|sì|sim|ok|okay|no|nein|non|nee|não|approved?)\W*", lower
    ):
        return None
    value = without_ask(ask, value_of(_without_lead(ask, span)))
    if not value:
        return None
    return Answer(value, "exact" if _is_plain(ask, value) else "confirm", span)


def without_ask(ask: Ask, value: str) -> str:
    """'Doors 6.45 pm' is "6.45 pm": the words of the ask before what has the asked shape."""
    shape = shape_of(ask)
    match = written_in(shape, value) if shape else None
    if not match:
        return value
    own = content(ask.text)
    lead = WORD.findall(fold(value[: match.start()]))
    named = [word in _VERBS or any(alike(word, mine) for mine in own) for word in lead]
    led = any(named) and all(one or word in _LINKS for one, word in zip(named, lead, strict=True))
    return value[match.start() :] if led else value


_VERBS = words.word_set(
    "is are was be will it its start starts starting open opens ist sind wird beginnt startet "
    "öffnet schließt est sont sera commence ouvre ferme es son será empieza abre cierra è sono "
    "sarà inizia apre chiude zijn start begint opent sluit wordt é são começa abre fecha"
)
# "From 7.30" by itself stays as it was written.
_LINKS = words.word_set(
    "at on in from by to the a an am um der die das den dem à le la les l au aux du el los las en "
    "al il lo gli alle op de het om o os as em no na às"
)


def _is_plain(ask: Ask, value: str) -> bool:
    """Whether it is of the asked shape and no sentence about something else."""
    if _SPEAKS.match(fold(value)) and not asks_who(ask):
        return False
    if _ASKS_A_NUMBER.search(fold(ask.text)):
        return bool(_QUANTITY.search(fold(value)))
    return len(value.split()) <= _MOST_WORDS and not _FINITE.search(fold(value))


# A sentence about something else begins with who speaks.
_SPEAKS = re.compile(
    r"\W*(?:i|we|you|ich|wir|ihr|je|j'|nous|on|vous|yo|nosotros|io|noi|voi|ik|wij|we|jullie|eu|nós|"
    r"vocês)(?!\w)"
)


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
        _IT_IS.sub("", value),
        flags=re.I,
    )
    value = _MINE.sub("", re.sub(r"[\s,]+(?:and|und|et|y|e|en)$", "", value.rstrip(), flags=re.I))
    return value.strip(' \t,;:/-–—=.!„“”"«»')
