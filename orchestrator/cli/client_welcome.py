"""``orchestrator client welcome``: say how much will come, and promise it."""

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, Service, answers, open_service
from orchestrator.digest.cadence import next_slot
from orchestrator.digest.render import rhythm_of
from orchestrator.dispatch.welcome import queue_welcome
from orchestrator.errors import Refused
from orchestrator.models import Contact, OutboxEntry, Participant, Project


@click.command("welcome")
@click.argument("address")
@click.option("--dry-run", is_flag=True, help="Check all, change nothing.")
@answers
def welcome(address: str, dry_run: bool) -> Answer:
    r"""Send the welcome mail, which promises at most so many messages a week or month.

    It follows from the contact's rhythm and number of projects, and is kept: what would
    exceed it is refused.  Nobody is welcomed twice.

    \b
    Example:
      orchestrator client welcome dana@harbor.example
    """
    service = open_service()
    with service.change(dry_run=dry_run) as session:
        contact = naming.contact_named(session, address)
        entry = send_welcome(session, service, contact, _project(session, contact))
        data = {"outbox": entry.id, "sends_at": entry.due_at, "recipient": entry.recipient}
    if not dry_run:
        service.ring("send_due")
    words = "Would leave" if dry_run else "Leaves"
    return Answer(f"{words} {data['sends_at']:%Y-%m-%d %H:%M} UTC to {data['recipient']}", data)


def send_welcome(
    session: Session, service: Service, contact: Contact, project: Project
) -> OutboxEntry:
    """Queue it with what the service has.  Raises Refused."""
    return queue_welcome(
        session,
        contact,
        project,
        first_at=next_slot(rhythm_of(contact), after=service.now).at,
        settings=service.settings,
        key=service.key,
        actor=service.actor,
        now=service.now,
    )


def _project(session: Session, contact: Contact) -> Project:
    project = session.scalar(
        select(Project)
        .join(Participant, Participant.project_id == Project.id)
        .where(Participant.contact_id == contact.id, Project.closed_at.is_(None))
        .order_by(Project.id)
        .limit(1)
    )
    if project is None:
        raise Refused(f"{contact.name} takes part in no open project")
    return project
