"""Whose words or work a source is: nothing of one client may stand in an update to another."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.models import (
    ApiToken,
    Ask,
    ChangeRequest,
    Client,
    Contact,
    Expectation,
    Fact,
    Hook,
    Mail,
    Measurement,
    Project,
    Promise,
    Question,
    TeamMail,
    ValueGoal,
)

Said = Expectation | ChangeRequest | Question | Promise
SAID: tuple[type[Said], ...] = (Expectation, ChangeRequest, Question, Promise)


def owner_of(session: Session, source: str) -> int | None:
    """The client whose words or work a source is; None for our own people."""
    kind, _, number = source.partition(":")
    find = _OWNERS.get(kind)
    return find(session, int(number)) if find and number.isdigit() else None


def _via_project(session: Session, project_id: int | None) -> int | None:
    project = session.get(Project, project_id) if project_id else None
    return project.client_id if project else None


def _mail_owner(session: Session, mail_id: int) -> int | None:
    mail = session.get(Mail, mail_id)
    contact = session.get(Contact, mail.contact_id) if mail and mail.contact_id else None
    if contact is not None:
        return contact.client_id
    team = session.get(TeamMail, mail_id)
    if team is not None and team.user_id is not None:
        return _via_project(session, team.project_id)
    return _via_project(session, mail.project_id if mail else None)


def _fact_owner(session: Session, fact_id: int) -> int | None:
    fact = session.get(Fact, fact_id)
    return _via_project(session, fact.project_id) if fact else None


def _ask_owner(session: Session, ask_id: int) -> int | None:
    ask = session.get(Ask, ask_id)
    return _via_project(session, ask.project_id) if ask else None


def _hook_owner(session: Session, hook_id: int) -> int | None:
    hook = session.get(Hook, hook_id)
    return _via_project(session, hook.project_id) if hook else None


def _token_owner(session: Session, token_id: int) -> int | None:
    """None for one that is for all projects of somebody of ours."""
    token = session.get(ApiToken, token_id)
    return _via_project(session, token.project_id) if token else None


def _row_owner(table: type[Said]) -> Callable[[Session, int], int | None]:
    project_of = select(table.project_id)

    def owner(session: Session, row_id: int) -> int | None:
        return _via_project(session, session.scalar(project_of.where(table.id == row_id)))

    return owner


def _client_owner(session: Session, client_id: int) -> int | None:
    return client_id if session.get(Client, client_id) else None


def _goal_owner(session: Session, goal_id: int) -> int | None:
    goal = session.get(ValueGoal, goal_id)
    return _via_project(session, goal.project_id) if goal else None


def _measurement_owner(session: Session, measurement_id: int) -> int | None:
    measurement = session.get(Measurement, measurement_id)
    return _goal_owner(session, measurement.goal_id) if measurement else None


_OWNERS: dict[str, Callable[[Session, int], int | None]] = {
    "mail": _mail_owner,
    "fact": _fact_owner,
    "ask": _ask_owner,
    "project": _via_project,
    "client": _client_owner,
    "hook": _hook_owner,
    "token": _token_owner,
    "value_goal": _goal_owner,
    "measurement": _measurement_owner,
    **{table.__tablename__: _row_owner(table) for table in SAID},
}
