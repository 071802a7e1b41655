"""Let invitations to a review leave, by the click of a person; and take that back.

Each is one mail to one guest, and its approval is of the exact bytes of that mail.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from orchestrator.digest.queue import Cause, Message, queue_message, queued
from orchestrator.digest.respond_send import suppressed
from orchestrator.errors import CrossClientText, Overtaken, Refused
from orchestrator.models import (
    Approval,
    Invitation,
    InvitationMethod,
    InvitationState,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Review,
    ReviewState,
    Thread,
    ThreadKey,
)
from orchestrator.models.reviews import TO_COME
from orchestrator.record.append import Action, Actor, Entry, record, record_all

_LEFT = (OutboxState.ACCEPTED, OutboxState.DELIVERED, OutboxState.BOUNCED, OutboxState.COMPLAINED)


def begin_invitations(
    session: Session, review: Review, method: InvitationMethod, *, now: datetime
) -> list[Invitation]:
    """Those that are still to leave, one for each guest, to be composed.  The caller commits.

    Raises:
        Refused: there is nobody to write to, or it is not the time for it.
        CrossClientText: it would reach another client.
    """
    _require_sendable(session, review, method)
    if review.thread_id is None:
        review.thread_id = _new_thread(session, review, now=now)
    known = {
        each.contact_id: each
        for each in session.scalars(
            select(Invitation).where(Invitation.review_id == review.id, Invitation.method == method)
        )
    }
    wanted = []
    for guest in _guests(session, review, method):
        invitation = known.get(guest) or Invitation(
            review_id=review.id, contact_id=guest, method=method, state=InvitationState.HELD
        )
        if invitation.state is InvitationState.HELD:
            invitation.written_at = now
            session.add(invitation)
            wanted.append(invitation)
    session.flush()
    if not wanted:
        raise Refused("everybody was written to already")
    return wanted


def approve_invitations(
    session: Session,
    review: Review,
    composed: Sequence[tuple[Invitation, Message]],
    *,
    send_at: datetime,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> list[OutboxEntry]:
    """Let composed invitations leave at ``send_at``, unless that is undone.  The caller commits.

    Raises:
        Overtaken: somebody sent one, or changed the review, meanwhile.
    """
    watermark = session.scalar(select(func.max(Mail.id))) or 0
    entries, steps = [], []
    for invitation, message in composed:
        _move(session, invitation, InvitationState.HELD, InvitationState.APPROVED)
        approval = Approval(
            invitation_id=invitation.id, user_id=user_id, sha256=message.sha256,
            watermark=watermark, approved_at=now,
        )  # fmt: skip
        session.add(approval)
        session.flush()
        cause = Cause(
            _name(invitation), OutboxKind.INVITATION, "email", invitation.contact_id,
            review.project_id,
        )  # fmt: skip
        entry = queue_message(session, cause, approval, message, send_at=send_at, now=now)
        _keep_key(session, review, entry.message_id)
        extra = {"dig": message.sha256, "watermark": watermark, "approval": approval.id}
        approve = Entry(
            Action.APPROVE, _name(invitation), review.project_id,
            extra=extra | {"review": review.id, "method": invitation.method.value},
        )  # fmt: skip
        steps += [approve, queued(entry)]
        entries.append(entry)
    if review.state is ReviewState.PLANNED:
        _set_state(session, review, ReviewState.PLANNED, ReviewState.INVITED)
        steps.append(_step(review))
    record_all(session, steps, actor=actor, now=now)
    return entries


def undo_invitations(
    session: Session, review: Review, method: InvitationMethod, *, actor: Actor, now: datetime
) -> int:
    """Hold back what has not been taken up; return how many messages.  The caller commits.

    Raises:
        Overtaken: all are leaving, or have left.
    """
    waiting = session.execute(
        select(Invitation, OutboxEntry.id)
        .join(Approval, Approval.invitation_id == Invitation.id)
        .join(OutboxEntry, OutboxEntry.approval_id == Approval.id)
        .where(
            Invitation.review_id == review.id,
            Invitation.method == method,
            Invitation.state == InvitationState.APPROVED,
            Approval.undone_at.is_(None),
        )
    ).all()
    held = [each for each, entry_id in waiting if _cancel(session, entry_id, now)]
    if not held:
        raise Overtaken("too late to undo: the messages are leaving or have left")
    for invitation in held:
        _move(session, invitation, InvitationState.APPROVED, InvitationState.HELD)
        session.execute(
            update(Approval)
            .where(Approval.invitation_id == invitation.id, Approval.undone_at.is_(None))
            .values(undone_at=now)
        )
    if method is InvitationMethod.REQUEST and len(held) == len(_written(session, review)):
        _set_state(session, review, ReviewState.INVITED, ReviewState.PLANNED)
    for invitation in held:
        record(
            session, Action.UNDO, _name(invitation), actor=actor, now=now,
            project_id=review.project_id, review=review.id,
        )  # fmt: skip
    return len(held)


def close_invitations(session: Session) -> list[OutboxEntry]:
    """Close every approved one whose message was accepted; return their messages.

    The caller commits, and keeps them as mail that we wrote.  Run twice it does nothing more.
    """
    rows = session.execute(
        select(Invitation, OutboxEntry)
        .join(Approval, Approval.invitation_id == Invitation.id)
        .join(OutboxEntry, OutboxEntry.approval_id == Approval.id)
        .where(Invitation.state == InvitationState.APPROVED, OutboxEntry.state.in_(_LEFT))
        .order_by(OutboxEntry.id)
        .with_for_update(of=Invitation, skip_locked=True)
    ).all()
    for invitation, _ in rows:
        invitation.state = InvitationState.SENT
    return [entry for _, entry in rows]


def _require_sendable(session: Session, review: Review, method: InvitationMethod) -> None:
    if method is InvitationMethod.REQUEST and review.state not in TO_COME:
        raise Refused("this review is over, moved or cancelled")
    if method is InvitationMethod.CANCEL and review.state is not ReviewState.CANCELLED:
        raise Refused("this review is not cancelled")
    if review.project.closed_at is not None and method is InvitationMethod.REQUEST:
        raise Refused(f"{review.project.name} is closed")
    for guest in review.guests:
        if guest.contact.client_id != review.project.client_id:
            raise CrossClientText(f"{guest.contact.name} belongs to another client")
    addresses = {guest.contact.address for guest in review.guests}
    for words in suppressed(session, addresses).values():
        raise Refused(words)


def _guests(session: Session, review: Review, method: InvitationMethod) -> list[int]:
    """Everybody; to be told that it is cancelled, those who heard of it, at whatever time."""
    guests = [guest.contact_id for guest in review.guests]
    if method is InvitationMethod.REQUEST:
        return guests
    invited = (
        select(Invitation.contact_id)
        .join(Review, Review.id == Invitation.review_id)
        .where(
            Review.uid == review.uid,
            Invitation.method == InvitationMethod.REQUEST,
            Invitation.state != InvitationState.HELD,
        )
    )
    heard = set(session.scalars(invited))
    return [each for each in guests if each in heard]


def _new_thread(session: Session, review: Review, *, now: datetime) -> int:
    thread = Thread(
        subject=review.title, project_id=review.project_id, created_at=now, last_mail_at=now
    )
    session.add(thread)
    session.flush()
    return thread.id


def _keep_key(session: Session, review: Review, message_id: str) -> None:
    """An answer to it belongs here, also where no copy of it is ever collected."""
    client_id = review.project.client_id
    known = select(ThreadKey.id).where(
        ThreadKey.message_id == message_id, ThreadKey.client_id == client_id
    )
    if session.scalar(known) is None:
        key = ThreadKey(message_id=message_id, client_id=client_id, thread_id=review.thread_id)
        session.add(key)


def _written(session: Session, review: Review) -> Sequence[int]:
    return session.scalars(
        select(Invitation.id).where(
            Invitation.review_id == review.id, Invitation.method == InvitationMethod.REQUEST
        )
    ).all()


def _cancel(session: Session, entry_id: int, now: datetime) -> bool:
    cancelled = session.scalar(
        update(OutboxEntry)
        .where(OutboxEntry.id == entry_id, OutboxEntry.state == OutboxState.PENDING)
        .values(state=OutboxState.CANCELLED, finished_at=now)
        .returning(OutboxEntry.id)
    )
    return cancelled is not None


def _move(
    session: Session, invitation: Invitation, state: InvitationState, to: InvitationState
) -> None:
    moved = session.scalar(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.state == state)
        .values(state=to)
        .returning(Invitation.id)
    )
    session.refresh(invitation)
    if moved is None:
        raise Overtaken("somebody else has sent this, or taken it back, meanwhile")


def _set_state(session: Session, review: Review, state: ReviewState, to: ReviewState) -> None:
    moved = session.scalar(
        update(Review)
        .where(Review.id == review.id, Review.state == state)
        .values(state=to)
        .returning(Review.id)
    )
    session.refresh(review)
    if moved is None:
        raise Overtaken("somebody changed this review meanwhile")


def _step(review: Review) -> Entry:
    return Entry(
        Action.DECIDE, f"review:{review.id}", review.project_id, extra={"state": review.state.value}
    )


def _name(invitation: Invitation) -> str:
    return f"invitation:{invitation.id}"
