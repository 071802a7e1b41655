"""Requests that no mail settles, as rows for a person."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from orchestrator.conversation.requests import has_stop_word
from orchestrator.conversation.said import Said
from orchestrator.models import Task, TaskKind, TaskState
from orchestrator.record.append import Action, Entry

ASKED_WITHIN = timedelta(days=30)
"""An older mail, from an import or the first reading of a mailbox, asks for nothing now."""
ANSWER_WITHIN = timedelta(days=30)
"""GDPR article 12(3): one month for whoever asks for her data."""
_BY_LAW = (TaskKind.ERASE, TaskKind.DATA, TaskKind.WHO_SEES)


def add_tasks(
    session: Session, mail: Row[*tuple[Any, ...]], said: Said, *, now: datetime
) -> list[Entry]:
    """Keep what a filed mail of a client asks for beyond words, or alarms us with; return the
    entries to record.

    A word like "stop" that was not read as one is kept once for each contact, as done: it
    only makes us ask her, and nobody has to do anything.  The caller commits.

    Args:
        mail: columns of `Mail`: id, contact_id, project_id, received_at, new_text, has_token.
        said: what was read in it; where it does stop our mails, there is nothing to ask.
    """
    if mail.received_at <= now - ASKED_WITHIN:
        return []
    tasks = [
        _task(mail, request.kind, request.span, now, request.addr_spec) for request in said.requests
    ]
    tasks += [_task(mail, kind, words, now) for kind, words in said.alarms.items()]
    if mail.has_token and not said.found["stop"] and has_stop_word(mail.new_text):
        tasks += _stop(session, mail, now)
    known = _known(session, mail.id) if tasks else set()
    # Read anew where it was moved to, what a person decided of it stands.
    tasks = [task for task in tasks if (task.kind, task.cause) not in known]
    session.add_all(tasks)
    session.flush()
    return [
        Entry(
            Action.TASK,
            f"task:{task.id}",
            mail.project_id,
            details={"words": task.words},
            extra={"kind": task.kind.value, "mail": mail.id, "state": task.state.value},
        )
        for task in tasks
    ]


def _known(session: Session, mail_id: int) -> set[tuple[TaskKind, str]]:
    rows = session.execute(select(Task.kind, Task.cause).where(Task.mail_id == mail_id))
    return {(kind, cause) for kind, cause in rows}


def _task(
    mail: Row[*tuple[Any, ...]], kind_name: str, words: str, now: datetime, addr_spec: str = ""
) -> Task:
    kind = TaskKind(kind_name)
    due_on: date | None = None
    if kind in _BY_LAW:
        due_on = (mail.received_at + ANSWER_WITHIN).date()
    return Task(
        kind=kind,
        cause=f"mail:{mail.id}",
        mail_id=mail.id,
        contact_id=mail.contact_id,
        words=words,
        addr_spec=addr_spec,
        due_on=due_on,
        state=TaskState.OPEN,
        created_at=now,
    )


def _stop(session: Session, mail: Row[*tuple[Any, ...]], now: datetime) -> list[Task]:
    cause = f"contact:{mail.contact_id}"
    asked = select(Task.id).where(Task.kind == TaskKind.STOP, Task.cause == cause)
    if session.scalar(asked.limit(1)) is not None:
        return []
    words = mail.new_text.strip()[:300]
    return [
        Task(
            kind=TaskKind.STOP,
            cause=cause,
            mail_id=mail.id,
            contact_id=mail.contact_id,
            words=words,
            state=TaskState.DONE,
            created_at=now,
        )
    ]
