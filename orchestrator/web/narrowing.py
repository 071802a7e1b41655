"""What a list can be narrowed by: projects and their people."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Contact, ContactAddress, Participant, Project
from orchestrator.web.access import is_visible


def choices(session: Session) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
    """Open projects (slug, name) and their people (address, name) to narrow the list by."""
    found = session.execute(
        select(Project.slug, Project.name, Contact.name, ContactAddress.addr_spec)
        .join(Participant, Participant.project_id == Project.id)
        .join(Contact, Contact.id == Participant.contact_id)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(is_visible(Project.id), Project.closed_at.is_(None))
        .order_by(ContactAddress.id)
    ).all()
    projects = {slug: name for slug, name, _, _ in found}
    people = {address: person for _, _, person, address in found}
    return _by_name(projects), _by_name(people)


def _by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda each: each[1].casefold())
