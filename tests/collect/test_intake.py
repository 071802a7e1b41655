"""Stored bytes become parsed mail; what ends the reader is found alone and put aside."""

from collections.abc import Sequence
from datetime import datetime
import threading

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.collect import intake
from orchestrator.collect.intake import MAX_ATTEMPTS, take_up
from orchestrator.collect.quarantine import release, retry
from orchestrator.errors import Refused
from orchestrator.models import AuditEntry, Mail, MailState, Quarantine
from orchestrator.record.append import Actor
from tests.mails import deliver, raw_mail
from tests.waiting import AT_MOST_SECONDS

OPERATOR = Actor("operator:root", "cli")


def store(parts: flow.Parts, count: int) -> list[int]:
    return [
        deliver(parts.database, raw_mail(f"Number {n}", sender="dana@harborlane.example"))
        for n in range(count)
    ]


def test_a_crash_in_a_batch_makes_each_of_its_mails_stand_alone(parts: flow.Parts) -> None:
    first, second, third = store(parts, 3)
    with parts.database.write() as session:
        assert take_up(session, MailState.STORED) == ([first, second, third], [])
    # The process died here.  From now on only the one that is being read uses up attempts.
    for _ in range(MAX_ATTEMPTS - 1):
        with parts.database.write() as session:
            assert take_up(session, MailState.STORED) == ([first], [])
    with parts.database.write() as session:
        assert take_up(session, MailState.STORED) == ([second], [first])


def test_what_ended_the_reader_is_put_aside_and_the_rest_is_read(parts: flow.Parts) -> None:
    culprit, other = store(parts, 2)
    with parts.database.write() as session:
        session.get_one(Mail, culprit).attempts = MAX_ATTEMPTS
    assert flow.parse_stored() == 1
    with parts.database.read() as session:
        assert session.get_one(Mail, culprit).state is MailState.QUARANTINED
        assert session.get_one(Mail, other).state is MailState.PARSED
        assert session.scalars(select(Quarantine.reason)).one() == "crash"


def test_a_quarantined_mail_is_read_again_on_request(parts: flow.Parts, now: datetime) -> None:
    [mail_id] = store(parts, 1)
    with parts.database.write() as session:
        session.get_one(Mail, mail_id).attempts = MAX_ATTEMPTS
    flow.parse_stored()
    with parts.database.write() as session:
        retry(session, mail_id, actor=OPERATOR, now=now)
        with pytest.raises(Refused, match="not in quarantine"):
            retry(session, mail_id, actor=OPERATOR, now=now)
    assert flow.parse_stored() == 1
    with parts.database.read() as session:
        assert session.get_one(Mail, mail_id).state is MailState.PARSED
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq)).all()
        assert actions == ["ingest", "quarantine", "release"]


def test_a_mail_that_cannot_be_read_still_says_who_wrote_and_can_be_let_in(
    parts: flow.Parts, now: datetime
) -> None:
    head = raw_mail("x", sender="Dana <dana@harborlane.example>", subject="Too deep")
    head = head.partition(b"Content-Type")[0]
    mail_id = deliver(parts.database, head + b"Content-Type: message/rfc822\r\n\r\n" * 100)
    flow.parse_stored()
    with parts.database.write() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.state, mail.from_address) == (
            MailState.QUARANTINED,
            "dana@harborlane.example",
        )
        release(session, mail_id, actor=OPERATOR, now=now)
    flow.converse()
    with parts.database.read() as session:
        mail = session.get_one(Mail, mail_id)
        assert (mail.subject, mail.defects, mail.text) == ("Too deep", ["unread"], "")
        assert mail.thread_id is not None


def test_a_bug_in_a_later_stage_fails_only_the_mail_it_meets(
    parts: flow.Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = store(parts, 3)
    flow.parse_stored()
    real = flow.file_mails

    def broken(session, mails, *, key, now):  # type: ignore[no-untyped-def]
        if second in mails:
            raise ZeroDivisionError
        real(session, mails, key=key, now=now)

    monkeypatch.setattr(flow, "file_mails", broken)
    for _ in range(MAX_ATTEMPTS + 1):
        try:
            flow.converse()
        except ZeroDivisionError:
            continue
    with parts.database.read() as session:
        states = {mail.id: mail.state for mail in session.scalars(select(Mail))}
    assert states[second] is MailState.QUARANTINED
    assert states[first] is states[third] is MailState.READ


def test_mails_that_do_not_fit_into_memory_together_are_read_in_portions(
    parts: flow.Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = store(parts, 5)
    monkeypatch.setattr(intake, "PORTION_BYTES", 1)
    portions = []
    real = intake.parse_limited

    def parse(contents: Sequence[bytes]) -> Sequence[object]:
        portions.extend([len(contents)] if contents else [])
        return real(contents)

    monkeypatch.setattr(intake, "parse_limited", parse)
    flow.parse_stored()
    assert portions == [1] * len(ids)
    with parts.database.read() as session:
        assert set(session.scalars(select(Mail.state))) == {MailState.PARSED}


def test_two_portions_are_read_at_once(parts: flow.Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    store(parts, 4)
    monkeypatch.setattr(intake, "PORTION_MAILS", 1)
    met, real = threading.Barrier(2, timeout=AT_MOST_SECONDS), intake.parse_limited

    def parse(contents: Sequence[bytes]) -> Sequence[object]:
        if contents:
            met.wait()
        return real(contents)

    monkeypatch.setattr(intake, "parse_limited", parse)
    flow.parse_stored()
    with parts.database.read() as session:
        assert set(session.scalars(select(Mail.state))) == {MailState.PARSED}
