"""How much of ours reaches a person, over all projects and senders, and what was promised.

What we do not count is answers: who writes to us is answered, however often.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base, word
from orchestrator.walltime import instant, zone_of
from orchestrator.wording import day


class Period(StrEnum):
    """On the person's own calendar: weeks begin on Monday."""

    WEEK = "week"
    MONTH = "month"


class Cap(Base):
    """At most so many messages a period were promised to a contact; the newest open one counts.

    ``source``: where it was promised, ``outbox:12``.
    """

    __tablename__ = "cap"
    __table_args__ = (Index(None, "contact_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    messages: Mapped[int]
    period: Mapped[Period] = mapped_column(word(Period, "period"))
    source: Mapped[str] = mapped_column(String(60))
    promised_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Way(StrEnum):
    """How a message came about.  Only the first two count."""

    UPDATE = "update"
    BY_HAND = "by_hand"
    ANSWER = "answer"
    AUTOMATIC = "automatic"


COUNTED: Final = (Way.UPDATE, Way.BY_HAND)
_UPDATES_IN: Final = {
    "daily": (5, Period.WEEK),
    "weekly": (1, Period.WEEK),
    "fortnightly": (3, Period.MONTH),
    "monthly": (1, Period.MONTH),
    "needed": (3, Period.MONTH),
}
"""The most slots of a cadence in a period."""
_BESIDE: Final = 1
"""Messages beside the updates: what cannot wait for one."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``promised_at`` is empty for one that follows from a rhythm and was promised nobody."""

    messages: int
    period: Period
    promised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """One message.  ``at``: when it left, or is to leave."""

    way: Way
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands among those that count in its period: of ``total`` the ``nth``.

    ``ends_on``: the first day of the next period, on the person's own calendar.
    """

    nth: int
    total: int
    limit: Limit | None
    answers: int
    automatic: int
    ends_on: date

    @property
    def fits(self) -> str:
        """``It fits from Mon 30 Nov on``: what there is to wait for where it is one too many."""
        return f"It fits from {day(self.ends_on, today=self.ends_on)} on"

    @property
    def words(self) -> str:
        """``the 3rd of 4 this month``, ``the 3rd message this month``."""
        nth = f"the {ordinal(self.nth)}"
        if self.limit is None:
            return f"{nth} message this month"
        return f"{nth} of {self.limit.messages} this {self.limit.period.value}"

    @property
    def beside(self) -> str:
        """What came and does not count; empty for nothing."""
        counts = ((self.answers, "answer"), (self.automatic, "automatic notice"))
        found = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in counts if n]
        return f"Not counted: {' and '.join(found)}." if found else ""

    @property
    def over(self) -> str:
        """Why it is one too many; empty where it is not."""
        if self.limit is None or self.total <= self.limit.messages:
            return ""
        promised = f"at most {self.limit.messages} a {self.limit.period.value} were promised"
        return f"the {ordinal(self.total)} message this {self.limit.period.value}, and {promised}"


@dataclass(slots=True)
class Frequency:
    """What reaches one person.  ``chosen``: the cadence that is their own last word, and since."""

    messages: list[Reached] = field(default_factory=list)
    promised: Limit | None = None
    chosen: tuple[str, datetime] | None = None
    projects: int = 0

    @property
    def limit(self) -> Limit | None:
        """What was promised, or follows from the rhythm that they chose since."""
        if self.promised is None or self.promised.promised_at is None:
            return None
        if self.chosen is None or self.chosen[1] <= self.promised.promised_at:
            return self.promised
        chosen = limit_of(self.chosen[0], self.projects)
        return Limit(chosen.messages, chosen.period, self.chosen[1])

    def within(self, period: Period, at: datetime, zone: str) -> list[Reached]:
        """What belongs to the period of ``at``."""
        since, until = bounds(period, at, zone)
        return [each for each in self.messages if since <= each.at < until]

    def place(self, at: datetime, zone: str) -> Place:
        """Where one more message at ``at`` stands; a month where nothing was promised."""
        limit = self.limit
        period = limit.period if limit else Period.MONTH
        there = self.within(period, at, zone)
        counted = [each for each in there if each.way in COUNTED]
        return Place(
            nth=1 + sum(each.at <= at for each in counted),
            total=1 + len(counted),
            limit=limit,
            answers=sum(each.way is Way.ANSWER for each in there),
            automatic=sum(each.way is Way.AUTOMATIC for each in there),
            ends_on=bounds(period, at, zone)[1].astimezone(zone_of(zone)).date(),
        )


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"


def limit_of(cadence: str, projects: int) -> Limit:
    """How much a rhythm amounts to at most, in as many projects."""
    updates, period = _UPDATES_IN[cadence]
    return Limit(updates * max(1, projects) + _BESIDE, period)


def bounds(period: Period, at: datetime, zone: str) -> tuple[datetime, datetime]:
    """Half-open, on the calendar of ``zone``."""
    there = zone_of(zone)
    today = at.astimezone(there).date()
    if period is Period.WEEK:
        first = today - timedelta(days=today.weekday())
        after = first + timedelta(days=7)
    else:
        first = today.replace(day=1)
        after = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return instant(first, time.min, there), instant(after, time.min, there)
