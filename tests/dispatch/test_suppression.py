"""What came back bars an address: at once, at the third time, or never; and updates as a whole."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.dispatch import breaker
from orchestrator.dispatch.channels.email import EmailChannel
from orchestrator.dispatch.receipts import settle_report
from orchestrator.dispatch.stop import why_not_now
from orchestrator.dispatch.suppression import is_suppressed, lift, note_refusal
from orchestrator.errors import Refused
from orchestrator.models import (
    AuditEntry,
    Breaker,
    DeliveryEvent,
    MailState,
    OutboxEntry,
    OutboxKind,
    OutboxState,
)
from orchestrator.record.append import Actor
from tests.factories import make_mail
from tests.sending import RecordingChannel, send_entry
from tests.servers import FaultySmtp
from tests.test_flow import FRIDAY_SLOT, approve, send_all
from tests.test_red_lines import draft_one

NOW = FRIDAY_SLOT + timedelta(hours=1)
DAY = timedelta(days=1)
ADMIN = Actor("user:1", "web")


@pytest.fixture
def waiting(parts: flow.Parts) -> OutboxEntry:
    """An update that is due on Friday."""
    return approve(parts, draft_one(parts), now=FRIDAY_SLOT - timedelta(hours=4))


@pytest.fixture
def entry(parts: flow.Parts, waiting: OutboxEntry) -> OutboxEntry:
    """An update that has left."""
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    return waiting


def more(
    parts: flow.Parts, like: OutboxEntry, count: int, *, at: datetime = NOW,
    state: OutboxState = OutboxState.ACCEPTED, recipient: str = "",
) -> list[int]:  # fmt: skip
    """Outbox rows like another one; their ids."""
    with parts.database.write() as session:
        first = len(session.scalars(select(OutboxEntry.id)).all())
        rows = [
            OutboxEntry(
                kind=OutboxKind.RESPONSE, cause=f"response:{first + number}", channel="email",
                recipient=recipient or f"c{first + number}@x.example", approval_id=like.approval_id,
                message_id=f"<r{first + number}.0123456789abcdef@northwind.example>",
                content=b"", sha256=like.sha256, state=state, promised_at=at, due_at=at,
                created_at=at, finished_at=at, project_id=like.project_id,
            )
            for number in range(count)
        ]  # fmt: skip
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def come_back(
    parts: flow.Parts, outbox_id: int, status: str, *, at: datetime = NOW, kind: str = "bounce"
) -> None:
    """A proven report about one message."""
    with parts.database.write() as session:
        row = session.get_one(OutboxEntry, outbox_id)
        told = {"address": row.recipient, "action": "failed", "status": status}
        mail = make_mail(
            session, None, kind=kind, received_at=at, from_address="mailer-daemon@relay.example",
            recipients=["hello@northwind.example"], state=MailState.READ, thread_id=None,
            report={"recipients": [told], "original_message_id": row.message_id,
                    "is_unwanted": True},
        )  # fmt: skip
        settle_report(session, mail, key=parts.key, now=at)


def is_barred(parts: flow.Parts, address: str) -> bool:
    with parts.database.read() as session:
        return is_suppressed(session, address)


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.6", "5.1.10"])
def test_no_such_address_bars_it_at_the_first_bounce(
    parts: flow.Parts, entry: OutboxEntry, status: str
) -> None:
    come_back(parts, entry.id, status)
    assert is_barred(parts, entry.recipient)


@pytest.mark.parametrize(
    ("status", "barred"),
    [("5.7.1", True), ("5.0.0", True), ("", True), ("4.4.7", False), ("5.2.2", False)],
)
def test_other_failures_for_good_bar_it_at_the_third_and_soft_ones_never(
    parts: flow.Parts, entry: OutboxEntry, status: str, barred: bool
) -> None:
    ids = more(parts, entry, 3, recipient=entry.recipient)
    for number, outbox_id in enumerate(ids):
        assert not is_barred(parts, entry.recipient), f"after {number}"
        come_back(parts, outbox_id, status, at=NOW + number * DAY)
    assert is_barred(parts, entry.recipient) is barred


def test_three_failures_in_more_than_thirty_days_bar_nothing(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    for number, outbox_id in enumerate(more(parts, entry, 3, recipient=entry.recipient)):
        come_back(parts, outbox_id, "5.7.1", at=NOW + number * 16 * DAY)
    assert not is_barred(parts, entry.recipient)


def test_what_a_person_lifted_counts_no_more(parts: flow.Parts, entry: OutboxEntry) -> None:
    ids = more(parts, entry, 4, recipient=entry.recipient)
    for outbox_id in ids[:3]:
        come_back(parts, outbox_id, "5.7.1")
    with parts.database.write() as session:
        lift(session, entry.recipient, reason="It works.", actor=ADMIN, now=NOW + DAY)
    come_back(parts, ids[3], "5.7.1", at=NOW + 2 * DAY)
    assert not is_barred(parts, entry.recipient)


def test_a_complaint_bars_at_once(parts: flow.Parts, entry: OutboxEntry) -> None:
    come_back(parts, entry.id, "", kind="complaint")
    assert is_barred(parts, entry.recipient)


@pytest.mark.parametrize(
    ("replies", "barred"),
    [
        ({"RCPT": "550 5.1.1 No such user"}, True),
        ({"RCPT": "550 5.7.1 Not now"}, False),
        ({"RCPT": "450 4.2.1 Later"}, False),
        ({".": "554 5.7.1 Spam"}, False),
    ],
)
def test_a_refusal_of_the_recipient_counts_as_a_bounce(
    parts: flow.Parts, waiting: OutboxEntry, replies: dict[str, str], barred: bool
) -> None:
    with FaultySmtp(replies) as server:
        settings = replace(parts.settings, smtp_port=server.port)
        with EmailChannel(settings) as channel:
            send_entry(
                parts.database, waiting.id, channel=channel, settings=settings,
                clock=lambda: FRIDAY_SLOT,
            )  # fmt: skip
    assert is_barred(parts, waiting.recipient) is barred
    with parts.database.read() as session:
        kinds = list(session.scalars(select(DeliveryEvent.kind)))
    assert kinds == (["refusal"] if replies.get("RCPT", "").startswith("550") else [])


def test_the_third_refusal_bars_it(parts: flow.Parts, entry: OutboxEntry) -> None:
    for outbox_id in more(parts, entry, 3, recipient=entry.recipient, state=OutboxState.FAILED):
        assert not is_barred(parts, entry.recipient)
        with parts.database.write() as session:
            note_refusal(session, session.get_one(OutboxEntry, outbox_id), "5.7.1", now=NOW)
    assert is_barred(parts, entry.recipient)


def look(parts: flow.Parts, *, now: datetime = NOW) -> Breaker | None:
    with parts.database.write() as session:
        breaker.look(session, settings=parts.settings, now=now)
        return breaker.standing(session)


def complaints(parts: flow.Parts, like: OutboxEntry, *, mails: int, of_them: int) -> None:
    for outbox_id in more(parts, like, mails)[:of_them]:
        come_back(parts, outbox_id, "", kind="complaint")


@pytest.mark.parametrize(
    ("mails", "of_them", "stops"),
    [(499, 5, False), (500, 1, True), (1250, 1, True), (1251, 1, False), (600, 0, False)],
)
def test_updates_stop_at_eight_complaints_in_ten_thousand_after_five_hundred(
    parts: flow.Parts, waiting: OutboxEntry, mails: int, of_them: int, stops: bool
) -> None:
    complaints(parts, waiting, mails=mails, of_them=of_them)
    stopped = look(parts)
    assert (stopped is not None) is stops
    if stopped:
        assert f"1 of {mails:,} mails of the last 7 days was called spam" in stopped.words
        assert "the limit is 0.08 %" in stopped.words


@pytest.mark.parametrize(
    ("mails", "of_them", "stops"), [(49, 9, False), (60, 3, True), (61, 3, False)]
)
def test_updates_stop_at_five_failures_in_a_hundred_after_fifty(
    parts: flow.Parts, waiting: OutboxEntry, mails: int, of_them: int, stops: bool
) -> None:
    for outbox_id in more(parts, waiting, mails)[:of_them]:
        come_back(parts, outbox_id, "5.1.1")
    assert (look(parts) is not None) is stops


def test_old_complaints_and_old_mails_do_not_count(parts: flow.Parts, waiting: OutboxEntry) -> None:
    complaints(parts, waiting, mails=600, of_them=3)
    assert look(parts, now=NOW + 8 * DAY) is None
    assert look(parts) is not None, "control"


def test_a_stopped_update_stays_pending_answers_go_and_a_reason_lets_it_go_again(
    parts: flow.Parts, waiting: OutboxEntry
) -> None:
    before = FRIDAY_SLOT - DAY
    for outbox_id in more(parts, waiting, 60, at=before)[:3]:
        come_back(parts, outbox_id, "5.1.1", at=before)
    flow.settle()
    with parts.database.write() as session:
        breaker.look(session, settings=parts.settings, now=FRIDAY_SLOT)
    channel = RecordingChannel()
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    with parts.database.read() as session:
        row = session.get_one(OutboxEntry, waiting.id)
        assert (row.state, row.problem) == (OutboxState.PENDING, breaker.STOPPED)
        [answer] = session.scalars(
            select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.RESPONSE).limit(1)
        )
        stop = why_not_now(session, answer, settings=parts.settings, now=FRIDAY_SLOT)
        assert stop is None or stop.reason != breaker.STOPPED
    with parts.database.write() as session:
        waits = breaker.resume(session, reason="The list is mended.", actor=ADMIN, now=FRIDAY_SLOT)
    assert waits == 1
    assert send_all(parts, channel, now=FRIDAY_SLOT + timedelta(minutes=1)) == 1
    assert look(parts, now=FRIDAY_SLOT + timedelta(hours=2)) is None, "what was seen to is over"
    with parts.database.write() as session, pytest.raises(Refused, match="not stopped"):
        breaker.resume(session, reason="Again.", actor=ADMIN, now=FRIDAY_SLOT)
    with parts.database.read() as session:
        entries = session.scalars(select(AuditEntry.obj).where(AuditEntry.obj.like("breaker:%")))
        assert list(entries) == ["breaker:1", "breaker:1"]
