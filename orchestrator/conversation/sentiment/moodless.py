"""What a sentence says to our forms, not about how the writer feels: it is left out of the score.

A number under five, an option, "weekly please": the reader of replies takes each of them for
what it is.  Counted as words they would be learned moods of other mails.
"""

from collections.abc import Iterator, Sequence
import re

from orchestrator.conversation.gated import Gated, possible
from orchestrator.conversation.reply_asks import fold
from orchestrator.conversation.reply_blanket import is_bare_answer
from orchestrator.conversation.reply_pulse import SCORES, read_pulse
from orchestrator.conversation.reply_stops import RHYTHMS, is_about_rhythm
from orchestrator.conversation.sentiment.rules import matching_rules

_ANSWER = Gated(
    r"(?:^|(?<=[\s,;.]))(?:and |und |et |y |e |en )?#?[1-9]\s?[.):=-]?\s?"
    r"(?:[a-e]|yes|no|ja|nein|oui|non|s[ií]|sì|nee|sim|não|ok|okay|approved?|agreed|👍|👎|✅|❌)"
    r"(?![\w'’])[\s,;.!:–-]*",
    re.IGNORECASE,
)
# A word, or "???", "…", an emoji.
_SAID = re.compile(r"\w|[?!…☀-➿\U0001F300-\U0001FAFF]|\.\.\.")
# A longer sentence about our mails says more than the wish.
_MOST_WORDS = 5


def spoken_parts(sentences: Sequence[str]) -> list[str]:
    """The parts of sentences, verbatim, without scores, numbered answers and wishes.

    A bare "approved" is left out only where it is all that is said: before or behind other
    words it may sound like them.
    """
    parts = [part for sentence in sentences for part in _parts(sentence)]
    shouted = any("!!" in part for part in parts)
    return parts if shouted or not all(map(is_bare_answer, parts)) else []


def _parts(sentence: str) -> Iterator[str]:
    worth = possible(fold(sentence))
    for piece in _around_score(sentence) if worth & SCORES else [sentence]:
        for part in _ANSWER.pattern.split(piece) if worth & _ANSWER.gate else [piece]:
            bare = part.strip()
            if _SAID.search(bare) and not (worth & RHYTHMS and _is_wish(bare)):
                yield bare


def _around_score(sentence: str) -> list[str]:
    pulse = read_pulse(fold(sentence), via_pulse=False)
    if pulse.score is None:
        return [sentence]
    start, end = pulse.span
    return [sentence[:start], sentence[end:]]


def _is_wish(part: str) -> bool:
    if len(part.split()) > _MOST_WORDS or matching_rules(fold(part)):
        return False
    return is_about_rhythm(fold(part))
