"""One proposal to join, split or move, the mails it looks at, and what was said to such before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from orchestrator.models import Decision, DecisionKind, Direction, Mail

COLUMNS = (
    Mail.id,
    Mail.thread_id,
    Mail.direction,
    Mail.kind,
    Mail.message_id,
    Mail.references,
    Mail.in_reply_to,
    Mail.subject,
    Mail.received_at,
    Mail.contact_id,
    Mail.from_address,
    Mail.recipients,
    Mail.authenticity,
    Mail.project_id,
    Mail.filed_by,
)
ThreadMail = Row[*tuple[Any, ...]] | Mail
"""A mail of a conversation, with these columns at least."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """``subject`` is what it is about: ``thread:3``, ``mail:12``.

    ``target``: the thread that it would go into or come out of, or the project that it would
    be moved to, ``project:5``.  ``is_taught``: a person did the same for this sender.
    """

    kind: DecisionKind
    subject: str
    target: str
    reason: str
    is_taught: bool


def decided_before(
    session: Session, kind: DecisionKind, subjects: Sequence[str]
) -> set[tuple[str, str]]:
    """What was accepted, also if undone, or declined about ``subjects``: subject and target."""
    if not subjects:
        return set()
    rows = session.execute(
        select(Decision.subject, Decision.target).where(
            Decision.kind == kind,
            Decision.subject.in_(subjects),
            or_(Decision.accepted, Decision.undone_at.is_(None)),
        )
    )
    return {(subject, target) for subject, target in rows}


def is_from_person(mail: ThreadMail) -> bool:
    """Whether somebody wrote it to us."""
    return mail.direction is Direction.IN and mail.kind == "human"
