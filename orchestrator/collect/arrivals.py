"""A message that came becomes a stored mail, once, whatever way and how often it comes.

Bytes first, parsing second: nothing here looks into a mail further than to tell
whether we have it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.collect.parse import content_hash
from orchestrator.models import Direction, Mail, MailState
from orchestrator.models.base import insert_blank, is_among
from orchestrator.models.content import keep_all
from orchestrator.record.append import Action, Entry, record_all, system


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message that came, by whatever way.  ``received_at`` is when its server had it.

    ``content_hash``: where it is known already; else it is worked out.
    """

    content: bytes
    direction: Direction
    received_at: datetime
    content_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The row of a message that came.  ``is_new``: there was none before."""

    id: int
    sha256: str
    is_new: bool


def keep_mails(session: Session, arrivals: Sequence[Arrival], *, now: datetime) -> list[Kept]:
    """Keep messages that may be known already, in the order given.  The caller commits.

    A message that comes twice has one row, which is new at its first place.
    """
    hashes = [each.content_hash or content_hash(each.content) for each in arrivals]
    rows = _rows_of(session, hashes)
    firsts: dict[str, Arrival] = {}
    for same, arrival in zip(hashes, arrivals, strict=True):
        if same not in rows:
            firsts.setdefault(same, arrival)
    added = _add_mails(session, firsts, now=now)
    missing = [same for same in firsts if same not in added]
    # Another reader stored the same mail from another folder in this moment.
    rows |= added | _rows_of(session, missing)
    is_new = set(added)
    kept = []
    for same in hashes:
        kept.append(Kept(*rows[same], is_new=same in is_new))
        is_new.discard(same)
    return kept


def record_ingest(session: Session, kept: Sequence[Kept], *, via: str, now: datetime) -> None:
    """One entry a new mail, with the SHA-256 of its bytes.  Last in the transaction."""
    entries = [
        Entry(Action.INGEST, f"mail:{mail.id}", extra={"dig": mail.sha256, "from": via})
        for mail in kept
        if mail.is_new
    ]
    if entries:
        record_all(session, entries, actor=system("collect"), now=now)


def _rows_of(session: Session, hashes: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Id and SHA-256 of the mails we have, by content hash."""
    if not hashes:
        return {}
    rows = session.execute(
        select(Mail.content_hash, Mail.id, Mail.sha256).where(
            is_among(session, Mail.content_hash, hashes)
        )
    )
    return {same: (mail_id, sha256) for same, mail_id, sha256 in rows}


def _add_mails(
    session: Session, arrivals: Mapping[str, Arrival], *, now: datetime
) -> dict[str, tuple[int, str]]:
    """Insert one row a content hash; return those that were really new."""
    if not arrivals:
        return {}
    names = keep_all(session, [each.content for each in arrivals.values()], now=now)
    rows = session.execute(
        insert_blank(session, Mail)
        .on_conflict_do_nothing(index_elements=["content_hash"])
        .returning(Mail.content_hash, Mail.id, Mail.sha256),
        [
            {
                "sha256": sha256,
                "content_hash": same,
                "direction": arrival.direction,
                "state": MailState.STORED,
                "received_at": arrival.received_at,
            }
            for sha256, (same, arrival) in zip(names, arrivals.items(), strict=True)
        ],
    )
    return {same: (mail_id, sha256) for same, mail_id, sha256 in rows}
