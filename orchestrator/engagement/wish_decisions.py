"""A PM's word on a wish: it counts, it was not meant, and taking that word back."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.preferences import record_wish, take_effect
from orchestrator.errors import Refused
from orchestrator.models import Contact, Participant, Preference, Wish, Wishes, WishState
from orchestrator.record.append import Actor


def allow_wish(session: Session, preference_id: int, *, actor: Actor, now: datetime) -> None:
    """A PM glanced at a louder wish and lets it count.  The caller commits."""
    _decide(session, preference_id, WishState.APPLIED, actor=actor, now=now)


def refuse_wish(session: Session, preference_id: int, *, actor: Actor, now: datetime) -> None:
    """A PM says that it was not meant, also of one that counts.  The caller commits.

    Raises:
        Refused: it does not count and does not wait, or it is her stop.
    """
    row = session.get(Preference, preference_id)
    if row is not None and row.state is WishState.APPLIED and row.decided_at is None:
        if (row.wish, row.value) == (Wish.STOP, "yes"):
            raise Refused("only she ends her stop")
        row.decided_at = now
        settle_wish(session, row, WishState.REFUSED, actor=actor, now=now)
    else:
        _decide(session, preference_id, WishState.REFUSED, actor=actor, now=now)


def undo_wish(session: Session, preference_id: int, *, actor: Actor, now: datetime) -> None:
    """A PM takes her word back: it counts or waits as it did before.  The caller commits.

    Raises:
        Refused: no person decided it.
    """
    row = session.get(Preference, preference_id)
    if row is None or row.decided_at is None:
        raise Refused("there is no decision of ours to take back")
    row.decided_at = None
    before = WishState.APPLIED if row.tier == "T0" else WishState.WAITING
    settle_wish(session, row, before, actor=actor, now=now)


def _decide(
    session: Session, preference_id: int, state: WishState, *, actor: Actor, now: datetime
) -> None:
    row = session.get(Preference, preference_id)
    if row is None or row.state is not WishState.WAITING:
        raise Refused("this wish does not wait for a decision")
    row.decided_at = now
    settle_wish(session, row, state, actor=actor, now=now)


def settle_wish(
    session: Session, row: Preference, state: WishState, *, actor: Actor, now: datetime
) -> None:
    """Let a wish count, or not, with its entry in the record."""
    counted = row.state is WishState.APPLIED
    row.state, row.awaits_proof = state, False
    if counted:
        _count_anew(session, row.contact_id)
    else:
        take_effect(session, row, now=now)
    record_wish(session, row, actor=actor, now=now)


def _count_anew(session: Session, contact_id: int) -> None:
    """What counts without a wish that counted before."""
    kept = session.get(Wishes, contact_id)
    if kept is not None:
        session.delete(kept)
    session.flush()
    applied = select(Preference).where(
        Preference.contact_id == contact_id, Preference.state == WishState.APPLIED
    )
    since = func.coalesce(Preference.decided_at, Preference.said_at)
    for row in session.scalars(applied.order_by(since, Preference.id)).all():
        take_effect(session, row, now=row.said_at)
    session.expire(session.get_one(Contact, contact_id), ["kept_wishes"])
    session.execute(
        update(Participant).where(Participant.contact_id == contact_id).values(next_due_at=None)
    )
