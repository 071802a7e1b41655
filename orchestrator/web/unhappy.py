"""Who is unhappy, may be, or gets unhappier: the lines of Today that stand first."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy import Select, String, cast, literal, select
from sqlalchemy.orm import Session, aliased, joinedload

from orchestrator.conversation.sentiment.analyzer import heaviest_against
from orchestrator.models import (
    Contact,
    Mail,
    Mood,
    Project,
    ProjectStatus,
    Task,
    Thread,
)
from orchestrator.models.unanswered import UnhappyMail, holding_mails, holds, unhappy_words
from orchestrator.web.access import is_visible
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.portfolio import ProjectRow, newest_status
from orchestrator.web.sources import mail_id_in
from orchestrator.web.views import answered_at, with_last_mail
from orchestrator.web.words import slot

Rows = Select[str, str, str, str, datetime, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A mail that made a status: who wrote it, and when we answered all of its thread."""

    name: str
    thread_id: int
    answered_at: datetime | None


def unhappy_mails() -> tuple[Rows, Rows]:
    """Rows of Today: mails that made an unhappy status, and those that hold updates back."""
    return _saying(), _waiting()


def _saying() -> Rows:
    said = aliased(Mail)
    answered = with_last_mail(answered_at()).where(Thread.id == said.thread_id).scalar_subquery()
    return (
        select(
            literal("said"),
            Project.name,
            said.from_name,
            cast(said.thread_id, String),
            answered,
            cast(said.id, String),
        )
        .select_from(Project)
        .join(ProjectStatus, ProjectStatus.id == newest_status())
        .join(said, said.id == mail_id_in(ProjectStatus.source))
        .where(ProjectStatus.mood == Mood.UNHAPPY, is_visible(Project.id))
    )


def _waiting() -> Rows:
    return (
        select(
            literal("holding"),
            Project.name,
            Contact.name,
            literal(""),
            Mail.received_at,
            cast(Mail.id, String),
        )
        .join(Contact, Contact.id == Mail.contact_id)
        .join(Project, Project.id == Mail.project_id)
        .where(holds(now()), is_visible(Mail.project_id))
    )


def unhappy_clients(
    session: Session,
    rows: Sequence[ProjectRow],
    said: Mapping[str, Said],
    *,
    holding: Collection[int],
    turning: Collection[int],
) -> list[Need]:
    """First who said so, then whose mails hold her updates back, then who gets unhappier.

    A mail stands in one line only.

    Args:
        said: by the source of a status, ``mail:402``; others have none.
        holding: ids of mails that hold updates back.
        turning: ids of open tasks of that kind.
    """
    projects = {row.project.id: row.project for row in rows}
    unhappy = {
        row.project.id: row.status
        for row in rows
        if row.status is not None and row.status.mood is Mood.UNHAPPY
    }
    sources = {status.source for status in unhappy.values()}
    waiting = holding_mails(session, Mail.id.in_(holding), now=now()) if holding else []
    return [
        *_said(said, projects, unhappy),
        *_holding(waiting, projects, sources),
        *(_turning(session, projects, turning) if turning else ()),
    ]


def _said(
    mails: Mapping[str, Said], projects: dict[int, Project], unhappy: dict[int, ProjectStatus]
) -> Iterator[Need]:
    for project_id, status in unhappy.items():
        project = projects[project_id]
        mail = mails.get(status.source)
        if mail is not None and mail.answered_at is not None:
            yield _answered(project, mail, mail.answered_at)
            continue
        yield Need(
            kind="unhappy",
            tone="bad",
            icon="octagon-x",
            title=f"{mail.name if mail else project.client.name} is unhappy",
            detail=f"{project.name}: “{status.reason}”",
            when=slot(status.since, today="Today "),
            href=f"/inbox/{mail.thread_id}" if mail else f"/p/{project.slug}",
            button="Read and reply" if mail else "Open",
        )


def _answered(project: Project, mail: Said, at: datetime) -> Need:
    return Need(
        kind="answered",
        tone="none",
        icon="reply",
        title=f"{mail.name} was answered",
        detail=f"{project.name}: unhappy before; we wait for {mail.name.split()[0]}'s reply",
        when=f"Answered {slot(at)}",
        href=f"/inbox/{mail.thread_id}",
        button="Open",
    )


def _holding(
    mails_waiting: Sequence[UnhappyMail], projects: dict[int, Project], sources: Collection[str]
) -> Iterator[Need]:
    """One line a person and project, by her newest mail that waits."""
    waiting: dict[tuple[int, int], list[UnhappyMail]] = defaultdict(list)
    for mail in mails_waiting:
        waiting[mail.project_id, mail.contact_id].append(mail)
    for (project_id, _), mails in waiting.items():
        if project_id not in projects or any(f"mail:{mail.mail_id}" in sources for mail in mails):
            continue
        is_sure = any(mail.is_sure for mail in mails)
        words = mails[0].decided or heaviest_against(mails[0].new_text) or mails[0].words
        name, project = mails[0].name, projects[project_id]
        waits = "" if project.closed_at else f" Updates to {name.split()[0]} wait until we answer."
        yield Need(
            kind="unhappy" if is_sure else "maybe",
            tone="bad" if is_sure else "watch",
            icon="octagon-x" if is_sure else "triangle-alert",
            title=f"{name} {'is' if is_sure else 'may be'} unhappy",
            detail=f"{project.name}: “{words}”{waits}",
            when=slot(mails[0].received_at, today="Today "),
            href=f"/inbox/{mails[0].thread_id}",
            button="Read and reply",
        )


def _turning(
    session: Session, projects: dict[int, Project], task_ids: Collection[int]
) -> Iterator[Need]:
    tasks = session.scalars(
        select(Task)
        .join(Mail, Mail.id == Task.mail_id)
        .where(Task.id.in_(task_ids), Mail.project_id.in_(projects))
        .order_by(Task.id)
        .options(joinedload(Task.mail), joinedload(Task.contact))
    ).all()
    of = {task.id: task.mail.project_id or 0 for task in tasks}
    said = unhappy_words(session, [(task.contact_id, of[task.id]) for task in tasks])
    for task in tasks:
        project_id = of[task.id]
        quotes = " ".join(f"“{words}”" for words in said[task.contact_id, project_id])
        yield Need(
            kind="turning",
            tone="watch",
            icon="triangle-alert",
            title=f"{task.contact.name} gets unhappier",
            detail=f"{projects[project_id].name}: {task.words} {quotes}".strip(),
            when=slot(task.created_at, today="Today "),
            href=f"/inbox/{task.mail.thread_id}",
            button="Read",
            deed=(url_for("inbox.tasks.create_done", task_id=task.id), "Noted"),
        )
