"""The undecided tray: a person's decision where a conversation belongs.

Nothing here can put a mail of one client into a project of another.
"""

from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.thread import hand_over
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Contact,
    ContactAddress,
    Decision,
    DecisionKind,
    Direction,
    Mail,
    MailState,
    Project,
    Thread,
)
from orchestrator.record.append import Action, Actor, record

BY_HAND = "decided by"
"""How the reason begins where a person filed it."""


def file_thread(
    session: Session,
    thread_id: int,
    project_id: int,
    *,
    user_id: int | None = None,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> Decision:
    """A person decides where an undecided thread belongs.  The caller commits.

    Its mails are then read under that project.  It may be joined with a conversation of
    the client that it answers: the decision names the one that remains.

    Args:
        reason: what spoke for it, where it was proposed.

    Raises:
        Refused: the thread has a project or was joined with another since, or a sender
            belongs to another client.
    """
    thread, project = session.get(Thread, thread_id), session.get(Project, project_id)
    if thread is None or project is None:
        raise UsageError("there is no such thread or project")
    require_remaining(thread)
    if thread.project_id is not None:
        raise Refused("this conversation is filed already")
    require_own_people(session, thread.id, project.client_id)
    thread, joined, former = hand_over(
        session, thread, client_id=project.client_id, project_id=project.id
    )
    was_undecided, thread.project_id = thread.project_id is None, project.id
    session.execute(
        update(Mail)
        .where(Mail.thread_id == thread.id, Mail.project_id.is_(None))
        .values(
            project_id=project.id,
            filed_by=f"{BY_HAND} {actor.name}",
            state=MailState.THREADED,
        )
    )
    decision = decide(
        session,
        DecisionKind.FILE,
        f"thread:{thread.id}",
        f"project:{project.id}",
        accepted=True,
        reason=reason,
        details={"from": None, "joined": joined, "undecided": was_undecided, "former": former},
        user_id=user_id,
        now=now,
    )
    record(
        session,
        Action.THREAD,
        f"thread:{thread.id}",
        actor=actor,
        now=now,
        project_id=project.id,
        filed="by hand",
    )
    return decision


def require_remaining(thread: Thread) -> None:
    """Raises Refused when a conversation was joined: whoever decides has not seen the whole."""
    if thread.joined_into_id is not None:
        raise Refused("this conversation was joined with another since")


def require_own_people(session: Session, thread_id: int, client_id: int) -> None:
    """Raises Refused when somebody who wrote in a conversation belongs to another client.

    Whose they are says `clients_writing` before.
    """
    foreign = session.scalar(
        select(Contact.name)
        .join(Mail, Mail.contact_id == Contact.id)
        .where(Mail.thread_id == thread_id, Contact.client_id != client_id)
        .limit(1)
    )
    if foreign is not None:
        raise Refused(f"a sender of this conversation belongs to another client: {foreign}")


def clients_writing(session: Session, thread_id: int) -> set[int]:
    """The clients whose people wrote in a conversation: it lies in a project of theirs alone.

    By the addresses as they are known now, as a move would find them.
    """
    known = (
        select(Contact.client_id)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .join(Mail, Mail.from_address == ContactAddress.addr_spec)
        .where(Mail.thread_id == thread_id, Mail.direction == Direction.IN)
    )
    return set(session.scalars(known.distinct()))


def decide(
    session: Session,
    kind: DecisionKind,
    subject: str,
    target: str,
    *,
    accepted: bool,
    user_id: int | None,
    now: datetime,
    reason: str = "",
    details: dict[str, object] | None = None,
) -> Decision:
    """Keep what a person decided about a proposal.  The caller commits, and records it."""
    decision = Decision(
        kind=kind,
        subject=subject,
        target=target,
        accepted=accepted,
        reason=reason[:300],
        details=details or {},
        user_id=user_id,
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    return decision


def decline(
    session: Session,
    kind: DecisionKind,
    subject: str,
    target: str,
    *,
    reason: str,
    user_id: int | None,
    actor: Actor,
    now: datetime,
    project_id: int | None = None,
) -> Decision:
    """A person says no to a proposal; it is not made again.  The caller commits."""
    decision = decide(
        session, kind, subject, target, accepted=False, reason=reason, user_id=user_id, now=now
    )
    record(
        session,
        Action.DECIDE,
        subject,
        actor=actor,
        now=now,
        project_id=project_id,
        proposal=kind.value,
        target=target,
        accepted=False,
    )
    return decision


def declined(kind: DecisionKind, *subjects: str) -> Select[str]:
    """The targets that a person said no to, to be used inside an ``IN``."""
    return select(Decision.target).where(
        Decision.kind == kind,
        Decision.subject.in_(subjects),
        ~Decision.accepted,
        Decision.undone_at.is_(None),
    )
