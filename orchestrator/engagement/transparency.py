"""How long it took from knowing to telling: of each fact, for each who must hear it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from orchestrator.models import Fact, FactHearer, FactTold, Impact, Participant, Wishes
from orchestrator.models.facts import arrived


@dataclass(frozen=True, slots=True)
class Lag:
    """Of one fact for one contact.  ``told_at`` and ``digest_id`` are None while it runs."""

    fact_id: int
    contact_id: int
    is_bad: bool
    known_at: datetime
    told_at: datetime | None
    digest_id: int | None

    def length(self, now: datetime) -> timedelta:
        return (self.told_at or now) - self.known_at


@dataclass(frozen=True, slots=True)
class Lags:
    """``median`` and ``worst`` of what was told; ``longest`` of what is not yet."""

    told: int
    median: timedelta | None
    worst: timedelta | None
    untold: int
    longest: timedelta | None


@dataclass(frozen=True, slots=True)
class Audience:
    """``everybody`` takes part in the project and did not ask for silence."""

    everybody: frozenset[int]
    named: Mapping[int, frozenset[int]]

    def of(self, fact_id: int) -> frozenset[int]:
        """Contacts who must hear a fact."""
        named = self.named.get(fact_id)
        return self.everybody if named is None else self.everybody & named


def audience_of(session: Session, project_id: int) -> Audience:
    silent = select(Wishes.contact_id).where(Wishes.stopped)
    everybody = session.scalars(
        select(Participant.contact_id).where(
            Participant.project_id == project_id, Participant.contact_id.not_in(silent)
        )
    )
    named: dict[int, set[int]] = defaultdict(set)
    for fact_id, contact_id in session.execute(
        select(FactHearer.fact_id, FactHearer.contact_id)
        .join(Fact, Fact.id == FactHearer.fact_id)
        .where(Fact.project_id == project_id)
    ):
        named[fact_id].add(contact_id)
    return Audience(frozenset(everybody), {each: frozenset(ids) for each, ids in named.items()})


def lags_of(session: Session, project_id: int, audience: Audience) -> list[Lag]:
    """Of every fact for all who heard it, and for those who must and did not; oldest first.

    Changing a fact does not stop its clock: for who did not hear the former version, it
    runs since that was known.
    """
    told: dict[int, dict[int, tuple[datetime, int]]] = defaultdict(dict)
    facts: dict[int, tuple[int | None, datetime, Impact, bool]] = {}
    for fact_id, former, known_at, impact, counts, hearer, told_at, digest_id in session.execute(
        select(
            Fact.id,
            Fact.supersedes_id,
            Fact.known_at,
            Fact.impact,
            Fact.counts,
            FactTold.contact_id,
            FactTold.told_at,
            FactTold.digest_id,
        )
        .outerjoin(FactTold, and_(FactTold.fact_id == Fact.id, arrived()))
        .where(Fact.project_id == project_id)
        .order_by(Fact.id)
    ):
        facts[fact_id] = (former, known_at, impact, counts)
        if hearer is not None:
            told[fact_id][hearer] = (told_at, digest_id)

    def since(fact_id: int, contact_id: int) -> datetime:
        former, known_at, *_ = facts[fact_id]
        while former is not None and contact_id not in told[former]:
            former, earlier, *_ = facts[former]
            known_at = min(known_at, earlier)
        return known_at

    lags = []
    for fact_id, (_, _, impact, counts) in facts.items():
        must = audience.of(fact_id) if counts else frozenset()
        for contact_id in sorted(must | told[fact_id].keys()):
            when = told[fact_id].get(contact_id, (None, None))
            is_bad, known_at = impact is Impact.BAD, since(fact_id, contact_id)
            lags.append(Lag(fact_id, contact_id, is_bad, known_at, *when))
    return lags


def summary_of(lags: Sequence[Lag], *, now: datetime) -> Lags:
    """Exact to the microsecond; the median of an even number is the middle of the middle two."""
    told = [lag.length(now) for lag in lags if lag.told_at is not None]
    running = [lag.length(now) for lag in lags if lag.told_at is None]
    return Lags(
        told=len(told),
        median=_middle(sorted(told)),
        worst=max(told, default=None),
        untold=len(running),
        longest=max(running, default=None),
    )


def _middle(lengths: Sequence[timedelta]) -> timedelta | None:
    half = len(lengths) // 2
    if len(lengths) % 2:
        return lengths[half]
    return (lengths[half - 1] + lengths[half]) / 2 if lengths else None


def length_words(length: timedelta) -> str:
    """``2 days 3 h``, ``5 h 12 min``, ``under a minute``: what has passed in full."""
    minutes = int(length.total_seconds() // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        parts = [f"{days} day{'s' * (days > 1)}"] + [f"{hours} h"] * (hours > 0)
    else:
        parts = [f"{hours} h"] * (hours > 0) + [f"{minutes % 60} min"] * (minutes % 60 > 0)
    return " ".join(parts) or "under a minute"


def in_words(lags: Lags) -> str:
    """``Told after 2 days 3 h at the median, 6 days at worst; 1 untold for 4 days.``"""
    said = []
    if lags.median is not None and lags.worst is not None:
        at_worst = f", {length_words(lags.worst)} at worst" if lags.told > 1 else ""
        at_median = " at the median" if lags.told > 1 else ""
        said.append(f"Told after {length_words(lags.median)}{at_median}{at_worst}")
    if lags.longest is not None:
        longest = ", the longest" if lags.untold > 1 else ""
        said.append(f"{lags.untold} untold{longest} for {length_words(lags.longest)}")
    return ("; ".join(said) or "Nothing had to be told yet") + "."
