"""What makes this day at the sample studio: work of every kind on the table."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from orchestrator.conversation.notes import add_note
from orchestrator.conversation.snooze import MONDAY, snooze_thread
from orchestrator.demo.desk import Desk, Event, hear, hear_back
from orchestrator.demo.story import HARBOR, LEAF, MUSEUM, PINECREST
from orchestrator.demo.temper import write_in_anger
from orchestrator.digest.hold import hold_digest
from orchestrator.models import Digest, DigestState, Direction, Mail, Thread
from orchestrator.record.append import Actor

SECOND_ADDRESS = "dana.whitfield@mailbox.example"


def lately(desk: Desk, now: datetime) -> Iterator[Event]:
    """A promise, a decision, a snooze, two undecided mails, a change of subject, an unhappy
    client, what the team says of her, and what Maya would rather not have written.
    """
    yield now - timedelta(days=3), partial(_promise, desk, now)
    yield now - timedelta(hours=30), partial(_put_off, desk)
    yield now - timedelta(hours=9), partial(_change_subject, desk)
    yield (
        now - timedelta(hours=5),
        partial(hear_back, desk, MUSEUM, "1B is fine, 2 no, too expensive"),
    )
    yield now - timedelta(hours=3), partial(_write_from_elsewhere, desk)
    yield now - timedelta(hours=2), partial(_stranger, desk)
    yield now - timedelta(minutes=38), partial(_complain, desk)
    yield now - timedelta(minutes=20), lambda at: desk.past.draft(at=at)
    yield now - timedelta(minutes=15), partial(_hold, desk)
    yield now - timedelta(minutes=12), partial(write_in_anger, desk)


def _promise(desk: Desk, now: datetime, at: datetime) -> None:
    """Leah asks, and Maya promises an answer by today."""
    asked = hear(desk, LEAF, "A kiosk", "Hi Maya,\n\nWhat would a kiosk cost?\n\nLeah", at)
    today = now.astimezone(desk.past.settings.zone)
    words = f"Hi Leah,\n\nI will send you the costs for the kiosk by {today:%A}.\n\nMaya"
    contact = desk.of(LEAF)[1]
    desk.past.write(desk.maya, contact, asked, words, at=at + timedelta(hours=1))


def _put_off(desk: Desk, at: datetime) -> None:
    """Priya has something later; Maya lets it come back on Monday."""
    [(name, address)] = HARBOR.informed
    words = (
        "Hello Maya,\n\nOur lawyer looks at the privacy page on Monday, and I will send you her "
        "comments then.\n\nPriya"
    )
    mail_id = desk.past.hear(name, address, "Privacy page", words, at=at)
    with desk.past.database.write() as session:
        thread = session.get_one(Thread, session.get_one(Mail, mail_id).thread_id)
        zone = desk.past.settings.zone
        snooze_thread(session, thread, MONDAY, zone=zone, actor=desk.actor, now=at)


def _change_subject(desk: Desk, at: datetime) -> None:
    """Leah answers an old mail, about something else: it may be a conversation of its own."""
    with desk.past.database.read() as session:
        old = session.scalars(
            select(Mail.message_id)
            .where(
                Mail.contact_id == desk.of(LEAF)[1].id,
                Mail.direction == Direction.IN,
                Mail.received_at < at - timedelta(weeks=3),
            )
            .order_by(Mail.received_at.desc())
            .limit(1)
        ).one()
    words = "Hi Maya,\n\nWhere do we enter the opening hours for the holidays?\n\nLeah"
    desk.past.hear(LEAF.contact, LEAF.address, "Holiday hours", words, at=at, answers=[old or ""])


def _write_from_elsewhere(desk: Desk, at: datetime) -> None:
    """Dana answers from an address that we do not know as hers."""
    words = "This is my own address, I am on the train. The blue room still shows the old photo."
    hear_back(desk, HARBOR, words, at, address=SECOND_ADDRESS)


def _stranger(desk: Desk, at: datetime) -> None:
    """Somebody at a client's address whom we do not know yet: it waits for a person."""
    desk.past.hear(
        "Gwen Lane",
        HARBOR.address.replace("dana", "gwen"),
        "Parking",
        "Hello,\n\nDana is away today. Can guests see on the new site where to park?\n\nGwen",
        at=at,
    )


def _complain(desk: Desk, at: datetime) -> None:
    """Tom is unhappy, and Ravi tells the team what happened."""
    words = (
        "Maya,\n\nI’m frustrated that nobody told me about the delay. I had to hear it from "
        "the ward. Please call me today.\n\nTom"
    )
    mail_id = hear(desk, PINECREST, "The lab results", words, at)
    note = "The hospital changed its interface on Wednesday. We told the ward, and nobody told Tom."
    with desk.past.database.write() as session:
        add_note(
            session,
            session.get_one(Thread, session.get_one(Mail, mail_id).thread_id),
            note,
            user_id=desk.ravi.id,
            actor=Actor(f"user:{desk.ravi.id}", "web"),
            now=at + timedelta(minutes=6),
        )


def _hold(desk: Desk, at: datetime) -> None:
    """Tom is called first; his update waits."""
    with desk.past.database.write() as session:
        digest_id = session.scalars(
            select(Digest.id).where(
                Digest.project_id == desk.of(PINECREST)[0].id, Digest.state == DigestState.DRAFTED
            )
        ).one()
        hold_digest(session, digest_id, reason="Unhappy: call first", actor=desk.actor, now=at)
