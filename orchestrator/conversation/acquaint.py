"""A person's word on whose an address is, or who takes part in a project.

People are only ever added, never put in another's place.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.conversation.identity import aliases, newcomers
from orchestrator.conversation.thread import hand_over
from orchestrator.conversation.undecided import decide
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Contact,
    ContactAddress,
    Decision,
    DecisionKind,
    Direction,
    Mail,
    MailState,
    Participant,
    ParticipantRole,
    Project,
    TeamMail,
    Thread,
)
from orchestrator.record.append import Action, Actor, record


def accept_alias(
    session: Session,
    mail_id: int,
    contact_id: int,
    *,
    user_id: int | None,
    actor: Actor,
    now: datetime,
) -> Decision:
    """The address of this mail is a contact's too, from now on.  The caller commits.

    Her undecided mails are routed anew (`converse`).  It proves nothing: what takes proof
    still waits for it.

    Raises:
        UsageError: there is no such mail or contact.
        Refused: the address is somebody's, or its mail is filed with another client.
    """
    mail, contact = session.get(Mail, mail_id), session.get(Contact, contact_id)
    if mail is None or contact is None or not mail.from_address:
        raise UsageError("there is no such mail or contact")
    found = [each.reason for each in aliases(session, mail) if each.contact_id == contact_id]
    decision = decide(
        session,
        DecisionKind.ALIAS,
        f"mail:{mail.id}",
        f"contact:{contact.id}",
        accepted=True,
        reason="".join(found),
        details={"address": mail.from_address},
        user_id=user_id,
        now=now,
    )
    give_address(session, mail.from_address, contact, source=f"decision:{decision.id}")
    _note(session, decision, actor=actor, now=now, details={"address": mail.from_address})
    return decision


def accept_newcomer(
    session: Session,
    mail_id: int,
    project_id: int,
    *,
    user_id: int | None,
    actor: Actor,
    now: datetime,
) -> Decision:
    """The writer of a mail takes part in a project, as one who is informed.  The caller commits.

    A stranger becomes a contact of the project's client; her mails are routed anew.

    Raises:
        UsageError: there is no such mail, or it was not proposed.
    """
    mail, project = session.get(Mail, mail_id), session.get(Project, project_id)
    if mail is None or project is None:
        raise UsageError("there is no such mail or project")
    found = next((f for f in newcomers(session, mail) if f.project_id == project_id), None)
    if found is None:
        raise UsageError("nothing speaks for it that she takes part in this project")
    decision = decide(
        session,
        DecisionKind.PERSON,
        f"mail:{mail.id}",
        f"project:{project.id}",
        accepted=True,
        reason=found.reason,
        user_id=user_id,
        now=now,
    )
    source = f"decision:{decision.id}"
    contact_id = found.contact_id or _new_contact(session, mail, project, found.name, source, now)
    decision.details = {
        "contact": contact_id,
        "address": "" if found.contact_id else mail.from_address,
    }
    session.add(
        Participant(
            project_id=project.id,
            contact_id=contact_id,
            role=ParticipantRole.INFORMED,
            can_approve=False,
        )
    )
    session.flush()
    route_anew(session, Mail.contact_id == contact_id)
    _note(session, decision, actor=actor, now=now, project_id=project.id, contact=contact_id)
    return decision


def accept_sender(
    session: Session,
    mail_id: int,
    contact_id: int,
    *,
    reason: str,
    user_id: int | None,
    actor: Actor,
    now: datetime,
) -> Decision:
    """A forwarded conversation is a contact's: answers go to her.  The caller commits.

    The forwarder's own words stay the forwarder's.

    Raises:
        UsageError: there is no such mail or contact.
        Refused: the conversation is filed with another client.
    """
    mail, contact = session.get(Mail, mail_id), session.get(Contact, contact_id)
    if mail is None or contact is None or mail.thread_id is None:
        raise UsageError("there is no such mail or contact")
    thread = session.get_one(Thread, mail.thread_id)
    if thread.project is not None and thread.project.client_id != contact.client_id:
        raise Refused(f"this conversation is filed with {thread.project.client.name}")
    if thread.project is None and mail.contact_id is None:
        hand_over(session, thread, client_id=contact.client_id, project_id=None)
    decision = decide(
        session,
        DecisionKind.SENDER,
        f"mail:{mail_id}",
        f"contact:{contact_id}",
        accepted=True,
        reason=reason,
        user_id=user_id,
        now=now,
    )
    _note(session, decision, actor=actor, now=now)
    return decision


def give_address(session: Session, address: str, contact: Contact, *, source: str) -> None:
    """From now on it is hers, with the mails that came from there.  Raises Refused."""
    holder = session.scalar(
        select(Contact.name)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(ContactAddress.addr_spec == address)
    )
    if holder is not None:
        raise Refused(f"{address} is {holder}'s address")
    elsewhere = session.scalar(
        select(Project.name)
        .join(Mail, Mail.project_id == Project.id)
        .where(Mail.from_address == address, Project.client_id != contact.client_id)
        .limit(1)
    )
    if elsewhere is not None:
        raise Refused(f"mail of this address is filed under {elsewhere}, of another client")
    session.add(ContactAddress(contact_id=contact.id, addr_spec=address, source=source))
    session.flush()
    session.expire(contact, ["addresses"])
    hers = Mail.from_address == address
    _hand_over_threads(session, address, contact.client_id)
    session.execute(
        update(Mail)
        .where(hers, Mail.direction == Direction.IN, Mail.contact_id.is_(None))
        .where(Mail.id.not_in(select(TeamMail.mail_id).where(TeamMail.user_id.is_not(None))))
        .values(contact_id=contact.id)
    )
    route_anew(session, hers)


def _hand_over_threads(session: Session, address: str, client_id: int) -> None:
    """Her undecided conversations are the client's, joined with what they answer."""
    threads = session.scalars(
        select(Mail.thread_id)
        .join(Thread, Thread.id == Mail.thread_id)
        .where(Mail.from_address == address, Thread.project_id.is_(None))
        .distinct()
    ).all()
    for thread_id in threads:
        thread = session.get(Thread, thread_id)
        if thread is not None:
            hand_over(session, thread, client_id=client_id, project_id=None)


