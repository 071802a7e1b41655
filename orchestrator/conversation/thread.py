"""Which thread a mail belongs to: by its ids alone, in any order of arrival.

Every Message-ID a mail carries, as its own or as a reference, is a key of its thread.
A mail whose keys name two threads joins them, so a late parent brings its replies
together (RFC 5256, REFERENCES, steps 1 to 4).  Keys are kept per client: a reference
to another client's mail, forged or forwarded, joins nothing.  Nor does a header join
what a person has split, or what lies in two projects: such a mail goes to the thread
of its nearest ancestor.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.former import former_of
from orchestrator.conversation.moving import move_thread
from orchestrator.conversation.parting import join
from orchestrator.conversation.strand import Key, Known, Placed, Strand, age, joinable, read_keys
from orchestrator.models import Thread, ThreadKey
from orchestrator.models.base import insert_rows, update_rows

_SHOWN_ID = 80


class Strands:
    """The threads that a batch of mails touches: read at once, joined in memory, saved at once."""

    def __init__(self, session: Session, keys: Iterable[Key]) -> None:
        """Read the threads that ``keys`` name."""
        self._session = session
        self._by_key = read_keys(session, set(keys))
        self._new: list[Strand] = []
        self._touched: dict[Strand, None] = {}
        self._woken: set[Strand] = set()
        self._joined: list[Strand] = []
        self._decided: dict[Strand, None] = {}
        self._new_keys: list[Key] = []
        self._arrived: dict[int, datetime] = {}

    def put(
        self,
        message_id: str | None,
        ancestors: Sequence[str],
        *,
        client_id: int | None,
        subject: str,
        received_at: datetime,
        project_id: int | None = None,
        wakes: bool = True,
        joins: bool = True,
    ) -> Placed:
        """Find or make the strand of a mail with this key that follows ``ancestors``.

        Both as `references.key_of` and `references.ancestors` give them.  ``project_id``:
        where it is known to belong; it enters no thread of another.  ``wakes``: it brings
        back what is done or snoozed; the copy of an answer of ours does not.  ``joins``: else
        all but the nearest of the ids that it names counts for nothing.
        """
        keys = [(each, client_id) for each in (ancestors if joins else ancestors[-1:])]
        own = (message_id, client_id) if message_id is not None else None
        near = self._near([*keys, own] if own else keys, project_id)
        if near:
            home, *others = sorted(joinable(near), key=age) if joins else [next(iter(near))]
        else:
            home, others = self._begin(subject, received_at), []
        for other in others:
            self._join(other, into=home)
        nearest = next(iter(near.values()), None)
        placed = Placed(home, self._reason(nearest, own, joins=len(others)))
        for key in keys:
            self._add_key(key, home, None)
        if own:
            self._add_key(own, home, received_at)
        home.last_mail_at = max(home.last_mail_at, received_at)
        self._touched[home] = None
        if wakes or others:
            self._woken.add(home)
        return placed

    def has_kin(
        self, message_id: str | None, ancestors: Sequence[str], client_id: int | None
    ) -> bool:
        """Whether it answers a mail that came, or one that came answers it.

        Mails that only name the same absent one may be of two projects.
        """
        known = (self._by_key.get((each, client_id)) for each in ancestors)
        is_answer = any(each is not None and each.mail_at is not None for each in known)
        return is_answer or (message_id, client_id) in self._by_key

    def decide(self, strand: Strand, project_id: int | None) -> None:
        """Give an undecided strand its project, and with it what lay there undecided."""
        strand.project_id = project_id
        self._decided[strand] = None

    @property
    def decided(self) -> Iterator[tuple[int, int]]:
        """Threads that were undecided, in part or in whole, and their projects, once saved."""
        for strand in self._decided:
            remaining = strand.remaining
            if remaining.project_id is not None:
                yield remaining.saved_id(), remaining.project_id

    def save(self) -> None:
        """Write what changed; every remaining strand has its id then.  The caller commits."""
        self._add_new()
        for strand in self._joined:
            if strand.id is not None:
                move_thread(self._session, strand.id, into=strand.saved_id())
        self._save_keys()
        self._update_touched()

    def _near(self, keys: Sequence[Key], project_id: int | None) -> dict[Strand, Key]:
        """The strands that keys name and the project allows, the last key's first."""
        found: dict[Strand, Key] = {}
        for key in reversed(keys):
            known = self._by_key.get(key)
            if known is not None:
                found.setdefault(known.strand.remaining, key)
        if project_id is None:
            return found
        allowed = (None, project_id)
        return {strand: key for strand, key in found.items() if strand.project_id in allowed}

    def _begin(self, subject: str, received_at: datetime) -> Strand:
        strand = Strand(None, subject, None, received_at, received_at)
        self._new.append(strand)
        return strand

    def _join(self, other: Strand, *, into: Strand) -> None:
        if other.family is not None:
            # What was split from either stays apart from both.
            for known in self._by_key.values():
                if known.strand.family == other.family:
                    known.strand.family = into.family
        if into.project_id != other.project_id:
            self.decide(into, into.project_id or other.project_id)
        into.last_mail_at = max(into.last_mail_at, other.last_mail_at)
        other.joined = into
        self._joined.append(other)

    def _reason(self, nearest: Key | None, own: Key | None, *, joins: int) -> str:
        if nearest is None:
            return "a thread of its own"
        shown = nearest[0] if len(nearest[0]) <= _SHOWN_ID else f"{nearest[0][:_SHOWN_ID]}…"
        mail_at = self._by_key[nearest].mail_at
        if nearest == own:
            words = "the same id came before" if mail_at else "mail that came before answers it"
        elif mail_at is None:
            words = f"shares {shown} with mail that came before"
        else:
            words = f"answers {shown} of {mail_at.day} {mail_at:%b %Y}"
        return f"{words}; joins {joins + 1} threads" if joins else words

    def _add_key(self, key: Key, strand: Strand, mail_at: datetime | None) -> None:
        known = self._by_key.get(key)
        if known is None:
            self._by_key[key] = Known(None, strand, mail_at)
            self._new_keys.append(key)
        elif mail_at is not None and known.mail_at is None:
            self._by_key[key] = Known(known.row_id, known.strand, mail_at)
            if known.row_id is not None:
                self._arrived[known.row_id] = mail_at

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

    def _save_keys(self) -> None:
        rows = [
            {
                "message_id": key[0],
                "client_id": key[1],
                "thread_id": self._by_key[key].strand.saved_id(),
                "mail_at": self._by_key[key].mail_at,
            }
            # In one order for every worker, so that no two wait for each other's.
            for key in sorted(self._new_keys, key=lambda key: key[0])
        ]
        insert_rows(self._session, ThreadKey, rows)
        arrived = [{"id": row_id, "mail_at": at} for row_id, at in self._arrived.items()]
        update_rows(self._session, ThreadKey, arrived)

    def _update_touched(self) -> None:
        """A mail to us brings its thread back among those that wait."""
        awake = {"done_at": None, "snoozed_at": None, "snoozed_until": None}
        woken = {strand.remaining for strand in self._woken}
        for is_woken in (True, False):
            rows = [
                {
                    "id": strand.id,
                    "project_id": strand.project_id,
                    "last_mail_at": strand.last_mail_at,
                    "joined_into_id": None,  # A person may be joining it at this moment.
                    **(awake if is_woken else {}),
                }
                for strand in self._touched
                if strand.joined is None and (strand in woken) is is_woken
            ]
            update_rows(self._session, Thread, rows)


