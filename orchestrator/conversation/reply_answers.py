"""One ask and the words that stand for it -> the answer, or why there is none."""

import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.reply_asks import WORD, Answer, Ask, alike, content, fold, same_verb
from orchestrator.conversation.reply_bare_values import given_value
from orchestrator.conversation.reply_choice import chosen
from orchestrator.conversation.reply_deeds import ordered_side
from orchestrator.conversation.reply_deferral_words import deferred_from, defers
from orchestrator.conversation.reply_language import native

_LAUGH = re.compile(r"^(?:.*\?)?\s*(?:lol|haha|erm|uh|um)\s+", re.I | re.S)


def interpret(ask: Ask, text: str) -> Answer | None:
    """Read the words that surely belong to this ask; None when they cannot be its answer."""
    span = text.strip(" \t\n,;:-–—=")
    lower = native(fold(span), ask.language)
    if not lower:
        return None
    if ask.kind == "choice":
        return chosen(ask, span, lower)
    return _yes_or_no(ask, span, lower) if ask.kind == "yesno" else given_value(ask, span, lower)


def _yes_or_no(ask: Ask, span: str, lower: str) -> Answer | None:
    lower = _last_word(_plain(_LAUGH.sub("", lower)))
    if _NOT_YET.match(lower) or _BOTH_SIDES.match(lower) or _names_none(lower):
        return Answer(None, "unclear", span)
    if _ASKS_BACK.match(lower):
        return Answer(None, "unclear", span)
    side = "no" if _NOT_AFTER_ALL.search(lower) else yes_or_no_side(ask, lower)
    if side is None:
        open_answer = defers(lower) or words.holds_back(lower) or "?" in lower
        return Answer(None, "unclear", span) if open_answer else None
    if side == "yes" and words.BARE_CONDITION.search(lower):
        return Answer("yes", "unclear", span)
    reason = words.NOT_YET.sub("", lower) if side == "no" else lower
    if (
        defers(reason)
        or (side == "no" and _NO_FOR_NOW.match(lower))
        or words.WAIT.search(lower)
        or (words.holds_back(lower, side) and not words.LUKEWARM.search(lower))
    ):
        return Answer(side, "unclear", span)
    return Answer(side, "confirm" if words.LUKEWARM.search(lower) else "exact", span)


def _last_word(lower: str) -> str:
    """'Of course, and why not a slide in the waiting room. No!': the last sentence alone."""
    sentences = [part for part in re.split(r"[.!?…]+\s+", lower.rstrip(" .!")) if part]
    long = len(sentences) > 1 and len(sentences[0].split()) > _FEW_WORDS
    return sentences[-1] if long and _ALONE.fullmatch(sentences[-1]) else lower


def _names_none(lower: str) -> bool:
    """Whether it is put off from its first word on: "no lo sé, pregúntenle" is no "no"."""
    start = -1 if _NOT_YET_BUT.match(lower) else deferred_from(lower)
    return start >= 0 and not re.search(r"\w", lower[:start])


# "Publish it. Not."
_NOT_AFTER_ALL = re.compile(r"\w[.!…]+ (?:not|nicht|niet|pas)\W*$")
# "¿Y si un paciente escribe de noche?"
_ASKS_BACK = re.compile(
    r"\W*(?:¿|(?:and |und |et |y |e |en )?(?:what if|was wenn|was ist wenn|et si|y si|e se|"
    r"en als)\b)[^?]*\?"
)
# "Don't publish yet": a no for now.
_NO_FOR_NOW = re.compile(
    r"\W*(?:please |bitte )?(?:not (?:before|until|till)\b|nicht (?:vor|bevor)\b|erst (?:nach|"
    r"wenn)\b|"
    r"pas avant\b|no antes\b|non prima\b|niet (?:voor|eerder)\b|não antes\b|(?:don't|do not|"
    r"not)\b[^.,;!?]*\byet\b|[^.,;!?]*\bnoch nicht\b|"
    r"ne [^.,;!?]* pas (?:encore|tout de suite)|(?:todavía|aún) no (?:l[oa]s? )?\w+[ae]|"
    r"no [^.,;!?]* (?:todavía|aún)\b|non [^.,;!?]* (?:ancora|subito)\b|[^.,;!?]*\bnog niet\b|"
    r"(?:ainda não|não [^.,;!?]* (?:ainda|já)\b))"
)
_NOT_YET_BUT = re.compile(
    r"\W*(?:not yet|noch nicht|pas encore|todavía no|aún no|non ancora|nog niet|ainda não)\b"
)
# "Yes and no": an idiom before it is two answers.
_BOTH_SIDES = re.compile(
    r"\W*(?:yes|ja|oui|s[ií]|sì|sim|jein)\b(?: (?:and|und|et|y|e|en) (?:no|nein|non|nee|não)\b|"
    r"(?<=jein))"
)
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
    if len(sentences) > 2 and (alone := [s for s in sentences[1:] if _ALONE.fullmatch(s)]):
        # "Oh yes, wonderful. No. Leave it where it is."
        last = alone[-1]
    for pattern, side in ((_NO_AT_LAST, "no"), ("yes|yep|ja|oui|sí|sì|sim", "yes")):
        if re.fullmatch(
            rf"(?:{_THEREFORE} )?(?:{pattern})",
            last,
        ):
            return side
    return None


_THEREFORE = r"(?:so|also|donc|dus|pues|lol|dann|then|alors|entonces|allora|dan|então)"
_NO_AT_LAST = (
    r"no|nope|nein|non|nee|não|please (?:don't|do not)|let's not|better not|rather not|"
    r"lieber nicht|bitte nicht|auf keinen fall|plutôt pas|pas question|mejor no|meglio di no|"
    r"liever niet|"
    r"melhor não|liever niet|por favor,? não|por favor,? no|per favore,? no"
)
_ALONE = re.compile(r"no|nope|nein|non|nee|não|yes|yep|ja|oui|sí|sì|sim")


def _own_verb(ask: Ask, lower: str, *, negated: bool) -> bool:
    """'Post em', 'bitte löschen', 'no la quitéis': the verb of the ask, as an order."""
    own = verbs(ask)
    pieces = [piece for piece in re.split(r"[.!?,;]", lower) if piece.strip()]
    head = next((piece for piece in pieces if len(piece.split()) > 1), lower)
    tokens = WORD.findall(head)[:7]
    found = any(same_verb(token, verb) for token in tokens for verb in own)
    if _STOP.search(fold(ask.text)):
        # What "Stop the mails?" asks is no refusal in its answer.
        head = _STOP.sub(" ", head)
    return found and bool(words.NEGATED.search(head)) == negated


_STOP = re.compile(r"\bstop\w*")


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
