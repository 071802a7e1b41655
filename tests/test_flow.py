"""The whole loop, job by job: a mail in, a draft, an approval, a send, a reply, an answer."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import func, select
import time_machine

from orchestrator import flow
from orchestrator.digest.approve import approve_digest, settle_send_time
from orchestrator.dispatch.compose import compose_digest
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Block,
    BlockKind,
    Contact,
    Digest,
    DigestState,
    Fact,
    FactTold,
    Impact,
    Mail,
    MailState,
    Mood,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Preference,
    Project,
    ProjectStatus,
    StandingApproval,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from orchestrator.rendering import template_sha256
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_project
from tests.mails import deliver, gmail_reply, raw_mail
from tests.sending import RecordingChannel, send_entry

FRIDAY_SLOT = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


def approve(
    parts: flow.Parts, digest_id: int, *, now: datetime, shown_revision: int | None = None
) -> OutboxEntry:
    """What the web view and the command line do, in their order."""
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        settle_send_time(session, digest, undo_for=parts.settings.undo_for, now=now)
        return approve_digest(
            session,
            digest_id,
            message=compose_digest(digest, settings=parts.settings, key=parts.key),
            shown_revision=shown_revision or digest.revision,
            user_id=digest.project.pm_id,
            actor=Actor(f"user:{digest.project.pm_id}", "web"),
            now=now,
        )


def send_all(parts: flow.Parts, channel: RecordingChannel, *, now: datetime) -> int:
    with parts.database.read() as session:
        ids = session.scalars(
            select(OutboxEntry.id).where(OutboxEntry.state == OutboxState.PENDING)
        ).all()
    return sum(
        send_entry(parts.database, i, channel=channel, settings=parts.settings, clock=lambda: now)
        for i in ids
    )


def read_all() -> None:
    flow.parse_stored()
    flow.converse()
    flow.engage()


@pytest.fixture
def project(parts: flow.Parts) -> Project:
    with parts.database.write() as session:
        contact = make_contact(session, address="dana@harborlane.example")
        project = make_project(session, contact, code="HL", slug="booking")
        make_fact(session, project)
        make_fact(session, project, text="Launch may move to 11 December.", impact=Impact.BAD)
        make_ask(
            session,
            project,
            contact,
            kind=AskKind.CHOICE,
            text="Which payment provider should we use?",
            options={"A": "Stripe", "B": "Your bank's terminal"},
        )
        make_ask(session, project, contact, text="Publish the price list?")
        for template in ("acknowledgement", "paused", "resumed"):
            session.add(
                StandingApproval(
                    template=template,
                    template_sha256=template_sha256(template),
                    approved_by="cli:operator",
                    approved_at=MONDAY,
                )
            )
        return project


def test_a_digest_is_drafted_approved_sent_answered_and_acknowledged(
    parts: flow.Parts, project: Project
) -> None:
    channel = RecordingChannel()
    thursday = FRIDAY_SLOT - timedelta(hours=23)

    with time_machine.travel(thursday, tick=False):
        assert flow.draft_due() == 1
        assert flow.draft_due() == 0
    with parts.database.read() as session:
        digest = session.scalars(select(Digest)).one()
        assert (digest.send_at, digest.state) == (FRIDAY_SLOT, DigestState.DRAFTED)
        assert digest.slot_key == "booking:2026-W48-5T16:00/Europe/London"
        kinds = [block.kind for block in digest.blocks]
        assert kinds == [
            BlockKind.STATUS,
            BlockKind.NEWS,
            BlockKind.ASK,
            BlockKind.ASK,
            BlockKind.DONE,
            BlockKind.PULSE,
        ]
        assert all(block.sources for block in digest.blocks)
        assert digest.subject == "Booking site relaunch: 2 decisions by Fri 4 Dec"

    entry = approve(parts, digest.id, now=thursday)
    assert send_all(parts, channel, now=thursday) == 0, "approving schedules; it does not send"
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 1
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    assert channel.sent == [entry.content]
    with time_machine.travel(FRIDAY_SLOT, tick=False):
        assert flow.settle() == 1
        assert flow.settle() == 0
    with parts.database.read() as session:
        assert session.get_one(Digest, digest.id).state is DigestState.SENT
        assert session.scalar(select(func.count(FactTold.id))) == 2
        assert {a.asked_at for a in session.scalars(select(Ask))} == {FRIDAY_SLOT}

    sent = message_from_bytes(entry.content, policy=policy.default)
    replied_at = FRIDAY_SLOT + timedelta(hours=1)
    reply = raw_mail(
        gmail_reply("1B, 2 yes\n\nmonthly please", "Dana", digest.text),
        sender="Dana Whitfield <dana@harborlane.example>",
        to=str(sent["Reply-To"]),
        subject=f"Re: {sent['Subject']}",
        In_Reply_To=str(sent["Message-ID"]),
        sent_at=replied_at,
    )
    mail_id = deliver(parts.database, reply, received_at=replied_at)
    with time_machine.travel(replied_at, tick=False):
        read_all()
        read_all()
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.state, mail.filed_by) == (MailState.APPLIED, "reply token")
        assert (mail.project_id, mail.digest_id) == (project.id, digest.id)
        answers = session.scalars(select(Answer).order_by(Answer.number)).all()
        assert [(a.number, a.value, a.state) for a in answers] == [
            (1, "B", AnswerState.APPLIED),
            (2, "yes", AnswerState.APPLIED),
        ]
        assert {a.state for a in session.scalars(select(Ask))} == {AskState.ANSWERED}
        wish = session.scalars(select(Preference)).one()
        assert (wish.wish, wish.value, wish.source) == ("cadence", "monthly", f"mail:{mail_id}")
        assert session.get_one(Contact, digest.contact_id).wishes.cadence == "monthly"

    with time_machine.travel(replied_at + timedelta(minutes=5), tick=False):
        assert flow.queue_notices() == 0, "a second reply may still come"
    later = replied_at + timedelta(minutes=11)
    with time_machine.travel(later, tick=False):
        assert flow.queue_notices() == 1
        assert flow.queue_notices() == 0
    assert send_all(parts, channel, now=later) == 1
    notice = message_from_bytes(channel.sent[1], policy=policy.default)
    assert notice["Auto-Submitted"] == "auto-replied"
    assert notice["In-Reply-To"] == message_from_bytes(reply, policy=policy.default)["Message-ID"]
    words = notice.get_body(("plain",)).get_content()
    assert "1: Your bank's terminal." in words
    assert "Monthly it is." in words

    with parts.database.read() as session:
        assert verify(session).problems == []


def test_nothing_new_is_skipped_with_a_reason_and_keeps_its_slot(
    parts: flow.Parts, project: Project
) -> None:
    with parts.database.write() as session:
        for row in session.scalars(select(Fact)).all():
            row.withdrawn_at = MONDAY
        for ask in session.scalars(select(Ask)).all():
            ask.state = AskState.ANSWERED
    with time_machine.travel(FRIDAY_SLOT - timedelta(hours=5), tick=False):
        assert flow.draft_due() == 1
        assert flow.draft_due() == 0
    with parts.database.read() as session:
        digest = session.scalars(select(Digest)).one()
        assert (digest.state, digest.reason) == (DigestState.SKIPPED, "Nothing to say yet")
        assert session.scalar(select(func.count(Block.id))) == 0


def test_an_unhappy_mail_turns_the_project_off_track_and_quotes_her(
    parts: flow.Parts, project: Project
) -> None:
    words = "I am very disappointed. Nobody told me about the delay and I had to chase you again."
    deliver(parts.database, raw_mail(words, sender="dana@harborlane.example"))
    with time_machine.travel(MONDAY, tick=False):
        read_all()
    with parts.database.read() as session:
        status = session.scalars(select(ProjectStatus)).one()
        assert (status.mood, status.status) == (Mood.UNHAPPY, "bad")
        assert status.reason in words
        assert session.scalars(select(Mail)).one().filed_by == "the sender's only open project"


def test_a_stranger_stays_undecided_whatever_the_subject_names(
    parts: flow.Parts, project: Project
) -> None:
    deliver(
        parts.database,
        raw_mail("Agreed.", sender="luis@elsewhere.example", subject="Re: HL-14 agreed"),
    )
    with time_machine.travel(MONDAY, tick=False):
        read_all()
    with parts.database.read() as session:
        mail = session.scalars(select(Mail)).one()
        assert (mail.project_id, mail.contact_id, mail.filed_by) == (None, None, "")
        assert mail.thread_id is not None
        assert session.scalar(select(func.count(Answer.id))) == 0


@pytest.mark.parametrize(
    ("words", "proven", "why"),
    [
        ("1B, 2 yes", False, "her mail server did not confirm the sender"),
        ("2 yes, but only if it costs nothing", True, "she set a condition or was not plain"),
    ],
)
def test_an_answer_that_is_not_proven_or_not_plain_waits_for_a_person(
    parts: flow.Parts, project: Project, words: str, proven: bool, why: str
) -> None:
    with time_machine.travel(FRIDAY_SLOT - timedelta(hours=5), tick=False):
        flow.draft_due()
    with parts.database.read() as session:
        digest = session.scalars(select(Digest)).one()
    entry = approve(parts, digest.id, now=FRIDAY_SLOT - timedelta(hours=4))
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    to = str(message_from_bytes(entry.content, policy=policy.default)["Reply-To"])
    deliver(parts.database, raw_mail(words, sender="dana@harborlane.example", to=to, proven=proven))
    with time_machine.travel(FRIDAY_SLOT, tick=False):
        read_all()
    with parts.database.read() as session:
        answers = session.scalars(select(Answer)).all()
        assert answers
        assert {(a.state, a.why_waiting) for a in answers} == {(AnswerState.WAITING, why)}
        assert AskState.ANSWERED not in {a.state for a in session.scalars(select(Ask))}
    assert OutboxKind.DIGEST is entry.kind
