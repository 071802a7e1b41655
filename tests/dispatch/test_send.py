"""Claims, retries and their limits: never twice, never long after it was promised."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.digest.approve import undo_approval
from orchestrator.digest.hold import release_digest
from orchestrator.dispatch.send import recover_claims
from orchestrator.errors import ClaimLost, PermanentDeliveryError, TransientDeliveryError
from orchestrator.models import (
    Approval,
    AuditEntry,
    Digest,
    DigestState,
    MailState,
    OutboxEntry,
    OutboxState,
    Phase,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from tests.factories import make_mail
from tests.sending import RecordingChannel, send_entry
from tests.test_flow import FRIDAY_SLOT, approve
from tests.test_red_lines import draft_one

MAYA = Actor("user:1", "web")
NOW = FRIDAY_SLOT - timedelta(hours=4)
MINUTE = timedelta(minutes=1)


class FailingChannel:
    """Refuses every message with what it was given."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def send(self, entry: OutboxEntry, *, reached: Any) -> str:
        reached(Phase.CONNECTING)
        raise self.error


class StallingChannel:
    """Does something else between two phases, as a suspended process would find it done."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        self.meanwhile = meanwhile
        self.sent: list[bytes] = []

    def send(self, entry: OutboxEntry, *, reached: Any) -> str:
        reached(Phase.RECIPIENTS_OK)
        self.meanwhile()
        reached(Phase.DOT)
        self.sent.append(entry.content)
        return "250 Ok"


@pytest.fixture
def digest_id(parts: flow.Parts) -> int:
    return draft_one(parts)


@pytest.fixture
def entry(parts: flow.Parts, digest_id: int) -> OutboxEntry:
    return approve(parts, digest_id, now=NOW)


def send(parts: flow.Parts, entry: OutboxEntry, channel: Any, *, now: datetime) -> bool:
    return send_entry(
        parts.database, entry.id, channel=channel, settings=parts.settings, clock=lambda: now
    )


def row(parts: flow.Parts, entry: OutboxEntry) -> OutboxEntry:
    with parts.database.read() as session:
        return session.get_one(OutboxEntry, entry.id)


def test_retries_end_and_what_is_late_is_held_however_often_it_was_put_off(
    parts: flow.Parts, entry: OutboxEntry, digest_id: int
) -> None:
    later = FailingChannel(TransientDeliveryError("450 later"))
    now, tries = FRIDAY_SLOT, 0
    while row(parts, entry).state is OutboxState.PENDING and tries < 100:
        now = max(now, row(parts, entry).due_at)
        tries += 1
        send(parts, entry, later, now=now)
    assert tries < 20
    assert now <= FRIDAY_SLOT + timedelta(hours=24)
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert digest.state is DigestState.HELD
        assert "h late: read it again" in digest.reason


def test_what_the_server_refuses_for_good_is_held_and_can_be_sent_again(
    parts: flow.Parts, entry: OutboxEntry, digest_id: int
) -> None:
    send(parts, entry, FailingChannel(PermanentDeliveryError("550 no")), now=FRIDAY_SLOT)
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        assert (digest.state, digest.reason) == (DigestState.HELD, "Not sent: 550 no")
        assert session.scalars(select(Approval.undone_at)).one() == FRIDAY_SLOT
        release_digest(session, digest_id, actor=MAYA, now=FRIDAY_SLOT)
    again = approve(parts, digest_id, now=FRIDAY_SLOT + MINUTE)
    channel = RecordingChannel()
    assert send(parts, again, channel, now=again.due_at)
    assert channel.sent == [again.content]


def test_an_approval_can_be_undone_after_a_try_that_was_surely_not_sent(
    parts: flow.Parts, entry: OutboxEntry, digest_id: int
) -> None:
    send(parts, entry, FailingChannel(TransientDeliveryError("450 later")), now=FRIDAY_SLOT)
    with parts.database.write() as session:
        digest = undo_approval(session, digest_id, actor=MAYA, now=FRIDAY_SLOT + MINUTE)
        assert digest.state is DigestState.DRAFTED


def test_a_sender_that_stalled_before_the_dot_does_not_go_on(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    second = RecordingChannel()

    def another_takes_over() -> None:
        late = FRIDAY_SLOT + timedelta(hours=1)
        assert recover_claims(parts.database, older_than=MINUTE, now=late) == 1
        assert send(parts, entry, second, now=late)

    first = StallingChannel(another_takes_over)
    assert not send(parts, entry, first, now=FRIDAY_SLOT)
    assert (first.sent, second.sent) == ([], [entry.content])
    assert row(parts, entry).state is OutboxState.ACCEPTED


def test_a_stalled_sender_that_then_fails_changes_nothing(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    second = RecordingChannel()

    class Stalled(FailingChannel):
        def send(self, entry: OutboxEntry, *, reached: Any) -> str:
            late = FRIDAY_SLOT + timedelta(hours=1)
            recover_claims(parts.database, older_than=MINUTE, now=late)
            send(parts, entry, second, now=late)
            raise self.error

    send(parts, entry, Stalled(TransientDeliveryError("timed out")), now=FRIDAY_SLOT)
    assert row(parts, entry).state is OutboxState.ACCEPTED
    assert len(second.sent) == 1


def test_control_the_phase_of_a_lost_claim_raises(parts: flow.Parts, entry: OutboxEntry) -> None:
    class Curious(RecordingChannel):
        def send(self, entry: OutboxEntry, *, reached: Any) -> str:
            recover_claims(parts.database, older_than=MINUTE, now=FRIDAY_SLOT + 5 * MINUTE)
            with pytest.raises(ClaimLost):
                reached(Phase.DOT)
            raise ClaimLost

    assert not send(parts, entry, Curious(), now=FRIDAY_SLOT)


def test_a_recovered_claim_is_in_the_record(parts: flow.Parts, entry: OutboxEntry) -> None:
    with parts.database.write() as session:
        claimed = session.get_one(OutboxEntry, entry.id)
        claimed.state, claimed.attempts = OutboxState.SENDING, 1
        claimed.claimed_at = FRIDAY_SLOT
    recover_claims(parts.database, older_than=MINUTE, now=FRIDAY_SLOT + 5 * MINUTE)
    with parts.database.read() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()
        assert (last.action, last.obj) == ("send_result", f"outbox:{entry.id}")
        assert verify(session).problems == []


@pytest.mark.parametrize(
    ("state", "minutes", "waits"),
    [
        (MailState.STORED, 0, True),
        (MailState.THREADED, 0, True),
        (MailState.APPLIED, 0, False),
        (MailState.STORED, 6, False),
    ],
)
def test_a_send_waits_a_moment_for_mail_that_is_being_read(
    parts: flow.Parts, entry: OutboxEntry, state: MailState, minutes: int, waits: bool
) -> None:
    with parts.database.write() as session:
        contact = session.get_one(OutboxEntry, entry.id).contact
        make_mail(session, contact, state=state)
    now = FRIDAY_SLOT + minutes * MINUTE
    assert send(parts, entry, RecordingChannel(), now=now) is not waits
    if waits:
        waiting = row(parts, entry)
        assert (waiting.state, waiting.due_at) == (OutboxState.PENDING, now + MINUTE)


def test_short_claims_are_those_of_the_settings(parts: flow.Parts, entry: OutboxEntry) -> None:
    settings = replace(parts.settings, claim_for=timedelta(minutes=3))
    with parts.database.write() as session:
        claimed = session.get_one(OutboxEntry, entry.id)
        claimed.state, claimed.attempts = OutboxState.SENDING, 1
        claimed.claimed_at = FRIDAY_SLOT
    for minutes, recovered in ((2, 0), (4, 1)):
        now = FRIDAY_SLOT + minutes * MINUTE
        assert recover_claims(parts.database, older_than=settings.claim_for, now=now) == recovered
