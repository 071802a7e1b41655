"""Whether something came after an approval that its approver should have known."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    and_,
    bindparam,
    case,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from orchestrator.models import (
    Approval,
    Digest,
    Dispute,
    Fact,
    FactHearer,
    FactTold,
    Mood,
    Preference,
    ProjectStatus,
    WishState,
)
from orchestrator.models.facts import arrived

_RANK = {Mood.UNHAPPY: 0, Mood.SO_SO: 1, Mood.GOOD: 2, Mood.GREAT: 3}
_SILENT_NOW = 9
"""Silence is no drop: nobody said anything."""

DISPUTED = "an invoice was disputed after it was approved"
SAD = "the mood dropped after it was approved"
WISHED = "wishes changed after it was approved"
BAD = "bad news was noted after it was approved"


def overtaken(session: Session, digest_ids: Collection[int]) -> dict[int, str]:
    """Of approved updates those that were overtaken, each with the reason.  One statement."""
    if not digest_ids:
        return {}
    rows = session.execute(_statement(), {"digests": list(digest_ids)})
    return {digest_id: reason for digest_id, reason in rows}


@cache
def _statement() -> CompoundSelect[int, str]:
    """Made once: to put it together takes longer than to run it."""
    rules = ((BAD, _bad_news()), (WISHED, _wished()), (SAD, _sad()), (DISPUTED, _disputed()))
    return union_all(
        *(
            select(Digest.id, literal(reason))
            .join(Approval, and_(Approval.digest_id == Digest.id, Approval.undone_at.is_(None)))
            .where(Digest.id.in_(bindparam("digests", expanding=True)), rule)
            for reason, rule in rules
        )
    )


def _disputed() -> ColumnElement[bool]:
    return (
        select(Dispute.id)
        .where(
            Dispute.project_id == Digest.project_id,
            Dispute.opened_at >= Approval.approved_at,
        )
        .exists()
    )


def _wished() -> ColumnElement[bool]:
    """One that only waits for a person changes nothing yet."""
    return (
        select(Preference.id)
        .where(
            Preference.contact_id == Digest.contact_id,
            Preference.state.in_((WishState.APPLIED, WishState.UNDONE)),
            or_(
                Preference.said_at >= Approval.approved_at,
                Preference.decided_at >= Approval.approved_at,
            ),
        )
        .exists()
    )


def _sad() -> ColumnElement[bool]:
    return _mood(after=True, silent=_SILENT_NOW) < _mood(after=False, silent=_RANK[Mood.GOOD])


def _mood(*, after: bool, silent: int) -> ColumnElement[int]:
    """How good it is since the approval, or was before; null where there was none."""
    moment = Approval.approved_at
    since = ProjectStatus.since >= moment if after else ProjectStatus.since < moment
    rank = case(_RANK, value=ProjectStatus.mood, else_=silent)
    newest = (
        select(rank)
        .where(ProjectStatus.project_id == Digest.project_id, since)
        .order_by(ProjectStatus.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return newest


def _bad_news() -> ColumnElement[bool]:
    named = select(FactHearer.contact_id).where(FactHearer.fact_id == Fact.id)
    told = select(FactTold.id).where(
        FactTold.fact_id == Fact.id, FactTold.contact_id == Digest.contact_id, arrived()
    )
    return (
        select(Fact.id)
        .where(
            Fact.project_id == Digest.project_id,
            Fact.is_bad,
            Fact.counts,
            Fact.created_at >= Approval.approved_at,
            or_(~named.exists(), Digest.contact_id.in_(named)),
            ~told.exists(),
        )
        .exists()
    )
