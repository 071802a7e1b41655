"""What a PM writes to accounting about a case: a draft, approved as the exact bytes that leave."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, cast, func, literal, select, union_all, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.queue import Cause, Message, queue_message, queued
from orchestrator.digest.referral_words import first_subject, first_words
from orchestrator.digest.respond_send import suppressed
from orchestrator.digest.response_words import cleaned
from orchestrator.errors import Overtaken, Refused, UsageError
from orchestrator.models import (
    Approval,
    ContactAddress,
    Dispute,
    DisputeNote,
    DisputeState,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Referral,
    ReferralState,
)
from orchestrator.models.disputes import UNSETTLED
from orchestrator.record.append import Action, Actor, Entry, record, record_all
from orchestrator.wording import is_blank

LENGTH_AT_MOST = 20_000
_UNDO_BEFORE = (OutboxState.PENDING, OutboxState.HELD)


def begin_referral(
    session: Session,
    dispute: Dispute,
    *,
    settings: Settings,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Referral:
    """A draft to accounting with the case in short; the open one, where there is one.

    The caller commits.

    Raises:
        Refused: no address of accounting is known, or it is a client's; the case is closed.
    """
    if dispute.state not in UNSETTLED:
        raise Refused("this case is closed")
    drafted = select(Referral).where(
        Referral.dispute_id == dispute.id, Referral.state == ReferralState.DRAFTED
    )
    if (known := session.scalars(drafted.order_by(Referral.id)).first()) is not None:
        return known
    before = select(func.count(Referral.id)).where(Referral.dispute_id == dispute.id)
    is_first = not session.scalar(before)
    referral = Referral(
        dispute_id=dispute.id,
        user_id=user_id,
        addr_spec=accounting_of(session, dispute, settings),
        subject=first_subject(dispute) if is_first else f"Re: {first_subject(dispute)}",
        text=first_words(dispute) if is_first else "Hello,\n\n",
        written_at=now,
    )
    session.add(referral)
    session.flush()
    _note(session, Action.DRAFT, referral, actor=actor, now=now)
    return referral


def accounting_of(session: Session, dispute: Dispute, settings: Settings) -> str:
    """Where a case goes: the project's own address, else that of the settings.

    Raises:
        Refused: there is none, it is a client's, or mail to it fails.
    """
    address = (dispute.project.accounting or settings.accounting).lower()
    if not address:
        raise Refused("no address of accounting is known: set ORCHESTRATOR_ACCOUNTING")
    theirs = select(ContactAddress.id).where(ContactAddress.addr_spec == address)
    if session.scalar(theirs) is not None:
        raise Refused(f"{address} is a client's address; accounting needs one of its own")
    for words in suppressed(session, [address]).values():
        raise Refused(words)
    return address


def save_referral(
    session: Session, referral_id: int, text: str, *, revision: int, user_id: int, now: datetime
) -> Referral:
    """Keep what was typed.  The caller commits.

    Raises:
        UsageError: there is no such draft, or the text is too long.
        Overtaken: it has other words since, or has left.
    """
    referral, words = get_referral(session, referral_id), cleaned(text)
    if len(words) > LENGTH_AT_MOST:
        raise UsageError(f"text: {len(words):,} characters; at most {LENGTH_AT_MOST:,}")
    if referral.state is not ReferralState.DRAFTED:
        raise Overtaken("this was sent meanwhile")
    if words == referral.text:
        return referral
    if referral.revision != revision:
        raise Overtaken("somebody changed these words meanwhile")
    referral.text, referral.user_id, referral.written_at = words, user_id, now
    referral.revision += 1
    session.flush()
    return referral


def approve_referral(
    session: Session,
    referral: Referral,
    message: Message,
    *,
    send_at: datetime,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> OutboxEntry:
    """Let a draft leave to accounting at ``send_at``, unless that is undone.  The caller commits.

    Raises:
        Overtaken: it is no draft any more.
        Refused: there is no text, or the case is closed.
    """
    dispute = referral.dispute
    if is_blank(referral.text):
        raise Refused("write something first")
    if dispute.state not in UNSETTLED:
        raise Refused("this case is closed")
    _move(session, referral, ReferralState.DRAFTED, ReferralState.APPROVED)
    watermark = session.scalar(select(func.max(Mail.id))) or 0
    approval = Approval(
        referral_id=referral.id, user_id=user_id, sha256=message.sha256,
        watermark=watermark, approved_at=now,
    )  # fmt: skip
    session.add(approval)
    session.flush()
    cause = Cause(_name(referral), OutboxKind.CASE, "email", None, dispute.project_id)
    entry = queue_message(session, cause, approval, message, send_at=send_at, now=now)
    session.execute(
        update(Dispute)
        .where(Dispute.id == dispute.id, Dispute.state == DisputeState.OPEN)
        .values(state=DisputeState.WITH_ACCOUNTING)
    )
    approved = Entry(
        Action.APPROVE,
        _name(referral),
        dispute.project_id,
        extra={
            "dig": message.sha256,
            "watermark": watermark,
            "approval": approval.id,
            "dispute": dispute.id,
        },
    )
    record_all(session, [approved, queued(entry)], actor=actor, now=now)
    return entry


def undo_referral(session: Session, referral_id: int, *, actor: Actor, now: datetime) -> Referral:
    """Make it a draft again while its message has not been taken up.  The caller commits.

    Raises:
        Overtaken: it is leaving, or has left.
    """
    referral = get_referral(session, referral_id)
    cancelled = session.scalar(
        update(OutboxEntry)
        .where(
            OutboxEntry.kind == OutboxKind.CASE,
            OutboxEntry.cause == _name(referral),
            OutboxEntry.state.in_(_UNDO_BEFORE),
        )
        .values(state=OutboxState.CANCELLED, finished_at=now)
        .returning(OutboxEntry.id)
    )
    if cancelled is None:
        raise Overtaken("too late to undo: the message is leaving or has left")
    _move(session, referral, ReferralState.APPROVED, ReferralState.DRAFTED)
    session.execute(
        update(Approval)
        .where(Approval.referral_id == referral.id, Approval.undone_at.is_(None))
        .values(undone_at=now)
    )
    _reopen(session, referral)
    _note(session, Action.UNDO, referral, actor=actor, now=now)
    return referral


def earlier_ids(session: Session, dispute_id: int) -> Sequence[str]:
    """Message-IDs of what went to and came from accounting, oldest first."""
    ours = literal("referral:").concat(cast(Referral.id, String))
    found = union_all(
        select(OutboxEntry.message_id.label("name"), OutboxEntry.finished_at.label("at"))
        .join(Referral, Referral.dispute_id == dispute_id)
        .where(
            OutboxEntry.kind == OutboxKind.CASE,
            OutboxEntry.cause == ours,
            OutboxEntry.state.in_((OutboxState.ACCEPTED, OutboxState.DELIVERED)),
        ),
        select(Mail.message_id, Mail.received_at)
        .join(DisputeNote, DisputeNote.mail_id == Mail.id)
        .where(DisputeNote.dispute_id == dispute_id, Mail.message_id.is_not(None)),
    ).subquery()
    return session.scalars(select(found.c.name).order_by(found.c.at)).all()


def get_referral(session: Session, referral_id: int) -> Referral:
    """Raises UsageError when there is no such draft."""
    referral = session.get(
        Referral, referral_id, with_for_update={"of": Referral}, populate_existing=True
    )
    if referral is None:
        raise UsageError("there is no such message to accounting")
    return referral


def _reopen(session: Session, referral: Referral) -> None:
    """Accounting knows of nothing, unless it was written to before."""
    written = select(Referral.id).where(
        Referral.dispute_id == referral.dispute_id, Referral.state == ReferralState.APPROVED
    )
    if session.scalar(written.limit(1)) is None:
        session.execute(
            update(Dispute)
            .where(
                Dispute.id == referral.dispute_id,
                Dispute.state == DisputeState.WITH_ACCOUNTING,
            )
            .values(state=DisputeState.OPEN)
        )


def _move(session: Session, referral: Referral, state: ReferralState, to: ReferralState) -> None:
    moved = session.scalar(
        update(Referral)
        .where(Referral.id == referral.id, Referral.state == state)
        .values(state=to, revision=Referral.revision + 1)
        .returning(Referral.id)
    )
    session.refresh(referral)
    if moved is None:
        raise Overtaken("somebody else has sent this, or taken it back, meanwhile")


def _name(referral: Referral) -> str:
    return f"referral:{referral.id}"


def _note(
    session: Session, action: Action, referral: Referral, *, actor: Actor, now: datetime
) -> None:
    session.flush()
    record(
        session,
        action,
        _name(referral),
        actor=actor,
        now=now,
        project_id=referral.dispute.project_id,
        details={"recipient": referral.addr_spec, "subject": referral.subject},
        dispute=referral.dispute_id,
        revision=referral.revision,
    )
