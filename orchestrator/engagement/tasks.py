"""What a person has to do because of a mail: keep it, prove it, say what became of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused
from orchestrator.models import Mail, Task, TaskKind, TaskState
from orchestrator.models.base import insert_into, is_among
from orchestrator.models.tasks import UNASKED
from orchestrator.record.append import Action, Actor, record


def asking(session: Session, mail_ids: Sequence[int]) -> set[int]:
    """Those of ``mail_ids`` in which she asked for something that no mail settles."""
    return set(
        session.scalars(
            select(Task.mail_id).where(
                is_among(session, Task.mail_id, mail_ids),
                Task.kind.not_in(UNASKED),
            )
        )
    )


def tell(
    session: Session,
    mail: Mail,
    cause: str,
    words: str,
    *,
    actor: Actor,
    now: datetime,
    kind: TaskKind = TaskKind.CODE,
    state: TaskState = TaskState.OPEN,
) -> bool:
    """Keep what a mail did or did not do, in our words; return whether it is new for ``cause``.

    Kept as done, nobody has to look at it.  The caller commits.
    """
    values = {
        "kind": kind,
        "cause": cause,
        "mail_id": mail.id,
        "contact_id": mail.contact_id,
        "words": words,
        "addr_spec": "",
        "proven_by": [],
        "state": state,
        "created_at": now,
    }
    added = session.scalar(
        insert_into(session, Task)
        .values(values)
        .on_conflict_do_nothing(index_elements=["kind", "cause"])
        .returning(Task.id)
    )
    if added is None:
        return False
    record(
        session,
        Action.TASK,
        f"task:{added}",
        actor=actor,
        now=now,
        project_id=mail.project_id,
        details={"words": words},
        kind=kind.value,
        mail=mail.id,
        state=state.value,
    )
    return True


def prove(session: Session, mail_id: int, address: str) -> bool:
    """Note that ``address`` of hers confirmed what a mail asks for; return whether that is new.

    Only a change of address needs it, from the old one and from the new.  The caller commits.
    """
    task = session.scalar(
        select(Task).where(
            Task.mail_id == mail_id, Task.kind == TaskKind.ADDRESS, Task.state == TaskState.OPEN
        )
    )
    if task is None or address in task.proven_by:
        return False
    task.proven_by = [*task.proven_by, address]
    return True


def disprove(session: Session, mail_id: int) -> None:
    """She denies what had been confirmed: a change of address needs all of it anew."""
    session.execute(
        update(Task)
        .where(Task.mail_id == mail_id, Task.kind == TaskKind.ADDRESS, Task.state == TaskState.OPEN)
        .values(proven_by=[])
    )


def unproven(task: Task) -> list[str]:
    """The addresses that have yet to confirm it, before a person may act on it."""
    if task.kind is not TaskKind.ADDRESS:
        return []
    new = task.addr_spec or "the new address"
    needed = dict.fromkeys([task.contact.address, new])
    return [address for address in needed if address not in task.proven_by]


def finish_task(
    session: Session, task_id: int, state: TaskState, *, user_id: int, actor: Actor, now: datetime
) -> Task:
    """A person did it, or says that it is not to be done.  The caller commits.

    Raises:
        Refused: somebody said so before, or a change of address is not confirmed from both.
    """
    task = session.get(Task, task_id)
    if task is None or task.state is not TaskState.OPEN:
        raise Refused("this task is not open")
    if state is TaskState.DONE and (missing := unproven(task)):
        raise Refused(f"not yet confirmed from {' and '.join(missing)}")
    return _set(session, task, state, user_id, actor=actor, now=now)


def reopen_task(session: Session, task_id: int, *, actor: Actor, now: datetime) -> Task:
    """It was a wrong click.  The caller commits.

    Raises:
        Refused: nobody had said that it is done, or not to be done.
    """
    task = session.get(Task, task_id)
    if task is None or task.decided_by is None:
        raise Refused("there is no decision of ours to take back")
    return _set(session, task, TaskState.OPEN, None, actor=actor, now=now)


def _set(
    session: Session,
    task: Task,
    state: TaskState,
    user_id: int | None,
    *,
    actor: Actor,
    now: datetime,
) -> Task:
    task.state, task.decided_by = state, user_id
    task.decided_at = now if user_id is not None else None
    session.flush()
    record(
        session,
        Action.TASK,
        f"task:{task.id}",
        actor=actor,
        now=now,
        project_id=task.mail.project_id,
        kind=task.kind.value,
        mail=task.mail_id,
        state=state.value,
    )
    return task
