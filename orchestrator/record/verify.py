"""Check the whole record: form, chain, details, and the stored mail it names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
import hashlib
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import AuditDetail, AuditEntry, OutboxEntry, RawMail
from orchestrator.models.content import altered
from orchestrator.record.chain import FIRST_PREV, canonical, commitment, entry_hash

_BATCH = 500


@dataclass
class Verdict:
    """``problems`` name the place, first one first.  Empty means whole."""

    entries: int = 0
    checkpoints: int = 0
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The stable output of `orchestrator record verify`."""
        return {
            "ok": not self.problems,
            "entries": self.entries,
            "checkpoints": self.checkpoints,
            "problems": self.problems,
        }


@dataclass
class _Chain:
    """What the walk remembers from one entry to the next."""

    seq: int = 0
    prev: bytes = FIRST_PREV
    ts: int = 0
    committed: dict[tuple[int, str], str] = field(default_factory=dict)
    erased: set[tuple[int, str]] = field(default_factory=set)
    mail_digests: dict[str, int] = field(default_factory=dict)
    sent_digests: dict[str, str] = field(default_factory=dict)


def verify(session: Session) -> Verdict:
    """Walk every entry, every detail and every stored mail.  Reads only.

    Costs one pass over the record in batches; memory grows with the number of
    details, about 200 bytes each.
    """
    verdict, chain = Verdict(), _Chain()
    for entry in _entries(session):
        verdict.problems += _entry_problems(entry, chain)
        verdict.entries += 1
    verdict.problems += _detail_problems(session, chain)
    verdict.problems += _mail_problems(session, chain)
    verdict.problems += _outbox_problems(session, chain)
    return verdict


def _entries(session: Session) -> Iterator[AuditEntry]:
    after = 0
    while True:
        batch = session.scalars(
            select(AuditEntry).where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(_BATCH)
        ).all()
        yield from batch
        if len(batch) < _BATCH:
            return
        after = batch[-1].seq
        session.expunge_all()


def _entry_problems(entry: AuditEntry, chain: _Chain) -> Iterator[str]:
    where = f"entry {entry.seq}"
    if entry.seq != chain.seq + 1:
        yield f"{where}: entries {chain.seq + 1} to {entry.seq - 1} are missing"
    chain.seq = entry.seq
    if not _are_bytes(entry.line, entry.hash, entry.prev):
        # SQLite keeps text in a column of bytes: what its own functions make of a line.
        yield f"{where}: rewritten as text"
        chain.prev = entry.hash
        return
    if entry_hash(entry.line) != entry.hash:
        yield f"{where}: the line does not match its hash"
    if entry.prev != chain.prev:
        yield f"{where}: the chain is broken before it"
    chain.prev = entry.hash
    try:
        fields = json.loads(entry.line)
        if not isinstance(fields, dict):
            raise TypeError("not an object")
        yield from _field_problems(where, entry, fields, chain)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield f"{where}: the line is not an entry: {error}"


def _field_problems(
    where: str, entry: AuditEntry, fields: dict[str, Any], chain: _Chain
) -> Iterator[str]:
    if canonical(fields) != entry.line:
        yield f"{where}: the line is not canonical"
    for name, column in (
        ("seq", entry.seq),
        ("ts", entry.ts),
        ("prev", entry.prev.hex()),
        ("action", entry.action),
        ("obj", entry.obj),
        ("project", entry.project_id),
    ):
        if fields.get(name) != column:
            yield f"{where}: the column for {name} does not match the line"
    if fields["ts"] < chain.ts:
        yield f"{where}: time went back"
    chain.ts = fields["ts"]
    for name, value in fields["c"].items():
        chain.committed[entry.seq, name] = value
    if fields["action"] == "erase":
        chain.erased |= {(seq, name) for seq, name in fields["targets"]}
    if fields["action"] == "ingest":
        chain.mail_digests[fields["dig"]] = entry.seq
    if fields["obj"].startswith("outbox:") and "dig" in fields:
        chain.sent_digests[fields["obj"]] = fields["dig"]


def _detail_problems(session: Session, chain: _Chain) -> Iterator[str]:
    missing = set(chain.committed) - chain.erased
    for seq, name, salt, value in session.execute(
        select(AuditDetail.seq, AuditDetail.name, AuditDetail.salt, AuditDetail.value).order_by(
            AuditDetail.seq, AuditDetail.name
        )
    ):
        where = f"entry {seq}, detail {name}"
        missing.discard((seq, name))
        expected = chain.committed.get((seq, name))
        if expected is None:
            yield f"{where}: nothing in the entry answers for it"
        elif not _matches(expected, salt, name, value):
            yield f"{where}: altered"
    for seq, name in sorted(missing):
        yield f"entry {seq}, detail {name}: missing without an erase entry"


def _matches(expected: str, salt: bytes, name: str, value: str) -> bool:
    try:
        return commitment(salt, name, json.loads(value)) == expected
    except (ValueError, TypeError):
        return False


def _mail_problems(session: Session, chain: _Chain) -> Iterator[str]:
    for sha256 in altered(session, chain.mail_digests):
        yield (
            f"mail {sha256[:16]}…, ingested in entry {chain.mail_digests[sha256]}: "
            "the stored bytes are missing or have changed"
        )
    for sha256 in session.scalars(select(RawMail.sha256)):
        if sha256 not in chain.mail_digests:
            yield f"mail {sha256[:16]}…: stored, but no entry says so"


def _outbox_problems(session: Session, chain: _Chain) -> Iterator[str]:
    missing = dict(chain.sent_digests)
    for outbox_id, content in session.execute(select(OutboxEntry.id, OutboxEntry.content)):
        recorded = missing.pop(f"outbox:{outbox_id}", None)
        if not _are_bytes(content) or recorded != hashlib.sha256(content).hexdigest():
            yield f"outbox:{outbox_id}: the message is not the one that was recorded"
    for obj in missing:
        yield f"{obj}: recorded, but the message is missing"


def _are_bytes(*values: object) -> bool:
    return all(isinstance(value, bytes) for value in values)
