"""Check the whole record: form, chain, details, stored mail, and the rows it vouches for."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import AuditDetail, AuditEntry, RawMail
from orchestrator.models.content import altered
from orchestrator.record.append import Action
from orchestrator.record.chain import FIRST_PREV, canonical, commitment, entry_hash
from orchestrator.record.verify_rows import NOWHERE, Finding, Rows

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
class _Walk:
    """What is remembered from one entry to the next.

    ``missing``: details that were not found; an erase entry further on may explain them.
    """

    seq: int = 0
    prev: bytes = FIRST_PREV
    ts: int = 0
    missing: set[tuple[int, str]] = field(default_factory=set)
    mail_digests: dict[str, int] = field(default_factory=dict)
    rows: Rows = field(default_factory=Rows)


def verify(session: Session) -> Verdict:
    """Walk every entry and detail, then every stored mail and row.  Reads only.

    Costs one pass over the record in batches; memory grows with the number of rows
    that the record vouches for, about 1 kB each.
    """
    verdict, walk, findings = Verdict(), _Walk(), list[Finding]()
    for entry, details in _entries(session):
        findings += _entry_findings(entry, details, walk)
        verdict.entries += 1
    findings += _stray_details(session)
    findings += [
        (seq, f"entry {seq}, detail {name}: missing without an erase entry")
        for seq, name in walk.missing
    ]
    findings += _mail_findings(session, walk)
    findings += walk.rows.findings(session)
    verdict.problems = [sentence for _, sentence in sorted(findings)]
    return verdict


def _entries(session: Session) -> Iterator[tuple[AuditEntry, list[AuditDetail]]]:
    """Every entry, oldest first, each with its details."""
    after = 0
    while batch := session.scalars(
        select(AuditEntry).where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(_BATCH)
    ).all():
        last = batch[-1].seq
        details = defaultdict(list)
        for detail in session.scalars(
            select(AuditDetail)
            .where(AuditDetail.seq > after, AuditDetail.seq <= last)
            .order_by(AuditDetail.seq, AuditDetail.name)
        ):
            details[detail.seq].append(detail)
        for entry in batch:
            yield entry, details[entry.seq]
        after = last
        session.expunge_all()


def _entry_findings(
    entry: AuditEntry, details: list[AuditDetail], walk: _Walk
) -> Iterator[Finding]:
    for sentence in _link_problems(entry, walk):
        yield entry.seq, f"entry {entry.seq}: {sentence}"
    if not _are_bytes(entry.line):
        return
    try:
        fields = json.loads(entry.line)
        if not isinstance(fields, dict):
            raise TypeError("not an object")
        for sentence in _field_problems(entry, fields, walk):
            yield entry.seq, f"entry {entry.seq}: {sentence}"
        kept = {}
        for detail in details:
            problem = _detail_problem(detail, fields["c"])
            if problem:
                yield entry.seq, f"entry {entry.seq}, detail {detail.name}: {problem}"
            else:
                kept[detail.name] = json.loads(detail.value)
        walk.missing |= {(entry.seq, name) for name in fields["c"]} - {
            (entry.seq, detail.name) for detail in details
        }
        _remember(fields, kept, walk)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield entry.seq, f"entry {entry.seq}: the line is not an entry: {error}"


def _link_problems(entry: AuditEntry, walk: _Walk) -> Iterator[str]:
    if entry.seq != walk.seq + 1:
        yield f"entries {walk.seq + 1} to {entry.seq - 1} are missing"
    prev, walk.seq, walk.prev = walk.prev, entry.seq, entry.hash
    if not _are_bytes(entry.line, entry.hash, entry.prev):
        # SQLite keeps text in a column of bytes: what its own functions make of a line.
        yield "rewritten as text"
        return
    if entry_hash(entry.line) != entry.hash:
        yield "the line does not match its hash"
    if entry.prev != prev:
        yield "the chain is broken before it"


def _field_problems(entry: AuditEntry, fields: dict[str, Any], walk: _Walk) -> Iterator[str]:
    if canonical(fields) != entry.line:
        yield "the line is not canonical"
    for name, column in (
        ("seq", entry.seq),
        ("ts", entry.ts),
        ("prev", entry.prev.hex() if _are_bytes(entry.prev) else entry.prev),
        ("action", entry.action),
        ("obj", entry.obj),
        ("project", entry.project_id),
    ):
        if fields.get(name) != column:
            yield f"the column for {name} does not match the line"
    if fields["ts"] < walk.ts:
        yield "time went back"
    walk.ts = fields["ts"]


def _detail_problem(detail: AuditDetail, commitments: dict[str, str]) -> str:
    """What is wrong with it; empty when the entry answers for it."""
    if detail.name not in commitments:
        return "nothing in the entry answers for it"
    try:
        made = commitment(detail.salt, detail.name, json.loads(detail.value))
    except (ValueError, TypeError):
        return "altered"
    return "" if made == commitments[detail.name] else "altered"


def _remember(fields: dict[str, Any], details: dict[str, Any], walk: _Walk) -> None:
    if fields["action"] == Action.ERASE:
        walk.missing -= {(seq, name) for seq, name in fields["targets"]}
    if fields["action"] == Action.INGEST:
        walk.mail_digests[fields["dig"]] = fields["seq"]
    walk.rows.learn(fields, details)


def _stray_details(session: Session) -> Iterator[Finding]:
    """Details of entries that are not there."""
    for seq, name in session.execute(
        select(AuditDetail.seq, AuditDetail.name)
        .outerjoin(AuditEntry, AuditEntry.seq == AuditDetail.seq)
        .where(AuditEntry.seq.is_(None))
    ):
        yield seq, f"entry {seq}, detail {name}: there is no such entry"


def _mail_findings(session: Session, walk: _Walk) -> Iterator[Finding]:
    for sha256 in altered(session, walk.mail_digests):
        seq = walk.mail_digests[sha256]
        yield (
            seq,
            f"mail {sha256[:16]}…, ingested in entry {seq}: "
            "the stored bytes are missing or have changed",
        )
    for sha256 in session.scalars(select(RawMail.sha256)):
        if sha256 not in walk.mail_digests:
            yield NOWHERE, f"mail {sha256[:16]}…: stored, but no entry says so"


def _are_bytes(*values: object) -> bool:
    return all(isinstance(value, bytes) for value in values)
