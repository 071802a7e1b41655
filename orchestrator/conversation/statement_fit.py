"""Learn the weights of `statement_learned` from labelled clauses, offline and the same each time.

Logistic regression over the kinds of one direction, with AdaGrad steps, in plain Python: some
ten thousand clauses take half a minute.
"""

from collections.abc import Mapping, Sequence
from math import exp, sqrt

from orchestrator.conversation.statement_clauses import Direction
from orchestrator.conversation.statement_learned import KINDS, features

Weights = dict[str, list[float]]
# Lighter ones change nothing when they are summed.
_LIGHTEST = 10


def fit(
    clauses: Sequence[tuple[str, str]],
    direction: Direction,
    *,
    epochs: int = 20,
    rate: float = 0.08,
    shrink: float = 0.03,
) -> Weights:
    """From clauses, each with its kind or "none": a weight for each kind to every feature."""
    kinds = KINDS[direction]
    bags = [(features(clause), kinds.index(kind)) for clause, kind in clauses]
    weights: Weights = {feature: [0.0] * len(kinds) for bag, _ in bags for feature in bag}
    squares: Weights = {feature: [1e-2] * len(kinds) for feature in weights}
    for epoch in range(epochs):
        for place in _order(len(bags), epoch):
            bag, right = bags[place]
            for index, error in _errors(weights, bag, right, len(kinds)):
                for feature in bag:
                    row, past = weights[feature], squares[feature]
                    gradient = error - shrink * row[index]
                    past[index] += gradient * gradient
                    row[index] += rate * gradient / sqrt(past[index])
    return weights


def _order(size: int, epoch: int) -> Sequence[int]:
    """A fixed walk over all clauses that never goes through one language in a row."""
    step = 1009 + 2 * epoch
    while size % step == 0:
        step += 2
    return [(position * step + epoch) % size for position in range(size)]


def _errors(weights: Weights, bag: Sequence[str], right: int, size: int) -> list[tuple[int, float]]:
    sums = [sum(weights[feature][index] for feature in bag) for index in range(size)]
    shares = [exp(value - max(sums)) for value in sums]
    errors = [(index == right) - share / sum(shares) for index, share in enumerate(shares)]
    return [(index, error) for index, error in enumerate(errors) if abs(error) > 0.01]


def pack(weights: Weights) -> Mapping[str, list[int]]:
    """As they are shipped, in hundredths and against "none": kind, weight, kind, weight, …"""
    packed: dict[str, list[int]] = {}
    for feature, row in sorted(weights.items()):
        heavy = [
            number
            for index in range(1, len(row))
            if abs(weight := round(100 * (row[index] - row[0]))) >= _LIGHTEST
            for number in (index, weight)
        ]
        if heavy:
            packed[feature] = heavy
    return packed
