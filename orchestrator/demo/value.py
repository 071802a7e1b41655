"""What the sample studio's clients want to gain, and what was measured of it week by week."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.story import (
    BAKERY,
    CHAPTERS,
    HARBOR,
    LEAF,
    MUSEUM,
    ORCHARD,
    PINECREST,
    WEEKS,
)
from orchestrator.engagement.measurements import add_measurement
from orchestrator.engagement.value import Wanted, add_goal
from orchestrator.models import Contact, ValueGoal


@dataclass(frozen=True, slots=True)
class Gain:
    """``due``: weeks after this one.  ``found``: week, number (none in words), how we know."""

    text: str
    unit: str = ""
    start: int | None = None
    target: int | None = None
    due: int | None = None
    found: Sequence[tuple[int, int | None, str]] = ()
    contact: str = ""


GAINS: Final[Mapping[str, Sequence[Gain]]] = {
    HARBOR.slug: [
        Gain(
            "Guests book with us, not with the portals", "%", 22, 40, 12,
            [(5, 24, "your booking report"), (3, 27, "your booking report"),
             (0, 29, "your booking report")],
        ),
        Gain(
            "Fewer calls about free rooms", "calls a week", 40, 20, 5,
            [(4, 38, "tally at the front desk"), (1, 34, "tally at the front desk"),
             (0, 31, "tally at the front desk")],
        ),
        Gain("No guest asks what we do with their data", contact=HARBOR.informed[0][0]),
    ],
    PINECREST.slug: [
        Gain(
            "Nurses spend less of the day on the phone", "minutes a day", 95, 60, 8,
            [(4, 90, "the ward’s own log"), (2, 84, "the ward’s own log"),
             (0, 88, "the ward’s own log")],
        ),
        Gain("Patients find their results without asking"),
    ],
    MUSEUM.slug: [
        Gain(
            "Families stay longer than an hour", "minutes", 52, 70, 16,
            [(3, 55, "door counter, 40 families"), (1, 58, "door counter, 60 families")],
        ),
        Gain(
            "The guards can look after the rooms again",
            found=[(0, None, "Three of five guards say that they are asked the way less often")],
        ),
    ],
    LEAF.slug: [
        Gain(
            "Take orders without the telephone", "%", 35, 80, 4,
            [(5, 48, "orders of that week"), (3, 66, "orders of that week"),
             (1, 74, "orders of that week"), (0, 81, "orders of the test shop")],
        ),
        Gain("Know every morning what to pack", found=[(1, None, "The packing list is right")]),
    ],
    ORCHARD.slug: [
        Gain(
            "New patients know us before they call", "of ten new patients", 2, 6, 20,
            [(3, 3, "question at the first visit")],
        ),
        Gain("The team is proud of the sign on the door"),
    ],
    BAKERY.slug: [
        Gain(
            "Cakes are ordered without a call", "%", 10, 50, 1,
            [(5, 64, "orders of the first days")],
        ),
    ],
}  # fmt: skip


def value(desk: Desk, first: datetime) -> Iterator[Event]:
    """The goals at the beginning; each week what was measured, in time for the update."""
    yield first - timedelta(weeks=WEEKS, days=3, hours=20), partial(_want, desk, first)
    for week in range(WEEKS, -1, -1):
        at = first - timedelta(weeks=week, days=1, hours=21)
        yield at, partial(_measure, desk, week)


def _want(desk: Desk, first: datetime, at: datetime) -> None:
    with desk.past.database.write() as session:
        for chapter in CHAPTERS:
            project, sponsor = desk.of(chapter)
            for gain in GAINS[chapter.slug]:
                whose = _named(session, gain.contact) if gain.contact else sponsor
                due = first + timedelta(weeks=gain.due) if gain.due else None
                wanted = Wanted(
                    gain.text,
                    gain.unit,
                    start=None if gain.start is None else Decimal(gain.start),
                    target=None if gain.target is None else Decimal(gain.target),
                    due_on=due.date() if due else None,
                )
                add_goal(
                    session,
                    project,
                    whose,
                    wanted,
                    source=desk.actor.name,
                    actor=desk.actor,
                    now=at,
                )


def _measure(desk: Desk, week: int, at: datetime) -> None:
    on = at.astimezone(desk.past.settings.zone).date()
    with desk.past.database.write() as session:
        goals = {text: i for i, text in session.execute(select(ValueGoal.id, ValueGoal.text))}
        for gain in (gain for gains in GAINS.values() for gain in gains):
            for when, number, evidence in gain.found:
                if when == week:
                    add_measurement(
                        session,
                        goals[gain.text],
                        value=None if number is None else Decimal(number),
                        measured_on=on - timedelta(days=1),
                        evidence=evidence,
                        source=desk.actor.name,
                        user_id=desk.maya.id,
                        today=on,
                        actor=desk.actor,
                        now=at,
                    )


def _named(session: Session, name: str) -> Contact:
    return session.scalars(select(Contact).where(Contact.name == name)).one()
