"""Who takes part in a project, as its page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ScalarSelect, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from orchestrator.engagement.goals import Goal, goals_of
from orchestrator.models import (
    Ask,
    AuditEntry,
    Contact,
    Direction,
    Influence,
    Mail,
    Participant,
    ParticipantRole,
    Project,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.record.append import Action
from orchestrator.web.client_words import ROLES
from orchestrator.web.history import Step, steps_of
from orchestrator.web.naming import Named, names_of
from orchestrator.web.record_words import did

INFLUENCES: Final = {
    Influence.HIGH: "High",
    Influence.MEDIUM: "Medium",
    Influence.LOW: "Low",
}
_WEIGHT: Final = {Influence.HIGH: 0, Influence.MEDIUM: 1, Influence.LOW: 2}
_CHANGES: Final = {"joined": "Takes part", "part": "Changed", "left": "Taken out"}


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who takes part; ``heard``: when they last wrote in this project."""

    participant: Participant
    contact: Contact
    heard: datetime | None
    goals: list[Goal]
    steps: Sequence[Step]

    @property
    def shown(self) -> str:
        """What the page shows, for the form that changes it."""
        part = self.participant
        return f"{part.role}/{part.influence}/{int(part.can_approve)}"


@dataclass(frozen=True, slots=True)
class People:
    """``others`` are the client's people who take no part; ``left_open`` what they were asked."""

    rows: list[Row]
    others: list[Contact]
    left_open: list[tuple[Ask, str]]
    left: Mapping[int, Sequence[Step]]
    names: Mapping[str, Named]

    @property
    def choices(self) -> list[tuple[int, str]]:
        return [(row.contact.id, row.contact.name) for row in self.rows]


def people_of(session: Session, project: Project) -> People:
    """Whose word weighs most comes first."""
    everybody = session.execute(
        select(Contact, Participant, heard_in(project.id))
        .outerjoin(
            Participant,
            and_(Participant.contact_id == Contact.id, Participant.project_id == project.id),
        )
        .where(Contact.client_id == project.client_id)
        .order_by(Contact.name, Contact.id)
        .options(joinedload(Contact.kept_wishes), selectinload(Contact.addresses))
    ).all()
    goals = goals_of(session, project.id)
    of_project = [f"contact:{contact.id}" for contact, _, _ in everybody]
    steps = _steps(session, project, of_project)
    rows = [
        Row(
            part,
            contact,
            heard,
            [goal for goal in goals if goal.is_open and goal.row.contact_id == contact.id],
            steps.get(f"contact:{contact.id}", ()),
        )
        for contact, part, heard in everybody
        if part is not None
    ]
    others = [contact for contact, part, _ in everybody if part is None]
    return People(
        sorted(rows, key=lambda row: _WEIGHT[row.participant.influence]),
        others,
        _left_open(session, project),
        {each.id: steps[code] for each in others if (code := f"contact:{each.id}") in steps},
        names_of(session, {step.by for each in steps.values() for step in each}),
    )


def in_words(action: str, fields: Mapping[str, Any], _details: Mapping[str, Any]) -> str:
    """``Changed: approver, influence high, settles money and scope``."""
    if fields.get("change") not in _CHANGES or "role" not in fields:
        return did(action)
    role = ROLES[ParticipantRole(fields["role"])].lower()
    right = ", settles money and scope" if fields["approves"] else ""
    return f"{_CHANGES[fields['change']]}: {role}, influence {fields['influence']}{right}"


def _steps(session: Session, project: Project, objs: Sequence[str]) -> dict[str, list[Step]]:
    mine = (AuditEntry.project_id == project.id, AuditEntry.action == Action.PROJECT_CHANGE)
    return steps_of(session, objs, in_words, *mine)


def heard_in(project_id: int) -> ScalarSelect[datetime]:
    """When a `Contact` last wrote in a project."""
    return (
        select(func.max(Mail.received_at))
        .where(
            Mail.contact_id == Contact.id,
            Mail.project_id == project_id,
            Mail.direction == Direction.IN,
            Mail.kind == "human",
        )
        .correlate(Contact)
        .scalar_subquery()
    )


def _left_open(session: Session, project: Project) -> list[tuple[Ask, str]]:
    """Questions to people who take no part any more: nobody is asked them."""
    taking_part = select(Participant.contact_id).where(Participant.project_id == project.id)
    rows = session.execute(
        select(Ask, Contact.name)
        .join(Contact, Contact.id == Ask.contact_id)
        .where(
            Ask.project_id == project.id,
            Ask.state.in_(OPEN_STATES),
            Ask.contact_id.not_in(taking_part),
        )
        .order_by(Ask.due_on, Ask.id)
    )
    return [(ask, name) for ask, name in rows]
