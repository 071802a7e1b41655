"""Whose an unknown address may be: a known person's second one, or somebody new at a client.

A display name is never a key: it only counts beside something that a stranger does not
have, and only a person's word gives an address to a contact.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
import re
from typing import Any
import unicodedata

from sqlalchemy import ColumnElement, String, and_, cast, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

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
    client_id: int
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A project that an unknown address's mail answers into, and how."""

    name: str
    client_id: int
    reason: str


@dataclass(slots=True)
class _Around:
    """What an unknown address's mail touches: clients, projects, people we wrote to."""

    clients: set[int] = field(default_factory=set)
    projects: dict[int, _Place] = field(default_factory=dict)
    written_to: set[int] = field(default_factory=set)
    spoke: set[int] = field(default_factory=set)


def aliases(session: Session, mail: Mail) -> list[Alias]:
    """Contacts whose second address wrote this mail, likeliest first, with what speaks for it."""
    return whose(session, mail)[0]


def newcomers(session: Session, mail: Mail) -> list[Newcomer]:
    """Projects that the writer may be added to: a colleague of those who are in them."""
    return whose(session, mail)[1]


def whose(session: Session, mail: Mail) -> tuple[list[Alias], list[Newcomer]]:
    """Both, read together: what was declined for any mail of this address is left out."""
    if mail.direction is not Direction.IN or mail.kind != "human":
        return [], []
    old: list[Alias] = []
    new: list[Newcomer] = []
    if mail.contact_id is not None:
        new = _colleague(session, mail) if mail.project_id is None else []
    elif mail.from_address:
        around = _around(session, mail)
        people = _people(session, mail, around)
        old = _second_addresses(mail, people, around)
        new = _strangers(mail, people, around) if mail.project_id is None else []
    refused, filed = _decided_for(session, mail) if old or new else (set(), set())
    old = [each for each in old if filed <= {each.client_id}]
    return (
        [a for a in old if (DecisionKind.ALIAS, f"contact:{a.contact_id}") not in refused],
        [n for n in new if (DecisionKind.PERSON, f"project:{n.project_id}") not in refused],
    )


def _second_addresses(mail: Mail, people: Sequence[Contact], around: _Around) -> list[Alias]:
    found = []
    for contact in people:
        likeness = _likeness(mail, contact)
        support = _support(mail, contact, around)
        if likeness and support:
            alias = Alias(
                contact.id, contact.client_id, contact.name, "; ".join([*likeness, *support])
            )
            found.append((len(likeness) + len(support), alias))
    found.sort(key=lambda each: (-each[0], each[1].contact_id))
    return [alias for _, alias in found]


def _strangers(mail: Mail, people: Sequence[Contact], around: _Around) -> list[Newcomer]:
    """An unknown address of a client's company that answers in a conversation we know."""
    domain = domain_of(mail.from_address)
    name = mail.from_name or mail.from_address.partition("@")[0]
    found = []
    for project_id, place in sorted(around.projects.items()) if domain else ():
        colleague = next(
            (
                person.name
                for person in people
                if person.client_id == place.client_id and domain in _domains(person)
            ),
            None,
        )
        if colleague is not None:
            reason = f"{place.reason}; same company address as {colleague}"
            found.append(Newcomer(project_id, place.name, name, None, reason))
    return found


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


def _around(session: Session, mail: Mail) -> _Around:
    """In one statement: what we wrote that it answers, and the conversations it names."""
    around = _Around()
    ids = [each for each in (*mail.references, mail.in_reply_to) if each]
    if not ids and mail.project_id is None:
        return around
    ours = (
        select(
            literal("ours"), Project.client_id, Project.id, Project.name, literal("", String),
            OutboxEntry.contact_id,
        )
        .join(Project, Project.id == OutboxEntry.project_id)
        .where(OutboxEntry.message_id.in_(ids))
    )  # fmt: skip
    theirs = (
        select(
            literal("theirs"), ThreadKey.client_id, Project.id, Project.name, Thread.subject,
            Mail.contact_id,
        )
        .join(Thread, Thread.id == ThreadKey.thread_id)
        .outerjoin(Project, Project.id == Thread.project_id)
        .outerjoin(Mail, and_(Mail.thread_id == Thread.id, Mail.contact_id.is_not(None)))
        .where(ThreadKey.message_id.in_(ids), ThreadKey.client_id.is_not(None))
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(union_all(ours, theirs.distinct()))
    for kind, client_id, project_id, name, subject, contact_id in rows:
        around.clients.add(client_id)
        is_ours = kind == "ours"
        if contact_id is not None:
            (around.written_to if is_ours else around.spoke).add(contact_id)
        reason = "answers our mail" if is_ours else f"answers in “{subject[:60]}”"
        if project_id is not None and (is_ours or project_id not in around.projects):
            around.projects[project_id] = _Place(name, client_id, reason)
    if mail.project_id is not None:
        around.clients.add(session.get_one(Project, mail.project_id).client_id)
    return around


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
    return session.scalars(query.options(joinedload(Contact.addresses))).unique().all()


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


def _decided_for(session: Session, mail: Mail) -> tuple[set[tuple[DecisionKind, str]], set[int]]:
    """What was declined for mails of this address, and the clients in whose projects they lie.

    An address whose mails lie with one client is nobody's of another.
    """
    mails = select(literal("mail:") + cast(Mail.id, String)).where(
        Mail.from_address == mail.from_address
    )
    declined = select(cast(Decision.kind, String), Decision.target).where(
        Decision.kind.in_((DecisionKind.ALIAS, DecisionKind.PERSON)),
        Decision.subject.in_(mails),
        ~Decision.accepted,
        Decision.undone_at.is_(None),
    )
    filed = (
        select(literal(_FILED), cast(Project.client_id, String))
        .join(Mail, Mail.project_id == Project.id)
        .where(Mail.from_address == mail.from_address)
    )
    rows = session.execute(declined.union(filed)).all()
    return (
        {(DecisionKind(kind), target) for kind, target in rows if kind != _FILED},
        {int(client_id) for kind, client_id in rows if kind == _FILED},
    )


_FILED = "filed"
