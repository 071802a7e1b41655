"""What a list can be narrowed by: projects and their people."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from orchestrator.models import Contact, ContactAddress, Mail, Participant, Project, Thread
from orchestrator.web.access import is_visible
from orchestrator.web.threads import Wanted
from orchestrator.web.views import is_in_reach

Choices = tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]
_SHOWN = 60


def choices(session: Session) -> Choices:
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


def known_only(session: Session, wanted: Wanted, offered: Choices) -> tuple[Wanted, list[str]]:
    """``wanted`` without what names no project or sender of hers, and a sentence on each such."""
    projects, people = ({value for value, _ in each} for each in offered)
    unknown = []
    if wanted.project and wanted.project not in projects and not _has_project(session, wanted):
        unknown.append(f"You have no project “{_brief(wanted.project)}”.")
        wanted = replace(wanted, project="")
    if wanted.sender and wanted.sender not in people and not _has_sender(session, wanted):
        unknown.append(f"No mail here is from “{_brief(wanted.sender)}”.")
        wanted = replace(wanted, sender="")
    return wanted, unknown


def _has_project(session: Session, wanted: Wanted) -> bool:
    """Closed ones too: their conversations are still there."""
    found = exists().where(Project.slug == wanted.project, is_visible(Project.id))
    return bool(session.scalar(select(found)))


def _has_sender(session: Session, wanted: Wanted) -> bool:
    wrote = (
        select(Mail.id)
        .join(Thread, Thread.id == Mail.thread_id)
        .where(Mail.from_address == wanted.sender.lower(), is_in_reach())
    )
    return session.scalar(wrote.limit(1)) is not None


def _brief(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda each: each[1].casefold())
