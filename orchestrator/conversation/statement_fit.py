"""Learn the weights of `statement_learned` from labelled clauses, offline and the same each time.

Some ten thousand clauses take half a minute.
"""

from collections.abc import Sequence

from orchestrator.conversation.regression import Row, descend, softmax
from orchestrator.conversation.statement_clauses import Direction
from orchestrator.conversation.statement_learned import KINDS, NONE, features
from orchestrator.conversation.weights import PER_UNIT, Rows

Fitted = dict[str, Row]
"""Feature -> its weight for "none", and then for each kind."""
# Lighter ones change nothing when they are summed.
_LIGHTEST = 10


def fit(
    clauses: Sequence[tuple[str, str]],
    direction: Direction,
    *,
    epochs: int = 20,
    rate: float = 0.08,
    shrink: float = 0.03,
) -> Fitted:
    """From clauses, each with its kind or "none"."""
    kinds = (NONE, *KINDS[direction])
    return descend(
        [[(feature, 1.0) for feature in features(clause)] for clause, _ in clauses],
        [[float(kind == given) for kind in kinds] for _, given in clauses],
        softmax,
        epochs=epochs,
        rate=rate,
        shrink=shrink,
        least_error=0.01,
    )


def rows(fitted: Fitted) -> Rows:
    """The weights as they are shipped: against "none", and only what matters."""
    shipped = {feature: _against_none(row) for feature, row in fitted.items()}
    return {feature: row for feature, row in shipped.items() if row}


def _against_none(row: Row) -> dict[int, int]:
    against = (round(PER_UNIT * (weight - row[0])) for weight in row[1:])
    return {number: weight for number, weight in enumerate(against) if abs(weight) >= _LIGHTEST}
