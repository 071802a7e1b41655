"""A bounce or complaint is joined to one delivery, or shown and settles nothing."""

from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.collect.parse import parse_mail
from orchestrator.dispatch.bounce_address import bounce_address, message_id_in
from orchestrator.dispatch.channels.email import EmailChannel
from orchestrator.dispatch.receipts import settle_report
from orchestrator.models import (
    AuditEntry,
    DeliveryEvent,
    Mail,
    MailState,
    OutboxEntry,
    OutboxState,
    Suppression,
)
from tests.factories import make_mail
from tests.sending import RecordingChannel, hand_over
from tests.servers import FaultySmtp
from tests.test_flow import FRIDAY_SLOT, approve, send_all
from tests.test_red_lines import draft_one

FEEDBACK = Path(__file__).parents[1] / "data" / "mail" / "complaint_feedback_report.eml"
NOW = FRIDAY_SLOT + timedelta(hours=1)
GONE = {"action": "failed", "status": "5.1.1", "diagnostic": "550 5.1.1 User unknown"}


@pytest.fixture
def entry(parts: flow.Parts) -> OutboxEntry:
    entry = approve(parts, draft_one(parts), now=FRIDAY_SLOT - timedelta(hours=4))
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    return entry


def settle(parts: flow.Parts, *, told: list[dict[str, str]], **values: Any) -> Mail:
    given = {"kind": "bounce", "received_at": NOW, "from_address": "mailer-daemon@relay.example",
             "recipients": ["hello@northwind.example"], "state": MailState.READ}  # fmt: skip
    original = values.pop("original", None)
    is_unwanted = values.pop("is_unwanted", True)
    report = {
        "recipients": told,
        "original_message_id": original,
        "is_unwanted": is_unwanted,
    }
    with parts.database.write() as session:
        mail = make_mail(session, None, **(given | {"report": report, "thread_id": None} | values))
        settle_report(session, mail, key=parts.key, now=NOW)
        return mail


def state_of(parts: flow.Parts, entry: OutboxEntry) -> OutboxState:
    with parts.database.read() as session:
        return session.get_one(OutboxEntry, entry.id).state


def events(parts: flow.Parts) -> list[tuple[str, str]]:
    with parts.database.read() as session:
        rows = session.execute(select(DeliveryEvent.kind, DeliveryEvent.status))
        return [(kind, status) for kind, status in rows]


def suppressed(parts: flow.Parts) -> list[str]:
    with parts.database.read() as session:
        return list(session.scalars(select(Suppression.addr_spec)))


def test_a_bounce_address_names_its_message_and_no_other_address_does() -> None:
    message_id = "<d14.0123456789abcdef@studio.example>"
    address = bounce_address("bounces@studio.example", message_id)
    assert address == "bounces+d14.0123456789abcdef@studio.example"
    assert message_id_in(address) == message_id
    assert message_id_in("bounces@studio.example") is None
    assert message_id_in("hello+d14.akq3abcdefghijkl2@studio.example") is None


def test_joined_by_the_bounce_address_alone(parts: flow.Parts, entry: OutboxEntry) -> None:
    to = bounce_address("bounces@" + entry.message_id[:-1].rpartition("@")[2], entry.message_id)
    settle(parts, told=[{"address": "elsewhere@forward.example", **GONE}], recipients=[to])
    assert state_of(parts, entry) is OutboxState.BOUNCED
    assert suppressed(parts) == [entry.recipient]


