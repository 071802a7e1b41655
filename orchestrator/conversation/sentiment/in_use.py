"""Which weights moods are read with: those that are shipped, or an installation's own."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar

from orchestrator.conversation.weights import Weights, read_weights

SCORER, FULL_SCORER = "client-mail 2", "client-mail 3"
"""The fast model alone, and the full one, which hears the encoder too."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights, and the name under which is kept what they read."""

    weights: Weights
    scorer: str


class _Choice:
    """One for the process."""

    own: ClassVar[Learned | None] = None


def learned() -> Learned:
    """What moods are read with now."""
    return _Choice.own or shipped()


def full_scorer() -> str:
    """The name of what the full model reads, with the same weights."""
    return learned().scorer.replace(SCORER, FULL_SCORER)


def choose(own: Learned | None) -> None:
    """Read with an installation's own weights from now on; with those shipped where None."""
    _Choice.own = own


@cache
def shipped() -> Learned:
    """A process that forks calls it before: reading them takes a tenth of a second."""
    text = files(__package__).joinpath("weights.txt").read_text(encoding="utf-8")
    return Learned(read_weights(text), SCORER)
