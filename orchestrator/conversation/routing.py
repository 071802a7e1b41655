"""Which project and contact a mail belongs to, and why; else the undecided tray.

A token, a header or a number is never enough by itself: the sender must belong to
the project it points at.  Nothing here can put a mail of one client into a project of
another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
import re

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.conversation.thread import hand_over, thread_of
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Contact,
    ContactAddress,
    Digest,
    Direction,
    Mail,
    MailState,
    OutboxEntry,
    Participant,
    Project,
    Thread,
)
from orchestrator.record.append import Action, Actor, record
from orchestrator.wording import REPLY


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a mail goes.  ``digest_id``: the update it answers; ``reason`` in words."""

    project_id: int
    reason: str
    digest_id: int | None = None
    by_token: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A project that an undecided mail may belong to."""

    project_id: int
    project_name: str
    reason: str


def file_mails(session: Session, mails: Sequence[Mail], *, key: bytes) -> None:
    """Thread parsed mails and file each under a project, or leave it undecided.

    Bounces and our own returning mail get no thread.  The caller commits.
    """
    for mail in mails:
        _file(session, mail, key=key)


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
    thread = hand_over(session, thread, client_id=project.client_id)
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


def _file(session: Session, mail: Mail, *, key: bytes) -> None:
    mail.contact_id = contact.id if (contact := _contact(session, mail)) else None
    mail.state = MailState.THREADED
    mail.attempts = 0
    if mail.is_loop or mail.kind in ("bounce", "delay", "complaint"):
        return
    thread = thread_of(session, mail, contact)
    if contact is None:
        return
    filing = next(_filings(session, mail, thread, contact, key), None)
    if filing is None:
        return
    mail.project_id, mail.digest_id = filing.project_id, filing.digest_id
    mail.filed_by, mail.has_token = filing.reason, filing.by_token
    thread.project_id = thread.project_id or filing.project_id


def _contact(session: Session, mail: Mail) -> Contact | None:
    """The known person a mail is from, or for one of ours, the first it is to."""
    addresses = mail.recipients if mail.direction is Direction.OUT else [mail.from_address]
    found = {
        address.addr_spec: address.contact
        for address in session.scalars(
            select(ContactAddress).where(ContactAddress.addr_spec.in_([a for a in addresses if a]))
        )
    }
    return next((found[address] for address in addresses if address in found), None)


def _filings(
    session: Session, mail: Mail, thread: Thread, contact: Contact, key: bytes
) -> Iterator[Filing]:
    """What each kind of evidence says, strongest first; only projects the contact is in."""
    ways: Sequence[Callable[[], Filing | None]] = (
        lambda: _by_token(session, mail, contact, key),
        lambda: _by_our_message(session, mail),
        lambda: _by_thread(thread),
        lambda: _by_code(session, mail, contact),
        lambda: _by_only_project(session, contact),
    )
    for way in ways:
        filing = way()
        if filing is not None and _is_in(session, contact, filing.project_id):
            yield filing


def _by_token(session: Session, mail: Mail, contact: Contact, key: bytes) -> Filing | None:
    for address in mail.recipients:
        token = tokens.token_in(address)
        reference = tokens.reference_of(token) if token else None
        if token is None or reference is None:
            continue
        find = {"d": _by_digest_token, "t": _by_thread_token}.get(reference[0])
        filing = find and find(session, int(reference[1:]), token, contact, key)
        if filing:
            return filing
    return None


def _by_digest_token(
    session: Session, digest_id: int, token: str, contact: Contact, key: bytes
) -> Filing | None:
    digest = session.get(Digest, digest_id)
    if digest is None or not tokens.is_genuine(key, REPLY, token, digest.contact_id):
        return None
    is_hers = digest.contact_id == contact.id
    return Filing(digest.project_id, "reply token", digest.id, by_token=is_hers)


def _by_thread_token(
    session: Session, thread_id: int, token: str, contact: Contact, key: bytes
) -> Filing | None:
    """The reply address of an acknowledgement: it names the conversation it stands in."""
    thread = session.get(Thread, thread_id)
    if thread is None or thread.project_id is None:
        return None
    if not tokens.is_genuine(key, REPLY, token, contact.id):
        return None
    return Filing(thread.project_id, "reply token", by_token=True)


def _by_our_message(session: Session, mail: Mail) -> Filing | None:
    ids = [i for i in (*mail.references, mail.in_reply_to) if i]
    if not ids:
        return None
    entry = session.scalar(
        select(OutboxEntry)
        .where(OutboxEntry.message_id.in_(ids), OutboxEntry.project_id.is_not(None))
        .order_by(OutboxEntry.id.desc())
        .limit(1)
    )
    if entry is None or entry.project_id is None:
        return None
    return Filing(entry.project_id, "answers our message", entry.digest_id)


def _by_thread(thread: Thread) -> Filing | None:
    return Filing(thread.project_id, "same conversation") if thread.project_id else None


def _by_code(session: Session, mail: Mail, contact: Contact) -> Filing | None:
    words = set(re.findall(r"[A-Z0-9]{2,12}", mail.subject))
    for project in _projects_of(session, contact):
        if project.code in words:
            return Filing(project.id, f"project code {project.code} in the subject")
    return None


def _by_only_project(session: Session, contact: Contact) -> Filing | None:
    projects = _projects_of(session, contact)
    return Filing(projects[0].id, "the sender's only open project") if len(projects) == 1 else None


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


def _is_in(session: Session, contact: Contact, project_id: int) -> bool:
    """Whether the contact takes part in the project, which is of her own client."""
    return (
        session.scalar(
            select(Participant.id)
            .join(Project, Project.id == Participant.project_id)
            .where(
                Participant.contact_id == contact.id,
                Participant.project_id == project_id,
                Project.client_id == contact.client_id,
            )
        )
        is not None
    )
