"""To whom an answer in a conversation may go, each with the reason for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, cast, exists, literal, or_, select
from sqlalchemy.orm import Session, joinedload

from orchestrator.models import (
    Contact,
    ContactAddress,
    Decision,
    DecisionKind,
    Direction,
    Mail,
    Participant,
    Project,
    Thread,
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A registered address of a person of the client.

    ``reason``: why she is offered.  ``warning``: what is unusual about the address, empty
    for one that she was entered with.
    """

    contact: Contact
    addr_spec: str
    reason: str
    warning: str = ""


def last_from_client(session: Session, thread: Thread) -> Mail | None:
    """The newest mail that a person of the project's client wrote in this conversation.

    Of somebody who takes no part in the project, only where nobody else wrote.

    Or that somebody passed on, where a person decided that she first wrote it.
    """
    return session.scalar(
        select(Mail)
        .join(Contact, or_(Contact.id == Mail.contact_id, _first_wrote()))
        .join(Project, Project.client_id == Contact.client_id)
        .where(
            Mail.thread_id == thread.id,
            Project.id == thread.project_id,
            Mail.direction == Direction.IN,
            or_(Mail.kind == "human", Mail.is_kind_certain.is_(False)),
        )
        .order_by(Mail.project_id.is_(None), Mail.received_at.desc(), Mail.id.desc())
        .limit(1)
        .options(joinedload(Mail.contact))
    )


def recipients(session: Session, project: Project, mail: Mail) -> list[Recipient]:
    """Who may get an answer to ``mail``, most likely first: the address that she wrote from.

    Nobody of another client is among them, whatever the conversation says.
    """
    writer_id = mail.contact_id or _first_writer(session, mail)
    taking_part = select(Participant.contact_id).where(Participant.project_id == project.id)
    rows = session.scalars(
        select(Contact)
        .where(
            Contact.client_id == project.client_id,
            or_(Contact.id == writer_id, Contact.id.in_(taking_part)),
        )
        .order_by(Contact.id)
        .options(joinedload(Contact.addresses))
    )
    people = rows.unique().all()
    added = any(address.source for contact in people for address in contact.addresses)
    domains = _domains(session, project) if added else set()
    found = [each for contact in people for each in _of(contact, mail, writer_id, domains)]
    return sorted(found, key=lambda each: _distance(each, mail, writer_id))


def left_out(mail: Mail, chosen: str, ours: set[str]) -> list[str]:
    """Who else was addressed in her mail, and does not get the answer."""
    addressed = [mail.from_address, *mail.recipients]
    known = {chosen, *ours}
    return [each for each in dict.fromkeys(addressed) if each and _bare(each) not in known]


def _first_wrote() -> ColumnElement[bool]:
    """A person decided that ``Contact`` first wrote what a stranger passed on in ``Mail``."""
    decided = exists().where(
        Decision.kind == DecisionKind.SENDER,
        Decision.subject == literal("mail:").concat(cast(Mail.id, String)),
        Decision.target == literal("contact:").concat(cast(Contact.id, String)),
        Decision.accepted,
        Decision.undone_at.is_(None),
    )
    return and_(Mail.contact_id.is_(None), decided)


def _first_writer(session: Session, mail: Mail) -> int | None:
    return session.scalar(
        select(Contact.id).join(Mail, _first_wrote()).where(Mail.id == mail.id).limit(1)
    )


def _of(
    contact: Contact, mail: Mail, writer_id: int | None, domains: set[str]
) -> Iterator[Recipient]:
    for address in contact.addresses:
        domain = address.addr_spec.rpartition("@")[2]
        is_new = bool(address.source) and domain not in domains
        warning = f"Nobody of this client had an address at {domain} before" if is_new else ""
        reason = _reason(contact, address.addr_spec, mail, writer_id)
        yield Recipient(contact, address.addr_spec, reason, warning)


def _reason(contact: Contact, addr_spec: str, mail: Mail, writer_id: int | None) -> str:
    if addr_spec == mail.from_address:
        return "wrote the last mail here"
    if contact.id == writer_id:
        return "another address of who wrote" if mail.contact_id else "first wrote what it forwards"
    if addr_spec in mail.recipients:
        return "was addressed in that mail too"
    return "takes part in the project"


def _distance(recipient: Recipient, mail: Mail, writer_id: int | None) -> tuple[bool, bool, bool]:
    return (
        recipient.addr_spec != mail.from_address,
        recipient.contact.id != writer_id,
        recipient.addr_spec not in mail.recipients,
    )


def _domains(session: Session, project: Project) -> set[str]:
    """Where this client's people were entered with an address."""
    entered = session.scalars(
        select(ContactAddress.addr_spec)
        .join(Contact, Contact.id == ContactAddress.contact_id)
        .where(Contact.client_id == project.client_id, ContactAddress.source == "")
    )
    return {addr_spec.rpartition("@")[2] for addr_spec in entered}


def _bare(address: str) -> str:
    """``hello+d14.akq3…@studio.example`` -> ``hello@studio.example``."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
