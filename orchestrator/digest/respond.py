"""What somebody writes to a client herself, in a conversation: a draft until it is sent.

One answer goes to one person; whoever it does not reach is shown before
(`recipients.left_out`).  How it leaves is in `respond_send`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from orchestrator.digest.recipients import Recipient, last_from_client, recipients
from orchestrator.digest.respond_state import (
    get_response,
    is_hers,
    lock_thread,
    move,
    note,
    overtaken,
)
from orchestrator.digest.response_words import cleaned, subject_of_answer
from orchestrator.errors import Overtaken, Refused, UsageError
from orchestrator.models import Project, Response, ResponseState, Thread
from orchestrator.record.append import Action, Actor
from orchestrator.wording import is_blank

LENGTH_AT_MOST = 100_000
_NOBODY = "nobody of a client wrote here; file the conversation first"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in somebody's form, and the draft that it was shown with.

    ``addr_spec``: one of `recipients`; empty for the one who wrote last.  ``response_id``:
    the draft that is gone on with, of whoever began it, as it was at ``revision``; without
    one she saw no draft of hers.
    """

    text: str
    addr_spec: str = ""
    quotes: bool = False
    response_id: int | None = None
    revision: int = 0


def save_response(
    session: Session, thread_id: int, typed: Typed, *, user_id: int, actor: Actor, now: datetime
) -> Response:
    """Keep what somebody writes in a conversation, in the draft she saw.  The caller commits.

    Raises:
        UsageError: the recipient, or the text, is not possible.
        Overtaken: that draft has other words since, or is none any more.
        Refused: there is nobody to answer.
    """
    thread = lock_thread(session, thread_id)
    project = _project(thread)
    values = _values(session, thread, project, typed)
    response = _draft(session, thread, project, typed, user_id)
    if response is None:
        return _begin(session, thread, values, user_id=user_id, actor=actor, now=now)
    _require_current(response, typed, values["text"], user_id)
    if any(getattr(response, name) != value for name, value in values.items()):
        _change(response, values, user_id=user_id, now=now)
        if response.user_id != user_id:
            note(session, Action.EDIT, response, actor=actor, now=now)
    session.flush()
    session.refresh(response)
    return response


def keep_apart(
    session: Session, thread_id: int, typed: Typed, *, user_id: int, actor: Actor, now: datetime
) -> Response:
    """Keep what was typed over words that are not there any more, as a draft of its own.

    Sent a second time, as by a page that heard no answer, it is kept once.  The caller commits.

    Raises:
        UsageError, Refused: as `save_response`.
    """
    thread = lock_thread(session, thread_id)
    project = _project(thread)
    values = _values(session, thread, project, typed)
    kept = session.scalars(
        _open_drafts(thread, project, user_id).where(Response.text == values["text"])
    )
    return kept.first() or _begin(session, thread, values, user_id=user_id, actor=actor, now=now)


def drop_response(session: Session, response_id: int, *, actor: Actor, now: datetime) -> Response:
    """Throw a draft away; the row stays.  The caller commits.

    Raises:
        Overtaken: it is no draft any more.
    """
    response = get_response(session, response_id)
    move(session, response, ResponseState.DRAFTED, ResponseState.DROPPED)
    note(session, Action.VOID, response, actor=actor, now=now)
    return response


def restore_response(
    session: Session, response_id: int, *, actor: Actor, now: datetime
) -> Response:
    """Bring a draft back that was thrown away.  The caller commits.

    Raises:
        Overtaken: it is none that was.
    """
    response = get_response(session, response_id)
    move(session, response, ResponseState.DROPPED, ResponseState.DRAFTED)
    note(session, Action.UNDO, response, actor=actor, now=now)
    return response


def _project(thread: Thread) -> Project:
    if thread.project is None:
        raise Refused(_NOBODY)
    return thread.project


def _values(session: Session, thread: Thread, project: Project, typed: Typed) -> dict[str, Any]:
    mail = last_from_client(session, thread)
    if mail is None:
        raise Refused(_NOBODY)
    to = _chosen(recipients(session, project, mail), typed.addr_spec)
    words = cleaned(typed.text)
    if len(words) > LENGTH_AT_MOST:
        raise UsageError(
            f"the answer has {len(words):,} characters, and {LENGTH_AT_MOST:,} are the most"
        )
    return {
        "project_id": project.id,
        "contact_id": to.contact.id,
        "mail_id": mail.id,
        "addr_spec": to.addr_spec,
        "subject": subject_of_answer(mail),
        "text": words,
        "quotes": typed.quotes,
    }


def _chosen(offered: list[Recipient], addr_spec: str) -> Recipient:
    wanted = [each for each in offered if not addr_spec or each.addr_spec == addr_spec]
    if not wanted:
        raise UsageError(f"{addr_spec or 'nobody'} is no registered address of this project")
    return wanted[0]


def _draft(
    session: Session, thread: Thread, project: Project, typed: Typed, user_id: int
) -> Response | None:
    """The draft that is gone on with: the one named, or her own open one."""
    if typed.response_id is None:
        return session.scalars(_open_drafts(thread, project, user_id)).first()
    response = get_response(session, typed.response_id)
    if response.thread_id != thread.id or response.contact.client_id != project.client_id:
        raise UsageError("there is no such answer in this conversation")
    if response.state is not ResponseState.DRAFTED:
        raise overtaken(response)
    return response


def _open_drafts(thread: Thread, project: Project, user_id: int) -> Select[Response]:
    """Hers, the newest first."""
    return (
        select(Response)
        .where(
            Response.thread_id == thread.id,
            is_hers(project),
            Response.user_id == user_id,
            Response.state == ResponseState.DRAFTED,
        )
        .order_by(Response.id.desc())
        .limit(1)
    )


def _require_current(response: Response, typed: Typed, words: str, user_id: int) -> None:
    # A page sends its next words before it heard what became of the last: what only goes
    # on from there takes nothing from anybody.
    if response.revision == typed.revision or words.startswith(response.text):
        return
    changer = response.changer or response.user
    if changer.id == user_id:
        raise Overtaken("you changed this draft meanwhile in another window")
    raise Overtaken(f"{changer.name} changed this draft meanwhile")


def _begin(
    session: Session,
    thread: Thread,
    values: dict[str, Any],
    *,
    user_id: int,
    actor: Actor,
    now: datetime,
) -> Response:
    if is_blank(values["text"]):
        raise UsageError("write something first")
    response = Response(
        thread_id=thread.id,
        user_id=user_id,
        state=ResponseState.DRAFTED,
        written_at=now,
        **values,
    )
    session.add(response)
    note(session, Action.DRAFT, response, actor=actor, now=now)
    session.flush()
    session.refresh(response)
    return response


def _change(response: Response, values: dict[str, Any], *, user_id: int, now: datetime) -> None:
    for name, value in values.items():
        setattr(response, name, value)
    response.revision += 1
    response.changed_by = user_id
    response.written_at = now
