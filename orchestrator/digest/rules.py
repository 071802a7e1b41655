"""What an administrator sets for the updates of one project."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Project
from orchestrator.record.append import Action, Actor, record

SURPRISE_DAYS: Final = range(1, 31)


def set_surprise_days(
    session: Session, project: Project, days: int, *, actor: Actor, now: datetime
) -> bool:
    """After how many days bad news that is not told stops an update.  The caller commits.

    Returns whether that is other than before.

    Raises:
        UsageError: these are no days, or so many that nothing would ever stop.
    """
    if days not in SURPRISE_DAYS:
        raise UsageError(
            f"surprise_days: write a number from {SURPRISE_DAYS[0]} to {SURPRISE_DAYS[-1]}"
        )
    was, project.surprise_days = project.surprise_days, days
    if days == was:
        return False
    session.flush()
    record(
        session,
        Action.PROJECT_CHANGE,
        f"project:{project.id}",
        actor=actor,
        now=now,
        project_id=project.id,
        surprise_days=days,
        was=was,
    )
    return True
