"""Clients, contacts, projects and our own people of a sample, each with its record entry."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.demo.settings import OPERATOR
from orchestrator.models import (
    Client,
    Contact,
    ContactAddress,
    Delivery,
    Influence,
    Membership,
    Participant,
    ParticipantRole,
    Project,
    Role,
    User,
)
from orchestrator.record.append import Action, record


def add_user(
    session: Session, name: str, email: str, role: Role, *, password_hash: str, now: datetime
) -> User:
    user = User(name=name, email=email, role=role, password_hash=password_hash, created_at=now)
    session.add(user)
    session.flush()
    record(
        session,
        Action.USER_CHANGE,
        f"user:{user.id}",
        actor=OPERATOR,
        now=now,
        details={"name": name, "email": email},
        role=role.value,
    )
    return user


def add_client(session: Session, name: str, *, now: datetime) -> Client:
    client = Client(name=name, created_at=now)
    session.add(client)
    session.flush()
    _record_change(session, client, now=now, name=name)
    return client


def add_contact(
    session: Session, client: Client, name: str, address: str, *, zone: str, now: datetime
) -> Contact:
    contact = Contact(client=client, name=name, timezone=zone, created_at=now)
    contact.addresses = [ContactAddress(addr_spec=address)]
    session.add(contact)
    session.flush()
    _record_change(session, client, now=now, contact=name, address=address)
    return contact


def add_project(
    session: Session,
    name: str,
    *,
    slug: str,
    code: str,
    pm: User,
    sponsor: Contact,
    informed: Iterable[Contact] = (),
    members: Iterable[User] = (),
    delivery: Delivery = Delivery.GOOD,
    note: str = "",
    now: datetime,
) -> Project:
    """Add it with its participants; the PM and the members see it."""
    project = Project(
        client=sponsor.client,
        pm=pm,
        name=name,
        slug=slug,
        code=code,
        delivery=delivery,
        delivery_note=note,
        created_at=now,
    )
    session.add(project)
    session.flush()
    session.add_all(Membership(user_id=user.id, project_id=project.id) for user in (pm, *members))
    _add_participant(session, project, sponsor, ParticipantRole.SPONSOR)
    for contact in informed:
        _add_participant(session, project, contact, ParticipantRole.INFORMED)
    session.flush()
    record(
        session,
        Action.PROJECT_CHANGE,
        f"project:{project.id}",
        actor=OPERATOR,
        now=now,
        project_id=project.id,
        details={"name": name},
        pm=pm.id,
    )
    return project


def _add_participant(
    session: Session, project: Project, contact: Contact, role: ParticipantRole
) -> None:
    is_sponsor = role is ParticipantRole.SPONSOR
    session.add(
        Participant(
            project_id=project.id,
            contact_id=contact.id,
            role=role,
            influence=Influence.HIGH if is_sponsor else Influence.MEDIUM,
            can_approve=is_sponsor,
        )
    )


def _record_change(session: Session, client: Client, *, now: datetime, **details: str) -> None:
    record(
        session,
        Action.CLIENT_CHANGE,
        f"client:{client.id}",
        actor=OPERATOR,
        now=now,
        details=details,
    )
