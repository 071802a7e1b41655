"""What we know and a client should hear: the register of facts."""

from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Fact, FactKind, Project
from orchestrator.record.append import Action, Actor, record

LONGEST = 500


def add_fact(
    session: Session,
    project: Project,
    *,
    kind: FactKind,
    text: str,
    is_bad: bool,
    source: str,
    actor: Actor,
    now: datetime,
) -> Fact:
    """Note one thing for the next update, known since ``now``.  The caller commits.

    Raises:
        UsageError: the text is empty or longer than `LONGEST`.
    """
    text = " ".join(text.split())
    if not text:
        raise UsageError("text: write one sentence that the client will read")
    if len(text) > LONGEST:
        raise UsageError(f"text: {len(text)} characters; at most {LONGEST}")
    fact = Fact(
        project_id=project.id, kind=kind, text=text, is_bad=is_bad, known_at=now, source=source
    )
    session.add(fact)
    session.flush()
    record(
        session,
        Action.FACT,
        f"fact:{fact.id}",
        actor=actor,
        now=now,
        project_id=project.id,
        details={"text": text},
        kind=kind.value,
        bad=is_bad,
    )
    return fact
