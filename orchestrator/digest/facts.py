"""What we know and a client should hear: facts, and who was told which."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import (
    Block,
    BlockSource,
    Digest,
    DigestState,
    Fact,
    FactKind,
    FactTold,
    Project,
)
from orchestrator.record.append import Action, Actor, record

LONGEST = 500


def add_fact(
    session: Session,
    project: Project,
    *,
    kind: FactKind,
    text: str,
    is_bad: bool,
    source: str,
    actor: Actor,
    now: datetime,
) -> Fact:
    """Note one thing for the next update, known since ``now``.  The caller commits.

    Raises:
        UsageError: the text is empty or longer than `LONGEST`.
    """
    text = " ".join(text.split())
    if not text:
        raise UsageError("text: write one sentence that the client will read")
    if len(text) > LONGEST:
        raise UsageError(f"text: {len(text)} characters; at most {LONGEST}")
    fact = Fact(
        project_id=project.id, kind=kind, text=text, is_bad=is_bad, known_at=now, source=source
    )
    session.add(fact)
    session.flush()
    record(
        session,
        Action.FACT,
        f"fact:{fact.id}",
        actor=actor,
        now=now,
        project_id=project.id,
        details={"text": text},
        kind=kind.value,
        bad=is_bad,
    )
    return fact


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
