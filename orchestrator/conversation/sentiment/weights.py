"""The learned weights that the package ships: plain JSON, read once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
import json


@cache
def learned_weights() -> Mapping[str, Mapping[int, float]]:
    """Feature -> output number -> weight; what is not named is zero."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    loaded: dict[str, list[float]] = json.loads(text)
    return {
        feature: {int(output): weight for output, weight in zip(row[::2], row[1::2], strict=True)}
        for feature, row in loaded.items()
    }
