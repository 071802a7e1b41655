"""The undecided tray: where a mail may belong, and a person's decision.

Nothing here can put a mail of one client into a project of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.thread import hand_over
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Contact,
    ContactAddress,
    Mail,
    MailState,
    Participant,
    Project,
    Thread,
)
from orchestrator.record.append import Action, Actor, record


@dataclass(frozen=True, slots=True)
class Proposal:
    """A project that an undecided mail may belong to."""

    project_id: int
    project_name: str
    reason: str


def proposals(session: Session, mail: Mail) -> list[Proposal]:
    """Projects an undecided mail may belong to, likeliest first, each with its reason."""
    contact = session.get(Contact, mail.contact_id) if mail.contact_id else None
    if contact is not None:
        return [
            Proposal(project.id, project.name, f"{contact.name} works with us on it")
            for project in _projects_of(session, contact)
        ]
    domain = mail.from_address.rpartition("@")[2]
    found = {}
    for project, person in session.execute(
        select(Project, Contact)
        .join(Participant, Participant.project_id == Project.id)
        .join(Contact, Contact.id == Participant.contact_id)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(ContactAddress.addr_spec.endswith(f"@{domain}", autoescape=True))
        .where(Project.closed_at.is_(None))
        .order_by(Project.name)
    ):
        found[project.id] = Proposal(
            project.id, project.name, f"same company address as {person.name}"
        )
    return list(found.values())


def file_thread(
    session: Session, thread_id: int, project_id: int, *, actor: Actor, now: datetime
) -> Thread:
    """A person decides where an undecided thread belongs.  The caller commits.

    Its mails are then read under that project.  Returns the thread that remains.

    Raises:
        Refused: the thread has a project, or a sender belongs to another client.
    """
    thread, project = session.get(Thread, thread_id), session.get(Project, project_id)
    if thread is None or project is None:
        raise UsageError("there is no such thread or project")
    if thread.project_id is not None:
        raise Refused("this conversation is filed already")
    clients = set(
        session.scalars(
            select(Contact.client_id)
            .join(Mail, Mail.contact_id == Contact.id)
            .where(Mail.thread_id == thread.id)
        )
    )
    if clients - {project.client_id}:
        raise Refused("a sender of this conversation belongs to another client")
    thread = hand_over(session, thread, client_id=project.client_id, project_id=project.id)
    thread.project_id = project.id
    session.execute(
        update(Mail)
        .where(Mail.thread_id == thread.id, Mail.project_id.is_(None))
        .values(
            project_id=project.id,
            filed_by=f"decided by {actor.name}",
            state=MailState.THREADED,
        )
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
    return thread


def _projects_of(session: Session, contact: Contact) -> Sequence[Project]:
    return session.scalars(
        select(Project)
        .join(Participant, Participant.project_id == Project.id)
        .where(
            Participant.contact_id == contact.id,
            Project.client_id == contact.client_id,
            Project.closed_at.is_(None),
        )
        .order_by(Project.id)
    ).all()
