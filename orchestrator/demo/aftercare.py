"""A project that went well and is over, and what people told us of how to reach them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.past import message_id
from orchestrator.demo.settings import STUDIO
from orchestrator.demo.story import BAKERY, HARBOR, MUSEUM
from orchestrator.digest.cadence import next_slot
from orchestrator.digest.render import rhythm_of
from orchestrator.dispatch.welcome import queue_welcome
from orchestrator.engagement.outcomes import settle
from orchestrator.engagement.rows import enter
from orchestrator.engagement.stages import move_stage, note_moment, set_touch_days
from orchestrator.engagement.value import settle_goal
from orchestrator.models import Contact, MomentKind, Project, Promise, Stage, ValueGoal

TOUCH_DAYS = 28


def aftercare(desk: Desk, now: datetime) -> Iterator[Event]:
    """The bakery's page is handed over; Idris is welcomed; Priya is away for some days."""
    settings = desk.past.settings
    morning = (now - timedelta(days=43)).astimezone(settings.zone).replace(hour=10, minute=0)
    yield morning.astimezone(UTC), partial(_welcome, desk)
    leaves = morning.astimezone(UTC) + settings.undo_for + timedelta(minutes=1)
    yield leaves, lambda at: desk.past.send_due(at=at)
    yield now - timedelta(days=34), partial(_promise, desk)
    yield now - timedelta(days=31), partial(_close, desk)
    yield now - timedelta(hours=20), partial(_go_away, desk, now)


def _welcome(desk: Desk, at: datetime) -> None:
    """It says how much will come, and promises it."""
    settings, key = desk.past.settings, desk.past.key
    with desk.past.database.write() as session:
        project, contact = (session.get_one(type(each), each.id) for each in desk.of(MUSEUM))
        assert isinstance(project, Project)
        assert isinstance(contact, Contact)
        first_at = next_slot(rhythm_of(contact), after=at).at
        queue_welcome(
            session, contact, project, first_at=first_at, settings=settings, key=key,
            actor=desk.actor, now=at,
        )  # fmt: skip


def _promise(desk: Desk, at: datetime) -> None:
    project, contact = desk.of(BAKERY)
    with desk.past.database.write() as session:
        row = enter(
            session, Promise, project, contact.id,
            text="An hour on the phone, to learn how prices are changed.",
            due_on=(at + timedelta(days=2)).date(), source=desk.actor.name, actor=desk.actor,
            now=at,
        )  # fmt: skip
        settle(session, Promise, row.id, "kept", actor=desk.actor, now=at)


def _close(desk: Desk, at: datetime) -> None:
    """All that Nora wanted is reached; from now on somebody writes now and then."""
    by: dict[str, Any] = {"actor": desk.actor, "now": at}
    with desk.past.database.write() as session:
        project = session.get_one(Project, desk.of(BAKERY)[0].id)
        goal = session.scalars(select(ValueGoal.id).where(ValueGoal.project_id == project.id)).one()
        settle_goal(session, goal, "reached", **by)
        for kind in (MomentKind.HANDOVER, MomentKind.THANKS):
            note_moment(session, project, kind, source=desk.actor.name, **by)
        move_stage(session, project, Stage.AFTERCARE, source=desk.actor.name, **by)
        set_touch_days(session, project, TOUCH_DAYS, **by)


def _go_away(desk: Desk, now: datetime, at: datetime) -> None:
    """The answer of Priya's mail program says when she is back."""
    [(name, address)] = HARBOR.informed
    back = (now + timedelta(days=5)).astimezone(desk.past.settings.zone)
    words = (
        f"Thank you for your mail. I am out of the office and back on {back:%-d %B %Y}.\n\nPriya"
    )
    content = (
        f"From: {name} <{address}>\r\nTo: {STUDIO}\r\n"
        f"Subject: Automatic reply: Privacy page\r\nMessage-ID: {message_id(address, at)}\r\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000\r\nAuto-Submitted: auto-replied\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    )
    desk.past.receive(content.encode(), at=at)
