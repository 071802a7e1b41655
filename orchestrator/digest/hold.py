"""What else a PM may decide about an update: hold it, skip it, let it leave sooner."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.digest.cadence import awake_at
from orchestrator.digest.render import rhythm_of
from orchestrator.digest.slot_words import SENT_NOW
from orchestrator.digest.state import get_digest, move, note
from orchestrator.errors import DigestConflict, Refused, UsageError
from orchestrator.models import Digest, DigestState, OutboxEntry, OutboxState
from orchestrator.record.append import Action, Actor


def hold_digest(
    session: Session, digest_id: int, *, reason: str, actor: Actor, now: datetime
) -> Digest:
    """Keep a draft back until someone releases it.  The caller commits.

    Raises:
        DigestConflict: it is no draft.
    """
    digest = get_digest(session, digest_id)
    move(session, digest, (DigestState.DRAFTED,), DigestState.HELD, reason=reason)
    note(session, Action.HOLD, digest, actor=actor, now=now)
    return digest


def release_digest(session: Session, digest_id: int, *, actor: Actor, now: datetime) -> Digest:
    """Make a held or skipped one a draft again.  The caller commits.

    Raises:
        DigestConflict: it is neither, or its message waits: undo the approval instead.
    """
    digest = get_digest(session, digest_id)
    if not digest.blocks:
        raise DigestConflict("there was nothing to say; the next update will tell what is new")
    waiting = select(OutboxEntry.id).where(
        OutboxEntry.digest_id == digest_id,
        OutboxEntry.state.not_in((OutboxState.CANCELLED, OutboxState.FAILED)),
    )
    if session.scalar(waiting.limit(1)) is not None:
        raise DigestConflict("it is approved and held; undo the approval instead")
    move(session, digest, (DigestState.HELD, DigestState.SKIPPED), DigestState.DRAFTED)
    # As if it knew nothing: the next sweep plans it anew, without what was told meanwhile.
    digest.period_end = digest.period_start + timedelta(microseconds=1)
    digest.number = _free_number(session, digest)
    note(session, Action.EDIT, digest, actor=actor, now=now)
    return digest


def _free_number(session: Session, digest: Digest) -> int:
    """Its number, unless an update that came after took it."""
    others = [
        Digest.contact_id == digest.contact_id,
        Digest.project_id == digest.project_id,
        Digest.id != digest.id,
        Digest.state != DigestState.SKIPPED,
    ]
    taken = set(session.scalars(select(Digest.number).where(*others)))
    return digest.number if digest.number not in taken else max(taken) + 1


def skip_digest(
    session: Session, digest_id: int, *, reason: str, actor: Actor, now: datetime
) -> Digest:
    """Send nothing in this slot; its facts roll on to the next.  The caller commits.

    Raises:
        UsageError: no reason is given.
        DigestConflict: it is not a draft and not held.
    """
    if not reason.strip():
        raise UsageError("reason: say why she hears nothing this time")
    digest = get_digest(session, digest_id)
    states = (DigestState.DRAFTED, DigestState.HELD)
    move(session, digest, states, DigestState.SKIPPED, reason=reason)
    note(session, Action.SKIP, digest, actor=actor, now=now)
    return digest


def bring_forward(
    session: Session, digest_id: int, *, undo_for: timedelta, now: datetime
) -> Digest:
    """Let a draft leave as soon as an undo allows ("Send now"), before it is composed.

    An approved one is to be undone first.  The caller commits.

    Raises:
        DigestConflict: it is no draft.
        Refused: it is night where she is.
    """
    digest = get_digest(session, digest_id)
    if digest.state is not DigestState.DRAFTED:
        raise DigestConflict(f"update {digest.number} is {digest.state.value}, not a draft")
    contact = digest.contact
    moment = now.replace(microsecond=0) + undo_for
    awake = awake_at(rhythm_of(contact), moment)
    if awake != moment:
        raise Refused(
            f"it is {contact.first_name}'s quiet time; the next moment is"
            f" {awake:%a} {awake.day} {awake:%b %H:%M} UTC"
        )
    digest.send_at, digest.timing = moment, SENT_NOW
    session.flush()
    return digest
