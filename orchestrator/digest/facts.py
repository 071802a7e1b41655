"""Which facts a client has not been told, and which an update tells."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Block,
    BlockSource,
    Digest,
    DigestState,
    Fact,
    FactTold,
)


def untold(
    session: Session, project_id: int, contact_id: int, *, before: datetime, apart_from: int
) -> Sequence[Fact]:
    """Facts known before ``before`` that this contact was not told; bad first, then oldest.

    One that stands in another open update of hers is on its way and does not count.
    """
    told = select(FactTold.fact_id).where(FactTold.contact_id == contact_id)
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
    return session.scalars(
        select(Fact)
        .where(
            Fact.project_id == project_id,
            Fact.known_at < before,
            Fact.withdrawn_at.is_(None),
            Fact.id.not_in(told),
            ~on_its_way,
        )
        .order_by(Fact.is_bad.desc(), Fact.known_at, Fact.id)
    ).all()


def facts_in(digest: Digest) -> list[int]:
    """Ids of the facts that the blocks of an update are made of."""
    sources = {source.source for block in digest.blocks for source in block.sources}
    return sorted(int(s.removeprefix("fact:")) for s in sources if s.startswith("fact:"))
