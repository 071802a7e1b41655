"""Rows with sensible values; a test names only what it is about.

Each function adds and flushes, so the row has its id; the caller commits.  The cast:
Dana Whitfield of Harbor & Lane is the client, Maya Okafor her project manager.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.keys import seal
from orchestrator.models import (
    Approval,
    Ask,
    AskKind,
    Client,
    Contact,
    ContactAddress,
    Digest,
    DigestState,
    Direction,
    Fact,
    FactKind,
    Mail,
    Mailbox,
    MailState,
    Membership,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Participant,
    ParticipantRole,
    Project,
    Question,
    QuestionState,
    Role,
    Thread,
    User,
)
from orchestrator.models.content import keep

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ZONE = "Europe/London"
PASSWORD = "correct horse battery"

_number = count(1)
# The cheapest parameters argon2 takes: tests sign in often, and prove nothing about its cost.
_hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_PASSWORD_HASH = _hasher.hash(PASSWORD)


def make_user(session: Session, **values: Any) -> User:
    """One of our people; signs in with `PASSWORD`."""
    number = next(_number)
    user = User(
        **{
            "email": f"maya{number}@northwind.example",
            "name": "Maya Okafor",
            "role": Role.PM,
            "password_hash": _PASSWORD_HASH,
            "created_at": MONDAY,
        }
        | values
    )
    session.add(user)
    session.flush()
    return user


def make_client(session: Session, **values: Any) -> Client:
    client = Client(**{"name": f"Harbor & Lane {next(_number)}", "created_at": MONDAY} | values)
    session.add(client)
    session.flush()
    return client


def make_contact(
    session: Session, client: Client | None = None, *, address: str = "", **values: Any
) -> Contact:
    client = client or make_client(session)
    contact = Contact(
        **{
            "client_id": client.id,
            "name": "Dana Whitfield",
            "timezone": ZONE,
            "created_at": MONDAY,
        }
        | values
    )
    contact.addresses = [
        ContactAddress(addr_spec=address or f"dana{next(_number)}@harborlane.example")
    ]
    session.add(contact)
    session.flush()
    return contact


def make_project(
    session: Session,
    *contacts: Contact,
    pm: User | None = None,
    can_approve: bool = True,
    **values: Any,
) -> Project:
    """A project of the first contact's client, with the contacts in it and a PM who sees it."""
    number = next(_number)
    everyone: Sequence[Contact] = contacts or (make_contact(session),)
    pm = pm or make_user(session)
    project = Project(
        **{
            "client_id": everyone[0].client_id,
            "pm_id": pm.id,
            "name": "Booking site relaunch",
            "slug": f"booking-{number}",
            "code": f"HL{number}",
            "created_at": MONDAY - timedelta(days=60),
        }
        | values
    )
    session.add(project)
    session.flush()
    session.add(Membership(user_id=pm.id, project_id=project.id))
    for contact in everyone:
        session.add(
            Participant(
                project_id=project.id,
                contact_id=contact.id,
                role=ParticipantRole.SPONSOR,
                can_approve=can_approve,
            )
        )
    session.flush()
    return project


def make_fact(session: Session, project: Project, **values: Any) -> Fact:
    known_at = values.get("known_at", MONDAY - timedelta(days=1))
    fact = Fact(
        **{
            "project_id": project.id,
            "kind": FactKind.DONE,
            "text": "Room calendar works on phones.",
            "known_at": known_at,
            "created_at": known_at,
            "source": f"user:{project.pm_id}",
        }
        | values
    )
    session.add(fact)
    session.flush()
    return fact


def make_question(session: Session, project: Project, **values: Any) -> Question:
    question = Question(
        **{
            "project_id": project.id,
            "text": "When can we test it?",
            "state": QuestionState.OPEN,
            "source": f"user:{project.pm_id}",
            "said_at": MONDAY,
            "noted_at": MONDAY,
        }
        | values
    )
    session.add(question)
    session.flush()
    return question


