"""The open projects of a user in one table, least happy first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased, defer, joinedload

from orchestrator.engagement.silence import Silence
from orchestrator.models import (
    Ask,
    AskState,
    Contact,
    Delivery,
    Digest,
    DigestState,
    Mail,
    Mood,
    Participant,
    Project,
    ProjectStatus,
    Pulse,
    Sentiment,
)
from orchestrator.web.access import is_visible
from orchestrator.web.feeling import Felt, feeling
from orchestrator.web.parts import now
from orchestrator.web.past_moods import Past, past_of_projects
from orchestrator.web.quiet import quiet_people
from orchestrator.web.views import unanswered, with_feeling

_UNHAPPIEST = (Mood.UNHAPPY, Mood.SO_SO, Mood.SILENT, Mood.GOOD, Mood.GREAT)
_WORST = (Delivery.BAD, Delivery.WATCH, Delivery.GOOD)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who has to do something next: ``Us``, a contact's name, or nobody."""

    on: str
    since: datetime | None = None
    due_on: date | None = None


@dataclass(slots=True)
class ProjectRow:
    """``next_contact``: what goes out next, or when the next update is due."""

    project: Project
    status: ProjectStatus | None
    past: Past = field(default_factory=Past)
    waiting: Waiting = field(default_factory=lambda: Waiting("Nobody"))
    next_contact: tuple[datetime, str] | None = None
    quiet: list[Silence] = field(default_factory=list)

    @property
    def mood(self) -> Mood:
        return self.status.mood if self.status else Mood.SILENT

    @property
    def standing(self) -> Delivery:
        """The status, or how the work stands while no status was made yet."""
        return self.status.status if self.status else self.project.delivery


def project_rows(session: Session) -> list[ProjectRow]:
    """What she works on: least happy first, then by delivery, then by the next contact."""
    rows = {row.project.id: row for row in _projects(session)}
    for project_id, past in past_of_projects(session).items():
        if project_id in rows:
            rows[project_id].past = past
    for project_id, quiet in quiet_people(session, list(rows)).items():
        rows[project_id].quiet = quiet
    for project_id, waiting in (_asked(session) | _unanswered(session)).items():
        if project_id in rows:
            rows[project_id].waiting = waiting
    for project_id, planned in _drafted(session).items():
        if project_id in rows:
            rows[project_id].next_contact = planned
    return sorted(rows.values(), key=_unhappiness)


@dataclass(frozen=True, slots=True)
class Reason:
    """The mail in which the reason of a status was said, and how that is felt."""

    mail: Mail
    sentiment: Sentiment | None
    score: int | None

    @property
    def felt(self) -> Felt:
        return feeling(self.sentiment, self.score)


def reasons(session: Session, statuses: Iterable[ProjectStatus | None]) -> dict[str, Reason]:
    """By the source of a status, ``mail:402``; others have none.  At most one statement."""
    sources = {status.source for status in statuses if status}
    ids = [int(source[5:]) for source in sources if source.startswith("mail:")]
    if not ids:
        return {}
    columns = select().add_columns(Mail, Sentiment, Pulse.score)
    found = session.execute(
        with_feeling(columns.select_from(Mail))
        .where(Mail.id.in_(ids), is_visible(Mail.project_id))
        .options(defer(Mail.text), defer(Mail.new_text))
    )
    return {f"mail:{mail.id}": Reason(mail, felt, score) for mail, felt, score in found}


def newest_status() -> ScalarSelect[int | None]:
    """The id of a project's current status, correlated to `Project`."""
    newer = aliased(ProjectStatus)
    return select(func.max(newer.id)).where(newer.project_id == Project.id).scalar_subquery()


def _projects(session: Session) -> list[ProjectRow]:
    due = (
        select(func.min(Participant.next_due_at))
        .where(Participant.project_id == Project.id, Participant.next_due_at > now())
        .scalar_subquery()
    )
    found = session.execute(
        select(Project, ProjectStatus, due)
        .outerjoin(ProjectStatus, ProjectStatus.id == newest_status())
        .where(is_visible(Project.id), Project.closed_at.is_(None))
        .options(joinedload(Project.client))
    )
    return [
        ProjectRow(project, status, next_contact=(at, "Update due") if at else None)
        for project, status, at in found
    ]


def _asked(session: Session) -> dict[int, Waiting]:
    """Projects where a client owes an answer; the one due first."""
    found = session.execute(
        select(Ask.project_id, Contact.name, Ask.asked_at, Ask.due_on)
        .join(Contact, Contact.id == Ask.contact_id)
        .where(
            is_visible(Ask.project_id),
            Ask.asked_at.is_not(None),
            Ask.state.in_((AskState.OPEN, AskState.ROLLED)),
        )
        .order_by(Ask.due_on.desc())
    )
    return {id_: Waiting(name, asked_at, due_on) for id_, name, asked_at, due_on in found}


def _unanswered(session: Session) -> dict[int, Waiting]:
    return {id_: Waiting("Us", oldest) for id_, oldest in unanswered(session).items()}


def _drafted(session: Session) -> dict[int, tuple[datetime, str]]:
    words = {
        DigestState.DRAFTED: "To approve",
        DigestState.HELD: "Held",
        DigestState.APPROVED: "Scheduled",
    }
    found = session.execute(
        select(Digest.project_id, Digest.send_at, Digest.state)
        .where(is_visible(Digest.project_id), Digest.state.in_(words))
        .order_by(Digest.send_at.desc())
    )
    return {project_id: (send_at, words[state]) for project_id, send_at, state in found}


def _unhappiness(row: ProjectRow) -> tuple[int, int, float, str]:
    at = row.next_contact[0].timestamp() if row.next_contact else float("inf")
    return _UNHAPPIEST.index(row.mood), _WORST.index(row.standing), at, row.project.name
