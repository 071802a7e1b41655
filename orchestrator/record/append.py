"""Write entries of the communication record, in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import json
import secrets
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from orchestrator.models import AuditDetail, AuditEntry
from orchestrator.record.chain import FIRST_PREV, commitment, entry_hash, entry_line


class Action(StrEnum):
    """The closed list of what can happen."""

    INGEST = "ingest"
    QUARANTINE = "quarantine"
    RELEASE = "release"
    THREAD = "thread"
    SCORE = "score"
    CORRECT = "correct"
    ANSWER = "answer"
    PREFERENCE = "pref_change"
    SUPPRESS = "suppress"
    UNSUPPRESS = "unsuppress"
    PULSE = "pulse"
    STATUS = "status"
    FACT = "fact"
    ASK = "ask"
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
    """Append one entry; it is kept if and only if the caller's change is.

    Call it last in a transaction: from here to the commit, other writers wait.

    Args:
        obj: what it is about, ``"digest:17"``.
        details: values with personal words; only their commitments enter the chain.
        extra: fields for ever, without personal words: ids, digests, counts.  ``dig``
            is the SHA-256 (hex) of the object's bytes after the action.

    Returns:
        The sequence number of the entry.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK)
    session.flush()
    last = session.execute(
        select(AuditEntry.seq, AuditEntry.hash, AuditEntry.ts)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).one_or_none()
    last_seq, prev, last_ts = (last[0], last[1], last[2]) if last else (0, FIRST_PREV, 0)
    salted = {name: (secrets.token_bytes(16), value) for name, value in (details or {}).items()}
    ts = max(int(now.timestamp() * 1_000_000), last_ts)
    line = entry_line(
        seq=last_seq + 1,
        ts=ts,
        prev=bytes(prev),
        actor=actor.name,
        via=actor.via,
        action=action.value,
        obj=obj,
        commitments={name: commitment(salt, name, value) for name, (salt, value) in salted.items()},
        extra={"project": project_id, **extra} if project_id is not None else extra,
    )
    session.add(
        AuditEntry(
            seq=last_seq + 1,
            line=line,
            hash=entry_hash(line),
            prev=prev,
            ts=ts,
            action=action.value,
            obj=obj,
            project_id=project_id,
        )
    )
    session.flush()
    for name, (salt, value) in salted.items():
        session.add(
            AuditDetail(
                seq=last_seq + 1,
                name=name,
                salt=salt,
                value=json.dumps(value, ensure_ascii=False),
            )
        )
    session.flush()
    return last_seq + 1
