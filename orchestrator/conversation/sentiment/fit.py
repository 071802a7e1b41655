"""Learn the weights of features from labelled mails, offline and the same every time.

Logistic regression with AdaGrad steps: one for the three labels together, one for each intent.
A feature counts once a mail, and the more the rarer it is.  Plain Python: the seven languages
and some five thousand mails take half a minute.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from orchestrator.conversation.sentiment.features import features
from orchestrator.conversation.sentiment.sentences import count_sentences

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

Row = list[float]
Bag = Mapping[str, float]
Grade = Callable[[Sequence[float]], Sequence[float]]


@dataclass(frozen=True)
class Example:
    """A labelled mail: the text, the PM's label, the intents, its language, the kind of case."""

    text: str
    label: str
    intents: frozenset[str]
    lang: str | None
    case: str = ""


@dataclass(frozen=True)
class Weights:
    """Feature -> what it adds for each of LABELS, and for each of INTENTS."""

    labels: Mapping[str, Row]
    intents: Mapping[str, Row]


def fit(examples: Sequence[Example], *, epochs: int = EPOCHS) -> Weights:
    bags = [_bag(example) for example in examples]
    seen = Counter(feature for bag in bags for feature in bag)
    rarity = {feature: log(len(bags) / many) + 1 for feature, many in seen.items()}
    rarity |= {feature: 1.0 for feature in seen if feature.startswith("^")}
    # What stands in one mail only is kept: together such features tell unseen mails better.
    scaled = [{feature: n * rarity[feature] for feature, n in bag.items()} for bag in bags]
    # Intents are many and rare: what stands in one mail only says nothing of them.
    shared = [{f: n for f, n in bag.items() if seen[f] > 1} for bag in scaled]
    labels = [[float(example.label == label) for label in LABELS] for example in examples]
    intents = [[float(intent in example.intents) for intent in INTENTS] for example in examples]
    return Weights(
        _unscaled(_descend(scaled, labels, softmax, epochs), rarity),
        _unscaled(_descend(shared, intents, _sigmoids, epochs), rarity),
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


def _descend(
    bags: Sequence[Bag], targets: Sequence[Row], grade: Grade, epochs: int
) -> dict[str, Row]:
    wide = len(targets[0])
    weights: dict[str, Row] = {feature: [0.0] * wide for bag in bags for feature in bag}
    squares = {feature: [1e-2] * wide for feature in weights}
    for epoch in range(epochs):
        for index in _order(len(bags), epoch):
            bag = bags[index]
            guesses = grade(_sums(weights, bag, wide))
            errors = [
                (output, target - guess)
                for output, (target, guess) in enumerate(zip(targets[index], guesses, strict=True))
                if abs(target - guess) > 0.02
            ]
            for feature, count in bag.items():
                row, past = weights[feature], squares[feature]
                for output, error in errors:
                    gradient = error * count
                    past[output] += gradient * gradient
                    row[output] += RATE * gradient / sqrt(past[output])
    return weights


def _sums(weights: Mapping[str, Row], bag: Bag, wide: int) -> Row:
    sums = [0.0] * wide
    for feature, count in bag.items():
        for output, weight in enumerate(weights[feature]):
            sums[output] += weight * count
    return sums


def _order(size: int, epoch: int) -> Iterable[int]:
    """A fixed walk over all mails that never goes through one file, or language, in a row."""
    step = 1009 + 2 * epoch
    while size % step == 0:
        step += 2
    return ((position * step + epoch) % size for position in range(size))


def softmax(sums: Sequence[float]) -> list[float]:
    top = max(sums)
    shares = [exp(value - top) for value in sums]
    total = sum(shares)
    return [share / total for share in shares]


def _sigmoids(sums: Sequence[float]) -> list[float]:
    return [sigmoid(value) for value in sums]


def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def _unscaled(weights: Mapping[str, Row], rarity: Mapping[str, float]) -> dict[str, Row]:
    """The rarity folded in, so that a reader need not know it."""
    return {
        feature: [weight * rarity[feature] for weight in row] for feature, row in weights.items()
    }


def pack(weights: Weights) -> dict[str, dict[str, list[int]]]:
    """The weights as they are shipped, in hundredths, and only what matters.

    Of the labels what speaks for negative and for positive against neutral; of the intents
    pairs of number and weight.
    """
    labels = {
        feature: [round(100 * (negative - neutral)), round(100 * (positive - neutral))]
        for feature, (negative, neutral, positive) in sorted(weights.labels.items())
        if max(abs(negative - neutral), abs(positive - neutral)) >= LEAST_LABEL
    }
    intents = {
        feature: [number for pair in heavy for number in pair]
        for feature, row in sorted(weights.intents.items())
        if (heavy := [(i, round(100 * w)) for i, w in enumerate(row) if abs(w) >= LEAST_INTENT])
    }
    return {"labels": labels, "intents": intents}
