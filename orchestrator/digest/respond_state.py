"""A PM's own answer: its state, how far its conversation goes, and its steps in the record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Overtaken, UsageError
from orchestrator.models import (
    Approval,
    Contact,
    Direction,
    Mail,
    Project,
    Response,
    ResponseState,
    Thread,
)
from orchestrator.record.append import Action, Actor, record


@dataclass(frozen=True, slots=True)
class Seen:
    """How far somebody had read a conversation: the newest mail and the newest answer of ours."""

    mail_id: int
    approval_id: int


def seen_in(session: Session, thread: Thread) -> Seen:
    """How far this conversation goes now."""
    mail_id, approval_id = session.execute(select(*seen_columns(thread))).one()
    return Seen(mail_id or 0, approval_id or 0)


def seen_columns(thread: Thread) -> tuple[ScalarSelect[int | None], ScalarSelect[int | None]]:
    """What `seen_in` reads, for a statement that reads more of ``thread``."""
    newest = select(func.max(Mail.id)).where(
        Mail.thread_id == thread.id,
        Mail.direction == Direction.IN,
        or_(Mail.kind == "human", Mail.is_kind_certain.is_(False)),
    )
    approved = (
        select(func.max(Approval.id))
        .join(Response, Response.id == Approval.response_id)
        .where(Response.thread_id == thread.id, Approval.undone_at.is_(None))
    )
    # Each over its own tables, whatever the statement around it reads.
    return newest.correlate(None).scalar_subquery(), approved.correlate(None).scalar_subquery()


def is_hers(project: Project) -> ColumnElement[bool]:
    """Answers to people of the client whose project it is.

    A draft to anybody else waits unseen in a conversation that was moved there.
    """
    people = select(Contact.id).where(Contact.client_id == project.client_id)
    return Response.contact_id.in_(people)


def lock_thread(session: Session, thread_id: int) -> Thread:
    # Locked, so that of two clicks on "Send" the second finds what the first one did.
    return session.get_one(
        Thread, thread_id, with_for_update={"of": Thread}, populate_existing=True
    )


def get_response(session: Session, response_id: int) -> Response:
    """Raises UsageError when there is no such answer."""
    response = session.get(
        Response, response_id, with_for_update={"of": Response}, populate_existing=True
    )
    if response is None:
        raise UsageError("there is no such answer")
    return response


def move(session: Session, response: Response, state: ResponseState, to: ResponseState) -> None:
    """One conditional UPDATE, so that of two people one wins."""
    moved = session.scalar(
        update(Response)
        .where(Response.id == response.id, Response.state == state)
        .values(state=to, revision=Response.revision + 1)
        .returning(Response.id)
    )
    session.refresh(response)
    if moved is None:
        raise overtaken(response)


def overtaken(response: Response) -> Overtaken:
    """What to raise where it is no draft any more."""
    fate = "dropped" if response.state is ResponseState.DROPPED else "sent"
    return Overtaken(f"this answer was {fate} meanwhile")


def name_of(response: Response) -> str:
    return f"response:{response.id}"


def note(
    session: Session,
    action: Action,
    response: Response,
    *,
    actor: Actor,
    now: datetime,
    **extra: int,
) -> None:
    session.flush()
    record(
        session,
        action,
        name_of(response),
        actor=actor,
        now=now,
        project_id=response.project_id,
        details={"recipient": response.addr_spec, "subject": response.subject},
        contact=response.contact_id,
        thread=response.thread_id,
        revision=response.revision,
        **extra,
    )
