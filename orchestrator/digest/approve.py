"""A PM's decision about one update, bound to its exact bytes.

Approving schedules; it does not send.  Until the send time it can be undone.  Every
transition is one conditional UPDATE, so of two people deciding at once one wins and
the other is told.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from orchestrator.digest.cadence import awake_at
from orchestrator.digest.checks import check_digest
from orchestrator.digest.cooldown import COOLDOWN, all_of, require_cool, tone_of_update
from orchestrator.digest.queue import Cause, Message, queue_message, queued
from orchestrator.digest.render import rhythm_of
from orchestrator.digest.slot_words import AT_ONCE, AWAKE
from orchestrator.digest.state import get_digest, move, note
from orchestrator.digest.watermark import seen_until
from orchestrator.errors import DigestConflict, Refused
from orchestrator.models import (
    Approval,
    Contact,
    Digest,
    DigestState,
    Direction,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
)
from orchestrator.record.append import Action, Actor, Entry, record_all


def settle_send_time(
    session: Session, digest: Digest, *, undo_for: timedelta, now: datetime
) -> datetime:
    """Move a send time that is too near or past to the first moment that still allows an undo.

    Call it before composing: the time is part of the bytes.  The caller commits.
    """
    earliest = now + undo_for
    if digest.send_at < earliest:
        soonest = earliest.replace(microsecond=0) + timedelta(seconds=1)
        digest.send_at = awake_at(rhythm_of(digest.contact), soonest)
        digest.timing = AT_ONCE if digest.send_at == soonest else AWAKE
        session.flush()
    return digest.send_at


def approve_digest(
    session: Session,
    digest_id: int,
    *,
    message: Message,
    shown_revision: int,
    user_id: int,
    actor: Actor,
    now: datetime,
    cooldown: timedelta = COOLDOWN,
    anyway: str = "",
) -> OutboxEntry:
    """Approve a draft and put its bytes into the outbox, in one transaction.

    The caller commits.  Approval, outbox row and record are kept or lost together, so
    nothing is sent that was not approved and recorded.

    Args:
        message: composed from the row as it is now.
        shown_revision: of the draft that the approver saw.
        cooldown: how long words of ours wait that read as heated.
        anyway: why they go before that; empty where nobody says so.

    Raises:
        DigestConflict: someone decided first, it changed since it was shown, or the
            client wrote and nobody read it.
        Refused: a check that blocks does not hold.
        CoolingDown: words of ours are held; to be given to `begin_hold`.
    """
    digest = get_digest(session, digest_id)
    if digest.revision != shown_revision:
        raise DigestConflict("the update has changed since you looked")
    if unread := unread_mail(session, digest):
        raise DigestConflict(f"{digest.contact.first_name} wrote: read it first ({unread} new)")
    failed = [c for c in check_digest(session, digest) if c.blocks and not c.ok]
    if failed:
        raise Refused(f"{failed[0].title}. {failed[0].detail}".strip())
    released = require_cool(
        session,
        f"digest:{digest.id}",
        all_of(tone_of_update(digest)),
        cooldown=cooldown,
        anyway=anyway,
        obj=f"digest:{digest.id}",
        project_id=digest.project_id,
        now=now,
    )
    move(session, digest, (DigestState.DRAFTED,), DigestState.APPROVED)
    approval = Approval(
        digest_id=digest.id,
        user_id=user_id,
        sha256=message.sha256,
        watermark=digest.watermark,
        approved_at=now,
    )
    session.add(approval)
    session.flush()
    cause = Cause(
        f"digest:{digest.id}",
        OutboxKind.DIGEST,
        digest.channel,
        digest.contact_id,
        digest.project_id,
        digest.id,
    )
    entry = queue_message(session, cause, approval, message, send_at=digest.send_at, now=now)
    approved = Entry(
        Action.APPROVE,
        f"digest:{digest.id}",
        digest.project_id,
        extra={"dig": message.sha256, "watermark": digest.watermark, "approval": approval.id},
    )
    record_all(session, [*released, approved, queued(entry)], actor=actor, now=now)
    return entry


def undo_approval(session: Session, digest_id: int, *, actor: Actor, now: datetime) -> Digest:
    """Take an approval back while the message has not been taken up.  The caller commits.

    Raises:
        DigestConflict: it is not approved, or it is leaving already.
    """
    digest = get_digest(session, digest_id)
    cancelled = session.scalar(
        update(OutboxEntry)
        .where(
            OutboxEntry.digest_id == digest_id,
            OutboxEntry.kind == OutboxKind.DIGEST,
            OutboxEntry.state == OutboxState.PENDING,
        )
        .values(state=OutboxState.CANCELLED, finished_at=now)
        .returning(OutboxEntry.id)
    )
    if cancelled is None:
        raise DigestConflict("too late to undo: the message is leaving or has left")
    move(session, digest, (DigestState.APPROVED, DigestState.HELD), DigestState.DRAFTED)
    digest.revision += 1
    session.execute(
        update(Approval)
        .where(Approval.digest_id == digest_id, Approval.undone_at.is_(None))
        .values(undone_at=now)
    )
    note(session, Action.UNDO, digest, actor=actor, now=now, outbox=cancelled)
    return digest


def mark_seen(session: Session, digest_id: int, *, actor: Actor, now: datetime) -> Digest:
    """The PM has read what the client wrote after the draft.  The caller commits."""
    digest = get_digest(session, digest_id)
    digest.watermark = seen_until(session)
    note(session, Action.EDIT, digest, actor=actor, now=now, watermark=digest.watermark)
    return digest


def unread_mail(session: Session, digest: Digest) -> int:
    """How many mails of this client came in, in this project, after the draft's watermark."""
    return (
        session.scalar(
            select(func.count(Mail.id))
            .join(Contact, Contact.id == Mail.contact_id)
            .where(
                Mail.id > digest.watermark,
                Mail.project_id == digest.project_id,
                Mail.direction == Direction.IN,
                Mail.kind == "human",
            )
        )
        or 0
    )
