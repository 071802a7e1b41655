"""Threads that are joined so that they can be parted again, as they were."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.followers import parted
from orchestrator.conversation.moving import (
    family_of,
    members_of,
    move_contents,
    move_mails,
    sum_up,
    unite_families,
)
from orchestrator.models import Mail, Note, Response, Thread, ThreadKey


def join(session: Session, thread_id: int, *, into: int) -> dict[str, Any]:
    """Move all of one thread into another; return what `part` needs.  The caller commits."""
    details = {
        "thread": thread_id,
        "mails": _ids(session, Mail, thread_id),
        "stayed": _ids(session, Mail, into),
        "keys": _keys(session, thread_id),
        "notes": _ids(session, Note, thread_id),
        "responses": _ids(session, Response, thread_id),
        "family": family_of(session, thread_id),
        "apart": unite_families(session, thread_id, into),
    }
    move_contents(session, thread_id, into=into)
    return details


def part(session: Session, thread: Thread, into: Thread, details: Mapping[str, Any]) -> None:
    """Take ``thread`` out again, with mail that came since and belongs to what was joined.

    The caller commits.
    """
    thread.joined_into_id = None
    taken, keys = parted(
        members_of(session, into.id),
        set(details["mails"]),
        set(details["stayed"]),
        details["keys"],
    )
    move_mails(session, [member.id for member in taken], into.id, thread.id, keys=keys)
    for table, ids in ((Note, details["notes"]), (Response, details["responses"])):
        session.execute(
            update(table)
            .where(table.id.in_(ids), table.thread_id == into.id)
            .values(thread_id=thread.id)
        )
    for row in session.scalars(select(Thread).where(Thread.id.in_(details["apart"]))):
        row.split_from_id = details["family"] if row.id != details["family"] else None


def put_back(session: Session, apart: Thread, into: Thread) -> None:
    """Put a thread into the one from which it was taken out.  The caller commits."""
    move_contents(session, apart.id, into=into.id)
    if into.split_from_id == apart.id:
        _lead_family(session, into, apart)
    apart.split_from_id = None
    sum_up(session, [into.id])


def is_taken_out(session: Session, apart: Thread, thread: Thread) -> bool:
    """Whether a person took one of the two out of the other, and both are in one project."""
    is_one_family = family_of(session, apart.id) == family_of(session, thread.id)
    return is_one_family and apart.id != thread.id and apart.project_id == thread.project_id


def _lead_family(session: Session, thread: Thread, former: Thread) -> None:
    """What was split from ``former`` counts as split from the thread that it is now in."""
    apart = Thread.split_from_id == former.id, Thread.id != thread.id
    session.execute(update(Thread).where(*apart).values(split_from_id=thread.id))
    thread.split_from_id = None


def _keys(session: Session, of: int) -> list[str]:
    """Not their rows, which are written anew where the thread goes to another client and back."""
    found = select(ThreadKey.message_id).where(ThreadKey.thread_id == of)
    return sorted(session.scalars(found))


def _ids(session: Session, table: type[Mail | Note | Response], of: int) -> list[int]:
    return list(session.scalars(select(table.id).where(table.thread_id == of).order_by(table.id)))
