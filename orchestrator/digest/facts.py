"""Which facts a client has not been told, and which an update tells."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, literal, or_, select, union
from sqlalchemy.orm import Session

from orchestrator.models import (
    Block,
    BlockSource,
    ChangeRequest,
    ClientDecision,
    Digest,
    DigestState,
    Expectation,
    Fact,
    FactHearer,
    FactTold,
    Promise,
    ThemeQuote,
    ValueGoal,
)
from orchestrator.models.facts import arrived, versions_of


def untold(
    session: Session, project_id: int, contact_id: int, *, before: datetime, apart_from: int
) -> Sequence[Fact]:
    """Facts noted before ``before`` that she must hear and was not told; bad first, then oldest.

    One that stands in another open update of hers is on its way and does not count.
    """
    here = is_untold(project_id, contact_id, before=before, apart_from=apart_from)
    return session.scalars(
        select(Fact).where(here).order_by(Fact.is_bad.desc(), Fact.known_at, Fact.id)
    ).all()


def is_untold(
    project_id: int, contact_id: int, *, before: datetime, apart_from: int
) -> ColumnElement[bool]:
    """Condition on `Fact`: as `untold`."""
    told = select(FactTold.fact_id).where(FactTold.contact_id == contact_id, arrived())
    named = select(FactHearer.contact_id).where(FactHearer.fact_id == Fact.id)
    on_its_way = (
        select(BlockSource.id)
        .join(Block, Block.id == BlockSource.block_id)
        .join(Digest, Digest.id == Block.digest_id)
        .where(
            BlockSource.source == literal("fact:") + cast(Fact.id, String),
            Digest.contact_id == contact_id,
            Digest.id != apart_from,
            Digest.state.in_((DigestState.DRAFTED, DigestState.APPROVED)),
        )
        .exists()
    )
    return and_(
        Fact.project_id == project_id,
        Fact.created_at < before,
        Fact.counts,
        or_(~named.exists(), literal(contact_id).in_(named)),
        Fact.id.not_in(told),
        ~on_its_way,
    )


def corrections(session: Session, project_id: int, contact_id: int) -> set[int]:
    """Facts of which she heard, or is about to hear, another version."""
    families = versions_of(session, project_id)
    if not families:
        return set()
    leaving = (
        select(BlockSource.source)
        .join(Block, Block.id == BlockSource.block_id)
        .join(Digest, Digest.id == Block.digest_id)
        .where(
            BlockSource.source.in_([f"fact:{fact_id}" for fact_id in families]),
            Digest.contact_id == contact_id,
            Digest.state == DigestState.APPROVED,
        )
    )
    told = select(FactTold.fact_id).where(FactTold.contact_id == contact_id, arrived())
    heard = set(session.scalars(told))
    heard |= {int(source.removeprefix("fact:")) for source in session.scalars(leaving)}
    return {fact_id for fact_id, all_ in families.items() if heard & (set(all_) - {fact_id})}


def about_theirs(session: Session, project_id: int) -> set[int]:
    """Facts that say what became of something the client wanted, expected or was promised."""
    rows = (ChangeRequest, ClientDecision, Expectation, Promise, ThemeQuote, ValueGoal)
    found = (
        select(row.fact_id).join(Fact, Fact.id == row.fact_id).where(Fact.project_id == project_id)
        for row in rows
    )
    return {fact_id for (fact_id,) in session.execute(union(*found)) if fact_id is not None}


def facts_in(digest: Digest) -> list[int]:
    """Ids of the facts that the blocks of an update are made of."""
    sources = {source.source for block in digest.blocks for source in block.sources}
    return sorted(int(s.removeprefix("fact:")) for s in sources if s.startswith("fact:"))
