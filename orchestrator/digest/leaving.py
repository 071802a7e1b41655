"""Somebody takes part no more: no update of a project goes to them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.digest.approve import undo_approval
from orchestrator.digest.hold import skip_digest
from orchestrator.errors import DigestConflict
from orchestrator.models import Digest, DigestState
from orchestrator.record.append import Actor

_OPEN = (DigestState.DRAFTED, DigestState.HELD, DigestState.APPROVED)


def skip_open(
    session: Session, project_id: int, contact_id: int, *, actor: Actor, now: datetime
) -> list[Digest]:
    """Skip what is drafted, held or scheduled for them; return it.  The caller commits.

    What is leaving this moment cannot be stopped.
    """
    digests = session.scalars(
        select(Digest)
        .where(
            Digest.project_id == project_id,
            Digest.contact_id == contact_id,
            Digest.state.in_(_OPEN),
        )
        .order_by(Digest.id)
    ).all()
    skipped = []
    for digest in digests:
        if digest.state is DigestState.APPROVED:
            try:
                undo_approval(session, digest.id, actor=actor, now=now)
            except DigestConflict:
                continue
        reason = f"{digest.contact.first_name} takes part no more"
        skipped.append(skip_digest(session, digest.id, reason=reason, actor=actor, now=now))
    return skipped
