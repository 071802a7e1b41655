"""How a project stands, whose it is, and what is asked or decided about that."""

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, defer, joinedload

from orchestrator.models import (
    Clearing,
    Client,
    Mail,
    Project,
    ProjectStatus,
    Pulse,
    Sentiment,
    User,
)
from orchestrator.web.access import is_visible
from orchestrator.web.clearings import newest_clearing
from orchestrator.web.portfolio import Reason, newest_status
from orchestrator.web.project_tabs import Tab, counts, tabs
from orchestrator.web.sources import mail_id_in
from orchestrator.web.views import with_feeling


@dataclass(frozen=True, slots=True)
class Standing:
    """``tabs``: its pages."""

    status: ProjectStatus | None
    client: str
    pm: str
    reason: Reason | None
    clearing: Clearing | None
    tabs: list[Tab]


def standing(session: Session, project: Project, page: str = "overview") -> Standing:
    """All of it in one statement: a page has few.  ``page``: the tab that is shown."""
    columns = select().add_columns(
        ProjectStatus, Client.name, User.name, Mail, Sentiment, Pulse.score, Clearing
    )
    said_in = and_(Mail.id == mail_id_in(ProjectStatus.source), is_visible(Mail.project_id))
    query = (
        columns.select_from(Project)
        .join(Client, Client.id == Project.client_id)
        .join(User, User.id == Project.pm_id)
        .outerjoin(ProjectStatus, ProjectStatus.id == newest_status())
        .outerjoin(Clearing, Clearing.id == newest_clearing())
        .outerjoin(Mail, said_in)
        .where(Project.id == project.id)
        .add_columns(*counts(project.id))
        .options(
            defer(Mail.text),
            defer(Mail.new_text),
            joinedload(Clearing.asker),
            joinedload(Clearing.decider),
        )
    )
    row = session.execute(with_feeling(query)).one()
    status, client, pm, mail, felt, score, clearing = row[:7]
    reason = Reason(mail, felt, score) if mail else None
    return Standing(status, client, pm, reason, clearing, tabs(project, row._mapping, page))
