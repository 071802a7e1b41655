"""The standard questions that updates of a project asked, and what became of each."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import Contact, Project, PulseQuestion, PulseTopic

SHOWN = 4

TOPICS: Final = {
    PulseTopic.PROGRESS: "Comfortable with the progress?",
    PulseTopic.EXPECTED: "Going as expected?",
    PulseTopic.ELSE: "Anything else to do?",
    PulseTopic.INFORMATION: "All the information they need?",
}


def pulse_questions(session: Session, project: Project) -> list[tuple[PulseQuestion, str]]:
    """The newest of them, each with who was asked."""
    found = session.execute(
        select(PulseQuestion, Contact.name)
        .join(Contact, Contact.id == PulseQuestion.contact_id)
        .where(PulseQuestion.project_id == project.id)
        .order_by(PulseQuestion.asked_at.desc(), PulseQuestion.id.desc())
        .limit(SHOWN)
    )
    return [(question, name) for question, name in found]
