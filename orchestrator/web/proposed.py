"""What is proposed beside a conversation: where it belongs, and whose its mails are.

Proposals of filing and identity are made by `conversation`; nothing here decides.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from orchestrator.conversation.forwarded import Original, original_sender
from orchestrator.conversation.identity import Alias, Newcomer, aliases, newcomers
from orchestrator.conversation.proposals import Proposal, proposals
from orchestrator.digest.withdraw import digests_using
from orchestrator.models import (
    Contact,
    ContactAddress,
    Decision,
    DecisionKind,
    Digest,
    Mail,
    Project,
    Thread,
)
from orchestrator.web.access import Power, is_visible, may
from orchestrator.web.understood import Conversation


@dataclass(frozen=True, slots=True)
class Proposed:
    """``likely`` projects first, ``others`` of the user after them, by id.

    ``writer`` is the contact who first wrote what ``mail`` forwards, ``original`` what says so.
    ``told``: updates with words of the conversation that have left.
    """

    mail: Mail | None = None
    likely: Sequence[Proposal] = ()
    others: Mapping[int, str] = field(default_factory=dict)
    aliases: Sequence[Alias] = ()
    newcomers: Sequence[Newcomer] = ()
    original: Original | None = None
    writer: Contact | None = None
    told: Sequence[Digest] = ()


def proposed(session: Session, thread: Thread, shown: Conversation) -> Proposed:
    """What a person could decide here; nothing for who may not."""
    last = shown.last_from_client
    if not may(Power.DECIDE) or last is None:
        return Proposed()
    mine, mail = _projects(session), last.mail
    clients = {project.client_id for project in mine.values()}
    others = {
        project.id: project.name for project in mine.values() if project.id != thread.project_id
    }
    own = [a for a in aliases(session, mail) if _client_of(session, a.contact_id) in clients]
    original, writer = _first_writer(session, mail, clients)
    if thread.project_id is not None:
        told = digests_using(session, [each.mail.id for each in shown.mails])
        return Proposed(mail, (), others, own, (), original, writer, told)
    likely = [found for found in proposals(session, mail) if found.project_id in mine]
    for found in likely:
        del others[found.project_id]
    # Whose second address it may be is nobody new.
    new = [] if own else [each for each in newcomers(session, mail) if each.project_id in mine]
    return Proposed(mail, likely, others, own, new, original, writer)


def _projects(session: Session) -> dict[int, Project]:
    """Open projects that the user sees, by name."""
    found = session.scalars(
        select(Project)
        .where(is_visible(Project.id), Project.closed_at.is_(None))
        .order_by(Project.name)
    )
    return {project.id: project for project in found}


def _client_of(session: Session, contact_id: int) -> int:
    return session.get_one(Contact, contact_id).client_id


def _first_writer(
    session: Session, mail: Mail, clients: Collection[int]
) -> tuple[Original | None, Contact | None]:
    """Who first wrote what a mail forwards, if she is one of ours and nobody said no or yes."""
    original = original_sender(mail)
    if original is None:
        return None, None
    decided = exists().where(
        Decision.kind == DecisionKind.SENDER,
        Decision.subject == f"mail:{mail.id}",
        Decision.undone_at.is_(None),
    )
    writer = session.scalar(
        select(Contact)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(ContactAddress.addr_spec == original.address.lower())
        .where(Contact.client_id.in_(clients), ~decided)
    )
    return (original, writer) if writer is not None else (None, None)
