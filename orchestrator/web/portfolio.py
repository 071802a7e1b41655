"""The open projects of a user in one table, least happy first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Date,
    ScalarSelect,
    Select,
    String,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased, defer, joinedload

from orchestrator.engagement.silence import Silence
from orchestrator.engagement.stage_facts import Staged, as_staged, stage_query
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
from orchestrator.models.people import NEVER
from orchestrator.web.access import is_visible
from orchestrator.web.feeling import Felt, feeling
from orchestrator.web.parts import now, parts
from orchestrator.web.past_moods import Past, past_of_projects
from orchestrator.web.quiet import quiet_people
from orchestrator.web.views import unanswered, with_feeling

_UNHAPPIEST = (Mood.UNHAPPY, Mood.SO_SO, Mood.SILENT, Mood.GOOD, Mood.GREAT)
_WORST = (Delivery.BAD, Delivery.WATCH, Delivery.GOOD)
_DRAFTED = {
    DigestState.DRAFTED: "To approve",
    DigestState.HELD: "Held",
    DigestState.APPROVED: "Scheduled",
}


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
    query = _with_status(select(Project)).where(Project.closed_at.is_(None))
    return _placed(session, [_row(row) for row in session.execute(query)])


def rows_and_stages(session: Session) -> tuple[list[ProjectRow], list[ProjectRow], list[Staged]]:
    """The same, those in after-care, and how far each project is; read in one statement."""
    zone, at = parts().settings.zone, now()
    found = session.execute(_with_status(stage_query(zone=zone, now=at))).all()
    rows = [_row(row) for row in found]
    return (
        _placed(session, [row for row in rows if row.project.closed_at is None]),
        [row for row in rows if row.project.closed_at is not None],
        [as_staged(row[:-2], zone=zone, now=at) for row in found],
    )


def _placed(session: Session, open_rows: Sequence[ProjectRow]) -> list[ProjectRow]:
    rows = {row.project.id: row for row in open_rows}
    for project_id, past in past_of_projects(session).items():
        if project_id in rows:
            rows[project_id].past = past
    for project_id, quiet in quiet_people(session, list(rows)).items():
        rows[project_id].quiet = quiet
    _place_what_waits(session, rows)
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


def _with_status(query: Select[Any]) -> Select[Any]:
    """Two columns more: the status, and when the next update is due."""
    due = (
        select(func.min(Participant.next_due_at))
        .where(
            Participant.project_id == Project.id,
            Participant.next_due_at > now(),
            Participant.next_due_at < NEVER,
        )
        .scalar_subquery()
    )
    return (
        query.outerjoin(ProjectStatus, ProjectStatus.id == newest_status())
        .add_columns(ProjectStatus, due)
        .where(is_visible(Project.id))
        .options(joinedload(Project.client))
    )


def _row(row: Sequence[Any]) -> ProjectRow:
    *_, status, at = row
    return ProjectRow(row[0], status, next_contact=(at, "Update due") if at else None)


def _place_what_waits(session: Session, rows: Mapping[int, ProjectRow]) -> None:
    """Who has to do something next, and what goes out next; where they are several, the soonest.

    That we have to answer says more than what we asked.
    """
    found = union_all(_asked(), _unanswered(), _drafted()).subquery()
    query = select(found).order_by(found.c.due_on.desc(), found.c.at.desc())
    for project_id, at, kind, name, due_on in session.execute(query):
        row = rows.get(project_id)
        if row is None:
            continue
        if kind in _DRAFTED:
            row.next_contact = at, _DRAFTED[DigestState(kind)]
        elif kind == "ours":
            row.waiting = Waiting("Us", at)
        elif row.waiting.on != "Us":
            row.waiting = Waiting(name, at, due_on)


def _asked() -> Select[int, datetime | None, str, str, date]:
    """Where a client owes an answer."""
    return (
        select(
            Ask.project_id.label("project_id"),
            Ask.asked_at.label("at"),
            literal("asked").label("kind"),
            Contact.name.label("name"),
            Ask.due_on.label("due_on"),
        )
        .join(Contact, Contact.id == Ask.contact_id)
        .where(
            is_visible(Ask.project_id),
            Ask.asked_at.is_not(None),
            Ask.state.in_((AskState.OPEN, AskState.ROLLED)),
        )
    )


def _unanswered() -> Select[Any]:
    return unanswered().add_columns(literal("ours"), literal(""), cast(null(), Date))


def _drafted() -> Select[int, datetime, str, str, date]:
    return select(
        Digest.project_id,
        Digest.send_at,
        cast(Digest.state, String),
        literal(""),
        cast(null(), Date),
    ).where(is_visible(Digest.project_id), Digest.state.in_(_DRAFTED))


def _unhappiness(row: ProjectRow) -> tuple[int, int, float, str]:
    at = row.next_contact[0].timestamp() if row.next_contact else float("inf")
    return _UNHAPPIEST.index(row.mood), _WORST.index(row.standing), at, row.project.name
