"""What was decided with clients on the phone and at a table, and the reviews with them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.mails import gmail_reply
from orchestrator.demo.past import message_id, parsed
from orchestrator.demo.settings import OUR_SERVER
from orchestrator.demo.story import HARBOR, LEAF, MUSEUM, Chapter
from orchestrator.digest.invitation_words import render_invitation
from orchestrator.digest.invite import approve_invitations, begin_invitations, close_invitations
from orchestrator.dispatch.invitation import compose_invitation
from orchestrator.engagement.client_decisions import Noted, note_decision
from orchestrator.engagement.reviews import Plan, hold_review, plan_review
from orchestrator.models import (
    Direction,
    InvitationMethod,
    OutboxEntry,
    OutboxKind,
    Review,
    ReviewKind,
    ReviewState,
    Way,
)
from orchestrator.walltime import instant


def reviews(desk: Desk, now: datetime) -> Iterator[Event]:
    """Two calls and a meeting in which something was decided; a review held, and one to come."""
    yield (
        now - timedelta(days=24),
        partial(_note, desk, HARBOR, Way.MEETING, "The launch is on a Tuesday, never on a Friday.",
                "Tuesdays are quiet for us, so let it be a Tuesday."),
    )  # fmt: skip
    yield (
        now - timedelta(days=11),
        partial(_note, desk, MUSEUM, Way.CALL, "Nerys Pugh also reads the Welsh texts.",
                "If Nerys has the time, I would love her for the Welsh too."),
    )  # fmt: skip
    yield now - timedelta(days=9), partial(_plan, desk, LEAF, ReviewKind.INFORMAL, "Coffee in the "
        "greenhouse", timedelta(days=1), "", "The greenhouse")  # fmt: skip
    yield now - timedelta(days=7), partial(_hold, desk)
    yield (
        now - timedelta(days=5),
        partial(_note, desk, LEAF, Way.CALL, "The old shop stays online until the end of January.",
                ""),
    )  # fmt: skip
    agenda = "What guests see first\nThe cancellation wording\nThe day of the launch"
    yield now - timedelta(days=2, hours=3), partial(_plan, desk, HARBOR, ReviewKind.FORMAL,
        "Launch review", timedelta(days=5), agenda, "Harbour Street 4, upstairs")  # fmt: skip
    yield now - timedelta(days=2, hours=2), partial(_invite, desk)
    yield now - timedelta(days=1, hours=4), partial(_reply, desk)


def _note(desk: Desk, chapter: Chapter, way: Way, text: str, words: str, at: datetime) -> None:
    project, contact = desk.of(chapter)
    noted = Noted(contact.id, text, words, way, at)
    with desk.past.database.write() as session:
        note_decision(
            session, project, noted, source=desk.actor.name, tells=False, actor=desk.actor, now=at
        )


def _plan(
    desk: Desk,
    chapter: Chapter,
    kind: ReviewKind,
    title: str,
    ahead: timedelta,
    agenda: str,
    place: str,
    at: datetime,
) -> None:
    """At eleven on that day, or on the Monday behind a weekend."""
    project, contact = desk.of(chapter)
    zone = desk.past.settings.zone
    day = (at + ahead).astimezone(zone).date()
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    held_at = instant(day, time(11), zone)
    plan = Plan(kind, title, held_at, zone.key, 60, place, agenda, [contact.id])
    with desk.past.database.write() as session:
        plan_review(session, project, plan, source=desk.actor.name, actor=desk.actor, now=at)


def _hold(desk: Desk, at: datetime) -> None:
    contact = desk.of(LEAF)[1]
    with desk.past.database.write() as session:
        planned = select(Review.id).where(Review.state == ReviewState.PLANNED)
        review = session.get_one(Review, session.scalars(planned).one())
        hold_review(
            session,
            review.id,
            outcome="Leah wants the team to learn the shop before the holidays, not after them.",
            came=[contact.id],
            decided=[(contact.id, "The morning with the team is in December.")],
            actor=desk.actor,
            now=max(at, review.held_at),
        )


def _invite(desk: Desk, at: datetime) -> None:
    past = desk.past
    with past.database.write() as session:
        planned = select(Review.id).where(Review.state == ReviewState.PLANNED)
        review = session.get_one(Review, session.scalars(planned).one())
        composed = [
            (
                each,
                compose_invitation(
                    each,
                    render_invitation(each, sender=desk.maya, settings=past.settings),
                    sender=desk.maya,
                    settings=past.settings,
                    key=past.key,
                    dated=at,
                ),
            )
            for each in begin_invitations(session, review, InvitationMethod.REQUEST, now=at)
        ]
        approve_invitations(
            session, review, composed, send_at=at, user_id=desk.maya.id, actor=desk.actor, now=at
        )
    past.send_due(at=at)
    with past.database.write() as session:
        sent = [entry.content for entry in close_invitations(session)]
    for content in sent:
        past.receive(content, at=at, direction=Direction.OUT)


def _reply(desk: Desk, at: datetime) -> None:
    """Dana says yes in her own words."""
    contact = desk.of(HARBOR)[1]
    with desk.past.database.read() as session:
        invited = select(OutboxEntry.content).where(OutboxEntry.kind == OutboxKind.INVITATION)
        sent = session.scalars(invited).one()
    content = gmail_reply(
        "Yes, that works for me. I will bring Priya’s notes on the wording.",
        parsed(sent),
        name=contact.name,
        sender=contact.address,
        message_id=message_id(contact.address, at),
        sent_at=at,
        server=OUR_SERVER,
    )
    desk.past.receive(content, at=at)
