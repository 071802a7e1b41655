"""Learn the weights of features from labelled mails, offline and the same every time.

One regression for the three labels together, one for each intent.  A feature counts once a mail,
and the more the rarer it is.  The seven languages and some eight thousand mails take a minute.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from orchestrator.conversation.regression import Row, descend, sigmoids, softmax
from orchestrator.conversation.sentiment.features import features
from orchestrator.conversation.sentiment.sentences import count_sentences
from orchestrator.conversation.weights import PER_UNIT

LABELS = ("negative", "neutral", "positive")
INTENTS = (
    "complaint", "delay", "invoice_dispute", "scope_change", "churn_risk", "question", "praise",
    "approval", "rejection", "expectation", "request_document", "availability",
    "unclear_info",
)  # fmt: skip
BIAS = "^bias"
EPOCHS = 6
RATE = 0.05
# What a feature weighs at least to be shipped; in a mail of a hundred it counts a tenth.
LEAST_LABEL, LEAST_INTENT = 0.4, 0.8
# Hundredths are shipped in steps of five: more is noise, and many features become alike.
_STEP = 5
NAMES = ("negative", "positive", *INTENTS)
"""The sums of the shipped weights; those of a label are against neutral."""


@dataclass(frozen=True)
class Example:
    """A labelled mail: the text, the PM's label, the intents, its language, the kind of case."""

    text: str
    label: str
    intents: frozenset[str]
    lang: str | None
    case: str = ""


@dataclass(frozen=True)
class Fitted:
    """Feature -> what it adds for each of LABELS, and for each of INTENTS."""

    labels: Mapping[str, Row]
    intents: Mapping[str, Row]


def fit(examples: Sequence[Example], *, epochs: int = EPOCHS) -> Fitted:
    bags = [_bag(example) for example in examples]
    seen = Counter(feature for bag in bags for feature in bag)
    rarity = {feature: log(len(bags) / many) + 1 for feature, many in seen.items()}
    rarity |= {feature: 1.0 for feature in seen if feature.startswith("^")}
    # What stands in one mail only is kept: together such features tell unseen mails better.
    scaled = [[(feature, n * rarity[feature]) for feature, n in bag.items()] for bag in bags]
    # Intents are many and rare: what stands in one mail only says nothing of them.
    shared = [[(f, n) for f, n in bag if seen[f] > 1] for bag in scaled]
    labels = [[float(example.label == label) for label in LABELS] for example in examples]
    intents = [[float(intent in example.intents) for intent in INTENTS] for example in examples]
    return Fitted(
        _unscaled(descend(scaled, labels, softmax, epochs=epochs, rate=RATE), rarity),
        _unscaled(descend(shared, intents, sigmoids, epochs=epochs, rate=RATE), rarity),
    )


def _bag(example: Example) -> dict[str, float]:
    sentences = count_sentences(example.text)
    found = [f for sentence in sentences for f in features(sentence, example.lang)]
    share = scale(len(found))
    return {BIAS: 1.0, length_feature(sentences): 1.0} | dict.fromkeys(found, share)


def scale(total: int) -> float:
    """What one feature counts in a mail that has ``total`` of them: long mails do not shout."""
    return 1 / sqrt(max(1, total))


def length_feature(sentences: Sequence[str]) -> str:
    words = sum(len(sentence.split()) for sentence in sentences)
    return f"^length:{min(6, words.bit_length())}"


def _unscaled(weights: Mapping[str, Row], rarity: Mapping[str, float]) -> dict[str, Row]:
    """The rarity folded in, so that a reader need not know it."""
    return {
        feature: [weight * rarity[feature] for weight in row] for feature, row in weights.items()
    }


def rows(fitted: Fitted) -> dict[str, dict[int, int]]:
    """The weights as they are shipped, under the numbers of `NAMES`, and only what matters."""
    shipped: dict[str, dict[int, int]] = {}
    for feature, (negative, neutral, positive) in fitted.labels.items():
        against = negative - neutral, positive - neutral
        if max(map(abs, against)) >= LEAST_LABEL:
            shipped[feature] = {0: _rounded(against[0]), 1: _rounded(against[1])}
    for feature, row in fitted.intents.items():
        heavy = {
            i + 2: _rounded(weight) for i, weight in enumerate(row) if abs(weight) >= LEAST_INTENT
        }
        if heavy:
            shipped[feature] = shipped.get(feature, {}) | heavy
    return shipped


def _rounded(weight: float) -> int:
    return _STEP * round(PER_UNIT * weight / _STEP)
