"""What we know about the senders of a batch of mails, read at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Contact, ContactAddress, OutboxEntry, Participant, Project
from orchestrator.models.base import is_among


@dataclass(frozen=True, slots=True)
class Person:
    """A known contact."""

    id: int
    client_id: int


@dataclass(frozen=True, slots=True)
class Place:
    """A project that a contact takes part in, of her own client."""

    project_id: int
    code: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class OurMessage:
    """What we sent about a project, with the update it was, if it was one."""

    entry_id: int
    project_id: int
    digest_id: int | None


def people_at(session: Session, addresses: Iterable[str]) -> dict[str, Person]:
    """The known contacts by address."""
    rows = session.execute(
        select(ContactAddress.addr_spec, Contact.id, Contact.client_id)
        .join(Contact, Contact.id == ContactAddress.contact_id)
        .where(is_among(session, ContactAddress.addr_spec, addresses))
    )
    return {address: Person(contact_id, client_id) for address, contact_id, client_id in rows}


def places_of(session: Session, contact_ids: Iterable[int]) -> dict[int, list[Place]]:
    """Every project of each contact, in the order they were begun."""
    rows = session.execute(
        select(Participant.contact_id, Project.id, Project.code, Project.closed_at.is_(None))
        .join(Project, Project.id == Participant.project_id)
        .join(Contact, Contact.id == Participant.contact_id)
        .where(
            is_among(session, Participant.contact_id, contact_ids),
            Project.client_id == Contact.client_id,
        )
        .order_by(Project.id)
    )
    found = defaultdict(list)
    for contact_id, project_id, code, is_open in rows:
        found[contact_id].append(Place(project_id, code, bool(is_open)))
    return found


def codes_of(session: Session, client_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """The projects of each client by their codes, closed ones too."""
    rows = session.execute(
        select(Project.client_id, Project.code, Project.id).where(
            is_among(session, Project.client_id, client_ids)
        )
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for client_id, code, project_id in rows:
        found[client_id][code] = project_id
    return found


def our_messages(session: Session, message_ids: Iterable[str]) -> dict[str, OurMessage]:
    """Messages of ours about a project, by Message-ID."""
    rows = session.execute(
        select(
            OutboxEntry.message_id, OutboxEntry.id, OutboxEntry.project_id, OutboxEntry.digest_id
        )
        .where(
            is_among(session, OutboxEntry.message_id, message_ids),
            OutboxEntry.project_id.is_not(None),
        )
        .order_by(OutboxEntry.id)
    )
    return {
        message_id: OurMessage(entry_id, project_id, digest_id)
        for message_id, entry_id, project_id, digest_id in rows
        if project_id is not None
    }
