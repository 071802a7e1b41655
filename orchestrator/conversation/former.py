"""What threads were called and which keys they had before a person moved their mails.

Kept with her decision: once it is taken back, later answers find their threads as before.
Mail that came since keeps what it brought.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.followers import Member
from orchestrator.conversation.moving import members_of
from orchestrator.conversation.references import key_of
from orchestrator.conversation.strand import Key
from orchestrator.models import Thread, ThreadKey
from orchestrator.models.base import is_among

Former = Mapping[str, Mapping[str, Any]]
"""By the id of each thread, as a decision keeps it."""


def former_of(session: Session, *thread_ids: int) -> dict[str, Any]:
    """What `restore` needs of threads, as they are now."""
    threads = session.scalars(select(Thread).where(Thread.id.in_(thread_ids)))
    return {
        str(thread.id): {
            "name": thread.subject,
            "keys": [
                (row.message_id, row.client_id, row.mail_at and row.mail_at.isoformat())
                for row in _keys_of(session, thread.id).values()
            ],
            "mails": [member.id for member in members_of(session, thread.id)],
        }
        for thread in threads
    }


def restore(session: Session, former: Former) -> None:
    """Give threads back their names and keys, as far as mails that are in them say the same.

    The caller commits.
    """
    session.flush()
    session.expire_all()
    for thread_id, was in former.items():
        thread = session.get_one(Thread, int(thread_id))
        members = members_of(session, thread.id)
        had = {(message_id, client_id): at for message_id, client_id, at in was["keys"]}
        _take_keys(session, thread, members, had, set(was["mails"]))
        _give_keys(session, thread, members, had, {int(each) for each in former})
        _date_keys(session, thread, had, set(was["mails"]))
        if any(mail.subject == was["name"] for mail in thread.mails):
            thread.subject = was["name"]
        session.flush()


def _take_keys(
    session: Session,
    thread: Thread,
    members: Sequence[Member],
    had: Collection[Key],
    mail_ids: Collection[int],
) -> None:
    """Those that it did not have, though the mails that name them were there."""
    new = {key for member in members if member.id not in mail_ids for key in member.keys}
    old = {key for member in members if member.id in mail_ids for key in member.keys}
    for key, row in _keys_of(session, thread.id).items():
        if key not in had and key[0] in old - new:
            session.delete(row)
    session.flush()


def _give_keys(
    session: Session,
    thread: Thread,
    members: Sequence[Member],
    had: Collection[Key],
    among: Collection[int],
) -> None:
    """Those that it had and its mails still name, but none that another thread got since.

    Args:
        among: the threads that were moved.
    """
    named = {key for member in members for key in member.keys}
    clients = {thread.project.client_id} if thread.project else {client_id for _, client_id in had}
    present = _keys_of(session, thread.id)
    missing = {key for key in had if key[0] in named and key[1] in clients} - present.keys()
    ids = {message_id for message_id, _ in missing}
    found = select(ThreadKey).where(is_among(session, ThreadKey.message_id, ids))
    rows = {(row.message_id, row.client_id): row for row in session.scalars(found)}
    for message_id, client_id in missing:
        row = rows.get((message_id, client_id))
        if row is None:
            key = ThreadKey(message_id=message_id, client_id=client_id, thread_id=thread.id)
            session.add(key)
        elif row.thread_id in among:
            row.thread_id = thread.id
    session.flush()


def _date_keys(
    session: Session, thread: Thread, had: Mapping[Key, str | None], mail_ids: Collection[int]
) -> None:
    """When the mail of each came: as it was known then, or since."""
    new = [mail for mail in thread.mails if mail.id not in mail_ids]
    came = {key_of(mail.message_id): mail.received_at for mail in new if mail.message_id}
    for key, row in _keys_of(session, thread.id).items():
        if key in had:
            at = had[key]
            row.mail_at = datetime.fromisoformat(at) if at else came.get(row.message_id)


def _keys_of(session: Session, thread_id: int) -> dict[Key, ThreadKey]:
    of_thread = select(ThreadKey).where(ThreadKey.thread_id == thread_id).order_by(ThreadKey.id)
    rows = session.scalars(of_thread)
    return {(row.message_id, row.client_id): row for row in rows}
