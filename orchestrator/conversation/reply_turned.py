"""A side that the words behind it turn round: "Yes, please don't", "No, go ahead"."""

import re

from orchestrator.conversation import reply_harmless_words as harmless
from orchestrator.conversation import reply_turned_words as turned
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_answers import verbs
from orchestrator.conversation.reply_asks import WORD, Ask, fold, same_verb
from orchestrator.conversation.reply_deeds import removes, without_deeds
from orchestrator.conversation.reply_language import native
from orchestrator.conversation.reply_remainder import is_fragment


def is_turned(ask: Ask, side: str, span: str) -> bool:
    """Whether what stands behind a side, or the face it is said with, does not go with it."""
    folded = fold(span)
    lower = words.PLAIN_NO.sub("no", words.NO_HINDRANCE.sub("fine", native(folded, ask.language)))
    if turned.MOCKING.fullmatch(folded) or turned.IF_YOU.match(folded):
        return True
    face = turned.MOCKING_FACE if side == "yes" else turned.DOUBTING_FACE
    if face.search(span):
        return True
    own, *behind = _behind(lower, side)
    if side == "no":
        return any(_permits(ask, clause) for clause in [_after_no(ask, own), *behind])
    said = words.YES.sub("", own, count=1) if words.YES.match(own) else ""
    clauses = [clause for clause in [said, *behind] if not _OUR_MAILS.search(clause)]
    return (
        bool(turned.YOUR_WORK.match(said))
        or any(_refuses(ask, clause) for clause in clauses)
        or _is_bare_fragment(ask, span)
    )


_OUR_MAILS = re.compile(
    r"\b(?:(?:e-?)?mails?|newsletters?|nachrichten|courriels?|correos?|mensajes|messaggi|berichten|"
    r"mensagens|updates?)\b"
)
_CLAUSE = re.compile(r"(?:[,;:.!?…\n()]+(?!\d)|\s[-–—]+(?=\s)|—)\s*")


def _behind(lower: str, side: str) -> list[str]:
    """The clause that the side was last said in, and those behind it."""
    clauses = [clause for clause in _CLAUSE.split(lower) if clause.strip()] or [""]
    plain = harmless.PLAIN_YES if side == "yes" else _PLAIN_NO
    said = [at for at, clause in enumerate(clauses) if plain.match(clause)]
    pattern = words.YES if side == "yes" else words.NO
    at = said[-1] if said else next((i for i, c in enumerate(clauses) if pattern.match(c)), 0)
    return clauses[at:]


_PLAIN_NO = re.compile(r"(?<!\w)(?:no+|nope|nah|nein+|non|nee+|neen|não|nao)(?=\W*$|[ ,])")


def _after_no(ask: Ask, clause: str) -> str:
    """What follows a no without a comma, unless the no may be of it: "no me gusta"."""
    match = _NO_OF_ITS_OWN.match(clause)
    if match is None or (ask.language in _NO_IS_NOT and not match["again"]):
        return ""
    return clause[match.end() :]


_NO_OF_ITS_OWN = re.compile(
    r"\W*(?:no+|nope|nah|nein+|non|nee+|neen|não|nao)(?!\w)(?P<again> no| nein|"
    r" non| nee| não| nao)*(?: hoor)?(?!\w)"
)
_NO_IS_NOT = {"es", "it", "pt", "fr"}


def _refuses(ask: Ask, clause: str) -> bool:
    said = _unharmed(clause)
    if words.NEGATED.search(_NE.sub(" ", said)) or _is_odd_verdict(ask, said):
        return True
    if removes(ask):
        said = without_deeds(said)
    asked = [word for word in WORD.findall(fold(ask.text)) if len(word) > _FEW]
    said = WORD.sub(lambda own: " " if any(same_verb(own[0], w) for w in asked) else own[0], said)
    return bool(words.NO.match(said) or turned.AGAINST.search(said))


# Italian says it of things, and French never by itself.
_NE = re.compile(r"\bne\b")


def _is_odd_verdict(ask: Ask, clause: str) -> bool:
    """'It hurts', 'I'm furious': a verdict in few words that nobody knows to be praise."""
    short = len(clause.split()) <= _SHORT and turned.VERDICT.match(clause)
    return bool(short and is_fragment(ask, turned.REASON.sub(" ", clause)))


_SHORT = 5


def _permits(ask: Ask, clause: str) -> bool:
    if turned.EMPHASIS.fullmatch(clause) or len(clause.strip()) == 1:
        return False
    if turned.PERMITS.match(clause):
        return True
    if words.NEGATED.search(clause) or words.NO.match(clause):
        return False
    return bool(words.YES.match(clause)) or _orders(ask, clause)


def _orders(ask: Ask, clause: str) -> bool:
    """Whether the clause begins with the ask's own verb: "publish it", "bitte veröffentlichen"."""
    if harmless.FINITE.search(clause) or _CLOSE_OF_DAY.search(clause):
        return False
    tokens = WORD.findall(clause)[:_FEW]
    return any(same_verb(token, verb) for token in tokens for verb in verbs(ask))


_FEW = 3
_CLOSE_OF_DAY = re.compile(r"\b(?:close|end) of\b")


def _is_bare_fragment(ask: Ask, span: str) -> bool:
    """'Yes. Old prices.': what stands behind in few words is no sentence, and says something."""
    _, *behind = split_sentences(span)
    short = [each for each in behind if len(each.split()) <= _FEW and not _is_name(each)]
    plain = (native(fold(each), ask.language) for each in short)
    return any(is_fragment(ask, _unharmed(each)) for each in plain)


def _unharmed(clause: str) -> str:
    return turned.UNHARMFUL.sub(" ", harmless.HARMLESS.sub(" ", clause))


def _is_name(sentence: str) -> bool:
    """Whether it may be her name below, which no sign ends."""
    tokens = sentence.split()
    capitals = all(token[:1].isupper() for token in tokens)
    named = sentence[-1:].isalnum() and (capitals or len(tokens) == 1)
    return named or bool(_TITLE.match(sentence))


_TITLE = re.compile(r"(?:dr|prof|dipl|ing|mag|lic|avv|dott|mrs?|ms)\b\.", re.IGNORECASE)
