"""How far people and the machine agree on moods, by quarter and language.

It counts mails, never people: who corrected a mood is not looked at, and nothing here can
tell one manager's corrections from another's.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from math import sqrt
import re
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Direction, Mail, Sentiment
from orchestrator.models.meaning import counting_sentiment

ALL: Final = "all"
UNKNOWN: Final = "unknown"
_NORMAL_95: Final = 1.959964
_QUARTER = re.compile(r"([0-9]{4})-?[Qq]([1-4])")


@dataclass(frozen=True, slots=True)
class Quarter:
    """``number`` 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, on: date) -> Self:
        return cls(on.year, (on.month + 2) // 3)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Raises UsageError unless it reads ``2026-Q4``."""
        found = _QUARTER.fullmatch(typed.strip())
        if found is None or not 1970 <= int(found[1]) <= 2999:
            raise UsageError(f"quarter = {typed[:20]!r}: write it like 2026-Q4")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    def shifted(self, by: int) -> "Quarter":
        year, rest = divmod(self.year * 4 + self.number - 1 + by, 4)
        return Quarter(year, rest + 1)

    def began(self, zone: ZoneInfo) -> datetime:
        """Midnight of its first day in ``zone``."""
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=zone)


@dataclass(slots=True)
class Agreement:
    """Mails of one language that the machine read.

    ``abstained``: it said *unclear*; ``settled``: of these, a person said what they are.
    ``corrected``: it said a mood, and a person another.  Among those ``missed`` are unhappy
    mails that it read as happy, and ``alarmed`` happy ones that it read as unhappy.
    """

    language: str
    read: int = 0
    abstained: int = 0
    settled: int = 0
    corrected: int = 0
    missed: int = 0
    alarmed: int = 0

    @property
    def decided(self) -> int:
        return self.read - self.abstained

    @property
    def rate(self) -> float | None:
        """The share of decided mails that nobody corrected; none where nothing was decided."""
        return (self.decided - self.corrected) / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Of the rate, 95 % (Wilson 1927)."""
        return wilson(self.decided - self.corrected, self.decided) if self.decided else None

    def as_json(self) -> dict[str, Any]:
        """The stable row of the export."""
        low, high = self.interval or (None, None)
        shares = {"agreement": self.rate, "low": low, "high": high}
        rounded = {name: None if each is None else round(each, 4) for name, each in shares.items()}
        return asdict(self) | {"decided": self.decided} | rounded

    def count(self, machine: str, person: str | None, mails: int) -> None:
        self.read += mails
        differs = person is not None and person != machine
        if machine == "unclear":
            self.abstained += mails
            self.settled += mails * differs
        elif differs:
            self.corrected += mails
            self.missed += mails * ((machine, person) == ("positive", "negative"))
            self.alarmed += mails * ((machine, person) == ("negative", "positive"))


COLUMNS: Final = (*(f.name for f in fields(Agreement)), "decided", "agreement", "low", "high")


def agreements(
    session: Session, quarter: Quarter, *, zone: ZoneInfo, which: ColumnElement[bool] | None = None
) -> list[Agreement]:
    """Of the mails received in a quarter: all of them first, then by language, the most first.

    ``which`` is a condition on `Mail`.  A mail that was corrected is judged by what the
    machine said then, whatever a later one says.
    """
    query = (
        select(Mail.language, Sentiment.label, Sentiment.corrected_label, func.count())
        .join(Sentiment, Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
        .where(Mail.direction == Direction.IN, Sentiment.score.is_not(None))
        .where(Mail.received_at >= quarter.began(zone))
        .where(Mail.received_at < quarter.shifted(1).began(zone))
        .group_by(Mail.language, Sentiment.label, Sentiment.corrected_label)
    )
    whole, by_language = Agreement(ALL), dict[str, Agreement]()
    for language, machine, person, mails in session.execute(
        query if which is None else query.where(which)
    ):
        name = language or UNKNOWN
        for each in (whole, by_language.setdefault(name, Agreement(name))):
            each.count(machine, person, mails)
    return [whole, *sorted(by_language.values(), key=lambda each: (-each.read, each.language))]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval that holds a share with 95 %; right also for few and for none.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
    """
    share, z2 = hits / of, _NORMAL_95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = _NORMAL_95 / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - reach), min(1.0, middle + reach)
