"""``orchestrator project accounting`` and ``deputy``: who else answers for disputed invoices."""

from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.cli import naming
from orchestrator.cli.common import Answer, Service, answers, open_service
from orchestrator.errors import UsageError
from orchestrator.models import ContactAddress, Membership, Project, Role
from orchestrator.record.append import Action, record


@click.command("accounting")
@click.argument("slug")
@click.argument("address")
@answers
def set_accounting(slug: str, address: str) -> Answer:
    r"""Send disputed invoices of a project to an address of its own; "" for that of all projects.

    \b
    Examples:
      orchestrator project accounting booking accounts@studio.example
      orchestrator project accounting booking ""
    """
    service = open_service()
    address = naming.addr_spec("ADDRESS", address).lower() if address else ""
    with service.change() as session:
        row = naming.project_named(session, slug)
        theirs = select(ContactAddress.id).where(ContactAddress.addr_spec == address)
        if session.scalar(theirs) is not None:
            raise UsageError(f"{address}: is a client's address")
        if row.accounting == address:
            return Answer(f"{row.name}: it is so already", {"changed": False})
        row.accounting = address
        _record(session, service, row, change="accounting", own=bool(address))
    words = address or "the address of all projects"
    return Answer(f"{row.name}: disputed invoices go to {words}", {"changed": True})


@click.command("deputy")
@click.argument("slug")
@click.argument("email")
@answers
def set_deputy(slug: str, email: str) -> Answer:
    r"""Name who is told beside the PM when a promise to a client is nearly due.

    \b
    Example:
      orchestrator project deputy booking jo@studio.example
    """
    service = open_service()
    with service.change() as session:
        row, user = naming.project_named(session, slug), naming.user_named(session, email)
        if user.role not in (Role.PM, Role.ADMIN) or not user.is_active:
            raise UsageError(f"{email}: must be an active user of role pm or admin")
        if user.id == row.pm_id:
            raise UsageError(f"{email}: is the PM of {row.name}")
        known = select(Membership.id).filter_by(user_id=user.id, project_id=row.id)
        if session.scalar(known) is None:
            session.add(Membership(user_id=user.id, project_id=row.id))
        row.deputy_id = user.id
        _record(session, service, row, change="deputy", user=user.id)
    return Answer(f"{user.name} is told beside {row.pm.name} now", {"changed": True})


def _record(session: Session, service: Service, row: Project, **extra: Any) -> None:
    session.flush()
    record(
        session,
        Action.PROJECT_CHANGE,
        f"project:{row.id}",
        actor=service.actor,
        now=service.now,
        project_id=row.id,
        **extra,
    )
