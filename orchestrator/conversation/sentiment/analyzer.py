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

from orchestrator.conversation.reply_asks import fold
from orchestrator.conversation.sentiment.features import features
from orchestrator.conversation.sentiment.fit import (
    BIAS,
    INTENTS,
    LABELS,
    OUTPUTS,
    length_feature,
    scale,
    sigmoid,
    softmax,
)
from orchestrator.conversation.sentiment.moodless import spoken_parts
from orchestrator.conversation.sentiment.rules import Rule, matching_rules
from orchestrator.conversation.sentiment.sentences import count_sentences
from orchestrator.conversation.sentiment.weights import learned_weights
from orchestrator.language import detect

SCORER = "client-mail 1"
Label = Literal["negative", "neutral", "positive", "unclear"]
LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "nl", "pt"})

# Below these the machine abstains; a person reads the mail.
_MIN_POSITIVE = 0.36
_MAX_DOUBT = 0.44
_MIN_INTENT = 0.45
# So sure must a side be of fewer than four words.
_MIN_CUE = 0.55
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


def read_sentiment(text: str, *, lang: str | None = None) -> Sentiment:
    """Read a body; ``lang`` is one of the seven codes where it is known, else it is detected."""
    counted = count_sentences(text)
    sentences = spoken_parts(counted)
    language = lang or detect("\n".join(counted))
    if not sentences:
        return Sentiment(False, "unclear" if counted else "neutral", 0.0, 0.0, [], [], language)
    found = [features(sentence, language) for sentence in sentences]
    share = scale(sum(map(len, found)))
    read = [_read_sentence(*pair, share) for pair in zip(sentences, found, strict=True)]
    sums = _add([row for row, _ in read] + [_weigh([BIAS, length_feature(sentences)], 1)])
    rules = [rule for _, found in read for rule in found]
    shares = softmax(sums[: len(LABELS)])
    cue = _MIN_CUE if sentences == counted else _MIN_CUE_OF_REASON
    label = _label(shares, rules, sentences, language, cue=cue)
    return Sentiment(
        scored=True,
        label=label,
        score=round(shares[2] - shares[0], 3),
        p_negative=round(shares[0], 3),
        intents=_intents(sums, rules),
        evidence=_evidence(sentences, read, label),
        language=language,
    )


def _read_sentence(
    sentence: str, found: Sequence[str], share: float
) -> tuple[list[float], list[Rule]]:
    sums = _weigh(found, share)
    rules = matching_rules(fold(sentence))
    for rule in rules:
        sums[0 if rule.push > 0 else 2] += abs(rule.push)
    return sums, rules


def _weigh(found: Sequence[str], share: float) -> list[float]:
    weights = learned_weights()
    sums = [0.0] * len(OUTPUTS)
    for row in filter(None, map(weights.get, found)):
        for output, weight in row:
            sums[output] += weight * share
    return sums


def _add(rows: Sequence[Sequence[float]]) -> list[float]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _label(
    shares: Sequence[float],
    rules: Sequence[Rule],
    sentences: Sequence[str],
    language: str | None,
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
    if language not in LANGUAGES and not _mostly_known(said):
        return "unclear"
    if positive < _MIN_CUE and negative < cue and _is_short(said):
        return "unclear"
    return _checked(best, negative, positive)


def _is_short(said: str) -> bool:
    return len(list(islice(_CONTENT_WORD.finditer(said), 4))) < 4


def _mostly_known(said: str) -> bool:
    """Too short a text names no language, yet its words may all have been learned."""
    words = _CONTENT_WORD.findall(said)
    known = sum(word.lower() in learned_weights() for word in words)
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
        intent
        for intent, value in zip(INTENTS, sums[len(LABELS) :], strict=True)
        if sigmoid(value) >= _MIN_INTENT
    }
    return sorted(likely.union(*(rule.intents for rule in rules)))


def _evidence(
    sentences: Sequence[str], read: Sequence[tuple[list[float], list[Rule]]], label: Label
) -> list[Evidence]:
    """The sentences that decided, heaviest first; a neutral mail has none."""
    if label == "neutral":
        return []
    weighed = [
        (round(sums[2] - sums[0], 2), sentence, rules)
        for sentence, (sums, rules) in zip(sentences, read, strict=True)
    ]
    sign = {"negative": -1, "positive": 1}.get(label, 0)
    agreeing = [item for item in weighed if item[0] * sign > 0] if sign else weighed
    ranked = sorted(agreeing or weighed, key=lambda item: abs(item[0]), reverse=True)
    return [
        Evidence(sentence, weight, rules[0].name if rules else "learned")
        for weight, sentence, rules in ranked[:3]
    ]
