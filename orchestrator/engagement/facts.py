"""What we know and a client should hear: the register of facts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Contact, Fact, FactKind, Impact, Participant, Project
from orchestrator.record.append import Action, Actor, record

LONGEST: Final = 500
_OLDEST: Final = timedelta(days=3653)


def add_fact(
    session: Session,
    project: Project,
    *,
    kind: FactKind,
    text: str,
    source: str,
    actor: Actor,
    now: datetime,
    impact: Impact = Impact.NEUTRAL,
    known_at: datetime | None = None,
    hearers: Sequence[Contact] = (),
) -> Fact:
    """Note one thing for the next update.  The caller commits.

    Args:
        known_at: since when we know it, if not only since ``now``.
        hearers: who must hear it; none for everybody of the project.

    Raises:
        UsageError: names the field and what it needs.
    """
    fact = Fact(
        project_id=project.id,
        kind=kind,
        text=_checked(text),
        impact=impact,
        known_at=_since(known_at, now),
        created_at=now,
        source=source,
        hearers=_of_project(session, project.id, hearers),
    )
    session.add(fact)
    session.flush()
    _record(session, fact, actor=actor, now=now)
    return fact


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise UsageError("text: write one sentence that the client will read")
    if len(text) > LONGEST:
        raise UsageError(f"text: {len(text)} characters; at most {LONGEST}")
    return text


def _since(known_at: datetime | None, now: datetime) -> datetime:
    if known_at is None:
        return now
    if known_at > now:
        raise UsageError("known_at: this is in the future; nobody can know it yet")
    if known_at < now - _OLDEST:
        raise UsageError("known_at: this is more than ten years ago")
    return known_at


def _of_project(session: Session, project_id: int, hearers: Sequence[Contact]) -> list[Contact]:
    ids = {contact.id for contact in hearers}
    if ids:
        found = select(func.count()).where(
            Participant.project_id == project_id, Participant.contact_id.in_(ids)
        )
        if session.scalar(found) != len(ids):
            raise UsageError("hearers: name people of this project")
    return list(hearers)


def _record(session: Session, fact: Fact, *, actor: Actor, now: datetime) -> None:
    record(
        session,
        Action.FACT,
        f"fact:{fact.id}",
        actor=actor,
        now=now,
        project_id=fact.project_id,
        details={"text": fact.text},
        kind=fact.kind.value,
        impact=fact.impact.value,
        known_at=fact.known_at.isoformat(),
        hearers=[contact.id for contact in fact.hearers],
    )
