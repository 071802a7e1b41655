"""A project gets another manager, who reads the brief."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import Handover, Membership, Project, Role, User
from orchestrator.record.append import Action, Actor, record

MANAGERS = (Role.PM, Role.ADMIN)
"""Who may answer for a project."""


def hand_over(
    session: Session, project: Project, user_id: int, *, source: str, actor: Actor, now: datetime
) -> Handover:
    """Let another of ours answer for a project.  The caller commits.

    Who answered for it before sees it still.

    Raises:
        UsageError: no active manager has this id.
        Refused: it is theirs already.
    """
    # Locked, so that of two clicks the second finds what the first one did.
    project = session.get_one(Project, project.id, with_for_update=True, populate_existing=True)
    user = session.get(User, user_id)
    if user is None or not user.is_active or user.role not in MANAGERS:
        raise UsageError("user_id: choose one of the list")
    if user.id == project.pm_id:
        raise Refused(f"{user.name} answers for it already")
    sees = select(Membership.id).where(
        Membership.project_id == project.id, Membership.user_id == user.id
    )
    row = Handover(
        project_id=project.id, from_id=project.pm_id, to_id=user.id,
        has_joined=session.scalar(sees) is None, source=source, handed_at=now,
    )  # fmt: skip
    if row.has_joined:
        session.add(Membership(project_id=project.id, user_id=user.id))
    session.add(row)
    project.pm = user
    _record(session, row, actor=actor, now=now, change="pm", user=row.to_id, was=row.from_id)
    return row


def undo_handover(session: Session, handover_id: int, *, actor: Actor, now: datetime) -> None:
    """It was a wrong click: who had it has it again.  The caller commits.

    Raises:
        Refused: it was taken back, or handed on since.
    """
    row = _end(session, handover_id, "undone_at", now)
    project = session.get_one(Project, row.project_id, with_for_update=True, populate_existing=True)
    if project.pm_id != row.to_id:
        raise Refused("it was handed on in the meantime")
    project.pm_id = row.from_id
    if row.has_joined:
        mine = select(Membership).where(
            Membership.project_id == row.project_id, Membership.user_id == row.to_id
        )
        for membership in session.scalars(mine):
            session.delete(membership)
    _record(
        session, row, actor=actor, now=now, change="pm", user=row.from_id, was=row.to_id,
        undone=True,
    )  # fmt: skip


def read_brief(session: Session, handover_id: int, *, actor: Actor, now: datetime) -> None:
    """The new manager has read the brief.  The caller commits.

    Raises:
        Refused: it was read already, or taken back.
    """
    row = _end(session, handover_id, "read_at", now)
    _record(session, row, actor=actor, now=now, change="brief_read")


def _end(session: Session, handover_id: int, name: str, now: datetime) -> Handover:
    row: Handover | None = session.scalar(
        update(Handover)
        .where(
            Handover.id == handover_id,
            Handover.undone_at.is_(None),
            getattr(Handover, name).is_(None),
        )
        .values({name: now})
        .returning(Handover)
    )
    if row is None:
        raise Refused("somebody has done this in the meantime")
    return row


def _record(session: Session, row: Handover, *, actor: Actor, now: datetime, **extra: Any) -> None:
    session.flush()
    record(
        session,
        Action.PROJECT_CHANGE,
        f"project:{row.project_id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        **extra,
    )
