"""What the record vouches for cannot be changed, added or taken away unseen."""

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
import json

from click.testing import CliRunner
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.cli.record import UNSEEN_TAIL, verify_record
from orchestrator.config import Settings
from orchestrator.demo.studio import load_studio
from orchestrator.digest.approve import mark_seen, undo_approval
from orchestrator.engagement.decisions import confirm_answer
from orchestrator.engagement.preferences import take_wishes
from orchestrator.engagement.set_wishes import set_by_us, undo_set
from orchestrator.engagement.wish_decisions import allow_wish, refuse_wish, undo_wish
from orchestrator.models import (
    Answer,
    AnswerState,
    Approval,
    AuditDetail,
    AuditEntry,
    AuditEraseTicket,
    Database,
    Digest,
    DigestState,
    OutboxEntry,
    OutboxState,
    Preference,
    StandingApproval,
    Suppression,
    Wish,
    WishState,
)
from orchestrator.record.append import Action, Actor, record
from orchestrator.record.verify import verify
from orchestrator.record.verify_rows import TABLES
from orchestrator.rendering import template_sha256
from tests.factories import MONDAY, PASSWORD, make_ask, make_contact, make_fact, make_project
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, read_all, send_all

MAYA = Actor("user:1", "web")
DANA, LUIS = "dana@harborlane.example", "luis@leafandco.example"
HOUR = timedelta(hours=1)


@pytest.fixture
def history(parts: flow.Parts) -> Database:
    """Everything the record vouches for, written by the stages themselves.

    Dana's update is approved, undone, approved again and sent; she answers, wishes and
    is answered; her address then fails.  Luis writes after his was approved, so that one
    is approved again.
    """
    _begin(parts)
    thursday, channel = FRIDAY_SLOT - 24 * HOUR, RecordingChannel()
    with time_machine.travel(thursday, tick=False):
        assert flow.draft_due() == 2
    with parts.database.read() as session:
        hers, his = session.scalars(select(Digest.id).order_by(Digest.contact_id)).all()
    approve(parts, hers, now=thursday)
    with parts.database.write() as session:
        undo_approval(session, hers, actor=MAYA, now=thursday + HOUR)
    sent = approve(parts, hers, now=thursday + 2 * HOUR)
    approve(parts, his, now=thursday + 2 * HOUR)
    _hear(parts, "The list of rooms is attached.", LUIS, at=thursday + 3 * HOUR)
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 1
    flow.settle()
    to = str(message_from_bytes(sent.content, policy=policy.default)["Reply-To"])
    _hear(parts, "1 yes, 2 yes\n\nmonthly please", DANA, to=to, at=FRIDAY_SLOT + HOUR)
    _hear(parts, "daily please", DANA, to=to, at=FRIDAY_SLOT + 2 * HOUR)
    _decide_what_waits(parts)
    with time_machine.travel(FRIDAY_SLOT + 4 * HOUR, tick=False):
        assert flow.queue_notices() == 1
    assert send_all(parts, channel, now=FRIDAY_SLOT + 4 * HOUR) == 1
    deliver(parts.database, _failure(sent.message_id), received_at=FRIDAY_SLOT + 5 * HOUR)
    with time_machine.travel(FRIDAY_SLOT + 5 * HOUR, tick=False):
        read_all()
        flow.settle()
    with parts.database.write() as session:
        mark_seen(session, his, actor=MAYA, now=FRIDAY_SLOT + 6 * HOUR)
    approve(parts, his, now=FRIDAY_SLOT + 6 * HOUR)
    return parts.database


