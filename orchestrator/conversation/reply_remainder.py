"""What is left of the words around a yes or a no, once all that changes nothing is taken away.

An ``exact`` side may be applied without a person, so every word beside it must be accounted for:
courtesy, the words of the ask, or a sentence of its own that says why.
"""

from itertools import takewhile
import re

from orchestrator.conversation import reply_harmless_words as harmless
from orchestrator.conversation import reply_limit_words as limits
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_amounts import without_amounts
from orchestrator.conversation.reply_asks import WORD, Ask, fold, same_verb
from orchestrator.conversation.reply_deeds import without_deeds
from orchestrator.conversation.reply_doubt_words import NO_HURRY
from orchestrator.conversation.reply_language import native


def is_limited(ask: Ask, side: str, span: str) -> bool:
    """Whether words beside the side say more than it: a part, a time, another thing."""
    names = _names(span)
    sentences = [_plain(ask, sentence, names) for sentence in _sentences(span)]
    at, sentence = _spoken_in(sentences, side)
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
    if not clauses:
        return False
    within = next((i for i, clause in enumerate(clauses) if _side(side).match(clause)), 0)
    before, (own, *behind) = clauses[:within], clauses[within:]
    if _unaccounted(ask, _beside(side, own), side) or _ASKS.search(sentence):
        return True
    if side == "no":
        return any(map(limits.ORDER.match, behind))
    return (
        any(map(limits.LIMIT.search, before + behind))
        or any(map(limits.SAW.search, clauses))
        or any(is_fragment(ask, clause) for clause in takewhile(_is_no_sentence, behind))
        or any(map(_is_limit, sentences[at + 1 : at + 3]))
    )


def is_of_another_thing(ask: Ask, side: str, span: str) -> bool:
    """'No wifi', 'fine weather': the words right behind a small word are not of the ask.

    Behind a plain yes, or with a preposition, they limit it instead.
    """
    lower = _plain(ask, next(iter(_sentences(span)), ""), _names(span))
    match = _side(side).match(lower)
    if not match or harmless.PLAIN_YES.search(match[0]):
        return False
    said = _CLAUSE.split(lower[match.end() :])[0]
    if limits.PREPOSITION.match(said) or limits.LIMIT.search(said):
        return False
    return said[:1] == " " and _unaccounted(ask, _beside(side, _CLAUSE.split(lower)[0]), side)


def is_limited_option(ask: Ask, letter: str, span: str) -> bool:
    """'B for now', 'the barn, without the trees'."""
    lower = fold(next(iter(split_sentences(span)), ""))
    for wording in sorted(ask.options.values(), key=len, reverse=True):
        lower = lower.replace(fold(wording), letter.lower())
    own, *behind = _CLAUSE.split(harmless.HARMLESS.sub(" ", lower))
    spoken = [own, *takewhile(_is_no_sentence, behind)]
    return any(map(limits.LIMIT_OF_OPTION.search, spoken))


_CLAUSE = re.compile(r"(?:[,;:.!?…\n()/]+(?!\d)|\s[-–—]+(?=\s)|—)\s*")
# "Released already?"; but "yes, right?" asks for no more than a nod.
_ASKS = re.compile(
    r"(?<!\Wblz)(?<!\Wok)(?<!\Wokay)(?<!\Wright)(?<!\Wdeal)(?<!\Wtá)(?<!\Wvale)(?<!d'accord)\s*\?\W*$"
)
# Who writes in haste begins no sentence with a capital letter.
_STOP = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+")


def _sentences(span: str) -> list[str]:
    return [part for sentence in split_sentences(span) for part in _STOP.split(sentence)]


_NAMED = re.compile(
    r"(?:\b(?i:thanks|thank you|please|cheers|danke|merci|gracias|grazie|bedankt|obrigad[oa]|hi|"
    r"gr(?:u|ü)(?:ß|ss)e?|groetjes|saludos|bisous|abraços?)|,)[ ,]+"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+)(?=\s*(?:[,.!\n]|$))"
)
_A_DAY = re.compile(rf"(?:{MONTH}|{WEEKDAY})\b")


def _names(span: str) -> list[str]:
    """Whom she thanks or calls by name."""
    found = (fold(match["name"]) for match in _NAMED.finditer(span))
    return [name for name in found if not _A_DAY.match(name)]


def _plain(ask: Ask, sentence: str, names: list[str]) -> str:
    """Folded, without harmless phrases, names, and amounts that the ask has."""
    lower = native(fold(sentence), ask.language)
    lower = words.PLAIN_NO.sub("no", words.NO_HINDRANCE.sub("fine", lower))
    lower = harmless.HARMLESS.sub(" ", without_amounts(ask, lower))
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", " ", lower) if names else lower


def _side(side: str) -> re.Pattern[str]:
    return words.YES if side == "yes" else words.NO


def _spoken_in(sentences: list[str], side: str) -> tuple[int, str]:
    """The sentence that the side stands in: the first with a clause that begins with it."""
    for at, sentence in enumerate(sentences):
        if any(map(_side(side).match, _CLAUSE.split(sentence))):
            return at, sentence
    return 0, sentences[0] if sentences else ""


def _beside(side: str, clause: str) -> str:
    """The words of the side's own clause, up to a sentence that says why."""
    match = _side(side).match(clause)
    said = clause[match.end() :] if match else without_deeds(clause)
    said = harmless.SUBJECT.split(said, maxsplit=1)[0]
    return harmless.OF_A_NO.sub(" ", said) if side == "no" else said


def _unaccounted(ask: Ask, said: str, side: str = "yes") -> bool:
    """Whether a word of hers is neither courtesy nor of the ask."""
    said = harmless.TRAILING.sub("", said)
    spoken = [word for word in WORD.findall(said) if not _says_nothing(word, side)]
    if not spoken:
        return False
    own = WORD.findall(fold(ask.text))
    return any(
        word != str(ask.n)
        and not (side == "yes" and words.YES.fullmatch(word))
        and not any(same_verb(word, mine) for mine in own)
        for word in spoken
    )


def _says_nothing(word: str, side: str) -> bool:
    if word in (harmless.REFUSING if side == "yes" else harmless.AGREEING):
        return False
    return word in harmless.WORDS or (len(word) == 1 and not word.isdigit())


def is_fragment(ask: Ask, clause: str) -> bool:
    """'next spring', 'the first half': no sentence of its own, nor mere courtesy."""
    match = words.YES.match(clause)
    said = clause[match.end() :] if match else clause
    # What a bare no behind a yes means, others tell.
    if words.NO.fullmatch(clause) or harmless.COURTESY.match(clause):
        return False
    return _unaccounted(ask, said)


def _is_no_sentence(clause: str) -> bool:
    return not harmless.FINITE.search(clause)


def _is_limit(sentence: str) -> bool:
    if limits.PART_FIRST.match(sentence):
        return True
    if (
        len(sentence.split()) > _SHORT
        or harmless.FINITE.search(sentence)
        or NO_HURRY.match(sentence)
    ):
        return False
    return bool(limits.LIMIT.search(sentence) or limits.WITH.match(sentence))


_SHORT = 7
