"""What somebody writes to a client herself, in a conversation: a draft until it is sent.

One answer goes to one person; whoever it does not reach is shown before
(`recipients.left_out`).  How it leaves is in `respond_send`.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.digest.recipients import Recipient, last_from_client, recipients
from orchestrator.digest.respond_state import get_response, lock_thread, move, note
from orchestrator.digest.response_words import cleaned, subject_of_answer
from orchestrator.errors import Overtaken, Refused, UsageError
from orchestrator.models import Response, ResponseState, Thread
from orchestrator.record.append import Action, Actor
from orchestrator.wording import is_blank

LENGTH_AT_MOST = 50_000


def save_response(
    session: Session,
    thread_id: int,
    text: str,
    *,
    user_id: int,
    addr_spec: str = "",
    quotes: bool = False,
    response_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> Response:
    """Keep what somebody writes in a conversation: one open draft a person.  The caller commits.

    Args:
        addr_spec: one of `recipients`; empty for the one who wrote last.
        response_id: the draft that is gone on with, of whoever began it.

    Raises:
        UsageError: the recipient, or the text, is not possible.
        Overtaken: that draft is none any more.
        Refused: there is nobody to answer.
    """
    thread = lock_thread(session, thread_id)
    mail = last_from_client(session, thread)
    if thread.project is None or mail is None:
        raise Refused("nobody of a client wrote here; file the conversation first")
    to = _chosen(recipients(session, thread.project, mail), addr_spec)
    words = cleaned(text)
    if len(words) > LENGTH_AT_MOST:
        raise UsageError(f"text: at most {LENGTH_AT_MOST} characters")
    response = _draft(session, thread, response_id, user_id)
    if response is None and is_blank(words):
        raise UsageError("text: write something first")
    values = {
        "contact_id": to.contact.id,
        "mail_id": mail.id,
        "addr_spec": to.addr_spec,
        "subject": subject_of_answer(mail),
        "text": words,
        "quotes": quotes,
    }
    if response is None:
        response = Response(
            thread_id=thread.id,
            project_id=thread.project.id,
            user_id=user_id,
            state=ResponseState.DRAFTED,
            written_at=now,
            **values,
        )
        session.add(response)
        note(session, Action.DRAFT, response, actor=actor, now=now)
    elif any(getattr(response, name) != value for name, value in values.items()):
        _change(response, values, now=now)
        if response.user_id != user_id:
            note(session, Action.EDIT, response, actor=actor, now=now)
    session.flush()
    session.refresh(response)
    return response


def drop_response(session: Session, response_id: int, *, actor: Actor, now: datetime) -> Response:
    """Throw a draft away; the row stays.  The caller commits.

    Raises:
        Overtaken: it is no draft any more.
    """
    response = get_response(session, response_id)
    move(session, response, ResponseState.DRAFTED, ResponseState.DROPPED)
    note(session, Action.VOID, response, actor=actor, now=now)
    return response


def _draft(
    session: Session, thread: Thread, response_id: int | None, user_id: int
) -> Response | None:
    """The draft that is gone on with: the one named, or her own open one."""
    if response_id is None:
        return session.scalar(
            select(Response)
            .where(
                Response.thread_id == thread.id,
                Response.user_id == user_id,
                Response.state == ResponseState.DRAFTED,
            )
            .order_by(Response.id.desc())
            .limit(1)
        )
    response = get_response(session, response_id)
    if response.thread_id != thread.id:
        raise UsageError("there is no such answer in this conversation")
    if response.state is not ResponseState.DRAFTED:
        raise Overtaken(f"this answer is {response.state.value} by now")
    return response


def _chosen(offered: list[Recipient], addr_spec: str) -> Recipient:
    wanted = [each for each in offered if not addr_spec or each.addr_spec == addr_spec]
    if not wanted:
        raise UsageError(f"to: {addr_spec or 'nobody'} is no registered address of this project")
    return wanted[0]


def _change(response: Response, values: dict[str, object], *, now: datetime) -> None:
    for name, value in values.items():
        setattr(response, name, value)
    response.revision += 1
    response.written_at = now
