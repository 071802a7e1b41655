"""Write the outcome of a try, and what we learn later.  The caller commits, always."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.reopen import end_approval
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
from orchestrator.record.append import Action, Actor, record, system

_SEND = system("send")


def settle_accepted(
    session: Session, claimed: OutboxEntry, reply: str, *, settings: Settings, now: datetime
) -> None:
    """The server took it; true also when the row was called unknown meanwhile."""
    entry = _ours(session, claimed, OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON)
    if entry is None:
        return
    _finish_attempt(session, entry, reply, phase=Phase.REPLIED)
    entry.state, entry.finished_at, entry.problem = OutboxState.ACCEPTED, now, ""
    _record(
        session, entry, actor=_SEND, now=now, reply=reply, archived=bool(settings.archive_address)
    )


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
    _finish_attempt(session, entry, str(error), phase=None)
    entry.problem = str(error)[:500]
    if retry_at is not None:
        entry.state, entry.due_at, entry.claimed_at = OutboxState.PENDING, retry_at, None
    else:
        entry.state, entry.finished_at = OutboxState.FAILED, now
        _hold(session, entry, f"Not sent: {error}", now=now)
    _record(session, entry, actor=_SEND, now=now, reply=str(error))


def settle_unsent(session: Session, claimed: OutboxEntry, reason: str, *, now: datetime) -> None:
    """The sender died before the final dot: nothing was sent, and it is due again."""
    entry = _ours(session, claimed, OutboxState.CLAIMED)
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
    return session.scalar(
        select(OutboxEntry)
        .where(
            OutboxEntry.id == claimed.id,
            OutboxEntry.attempts == claimed.attempts,
            OutboxEntry.state.in_((OutboxState.SENDING, *also)),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _hold(session: Session, entry: OutboxEntry, reason: str, *, now: datetime) -> None:
    """What a PM approved waits for her again; an answer of hers is a draft with its reason."""
    if entry.kind in (OutboxKind.RESPONSE, OutboxKind.CASE, OutboxKind.INVITATION):
        end_approval(session, entry, now=now)
    if entry.digest is None or entry.digest.state is not DigestState.APPROVED:
        return
    entry.digest.state, entry.digest.reason = DigestState.HELD, reason[:300]
    entry.digest.revision += 1
    end_approval(session, entry, now=now)


def _finish_attempt(
    session: Session, entry: OutboxEntry, reply: str, *, phase: Phase | None
) -> None:
    values: dict[str, object] = {"reply": reply[:500]}
    if phase is not None:
        values["phase"] = phase
    session.execute(
        update(Attempt)
        .where(Attempt.outbox_id == entry.id, Attempt.number == entry.attempts)
        .values(values)
    )


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
    record(
        session,
        Action.SEND_RESULT,
        f"outbox:{entry.id}",
        actor=actor,
        now=now,
        project_id=entry.project_id,
        details={"reply": reply},
        state=entry.state.value,
        attempt=entry.attempts,
        **extra,
    )
