"""Who of a client takes part in a project, as what, with how much influence and which right."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.acquaint import give_address, route_anew
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Client,
    Contact,
    ContactAddress,
    Influence,
    Mail,
    Participant,
    ParticipantRole,
    Project,
)
from orchestrator.record.append import Action, Actor, record


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is to a project.  ``can_approve``: their yes settles money and scope."""

    role: ParticipantRole
    influence: Influence = Influence.MEDIUM
    can_approve: bool = False


def add_person(
    session: Session,
    client: Client,
    *,
    name: str,
    address: str,
    timezone: str,
    language: str,
    actor: Actor,
    now: datetime,
) -> Contact:
    """A new person of a client; what they wrote before is theirs.  The caller commits.

    ``address`` is lower case, and one that mail can be sent to.

    Raises:
        UsageError: the address is somebody's.
        Refused: mail of this address is filed with another client.
    """
    known = session.scalar(select(ContactAddress).where(ContactAddress.addr_spec == address))
    if known is not None:
        raise UsageError(f"{address}: belongs to {known.contact.name} already")
    person = Contact(
        client_id=client.id, name=name, language=language, timezone=timezone, created_at=now
    )
    session.add(person)
    session.flush()
    give_address(session, address, person, source="")
    record(
        session,
        Action.CLIENT_CHANGE,
        f"contact:{person.id}",
        actor=actor,
        now=now,
        details={"name": name, "address": address},
        change="added",
    )
    return person


def take_part(
    session: Session, project: Project, contact: Contact, part: Part, *, actor: Actor, now: datetime
) -> Participant:
    """Let somebody take part; their undecided mails are filed anew.  The caller commits.

    Raises:
        UsageError: they belong to another client, or take part already.
    """
    if contact.client_id != project.client_id:
        raise UsageError(f"contact_id: {contact.name} belongs to another client")
    mine = select(Participant.id).filter_by(project_id=project.id, contact_id=contact.id)
    if session.scalar(mine) is not None:
        raise UsageError(f"contact_id: {contact.name} takes part already")
    participant = Participant(
        project_id=project.id,
        contact_id=contact.id,
        role=part.role,
        influence=part.influence,
        can_approve=part.can_approve,
    )
    session.add(participant)
    session.flush()
    route_anew(session, Mail.contact_id == contact.id)
    _record(session, project.id, contact.id, "joined", part, actor=actor, now=now)
    return participant


def change_part(
    session: Session,
    project: Project,
    contact_id: int,
    *,
    was: Part,
    part: Part,
    actor: Actor,
    now: datetime,
) -> None:
    """Another role, influence or right, if it is still what ``was`` seen.  The caller commits.

    Raises:
        Refused: somebody changed it in the meantime, or they take part no more.
    """
    changed = session.scalar(
        update(Participant)
        .where(
            Participant.project_id == project.id,
            Participant.contact_id == contact_id,
            Participant.role == was.role,
            Participant.influence == was.influence,
            Participant.can_approve == was.can_approve,
        )
        .values(role=part.role, influence=part.influence, can_approve=part.can_approve)
        .returning(Participant.id)
    )
    if changed is None:
        raise Refused("somebody has changed this in the meantime")
    _record(session, project.id, contact_id, "part", part, actor=actor, now=now)


def leave(
    session: Session, project: Project, contact_id: int, *, actor: Actor, now: datetime
) -> Part:
    """Somebody takes part no more; return what they were.  The caller commits.

    Raises:
        Refused: they do not take part.
    """
    gone = session.execute(
        delete(Participant)
        .where(Participant.project_id == project.id, Participant.contact_id == contact_id)
        .returning(Participant.role, Participant.influence, Participant.can_approve)
    ).one_or_none()
    if gone is None:
        raise Refused("they take part no more already")
    part = Part(*gone)
    _record(session, project.id, contact_id, "left", part, actor=actor, now=now)
    return part


def _record(
    session: Session,
    project_id: int,
    contact_id: int,
    change: str,
    part: Part,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    record(
        session,
        Action.PROJECT_CHANGE,
        f"contact:{contact_id}",
        actor=actor,
        now=now,
        project_id=project_id,
        change=change,
        role=part.role.value,
        influence=part.influence.value,
        approves=part.can_approve,
    )
