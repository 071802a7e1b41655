"""The learned weights that the package ships: plain JSON, read once."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
import json


@cache
def learned_weights() -> Mapping[str, Sequence[tuple[int, float]]]:
    """Feature -> outputs, each with its weight; what is not named is zero. Stored in hundredths."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    loaded: dict[str, list[int]] = json.loads(text)
    return {
        feature: tuple(
            (output, weight / 100) for output, weight in zip(row[::2], row[1::2], strict=True)
        )
        for feature, row in loaded.items()
    }
