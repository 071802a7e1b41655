"""Why a message that is due must not leave now.  Read inside the claiming transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from orchestrator.config import Settings
from orchestrator.dispatch.breaker import LOOK_AGAIN, STOPPED
from orchestrator.dispatch.reopen import end_approval
from orchestrator.dispatch.situation import Situation, look
from orchestrator.dispatch.stands import why_it_stands_no_more
from orchestrator.models import Contact, Digest, DigestState, OutboxEntry, OutboxKind, OutboxState
from orchestrator.models.calls import to_be_called
from orchestrator.models.preference import SHORT
from orchestrator.record.append import Action, record, system
from orchestrator.walltime import out_of_quiet_hours, zone_of

_OF_A_PERSON = (OutboxKind.RESPONSE, OutboxKind.CASE, OutboxKind.INVITATION)
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
        if entry.kind in _OF_A_PERSON:
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


def stops(
    session: Session, entries: Sequence[OutboxEntry], *, settings: Settings, now: datetime
) -> set[int]:
    """Stop those of a group that a rule speaks against, and say so; return their ids.

    One after the other: what was stopped reaches nobody, and makes room for the next.  The
    caller holds the rows and commits.
    """
    if not entries:
        return set()
    seen, stopped = look(session, entries, now=now), set()
    for entry in entries:
        stop = _first(session, entry, seen, settings)
        if stop is not None:
            stop.apply(session, entry, now=now)
            stopped.add(entry.id)
            seen.stopped.add(entry.cause)
    return stopped


def void_overtaken(session: Session, *, now: datetime) -> int:
    """End each approval that something came after, long before the message is due.

    The same rules stand in the claim, for what comes in the last moment.  The caller commits.
    """
    entries = session.scalars(
        select(OutboxEntry)
        .where(OutboxEntry.state == OutboxState.PENDING, OutboxEntry.kind == OutboxKind.DIGEST)
        .options(defer(OutboxEntry.content))
        .order_by(OutboxEntry.id)
        .with_for_update(skip_locked=True)
    ).all()
    if not entries:
        return 0
    seen, voided = look(session, entries, now=now), 0
    for entry in entries:
        assert entry.digest_id is not None, entry.id
        digest, name = seen.digests[entry.digest_id], _reader(entry, seen).first_name
        if reason := next(_overtaken(digest, name, seen), None):
            _again(reason).apply(session, entry, now=now)
            voided += 1
    return voided


def why_not_now(
    session: Session, entry: OutboxEntry, *, settings: Settings, now: datetime
) -> Stop | None:
    """The first rule that speaks against sending this row at ``now``."""
    return _first(session, entry, look(session, [entry], now=now), settings)


def _first(
    session: Session, entry: OutboxEntry, seen: Situation, settings: Settings
) -> Stop | None:
    return next(_stops(session, entry, seen, settings), None)


def _stops(
    session: Session, entry: OutboxEntry, seen: Situation, settings: Settings
) -> Iterator[Stop]:
    if not _is_approved(entry, seen):
        # Red line 3: nothing reaches a channel without an approval of these exact bytes.
        yield _held("the bytes are not the approved ones")
    if entry.recipient in seen.suppressed:
        yield _skipped("mail to this address has failed for good, or was reported as spam")
    if entry.kind in ANSWERS_TO_HER:
        return
    if entry.kind in _OF_A_PERSON:
        # Neither a stop nor a pause nor the hour is about that.
        if reason := why_it_stands_no_more(session, entry):
            yield _held(reason)
        yield from _late(entry, settings, seen.now)
        return
    if not seen.updates_may_leave:
        yield Stop(STOPPED, OutboxState.PENDING, later=seen.now + LOOK_AGAIN)
    yield from _stops_for_wishes(entry, seen)
    yield from _late(entry, settings, seen.now)
    if entry.kind is OutboxKind.DIGEST:
        yield from _stops_for_update(session, entry, seen)
    yield from _not_at_this_hour(entry, seen)


def _stops_for_wishes(entry: OutboxEntry, seen: Situation) -> Iterator[Stop]:
    contact = _reader(entry, seen)
    wishes, name = contact.wishes, contact.first_name
    is_update = entry.kind is OutboxKind.DIGEST
    if is_update and (contact.id, entry.project_id) not in seen.taking_part:
        yield _skipped(f"{name} takes part no more")
    if wishes.stopped:
        yield _skipped(f"{name} asked for no more mail")
    today = seen.now.astimezone(zone_of(contact.timezone)).date()
    if wishes.pause_until is not None and wishes.pause_until > today:
        yield _skipped(f"{name} paused mail until {wishes.pause_until}")
    if is_update and (away := contact.away_words(on=today)):
        yield _skipped(away)
    if wishes.channel != entry.channel:
        yield _held(f"{name} wants no {entry.channel} any more: {wishes.channel}")
    if entry.channel in SHORT and entry.recipient != contact.handle(entry.channel):
        yield _held(f"{name} is reached elsewhere than when it was approved")


def _stops_for_update(session: Session, entry: OutboxEntry, seen: Situation) -> Iterator[Stop]:
    """What was decided, written or felt since it was approved."""
    assert entry.digest_id is not None, entry.id
    digest, contact = seen.digests[entry.digest_id], _reader(entry, seen)
    name, place = contact.first_name, seen.place(entry, contact)
    if place.limit is not None and place.nth > place.limit.messages:
        yield _held(f"{name} would get {place.over}. {place.fits}")
    for reason in _overtaken(digest, name, seen):
        yield _again(reason)
    if to_be_called(session, digest, now=seen.now):
        yield _again(f"{name} wants to hear by phone first what is urgent in it")


def _overtaken(digest: Digest, name: str, seen: Situation) -> Iterator[str]:
    if (digest.contact_id, digest.project_id) in seen.unhappy:
        yield f"{name} may be unhappy and waits for an answer"
    if seen.newest_mail.get(digest.project_id, 0) > digest.watermark:
        yield f"{name} wrote after it was approved"
    if digest.id in seen.settled:
        yield "a question in it was settled after it was approved"
    if digest.id in seen.overtaken:
        yield seen.overtaken[digest.id]


def _not_at_this_hour(entry: OutboxEntry, seen: Situation) -> Iterator[Stop]:
    contact, now = _reader(entry, seen), seen.now
    theirs = {None, *(address.addr_spec for address in contact.addresses)}
    if now < entry.promised_at + WAIT_FOR_READING and theirs & set(seen.unread):
        yield Stop("mail is being read", OutboxState.PENDING, later=now + timedelta(minutes=1))
    wishes = contact.wishes
    awake = out_of_quiet_hours(
        now, not_before=wishes.not_before, chosen=wishes.at, zone=contact.timezone
    )
    if awake != now:
        yield Stop("quiet hours", OutboxState.PENDING, later=awake)


def _reader(entry: OutboxEntry, seen: Situation) -> Contact:
    assert entry.contact_id is not None, entry.id
    return seen.contacts[entry.contact_id]


def _late(entry: OutboxEntry, settings: Settings, now: datetime) -> Iterator[Stop]:
    if now > entry.promised_at + settings.hold_late_after:
        hours = int((now - entry.promised_at) / timedelta(hours=1))
        yield _held(f"{hours} h late: read it again before it leaves")


def _is_approved(entry: OutboxEntry, seen: Situation) -> bool:
    actual = hashlib.sha256(entry.content).hexdigest()
    if entry.sha256 != actual:
        return False
    if entry.approval_id is not None:
        approval = seen.approvals[entry.approval_id]
        return approval.undone_at is None and approval.sha256 == actual
    assert entry.standing_approval_id is not None, entry.id
    return seen.standing[entry.standing_approval_id].revoked_at is None


def _held(reason: str) -> Stop:
    return Stop(reason, OutboxState.CANCELLED, DigestState.HELD)


def _skipped(reason: str) -> Stop:
    return Stop(reason, OutboxState.CANCELLED, DigestState.SKIPPED)


def _again(reason: str) -> Stop:
    """It is a draft again, for a person to read with what is known now."""
    return Stop(reason, OutboxState.CANCELLED, DigestState.DRAFTED)
