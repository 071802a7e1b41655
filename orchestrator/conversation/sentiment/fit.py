"""Learn the weights of features from labelled mails, offline and the same every time.

Logistic regression, one against the rest of each group, with AdaGrad steps.  Plain Python:
the seven languages and some five thousand mails take ten seconds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from orchestrator.conversation.sentiment.features import features
from orchestrator.conversation.sentiment.sentences import count_sentences

LABELS = ("negative", "neutral", "positive")
INTENTS = (
    "complaint", "delay", "invoice_dispute", "scope_change", "churn_risk", "question", "praise",
    "approval", "rejection", "expectation", "request_document", "availability",
    "unclear_info",
)  # fmt: skip
OUTPUTS = LABELS + INTENTS
BIAS = "^bias"


@dataclass(frozen=True)
class Example:
    """A labelled mail: the text, the PM's label, the intents, and its language."""

    text: str
    label: str
    intents: frozenset[str]
    lang: str | None


def fit(
    examples: Sequence[Example], *, epochs: int = 10, rate: float = 0.05, shrink: float = 0.02
) -> dict[str, list[float]]:
    """One weight for each of OUTPUTS to every feature that two mails share."""
    bags = [_bag(example) for example in examples]
    seen = Counter(feature for bag in bags for feature in bag)
    bags = [{f: n for f, n in bag.items() if seen[f] >= 2} for bag in bags]
    targets = [_targets(example) for example in examples]
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(OUTPUTS))
    squares: dict[str, list[float]] = defaultdict(lambda: [1e-2] * len(OUTPUTS))
    for epoch in range(epochs):
        for index in _order(len(bags), epoch):
            errors = _errors(weights, bags[index], targets[index])
            for feature, count in bags[index].items():
                row, past = weights[feature], squares[feature]
                for output, error in errors:
                    gradient = error * count - shrink * row[output]
                    past[output] += gradient * gradient
                    row[output] += rate * gradient / sqrt(past[output])
    return dict(weights)


def _bag(example: Example) -> dict[str, float]:
    sentences = count_sentences(example.text)
    found = Counter(f for sentence in sentences for f in features(sentence, example.lang))
    share = scale(found.total())
    bag = {feature: count * share for feature, count in found.items()}
    return {BIAS: 1.0, length_feature(sentences): 1.0} | bag


def scale(total: int) -> float:
    """What one feature counts in a mail that has ``total`` of them: long mails do not shout."""
    return 5 / sqrt(max(1, total))


def length_feature(sentences: Sequence[str]) -> str:
    words = sum(len(sentence.split()) for sentence in sentences)
    return f"^length:{min(6, words.bit_length())}"


def _targets(example: Example) -> list[float]:
    return [float(example.label == label) for label in LABELS] + [
        float(intent in example.intents) for intent in INTENTS
    ]


def _order(size: int, epoch: int) -> Iterable[int]:
    """A fixed walk over all mails that never goes through one file, or language, in a row."""
    step = 1009 + 2 * epoch
    while size % step == 0:
        step += 2
    return ((position * step + epoch) % size for position in range(size))


def _errors(
    weights: Mapping[str, list[float]], bag: Mapping[str, float], targets: Sequence[float]
) -> list[tuple[int, float]]:
    sums = [0.0] * len(OUTPUTS)
    for feature, count in bag.items():
        for output, weight in enumerate(weights[feature]):
            sums[output] += weight * count
    guesses = [*softmax(sums[: len(LABELS)]), *map(sigmoid, sums[len(LABELS) :])]
    errors = [target - guess for target, guess in zip(targets, guesses, strict=True)]
    return [(output, error) for output, error in enumerate(errors) if abs(error) > 0.02]


def softmax(sums: Sequence[float]) -> list[float]:
    top = max(sums)
    shares = [exp(value - top) for value in sums]
    return [share / sum(shares) for share in shares]


def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def pack(weights: Mapping[str, Sequence[float]]) -> dict[str, list[int]]:
    """The weights as they are shipped: output, hundredths, output, … and only what matters."""
    packed: dict[str, list[int]] = {}
    for feature, row in sorted(weights.items()):
        heavy = [
            (output, round(100 * weight))
            for output, weight in enumerate(row)
            if abs(weight) >= (0.08 if output < len(LABELS) else 0.3)
        ]
        if heavy:
            packed[feature] = [number for pair in heavy for number in pair]
    return packed
