"""A reply cut where it turns from one ask to the next."""

from collections.abc import Sequence
import re

from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_asks import Ask, alike, content, fold, mentions


def clauses(text: str, asks: Sequence[Ask]) -> list[str]:
    """Sentences, and their parts where each speaks of another ask."""
    written = split_sentences(text)
    if text.strip()[:1].islower():
        # Who begins without a capital letter ends sentences without one.
        written = [part for sentence in written for part in _SMALL_STOP.split(sentence)]
    return [part for sentence in written for part in _by_ask(sentence, asks)]


_SMALL_STOP = re.compile(r"(?<=[^\W\d_]{3}\.)\s+")


def _by_ask(sentence: str, asks: Sequence[Ask]) -> list[str]:
    """A sentence cut where it turns to the next ask: "the prices yes, the form stays"."""
    if sentence.endswith("?"):
        return [sentence]
    parts: list[str] = []
    spoken_of: set[int] = set()
    behind = cut = 0
    for match in [*_TURN.finditer(sentence), None]:
        piece = sentence[behind : match.start() if match else len(sentence)]
        named = {ask.n for ask in asks if speaks_of(ask, piece, asks)}
        if parts and (not named or not spoken_of or named & spoken_of):
            parts[-1] += sentence[cut : behind + len(piece)]
        else:
            parts.append(piece)
        spoken_of = named or spoken_of
        cut = behind + len(piece)
        behind = match.end() if match else behind
    return [part.strip() for part in parts if part.strip()]


_TURN = re.compile(
    r"[,;/]\s+(?:and |but |und |aber |et |mais |y |pero |e |ma |en |maar |mas )?|"
    r"\s+(?:and|but|und|aber|et|mais|y|e|en|pero|ma|maar|mas)\s+",
    re.I,
)


# So few words can be an option in other words; in more of them one like it stands by chance.
FEW = 6


def speaks_of(ask: Ask, piece: str, asks: Sequence[Ask]) -> bool:
    """Whether a piece names an option of the ask, or its thing."""
    lower = fold(piece)
    if ask.kind == "choice":
        short = len(lower.split()) <= FEW
        if any(full or short for _, _, full in mentions(ask, piece)):
            return True
    return names(ask, lower, asks)


def names(ask: Ask, lower: str, asks: Sequence[Ask] = ()) -> bool:
    others = {
        word
        for other in asks
        if other.n != ask.n
        for word in content(f"{other.text} {' '.join(other.options.values())}")
    }
    own = [
        word
        for word in content(ask.text)
        if not word.isdigit() and not any(alike(word, other, by_stem=False) for other in others)
    ]
    tokens = content(lower)
    return any(
        alike(token, word) for token in tokens for word in own if len(word) > 3 or token == word
    )
