"""When a fact is changed: its new version takes the place of the old one in an edited draft."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from orchestrator.digest.facts import corrections, untold
from orchestrator.digest.plan import fact_line
from orchestrator.models import Block, Digest
from orchestrator.models.facts import versions_of


def changed_lines(
    session: Session, digest: Digest, gone: Sequence[Block]
) -> list[tuple[int, Block]]:
    """Lines for what is told otherwise by now, each with its index once ``gone`` are out."""
    families = versions_of(session, digest.project_id)
    if not families:
        return []
    always = datetime.max.replace(tzinfo=UTC)
    mine = untold(
        session, digest.project_id, digest.contact_id, before=always, apart_from=digest.id
    )
    fresh = {fact.id: fact for fact in mine}
    anew = corrections(session, digest.project_id, digest.contact_id)
    lines: list[tuple[int, Block]] = []
    index = 0
    for block in digest.blocks:
        if block not in gone:
            index += 1
            continue
        for fact_id in {new for old in _facts(block) for new in families.get(old, ())}:
            if fact := fresh.pop(fact_id, None):
                line = fact_line(fact, digest, fact.id in anew)
                line.position = block.position
                lines.append((index, line))
                index += 1
    return lines


def _facts(block: Block) -> list[int]:
    sources = (source.source for source in block.sources)
    return [int(source.removeprefix("fact:")) for source in sources if source.startswith("fact:")]
