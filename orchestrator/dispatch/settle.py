"""Write the outcome of a try, and what we learn later.  The caller commits, always."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.claim import lock_ours
from orchestrator.dispatch.reopen import end_approval
from orchestrator.dispatch.suppression import note_refusal
from orchestrator.errors import DeliveryError
from orchestrator.models import (
    Attempt,
    DeliveryEvent,
    DigestState,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Phase,
)
from orchestrator.record.append import Action, Actor, Entry, record_all, system

_SEND = system("send")
_ATTEMPT = cast(Table, Attempt.__table__)


def settle_accepted(
    session: Session,
    claimed: Sequence[OutboxEntry],
    replies: Mapping[int, str],
    *,
    settings: Settings,
    now: datetime,
) -> None:
    """The server took them; true also of one that was called unknown meanwhile.

    Args:
        replies: its last words on each, by outbox id.
    """
    if not claimed:
        return
    entries = lock_ours(session, claimed, OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON)
    for entry in entries:
        entry.state, entry.finished_at, entry.problem = OutboxState.ACCEPTED, now, ""
    session.flush()
    _finish_attempts(session, entries, replies)
    archive = bool(settings.archive_address)
    results = [
        _result(entry, replies[entry.id], archived=archive and entry.channel == "email")
        for entry in entries
    ]
    if results:
        record_all(session, results, actor=_SEND, now=now)


def settle_failed(
    session: Session,
    claimed: OutboxEntry,
    error: DeliveryError,
    *,
    retry_at: datetime | None,
    now: datetime,
) -> None:
    """It was surely not sent: due again at ``retry_at``, or failed for good.

    An update that failed for good is held with the reason, and an answer of a PM is a draft
    again, for her to decide anew.
    """
    entry = _ours(session, claimed)
    if entry is None:
        return
    _finish_attempts(session, [entry], {entry.id: str(error)}, phase=None)
    entry.problem = str(error)[:500]
    if retry_at is not None:
        entry.state, entry.due_at, entry.claimed_at = OutboxState.PENDING, retry_at, None
    else:
        entry.state, entry.finished_at = OutboxState.FAILED, now
        if error.is_about_recipient:
            note_refusal(session, entry, error.status, now=now)
        _hold(session, entry, f"Not sent: {error}", now=now)
    _record(session, entry, actor=_SEND, now=now, reply=str(error))


def settle_unsent(session: Session, claimed: OutboxEntry, reason: str, *, now: datetime) -> None:
    """The sender died before the final dot: nothing was sent, and it is due again."""
    entry = _ours(session, claimed)
    if entry is not None:
        entry.state, entry.claimed_at, entry.problem = OutboxState.PENDING, None, reason
        _record(session, entry, actor=_SEND, now=now, reply=reason)


def settle_unknown(session: Session, claimed: OutboxEntry, reason: str, *, now: datetime) -> None:
    """Sent or not, nobody knows: evidence or a person decides, never a blind retry."""
    entry = _ours(session, claimed)
    if entry is not None:
        entry.state, entry.problem, entry.finished_at = OutboxState.UNKNOWN, reason[:500], now
        _record(session, entry, actor=_SEND, now=now, reply=reason)


def settle_by_evidence(
    session: Session,
    entry: OutboxEntry,
    state: OutboxState,
    *,
    kind: str,
    source: str,
    actor: Actor,
    now: datetime,
    status: str = "",
    detail: str = "",
) -> None:
    """Move a row by what we learned: an archive copy, its absence, a bounce, a person."""
    session.add(
        DeliveryEvent(
            outbox_id=entry.id,
            kind=kind,
            status=status[:12],
            detail=detail[:500],
            source=source,
            learned_at=now,
        )
    )
    entry.state = state
    if state is OutboxState.PENDING:
        entry.claimed_at, entry.finished_at, entry.due_at = None, None, now
    _record(session, entry, actor=actor, now=now, reply=detail, evidence=kind, source=source)


def _ours(session: Session, claimed: OutboxEntry, *also: OutboxState) -> OutboxEntry | None:
    """The row, locked, if this try of it is still the one that counts."""
    return next(iter(lock_ours(session, [claimed], *also)), None)


def _hold(session: Session, entry: OutboxEntry, reason: str, *, now: datetime) -> None:
    """What a PM approved waits for her again; an answer of hers is a draft with its reason."""
    if entry.kind in (OutboxKind.RESPONSE, OutboxKind.CASE, OutboxKind.INVITATION):
        end_approval(session, entry, now=now)
    if entry.digest is None or entry.digest.state is not DigestState.APPROVED:
        return
    entry.digest.state, entry.digest.reason = DigestState.HELD, reason[:300]
    entry.digest.revision += 1
    end_approval(session, entry, now=now)


def _finish_attempts(
    session: Session,
    entries: Sequence[OutboxEntry],
    replies: Mapping[int, str],
    *,
    phase: Phase | None = Phase.REPLIED,
) -> None:
    """Write the last words into the row of each try; ``phase`` None: as far as it came."""
    values: dict[str, object] = {"reply": bindparam("words")}
    if phase is not None:
        values["phase"] = phase
    tries = [{"of": e.id, "nth": e.attempts, "words": replies[e.id][:500]} for e in entries]
    if tries:
        attempt = update(_ATTEMPT).where(
            _ATTEMPT.c.outbox_id == bindparam("of"), _ATTEMPT.c.number == bindparam("nth")
        )
        session.connection().execute(attempt.values(values), tries)


def _record(
    session: Session,
    entry: OutboxEntry,
    *,
    actor: Actor,
    now: datetime,
    reply: str,
    **extra: str | bool,
) -> None:
    session.flush()
    record_all(session, [_result(entry, reply, **extra)], actor=actor, now=now)


def _result(entry: OutboxEntry, reply: str, **extra: str | bool) -> Entry:
    return Entry(
        Action.SEND_RESULT,
        f"outbox:{entry.id}",
        entry.project_id,
        details={"reply": reply},
        extra={"state": entry.state.value, "attempt": entry.attempts, **extra},
    )
