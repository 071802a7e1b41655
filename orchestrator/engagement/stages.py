"""A person moves a project on to another stage, and says what was done in it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import MomentKind, Participant, Project, ProjectMoment, ProjectStage, Stage
from orchestrator.record.append import Action, Actor, record

TOUCHES: Final = range(14, 366)


def stage_of(session: Session, project: Project) -> ProjectStage | None:
    """The row of the stage that counts; None where nobody moved it yet."""
    return session.scalar(
        select(ProjectStage)
        .where(ProjectStage.project_id == project.id, ProjectStage.undone_at.is_(None))
        .order_by(ProjectStage.id.desc())
        .limit(1)
    )


def default_stage(closed_at: datetime | None) -> Stage:
    """Where a project is that nobody moved."""
    return Stage.AFTERCARE if closed_at else Stage.DELIVERY


def move_stage(
    session: Session,
    project: Project,
    stage: Stage,
    *,
    source: str,
    actor: Actor,
    now: datetime,
) -> ProjectStage:
    """Begin another stage.  After-care closes the project, so updates stop; others open it.

    The caller commits.

    Raises:
        Refused: it is there already.
    """
    # Locked, so that of two clicks the second finds what the first one did.
    project = session.get_one(Project, project.id, with_for_update=True, populate_existing=True)
    current = stage_of(session, project)
    if stage is (current.stage if current else default_stage(project.closed_at)):
        raise Refused(f"{project.name} is in this stage already")
    row = ProjectStage(
        project_id=project.id, stage=stage, began_at=now, closed_before=project.closed_at,
        source=source,
    )  # fmt: skip
    session.add(row)
    if stage is not Stage.AFTERCARE:
        project.closed_at = None
        _due_anew(session, project)
    elif project.closed_at is None:
        project.closed_at = now
    _record(session, project, actor=actor, now=now, stage=stage.value)
    return row


def undo_stage(session: Session, project: Project, *, actor: Actor, now: datetime) -> None:
    """It was a wrong click: the stage before counts.  The caller commits.

    Raises:
        Refused: nobody moved it.
    """
    current = stage_of(session, project)
    if current is None or not _end(session, ProjectStage, current.id, now):
        raise Refused("there is nothing to take back")
    project.closed_at = current.closed_before
    _due_anew(session, project)
    _record(session, project, actor=actor, now=now, stage=current.stage.value, undone=True)


def _due_anew(session: Session, project: Project) -> None:
    """The next update of everybody there is worked out when drafts are looked for."""
    theirs = update(Participant).where(Participant.project_id == project.id)
    session.execute(theirs.values(next_due_at=None))


def note_moment(
    session: Session,
    project: Project,
    kind: MomentKind,
    *,
    source: str,
    actor: Actor,
    now: datetime,
) -> ProjectMoment:
    """Somebody did it, or put a suggestion off.  The caller commits."""
    row = ProjectMoment(project_id=project.id, kind=kind, done_at=now, source=source)
    session.add(row)
    _record(session, project, actor=actor, now=now, moment=kind.value)
    return row


def undo_moment(
    session: Session, project: Project, moment_id: int, *, actor: Actor, now: datetime
) -> None:
    """It was a wrong click.  The caller commits.

    Raises:
        Refused: there is no such moment of this project.
    """
    row = session.get(ProjectMoment, moment_id)
    if row is None or row.project_id != project.id or not _end(session, ProjectMoment, row.id, now):
        raise Refused("there is nothing to take back")
    _record(session, project, actor=actor, now=now, moment=row.kind.value, undone=True)


def set_touch_days(
    session: Session, project: Project, days: int, *, actor: Actor, now: datetime
) -> None:
    """How often somebody writes to them in after-care.  The caller commits.

    Raises:
        UsageError: it is too often, or hardly ever.
    """
    if days not in TOUCHES:
        raise UsageError(f"touch_days: write a number from {TOUCHES[0]} to {TOUCHES[-1]}")
    was, project.touch_days = project.touch_days, days
    _record(session, project, actor=actor, now=now, touch_days=days, was=was)


def _end(
    session: Session, table: type[ProjectStage | ProjectMoment], row_id: int, now: datetime
) -> bool:
    ended = session.scalar(
        update(table)
        .where(table.id == row_id, table.undone_at.is_(None))
        .values(undone_at=now)
        .returning(table.id)
    )
    return ended is not None


def _record(
    session: Session, project: Project, *, actor: Actor, now: datetime, **extra: Any
) -> None:
    session.flush()
    record(
        session, Action.PROJECT_CHANGE, f"project:{project.id}", actor=actor, now=now,
        project_id=project.id, **extra,
    )  # fmt: skip
