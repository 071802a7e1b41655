"""Whether a client is turning: her mails against her own habit, on two control charts.  Pure.

A moving average that forgets (EWMA; Roberts, Technometrics 1, 1959) sees a slow change, a sum
of what is above habit (CUSUM; Page, Biometrika 41, 1954) a sudden one.  Habit is her own mean,
shrunk to that of all clients as long as she wrote little (empirical Bayes).  The constants come
from a simulation, `bench.alarms`; docs/decisions tell how.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

POPULATION = 0.28
"""What a mail of somebody unknown is taken for: above the mean of all clients (0.21), so that
those who are always short with us alarm less."""
STRENGTH = 20
"""So many mails of her own weigh as much as all other clients."""
LATEST = 10
"""Her newest mails are judged by habit and are no part of it yet."""
MEMORY = 0.15
"""The share of the newest mail in the moving average."""
SLACK = 0.1
"""What a mail may be above habit and add nothing to the sum."""
AVERAGE_LIMIT = 0.27
SUM_LIMIT = 1.7


@dataclass(frozen=True, slots=True)
class Trend:
    """``since`` is the place of the value that raised the alarm; None where there is none."""

    habit: float
    average: float
    total: float
    since: int | None

    @property
    def is_turning(self) -> bool:
        return self.since is not None


def follow(values: Sequence[float], *, noted: Collection[int] = ()) -> Trend:
    """Follow the values of her mails, oldest first, each from 0 (calm) to 1 (unhappy).

    An alarm begins where a chart reaches its limit and ends where both are back under half of
    theirs.  Where a person took note, both go on from that half, so that an alarm which helped
    nothing comes again sooner than the first (Lucas and Crosier, Technometrics 24, 1982).

    Args:
        noted: places of values after which a person took note of the alarm.
    """
    charts = _Charts()
    for place, value in enumerate(values):
        charts.add(place, value)
        if place in noted:
            charts.restart()
    return Trend(charts.habit, charts.average, charts.total, charts.since)


def first_alarm(values: Sequence[float]) -> int | None:
    """The place of the value that raised the first alarm, be it over or not."""
    charts = _Charts()
    for place, value in enumerate(values):
        charts.add(place, value)
        if charts.since is not None:
            return place
    return None


@dataclass(slots=True)
class _Charts:
    habit: float = POPULATION
    average: float = POPULATION
    total: float = 0.0
    since: int | None = None
    latest: list[float] = field(default_factory=list)
    learned: int = 0

    def add(self, place: int, value: float) -> None:
        self.average += MEMORY * (value - self.average)
        # What is above the limit says no more, and would have to be worked off mail by mail.
        self.total = min(SUM_LIMIT, max(0.0, self.total + value - self.habit - SLACK))
        above = max((self.average - self.habit) / AVERAGE_LIMIT, self.total / SUM_LIMIT)
        if self.since is None and above >= 1:
            self.since = place
        elif self.since is not None and above < 0.5:
            self.since = None
            self.latest.clear()
        if self.since is None:
            self._learn(value)

    def restart(self) -> None:
        self.since = None
        self.average = min(self.average, self.habit + AVERAGE_LIMIT / 2)
        self.total = min(self.total, SUM_LIMIT / 2)
        self.latest.clear()

    def _learn(self, value: float) -> None:
        """An unhappy time is no habit, so nothing is learned while an alarm lasts."""
        self.latest.append(value)
        if len(self.latest) > LATEST:
            self.learned += 1
            self.habit += (self.latest.pop(0) - self.habit) / (STRENGTH + self.learned)
