"""The learned weights that the package ships: plain JSON, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
import json
from pathlib import Path

WEIGHTS = "weights.json"


@dataclass(frozen=True)
class Learned:
    """What each feature adds; what is not named is zero.

    ``labels``: for negative the real part, for positive the imaginary one, because a sum of
    them is one call.  ``intents``: pairs of the intent's number and the weight.
    """

    labels: Mapping[str, complex]
    intents: Mapping[str, Sequence[tuple[int, float]]]


def unpack(packed: Mapping[str, Mapping[str, Sequence[int]]]) -> Learned:
    """What `fit.pack` wrote, in hundredths.  Equal weights, which are most, are one object."""
    shared: dict[complex, complex] = {}
    labels = {
        feature: shared.setdefault(weight, weight)
        for feature, row in packed["labels"].items()
        for weight in [complex(row[0] / 100, row[1] / 100)]
    }
    intents = {
        feature: tuple((i, w / 100) for i, w in zip(row[::2], row[1::2], strict=True))
        for feature, row in packed["intents"].items()
    }
    return Learned(labels, intents)


@cache
def learned_weights() -> Learned:
    text = files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8")
    return unpack(json.loads(text))


def write_weights(path: Path, packed: Mapping[str, Mapping[str, Sequence[int]]]) -> None:
    """One feature a line, so that two trainings can be compared."""
    parts = [
        f'"{part}":{{\n'
        + ",\n".join(
            f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
            for feature, row in rows.items()
        )
        + "\n}"
        for part, rows in packed.items()
    ]
    path.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")
