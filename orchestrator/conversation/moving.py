"""Rows of threads from one to another.  Nothing here asks whether they may meet."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ScalarSelect, delete, func, or_, select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.followers import Member, keys_to_take
from orchestrator.models import (
    Mail,
    MailState,
    Note,
    Participant,
    Project,
    Response,
    Thread,
    ThreadKey,
)
from orchestrator.models.base import is_among


def move_thread(session: Session, thread_id: int, *, into: int) -> None:
    """Move all of one thread into another, to which its row leads then.  The caller commits."""
    unite_families(session, thread_id, into)
    move_contents(session, thread_id, into=into)


def move_contents(session: Session, thread_id: int, *, into: int) -> None:
    """Every mail and key, and what people wrote beside them.

    Its row stays without a subject, and leads there.
    """
    # First, so that PostgreSQL waits for whoever is putting a mail into it.
    emptied = update(Thread).where(Thread.id == thread_id)
    session.execute(emptied.values(joined_into_id=into, subject=""))
    for table in (Mail, ThreadKey, Note, Response):
        session.execute(update(table).where(table.thread_id == thread_id).values(thread_id=into))


def leave_threads(session: Session, left: Mapping[int, int]) -> None:
    """After mails went elsewhere: what is empty ends, what remains has its own mails' name.

    What was written beside them comes along; no later answer finds the way by their keys.

    Args:
        left: for each thread that a mail was in, the one that it is in now.
    """
    if not left:
        return
    used = select(Mail.thread_id).where(is_among(session, Mail.thread_id, left)).distinct()
    kept = {thread_id for thread_id in session.scalars(used) if thread_id is not None}
    for thread_id in sorted(left.keys() - kept):
        session.execute(delete(ThreadKey).where(ThreadKey.thread_id == thread_id))
        move_contents(session, thread_id, into=left[thread_id])
    if kept:
        sum_up(session, sorted(kept))


def move_mails(
    session: Session,
    mail_ids: Sequence[int],
    thread_id: int,
    into: int,
    *,
    keys: Iterable[str],
) -> None:
    """Some mails of a thread, with those of its keys that are named."""
    session.execute(update(Mail).where(Mail.id.in_(mail_ids)).values(thread_id=into))
    session.execute(
        update(ThreadKey)
        .where(ThreadKey.thread_id == thread_id, is_among(session, ThreadKey.message_id, keys))
        .values(thread_id=into)
    )
    sum_up(session, [thread_id, into])


def move_apart(
    session: Session, mail: Mail, members: Sequence[Member], taken: Sequence[Member]
) -> Thread:
    """Give some of a thread's mails, which ``mail`` leads, a thread of their own.

    It has the same project.  Headers never join the two again.  The caller commits.
    """
    thread = session.get_one(Thread, mail.thread_id)
    apart = Thread(
        subject=mail.subject,
        project_id=thread.project_id,
        created_at=mail.received_at,
        last_mail_at=mail.received_at,
        split_from_id=family_of(session, thread.id),
    )
    session.add(apart)
    session.flush()
    ids = [member.id for member in taken]
    session.execute(update(Response).where(Response.mail_id.in_(ids)).values(thread_id=apart.id))
    move_mails(session, ids, thread.id, apart.id, keys=keys_to_take(members, taken))
    return apart


def remaining_id(thread_id: int) -> ScalarSelect[int]:
    """The thread that has what this one had: itself, unless it was joined with others."""
    way = select(Thread.id, Thread.joined_into_id).where(Thread.id == thread_id)
    passed = way.cte(recursive=True)
    further = select(Thread.id, Thread.joined_into_id).join(
        passed, passed.c.joined_into_id == Thread.id
    )
    passed = passed.union(further)
    return select(passed.c.id).where(passed.c.joined_into_id.is_(None)).scalar_subquery()


def members_of(session: Session, thread_id: int) -> list[Member]:
    """The mails of a thread in the order of their rows."""
    rows = session.execute(
        select(Mail.id, Mail.message_id, Mail.references, Mail.in_reply_to)
        .where(Mail.thread_id == thread_id)
        .order_by(Mail.id)
    )
    return [Member.of(*row) for row in rows]


def unite_families(session: Session, thread_id: int, into: int) -> list[int]:
    """Keep what was split from one thread apart from another too, which takes its place.

    Returns the threads that changed family.
    """
    family, other = family_of(session, into), family_of(session, thread_id)
    if family == other:
        return []
    members = Thread.split_from_id == other
    if other != thread_id:
        members = or_(members, Thread.id == other)
    changed = update(Thread).where(members, Thread.id != family).values(split_from_id=family)
    return list(session.scalars(changed.returning(Thread.id)))


def family_of(session: Session, thread_id: int) -> int:
    """The thread that it was split from; else its own id."""
    return session.scalars(
        select(func.coalesce(Thread.split_from_id, Thread.id)).where(Thread.id == thread_id)
    ).one()


def sum_up(session: Session, thread_ids: Sequence[int]) -> None:
    """After mails were moved by hand: the subject of the first mail, the time of the last.

    What a thread was called for a mail that went elsewhere is said of it no more.
    """
    mails = select(Mail).where(Mail.thread_id == Thread.id).correlate(Thread)
    first = mails.with_only_columns(Mail.subject).order_by(Mail.received_at, Mail.id).limit(1)
    newest = mails.with_only_columns(func.max(Mail.received_at)).scalar_subquery()
    session.flush()
    session.execute(
        update(Thread)
        .where(Thread.id.in_(thread_ids))
        .values(
            subject=func.coalesce(first.scalar_subquery(), ""),
            last_mail_at=func.coalesce(newest, Thread.last_mail_at),
        )
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


def clients_of(session: Session, thread: Thread) -> set[int | None]:
    """Whose conversation it is; None where strangers wrote."""
    found = set(
        session.scalars(
            select(ThreadKey.client_id).where(ThreadKey.thread_id == thread.id).distinct()
        )
    )
    if thread.project_id is not None:
        found.add(session.get_one(Project, thread.project_id).client_id)
    return found or {None}


def file_waiting(session: Session, decided: Mapping[int, int], *, reason: str) -> None:
    """File undecided mail of projects' people in threads that turned out to be of them.

    It is then read under the project.

    Args:
        decided: the project of each thread.
    """
    # By the bare column SQLite would look through all that is not filed yet.
    is_waiting = (Mail.project_id + 0).is_(None), Mail.contact_id.is_not(None)
    where = select(Mail.thread_id).where(is_among(session, Mail.thread_id, decided), *is_waiting)
    # Hardly any has some: most threads are decided by the mail that begins them.
    with_mail = set(session.scalars(where.distinct()))
    for thread_id, project_id in decided.items():
        if thread_id not in with_mail:
            continue
        hers = select(Participant.contact_id).where(Participant.project_id == project_id)
        session.execute(
            update(Mail)
            .where(Mail.thread_id == thread_id, Mail.contact_id.in_(hers), *is_waiting)
            .values(project_id=project_id, filed_by=reason, state=MailState.THREADED, attempts=0)
        )
