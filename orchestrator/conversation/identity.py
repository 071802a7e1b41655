"""Whose an unknown address may be: a known person's second one, or somebody new at a client.

A display name is never a key: it only counts beside something that a stranger does not
have, and only a person's word gives an address to a contact.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
import re
import unicodedata

from sqlalchemy import ColumnElement, String, cast, literal, select
from sqlalchemy.orm import Session, selectinload

from orchestrator.conversation.proposals import domain_of
from orchestrator.models import (
    Contact,
    ContactAddress,
    Decision,
    DecisionKind,
    Direction,
    Mail,
    OutboxEntry,
    Participant,
    Project,
    Thread,
    ThreadKey,
)

_SIGNATURE = 600
"""So many characters after her own words, a signature may stand."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A contact whose second address this may be."""

    contact_id: int
    contact_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be added to a project.  Without ``contact_id`` she is not known at all."""

    project_id: int
    project_name: str
    name: str
    contact_id: int | None
    reason: str


@dataclass(slots=True)
class _Around:
    """What an unknown address's mail touches: clients, projects, people we wrote to."""

    clients: set[int] = field(default_factory=set)
    projects: dict[int, str] = field(default_factory=dict)
    written_to: set[int] = field(default_factory=set)
    spoke: set[int] = field(default_factory=set)


def aliases(session: Session, mail: Mail) -> list[Alias]:
    """Contacts whose second address wrote this mail, likeliest first, with what speaks for it."""
    if not _is_unknown(mail):
        return []
    around = _around(session, mail)
    found = []
    for contact in _people(session, mail, around):
        likeness = _likeness(mail, contact)
        support = _support(mail, contact, around)
        if likeness and support:
            words = "; ".join([*likeness, *support])
            found.append((len(likeness) + len(support), Alias(contact.id, contact.name, words)))
    refused = _refused(session, DecisionKind.ALIAS, mail)
    found.sort(key=lambda each: (-each[0], each[1].contact_id))
    return [alias for _, alias in found if f"contact:{alias.contact_id}" not in refused]


def newcomers(session: Session, mail: Mail) -> list[Newcomer]:
    """Projects that the writer may be added to: a colleague of those who are in them."""
    if mail.direction is not Direction.IN or mail.kind != "human" or mail.project_id:
        return []
    found = _colleague(session, mail) if mail.contact_id else _stranger(session, mail)
    refused = _refused(session, DecisionKind.PERSON, mail)
    return [each for each in found if f"project:{each.project_id}" not in refused]


def _colleague(session: Session, mail: Mail) -> list[Newcomer]:
    """A known contact of the client who writes in a conversation of a project she is not in."""
    thread = session.get(Thread, mail.thread_id) if mail.thread_id else None
    contact = session.get_one(Contact, mail.contact_id)
    project = thread.project if thread else None
    if project is None or project.client_id != contact.client_id:
        return []
    is_in = select(Participant.id).where(
        Participant.project_id == project.id, Participant.contact_id == contact.id
    )
    if session.scalar(is_in) is not None:
        return []
    reason = f"{contact.name} of {contact.client.name} writes in this conversation"
    return [Newcomer(project.id, project.name, contact.name, contact.id, reason)]


def _stranger(session: Session, mail: Mail) -> list[Newcomer]:
    """An unknown address of a client's company that answers in a conversation we know."""
    domain = domain_of(mail.from_address)
    if not domain or not _is_unknown(mail):
        return []
    around = _around(session, mail)
    name = mail.from_name or mail.from_address.partition("@")[0]
    found = []
    for project in session.scalars(
        select(Project).where(Project.id.in_(around.projects)).order_by(Project.id)
    ):
        colleague = next(
            (
                person.name
                for person in _people(session, mail, around)
                if person.client_id == project.client_id and domain in _domains(person)
            ),
            None,
        )
        if colleague is not None:
            reason = f"{around.projects[project.id]}; same company address as {colleague}"
            found.append(Newcomer(project.id, project.name, name, None, reason))
    return found