def _begin(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        dana = make_contact(session, address=DANA)
        project = make_project(session, dana)
        make_fact(session, project)
        make_ask(session, project, dana)
        make_ask(session, project, dana, text="Extend the budget?", settles="money")
        make_fact(session, make_project(session, make_contact(session, address=LUIS)))
        for template in ("acknowledgement", "paused", "resumed"):
            session.add(
                StandingApproval(
                    template=template,
                    template_sha256=template_sha256(template),
                    approved_by="cli:operator",
                    approved_at=MONDAY,
                )
            )


def _hear(
    parts: flow.Parts, words: str, sender: str, *, at: datetime, to: str = "hello@northwind.example"
) -> None:
    content = raw_mail(words, sender=sender, to=to, sent_at=at)
    deliver(parts.database, content, received_at=at)
    with time_machine.travel(at, tick=False):
        read_all()


def _decide_what_waits(parts: flow.Parts) -> None:
    at = FRIDAY_SLOT + 3 * HOUR
    with parts.database.write() as session:
        answer = session.scalars(select(Answer).filter_by(state=AnswerState.WAITING)).one()
        confirm_answer(session, answer.id, proof_from=1000, user_id=1, actor=MAYA, now=at)
        wish = session.scalars(select(Preference).filter_by(state=WishState.WAITING)).one()
        allow_wish(session, wish.id, actor=MAYA, now=at)


def _failure(message_id: str) -> bytes:
    return f"""From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: hello@northwind.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <failure@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {DANA}
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-ID: {message_id}

x
--b--
""".replace("\n", "\r\n").encode()


CHANGES = {
    "UPDATE mail SET sha256 = (SELECT sha256 FROM mail WHERE id = 1) WHERE id = 2":
        "mail:2: the sha256 is not the one that entry",
    "DELETE FROM mail WHERE id = 2": "mail:2: missing, though entry",
    "UPDATE mail SET id = 99 WHERE id = 2": "mail:99: no entry speaks of it",
    "UPDATE approval SET sha256 = '00'": "approval:1: the sha256 is not the one",
    "UPDATE approval SET digest_id = 3 - digest_id": "approval:1: the digest is not the one",
    "UPDATE approval SET digest_id = NULL, response_id = 7 WHERE id = 1":
        "approval:1: the response is not the one",
    "UPDATE approval SET digest_id = NULL, referral_id = 7 WHERE id = 1":
        "approval:1: the referral is not the one",
    "UPDATE approval SET digest_id = NULL, invitation_id = 7 WHERE id = 1":
        "approval:1: the invitation is not the one",
    "UPDATE approval SET watermark = 77": "approval:1: the watermark is not the one",
    "UPDATE approval SET user_id = 3 - user_id": "approval:1: the approver is not the one",
    "UPDATE approval SET undone_at = NULL WHERE id = 1": "approval:1: the undo is not the one",
    "UPDATE approval SET undone_at = NULL WHERE id = 3": "approval:3: the undo is not the one",
    "UPDATE approval SET undone_at = approved_at WHERE id = 2":
        "approval:2: the undo is not the one",
    "DELETE FROM approval WHERE id = 1": "approval:1: missing, though entry",
    "UPDATE outbox SET content = (SELECT content FROM outbox WHERE id = 2)":
        "outbox:1: the message is not the one",
    "UPDATE outbox SET sha256 = '00'": "outbox:1: the sha256 is not the one",
    "UPDATE outbox SET recipient = 'eve@evil.example'": "outbox:1: the recipient is not the one",
    "UPDATE outbox SET kind = 'welcome'": "outbox:1: the kind is not the one",
    "UPDATE outbox SET cause = 'digest:9'": "outbox:1: the cause is not the one",
    "UPDATE outbox SET project_id = NULL": "outbox:1: the project is not the one",
    "UPDATE outbox SET approval_id = 1 WHERE id = 1": "outbox:1: the approval is not the one",
    "UPDATE outbox SET standing_approval_id = 2 WHERE id = 3":
        "outbox:3: the standing approval is not the one",
    "DELETE FROM outbox WHERE id = 1": "outbox:1: missing, though entry",
    "UPDATE answer SET value = 'no'": "answer to ask:1 in mail:2: the value is not the one",
    "UPDATE answer SET span = 'x'": "answer to ask:1 in mail:2: the span is not the one",
    "UPDATE answer SET state = 'refused' WHERE ask_id = 2":
        "answer to ask:2 in mail:2: the state is not the one",
    "UPDATE answer SET certainty = 'x'": "answer to ask:1 in mail:2: the certainty is not the one",
    "UPDATE answer SET tier = 'T9'": "answer to ask:1 in mail:2: the tier is not the one",
    "UPDATE answer SET mail_id = 1": "answer to ask:1 in mail:1: no entry speaks of it",
    "DELETE FROM answer WHERE ask_id = 2": "answer to ask:2 in mail:2: missing, though entry",
    "UPDATE preference SET id = 99 WHERE id = 1":
        "wish of contact:1 for cadence (mail:2): the number is not the one",
    "UPDATE preference SET value = 'weekly' WHERE id = 1":
        "wish of contact:1 for cadence (mail:2): the value is not the one",
    "UPDATE preference SET state = 'waiting' WHERE id = 2":
        "wish of contact:1 for cadence (mail:3): the state is not the one",
    "UPDATE preference SET wish = 'length'": "for length (mail:2): no entry speaks of it",
    "UPDATE preference SET source = 'user:1'": "for cadence (user:1): no entry speaks of it",
    "UPDATE preference SET contact_id = 2": "wish of contact:2 for cadence (mail:2): no entry",
    "DELETE FROM preference WHERE id = 2": "for cadence (mail:3): missing, though entry",
    "UPDATE suppression SET addr_spec = 'x'": "suppression:1: the address is not the one",
    "UPDATE suppression SET reason = 'complaint'": "suppression:1: the reason is not the one",
    "UPDATE suppression SET source = 'mail:1'": "suppression:1: the source is not the one",
    "UPDATE suppression SET lifted_at = created_at": "suppression:1: the lift is not the one",
    "DELETE FROM suppression": "suppression:1: missing, though entry",
}  # fmt: skip


def test_each_change_of_a_row_is_named(history: Database) -> None:
    with history.read() as session:
        assert verify(session).problems == [], "control: nothing is wrong before"
        assert [entry.state for entry in session.scalars(select(OutboxEntry).order_by("id"))] == [
            OutboxState.BOUNCED,
            OutboxState.PENDING,
            OutboxState.ACCEPTED,
        ]
        undone = session.scalars(select(Approval.undone_at.is_not(None)).order_by(Approval.id))
        assert list(undone) == [True, False, True, False]
        assert session.scalars(select(Suppression.addr_spec)).one() == DANA
    found = {change: after(history, change) for change in CHANGES}
    unseen = {
        change: found[change]
        for change, expected in CHANGES.items()
        if not any(expected in problem for problem in found[change])
    }
    assert unseen == {}


def after(database: Database, change: str) -> list[str]:
    """What is found once an insider has made a change; it is rolled back."""
    with database.write() as session:
        lower_the_guard(session)
        assert session.execute(text(change)).rowcount > 0  # type: ignore[attr-defined]
        problems = verify(session).problems
        session.rollback()
    return problems


def lower_the_guard(session: Session) -> None:
    """An insider who owns the database need not care what refers to a row."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    session.execute(
        text("PRAGMA defer_foreign_keys = ON")
        if is_sqlite
        else text("SET LOCAL session_replication_role = replica")
    )


def test_every_column_that_is_compared_is_changed_above() -> None:
    untried = {
        f"{table.name}: {column}"
        for table in TABLES.values()
        for column in table.columns
        if not any(
            sentence.startswith(table.name.partition("{")[0]) and f"the {column} is" in sentence
            for sentence in CHANGES.values()
        )
    }
    assert untried == set()


def test_what_comes_first_in_the_record_is_reported_first(history: Database) -> None:
    problems = after(history, "UPDATE outbox SET recipient = 'eve@evil.example'")
    entries = [int(problem.rpartition("entry ")[2].split()[0]) for problem in problems]
    assert len(entries) == 3
    assert entries == sorted(entries)


def test_the_command_says_what_cannot_be_seen_yet(parts: flow.Parts, history: Database) -> None:
    shell = CliRunner(env={"ORCHESTRATOR_DATABASE_URL": parts.settings.database_url})
    done = shell.invoke(verify_record, standalone_mode=False)
    assert (done.return_value, done.stderr) == (0, f"{UNSEEN_TAIL}\n")
    assert json.loads(done.stdout)["ok"] is True


def test_an_erased_detail_excuses_its_comparison_and_no_other(history: Database) -> None:
    with history.write() as session:
        seq = session.scalars(
            select(AuditEntry.seq).where(AuditEntry.obj == "outbox:1", AuditEntry.action == "queue")
        ).all()[-1]
        ticket = record(
            session,
            Action.ERASE,
            f"audit:{seq}",
            actor=MAYA,
            now=FRIDAY_SLOT,
            targets=[[seq, "recipient"]],
        )
        session.add(AuditEraseTicket(seq=seq, name="recipient", entry=ticket))
        session.flush()
        session.delete(session.get_one(AuditDetail, (seq, "recipient")))
        session.execute(
            update(OutboxEntry).where(OutboxEntry.id == 1).values(recipient="erased@invalid")
        )
    with history.read() as session:
        assert verify(session).problems == []
    problems = after(history, "UPDATE outbox SET recipient = 'eve@evil.example', sha256 = '00'")
    assert not any("outbox:1: the recipient" in problem for problem in problems)
    assert any("outbox:1: the sha256" in problem for problem in problems)
    assert any("outbox:3: the recipient" in problem for problem in problems)


def test_wishes_alike_are_told_apart(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        contact = make_contact(session)
        for value in ("sms", "phone", "email"):
            take_wishes(
                session,
                contact,
                {"channel": value},
                source="mail:1",
                proven=value == "email",
                actor=MAYA,
                now=MONDAY,
            )
        sms, phone, _ = session.scalars(select(Preference).order_by(Preference.id)).all()
        refuse_wish(session, phone.id, actor=MAYA, now=MONDAY)
        allow_wish(session, sms.id, actor=MAYA, now=MONDAY)
    with parts.database.read() as session:
        assert verify(session).problems == []
    expected = "wish of contact:1 for channel (mail:1): the state is not the one"
    problems = after(parts.database, "UPDATE preference SET state = 'applied'")
    assert [problem.startswith(expected) for problem in problems] == [True]


def test_s46_every_undo_of_a_wish_leaves_the_record_whole(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        contact, ours = make_contact(session), []
        for number, value in enumerate(("monthly", "weekly", "monthly", "monthly")):
            ours += set_by_us(
                session, contact, {"cadence": value, "channel": "sms"}, source="user:1",
                actor=MAYA, now=MONDAY + number * HOUR,
            )  # fmt: skip
        [hers] = take_wishes(
            session, contact, {"cadence": "daily"}, source="mail:1", proven=True, actor=MAYA,
            now=MONDAY,
        )  # fmt: skip
        numbers, waiting = [row.id for row in ours[::2]], hers.id
        assert hers.state is WishState.WAITING
    for number in (numbers[2], numbers[0], numbers[3], numbers[1]):
        with parts.database.write() as session:
            undo_set(session, number, actor=MAYA, now=MONDAY + 9 * HOUR)
        with parts.database.read() as session:
            assert verify(session).problems == [], number
    for decide in (allow_wish, undo_wish, refuse_wish, undo_wish):
        with parts.database.write() as session:
            decide(session, waiting, actor=MAYA, now=MONDAY + 9 * HOUR)
        with parts.database.read() as session:
            assert verify(session).problems == [], decide
    changed = "UPDATE preference SET state = 'applied' WHERE id = "
    assert len(after(parts.database, f"{changed}{numbers[2]}")) == 1


def test_s46_an_undo_recorded_without_the_number_of_its_wish_is_understood(
    parts: flow.Parts,
) -> None:
    with parts.database.write() as session:
        contact = make_contact(session)
        row = Preference(
            contact_id=contact.id, wish=Wish.LENGTH, value="full", state=WishState.UNDONE,
            tier="T0", source="user:1", said_at=MONDAY,
        )  # fmt: skip
        session.add(row)
        for state in ("applied", "undone"):
            record(
                session, Action.PREFERENCE, f"contact:{contact.id}", actor=MAYA, now=MONDAY,
                details={"value": "full"}, wish="length", state=state, source="user:1",
            )  # fmt: skip
    with parts.database.read() as session:
        assert verify(session).problems == []


def test_no_false_alarm_over_six_weeks_of_a_studio(settings: Settings) -> None:
    past = load_studio(
        replace(settings, draft_ahead=timedelta(days=4)), password=PASSWORD, now=MONDAY
    )
    with past.database.read() as session:
        verdict = verify(session)
        assert session.scalar(select(Digest.id).where(Digest.state == DigestState.SENT).limit(1))
    past.database.dispose()
    assert verdict.problems == []
    assert verdict.entries > 300
