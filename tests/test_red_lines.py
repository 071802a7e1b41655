"""The ten red lines.  Each is a test that must never be removed or weakened.

Named ``test_red_line_N_…``, here or beside the code they are about; the last test
holds that none of the ten is missing.
"""

from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
import random
import re
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.conversation.sentiment import read_sentiment
from orchestrator.digest.approve import undo_approval
from orchestrator.digest.cadence import Rhythm, next_slot
from orchestrator.errors import CrossClientText, Refused
from orchestrator.models import (
    Answer,
    Ask,
    AskState,
    AuditDetail,
    AuditEntry,
    BlockSource,
    Database,
    Digest,
    DigestState,
    FolderCursor,
    Mail,
    MailLocation,
    MailState,
    OutboxEntry,
    OutboxState,
    Participant,
    Preference,
    Project,
    Quarantine,
    RawMail,
)
from orchestrator.models.base import Base
from orchestrator.models.content import content_of
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from tests import servers
from tests.factories import (
    MONDAY,
    make_ask,
    make_client,
    make_contact,
    make_fact,
    make_mailbox,
    make_project,
)
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, read_all, send_all

PM = Actor("user:1", "web")


def draft_one(parts: flow.Parts) -> int:
    """A draft for Dana's Friday slot; returns its id."""
    with parts.database.write() as session:
        project = make_project(session, make_contact(session, address="dana@harborlane.example"))
        contact_id = session.scalars(select(Participant.contact_id)).one()
        make_fact(session, project)
        ask = make_ask(session, project, project.participants[0].contact)
        assert ask.contact_id == contact_id
    with time_machine.travel(FRIDAY_SLOT - timedelta(hours=5), tick=False):
        assert flow.draft_due() == 1
    with parts.database.read() as session:
        return session.scalars(select(Digest.id)).one()


@pytest.mark.parametrize(
    "words",
    [
        "We will not pay this invoice.\nBest regards,\nJane",
        "We will not pay this invoice.\n\nKind regards\nJane Miller",
        "we will NOT pay this invoice\nThanks,\nJane",
    ],
)
def test_red_line_1_a_refusal_to_pay_is_never_happy(words: str) -> None:
    assert read_sentiment(words).label == "negative"
    assert read_sentiment("Best regards,\nJane").label != "positive"


