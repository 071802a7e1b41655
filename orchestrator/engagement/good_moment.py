"""Whether it is a good moment to ask a client for a follow-on or a referral.  Pure.

It only suggests: nothing is written to anybody because of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

GOOD_PULSE: Final = 4
QUIET_DAYS: Final = 60
"""So long nobody asks for more after a No, or after an unhappy mail."""
ASKED_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class Signals:
    """What a project's rows say.  ``pulses``: the newest first.

    ``noes`` and ``unhappy`` are of the last `QUIET_DAYS`; ``asked_ago``: days since a follow-on
    was asked for or put off.
    """

    goals_met: int
    goals_missed: int
    promises_kept: int
    promises_late: int
    promises_dropped: int
    pulses: Sequence[int]
    disputes: int
    unhappy: int
    noes: int
    overdue: int
    is_red: bool
    asked_ago: int | None


@dataclass(frozen=True, slots=True)
class Moment:
    """What speaks for it, and what against."""

    reasons: Sequence[str]
    against: Sequence[str]

    @property
    def is_good(self) -> bool:
        return not self.against


def good_moment(found: Signals) -> Moment:
    """Everything must speak for it: one thing against it is enough."""
    goals = found.goals_met > 0 and not found.goals_missed
    promises = found.promises_kept > 0 and not found.promises_late and not found.promises_dropped
    pulses = len(found.pulses) >= 2 and min(found.pulses[:2]) >= GOOD_PULSE
    judged = (
        (goals, _count(found.goals_met, "goal") + " reached", _goals_lack(found)),
        (promises, _count(found.promises_kept, "promise") + " kept", _promises_lack(found)),
        (pulses, "two good pulses in a row", "there are no two good pulses in a row"),
        (not found.disputes, "", "an invoice is in dispute"),
        (not found.unhappy, "", f"an unhappy mail came in the last {QUIET_DAYS} days"),
        (not found.noes, "", f"somebody said no in the last {QUIET_DAYS} days"),
        (not found.overdue, "", "something is overdue"),
        (not found.is_red, "", "the project is off track"),
        (
            found.asked_ago is None or found.asked_ago >= ASKED_DAYS,
            "",
            f"this came up {found.asked_ago} days ago",
        ),
    )
    return Moment(
        [words for is_so, words, _ in judged if is_so and words],
        [words for is_so, _, words in judged if not is_so],
    )


def _goals_lack(found: Signals) -> str:
    return "a goal was missed" if found.goals_missed else "no goal is reached yet"


def _promises_lack(found: Signals) -> str:
    if found.promises_late:
        return "a promise is late"
    return "a promise was dropped" if found.promises_dropped else "no promise was kept yet"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"
