"""What a PM answers is no message of ours, whichever conversation it is in."""

from datetime import timedelta

from sqlalchemy import select

from orchestrator import flow
from orchestrator.models import Contact, Thread
from orchestrator.models.frequency import Way
from orchestrator.models.reached import frequencies
from tests.digest.test_respond import approve, save
from tests.factories import MONDAY, make_contact, make_project
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import read_all, send_all

SENDER = "dana@harborlane.example"


def test_u4_each_answer_belongs_to_its_own_conversation(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        make_project(session, make_contact(session, address=SENDER))
    for subject in ("Photos", "Opening hours"):
        deliver(
            parts.database,
            raw_mail(f"What about the {subject}?", sender=SENDER, subject=subject),
            received_at=MONDAY - timedelta(hours=1),
        )
        read_all()
    with parts.database.read() as session:
        threads = session.scalars(select(Thread.id).order_by(Thread.id)).all()
        dana = session.scalars(select(Contact.id)).one()
    for thread_id in threads:
        approve(parts, save(parts, thread_id).id)
        send_all(parts, RecordingChannel(), now=MONDAY + timedelta(minutes=1))
        flow.settle()
        read_all()
    with parts.database.read() as session:
        found = frequencies(session, [dana], at=MONDAY)[dana]
    assert [each.way for each in found.messages] == [Way.ANSWER, Way.ANSWER]
