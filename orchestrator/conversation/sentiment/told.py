"""What an encoder tells of a mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Told:
    """Sums in the order of LABELS and then INTENTS.  The whole and all sentences add up."""

    whole: list[float]
    sentences: list[list[float]]


class Encoder(Protocol):
    """Reads the sentences of one mail in the light of each other."""

    def read(self, sentences: Sequence[str]) -> Told: ...
