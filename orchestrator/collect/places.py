"""Where our mails lie on the server, and where they lie no more.

What is gone from the server stays with us: only its place is marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from orchestrator.models import FolderCursor, MailLocation, Quarantine

_RANGES = 200


def mark_gone(
    session: Session, cursor: FolderCursor, ranges: Iterable[tuple[int, int]], *, now: datetime
) -> None:
    """Note that the server has no mail at these UIDs any more.  The caller commits.

    Args:
        ranges: first and last UID.
    """
    rest = iter(ranges)
    while some := list(islice(rest, _RANGES)):
        _mark(
            session,
            [
                *here(cursor),
                MailLocation.uidvalidity == cursor.uidvalidity,
                or_(*(MailLocation.uid.between(*pair) for pair in some)),
            ],
            now=now,
        )


def mark_all_gone(session: Session, cursor: FolderCursor, *, now: datetime) -> None:
    """The numbers of a folder mean nothing any more.  The caller commits."""
    _mark(session, here(cursor), now=now)


def _mark(session: Session, which: Sequence[ColumnElement[bool]], *, now: datetime) -> None:
    marked = session.execute(
        update(MailLocation).where(*which, MailLocation.gone_at.is_(None)).values(gone_at=now)
    )
    if marked.rowcount:  # type: ignore[attr-defined]  # The result of an UPDATE has it.
        session.execute(
            update(Quarantine)
            .where(
                Quarantine.released_at.is_(None),
                exists().where(
                    MailLocation.id == Quarantine.location_id, MailLocation.gone_at.is_not(None)
                ),
            )
            .values(released_at=now, retry_at=None)
            .execution_options(synchronize_session=False)
        )


def compare(
    session: Session,
    cursor: FolderCursor,
    low: int,
    high: int,
    uids: Sequence[int],
    *,
    now: datetime,
) -> list[int]:
    """Hold what the server has from ``low`` to ``high`` against our places.

    Marks what is gone, and what is back; the caller commits.

    Returns:
        The UIDs that we have no place for.
    """
    ours = {
        uid: gone_at is None
        for uid, gone_at in session.execute(
            select(MailLocation.uid, MailLocation.gone_at).where(
                *here(cursor),
                MailLocation.uidvalidity == cursor.uidvalidity,
                MailLocation.uid.between(low, high),
            )
        )
    }
    there = set(uids)
    mark_gone(
        session,
        cursor,
        _ranges(u for u, is_here in ours.items() if is_here and u not in there),
        now=now,
    )
    # A place that is back may hold another mail now, so it counts as missing: it is read.
    return [uid for uid in uids if not ours.get(uid, False)]


def _ranges(uids: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = previous = None
    for uid in sorted(uids):
        if previous is None or uid != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = uid
        previous = uid
    if start is not None and previous is not None:
        yield start, previous


def here(cursor: FolderCursor) -> list[ColumnElement[bool]]:
    """All places of a folder, under any numbering."""
    return [MailLocation.mailbox_id == cursor.mailbox_id, MailLocation.folder == cursor.folder]
