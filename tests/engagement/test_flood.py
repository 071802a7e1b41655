"""Input 44 of the bad ones: a sender writes far more often than a person does."""

from datetime import timedelta

from sqlalchemy import func, select
import time_machine

from orchestrator import flow
from orchestrator.engagement.apply import apply_mails
from orchestrator.engagement.flood import MAILS_AN_HOUR, held_of, leave
from orchestrator.models import AuditEntry, Mail, MailState, Preference, Pulse, Wish
from orchestrator.record.append import Action, Actor
from tests.factories import MONDAY, make_contact, make_project
from tests.mails import deliver, raw_mail

PM = Actor("user:1", "web")


def write(parts: flow.Parts, count: int, words: str = "pulse 3", minutes: float = 1.0) -> int:
    """Mails of Dana, ``minutes`` apart; returns her contact's id."""
    with parts.database.write() as session:
        contact = make_contact(session, address="dana@harborlane.example")
        make_project(session, contact)
        contact_id = contact.id
    for number in range(count):
        at = MONDAY + timedelta(minutes=minutes * number)
        text = f"{words}\n\nNumber {number}"
        deliver(parts.database, raw_mail(text, sender="dana@harborlane.example"), received_at=at)
    run(parts)
    return contact_id


def run(parts: flow.Parts) -> None:
    with time_machine.travel(MONDAY + timedelta(hours=3), tick=False):
        flow.parse_stored()
        flow.converse()
        flow.engage()


def counted(parts: flow.Parts) -> tuple[int, int, int]:
    """Mails shown, of these with an effect, entries that say one waits."""
    with parts.database.read() as session:
        return (
            session.scalar(select(func.count(Mail.id)).where(Mail.state == MailState.APPLIED)) or 0,
            session.scalar(select(func.count(Pulse.id))) or 0,
            session.scalar(
                select(func.count(AuditEntry.seq)).where(AuditEntry.action == Action.HOLD)
            )
            or 0,
        )


def test_from_the_twenty_first_mail_in_an_hour_nothing_is_applied(parts: flow.Parts) -> None:
    contact_id = write(parts, 30)
    assert counted(parts) == (30, MAILS_AN_HOUR, 10)
    with parts.database.read() as session:
        assert len(held_of(session, contact_id)) == 10


def test_the_same_mails_over_two_hours_are_all_applied(parts: flow.Parts) -> None:
    write(parts, 30, minutes=4)
    assert counted(parts) == (30, 30, 0)


def test_a_person_lets_them_count_or_leaves_them(parts: flow.Parts) -> None:
    contact_id = write(parts, 24)
    with parts.database.write() as session:
        first, *others = held_of(session, contact_id)
        apply_mails(session, [first], key=parts.key, now=MONDAY, is_asked=True)
        leave(session, others, actor=PM, now=MONDAY)
        assert held_of(session, contact_id) == []
    assert counted(parts)[1] == MAILS_AN_HOUR + 1


def test_a_stop_never_waits(parts: flow.Parts) -> None:
    contact_id = write(parts, MAILS_AN_HOUR + 1)
    stop = raw_mail("stop", sender="dana@harborlane.example")
    deliver(parts.database, stop, received_at=MONDAY + timedelta(minutes=30))
    run(parts)
    with parts.database.read() as session:
        wish = session.scalars(select(Preference)).one()
        assert (wish.contact_id, wish.wish) == (contact_id, Wish.STOP)
