"""What follows for what a person approved when its message does not leave."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.models import Approval, OutboxEntry, Response, ResponseState


def end_approval(session: Session, entry: OutboxEntry, *, now: datetime) -> None:
    """The approval counts no more, and an answer of ours is a draft again.  The caller commits."""
    if entry.approval_id is None:
        return
    approval = session.get_one(Approval, entry.approval_id)
    approval.undone_at = now
    session.execute(
        update(Response)
        .where(Response.id == approval.response_id, Response.state == ResponseState.APPROVED)
        .values(state=ResponseState.DRAFTED, revision=Response.revision + 1)
    )
