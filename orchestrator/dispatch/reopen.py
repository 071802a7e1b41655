"""What follows for what a person approved when its message does not leave."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.models import (
    Approval,
    Dispute,
    DisputeState,
    Invitation,
    InvitationState,
    OutboxEntry,
    Referral,
    ReferralState,
    Response,
    ResponseState,
)


def end_approval(session: Session, entry: OutboxEntry, *, now: datetime) -> None:
    """The approval counts no more; an answer, or what went to accounting, is a draft again.

    The caller commits.
    """
    if entry.approval_id is None:
        return
    approval = session.get_one(Approval, entry.approval_id)
    approval.undone_at = now
    session.execute(
        update(Response)
        .where(Response.id == approval.response_id, Response.state == ResponseState.APPROVED)
        .values(state=ResponseState.DRAFTED, revision=Response.revision + 1)
    )
    session.execute(
        update(Invitation)
        .where(
            Invitation.id == approval.invitation_id, Invitation.state == InvitationState.APPROVED
        )
        .values(state=InvitationState.HELD)
    )
    if approval.referral_id is not None:
        _redraft(session, approval.referral_id)


def _redraft(session: Session, referral_id: int) -> None:
    """Accounting knows of nothing, unless it was written to before."""
    session.execute(
        update(Referral)
        .where(Referral.id == referral_id, Referral.state == ReferralState.APPROVED)
        .values(state=ReferralState.DRAFTED, revision=Referral.revision + 1)
    )
    case = select(Referral.dispute_id).where(Referral.id == referral_id).scalar_subquery()
    written = select(Referral.dispute_id).where(Referral.state == ReferralState.APPROVED)
    session.execute(
        update(Dispute)
        .where(
            Dispute.id == case,
            Dispute.id.not_in(written),
            Dispute.state == DisputeState.WITH_ACCOUNTING,
        )
        .values(state=DisputeState.OPEN)
    )
