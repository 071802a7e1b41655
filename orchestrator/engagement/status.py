"""A project's status: the worse of mood and delivery.

Silence is a state of its own: nobody gave a sign for long, or who did fell silent since,
against her own habit.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.engagement.alarms import review_recent_trends
from orchestrator.engagement.dispute_clock import warn_of_promises
from orchestrator.engagement.heard import Heard, hear
from orchestrator.engagement.pulse import close_unanswered
from orchestrator.engagement.silence import withdrawn
from orchestrator.models import Ask, AskState, Delivery, Mood, Project, ProjectStatus
from orchestrator.models.base import insert_rows
from orchestrator.record.append import Action, Entry, record_all, system

STATUS_WORDS = {Delivery.GOOD: "On track", Delivery.WATCH: "At risk", Delivery.BAD: "Off track"}
MOOD_WORDS = {
    Mood.UNHAPPY: "Unhappy",
    Mood.SO_SO: "So-so",
    Mood.GOOD: "Good",
    Mood.GREAT: "Great",
    Mood.SILENT: "Silent",
}
_GLAD = (Mood.GOOD, Mood.GREAT)
_WORSE = (Delivery.GOOD, Delivery.WATCH, Delivery.BAD)


def update_status(session: Session, project_id: int, *, now: datetime) -> ProjectStatus:
    """Work the status out anew; add a row when it differs from the last.  The caller commits."""
    update_statuses(session, [project_id], now=now)
    return _last(session, [project_id])[project_id]


def update_statuses(session: Session, project_ids: Collection[int], *, now: datetime) -> None:
    """Work out the status of each, at the cost of a few statements.  The caller commits."""
    heard = _heard_now(session, project_ids, now=now)
    overdue = _with_overdue_ask(session, project_ids, now.date())
    last = _last(session, project_ids)
    projects = session.scalars(
        select(Project).where(Project.id.in_(project_ids)).order_by(Project.id)
    )
    changed = []
    for project in projects:
        row = _row(project, heard[project.id], is_overdue=project.id in overdue)
        before = last.get(project.id)
        if before is None or any(getattr(before, name) != row[name] for name in row):
            changed.append(row)
    if changed:
        insert_rows(session, ProjectStatus, [{**row, "since": now} for row in changed])
        record_all(session, [_entry(row) for row in changed], actor=system("status"), now=now)


def _heard_now(
    session: Session, project_ids: Collection[int], *, now: datetime
) -> dict[int, Heard]:
    """What was heard; praise of somebody who fell silent since is silence too."""
    heard = hear(session, project_ids, now=now)
    glad = {each.contact_id for each in heard.values() if each.mood in _GLAD and each.contact_id}
    silent = withdrawn(session, glad, now=now)
    return {
        project_id: Heard(Mood.SILENT, "", f"contact:{each.contact_id}")
        if each.mood in _GLAD and each.contact_id in silent
        else each
        for project_id, each in heard.items()
    }


def review_statuses(session: Session, *, now: datetime) -> int:
    """Judge every open project anew; return how many there are.  The caller commits.

    With the time that passed a trend shows, pulse questions stay without an answer, and what was
    promised about an invoice is nearly due.
    """
    close_unanswered(session, now=now)
    warn_of_promises(session, now=now)
    open_projects = session.scalars(select(Project.id).where(Project.closed_at.is_(None))).all()
    update_statuses(session, open_projects, now=now)
    review_recent_trends(session, now=now)
    return len(open_projects)


def worse_of(delivery: Delivery, mood: Mood, *, overdue: bool) -> Delivery:
    """Satisfaction caps status: mood 1 or 2 is off track, however well the work goes."""
    if mood is Mood.UNHAPPY:
        return Delivery.BAD
    watch = mood is Mood.SO_SO or (mood is Mood.SILENT and overdue)
    return max(delivery, Delivery.WATCH if watch else Delivery.GOOD, key=_WORSE.index)


def _row(project: Project, heard: Heard, *, is_overdue: bool) -> dict[str, Any]:
    return {
        "project_id": project.id,
        "mood": heard.mood,
        "delivery": project.delivery,
        "status": worse_of(project.delivery, heard.mood, overdue=is_overdue),
        "reason": heard.words or project.delivery_note,
        "source": heard.source,
    }


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        Action.STATUS,
        f"project:{row['project_id']}",
        row["project_id"],
        details={"reason": row["reason"]},
        extra={
            "mood": row["mood"].value,
            "delivery": row["delivery"].value,
            "status": row["status"].value,
            "source": row["source"],
        },
    )


def _last(session: Session, project_ids: Collection[int]) -> dict[int, ProjectStatus]:
    newest = (
        select(func.max(ProjectStatus.id))
        .where(ProjectStatus.project_id == Project.id)
        .scalar_subquery()
    )
    ids = session.scalars(select(newest).where(Project.id.in_(project_ids))).all()
    rows = session.scalars(select(ProjectStatus).where(ProjectStatus.id.in_(ids)))
    return {row.project_id: row for row in rows}


def _with_overdue_ask(session: Session, project_ids: Collection[int], today: date) -> set[int]:
    return set(
        session.scalars(
            select(Ask.project_id).where(
                Ask.project_id.in_(project_ids),
                Ask.state.in_((AskState.OPEN, AskState.ROLLED, AskState.CONDITIONAL)),
                Ask.asked_at.is_not(None),
                Ask.due_on < today,
            )
        )
    )
