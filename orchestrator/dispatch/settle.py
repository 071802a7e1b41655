"""Write the outcome of a try, and what we learn later.  The caller commits, always."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.errors import DeliveryError
from orchestrator.models import Attempt, DeliveryEvent, OutboxEntry, OutboxState, Phase
from orchestrator.record.append import Action, Actor, record, system

_SEND = system("send")


def settle_accepted(
    session: Session, outbox_id: int, reply: str, *, settings: Settings, now: datetime
) -> None:
    """The server took it."""
    entry = session.get_one(OutboxEntry, outbox_id)
    _finish_attempt(session, entry, reply, phase=Phase.REPLIED)
    entry.state, entry.finished_at, entry.problem = OutboxState.ACCEPTED, now, ""
    _record(
        session, entry, actor=_SEND, now=now, reply=reply, archived=bool(settings.archive_address)
    )


def settle_failed(
    session: Session,
    outbox_id: int,
    error: DeliveryError,
    *,
    retry_at: datetime | None,
    now: datetime,
) -> None:
    """It was surely not sent: due again at ``retry_at``, or failed for good."""
    entry = session.get_one(OutboxEntry, outbox_id)
    _finish_attempt(session, entry, str(error), phase=None)
    entry.problem = str(error)[:500]
    if retry_at is not None:
        entry.state, entry.due_at, entry.claimed_at = OutboxState.PENDING, retry_at, None
    else:
        entry.state, entry.finished_at = OutboxState.FAILED, now
    _record(session, entry, actor=_SEND, now=now, reply=str(error))


def settle_unknown(session: Session, outbox_id: int, reason: str, *, now: datetime) -> None:
    """Sent or not, nobody knows: evidence or a person decides, never a blind retry."""
    entry = session.get_one(OutboxEntry, outbox_id)
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
