"""A person joins or splits conversations; what was done can be undone.

Nothing here joins two clients, or two projects: a mail's project changes by filing alone.
Every step leaves a `Decision` with its reason and an entry in the record; callers commit.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.followers import parted, with_followers
from orchestrator.conversation.moving import (
    clients_of,
    family_of,
    members_of,
    move_apart,
    move_contents,
    move_mails,
    remaining_id,
    sum_up,
    unite_families,
)
from orchestrator.conversation.undecided import decide, file_thread
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Decision,
    DecisionKind,
    Mail,
    Note,
    Response,
    Thread,
    ThreadKey,
)
from orchestrator.record.append import Action, Actor, record

_MOVED_SINCE = "its mails were moved again since: undo that first"


def join_threads(
    session: Session,
    thread_id: int,
    into_id: int,
    *,
    actor: Actor,
    user_id: int | None,
    now: datetime,
    reason: str = "",
) -> Thread:
    """Put all of one conversation into another, which is returned.

    An undecided one is filed under the other's project first, a decision of its own.

    Raises:
        UsageError: there is no such conversation.
        Refused: they are one, or of two projects or clients, or one was joined since.
    """
    thread, into = _thread(session, thread_id), _thread(session, into_id)
    if thread.project_id is None and into.project_id is not None and thread.id != into.id:
        thread_id = _file(session, thread, into, actor=actor, user_id=user_id, now=now)
        if thread_id == into.id:
            return into
        thread = _thread(session, thread_id)
    _check_joinable(session, thread, into)
    family = family_of(session, thread_id)
    details = {
        "mails": _ids(session, Mail, thread_id),
        "stayed": _ids(session, Mail, into_id),
        "keys": _ids(session, ThreadKey, thread_id),
        "notes": _ids(session, Note, thread_id),
        "responses": _ids(session, Response, thread_id),
        "family": family,
        "apart": unite_families(session, thread_id, into_id),
        "sender": _first_sender(session, thread_id),
    }
    move_contents(session, thread_id, into=into_id)
    sum_up(session, [into_id])
    _decide(
        session, DecisionKind.JOIN, f"thread:{thread_id}", f"thread:{into_id}", into=into,
        details=details, reason=reason, actor=actor, user_id=user_id, now=now,
    )  # fmt: skip
    return into


def split_thread(
    session: Session,
    mail_id: int,
    *,
    actor: Actor,
    user_id: int | None,
    now: datetime,
    reason: str = "",
) -> Thread:
    """Take a mail and those that refer to it out into a conversation of their own.

    Returns it.  It has the same project.  Headers never join the two again: later mail
    goes to that of its nearest ancestor.

    Raises:
        UsageError: there is no such mail.
        Refused: nothing would remain of the first.
    """
    mail = session.get(Mail, mail_id)
    if mail is None or mail.thread_id is None:
        raise UsageError("there is no such mail in a conversation")
    thread = _thread(session, mail.thread_id)
    members = members_of(session, thread.id)
    taken = with_followers(members, [mail.id])
    if len(taken) == len(members):
        raise Refused("the whole conversation follows this mail: nothing would remain")
    new = move_apart(session, mail, members, taken)
    details = {"mails": [member.id for member in taken], "sender": mail.from_address}
    _decide(
        session, DecisionKind.SPLIT, f"mail:{mail_id}", f"thread:{thread.id}", into=new,
        details=details, reason=reason, actor=actor, user_id=user_id, now=now,
    )  # fmt: skip
    return new


def undo_regroup(
    session: Session, decision_id: int, *, actor: Actor, now: datetime
) -> tuple[Thread, Thread]:
    """Take back a join or a split, with the mail that came since.

    Returns the conversation that the mails are in again, and the one they were in.

    Raises:
        UsageError: there is no such decision.
        Refused: it is undone already, or the mails were moved again since.
    """
    decision = session.get(Decision, decision_id)
    if decision is None or decision.kind not in _UNDO:
        raise UsageError("there is no such decision about a conversation")
    if decision.undone_at is not None or not decision.accepted:
        raise Refused("there is nothing left to undo")
    back, left = _UNDO[decision.kind](session, decision)
    decision.undone_at = now
    record(
        session, Action.THREAD, f"thread:{back.id}", actor=actor, now=now,
        project_id=back.project_id, undone=decision.id, kind=decision.kind.value,
    )  # fmt: skip
    return back, left


def _file(
    session: Session,
    thread: Thread,
    into: Thread,
    *,
    actor: Actor,
    user_id: int | None,
    now: datetime,
) -> int:
    """The id of the thread that remains."""
    assert into.project_id is not None
    filed = file_thread(
        session, thread.id, into.project_id, user_id=user_id, reason="joined with mail of it",
        actor=actor, now=now,
    )  # fmt: skip
    return _number(filed.subject)


def _check_joinable(session: Session, thread: Thread, into: Thread) -> None:
    if thread.id == into.id:
        raise Refused("these are one conversation already")
    if thread.joined_into_id is not None or into.joined_into_id is not None:
        raise Refused("one of these was joined with another since")
    clients = clients_of(session, thread) | clients_of(session, into)
    if len(clients) != 1:
        raise Refused("these are conversations of two clients")
    if thread.project_id != into.project_id:
        raise Refused("these lie in two projects: file one under the other's first")


def _undo_join(session: Session, decision: Decision) -> tuple[Thread, Thread]:
    """Mail that came since and belongs to what was joined goes along."""
    details = decision.details
    thread = _thread(session, _number(decision.subject))
    into = _thread(session, _present(session, details["mails"]))
    if into.id == thread.id:
        raise Refused(_MOVED_SINCE)
    thread.joined_into_id = None
    named = select(ThreadKey.message_id).where(ThreadKey.id.in_(details["keys"]))
    taken, keys = parted(
        members_of(session, into.id),
        set(details["mails"]),
        set(details["stayed"]),
        session.scalars(named),
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
    return thread, into


def _undo_split(session: Session, decision: Decision) -> tuple[Thread, Thread]:
    """Mail that came since comes back too."""
    new = _thread(session, _present(session, decision.details["mails"]))
    # Headers may have joined either with others since.
    thread = session.scalar(
        select(Thread).where(Thread.id == remaining_id(_number(decision.target)))
    )
    if thread is None or not _is_split(session, new, thread) or _was_joined(session, new):
        raise Refused(_MOVED_SINCE)
    move_contents(session, new.id, into=thread.id)
    if thread.split_from_id == new.id:
        _lead_family(session, thread, new)
    new.split_from_id = None
    sum_up(session, [thread.id])
    return thread, new


def _is_split(session: Session, new: Thread, thread: Thread) -> bool:
    """Whether a person took one of the two out of the other, and moved neither since."""
    is_one_family = family_of(session, new.id) == family_of(session, thread.id)
    return is_one_family and new.id != thread.id and new.project_id == thread.project_id


def _lead_family(session: Session, thread: Thread, former: Thread) -> None:
    """What was split from ``former`` counts as split from the thread that it is now in."""
    apart = Thread.split_from_id == former.id, Thread.id != thread.id
    session.execute(update(Thread).where(*apart).values(split_from_id=thread.id))
    thread.split_from_id = None


_UNDO = {DecisionKind.JOIN: _undo_join, DecisionKind.SPLIT: _undo_split}


def _thread(session: Session, thread_id: int) -> Thread:
    thread = session.get(Thread, thread_id)
    if thread is None:
        raise UsageError("there is no such conversation")
    return thread


def _number(name: str) -> int:
    return int(name.partition(":")[2])


def _ids(session: Session, table: type[Mail | ThreadKey | Note | Response], of: int) -> list[int]:
    return list(session.scalars(select(table.id).where(table.thread_id == of).order_by(table.id)))


def _first_sender(session: Session, thread_id: int) -> str:
    first = select(Mail.from_address).where(Mail.thread_id == thread_id)
    return session.scalar(first.order_by(Mail.received_at, Mail.id).limit(1)) or ""


def _present(session: Session, mail_ids: Iterable[int]) -> int:
    """The one thread in which all these mails are now."""
    found = session.scalars(
        select(Mail.thread_id).where(Mail.id.in_(list(mail_ids))).distinct()
    ).all()
    if len(found) != 1 or found[0] is None:
        raise Refused(_MOVED_SINCE)
    return found[0]


def _was_joined(session: Session, thread: Thread) -> bool:
    """Whether a person put another conversation into this one."""
    joined = select(Decision.id).where(
        Decision.kind == DecisionKind.JOIN,
        Decision.target == f"thread:{thread.id}",
        Decision.accepted,
        Decision.undone_at.is_(None),
    )
    return session.scalar(joined.limit(1)) is not None


def _decide(
    session: Session,
    kind: DecisionKind,
    subject: str,
    target: str,
    *,
    into: Thread,
    details: Mapping[str, object],
    reason: str,
    actor: Actor,
    user_id: int | None,
    now: datetime,
) -> None:
    """``into``: the conversation that the mails are in now."""
    decide(
        session, kind, subject, target, accepted=True, reason=reason, details=dict(details),
        user_id=user_id, now=now,
    )  # fmt: skip
    record(
        session, Action.THREAD, f"thread:{into.id}", actor=actor, now=now,
        project_id=into.project_id, kind=kind.value, subject=subject, target=target,
    )  # fmt: skip
