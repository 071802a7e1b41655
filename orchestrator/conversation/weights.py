"""Learned weights: what each feature adds to several sums, kept as one whole number.

The sums are lanes of that number, 32 bits each, so that one addition adds to all of them.
A file of weights is text: the names of the sums, and then a line for each row of weights with
all features that have it, behind tabs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from pathlib import Path
from struct import Struct

PER_UNIT = 100
"""Weights are whole hundredths."""
_LANE = 32
_HALF = 1 << _LANE - 1

Rows = Mapping[str, Mapping[int, int]]
"""Feature -> number of the sum -> weight in hundredths; what is not named is zero."""


class Weights:
    """The weights of all features.  Adding up costs one look-up and one addition a feature."""

    def __init__(self, names: Sequence[str], packed: Mapping[str, int]) -> None:
        self.names = names
        self._packed = packed
        self._offset = sum(_HALF << _LANE * number for number in range(len(names)))
        self._lanes = Struct(f"<{len(names)}I")

    def __contains__(self, feature: str) -> bool:
        return feature in self._packed

    def add_up(self, features: Iterable[str]) -> list[float]:
        """The sums, in units, in the order of ``names``."""
        total = sum(map(self._packed.get, features, repeat(0))) + self._offset
        lanes = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        return [(lane - _HALF) / PER_UNIT for lane in lanes]


def pack(names: Sequence[str], rows: Rows) -> Weights:
    return Weights(names, {feature: _packed(row.items()) for feature, row in rows.items()})


def read_weights(text: str) -> Weights:
    """What `write_weights` wrote.  Features of one row share their number."""
    head, *lines = text.splitlines()
    packed: dict[str, int] = {}
    for line in lines:
        row, *features = line.split("\t")
        numbers = list(map(int, row.replace(":", " ").split()))
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        packed.update(dict.fromkeys(features, _packed(pairs)))
    return Weights(head.split(), packed)


def write_weights(path: Path, names: Sequence[str], rows: Rows) -> None:
    """Sorted, so that two trainings can be compared."""
    alike: dict[str, list[str]] = defaultdict(list)
    for feature, row in sorted(rows.items()):
        alike[" ".join(f"{number}:{weight}" for number, weight in sorted(row.items()))] += [feature]
    lines = ("\t".join((row, *features)) for row, features in sorted(alike.items()))
    path.write_text("\n".join((" ".join(names), *lines)) + "\n", encoding="utf-8")


def _packed(row: Iterable[tuple[int, int]]) -> int:
    return sum(weight << _LANE * number for number, weight in row)
