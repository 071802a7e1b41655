"""What became of a promise or a request is a fact, so that the next update tells it."""

from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.facts import LONGEST, add_fact
from orchestrator.models import (
    ChangeRequest,
    Fact,
    FactKind,
    FactTold,
    Impact,
    OpenPoint,
    Project,
    Promise,
)
from orchestrator.record.append import Actor

_SAID: Final = {
    "kept": (FactKind.DONE, Impact.GOOD, "As promised, done: “{}”."),
    "dropped": (FactKind.NEWS, Impact.BAD, "We promised “{}” and will not do it: {}"),
    "moved": (FactKind.NEWS, Impact.BAD, "We promised “{}”. It moves to {}: {}"),
    "agreed": (FactKind.NEWS, Impact.GOOD, "Request “{}”: yes. {}"),
    "later": (FactKind.NEWS, Impact.NEUTRAL, "Request “{}”: later. {}"),
    "declined": (FactKind.NEWS, Impact.BAD, "Request “{}”: no. {}"),
}
"""By the state: where it stands in an update, whether it is good or bad, and the sentence."""


def tell(
    session: Session, row: Promise | ChangeRequest, *words: str, actor: Actor, now: datetime
) -> None:
    """Let the next update say what became of a row; ``words`` stand behind its own."""
    kind, impact, said = _SAID[row.state.value]
    room = LONGEST - len(said) - sum(map(len, words))
    text = said.format(_short(row.text, room), *words).strip()
    project = session.get_one(Project, row.project_id)
    source = row.source if row.source.startswith("mail:") else f"{row.__tablename__}:{row.id}"
    fact = add_fact(
        session, project, kind=kind, text=text, impact=impact, source=source, actor=actor, now=now
    )
    row.fact_id = fact.id


def untell(session: Session, row: Promise | ChangeRequest | OpenPoint, *, now: datetime) -> None:
    """It is open again: what nobody was told yet is told to nobody."""
    told = select(FactTold.id).where(FactTold.fact_id == Fact.id)
    session.execute(
        update(Fact)
        .where(Fact.id == row.fact_id, Fact.withdrawn_at.is_(None), ~told.exists())
        .values(withdrawn_at=now)
    )
    row.fact_id = None


def _short(text: str, room: int) -> str:
    text = text.rstrip(".")
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
