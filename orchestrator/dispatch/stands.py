"""Whether what a person approved still is as it was: a conversation, a case, a review."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Approval,
    Dispute,
    Invitation,
    InvitationMethod,
    Mail,
    OutboxEntry,
    OutboxKind,
    Referral,
    Response,
    Review,
    ReviewState,
    Thread,
)
from orchestrator.models.disputes import UNSETTLED, stands


def why_it_stands_no_more(session: Session, entry: OutboxEntry) -> str:
    """What changed since a person approved it; empty where nothing did."""
    if entry.kind is OutboxKind.RESPONSE and _has_moved(session, entry):
        return "the conversation belongs to another project now"
    if entry.kind is OutboxKind.INVITATION and not _invitation_stands(session, entry):
        return "the review was moved, cancelled or held in the meantime"
    if entry.kind is OutboxKind.CASE and not _case_stands(session, entry):
        return "the case belongs to another project now, or is closed"
    return ""


def _has_moved(session: Session, entry: OutboxEntry) -> bool:
    """Whether the conversation of an answer was filed elsewhere since it was approved."""
    place = session.scalar(
        select(Thread.project_id)
        .join(Response, Response.thread_id == Thread.id)
        .join(Approval, Approval.response_id == Response.id)
        .where(Approval.id == entry.approval_id)
    )
    return place != entry.project_id


def _invitation_stands(session: Session, entry: OutboxEntry) -> bool:
    """Its time must still be the one that counts."""
    states = {
        InvitationMethod.REQUEST: ReviewState.INVITED,
        InvitationMethod.CANCEL: ReviewState.CANCELLED,
    }
    found = session.execute(
        select(Invitation.method, Review.state)
        .join(Review, Review.id == Invitation.review_id)
        .join(Approval, Approval.invitation_id == Invitation.id)
        .where(Approval.id == entry.approval_id)
    ).one_or_none()
    return found is not None and states[found.method] is found.state


def _case_stands(session: Session, entry: OutboxEntry) -> bool:
    """Accounting has no wishes; the case must still be one."""
    found = (
        select(Dispute.id)
        .join(Mail, Mail.id == Dispute.mail_id)
        .join(Referral, Referral.dispute_id == Dispute.id)
        .join(Approval, Approval.referral_id == Referral.id)
        .where(Approval.id == entry.approval_id, Dispute.state.in_(UNSETTLED), stands())
    )
    return session.scalar(found) is not None
