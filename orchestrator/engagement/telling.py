"""What became of a row in a register is a fact, so that the next update tells it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.facts import LONGEST, add_fact, change_fact, heard_by
from orchestrator.models import (
    ChangeRequest,
    Contact,
    Expectation,
    Fact,
    FactKind,
    Impact,
    OpenPoint,
    Project,
    Promise,
    ValueGoal,
)
from orchestrator.models.facts import versions_of
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
_NAMES: Final = {
    Promise: "Our promise",
    ChangeRequest: "Your request",
    Expectation: "What you expect,",
    ValueGoal: "Your goal",
    OpenPoint: "The risk",
}
"""How a row is called that is open again."""


def tell(session: Session, row: Row, *words: str, actor: Actor, now: datetime) -> None:
    """Let the next update say what became of a row; ``words`` stand behind its own.

    What one person expects, or wants to gain, is told to that person.
    """
    is_goal = isinstance(row, ValueGoal)
    kind, impact, said = _SAID[f"{row.state.value} goal" if is_goal else row.state.value]
    person = row.contact if isinstance(row, Expectation | ValueGoal) else None
    room = LONGEST - len(said) - sum(map(len, words))
    text = said.format(shortened(row.text, room), *words).strip()
    project = session.get_one(Project, row.project_id)
    source = row.source if row.source.startswith("mail:") else f"{row.__tablename__}:{row.id}"
    note(
        session, row, project, kind=kind, text=text, impact=impact, source=source,
        hearers=[person] if person else (), actor=actor, now=now,
    )  # fmt: skip


def note(
    session: Session,
    row: Row | OpenPoint,
    project: Project,
    *,
    kind: FactKind,
    text: str,
    impact: Impact,
    source: str,
    hearers: Sequence[Contact] = (),
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what the next update says of a row; those who heard otherwise hear a correction."""
    said = _said_of(session, row)
    if said is None:
        fact = add_fact(
            session, project, kind=kind, text=text, impact=impact, source=source,
            hearers=hearers, actor=actor, now=now,
        )  # fmt: skip
    else:
        fact = change_fact(
            session, said.id, kind=kind, text=text, impact=impact, known_at=None,
            hearers=said.hearers, source=source, actor=actor, now=now,
        )  # fmt: skip
    row.fact_id = fact.id


def untell(session: Session, row: Row | OpenPoint, *, actor: Actor, now: datetime) -> None:
    """It is open again: who was told otherwise hears a correction, and nobody else anything."""
    said, row_name = _said_of(session, row), f"{row.__tablename__}:{row.id}"
    if said is None:
        row.fact_id = None
    elif not heard_by(session, said):
        said.withdrawn_at, row.fact_id = now, None
    else:
        text = f"{_NAMES[type(row)]} “{{}}” is open again. What we wrote of it does not hold."
        impact = Impact.BAD if said.impact is Impact.GOOD else Impact.NEUTRAL
        fact = change_fact(
            session, said.id, kind=FactKind.NEWS,
            text=text.format(shortened(row.text, LONGEST - len(text))),
            impact=impact, known_at=None, hearers=said.hearers, source=row_name,
            actor=actor, now=now,
        )  # fmt: skip
        row.fact_id = fact.id


def _said_of(session: Session, row: Row | OpenPoint) -> Fact | None:
    """The version that counts of what updates say of a row; a person may have put it anew."""
    if row.fact_id is None:
        return None
    versions = versions_of(session, row.project_id).get(row.fact_id, [row.fact_id])
    return session.scalar(select(Fact).where(Fact.id.in_(versions), Fact.counts))


def sentence(text: str) -> str:
    """With a full stop, where nothing else ends it."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def shortened(text: str, room: int) -> str:
    """Without its full stop, and cut where there is no room for all of it."""
    text = text.rstrip(".")
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
