"""What people decided about conversations, written down and asked for again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Decision, DecisionKind, Thread
from orchestrator.record.append import Action, Actor, record


def decide(
    session: Session,
    kind: DecisionKind,
    subject: str,
    target: str,
    *,
    into: Thread,
    details: dict[str, Any],
    reason: str,
    actor: Actor,
    user_id: int | None,
    now: datetime,
) -> None:
    """Write down what was just done: a decision, and an entry in the record.

    ``into``: the conversation that the mails are in now.  ``details``: what an undo needs,
    with the ``sender`` that the next proposals learn from.  The caller commits.
    """
    session.add(
        Decision(
            kind=kind, subject=subject, target=target, accepted=True, reason=reason[:300],
            details=details, user_id=user_id, decided_at=now,
        )
    )  # fmt: skip
    record(
        session, Action.THREAD, f"thread:{into.id}", actor=actor, now=now,
        project_id=into.project_id, kind=kind.value, subject=subject, target=target,
    )  # fmt: skip


def decline(
    session: Session,
    kind: DecisionKind,
    subject: str,
    target: str,
    *,
    actor: Actor,
    user_id: int | None,
    now: datetime,
    project_id: int | None = None,
) -> None:
    """Propose this no more.  The caller commits."""
    session.add(
        Decision(
            kind=kind, subject=subject, target=target, accepted=False, user_id=user_id,
            decided_at=now,
        )
    )  # fmt: skip
    record(
        session, Action.THREAD, subject, actor=actor, now=now,
        project_id=project_id, kind=kind.value, target=target, declined=True,
    )  # fmt: skip


def decided_before(
    session: Session, kind: DecisionKind, subjects: Iterable[str]
) -> set[tuple[str, str]]:
    """What was accepted, undone or declined about ``subjects``: subject and target."""
    rows = session.execute(
        select(Decision.subject, Decision.target).where(
            Decision.kind == kind, Decision.subject.in_(list(subjects))
        )
    )
    return {(subject, target) for subject, target in rows}


def last_accepted(session: Session, kind: DecisionKind, sender: str) -> datetime | None:
    """When a person last did this with mail of that address, and let it stand."""
    return session.scalar(
        select(Decision.decided_at)
        .where(
            Decision.kind == kind,
            Decision.accepted,
            Decision.undone_at.is_(None),
            Decision.details["sender"].as_string() == sender,
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