def test_a_bounce_that_names_nobody_is_joined_by_its_address(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    to = bounce_address("bounces@" + entry.message_id[:-1].rpartition("@")[2], entry.message_id)
    settle(parts, told=[], recipients=[to])
    assert state_of(parts, entry) is OutboxState.BOUNCED
    assert suppressed(parts) == [], "nobody said that the address is wrong"


def test_a_message_leaves_with_its_bounce_address_where_one_is_set(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    with FaultySmtp() as server:
        for base in ("bounces@northwind.example", ""):
            settings = replace(parts.settings, smtp_port=server.port, bounce_address=base)
            with EmailChannel(settings) as email:
                hand_over(email, entry)
    first, second = [line for line in server.commands if line.upper().startswith("MAIL FROM")]
    assert bounce_address("bounces@northwind.example", entry.message_id) in first
    assert parts.settings.mail_from in second


def test_joined_by_the_message_id_that_comes_back(parts: flow.Parts, entry: OutboxEntry) -> None:
    settle(parts, told=[{"address": entry.recipient, **GONE}], original=entry.message_id)
    assert state_of(parts, entry) is OutboxState.BOUNCED
    assert events(parts) == [("bounce", "5.1.1")]


def test_the_recipient_alone_settles_only_for_a_proven_reporter(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    told = [{"address": entry.recipient, **GONE}]
    settle(parts, told=told)
    settle(parts, told=told, authenticity="pass", from_address="postmaster@evil.example",
           recipients=["x@evil.example", "hello@northwind.example"])  # fmt: skip
    assert state_of(parts, entry) is OutboxState.ACCEPTED
    assert events(parts) == [("bounce", "5.1.1")] * 2, "both are shown beside the message"
    assert suppressed(parts) == []
    domain = entry.recipient.rpartition("@")[2]
    settle(parts, told=told, authenticity="pass", from_address=f"postmaster@{domain}")
    assert state_of(parts, entry) is OutboxState.BOUNCED


def test_a_bounce_of_a_message_that_left_long_ago_is_not_taken_for_it(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    late = NOW + timedelta(days=30)
    settle(parts, told=[{"address": entry.recipient, **GONE}], received_at=late)
    assert (state_of(parts, entry), events(parts)) == (OutboxState.ACCEPTED, [])


def test_a_bounce_for_an_unknown_delivery_settles_nothing(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    told = [{"address": "who@elsewhere.example", **GONE}]
    mail = settle(parts, told=told, original="<nobody@elsewhere.example>")
    assert (state_of(parts, entry), events(parts)) == (OutboxState.ACCEPTED, [])
    assert mail.state is MailState.APPLIED
    assert suppressed(parts) == []
    with parts.database.read() as session:
        objects = session.scalars(select(AuditEntry.obj).where(AuditEntry.action == "bounce"))
        assert list(objects) == [f"mail:{mail.id}"], "it is shown in the record"


def test_a_delay_is_noted_and_the_delivery_goes_on(parts: flow.Parts, entry: OutboxEntry) -> None:
    told = [{"address": entry.recipient, "action": "delayed", "status": "4.4.1"}]
    settle(parts, told=told, kind="delay", original=entry.message_id)
    assert state_of(parts, entry) is OutboxState.ACCEPTED
    assert events(parts) == [("delay", "4.4.1")]


def test_a_program_that_unsubscribes_at_the_reply_address_is_heard(
    parts: flow.Parts, entry: OutboxEntry
) -> None:
    reply_to = next(
        line for line in entry.content.decode().split("\r\n") if line.startswith("Reply-To: ")
    ).removeprefix("Reply-To: ")
    told = [{"address": entry.recipient, "action": "failed", "diagnostic": "complaint"}]
    settle(parts, told=told, kind="complaint", recipients=[reply_to])
    assert state_of(parts, entry) is OutboxState.COMPLAINED
    assert suppressed(parts) == [entry.recipient]


@pytest.mark.parametrize(("given", "is_lost"), [("not-spam", False), ("abuse", True)])
def test_only_feedback_of_who_does_not_want_the_mail_suppresses(
    parts: flow.Parts, entry: OutboxEntry, given: str, is_lost: bool
) -> None:
    content = FEEDBACK.read_text("utf-8").replace("Feedback-Type: abuse", f"Feedback-Type: {given}")
    content = content.replace("ann@provider.example", entry.recipient)
    read = parse_mail(content.replace("<digest-10@studio.example>", entry.message_id).encode())
    assert read.bounce is not None
    settle(
        parts,
        told=[asdict(each) for each in read.bounce.recipients],
        kind=read.kind,
        original=read.original_message_id,
        is_unwanted=read.bounce.is_unwanted,
    )
    assert suppressed(parts) == ([entry.recipient] if is_lost else [])
    expected = OutboxState.COMPLAINED if is_lost else OutboxState.ACCEPTED
    assert state_of(parts, entry) is expected
