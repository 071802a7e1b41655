"""Which clients the mails of strangers name, by their people, their companies or their projects.

What may be named is laid out once for a batch: a mail is not held against every project.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from orchestrator.conversation.forwarded import original_sender
from orchestrator.conversation.mentions import has_code, names
from orchestrator.conversation.proposals import domain_of
from orchestrator.models import Contact, ContactAddress, Direction, Mail, Participant, Project
from orchestrator.models.base import is_among

_SHORTEST_CODE = 3
"""A shorter one counts in a subject alone."""


class _Names:
    """Names, each with the clients it may stand for."""

    def __init__(self, is_in: Callable[[str, str], bool]) -> None:
        self._is_in = is_in
        self._clients: dict[str, set[int]] = {}
        self._plain: dict[str, str] = {}

    def add(self, name: str, client_id: int) -> None:
        self._clients.setdefault(name, set()).add(client_id)
        self._plain[name] = name.lower()

    def clients_in(self, text: str) -> set[int]:
        lowered = text.lower()
        # Hardly any is there, so all are looked for plainly first.
        likely = [name for name, plain in self._plain.items() if plain in lowered]
        return set().union(*(self._clients[name] for name in likely if self._is_in(text, name)))


@dataclass(frozen=True, slots=True)
class _Nameable:
    """What stands for the clients that have an open project."""

    addresses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    domains: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    people: _Names = field(default_factory=lambda: _Names(names))
    projects: _Names = field(default_factory=lambda: _Names(names))
    codes: _Names = field(default_factory=lambda: _Names(has_code))
    long_codes: _Names = field(default_factory=lambda: _Names(has_code))


def clients_named(session: Session, mail_ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each of these strangers' mails with each client whose people or projects it names.

    What similar words say is left out: it would cost a search a mail.
    """
    is_human = or_(Mail.kind == "human", Mail.is_kind_certain.is_(False))
    mails = session.scalars(
        select(Mail).where(is_among(session, Mail.id, mail_ids), is_human).order_by(Mail.id)
    ).all()
    nameable = _nameable(session) if mails else _Nameable()
    for mail in mails:
        for client_id in sorted(_by_addresses(mail, nameable) | _by_names(mail, nameable)):
            yield mail.id, client_id


def _nameable(session: Session) -> _Nameable:
    found = _Nameable()
    rows = session.execute(
        select(
            Project.client_id, Project.code, Project.name, Contact.name, ContactAddress.addr_spec
        )
        .outerjoin(Participant, Participant.project_id == Project.id)
        .outerjoin(Contact, Contact.id == Participant.contact_id)
        .outerjoin(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(Project.closed_at.is_(None))
    )
    for client_id, code, project, person, address in rows:
        found.projects.add(project, client_id)
        found.codes.add(code, client_id)
        if len(code) >= _SHORTEST_CODE:
            found.long_codes.add(code, client_id)
        # A name of one word may be anybody's.
        if person and " " in person:
            found.people.add(person, client_id)
        if address:
            found.addresses[address].add(client_id)
            if domain := domain_of(address):
                found.domains[domain].add(client_id)
    return found


def _by_addresses(mail: Mail, nameable: _Nameable) -> set[int]:
    """Whom it forwards, who got it too, and whose company its other side belongs to."""
    original = original_sender(mail)
    addresses = [*mail.recipients, *([original.address] if original else [])]
    strangers = mail.recipients if mail.direction is Direction.OUT else [mail.from_address]
    clients = [nameable.addresses.get(address, set()) for address in addresses]
    clients += [nameable.domains.get(domain_of(address), set()) for address in strangers]
    return set().union(*clients)


def _by_names(mail: Mail, nameable: _Nameable) -> set[int]:
    return (
        nameable.people.clients_in(mail.text)
        | nameable.projects.clients_in(mail.subject)
        | nameable.projects.clients_in(mail.new_text)
        | nameable.codes.clients_in(mail.subject)
        | nameable.long_codes.clients_in(mail.new_text)
    )
