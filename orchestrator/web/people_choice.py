"""Who of a client takes part in a project, for a choice."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Contact, Participant, Project


def people_of(session: Session, project: Project) -> list[tuple[int, str]]:
    """Id and name, by name."""
    rows = session.execute(
        select(Contact.id, Contact.name)
        .join(Participant, Participant.contact_id == Contact.id)
        .where(Participant.project_id == project.id)
        .order_by(Contact.name, Contact.id)
    )
    return [(contact_id, name) for contact_id, name in rows]