def _is_unknown(mail: Mail) -> bool:
    return (
        mail.direction is Direction.IN
        and mail.contact_id is None
        and mail.kind == "human"
        and bool(mail.from_address)
    )


def _around(session: Session, mail: Mail) -> _Around:
    around = _Around()
    ids = [each for each in (*mail.references, mail.in_reply_to) if each]
    for project, contact in session.execute(
        select(Project, OutboxEntry.contact_id)
        .join(Project, Project.id == OutboxEntry.project_id)
        .where(OutboxEntry.message_id.in_(ids))
    ):
        around.clients.add(project.client_id)
        around.written_to.add(contact)
        around.projects[project.id] = "answers our mail"
    for client_id, thread_id, project_id, subject in session.execute(
        select(ThreadKey.client_id, Thread.id, Thread.project_id, Thread.subject)
        .join(Thread, Thread.id == ThreadKey.thread_id)
        .where(ThreadKey.message_id.in_(ids), ThreadKey.client_id.is_not(None))
    ):
        around.clients |= {client_id} if client_id is not None else set()
        around.spoke |= _who_spoke(session, thread_id)
        if project_id is not None:
            around.projects.setdefault(project_id, f"answers in “{subject[:60]}”")
    if mail.project_id is not None:
        around.clients.add(session.get_one(Project, mail.project_id).client_id)
    return around


def _who_spoke(session: Session, thread_id: int) -> set[int]:
    found = session.scalars(
        select(Mail.contact_id).where(Mail.thread_id == thread_id, Mail.contact_id.is_not(None))
    )
    return {contact_id for contact_id in found if contact_id}


def _people(session: Session, mail: Mail, around: _Around) -> Sequence[Contact]:
    """Contacts of the clients that it touches, or whose company's address it has."""
    domain = domain_of(mail.from_address)
    near: ColumnElement[bool] = Contact.client_id.in_(around.clients)
    if domain:
        near |= Contact.id.in_(
            select(ContactAddress.contact_id).where(
                ContactAddress.addr_spec.endswith(f"@{domain}", autoescape=True)
            )
        )
    query = select(Contact).where(near).order_by(Contact.id)
    return session.scalars(query.options(selectinload(Contact.addresses))).all()


def _likeness(mail: Mail, contact: Contact) -> list[str]:
    """In what it looks like her: none of it is proof."""
    name, found = _plain(contact.name), []
    if name and _plain(mail.from_name) == name:
        found.append(f"the same name, {contact.name}")
    local = _plain(re.sub(r"[._+-]+", " ", mail.from_address.partition("@")[0]))
    if " " in name and set(name.split()) <= set(local.split()):
        found.append("her name in the address")
    near = mail.text[: len(mail.new_text) + _SIGNATURE]
    if " " in name and re.search(rf"(?m)^\W{{0,3}}{re.escape(contact.name)}\W{{0,2}}$", near):
        found.append("signed with her name")
    return found


def _support(mail: Mail, contact: Contact, around: _Around) -> list[str]:
    """What a stranger would not have."""
    found = []
    if contact.id in around.written_to:
        found.append("answers our mail to her")
    if contact.id in around.spoke:
        found.append("answers in a conversation of hers")
    domain = domain_of(mail.from_address)
    if domain and domain in _domains(contact):
        found.append("the same company's address")
    return found


def _domains(contact: Contact) -> Collection[str]:
    return {domain_of(each.addr_spec) for each in contact.addresses}


def _plain(name: str) -> str:
    """A name without accents, case and order's commas: "Ruiz, Ána" is "ana ruiz"."""
    if name.count(",") == 1:
        last, _, first = name.partition(",")
        name = f"{first} {last}"
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(letters.lower().split())


def _refused(session: Session, kind: DecisionKind, mail: Mail) -> set[str]:
    """What was declined for any mail of this address."""
    mails = select(literal("mail:") + cast(Mail.id, String)).where(
        Mail.from_address == mail.from_address
    )
    return set(
        session.scalars(
            select(Decision.target).where(
                Decision.kind == kind,
                Decision.subject.in_(mails),
                ~Decision.accepted,
                Decision.undone_at.is_(None),
            )
        )
    )
