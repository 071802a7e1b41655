"""Which thread a mail belongs to: by its ids alone, in any order of arrival.

Every Message-ID a mail carries, as its own or as a reference, is a key of its thread.
A mail whose keys name two threads joins them, so a late parent brings its replies
together (RFC 5256, REFERENCES, steps 1 to 4).  Keys are kept per client: a reference
to another client's mail, forged or forwarded, joins nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from orchestrator.models import Mail, Thread, ThreadKey
from orchestrator.models.base import insert_rows, update_rows

Key = tuple[str, int | None]
"""A Message-ID and the client in whose mail it was seen; None for a stranger's."""


@dataclass(eq=False, slots=True)
class Strand:
    """A thread while a batch of mails is being threaded.  ``id`` is None until it is saved."""

    id: int | None
    subject: str
    project_id: int | None
    created_at: datetime
    last_mail_at: datetime
    joined: "Strand | None" = None

    @property
    def remaining(self) -> "Strand":
        """The strand it is part of now."""
        strand = self
        while strand.joined is not None:
            strand = strand.joined
        return strand

    def saved_id(self) -> int:
        """Its row's id, once saved."""
        row_id = self.remaining.id
        assert row_id is not None
        return row_id


class Strands:
    """The threads that a batch of mails touches: read at once, joined in memory, saved at once."""

    def __init__(self, session: Session, keys: Iterable[Key]) -> None:
        """Read the threads that ``keys`` name."""
        self._session = session
        self._by_key = _read(session, set(keys))
        self._new_keys: list[Key] = []
        self._new: list[Strand] = []
        self._touched: dict[Strand, None] = {}
        self._joined: list[Strand] = []

    def put(
        self, ids: Sequence[str], *, client_id: int | None, subject: str, received_at: datetime
    ) -> Strand:
        """Find or make the strand of a mail that carries ``ids``."""
        keys = [(message_id, client_id) for message_id in ids]
        found = {self._by_key[key].remaining: None for key in keys if key in self._by_key}
        oldest, *others = sorted(found, key=_age) or [self._begin(subject, received_at)]
        for other in others:
            self._join(other, into=oldest)
        for key in keys:
            if key not in self._by_key:
                self._by_key[key] = oldest
                self._new_keys.append(key)
        oldest.last_mail_at = max(oldest.last_mail_at, received_at)
        self._touched[oldest] = None
        return oldest

    def save(self) -> None:
        """Write what changed; every remaining strand has its id then.  The caller commits."""
        self._add_new()
        for strand in self._joined:
            if strand.id is not None:
                _move(self._session, strand.id, into=strand.saved_id())
        self._add_keys()
        self._update_touched()

    def _begin(self, subject: str, received_at: datetime) -> Strand:
        strand = Strand(None, subject, None, received_at, received_at)
        self._new.append(strand)
        return strand

    def _join(self, other: Strand, *, into: Strand) -> None:
        """The older project wins where both have one."""
        into.project_id = into.project_id or other.project_id
        into.last_mail_at = max(into.last_mail_at, other.last_mail_at)
        other.joined = into
        self._joined.append(other)

    def _add_new(self) -> None:
        new = [strand for strand in self._new if strand.joined is None]
        if not new:
            return
        rows = self._session.execute(
            insert(Thread).returning(
                Thread.id,
                Thread.subject,
                Thread.project_id,
                Thread.created_at,
                Thread.last_mail_at,
            ),
            [
                {
                    "subject": strand.subject,
                    "project_id": strand.project_id,
                    "created_at": strand.created_at,
                    "last_mail_at": strand.last_mail_at,
                }
                for strand in new
            ],
        )
        # The rows come back in any order; two of the same values may stand for each other.
        ids = defaultdict(list)
        for row_id, *values in rows:
            ids[tuple(values)].append(row_id)
        for strand in new:
            key = (strand.subject, strand.project_id, strand.created_at, strand.last_mail_at)
            strand.id = ids[key].pop()
            self._touched.pop(strand, None)  # Its row is as it is.

    def _add_keys(self) -> None:
        rows = [
            {
                "message_id": message_id,
                "client_id": client_id,
                "thread_id": self._by_key[message_id, client_id].saved_id(),
            }
            for message_id, client_id in self._new_keys
        ]
        insert_rows(self._session, ThreadKey, rows)

    def _update_touched(self) -> None:
        rows = [
            {
                "id": strand.id,
                "project_id": strand.project_id,
                "last_mail_at": strand.last_mail_at,
                "done_at": None,
            }
            for strand in self._touched
            if strand.joined is None
        ]
        update_rows(self._session, Thread, rows)


def hand_over(session: Session, thread: Thread, *, client_id: int) -> Thread:
    """Give an undecided thread to a client, joining threads of hers that share a key.

    Returns the thread that remains.  The caller commits.
    """
    own = session.scalars(
        select(ThreadKey.message_id).where(
            ThreadKey.thread_id == thread.id, ThreadKey.client_id.is_(None)
        )
    ).all()
    hers = _read(session, {(message_id, client_id) for message_id in own})
    taken = {message_id for message_id, _ in hers}
    strands = sorted(set(hers.values()), key=_age)
    _give_keys(session, thread.id, taken, client_id=client_id)
    newest = max([thread.last_mail_at, *(strand.last_mail_at for strand in strands)])
    remaining, *others = [*(strand.saved_id() for strand in strands), thread.id]
    for other in others:
        _move(session, other, into=remaining)
    session.expire_all()
    kept = session.get_one(Thread, remaining)
    kept.last_mail_at = newest
    return kept


def _give_keys(session: Session, thread_id: int, taken: set[str], *, client_id: int) -> None:
    hers = ThreadKey.thread_id == thread_id, ThreadKey.client_id.is_(None)
    session.execute(delete(ThreadKey).where(*hers, ThreadKey.message_id.in_(taken)))
    session.execute(update(ThreadKey).where(*hers).values(client_id=client_id))


def _read(session: Session, keys: set[Key]) -> dict[Key, Strand]:
    rows = session.execute(
        select(
            ThreadKey.message_id,
            ThreadKey.client_id,
            Thread.id,
            Thread.subject,
            Thread.project_id,
            Thread.created_at,
            Thread.last_mail_at,
        )
        .join(Thread, Thread.id == ThreadKey.thread_id)
        .where(ThreadKey.message_id.in_({message_id for message_id, _ in keys}))
    )
    strands: dict[int, Strand] = {}
    found: dict[Key, Strand] = {}
    for row in rows:
        key = row.message_id, row.client_id
        if key in keys:
            strand = Strand(row.id, row.subject, row.project_id, row.created_at, row.last_mail_at)
            found[key] = strands.setdefault(row.id, strand)
    return found


def _age(strand: Strand) -> tuple[datetime, float]:
    return strand.created_at, inf if strand.id is None else strand.id


def _move(session: Session, thread_id: int, *, into: int) -> None:
    """Move every mail and key of one thread into another, and drop its row."""
    session.execute(update(Mail).where(Mail.thread_id == thread_id).values(thread_id=into))
    session.execute(
        update(ThreadKey).where(ThreadKey.thread_id == thread_id).values(thread_id=into)
    )
    session.execute(delete(Thread).where(Thread.id == thread_id))
