"""Every fault by its number, and what one run of it found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from tests.faults.lab import Lab


@dataclass(frozen=True, slots=True)
class Tally:
    """Counted from rows.  ``lost``: a mail or an action that should be there and is not;
    ``duplicated``: a second row of a mail; ``repeated``: an action done twice."""

    lost: int = 0
    duplicated: int = 0
    repeated: int = 0

    def __add__(self, other: Self) -> "Tally":
        return Tally(
            self.lost + other.lost,
            self.duplicated + other.duplicated,
            self.repeated + other.repeated,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a fault left behind, summed over all ``times`` that it was made to happen.

    ``seconds``: the longest from the fault to the state that was expected.  ``message``
    is what an operator reads.
    """

    tally: Tally
    seconds: float
    message: str
    times: int = 1

    def __add__(self, other: Self) -> "Finding":
        return Finding(
            self.tally + other.tally,
            max(self.seconds, other.seconds),
            other.message or self.message,
            self.times + other.times,
        )


NOTHING = Finding(Tally(), 0.0, "", 0)

Check = Callable[["Lab"], Finding]


@dataclass(frozen=True, slots=True)
class Fault:
    """One row of the matrix.  The figures are seconds; ``shortened`` goes with short waits."""

    number: int
    what: str
    check: Check
    recover_within: float
    shortened: float

    @property
    def component(self) -> str:
        return self.check.__module__.rpartition("fault_")[2]


_FAULTS: dict[int, Fault] = {}


def fault(
    number: int, what: str, *, recover_within: float, shortened: float
) -> Callable[[Check], Check]:
    """Enter a function into the matrix.

    It makes the fault happen, sees that it did, and that the same path delivers without it
    (AssertionError where one of them is not so), and returns what it counted.

    Args:
        recover_within: the promised seconds, with the waits that the service has by default.
        shortened: what is left of them with the waits of `lab.SHORT`.
    """

    def enter(check: Check) -> Check:
        if number in _FAULTS:
            raise ValueError(f"fault {number} is there already: {_FAULTS[number].what}")
        _FAULTS[number] = Fault(number, what, check, recover_within, shortened)
        return check

    return enter


def faults() -> Mapping[int, Fault]:
    """The whole matrix, in the order of the numbers."""
    for path in sorted(Path(__file__).parent.glob("fault_*.py")):
        import_module(f"tests.faults.{path.stem}")
    return MappingProxyType(dict(sorted(_FAULTS.items())))
