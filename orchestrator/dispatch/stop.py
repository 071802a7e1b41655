"""Why a message that is due must not leave now.  Read inside the claiming transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.reopen import end_approval
from orchestrator.models import (
    Approval,
    Ask,
    Block,
    Contact,
    DigestState,
    Direction,
    Dispute,
    Invitation,
    InvitationMethod,
    Mail,
    MailState,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Participant,
    Referral,
    Response,
    Review,
    ReviewState,
    StandingApproval,
    Suppression,
    Thread,
)
from orchestrator.models.calls import to_be_called
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.models.reached import frequencies
from orchestrator.models.registers import ASKABLE
from orchestrator.models.unanswered import holding_back
from orchestrator.record.append import Action, record, system
from orchestrator.walltime import out_of_quiet_hours, zone_of

ANSWERS_TO_HER = (
    OutboxKind.ACKNOWLEDGEMENT,
    OutboxKind.CONFIRMATION,
    OutboxKind.PAUSED,
    OutboxKind.RESUMED,
)
"""Kinds that she herself caused a moment ago: no quiet hours, and a stop is confirmed once."""


WAIT_FOR_READING = timedelta(minutes=5)
"""How long a send waits for mail that is being read; no heap of mail stops it for longer."""


@dataclass(frozen=True, slots=True)
class Stop:
    """``digest_state`` is where its update goes; ``later`` is when a delayed one is due."""

    reason: str
    outbox_state: OutboxState
    digest_state: DigestState | None = None
    later: datetime | None = None

    def apply(self, session: Session, entry: OutboxEntry, *, now: datetime) -> None:
        """Settle the claimed row as stopped, and say so in the record.  The caller commits."""
        entry.state, entry.claimed_at, entry.problem = self.outbox_state, None, self.reason
        if self.later is not None:
            entry.due_at = self.later
            return
        entry.finished_at = now
        if entry.digest is not None and self.digest_state is not None:
            entry.digest.state, entry.digest.reason = self.digest_state, self.reason[:300]
            entry.digest.revision += 1
            end_approval(session, entry, now=now)
        if entry.kind in (OutboxKind.RESPONSE, OutboxKind.CASE, OutboxKind.INVITATION):
            end_approval(session, entry, now=now)
        session.flush()
        record(
            session,
            Action.VOID,
            f"outbox:{entry.id}",
            actor=system("send"),
            now=now,
            project_id=entry.project_id,
            details={"reason": self.reason},
            state=self.outbox_state.value,
        )


def why_not_now(
    session: Session, entry: OutboxEntry, *, settings: Settings, now: datetime
) -> Stop | None:
    """The first rule that speaks against sending this row at ``now``."""
    return next(_stops(session, entry, settings, now), None)


def _stops(
    session: Session, entry: OutboxEntry, settings: Settings, now: datetime
) -> Iterator[Stop]:
    if not _is_approved(session, entry):
        # Red line 3: nothing reaches a channel without an approval of these exact bytes.
        yield _held("the bytes are not the approved ones")
    if _is_suppressed(session, entry.recipient):
        yield _skipped("mail to this address has failed for good, or was reported as spam")
    if entry.kind in ANSWERS_TO_HER:
        return
    if entry.kind is OutboxKind.RESPONSE:
        # A person answers her: neither a stop nor a pause nor the hour is about that.
        yield from _stops_for_response(session, entry, settings, now)
        return
    if entry.kind is OutboxKind.INVITATION:
        # As personal as an answer; its time must still be the one that counts.
        if not _invitation_stands(session, entry):
            yield _held("the review was moved, cancelled or held in the meantime")
        yield from _late(entry, settings, now)
        return
    if entry.kind is OutboxKind.CASE:
        # Accounting has no wishes; the case must still be one.
        if not _case_stands(session, entry):
            yield _held("the case belongs to another project now, or is closed")
        yield from _late(entry, settings, now)
        return
    contact = session.get_one(Contact, entry.contact_id)
    wishes = contact.wishes
    if entry.kind is OutboxKind.DIGEST and not _takes_part(session, entry):
        yield _skipped(f"{contact.first_name} takes part no more")
    if wishes.stopped:
        yield _skipped(f"{contact.first_name} asked for no more mail")
    today = now.astimezone(zone_of(contact.timezone)).date()
    if wishes.pause_until is not None and wishes.pause_until > today:
        yield _skipped(f"{contact.first_name} paused mail until {wishes.pause_until}")
    if entry.kind is OutboxKind.DIGEST and (away := contact.away_words(on=today)):
        yield _skipped(away)
    if wishes.channel != entry.channel:
        yield _held(f"{contact.first_name} wants no {entry.channel} any more: {wishes.channel}")
    yield from _late(entry, settings, now)
    yield from _more_than_promised(session, entry, contact, now)
    if _is_unhappy(session, entry, now):
        reason = f"{contact.first_name} may be unhappy and waits for an answer"
        yield Stop(reason, OutboxState.CANCELLED, DigestState.DRAFTED)
    if _has_written(session, entry):
        reason = f"{contact.first_name} wrote after it was approved"
        yield Stop(reason, OutboxState.CANCELLED, DigestState.DRAFTED)
    if entry.digest is not None and to_be_called(session, entry.digest, now=now):
        reason = f"{contact.first_name} wants to hear by phone first what is urgent in it"
        yield Stop(reason, OutboxState.CANCELLED, DigestState.DRAFTED)
    if _asks_what_is_settled(session, entry):
        reason = "a question in it was settled after it was approved"
        yield Stop(reason, OutboxState.CANCELLED, DigestState.DRAFTED)
    if now < entry.promised_at + WAIT_FOR_READING and _is_being_read(session, contact):
        yield Stop("mail is being read", OutboxState.PENDING, later=now + timedelta(minutes=1))
    awake = out_of_quiet_hours(
        now, not_before=wishes.not_before, chosen=wishes.at, zone=contact.timezone
    )
    if awake != now:
        yield Stop("quiet hours", OutboxState.PENDING, later=awake)


def _stops_for_response(
    session: Session, entry: OutboxEntry, settings: Settings, now: datetime
) -> Iterator[Stop]:
    if _has_moved(session, entry):
        yield _held("the conversation belongs to another project now")
    yield from _late(entry, settings, now)


def _invitation_stands(session: Session, entry: OutboxEntry) -> bool:
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


def _late(entry: OutboxEntry, settings: Settings, now: datetime) -> Iterator[Stop]:
    if now > entry.promised_at + settings.hold_late_after:
        hours = int((now - entry.promised_at) / timedelta(hours=1))
        yield _held(f"{hours} h late: read it again before it leaves")


def _more_than_promised(
    session: Session, entry: OutboxEntry, contact: Contact, now: datetime
) -> Iterator[Stop]:
    """A PM may have written by hand since it was approved."""
    if entry.kind is not OutboxKind.DIGEST:
        return
    found = frequencies(session, [contact.id], at=now, apart_from=entry.cause)
    place = found[contact.id].place(now, contact.timezone)
    if place.limit is not None and place.nth > place.limit.messages:
        yield _held(f"{contact.first_name} would get {place.over}. {place.fits}")


def _held(reason: str) -> Stop:
    return Stop(reason, OutboxState.CANCELLED, DigestState.HELD)


def _skipped(reason: str) -> Stop:
    return Stop(reason, OutboxState.CANCELLED, DigestState.SKIPPED)


def _is_approved(session: Session, entry: OutboxEntry) -> bool:
    actual = hashlib.sha256(entry.content).hexdigest()
    if entry.sha256 != actual:
        return False
    if entry.approval_id is not None:
        approval = session.get_one(Approval, entry.approval_id)
        return approval.undone_at is None and approval.sha256 == actual
    standing = session.get_one(StandingApproval, entry.standing_approval_id)
    return standing.revoked_at is None


def _is_suppressed(session: Session, addr_spec: str) -> bool:
    found = select(Suppression.id).where(
        Suppression.addr_spec == addr_spec, Suppression.lifted_at.is_(None)
    )
    return session.scalar(found.limit(1)) is not None


def _takes_part(session: Session, entry: OutboxEntry) -> bool:
    mine = select(Participant.id).filter_by(
        project_id=entry.project_id, contact_id=entry.contact_id
    )
    return session.scalar(mine) is not None


def _has_moved(session: Session, entry: OutboxEntry) -> bool:
    """Whether the conversation of an answer was filed elsewhere since it was approved."""
    place = session.scalar(
        select(Thread.project_id)
        .join(Response, Response.thread_id == Thread.id)
        .join(Approval, Approval.response_id == Response.id)
        .where(Approval.id == entry.approval_id)
    )
    return place != entry.project_id


def _case_stands(session: Session, entry: OutboxEntry) -> bool:
    found = (
        select(Dispute.id)
        .join(Mail, Mail.id == Dispute.mail_id)
        .join(Referral, Referral.dispute_id == Dispute.id)
        .join(Approval, Approval.referral_id == Referral.id)
        .where(Approval.id == entry.approval_id, Dispute.state.in_(UNSETTLED), stands())
    )
    return session.scalar(found) is not None


def _is_unhappy(session: Session, entry: OutboxEntry, now: datetime) -> bool:
    """Whether a mail of hers holds the update back that had not, or was not there, before."""
    digest = entry.digest
    return digest is not None and bool(
        holding_back(session, digest.contact_id, digest.project_id, now=now)
    )


def _has_written(session: Session, entry: OutboxEntry) -> bool:
    if entry.digest is None:
        return False
    newest = session.scalar(
        select(func.max(Mail.id)).where(
            Mail.project_id == entry.project_id,
            Mail.contact_id.is_not(None),
            Mail.direction == Direction.IN,
            Mail.kind == "human",
        )
    )
    return newest is not None and newest > entry.digest.watermark


def _asks_what_is_settled(session: Session, entry: OutboxEntry) -> bool:
    found = (
        select(Block.id)
        .join(Ask, Ask.id == Block.ask_id)
        .where(Block.digest_id == entry.digest_id, Ask.state.not_in(ASKABLE))
    )
    return entry.digest_id is not None and session.scalar(found.limit(1)) is not None


def _is_being_read(session: Session, contact: Contact) -> bool:
    """Whether a mail that may be hers is here and not understood yet: it may say "stop"."""
    hers = [address.addr_spec for address in contact.addresses]
    found = select(Mail.id).where(
        Mail.direction == Direction.IN,
        (Mail.state == MailState.STORED)
        | (
            Mail.state.in_((MailState.PARSED, MailState.THREADED, MailState.READ))
            & Mail.from_address.in_(hers)
        ),
    )
    return session.scalar(found.limit(1)) is not None
