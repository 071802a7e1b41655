"""Threads as they are looked at while a batch of mails is being threaded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import inf

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Thread, ThreadKey
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
    """

    id: int | None
    subject: str
    project_id: int | None
    created_at: datetime
    last_mail_at: datetime
    family: int | None = None
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
        both = self.project_id is not None and other.project_id is not None
        return both and self.project_id != other.project_id


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
    named = is_among(session, ThreadKey.message_id, {message_id for message_id, _ in keys})
    for row in session.execute(_KEYS.where(named)):
        key = row.message_id, row.client_id
        if key in keys:
            strand = strands.get(row.id) or Strand(
                row.id, row.subject, row.project_id, row.created_at, row.last_mail_at,
                family=row.split_from_id or row.id,
            )  # fmt: skip
            found[key] = Known(row.key_id, strands.setdefault(row.id, strand), row.mail_at)
    return found
