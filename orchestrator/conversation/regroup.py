"""A person joins or splits conversations; what was done can be undone.

Nothing here joins two clients, or two projects: a mail's project changes by filing alone.
Every step leaves a `Decision` with its reason and an entry in the record; callers commit.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.followers import with_followers
from orchestrator.conversation.former import former_of, restore
from orchestrator.conversation.moving import (
    clients_of,
    members_of,
    move_apart,
    remaining_id,
    sum_up,
)
from orchestrator.conversation.parting import is_taken_out, join, part, put_back
from orchestrator.conversation.undecided import decide, file_thread
from orchestrator.errors import Refused, UsageError
from orchestrator.models import Decision, DecisionKind, Mail, Thread
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

    An undecided one is filed under the other's project first, a decision of its own, which
    the one to join names.

    Raises:
        UsageError: there is no such conversation.
        Refused: they are one, or of two projects or clients, or one was joined since.
    """
    thread, into = _thread(session, thread_id), _thread(session, into_id)
    details: dict[str, object] = {}
    if thread.project_id is None and into.project_id is not None and thread.id != into.id:
        filed = _file(session, thread, into, actor=actor, user_id=user_id, now=now)
        thread_id, details["filed"] = _number(filed.subject), filed.id
        if thread_id == into.id:
            return into
        thread = _thread(session, thread_id)
    _check_joinable(session, thread, into)
    details["sender"] = _first_sender(session, thread_id)
    details["former"] = former_of(session, thread_id, into_id)
    details |= join(session, thread_id, into=into_id)
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
    former = former_of(session, thread.id)
    new = move_apart(session, mail, members, taken)
    details = {
        "mails": [member.id for member in taken],
        "sender": mail.from_address,
        "former": former,
    }
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
    restore(session, decision.details.get("former", {}))
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
) -> Decision:
    assert into.project_id is not None
    return file_thread(
        session, thread.id, into.project_id, user_id=user_id, reason="joined with mail of it",
        actor=actor, now=now,
    )  # fmt: skip


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
    thread = _thread(session, _number(decision.subject))
    into = _thread(session, _present(session, decision.details["mails"]))
    if into.id == thread.id:
        raise Refused(_MOVED_SINCE)
    part(session, thread, into, decision.details)
    return thread, into


def _undo_split(session: Session, decision: Decision) -> tuple[Thread, Thread]:
    """Mail that came since comes back too."""
    new = _thread(session, _present(session, decision.details["mails"]))
    # Headers may have joined either with others since.
    thread = session.scalar(
        select(Thread).where(Thread.id == remaining_id(_number(decision.target)))
    )
    if thread is None or not is_taken_out(session, new, thread) or _was_joined(session, new):
        raise Refused(_MOVED_SINCE)
    put_back(session, new, thread)
    return thread, new


_UNDO = {DecisionKind.JOIN: _undo_join, DecisionKind.SPLIT: _undo_split}


def _thread(session: Session, thread_id: int) -> Thread:
    thread = session.get(Thread, thread_id)
    if thread is None:
        raise UsageError("there is no such conversation")
    return thread


def _number(name: str) -> int:
    return int(name.partition(":")[2])


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
