"""Which thread a mail belongs to: by its ids alone, in any order of arrival.

Every Message-ID a mail carries, as its own or as a reference, is a key of its thread.
A mail whose keys name two threads joins them, so a late parent brings its replies
together (RFC 5256, REFERENCES, steps 1 to 4).  Keys are kept per client: a reference
to another client's mail, forged or forwarded, joins nothing.
"""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.models import Contact, Mail, Thread, ThreadKey


def thread_of(session: Session, mail: Mail, contact: Contact | None) -> Thread:
    """Find or make the thread of ``mail`` and put the mail into it.  The caller commits."""
    client_id = contact.client_id if contact else None
    keys = _keys(mail)
    found = _threads(session, keys, client_id)
    thread = found[0] if found else _new_thread(session, mail)
    for other in found[1:]:
        _join(session, other, into=thread)
    _add_keys(session, thread, keys, client_id)
    thread.last_mail_at = max(thread.last_mail_at, mail.received_at)
    thread.done_at = None
    mail.thread_id = thread.id
    session.flush()
    return thread


def hand_over(session: Session, thread: Thread, *, client_id: int) -> Thread:
    """Give an undecided thread to a client, joining threads of hers that share a key.

    Returns the thread that remains.  The caller commits.
    """
    keys = session.scalars(
        select(ThreadKey.message_id).where(
            ThreadKey.thread_id == thread.id, ThreadKey.client_id.is_(None)
        )
    ).all()
    remaining = thread
    for other in _threads(session, keys, client_id):
        if other.id != thread.id:
            _join(session, remaining, into=other)
            remaining = other
    taken = set(_existing(session, keys, client_id))
    for row in session.scalars(
        select(ThreadKey).where(ThreadKey.thread_id == remaining.id, ThreadKey.client_id.is_(None))
    ).all():
        if row.message_id in taken:
            session.delete(row)
        else:
            row.client_id = client_id
    session.flush()
    return remaining


def _keys(mail: Mail) -> list[str]:
    ids = [*mail.references, mail.in_reply_to, mail.message_id]
    return list(dict.fromkeys(i for i in ids if i))


def _threads(session: Session, keys: Sequence[str], client_id: int | None) -> list[Thread]:
    """The threads that these keys name, oldest first."""
    if not keys:
        return []
    return list(
        session.scalars(
            select(Thread)
            .where(
                Thread.id.in_(
                    select(ThreadKey.thread_id).where(
                        ThreadKey.message_id.in_(keys),
                        ThreadKey.client_id.is_not_distinct_from(client_id),
                    )
                )
            )
            .order_by(Thread.created_at, Thread.id)
        ).all()
    )


def _existing(session: Session, keys: Sequence[str], client_id: int | None) -> Sequence[str]:
    return session.scalars(
        select(ThreadKey.message_id).where(
            ThreadKey.message_id.in_(keys), ThreadKey.client_id.is_not_distinct_from(client_id)
        )
    ).all()


def _add_keys(session: Session, thread: Thread, keys: Sequence[str], client_id: int | None) -> None:
    known = set(_existing(session, keys, client_id))
    session.add_all(
        ThreadKey(message_id=key, client_id=client_id, thread_id=thread.id)
        for key in keys
        if key not in known
    )


def _new_thread(session: Session, mail: Mail) -> Thread:
    thread = Thread(
        subject=mail.subject, created_at=mail.received_at, last_mail_at=mail.received_at
    )
    session.add(thread)
    session.flush()
    return thread


def _join(session: Session, other: Thread, *, into: Thread) -> None:
    """Move everything of ``other`` into ``into``; the older project wins where both have one."""
    session.execute(update(Mail).where(Mail.thread_id == other.id).values(thread_id=into.id))
    session.execute(
        update(ThreadKey).where(ThreadKey.thread_id == other.id).values(thread_id=into.id)
    )
    into.project_id = into.project_id or other.project_id
    into.last_mail_at = max(into.last_mail_at, other.last_mail_at)
    session.flush()
    session.expire(other)
    session.delete(other)
    session.flush()
