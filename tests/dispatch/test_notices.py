"""Answers to a client's reply: one, under a standing approval, never to anything automatic."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select, update
import time_machine

from orchestrator import flow
from orchestrator.conversation.undecided import file_thread
from orchestrator.models import Contact, Mail, OutboxEntry, OutboxKind, Reading, StandingApproval
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from orchestrator.rendering import template_sha256
from tests.factories import MONDAY, make_contact, make_project
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import read_all, send_all

DANA = "dana@harborlane.example"
RIPE = timedelta(minutes=11)


@pytest.fixture(autouse=True)
def project(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        make_project(session, make_contact(session, address=DANA))
        for template in ("acknowledgement", "paused", "resumed"):
            session.add(
                StandingApproval(
                    template=template,
                    template_sha256=template_sha256(template),
                    approved_by="operator:root",
                    approved_at=MONDAY,
                )
            )


def hear(parts: flow.Parts, words: str, *, at: datetime = MONDAY, **headers: str) -> None:
    content = raw_mail(words, sender=DANA, sent_at=at, **headers)
    deliver(parts.database, content, received_at=at)
    with time_machine.travel(at, tick=False):
        read_all()


def queue(at: datetime) -> int:
    with time_machine.travel(at, tick=False):
        return flow.queue_notices()


def queued(parts: flow.Parts) -> list[tuple[OutboxKind, str]]:
    """Kind and words of what waits or went out, oldest first."""
    with parts.database.read() as session:
        entries = session.scalars(select(OutboxEntry).order_by(OutboxEntry.id)).all()
    texts = [
        message_from_bytes(entry.content, policy=policy.default).get_body(("plain",))
        for entry in entries
    ]
    return [
        (entry.kind, text.get_content()) for entry, text in zip(entries, texts, strict=True) if text
    ]


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("stop", OutboxKind.PAUSED, "start"),
        ("Please pause until 3 January", OutboxKind.PAUSED, "3 Jan 2027"),
        ("monthly please", OutboxKind.ACKNOWLEDGEMENT, "Monthly it is."),
        ("3/5", OutboxKind.ACKNOWLEDGEMENT, "Noted, 3 of 5. What would have made it better?"),
        ("daily please", OutboxKind.ACKNOWLEDGEMENT, "Daily: we will confirm it shortly."),
    ],
)
def test_what_a_reply_did_is_said_back(
    parts: flow.Parts, words: str, kind: OutboxKind, said: str
) -> None:
    hear(parts, words)
    assert queue(MONDAY + RIPE) == 1
    [(found, text)] = queued(parts)
    assert found is kind
    assert said in " ".join(text.split())
    with parts.database.read() as session:
        assert verify(session).problems == []


def test_a_stop_is_confirmed_once_although_she_stopped_mail(parts: flow.Parts) -> None:
    hear(parts, "stop")
    queue(MONDAY + RIPE)
    channel = RecordingChannel()
    assert send_all(parts, channel, now=MONDAY + RIPE) == 1
    assert queue(MONDAY + 2 * RIPE) == 0


@pytest.mark.parametrize(
    ("proven", "kind"), [(True, OutboxKind.RESUMED), (False, OutboxKind.ACKNOWLEDGEMENT)]
)
def test_start_after_stop_is_welcomed_when_it_is_hers_and_else_waits(
    parts: flow.Parts, proven: bool, kind: OutboxKind
) -> None:
    hear(parts, "stop")
    queue(MONDAY + RIPE)
    with parts.database.read() as session:
        paused = session.scalars(select(OutboxEntry)).one()
    answer_to = str(message_from_bytes(paused.content, policy=policy.default)["Reply-To"])
    to = answer_to if proven else "hello@northwind.example"
    hear(parts, "start", at=MONDAY + timedelta(hours=1), to=to)
    queue(MONDAY + timedelta(hours=1) + RIPE)
    assert [found for found, _ in queued(parts)] == [OutboxKind.PAUSED, kind]
    if not proven:
        assert "Mail again: we will confirm it shortly." in queued(parts)[1][1]


def test_a_stop_counts_and_is_confirmed_before_anybody_knows_what_the_mail_is_about(
    parts: flow.Parts,
) -> None:
    with parts.database.write() as session:
        dana = session.scalars(select(Contact)).one()
        second = make_project(session, dana, name="Shop rebuild")
        second_id = second.id
    hear(parts, "Hello.\n\nPlease stop sending me these mails.", subject="A word")
    with parts.database.read() as session:
        mail = session.scalars(select(Mail)).one()
        assert (mail.project_id, mail.contact.wishes.stopped) == (None, True)  # type: ignore[union-attr]
        thread_id = mail.thread_id
    assert queue(MONDAY + RIPE) == 1
    [(kind, text)] = queued(parts)
    assert kind is OutboxKind.PAUSED
    assert "start" in text
    later = MONDAY + timedelta(hours=1)
    with parts.database.write() as session:
        assert thread_id is not None
        file_thread(session, thread_id, second_id, actor=Actor("user:1", "web"), now=later)
    with time_machine.travel(later, tick=False):
        read_all()
    assert queue(later + RIPE) == 0, "it is not said twice"
    with parts.database.read() as session:
        assert session.scalars(select(Contact)).one().wishes.stopped


def test_replies_close_together_share_one_answer(parts: flow.Parts) -> None:
    hear(parts, "monthly please")
    hear(parts, "shorter please", at=MONDAY + timedelta(minutes=3))
    assert queue(MONDAY + RIPE) == 1
    [(_, text)] = queued(parts)
    assert "Monthly it is." in text
    assert "Shorter it is." in text


def test_thanks_alone_is_not_answered(parts: flow.Parts) -> None:
    hear(parts, "Thanks, looks good!")
    assert queue(MONDAY + RIPE) == 0
    assert queued(parts) == []


def test_a_person_gets_at_most_three_a_day(parts: flow.Parts) -> None:
    for number in range(5):
        at = MONDAY + timedelta(minutes=20 * number)
        hear(parts, f"{number % 5 + 1}/5", at=at)
        queue(at + RIPE)
    assert len(queued(parts)) == 3
    tomorrow = MONDAY + timedelta(days=1, hours=2)
    hear(parts, "4/5", at=tomorrow)
    assert queue(tomorrow + RIPE) == 1


def test_without_a_standing_approval_nothing_leaves_and_nothing_is_forgotten(
    parts: flow.Parts,
) -> None:
    with parts.database.write() as session:
        session.execute(update(StandingApproval).values(revoked_at=MONDAY))
    hear(parts, "monthly please")
    assert queue(MONDAY + RIPE) == 0
    with parts.database.write() as session:
        assert session.scalars(select(Reading.acknowledge)).one()
        session.execute(update(StandingApproval).values(revoked_at=None))
    assert queue(MONDAY + 2 * RIPE) == 1


def test_a_revoked_approval_stops_what_waits(parts: flow.Parts) -> None:
    hear(parts, "monthly please")
    queue(MONDAY + RIPE)
    with parts.database.write() as session:
        session.execute(update(StandingApproval).values(revoked_at=MONDAY))
    channel = RecordingChannel()
    assert send_all(parts, channel, now=MONDAY + RIPE) == 0
    assert channel.sent == []
