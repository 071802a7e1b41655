"""An update's state: one conditional UPDATE a move, so of two people one wins."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import DigestConflict, UsageError
from orchestrator.models import Approval, Digest, DigestState, User
from orchestrator.record.append import Action, Actor, record


def get_digest(session: Session, digest_id: int) -> Digest:
    """Raises UsageError when there is no such update."""
    # Locked, so that no refresh or edit comes between what is compared and what is decided.
    digest = session.get(Digest, digest_id, with_for_update={"of": Digest}, populate_existing=True)
    if digest is None:
        raise UsageError("there is no such update")
    return digest


def move(
    session: Session,
    digest: Digest,
    states: tuple[DigestState, ...],
    to: DigestState,
    *,
    reason: str = "",
) -> None:
    """Go from one of ``states`` to ``to`` by one conditional UPDATE.

    Raises:
        DigestConflict: it is in another state; names who was first where that is known.
    """
    session.flush()
    moved = session.scalar(
        update(Digest)
        .where(Digest.id == digest.id, Digest.state.in_(states))
        .values(state=to, reason=reason.strip()[:300])
        .returning(Digest.id)
    )
    session.refresh(digest)
    if moved is None:
        raise DigestConflict(_conflict(session, digest))


def _conflict(session: Session, digest: Digest) -> str:
    row = session.execute(
        select(User.name, Approval.approved_at)
        .join(Approval, Approval.user_id == User.id)
        .where(Approval.digest_id == digest.id, Approval.undone_at.is_(None))
        .order_by(Approval.id.desc())
        .limit(1)
    ).one_or_none()
    if row and digest.state is DigestState.APPROVED:
        return f"{row[0]} approved it at {row[1]:%H:%M} UTC"
    return f"update {digest.number} is {digest.state.value} by now"


def note(
    session: Session,
    action: Action,
    digest: Digest,
    *,
    actor: Actor,
    now: datetime,
    words: Mapping[str, str] | None = None,
    **extra: str | int,
) -> None:
    """Record a step of an update, with its words, its reader and its revision.

    ``words``: what else of it is personal, or was written by a person.
    """
    session.flush()
    words = {"subject": digest.subject, "reason": digest.reason, **(words or {})}
    record(
        session,
        action,
        f"digest:{digest.id}",
        actor=actor,
        now=now,
        project_id=digest.project_id,
        details={name: value for name, value in words.items() if value},
        contact=digest.contact_id,
        slot=digest.slot_key,
        revision=digest.revision,
        **extra,
    )
