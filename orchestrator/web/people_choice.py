"""Who of a client takes part in a project, for a choice."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Contact, Participant, Project


class Taker(NamedTuple):
    """Somebody who takes part."""

    contact_id: int
    name: str
    timezone: str


def takers_of(session: Session, project: Project) -> list[Taker]:
    """By name."""
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.timezone)
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == project.id)
        .order_by(Contact.name, Contact.id)
    )
    return [Taker(*row) for row in rows]


def people_of(session: Session, project: Project) -> list[tuple[int, str]]:
    """Id and name, by name."""
    return [(each.contact_id, each.name) for each in takers_of(session, project)]


def zones_of(takers: Sequence[Taker], ours: str) -> list[str]:
    """Their time zones, ours first."""
    return [ours, *sorted({each.timezone for each in takers} - {ours})]