def hand_over(
    session: Session, thread: Thread, *, client_id: int, project_id: int | None
) -> tuple[Thread, list[dict[str, Any]], dict[str, Any]]:
    """Give an undecided thread to a client, joining threads of hers that share a key.

    With a project, only those that may be in it.  Returns the thread that remains, what
    `parting.part` needs of each that went into it, the given one last, and what
    `former.restore` needs of all.  The caller commits.
    """
    own = session.scalars(
        select(ThreadKey.message_id).where(
            ThreadKey.thread_id == thread.id, ThreadKey.client_id.is_(None)
        )
    ).all()
    hers = read_keys(session, {(message_id, client_id) for message_id in own})
    beside = {known.strand.saved_id() for known in hers.values()}
    former = former_of(session, thread.id, *beside)
    _give_keys(session, thread.id, {message_id for message_id, _ in hers}, client_id=client_id)
    given = Strand(
        thread.id, thread.subject, project_id, thread.created_at, thread.last_mail_at,
        family=thread.split_from_id or thread.id,
    )  # fmt: skip
    near = sorted({known.strand for known in hers.values()}, key=age)
    joined = list(joinable([given, *near]))
    remaining, *others = [*joined[1:], given]
    kept_id = remaining.saved_id()
    moved = [join(session, other.saved_id(), into=kept_id) for other in others]
    session.expire_all()
    kept = session.get_one(Thread, kept_id)
    kept.last_mail_at = max(strand.last_mail_at for strand in joined)
    return kept, moved, former


def _give_keys(session: Session, thread_id: int, taken: set[str], *, client_id: int) -> None:
    hers = ThreadKey.thread_id == thread_id, ThreadKey.client_id.is_(None)
    session.execute(delete(ThreadKey).where(*hers, ThreadKey.message_id.in_(taken)))
    session.execute(update(ThreadKey).where(*hers).values(client_id=client_id))
