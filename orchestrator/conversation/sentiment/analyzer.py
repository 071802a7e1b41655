"""How a client's own words say that they feel, with the sentence that decided.

The score sums, sentence by sentence, what the learned weights and the rules say.  Where
they have too little to go by, or contradict each other, the answer is ``unclear``.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
import re
from typing import Any, Literal

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer

from orchestrator.conversation.regression import sigmoid, softmax
from orchestrator.conversation.reply_asks import fold
from orchestrator.conversation.sentiment.features import features
from orchestrator.conversation.sentiment.fit import BIAS, INTENTS, LABELS, length_feature, scale
from orchestrator.conversation.sentiment.in_use import learned as in_use
from orchestrator.conversation.sentiment.moodless import spoken_parts
from orchestrator.conversation.sentiment.rules import Rule, matching_rules
from orchestrator.conversation.sentiment.sentences import count_sentences
from orchestrator.conversation.weights import Weights
from orchestrator.language import detect

Label = Literal["negative", "neutral", "positive", "unclear"]
LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "nl", "pt"})

# Below these the machine abstains; a person reads the mail.
_MIN_POSITIVE = 0.36
_MAX_DOUBT = 0.44
_MIN_INTENT = 0.45
# So sure must a side be of fewer than four words.
_MIN_CUE = 0.45
# "2 no, too expensive": what stands beside an answer is its reason before it is a mood.
_MIN_CUE_OF_REASON = 0.8
# Alone, these may be content or cold.
_COLD = re.compile(
    r"(?:fine|whatever|if you say so|as you wish|wie sie meinen|comme vous voulez)[\s.!]*",
    re.IGNORECASE,
)
_ONE_EMOJI = re.compile(r"[☀-➿\U0001F300-\U0001FAFF]\W?")
_CONTENT_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Evidence:
    """A sentence of the mail, verbatim; below zero it weighs for ``negative``."""

    text: str
    weight: float
    rule: str


@dataclass(frozen=True)
class Sentiment:
    """``score`` runs from -1 (unhappy) to 1; ``scored`` is false where the mail has no words."""

    scored: bool
    label: Label
    score: float
    p_negative: float
    intents: list[str]
    evidence: list[Evidence]
    language: str | None

    def as_json(self) -> dict[str, Any]:
        """The stable line of `orchestrator sentiment`, without its ``id``."""
        return asdict(self)


class ClientMailAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]
    """For ``TextBlob(text, analyzer=ClientMailAnalyzer())``; its ``sentiment`` is a Sentiment.

    ``lang`` is one of the seven codes where it is known, else it is detected.
    """

    kind = CONTINUOUS

    def __init__(self, lang: str | None = None) -> None:
        super().__init__()
        self.lang = lang

    def analyze(self, text: str) -> Sentiment:
        return read_sentiment(text, lang=self.lang)


def read_sentiment(
    text: str, *, lang: str | None = None, learned: Weights | None = None
) -> Sentiment:
    """Read a body; ``lang`` is one of the seven codes where it is known, else it is detected.

    ``learned`` are other weights than those in use.
    """
    counted = count_sentences(text)
    sentences = spoken_parts(counted)
    language = lang or detect("\n".join(counted))
    if not sentences:
        return Sentiment(False, "unclear" if counted else "neutral", 0.0, 0.0, [], [], language)
    learned = learned or in_use().weights
    found = [features(sentence, language) for sentence in sentences]
    share = scale(sum(map(len, found)))
    whole = learned.add_up([BIAS, length_feature(sentences)])
    read = _read_sentences(sentences, found, learned, share)
    rules = [rule for each in read for rule in each.rules]
    sums = [sum(lane) for lane in zip(whole, *(each.sums for each in read), strict=True)]
    shares = softmax([sums[0], 0.0, sums[1]])
    cue = _MIN_CUE if sentences == counted else _MIN_CUE_OF_REASON
    label = _label(shares, rules, sentences, language, learned, cue=cue)
    return Sentiment(
        scored=True,
        label=label,
        score=round(shares[2] - shares[0], 3),
        p_negative=round(shares[0], 3),
        intents=_intents(sums[2:], rules),
        evidence=_evidence(read, label),
        language=language,
    )


def heaviest_against(text: str) -> str:
    """The sentence of a mail that weighs most for ``negative``, whatever the whole says.

    Empty where none does.
    """
    sentences = spoken_parts(count_sentences(text))
    language = detect(text)
    found = [features(sentence, language) for sentence in sentences]
    read = _read_sentences(sentences, found, in_use().weights, scale(sum(map(len, found))))
    worst = min(read, key=lambda each: each.weight, default=None)
    return worst.sentence if worst and worst.weight < 0 else ""


@dataclass(frozen=True)
class _Read:
    """A sentence with what it adds to the sums of `NAMES`, rules included."""

    sentence: str
    sums: Sequence[float]
    rules: Sequence[Rule]

    @property
    def weight(self) -> float:
        return round(self.sums[1] - self.sums[0], 2)


def _read_sentences(
    sentences: Sequence[str], found: Sequence[Sequence[str]], learned: Weights, share: float
) -> list[_Read]:
    """What stands in two sentences counts in the first."""
    read: list[_Read] = []
    before: set[str] = set()
    for sentence, each in zip(sentences, found, strict=True):
        new = set(each) - before
        before |= new
        sums = [each * share for each in learned.add_up(new)]
        rules = matching_rules(fold(sentence))
        for rule in rules:
            sums[0] += max(0.0, rule.push)
            sums[1] += max(0.0, -rule.push)
        read.append(_Read(sentence, sums, rules))
    return read


def _label(
    shares: Sequence[float],
    rules: Sequence[Rule],
    sentences: Sequence[str],
    language: str | None,
    learned: Weights,
    *,
    cue: float,
) -> Label:
    negative, _, positive = shares
    best = LABELS[max(range(len(LABELS)), key=lambda index: shares[index])]
    if rules:
        return _checked(best, negative, positive)
    said = " ".join(sentences)
    if _COLD.fullmatch(said) or _ONE_EMOJI.fullmatch(said):
        return "unclear"
    if language not in LANGUAGES and not _mostly_known(said, learned):
        return "unclear"
    if positive < _MIN_CUE and negative < cue and _is_short(said):
        return "unclear"
    return _checked(best, negative, positive)


def _is_short(said: str) -> bool:
    return len(list(islice(_CONTENT_WORD.finditer(said), 4))) < 4


def _mostly_known(said: str, learned: Weights) -> bool:
    """Too short a text names no language, yet its words may all have been learned."""
    words = _CONTENT_WORD.findall(said)
    known = sum(word.lower() in learned for word in words)
    return known >= 0.5 * len(words)


def _checked(best: str, negative: float, positive: float) -> Label:
    """Take a positive reading only when it is likely and hardly contradicted."""
    if best == "positive":
        sure = positive >= _MIN_POSITIVE and negative <= _MAX_DOUBT
        return "positive" if sure else "unclear"
    if best == "negative":
        return "negative"
    return "unclear" if min(negative, positive) > _MAX_DOUBT else "neutral"


def _intents(sums: Sequence[float], rules: Sequence[Rule]) -> list[str]:
    likely = {
        intent for intent, value in zip(INTENTS, sums, strict=True) if sigmoid(value) >= _MIN_INTENT
    }
    return sorted(likely.union(*(rule.intents for rule in rules)))


def _evidence(read: Sequence[_Read], label: Label) -> list[Evidence]:
    """The sentences that decided, heaviest first; a neutral mail has none."""
    if label == "neutral":
        return []
    sign = {"negative": -1, "positive": 1}.get(label, 0)
    agreeing = [each for each in read if each.weight * sign > 0] if sign else read
    ranked = sorted(agreeing or read, key=lambda each: abs(each.weight), reverse=True)
    return [
        Evidence(each.sentence, each.weight, each.rules[0].name if each.rules else "learned")
        for each in ranked[:3]
    ]
