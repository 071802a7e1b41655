"""Logistic regression with AdaGrad steps, in plain Python, the same every time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp, sqrt

Row = list[float]
Bag = Iterable[tuple[str, float]]
"""Features with how much each counts; one that stands there twice may be named twice."""
Grade = Callable[[Sequence[float]], Sequence[float]]
_FIRST_SQUARE = 1e-2


def descend(
    bags: Sequence[Bag],
    targets: Sequence[Sequence[float]],
    grade: Grade,
    *,
    epochs: int,
    rate: float,
    shrink: float = 0.0,
    least_error: float = 0.02,
) -> dict[str, Row]:
    """What each feature adds to each output, so that ``grade`` of the sums meets the targets.

    Errors below ``least_error`` teach nothing; ``shrink`` draws weights back to zero.
    """
    wide = len(targets[0])
    weights: dict[str, Row] = {feature: [0.0] * wide for bag in bags for feature, _ in bag}
    squares = {feature: [_FIRST_SQUARE] * wide for feature in weights}
    for epoch in range(epochs):
        for index in _order(len(bags), epoch):
            bag = bags[index]
            guesses = grade(_sums(weights, bag, wide))
            errors = [
                (output, target - guess)
                for output, (target, guess) in enumerate(zip(targets[index], guesses, strict=True))
                if abs(target - guess) > least_error
            ]
            for feature, count in bag:
                row, past = weights[feature], squares[feature]
                for output, error in errors:
                    gradient = error * count - shrink * row[output]
                    past[output] += gradient * gradient
                    row[output] += rate * gradient / sqrt(past[output])
    return weights


def _sums(weights: Mapping[str, Row], bag: Bag, wide: int) -> Row:
    sums = [0.0] * wide
    for feature, count in bag:
        for output, weight in enumerate(weights[feature]):
            sums[output] += weight * count
    return sums


def _order(size: int, epoch: int) -> Iterable[int]:
    """A fixed walk over all examples that never goes through one file, or language, in a row."""
    step = 1009 + 2 * epoch
    while size % step == 0:
        step += 2
    return ((position * step + epoch) % size for position in range(size))


def softmax(sums: Sequence[float]) -> list[float]:
    top = max(sums)
    shares = [exp(value - top) for value in sums]
    total = sum(shares)
    return [share / total for share in shares]


def sigmoids(sums: Sequence[float]) -> list[float]:
    return [sigmoid(value) for value in sums]


def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
