"""Write entries of the communication record, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
import json
import secrets
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from orchestrator.models import AuditDetail, AuditEntry
from orchestrator.models.base import insert_rows
from orchestrator.record.chain import FIRST_PREV, commitment, entry_hash, entry_line


class Action(StrEnum):
    """The closed list of what can happen."""

    INGEST = "ingest"
    QUARANTINE = "quarantine"
    RELEASE = "release"
    THREAD = "thread"
    WITHDRAW = "withdraw"
    SCORE = "score"
    CORRECT = "correct"
    NOTE = "note"
    ANSWER = "answer"
    PREFERENCE = "pref_change"
    SUPPRESS = "suppress"
    UNSUPPRESS = "unsuppress"
    BREAKER = "breaker"
    PULSE = "pulse"
    STATUS = "status"
    CLEAR = "clear"
    CASE = "case"
    THEME = "theme"
    FACT = "fact"
    PROPOSE = "propose"
    ASK = "ask"
    GOAL = "goal"
    MEASURE = "measure"
    POINT = "open_point"
    DRAFT = "draft"
    EDIT = "edit"
    APPROVE = "approve"
    UNDO = "undo"
    HOLD = "hold"
    SKIP = "skip"
    VOID = "void"
    STANDING_APPROVAL = "standing_approval"
    QUEUE = "queue"
    SEND_ATTEMPT = "send_attempt"
    SEND_RESULT = "send_result"
    BOUNCE = "bounce"
    DECIDE = "decide"
    CONFIRM = "confirm"
    TASK = "task"
    ERASE = "erase"
    VIEW = "view"
    LOGIN = "login"
    LOGIN_FAIL = "login_fail"
    LOGOUT = "logout"
    DENIED = "denied"
    USER_CHANGE = "role_change"
    CLIENT_CHANGE = "client_change"
    PROJECT_CHANGE = "project_change"
    CONFIG_CHANGE = "config_change"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, and over what: ``Actor("user:12", "web")``, ``Actor("client:7", "mail")``."""

    name: str
    via: str


def system(job: str) -> Actor:
    """The service itself, in a job: ``system:send``."""
    return Actor(f"system:{job}", "job")


@dataclass(frozen=True, slots=True)
class Entry:
    """One step to be recorded.

    ``obj`` is what it is about, ``"digest:17"``.  ``details`` are values with personal
    words; only their commitments enter the chain.  ``extra`` are fields for ever,
    without personal words: ids, digests, counts.  ``dig`` among them is the SHA-256
    (hex) of the object's bytes after the action.
    """

    action: Action
    obj: str
    project_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


_READABLE = json.JSONEncoder(ensure_ascii=False)
_LOCK = text("SELECT pg_advisory_xact_lock(710017)")


def record(
    session: Session,
    action: Action,
    obj: str,
    *,
    actor: Actor,
    now: datetime,
    project_id: int | None = None,
    details: Mapping[str, Any] | None = None,
    **extra: Any,
) -> int:
    """Append one `Entry`; it is kept if and only if the caller's change is.

    Call it last in a transaction: from here to the commit, other writers wait.
    Returns the entry's sequence number.
    """
    return record_all(
        session, [Entry(action, obj, project_id, details or {}, extra)], actor=actor, now=now
    )


def record_all(session: Session, entries: Sequence[Entry], *, actor: Actor, now: datetime) -> int:
    """Append several entries at the cost of one look at the chain; return the last number."""
    session.flush()
    seq, prev, ts = _head(session)
    ts = max(int(now.timestamp() * 1_000_000), ts)
    rows, details = [], []
    for entry in entries:
        seq += 1
        salted = {name: (secrets.token_bytes(16), value) for name, value in entry.details.items()}
        extra = dict(entry.extra)
        if entry.project_id is not None:
            extra["project"] = entry.project_id
        line = entry_line(
            seq=seq,
            ts=ts,
            prev=prev,
            actor=actor.name,
            via=actor.via,
            action=entry.action.value,
            obj=entry.obj,
            commitments={
                name: commitment(salt, name, value) for name, (salt, value) in salted.items()
            },
            extra=extra,
        )
        digest = entry_hash(line)
        rows.append(
            {
                "seq": seq,
                "line": line,
                "hash": digest,
                "prev": prev,
                "ts": ts,
                "action": entry.action.value,
                "obj": entry.obj,
                "project_id": entry.project_id,
            }
        )
        details += [
            {
                "seq": seq,
                "name": name,
                "salt": salt,
                "value": _READABLE.encode(value),
            }
            for name, (salt, value) in salted.items()
        ]
        prev = digest
    insert_rows(session, AuditEntry, rows)
    insert_rows(session, AuditDetail, details)
    return seq


def _head(session: Session) -> tuple[int, bytes, int]:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK)
    last = session.execute(
        select(AuditEntry.seq, AuditEntry.hash, AuditEntry.ts)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).one_or_none()
    return (last[0], bytes(last[1]), last[2]) if last else (0, FIRST_PREV, 0)
