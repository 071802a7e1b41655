"""What the studio did not know at the start of its projects and what may come; and a week away."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import select

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.story import HARBOR, LEAF, MUSEUM, PINECREST, Chapter
from orchestrator.engagement.checklist import checklist
from orchestrator.engagement.handover import hand_over, read_brief
from orchestrator.engagement.open_points import Point, add_point, settle_point
from orchestrator.models import Likelihood, PointKind, PointState, Role, User
from orchestrator.record.append import Actor

_KNOWN: Final = (
    (HARBOR, "access", "Dana sent the accounts of the old site and the hotel software."),
    (HARBOR, "invoices", "accounts@harborlane.example, with the order number; Dana, on the phone."),
    (MUSEUM, "access", "The texts lie in the museum’s shared folder; Idris, in the first call."),
    (LEAF, "invoices", "To Leah herself, by mail; she said so in the first call."),
)
_LACKING: Final = (
    (HARBOR, "Who answers guests who write at night?", 9),
    (PINECREST, "Which ward comes third, and from when?", 12),
    (LEAF, "Do you ship plants in frost?", 6),
)
_RISKS: Final = (
    (
        HARBOR, "The card provider may need longer than a week to let you in.", Likelihood.POSSIBLE,
        "We go live with payment on arrival and switch cards on later.",
    ),
    (
        HARBOR, "Rain on both photo days.", Likelihood.UNLIKELY,
        "We show the old photos of the garden until spring.",
    ),
    (
        PINECREST, "The hospital may freeze changes over the holidays.", Likelihood.POSSIBLE,
        "We finish what needs the hospital’s network by 12 December.",
    ),
    (MUSEUM, "A room may close for repairs.", Likelihood.POSSIBLE, "We record its text last."),
)  # fmt: skip


def unknown(desk: Desk, now: datetime) -> Iterator[Event]:
    """At the start what was lacking and may come; then a week in which Nia had one project."""
    yield now - timedelta(days=40), partial(_list, desk)
    yield now - timedelta(days=11), partial(_go_away, desk)
    yield now - timedelta(days=2), partial(_come_back, desk)


def _list(desk: Desk, at: datetime) -> None:
    for chapter, topic, told in _KNOWN:
        _know(desk, chapter, topic, told, at)
    source, actor = desk.actor.name, desk.actor
    with desk.past.database.write() as session:
        for chapter, question, days in _LACKING:
            project, contact = desk.of(chapter)
            on = (at + timedelta(days=40 + days)).date()
            point = Point(PointKind.LACK, question, contact.id, on)
            add_point(session, project, point, source=source, actor=actor, now=at)
        for chapter, words, likelihood, plan in _RISKS:
            point = Point(PointKind.RISK, words, likelihood=likelihood, plan=plan)
            add_point(session, desk.of(chapter)[0], point, source=source, actor=actor, now=at)


def _know(desk: Desk, chapter: Chapter, topic: str, told: str, at: datetime) -> None:
    project, _ = desk.of(chapter)
    with desk.past.database.write() as session:
        line = next(each for each in checklist(session, project.id) if each.topic == topic)
        row = add_point(
            session, project, Point(PointKind.LACK, line.question, line.contact_id, topic=topic),
            source=desk.actor.name, actor=desk.actor, now=at,
        )  # fmt: skip
        settle_point(session, row.id, PointState.KNOWN, told, actor=desk.actor, now=at)


def _go_away(desk: Desk, at: datetime) -> None:
    """Nia looks after the shop while Maya is on leave."""
    with desk.past.database.write() as session:
        nia = session.scalars(select(User).where(User.role == Role.ADMIN)).one()
        row = hand_over(
            session, desk.of(LEAF)[0], nia.id, source=desk.actor.name, actor=desk.actor, now=at
        )
        read_brief(session, row.id, actor=Actor(f"user:{nia.id}", "web"), now=at)


def _come_back(desk: Desk, at: datetime) -> None:
    with desk.past.database.write() as session:
        nia = session.scalars(select(User).where(User.role == Role.ADMIN)).one()
        actor = Actor(f"user:{nia.id}", "web")
        hand_over(session, desk.of(LEAF)[0], desk.maya.id, source=actor.name, actor=actor, now=at)
