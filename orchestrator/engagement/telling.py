"""What became of a row in a register is a fact, so that the next update tells it."""

from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.facts import LONGEST, add_fact
from orchestrator.models import (
    ChangeRequest,
    Expectation,
    Fact,
    FactKind,
    FactTold,
    Impact,
    OpenPoint,
    Project,
    Promise,
    ValueGoal,
)
from orchestrator.record.append import Actor

Row = Promise | ChangeRequest | Expectation | ValueGoal

_SAID: Final = {
    "kept": (FactKind.DONE, Impact.GOOD, "As promised, done: “{}”."),
    "dropped": (FactKind.NEWS, Impact.BAD, "We promised “{}” and will not do it: {}"),
    "moved": (FactKind.NEWS, Impact.BAD, "We promised “{}”. It moves to {}: {}"),
    "agreed": (FactKind.NEWS, Impact.GOOD, "Request “{}”: yes. {}"),
    "later": (FactKind.NEWS, Impact.NEUTRAL, "Request “{}”: later. {}"),
    "declined": (FactKind.NEWS, Impact.BAD, "Request “{}”: no. {}"),
    "missed": (FactKind.NEWS, Impact.BAD, "You expected “{}”. We missed that: {}"),
    "missed goal": (FactKind.NEWS, Impact.BAD, "Your goal “{}” was missed: {}"),
}
"""By the state: where it stands in an update, whether it is good or bad, and the sentence."""


def tell(session: Session, row: Row, *words: str, actor: Actor, now: datetime) -> None:
    """Let the next update say what became of a row; ``words`` stand behind its own.

    What one person expects, or wants to gain, is told to that person.
    """
    is_goal = isinstance(row, ValueGoal)
    kind, impact, said = _SAID[f"{row.state.value} goal" if is_goal else row.state.value]
    person = row.contact if isinstance(row, Expectation | ValueGoal) else None
    room = LONGEST - len(said) - sum(map(len, words))
    text = said.format(_short(row.text, room), *words).strip()
    project = session.get_one(Project, row.project_id)
    source = row.source if row.source.startswith("mail:") else f"{row.__tablename__}:{row.id}"
    fact = add_fact(
        session, project, kind=kind, text=text, impact=impact, source=source,
        hearers=[person] if person else (), actor=actor, now=now,
    )  # fmt: skip
    row.fact_id = fact.id


def untell(session: Session, row: Row | OpenPoint, *, now: datetime) -> None:
    """It is open again: what nobody was told yet is told to nobody."""
    told = select(FactTold.id).where(FactTold.fact_id == Fact.id)
    session.execute(
        update(Fact)
        .where(Fact.id == row.fact_id, Fact.withdrawn_at.is_(None), ~told.exists())
        .values(withdrawn_at=now)
    )
    row.fact_id = None


def sentence(text: str) -> str:
    """With a full stop, where nothing else ends it."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _short(text: str, room: int) -> str:
    text = text.rstrip(".")
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
