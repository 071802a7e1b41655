"""Whom an out-of-office names, into the form that lets somebody take part; and the task done."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.stand_in import stand_in
from orchestrator.engagement.tasks import finish_task, reopen_task
from orchestrator.models import Contact, Mail, Project, Task, TaskKind, TaskState
from orchestrator.web.access import current_user

_LONGEST: Final = 10
"""Digits of an id, and one more."""


def stand_in_task(session: Session, project: Project, typed: str | None) -> Task | None:
    """The task that an address or a form names; None where it names none.

    Raises:
        NotFound: it is no stand-in of this project.
    """
    if not typed:
        return None
    of_here = select(Task).join(Mail, Mail.id == Task.mail_id)
    task = session.scalar(
        of_here.where(
            Task.id == (int(typed) if typed.isdecimal() and len(typed) < _LONGEST else 0),
            Task.kind == TaskKind.STAND_IN,
            Mail.project_id == project.id,
        )
    )
    if task is None:
        raise NotFound
    return task


def as_person(task: Task, colleagues: Sequence[Contact]) -> dict[str, str]:
    """What the sentence says of the person, as the form has it: one whom we know, or a new one."""
    others = {each.name: each.address for each in colleagues if each.id != task.contact_id}
    found = stand_in(task.words, known=others, apart_from=())
    known = next((each for each in colleagues if each.address == task.addr_spec), None)
    return {
        "task": str(task.id),
        "contact_id": str(known.id) if known else "",
        "name": found.name if found else "",
        "address": task.addr_spec,
    }


def add_done(session: Session, task: Task | None, **by: Any) -> None:
    """The person was added: nobody has to look at it any more.  The caller commits."""
    if task is not None and task.state is TaskState.OPEN:
        finish_task(session, task.id, TaskState.DONE, user_id=current_user().id, **by)


def add_undone(session: Session, task: Task | None, **by: Any) -> None:
    """It waits again, where it was done.  The caller commits."""
    if task is not None and task.state is TaskState.DONE:
        reopen_task(session, task.id, **by)