def route_anew(session: Session, hers: Any) -> None:
    """Mails of hers that have no project are threaded and filed as if they came now."""
    session.execute(
        update(Mail)
        .where(
            hers,
            Mail.direction == Direction.IN,
            Mail.project_id.is_(None),
            Mail.thread_id.is_not(None),
            Mail.state.in_((MailState.THREADED, MailState.READ, MailState.APPLIED)),
        )
        .values(state=MailState.PARSED, attempts=0)
    )


def _new_contact(
    session: Session, mail: Mail, project: Project, name: str, source: str, now: datetime
) -> int:
    """With the zone of somebody at the client: most people sit where their colleagues do."""
    like = session.scalars(
        select(Contact).where(Contact.client_id == project.client_id).order_by(Contact.id)
    ).first()
    assert like is not None, "she was proposed for a colleague's sake"
    contact = Contact(
        client_id=project.client_id,
        name=name,
        language=mail.language or like.language,
        timezone=like.timezone,
        created_at=now,
    )
    session.add(contact)
    session.flush()
    give_address(session, mail.from_address, contact, source=source)
    return contact.id


def _note(
    session: Session,
    decision: Decision,
    *,
    actor: Actor,
    now: datetime,
    project_id: int | None = None,
    details: dict[str, str] | None = None,
    **extra: Any,
) -> None:
    record(
        session,
        Action.DECIDE,
        decision.subject,
        actor=actor,
        now=now,
        project_id=project_id,
        details={**(details or {}), "reason": decision.reason},
        proposal=decision.kind.value,
        target=decision.target,
        accepted=True,
        **extra,
    )