def test_red_line_3_the_bytes_that_leave_are_the_approved_ones(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    entry = approve(parts, digest_id, now=FRIDAY_SLOT - timedelta(hours=4))

    with parts.database.write() as session:
        changed = entry.content.replace(b"Booking", b"Looking", 1)
        session.execute(update(OutboxEntry).values(content=changed))
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    with parts.database.read() as session:
        stopped = session.scalars(select(OutboxEntry)).one()
        assert (stopped.state, stopped.problem) == (
            OutboxState.CANCELLED,
            "the bytes are not the approved ones",
        )

    with parts.database.write() as session:
        session.execute(
            update(OutboxEntry).values(content=entry.content, state=OutboxState.PENDING)
        )
        session.execute(text("UPDATE approval SET undone_at = NULL"))
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 1, "control: the approved ones do leave"
    assert channel.sent == [entry.content]


def test_red_line_3_what_was_undone_does_not_leave(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    approve(parts, digest_id, now=FRIDAY_SLOT - timedelta(hours=4))
    with parts.database.write() as session:
        undo_approval(session, digest_id, actor=PM, now=FRIDAY_SLOT - timedelta(hours=3))
    with parts.database.write() as session:
        session.execute(update(OutboxEntry).values(state=OutboxState.PENDING))
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    assert channel.sent == []


def test_red_line_3_a_row_without_an_approval_cannot_be_stored(parts: flow.Parts) -> None:
    approve(parts, draft_one(parts), now=FRIDAY_SLOT - timedelta(hours=4))
    with pytest.raises(IntegrityError, match="one_approval"), parts.database.write() as session:
        session.execute(update(OutboxEntry).values(approval_id=None))


@pytest.mark.parametrize("seed", range(4))
def test_red_line_4_no_words_of_one_client_reach_another(parts: flow.Parts, seed: int) -> None:
    """Random histories of two clients; every word of theirs carries its owner's mark."""
    chance = random.Random(seed)
    people = two_clients(parts, chance)
    sent = send_updates(parts)
    seen = [str(mail["Message-ID"]) for mail in sent.values()]
    for number in range(chance.randint(6, 12)):
        owner, other = chance.sample(["ALPHA", "OMEGA"], 2)
        claims: dict[str, Any] = {}
        if chance.random() < 0.7:
            # Forged or forwarded: a reference to whoever's mail, even to ours to the other client.
            claims["References"] = claims["In_Reply_To"] = chance.choice(seen)
        content = raw_mail(
            f"{owner} words {number}: weekly please. 1 yes",
            sender=people[owner],
            to=chance.choice(["hello@northwind.example", str(sent[other]["Reply-To"])]),
            subject=chance.choice([f"Work {other}", "Photos", "Re: HL1", f"Re: Work {owner}"]),
            **claims,
        )
        seen.append(str(message_from_bytes(content, policy=policy.default)["Message-ID"]))
        at = FRIDAY_SLOT + timedelta(minutes=number)
        deliver(parts.database, content, received_at=at)
        if chance.random() < 0.5:
            with time_machine.travel(at, tick=False):
                read_all()
    with parts.database.write() as session:
        for project in session.scalars(select(Project)).all():
            owner = project.name.removeprefix("Work ")
            make_fact(session, project, text=f"{owner} news.", known_at=FRIDAY_SLOT)
    with time_machine.travel(FRIDAY_SLOT + timedelta(days=7, hours=-5), tick=False):
        read_all()
        flow.draft_due()
    with parts.database.read() as session:
        drafts = session.scalars(select(Digest).where(Digest.state == DigestState.DRAFTED)).all()
        assert len(drafts) == 2
        for digest in session.scalars(select(Digest)):
            mine = digest.contact.name
            theirs = {"ALPHA": "OMEGA", "OMEGA": "ALPHA"}[mine]
            own = "news" if digest.state is DigestState.DRAFTED else "fact"
            assert f"{mine} {own}" in digest.text, "control: her own words are there"
            for rendered in (digest.subject, digest.preview, digest.text, digest.html):
                assert theirs not in rendered
        require_no_mixing(session)


def two_clients(parts: flow.Parts, chance: random.Random) -> dict[str, str]:
    """The address of each."""
    people = {owner: f"{owner.lower()}@{owner.lower()}.example" for owner in ("ALPHA", "OMEGA")}
    with parts.database.write() as session:
        for owner, address in people.items():
            contact = make_contact(session, make_client(session), address=address, name=owner)
            project = make_project(session, contact, name=f"Work {owner}")
            for number in range(chance.randint(1, 5)):
                make_fact(session, project, text=f"{owner} fact {number}.")
            for number in range(chance.randint(1, 4)):
                make_ask(session, project, contact, text=f"{owner} question {number}?")
    return people


def send_updates(parts: flow.Parts) -> dict[str, EmailMessage]:
    """What each client was sent, by the real functions, so that each has a token and an id."""
    channel = RecordingChannel()
    with time_machine.travel(FRIDAY_SLOT - timedelta(hours=5), tick=False):
        assert flow.draft_due() == 2
    with parts.database.read() as session:
        digests = session.scalars(select(Digest).order_by(Digest.id)).all()
        owners = {digest.id: digest.contact.name for digest in digests}
    for digest_id in owners:
        approve(parts, digest_id, now=FRIDAY_SLOT - timedelta(hours=4))
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 2
    with time_machine.travel(FRIDAY_SLOT, tick=False):
        flow.settle()
    with parts.database.read() as session:
        return {
            owners[entry.digest_id or 0]: message_from_bytes(entry.content, policy=policy.default)
            for entry in session.scalars(select(OutboxEntry))
        }


def require_no_mixing(session: Session) -> None:
    """Every mail, its project, update, thread and answers are of its sender's client."""
    for mail in session.scalars(select(Mail)).all():
        assert mail.contact is not None
        assert mail.project is None or mail.project.client_id == mail.contact.client_id
        if mail.digest_id is not None:
            assert session.get_one(Digest, mail.digest_id).contact_id == mail.contact_id
        assert mail.thread is not None
        owners = {m.contact.client_id for m in mail.thread.mails if m.contact}
        assert owners == {mail.contact.client_id}
    for answer in session.scalars(select(Answer)).all():
        assert answer.ask.contact_id == answer.contact_id


def test_red_line_4_a_planted_line_of_another_client_is_refused(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        foreign = make_fact(session, make_project(session, make_contact(session)), text="Secret.")
        digest = session.get_one(Digest, digest_id)
        digest.blocks[-1].sources[0].source = f"fact:{foreign.id}"
    with pytest.raises(Refused, match="another client"):
        approve(parts, digest_id, now=FRIDAY_SLOT - timedelta(hours=4))
    with parts.database.write() as session:
        other = session.scalars(select(Project).order_by(Project.id.desc())).first()
        assert other is not None
        session.execute(update(BlockSource).values(client_id=other.client_id))
        digest = session.get_one(Digest, digest_id)
        session.expire_all()
        from orchestrator.digest.checks import require_own_sources

        with pytest.raises(CrossClientText):
            require_own_sources(digest)


def test_red_line_6_a_new_uidvalidity_creates_nothing_and_repeats_nothing(
    parts: flow.Parts, imap_server: servers.ImapServer
) -> None:
    user = f"validity{parts.settings.database_url.count('postgres')}"
    with parts.database.write() as session:
        make_project(session, make_contact(session, address="dana@harborlane.example"))
    for number in range(18):  # From the 21st in an hour on, nothing is applied.
        words = f"Number {number}. monthly please"
        imap_server.append(user, "INBOX", raw_mail(words, sender="dana@harborlane.example"))
    with parts.database.write() as session:
        mailbox = make_mailbox(session, parts.settings, user=user, port=imap_server.port)
        mailbox_id = mailbox.id

    assert flow.collect_mailbox(mailbox_id) == 18, "control: the first reading creates"
    with time_machine.travel(datetime.now(UTC), tick=False):
        read_all()
    before = counts(parts.database)
    assert before[Preference] == 18

    imap_server.set_uidvalidity(user, "INBOX", 4242)
    assert flow.collect_mailbox(mailbox_id) == 0
    read_all()
    after = counts(parts.database)
    with parts.database.read() as session:
        cursor = session.scalars(select(FolderCursor).filter_by(folder="INBOX")).one()
        assert (cursor.uidvalidity, cursor.last_uid) == (4242, 18)
    assert after.pop(MailLocation) == before.pop(MailLocation) + 18
    assert after == before


def counts(database: Database) -> dict[type, int]:
    tables = (Mail, RawMail, MailLocation, Preference, Answer, OutboxEntry, AuditEntry)
    with database.read() as session:
        return {
            table: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }


def test_red_line_7_one_poisonous_mail_among_a_thousand(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        make_project(session, make_contact(session, address="dana@harborlane.example"))
    poison = b"Subject: " + b"=?utf-8?q?x?= " * 20_000 + b"\r\nFrom: a@b.example\r\n\r\nx\r\n"
    for number in range(1000):
        content = (
            poison
            if number == 500
            else raw_mail(f"Number {number}", sender="dana@harborlane.example")
        )
        deliver(parts.database, content)
    with time_machine.travel(MONDAY, tick=False):
        read_all()
    with parts.database.read() as session:
        states = dict(session.execute(select(Mail.state, func.count()).group_by(Mail.state)).all())
        assert states == {MailState.APPLIED: 999, MailState.QUARANTINED: 1}
        aside = session.scalars(select(Quarantine)).one()
        assert aside.reason == "header_too_large"
        mail = session.get_one(Mail, aside.mail_id)
        assert content_of(session, mail.sha256) == poison


ZONES = sorted(available_timezones() - {"localtime", "Factory"})


@hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    zone=st.sampled_from(ZONES),
    at=st.times(min_value=time(0), max_value=time(23, 59)).map(lambda t: t.replace(microsecond=0)),
    year=st.integers(2024, 2028),
)
def test_red_line_8_one_slot_a_day_through_both_clock_changes(
    zone: str, at: time, year: int
) -> None:
    at = at.replace(second=0)
    rhythm = Rhythm("daily", "fri", at, time(0), zone)
    moment = datetime(year, 1, 1, tzinfo=UTC)
    slots = []
    while moment < datetime(year + 1, 1, 1, tzinfo=UTC):
        slot = next_slot(rhythm, after=moment)
        assert slot.at > moment
        slots.append(slot)
        moment = slot.at
    days = [day_of(slot.key) for slot in slots]
    through = range(days[0].toordinal(), days[-1].toordinal() + 1)
    assert days == [d for d in map(date.fromordinal, through) if d.weekday() < 5]
    for slot in slots:
        local = slot.at.astimezone(ZoneInfo(zone))
        if local.time() != at:
            assert skipped(at, local), f"{zone}: {local} is not {at}"


def day_of(key: str) -> date:
    year, week, weekday = re.match(r"(\d+)-W(\d+)-(\d)T", key).groups()  # type: ignore[union-attr]
    return date.fromisocalendar(int(year), int(week), int(weekday))


def skipped(wall: time, local: datetime) -> bool:
    """Whether ``wall`` does not exist on that day, and ``local`` is the first minute after."""
    zone = local.tzinfo
    asked = datetime.combine(local.date(), wall, zone)
    there = asked.astimezone(UTC).astimezone(zone)
    before = (local.astimezone(UTC) - timedelta(minutes=1)).astimezone(zone)
    return there.time() != wall and before.replace(tzinfo=None) < asked.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("zone", "day", "wall", "utc"),
    [
        ("Europe/London", date(2026, 3, 29), time(1, 30), "2026-03-29T01:00:00+00:00"),
        ("Europe/Vienna", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30:00+00:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:30:00+00:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30:00+00:00"),
    ],
)
def test_red_line_8_a_gap_means_the_first_minute_after_a_fold_the_first_time(
    zone: str, day: date, wall: time, utc: str
) -> None:
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]
    midnight = datetime.combine(day, time(0), ZoneInfo(zone))
    slot = next_slot(Rhythm("weekly", weekday, wall, time(0), zone), after=midnight)
    assert slot.at.isoformat() == utc


AUTOMATIC = {
    "out of office": {"Auto_Submitted": "auto-replied", "Subject": "Out of office"},
    "list": {"List_Id": "<news.example>", "Precedence": "list"},
    "no way back": {"Return_Path": "<>"},
    "wants no answer": {"X_Auto_Response_Suppress": "All"},
    "our own": {},
    "bounce": {},
}


@pytest.mark.parametrize("kind", AUTOMATIC)
def test_red_line_9_automatic_mail_answers_nothing_and_causes_nothing(
    parts: flow.Parts, kind: str
) -> None:
    entry = approve(parts, draft_one(parts), now=FRIDAY_SLOT - timedelta(hours=4))
    channel = RecordingChannel()
    send_all(parts, channel, now=FRIDAY_SLOT)
    sent = message_from_bytes(entry.content, policy=policy.default)
    words = "1 yes. weekly please. stop"
    headers: dict[str, Any] = dict(AUTOMATIC[kind])
    subject = headers.pop("Subject", f"Re: {sent['Subject']}")
    content = raw_mail(
        words,
        sender="dana@harborlane.example",
        to=str(sent["Reply-To"]),
        subject=subject,
        In_Reply_To=str(sent["Message-ID"]),
        **headers,
    )
    if kind == "our own":
        # Our update, sent back from her address by a forwarder, with words of its own on top.
        content = raw_mail(
            words,
            sender="dana@harborlane.example",
            to=str(sent["Reply-To"]),
            subject=str(sent["Subject"]),
            Message_ID=str(sent["Message-ID"]),
            X_Orchestrator_Instance=str(sent["X-Orchestrator-Instance"]),
        )
    if kind == "bounce":
        content = bounce_of(sent["Message-ID"], words)
    deliver(parts.database, content)
    with time_machine.travel(FRIDAY_SLOT + timedelta(hours=1), tick=False):
        read_all()
        flow.queue_notices()
        flow.settle()
    send_all(parts, channel, now=FRIDAY_SLOT + timedelta(hours=2))
    assert channel.sent == [entry.content]
    with parts.database.read() as session:
        assert session.scalar(select(func.count(Answer.id))) == 0
        assert session.scalar(select(func.count(Preference.id))) == 0
        assert session.scalars(select(Ask.state)).one() is AskState.OPEN


def test_red_line_9_control_the_same_words_from_a_person_do_answer(parts: flow.Parts) -> None:
    entry = approve(parts, draft_one(parts), now=FRIDAY_SLOT - timedelta(hours=4))
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    sent = message_from_bytes(entry.content, policy=policy.default)
    content = raw_mail("1 yes", sender="dana@harborlane.example", to=str(sent["Reply-To"]))
    deliver(parts.database, content)
    with time_machine.travel(FRIDAY_SLOT, tick=False):
        read_all()
    with parts.database.read() as session:
        assert session.scalars(select(Answer.value)).one() == "yes"


def bounce_of(message_id: str, words: str) -> bytes:
    return f"""From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: hello@northwind.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{words}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; dana@harborlane.example
Action: failed
Status: 4.2.2

--b
Content-Type: message/rfc822

Message-ID: {message_id}
From: updates@northwind.example

x
--b--
""".replace("\n", "\r\n").encode()


PLACES: dict[str, tuple[type[Base], Any, str]] = {
    "a line": (AuditEntry, AuditEntry.line, "entry 3: the line does not match its hash"),
    "a hash": (AuditEntry, AuditEntry.hash, "entry 3: the line does not match its hash"),
    "a link": (AuditEntry, AuditEntry.prev, "entry 3: the chain is broken before it"),
    "a detail": (AuditDetail, AuditDetail.value, "detail"),
    "a stored mail": (RawMail, RawMail.content, "the stored bytes are missing or have changed"),
    "a sent message": (OutboxEntry, OutboxEntry.content, "the message is not the one that entry"),
}


@pytest.mark.parametrize("place", PLACES)
def test_red_line_10_one_flipped_byte_is_found_and_named(parts: flow.Parts, place: str) -> None:
    digest_id = draft_one(parts)
    deliver(parts.database, raw_mail("All is well, thank you.", sender="dana@harborlane.example"))
    with time_machine.travel(MONDAY, tick=False):
        read_all()
    with parts.database.write() as session:
        session.get_one(Digest, digest_id).watermark = 10**6
    approve(parts, digest_id, now=FRIDAY_SLOT - timedelta(hours=4))
    with parts.database.read() as session:
        clean = verify(session)
        assert clean.problems == [], "control: nothing is wrong before the flip"
        assert clean.entries > 4
    table, column, expected = PLACES[place]
    lower_the_guard(parts.database)
    with parts.database.write() as session:
        where = AuditEntry.seq == 3 if table is AuditEntry else text("1 = 1")
        value = session.scalars(select(column).where(where).limit(1)).one()
        session.execute(update(table).where(where).values({column.key: flipped(value)}))
    with parts.database.read() as session:
        problems = verify(session).problems
    assert any(expected in problem for problem in problems), problems


def flipped(value: bytes | str) -> bytes | str:
    if isinstance(value, str):
        return value[:-2] + chr(ord(value[-2]) ^ 1) + value[-1]
    middle = len(value) // 2
    return value[:middle] + bytes([value[middle] ^ 1]) + value[middle + 1 :]


def lower_the_guard(database: Database) -> None:
    """What an insider who owns the database can do."""
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            for table in ("audit_entry", "audit_detail"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            return
        for trigger in ("audit_entry_no_update", "audit_detail_no_update"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))


def test_none_of_the_ten_is_missing() -> None:
    sources = "\n".join(p.read_text() for p in Path(__file__).parent.rglob("test_*.py"))
    found = {int(n) for n in re.findall(r"def test_red_line_(\d+)_", sources)}
    assert found == set(range(1, 11))
