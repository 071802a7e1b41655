"""Noting what a client decided where no mail says it; superseded, never edited."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.engagement.facts import add_fact
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    ClientDecision,
    Fact,
    FactKind,
    FactTold,
    NotedState,
    Participant,
    Project,
    Way,
)
from orchestrator.record.append import Action, Actor, record

LONGEST: Final = 500
_OLDEST: Final = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class Noted:
    """What one of us types: who decided what, in which words, when and how we heard it."""

    contact_id: int
    text: str
    words: str
    way: Way
    said_at: datetime


def note_decision(
    session: Session,
    project: Project,
    noted: Noted,
    *,
    source: str,
    tells: bool,
    actor: Actor,
    now: datetime,
) -> ClientDecision:
    """Put a decision of a client into the log.  The caller commits.

    Args:
        tells: the next update reads it back.

    Raises:
        UsageError: names the field and what it needs.
    """
    _check(session, project.id, noted, now)
    row = ClientDecision(project_id=project.id, source=source, noted_at=now, **_columns(noted))
    session.add(row)
    session.flush()
    if tells:
        _tell(session, project, row, actor=actor, now=now)
    _record(session, row, actor=actor, now=now)
    return row


def change_decision(
    session: Session, row_id: int, noted: Noted, *, source: str, actor: Actor, now: datetime
) -> ClientDecision:
    """Put another row in the place of one, which stays as it was.  The caller commits.

    What was read back, or will be, is read back in the new words.

    Raises:
        UsageError: names the field and what it needs.
        Refused: it counts no more, or nothing would be other than before.
    """
    before = session.get(ClientDecision, row_id)
    if before is None:
        raise Refused("there is no such decision")
    _check(session, before.project_id, noted, now)
    values = _columns(noted)
    if all(getattr(before, name) == value for name, value in values.items()):
        raise Refused("nothing is other than it was")
    before = _move(session, row_id, NotedState.NOTED, NotedState.SUPERSEDED)
    if before.source.startswith("review:"):
        source = before.source
    row = ClientDecision(
        project_id=before.project_id, source=source, noted_at=now, supersedes_id=row_id, **values
    )
    session.add(row)
    session.flush()
    if before.fact_id is not None:
        _untell(session, before, now=now)
        _tell(session, before.project, row, actor=actor, now=now)
    _record(session, row, actor=actor, now=now, supersedes=row_id)
    return row


def withdraw_decision(
    session: Session, row_id: int, *, actor: Actor, now: datetime
) -> ClientDecision:
    """It was not decided so.  The caller commits.

    Raises:
        Refused: it counts no more.
    """
    row = _move(session, row_id, NotedState.NOTED, NotedState.WITHDRAWN)
    _untell(session, row, now=now)
    _record(session, row, actor=actor, now=now)
    return row


def restore_decision(
    session: Session, row_id: int, *, actor: Actor, now: datetime
) -> ClientDecision:
    """To take it back was a wrong click.  The caller commits.

    Raises:
        Refused: it is not taken back.
    """
    row = _move(session, row_id, NotedState.WITHDRAWN, NotedState.NOTED)
    session.execute(update(Fact).where(Fact.id == row.fact_id).values(withdrawn_at=None))
    _record(session, row, actor=actor, now=now)
    return row


def _check(session: Session, project_id: int, noted: Noted, now: datetime) -> None:
    if not noted.text:
        raise UsageError("text: write what was decided, in one sentence")
    for name, typed in (("text", noted.text), ("words", noted.words)):
        if len(typed) > LONGEST:
            raise UsageError(f"{name}: this has {len(typed)} characters; at most {LONGEST}")
    if noted.said_at > now:
        raise UsageError("said_on: this day is to come, and nothing is decided there yet")
    if noted.said_at < now - _OLDEST:
        raise UsageError("said_on: this is more than ten years ago")
    takes_part = select(Participant.id).where(
        Participant.project_id == project_id, Participant.contact_id == noted.contact_id
    )
    if session.scalar(takes_part) is None:
        raise UsageError("contact_id: choose somebody of this project")


def _columns(noted: Noted) -> dict[str, Any]:
    return {name: getattr(noted, name) for name in Noted.__slots__}


def _move(session: Session, row_id: int, before: NotedState, state: NotedState) -> ClientDecision:
    row: ClientDecision | None = session.scalar(
        update(ClientDecision)
        .where(ClientDecision.id == row_id, ClientDecision.state == before)
        .values(state=state)
        .returning(ClientDecision)
    )
    if row is None:
        raise Refused("somebody has changed or taken this back in the meantime")
    return row


def _tell(
    session: Session, project: Project, row: ClientDecision, *, actor: Actor, now: datetime
) -> None:
    fact = add_fact(
        session, project, kind=FactKind.NEWS, text=row.text,
        source=f"client_decision:{row.id}", actor=actor, now=now,
    )  # fmt: skip
    row.fact_id = fact.id


def _untell(session: Session, row: ClientDecision, *, now: datetime) -> None:
    """What nobody was told yet is told to nobody."""
    told = select(FactTold.id).where(FactTold.fact_id == Fact.id)
    session.execute(
        update(Fact)
        .where(Fact.id == row.fact_id, Fact.withdrawn_at.is_(None), ~told.exists())
        .values(withdrawn_at=now)
    )


def _record(
    session: Session, row: ClientDecision, *, actor: Actor, now: datetime, **extra: int
) -> None:
    record(
        session,
        Action.DECIDE,
        f"client_decision:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        details={"text": row.text, "words": row.words},
        contact=row.contact_id,
        state=row.state.value,
        way=row.way.value,
        **extra,
    )
