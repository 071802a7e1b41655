"""What of ours the mails of a batch answer: the asks of an update, or a notice."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from orchestrator.models import Ask, Block, BlockKind, Mail, OutboxEntry
from orchestrator.models.base import is_among
from orchestrator.models.outbox import AUTOMATIC

Rows = Sequence[Row[*tuple[Any, ...]] | Mail]
"""Mails, or columns of them: the id, ``digest_id`` and ``in_reply_to`` among them."""


def asks_of(session: Session, replies: Rows) -> dict[int, list[tuple[int, Ask]]]:
    """The asks of the updates that these mails answer, by their numbers in each."""
    digests = {row.digest_id for row in replies if row.digest_id}
    rows = session.execute(
        select(Block.digest_id, Block.number, Ask)
        .join(Ask, Ask.id == Block.ask_id)
        .where(Block.digest_id.in_(digests), Block.kind == BlockKind.ASK)
        .order_by(Block.number)
    )
    found = defaultdict(list)
    for digest_id, number, ask in rows:
        if number is not None:
            found[digest_id].append((number, ask))
    return found


def answering_notices(session: Session, replies: Rows) -> set[int]:
    """Those of the mails that answer what we said by ourselves of an earlier one."""
    named = {row.in_reply_to for row in replies if row.in_reply_to}
    if not named:
        return set()
    notices = set(
        session.scalars(
            select(OutboxEntry.message_id).where(
                is_among(session, OutboxEntry.message_id, named), OutboxEntry.kind.in_(AUTOMATIC)
            )
        )
    )
    return {row.id for row in replies if row.in_reply_to in notices}
