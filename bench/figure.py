"""What every case returns, and the line that is printed of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

Figure = Mapping[str, Any]
"""``name``, ``ratio``, ``peer`` (what it is a ratio to) and ``detail`` in words; where the
ratio has a target also ``at_least`` or ``at_most``."""

Progress = Callable[[str], None]


class Measure(Protocol):
    def __call__(self, *, progress: Progress) -> Figure | Sequence[Figure]: ...


class Case(Measure, Protocol):
    """One thing to measure, with the name that ``--only`` takes; it may return several figures."""

    __name__: str


def holds(figure: Figure) -> bool | None:
    """Whether the ratio reaches its target; None where it has none."""
    if "at_least" in figure:
        return bool(figure["ratio"] >= figure["at_least"])
    if "at_most" in figure:
        return bool(figure["ratio"] <= figure["at_most"])
    return None


def line(figure: Figure) -> str:
    verdict = {True: "holds", False: "MISSED", None: ""}[holds(figure)]
    name = f"{figure['name']} / {figure['peer']}"
    return (
        f"{name:<58} {figure['ratio']:>8.3f}  {_target(figure):<13} {verdict:<6}  "
        f"{figure['detail']}"
    ).rstrip()


def _target(figure: Figure) -> str:
    if "at_least" in figure:
        return f"at least {figure['at_least']:g}"
    if "at_most" in figure:
        return f"at most {figure['at_most']:g}"
    return ""
