"""Threads as they are looked at while a batch of mails is being threaded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import inf

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Mail, Participant, Thread, ThreadKey
from orchestrator.models.base import is_among

Key = tuple[str, int | None]
"""A Message-ID, as `references.key_of` has it, and the client in whose mail it was seen;
None for a stranger's."""

_KEYS = select(
    ThreadKey.id.label("key_id"),
    ThreadKey.message_id,
    ThreadKey.client_id,
    ThreadKey.mail_at,
    Thread.id,
    Thread.subject,
    Thread.project_id,
    Thread.created_at,
    Thread.last_mail_at,
    Thread.split_from_id,
).join(Thread, Thread.id == ThreadKey.thread_id)


@dataclass(eq=False, slots=True)
class Strand:
    """A thread while a batch of mails is being threaded.  ``id`` is None until it is saved.

    ``family`` is the same for all that people have split from one; None while it has no row.
    ``open_to``: the projects that all who wrote there take part in, while it has none.
    """

    id: int | None
    subject: str
    project_id: int | None
    created_at: datetime
    last_mail_at: datetime
    family: int | None = None
    open_to: frozenset[int] | None = None
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

    def is_apart_from(self, other: "Strand") -> bool:
        """Whether only a person may join the two."""
        if self.family is not None and self.family == other.family:
            return True
        if self.project_id is None or other.project_id is None:
            return not (self.takes(other.project_id) and other.takes(self.project_id))
        return self.project_id != other.project_id

    def takes(self, project_id: int | None) -> bool:
        """Whether all who wrote in it, while it has no project, take part in this one."""
        if project_id is None or self.project_id is not None or self.open_to is None:
            return True
        return project_id in self.open_to

    def narrow(self, hers: Collection[int]) -> None:
        """Somebody who takes part in these wrote in it too."""
        self.open_to = frozenset(hers) & (frozenset(hers) if self.open_to is None else self.open_to)

    def meets(self, hers: Collection[int]) -> bool:
        """Whether there is a project for it and a mail of somebody who takes part in these."""
        if self.project_id is not None:
            return self.project_id in hers
        return self.open_to is None or not (self.open_to or hers) or bool(self.open_to & {*hers})


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a mail was put.  ``reason``: the fact that decided, in words."""

    strand: Strand
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """A key that a strand has.  ``mail_at``: when its mail came; None while only mentioned."""

    row_id: int | None
    strand: Strand
    mail_at: datetime | None


def joinable(near: Iterable[Strand]) -> Iterator[Strand]:
    """Those that headers may join, as far as they follow the first."""
    taken: list[Strand] = []
    for strand in near:
        if not any(strand.is_apart_from(other) for other in taken):
            taken.append(strand)
            yield strand


def age(strand: Strand) -> tuple[float, datetime]:
    """The thread that has a row remains, and of those the first: reply addresses name it."""
    return inf if strand.id is None else strand.id, strand.created_at


def read_keys(session: Session, keys: set[Key]) -> dict[Key, Known]:
    strands: dict[int, Strand] = {}
    found: dict[Key, Known] = {}
    undecided: set[int] = set()
    named = is_among(session, ThreadKey.message_id, {message_id for message_id, _ in keys})
    for row in session.execute(_KEYS.where(named)):
        key = row.message_id, row.client_id
        if key in keys:
            strand = strands.get(row.id) or Strand(
                row.id, row.subject, row.project_id, row.created_at, row.last_mail_at,
                family=row.split_from_id or row.id,
            )  # fmt: skip
            found[key] = Known(row.key_id, strands.setdefault(row.id, strand), row.mail_at)
            if row.project_id is None and row.client_id is not None:
                undecided.add(row.id)
    for thread_id, open_to in _open_to(session, undecided).items():
        strands[thread_id].open_to = open_to
    return found


def _open_to(session: Session, thread_ids: set[int]) -> dict[int, frozenset[int]]:
    """The projects in which everybody known who wrote in these threads takes part."""
    if not thread_ids:
        return {}
    takes_part = Participant.contact_id == Mail.contact_id
    rows = session.execute(
        select(Mail.thread_id, Mail.contact_id, Participant.project_id)
        .outerjoin(Participant, takes_part)
        .where(is_among(session, Mail.thread_id, thread_ids), Mail.contact_id.is_not(None))
        .distinct()
    )
    places: dict[int | None, dict[int | None, set[int]]] = defaultdict(lambda: defaultdict(set))
    for thread_id, contact_id, project_id in rows:
        places[thread_id][contact_id].update({project_id} - {None})
    return {
        thread_id: frozenset(set.intersection(*each.values()))
        for thread_id, each in places.items()
        if thread_id is not None
    }