def make_ask(session: Session, project: Project, contact: Contact, **values: Any) -> Ask:
    ask = Ask(
        **{
            "project_id": project.id,
            "contact_id": contact.id,
            "kind": AskKind.YESNO,
            "text": "Add gift vouchers?",
            "due_on": date(2026, 12, 4),
            "on_silence": "we leave it out.",
            "source": f"user:{project.pm_id}",
            "created_at": MONDAY,
        }
        | values
    )
    session.add(ask)
    session.flush()
    return ask


def make_digest(session: Session, project: Project, contact: Contact, **values: Any) -> Digest:
    """A drafted digest with rendered words but no blocks; `digest.draft` makes real ones."""
    number = next(_number)
    digest = Digest(
        **{
            "contact_id": contact.id,
            "project_id": project.id,
            "channel": "email",
            "slot_key": f"{project.slug}:{number}",
            "number": number,
            "period_start": MONDAY - timedelta(days=7),
            "period_end": MONDAY,
            "send_at": MONDAY + timedelta(hours=7),
            "state": DigestState.DRAFTED,
            "subject": "Booking site: nothing needed this week",
            "preview": "The room calendar works on phones.",
            "text": "The room calendar works on phones.\n",
            "html": "<!doctype html><title>x</title><p>The room calendar works on phones.</p>",
            "drafted_at": MONDAY,
        }
        | values
    )
    session.add(digest)
    session.flush()
    return digest


def approve_bytes(session: Session, digest: Digest) -> OutboxEntry:
    """Approve a digest as it is: it waits in the outbox for its time."""
    digest.state = DigestState.APPROVED
    approval = Approval(
        digest_id=digest.id,
        user_id=digest.project.pm_id,
        sha256="0" * 64,
        watermark=0,
        approved_at=MONDAY,
    )
    session.add(approval)
    session.flush()
    entry = OutboxEntry(
        kind=OutboxKind.DIGEST,
        cause=f"digest:{digest.id}",
        channel="email",
        recipient=digest.contact.address,
        contact_id=digest.contact_id,
        project_id=digest.project_id,
        digest_id=digest.id,
        approval_id=approval.id,
        message_id=f"<d{digest.id}@northwind.example>",
        content=b"x",
        sha256="0" * 64,
        state=OutboxState.PENDING,
        promised_at=digest.send_at,
        due_at=digest.send_at,
        created_at=MONDAY,
    )
    session.add(entry)
    session.flush()
    return entry


def make_mailbox(session: Session, settings: Settings, *, user: str, port: int) -> Mailbox:
    """An account on the tests' Dovecot, where everyone's password is ``secret``."""
    mailbox = Mailbox(
        name=user,
        host="127.0.0.1",
        port=port,
        security="none",
        username=user,
        sealed_password=seal(settings.keys, "secret"),
    )
    session.add(mailbox)
    session.flush()
    return mailbox


def make_mail(session: Session, contact: Contact | None = None, **values: Any) -> Mail:
    """A parsed inbound mail, in a thread of its own unless ``thread_id`` is given."""
    number = next(_number)
    content = values.pop("content", b"")
    words = values.get("new_text", "The calendar looks lovely.")
    content = content or f"From: dana@harborlane.example\n\n{words} {number}\n".encode()
    received_at = values.get("received_at", MONDAY)
    if "thread_id" not in values:
        thread = Thread(
            subject=values.get("subject", "Photos"),
            project_id=values.get("project_id"),
            created_at=received_at,
            last_mail_at=received_at,
        )
        session.add(thread)
        session.flush()
        values["thread_id"] = thread.id
    mail = Mail(
        **{
            "sha256": keep(session, content, now=MONDAY),
            "content_hash": f"{number:064d}",
            "direction": Direction.IN,
            "state": MailState.APPLIED,
            "received_at": received_at,
            "message_id": f"<{number}@harborlane.example>",
            "from_address": contact.address if contact else "stranger@elsewhere.example",
            "from_name": contact.name if contact else "Sam Stranger",
            "subject": "Photos",
            "text": words,
            "new_text": words,
            "contact_id": contact.id if contact else None,
        }
        | values
    )
    session.add(mail)
    session.flush()
    return mail
