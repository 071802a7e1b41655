"""What was measured of the reader's own goals and was not told yet: an update leads with it.

Nobody else's goals stand in an update: what somebody wants to gain is theirs to tell.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, case, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from orchestrator.digest.lines import line
from orchestrator.models import (
    Block,
    BlockKind,
    BlockSource,
    Digest,
    DigestState,
    GoalState,
    Measurement,
    MeasurementTold,
    ValueGoal,
)
from orchestrator.models.facts import arrived
from orchestrator.value_words import is_worse, sentence, share

GOALS_AT_MOST = {"brief": 1, "standard": 2, "full": 99}
_GONE = (GoalState.CHANGED, GoalState.WITHDRAWN)
_ROOT = func.coalesce(ValueGoal.first_id, ValueGoal.id)


@dataclass(frozen=True, slots=True)
class GoalNews:
    """A goal with all that counts of it, oldest first; ``fresh`` of it was not told yet."""

    goal: ValueGoal
    found: list[Measurement] = field(default_factory=list)
    fresh: list[Measurement] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the newest number is; an older one that came late changes nothing."""
        return self.found[-1:] == self.fresh[-1:]

    @property
    def is_bad(self) -> bool:
        before = self.found[-2].value if len(self.found) > 1 else None
        is_missed = self.goal.state is GoalState.MISSED
        return is_missed or is_worse(self.goal.aim, self.found[-1].value, before)


def goal_news(session: Session, digest: Digest, *, before: datetime) -> list[GoalNews]:
    """Goals of the reader with something new noted before ``before``; what went wrong first.

    What stands in another open update of theirs is on its way and does not count.
    """
    is_told = or_(_is_told(digest), _is_on_its_way(digest))
    rows = session.execute(
        select(ValueGoal, Measurement, is_told)
        .join(Measurement, Measurement.goal_id == _ROOT)
        .where(
            ValueGoal.project_id == digest.project_id,
            ValueGoal.contact_id == digest.contact_id,
            ValueGoal.state.not_in(_GONE),
            Measurement.withdrawn_at.is_(None),
            Measurement.known_at < before,
        )
        .order_by(_ROOT, Measurement.measured_on, Measurement.id)
    )
    found: dict[int, GoalNews] = {}
    for goal, measurement, told in rows:
        news = found.setdefault(goal.id, GoalNews(goal))
        news.found.append(measurement)
        if not told:
            news.fresh.append(measurement)
    return sorted((news for news in found.values() if news.is_new), key=lambda n: not n.is_bad)


def goal_line(news: GoalNews, digest: Digest, *, today: date) -> Block:
    """One sentence with the numbers, and how much of the way is done."""
    goal, last = news.goal, news.found[-1]
    words = sentence(goal.aim, last.measured, today=today, say=digest.contact.say)
    block = line(
        BlockKind.GOAL,
        f"“{goal.text}” {words}",
        digest.project,
        f"value_goal:{goal.id}",
        *(f"measurement:{each.id}" for each in news.fresh),
        last.source,
    )
    block.details = {"bad": news.is_bad, "share": share(goal.aim, last.value)}
    return block


def measured_in(digest: Digest) -> set[int]:
    """Ids of the measurements that an update tells."""
    return {
        int(source.source.removeprefix("measurement:"))
        for block in digest.blocks
        for source in block.sources
        if source.source.startswith("measurement:")
    }


def stale_goals(session: Session, digest: Digest) -> set[str]:
    """Sources of its lines that were told, taken back, changed or dropped meanwhile."""
    stands = {
        source.source
        for block in digest.blocks
        if block.kind is BlockKind.GOAL
        for source in block.sources
        if source.source.startswith(("value_goal:", "measurement:"))
    }
    if not stands:
        return set()
    fresh = goal_news(session, digest, before=datetime.max.replace(tzinfo=digest.send_at.tzinfo))
    holds = {f"value_goal:{news.goal.id}" for news in fresh}
    holds |= {f"measurement:{each.id}" for news in fresh for each in news.fresh}
    return stands - holds


def has_newer_goal(now: datetime) -> ColumnElement[bool]:
    """Condition on `Digest`: the reader's goals were measured or changed since it was planned."""
    hers = (
        ValueGoal.project_id == Digest.project_id,
        ValueGoal.contact_id == Digest.contact_id,
    )
    newer = case(
        (Measurement.withdrawn_at.is_(None), Measurement.known_at), else_=Measurement.withdrawn_at
    )
    measured = (
        select(Measurement.id)
        .join(ValueGoal, ValueGoal.id == Measurement.goal_id)
        .where(*hers, newer >= Digest.period_end, newer < now)
    )
    is_gone = BlockSource.source == literal("value_goal:") + cast(ValueGoal.id, String)
    gone = (
        select(ValueGoal.id)
        .join(BlockSource, is_gone)
        .join(Block, Block.id == BlockSource.block_id)
        .where(Block.digest_id == Digest.id, ValueGoal.state.in_(_GONE))
    )
    return measured.exists() | gone.exists()


def _is_told(digest: Digest) -> ColumnElement[bool]:
    told = select(MeasurementTold.id).where(
        MeasurementTold.measurement_id == Measurement.id,
        MeasurementTold.contact_id == digest.contact_id,
        arrived(MeasurementTold),
    )
    return told.exists()


def _is_on_its_way(digest: Digest) -> ColumnElement[bool]:
    leaving = (
        select(BlockSource.id)
        .join(Block, Block.id == BlockSource.block_id)
        .join(Digest, Digest.id == Block.digest_id)
        .where(
            BlockSource.source == literal("measurement:") + cast(Measurement.id, String),
            Digest.contact_id == digest.contact_id,
            Digest.id != digest.id,
            Digest.state.in_((DigestState.DRAFTED, DigestState.APPROVED)),
        )
    )
    return leaving.exists()
