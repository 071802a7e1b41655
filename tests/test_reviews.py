"""A review from its invitation to its answers, through every stage."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select
import time_machine

from orchestrator import flow
from orchestrator.collect.parse import parse_mail
from orchestrator.digest.invitation_words import render_invitation
from orchestrator.digest.invite import approve_invitations, begin_invitations, undo_invitations
from orchestrator.dispatch.invitation import compose_invitation
from orchestrator.engagement.reviews import Plan, change_review, plan_review
from orchestrator.engagement.withdraw import withdraw
from orchestrator.errors import Overtaken, Refused
from orchestrator.models import (
    Direction,
    InvitationMethod,
    Mail,
    MailState,
    OutboxEntry,
    OutboxState,
    Review,
    ReviewAnswer,
    ReviewKind,
    ReviewState,
    Statement,
    User,
    Wishes,
)
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from tests.desk import parsed
from tests.factories import MONDAY, make_contact, make_project
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import read_all, send_all

MAYA = Actor("user:1", "web")
DANA, PRIYA = "dana@harborlane.example", "priya@harborlane.example"
AT = MONDAY + timedelta(days=3, hours=5)


def planned(parts: flow.Parts, **changed: object) -> int:
    """A review with Dana and Priya on Thursday; its id."""
    with parts.database.write() as session:
        dana = make_contact(session, address=DANA)
        priya = make_contact(session, dana.client, address=PRIYA, name="Priya Shah", language="de")
        project = make_project(session, dana, priya)
        plan = Plan(
            ReviewKind.FORMAL, "Design review", AT, "Europe/London", 45, "Your office",
            "The front page\nThe prices", [dana.id, priya.id],
        )  # fmt: skip
        return plan_review(session, project, plan, source="user:1", actor=MAYA, now=MONDAY).id


def invite(
    parts: flow.Parts,
    review_id: int,
    *,
    method: InvitationMethod = InvitationMethod.REQUEST,
    at: timedelta = timedelta(0),
) -> list[EmailMessage]:
    """Approve the mails and let them leave; what left."""
    now = MONDAY + at
    approve(parts, review_id, method=method, at=at)
    channel = RecordingChannel()
    with time_machine.travel(now, tick=False):
        send_all(parts, channel, now=now)
        flow.settle()
        read_all()
    return [parsed(content) for content in channel.sent]


def approve(
    parts: flow.Parts,
    review_id: int,
    *,
    method: InvitationMethod = InvitationMethod.REQUEST,
    at: timedelta = timedelta(0),
) -> None:
    now = MONDAY + at
    with parts.database.write() as session:
        review = session.get_one(Review, review_id)
        sender = session.get_one(User, 1)
        composed = [
            (
                each,
                compose_invitation(
                    each,
                    render_invitation(each, sender=sender, settings=parts.settings),
                    sender=sender,
                    settings=parts.settings,
                    key=parts.key,
                    dated=now,
                ),
            )
            for each in begin_invitations(session, review, method, now=now)
        ]
        approve_invitations(session, review, composed, send_at=now, user_id=1, actor=MAYA, now=now)


def calendar_of(message: EmailMessage) -> list[str]:
    [part] = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    assert part.get_param("method") in part.get_content()
    return str(part.get_content()).replace("\r\n ", "").replace("\n ", "").splitlines()


def value(lines: list[str], name: str) -> str:
    return next(line for line in lines if line.startswith(name)).partition(":")[2]


def reply(
    parts: flow.Parts,
    message: EmailMessage,
    words: str,
    *,
    sender: str,
    hours: int = 2,
    proven: bool = True,
) -> None:
    at = MONDAY + timedelta(hours=hours)
    content = raw_mail(
        words, sender=sender, to=str(message["Reply-To"]), sent_at=at, proven=proven,
        In_Reply_To=str(message["Message-ID"]), subject=f"Re: {message['Subject']}",
    )  # fmt: skip
    deliver(parts.database, content, received_at=at)
    with time_machine.travel(at, tick=False):
        read_all()


def answer_by_calendar(
    parts: flow.Parts,
    message: EmailMessage,
    partstat: str,
    *,
    sender: str,
    attendee: str = "",
    hours: int = 2,
    sequence: str = "",
    comment: str = "",
) -> None:
    lines = calendar_of(message)
    ics = "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT",
            f"UID:{value(lines, 'UID')}", f"SEQUENCE:{sequence or value(lines, 'SEQUENCE')}",
            f"DTSTART:{value(lines, 'DTSTART')}",
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee or sender}",
            *([f"COMMENT:{comment}"] if comment else []), "END:VEVENT", "END:VCALENDAR", "",
        ]
    )  # fmt: skip
    to = value(lines, "ORGANIZER").removeprefix("mailto:")
    at = MONDAY + timedelta(hours=hours)
    plain = raw_mail(
        "x", sender=sender, to=to, sent_at=at, proven=True, subject="Accepted: Design review"
    )
    header = plain.replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n")
    kept = [line for line in header if not line.lower().startswith((b"content-", b"mime-"))]
    content = b"\r\n".join(
        [*kept, b"MIME-Version: 1.0", b"Content-Type: text/calendar; method=REPLY; charset=utf-8",
         b"", ics.encode()]
    )  # fmt: skip
    deliver(parts.database, content, received_at=at)
    with time_machine.travel(at, tick=False):
        read_all()


def answers(parts: flow.Parts, review_id: int) -> list[tuple[str, str, str]]:
    with parts.database.read() as session:
        rows = session.scalars(
            select(ReviewAnswer)
            .where(ReviewAnswer.review_id == review_id)
            .order_by(ReviewAnswer.id)
        ).all()
        return [(row.value.value, row.state.value, row.words) for row in rows]


def test_s36_each_guest_is_invited_by_one_mail_of_the_approved_bytes(parts: flow.Parts) -> None:
    review_id = planned(parts)
    dana, priya = invite(parts, review_id)
    assert (dana["To"], priya["To"]) == (
        f"Dana Whitfield <{DANA}>", f"Priya Shah <{PRIYA}>",
    )  # fmt: skip
    assert dana["Subject"] == "Design review: Thursday 26.11.2026, 14:00"
    assert priya["Subject"] == "Design review: Donnerstag 26.11.2026, 14:00"
    assert dana["Reply-To"] != priya["Reply-To"]
    assert "List-Unsubscribe" not in dana, "a person writes to a person"
    words = " ".join(str(dana.get_body(("plain",)).get_content()).split())  # type: ignore[union-attr]
    assert "When: Thursday, 26.11.2026, 14:00–14:45 (Europe/London) Where: Your office" in words
    lines = calendar_of(dana)
    assert value(lines, "METHOD") == "REQUEST"
    assert value(lines, "SEQUENCE") == "0"
    assert value(lines, "ORGANIZER") == f"mailto:{dana['Reply-To']}", "so a calendar proves it"
    assert value(calendar_of(priya), "UID") == value(lines, "UID")
    assert parse_mail(dana.as_bytes()).kind == "calendar", "as a client's program takes it"
    with parts.database.read() as session:
        review = session.get_one(Review, review_id)
        assert review.state is ReviewState.INVITED
        kept = session.scalars(select(Mail).where(Mail.thread_id == review.thread_id)).all()
        assert [mail.direction for mail in kept] == [Direction.OUT] * 2, "our copies stand there"
        assert {mail.state for mail in kept} == {MailState.APPLIED}
        assert session.scalars(select(Statement)).all() == [], "its day and place are no promise"
        assert verify(session).problems == []
    with pytest.raises(Refused, match="written to already"):
        approve(parts, review_id)


def test_s36_a_reply_in_words_or_of_a_calendar_sets_the_answer_of_its_writer(
    parts: flow.Parts,
) -> None:
    review_id = planned(parts)
    dana, priya = invite(parts, review_id)
    reply(parts, dana, "Yes, that works for me.\n\nDana", sender=DANA)
    assert answers(parts, review_id) == [("yes", "applied", "Yes, that works for me.")]
    answer_by_calendar(parts, priya, "DECLINED", sender=PRIYA, hours=3)
    assert answers(parts, review_id)[1:] == [("no", "applied", "Declined in the calendar")]
    reply(parts, dana, "Thursday is bad after all. Friday instead?", sender=DANA, hours=4)
    assert answers(parts, review_id)[2:] == [("other", "applied", "Friday instead?")]
    reply(parts, dana, "The photos of the blue room are lovely.", sender=DANA, hours=5)
    assert len(answers(parts, review_id)) == 3, "this says nothing about it"
    with parts.database.read() as session:
        assert session.get_one(Review, review_id).held_at == AT, "no reply moves it"


def test_s36_what_contradicts_an_answer_of_the_same_hour_waits_and_names_it(
    parts: flow.Parts,
) -> None:
    review_id = planned(parts)
    dana, _ = invite(parts, review_id)
    reply(parts, dana, "Yes, I will be there.", sender=DANA)
    reply(parts, dana, "Sorry, no, I cannot make it.", sender=DANA)
    assert [each[:2] for each in answers(parts, review_id)] == [
        ("yes", "applied"), ("no", "waiting"),
    ]  # fmt: skip
    with parts.database.read() as session:
        whys = session.scalars(select(ReviewAnswer.why_waiting).order_by(ReviewAnswer.id)).all()
    assert whys == ["", "“Yes, I will be there.” came 0 min before"]
    reply(parts, dana, "Sorry, no, I cannot make it.", sender=DANA, hours=5)
    assert answers(parts, review_id)[2][:2] == ("no", "applied"), "later it is a change of mind"


def test_s36_what_is_not_proven_plain_or_of_this_time_waits_for_a_person(
    parts: flow.Parts,
) -> None:
    review_id = planned(parts)
    dana, priya = invite(parts, review_id)
    reply(parts, dana, "Yes, that works.", sender=DANA, proven=False)
    answer_by_calendar(parts, dana, "TENTATIVE", sender=DANA, hours=3)
    answer_by_calendar(parts, priya, "ACCEPTED", sender=PRIYA, attendee=DANA, hours=3)
    answer_by_calendar(
        parts, priya, "ACCEPTED", sender=PRIYA, hours=4, comment="Could we do Friday instead?"
    )
    found = answers(parts, review_id)
    assert [each[:2] for each in found] == [
        ("yes", "waiting"), ("unclear", "waiting"), ("yes", "settled"), ("other", "applied"),
    ]  # fmt: skip
    with parts.database.write() as session:
        review = session.get_one(Review, review_id)
        plan = Plan(
            review.kind, review.title, AT + timedelta(days=1), review.timezone, 45, "", "",
            [guest.contact_id for guest in review.guests],
        )  # fmt: skip
        moved = change_review(session, review_id, plan, source="user:1", actor=MAYA, now=MONDAY).id
        assert review.state is ReviewState.MOVED
    second, _ = invite(parts, moved, at=timedelta(hours=6))
    assert second["Subject"] == "Design review: Friday 27.11.2026, 14:00"
    lines = calendar_of(second)
    assert (value(lines, "UID"), value(lines, "SEQUENCE")) == (value(calendar_of(dana), "UID"), "1")
    answer_by_calendar(parts, second, "ACCEPTED", sender=DANA, hours=7, sequence="0")
    assert answers(parts, moved) == [("yes", "waiting", "Accepted in the calendar")]
    answer_by_calendar(parts, second, "ACCEPTED", sender=DANA, hours=8)
    assert answers(parts, moved)[1:] == [("yes", "applied", "Accepted in the calendar")]


def test_s36_an_invitation_is_undone_while_it_waits_and_stops_with_its_review(
    parts: flow.Parts,
) -> None:
    review_id = planned(parts)
    approve(parts, review_id)
    with parts.database.write() as session:
        review = session.get_one(Review, review_id)
        how_many = undo_invitations(
            session, review, InvitationMethod.REQUEST, actor=MAYA, now=MONDAY
        )
        assert (how_many, review.state) == (2, ReviewState.PLANNED)
    with parts.database.write() as session:
        review = session.get_one(Review, review_id)
        with pytest.raises(Overtaken):
            undo_invitations(session, review, InvitationMethod.REQUEST, actor=MAYA, now=MONDAY)
    approve(parts, review_id)
    with parts.database.write() as session:
        session.get_one(Review, review_id).state = ReviewState.CANCELLED
        session.get_one(Review, review_id).was = ReviewState.INVITED
        for contact_id in (1, 2):
            wishes = Wishes.unspoken(contact_id)
            wishes.stopped = True
            session.merge(wishes)
    channel = RecordingChannel()
    send_all(parts, channel, now=MONDAY)
    assert channel.sent == [], "nobody is invited to what does not take place"
    with parts.database.write() as session:
        states = set(session.scalars(select(OutboxEntry.state)))
        assert states == {OutboxState.CANCELLED}
        session.get_one(Review, review_id).state = ReviewState.PLANNED
    first, _ = invite(parts, review_id)
    with parts.database.write() as session:
        session.get_one(Review, review_id).state = ReviewState.CANCELLED
    told, _ = invite(parts, review_id, method=InvitationMethod.CANCEL, at=timedelta(hours=1))
    lines = calendar_of(told)
    assert (value(lines, "METHOD"), value(lines, "SEQUENCE")) == ("CANCEL", "1")
    assert value(lines, "UID") == value(calendar_of(first), "UID")
    assert first["Message-ID"] != told["Message-ID"]


def test_s36_a_mail_that_was_never_theirs_takes_its_answer_with_it(parts: flow.Parts) -> None:
    review_id = planned(parts)
    dana, _ = invite(parts, review_id)
    reply(parts, dana, "Yes, that works.", sender=DANA)
    with parts.database.write() as session:
        mail = session.scalars(select(Mail.id).where(Mail.direction == Direction.IN)).one()
        withdraw(session, [mail], reason="moved", key=parts.key, actor=MAYA, now=MONDAY)
    assert answers(parts, review_id) == []
