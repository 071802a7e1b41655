"""Facts with a history: one corrected after it was told, one for Dana alone, one withdrawn."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from orchestrator.demo.desk import Desk, Event
from orchestrator.demo.story import HARBOR
from orchestrator.engagement.facts import add_fact, change_fact, withdraw_fact
from orchestrator.models import Contact, Fact, FactKind, Impact
from orchestrator.record.append import Actor

DELAY = "Card payments come a week later than planned."


def facts_lately(desk: Desk, now: datetime) -> Iterator[Event]:
    """What became of some facts in the last days, before this week's drafts."""
    yield now - timedelta(hours=29), partial(_correct, desk)
    yield now - timedelta(hours=28), partial(_for_one, desk)
    yield now - timedelta(hours=27), partial(_fear, desk)
    yield now - timedelta(hours=25), partial(_think_better, desk)


def _correct(desk: Desk, at: datetime) -> None:
    """Idris was told that room 20 is recorded, and it hums."""
    with desk.past.database.write() as session:
        fact = session.scalars(
            select(Fact).where(Fact.counts, Fact.text == "Rooms 13 to 20 are recorded.")
        ).one()
        change_fact(
            session,
            fact.id,
            kind=FactKind.NEWS,
            text="Rooms 13 to 19 are recorded; room 20 hums and is recorded again.",
            impact=Impact.BAD,
            known_at=at - timedelta(hours=20),
            hearers=[],
            source=desk.actor.name,
            actor=desk.actor,
            now=at,
        )


def _for_one(desk: Desk, at: datetime) -> None:
    """The invoice is Dana's, not Priya's."""
    with desk.past.database.write() as session:
        project, dana = desk.of(HARBOR)
        add_fact(
            session,
            project,
            kind=FactKind.NEWS,
            text="Your invoice for this month is ready: £4,200, as agreed.",
            impact=Impact.GOOD,
            hearers=[session.get_one(Contact, dana.id)],
            source=desk.actor.name,
            actor=desk.actor,
            now=at,
        )


def _fear(desk: Desk, at: datetime) -> None:
    """Ravi notes a delay that he has known of since the morning."""
    ravi = Actor(f"user:{desk.ravi.id}", "web")
    with desk.past.database.write() as session:
        add_fact(
            session,
            desk.of(HARBOR)[0],
            kind=FactKind.NEWS,
            text=DELAY,
            impact=Impact.BAD,
            known_at=at - timedelta(hours=3),
            source=ravi.name,
            actor=ravi,
            now=at,
        )


def _think_better(desk: Desk, at: datetime) -> None:
    """Two hours later the provider says that the date holds."""
    reason = "The provider called: with a choice this week, the date holds."
    with desk.past.database.write() as session:
        fact = session.scalars(select(Fact).where(Fact.counts, Fact.text == DELAY)).one()
        withdraw_fact(session, fact.id, reason=reason, actor=desk.actor, now=at)
