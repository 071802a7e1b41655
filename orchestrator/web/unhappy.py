"""Who is unhappy, may be, or gets unhappier: the lines of Today that stand first."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from orchestrator.conversation.sentiment.analyzer import heaviest_against
from orchestrator.models import (
    Mail,
    Mood,
    Project,
    ProjectStatus,
    Task,
    Thread,
)
from orchestrator.models.unanswered import UnhappyMail, holding_mails, unhappy_words
from orchestrator.web.need import Need
from orchestrator.web.parts import now
from orchestrator.web.portfolio import ProjectRow
from orchestrator.web.views import answered_at, with_last_mail
from orchestrator.web.words import slot


def unhappy_clients(
    session: Session,
    rows: Sequence[ProjectRow],
    *,
    holding: Collection[int],
    turning: Collection[int],
) -> list[Need]:
    """First who said so, then whose mails hold her updates back, then who gets unhappier.

    A mail stands in one line only.

    Args:
        holding: ids of mails that hold updates back.
        turning: ids of open tasks of that kind.
    """
    projects = {row.project.id: row.project for row in rows}
    unhappy = {
        row.project.id: row.status
        for row in rows
        if row.status is not None and row.status.mood is Mood.UNHAPPY
    }
    said = list(_said(session, projects, unhappy))
    sources = {status.source for status in unhappy.values()}
    waiting = holding_mails(session, Mail.id.in_(holding), now=now()) if holding else []
    return [
        *said,
        *_holding(waiting, projects, sources),
        *(_turning(session, projects, turning) if turning else ()),
    ]


def _said(
    session: Session, projects: dict[int, Project], unhappy: dict[int, ProjectStatus]
) -> Iterator[Need]:
    mails = _mails(session, [status.source for status in unhappy.values()])
    for project_id, status in unhappy.items():
        project = projects[project_id]
        name, thread, at = mails.get(status.source, (project.client.name, None, None))
        if at is not None:
            yield _answered(project, name, f"/inbox/{thread}", at)
            continue
        yield Need(
            kind="unhappy",
            tone="bad",
            icon="octagon-x",
            title=f"{name} is unhappy",
            detail=f"{project.name}: “{status.reason}”",
            when=slot(status.since, today="Today "),
            href=f"/inbox/{thread}" if thread else f"/p/{project.slug}",
            button="Read and reply" if thread else "Open",
        )


def _answered(project: Project, name: str, href: str, at: datetime) -> Need:
    return Need(
        kind="answered",
        tone="none",
        icon="reply",
        title=f"{name} was answered",
        detail=f"{project.name}: unhappy before; we wait for {name.split()[0]}'s reply",
        when=f"Answered {slot(at)}",
        href=href,
        button="Open",
    )


def _mails(
    session: Session, sources: Sequence[str]
) -> dict[str, tuple[str, int | None, datetime | None]]:
    """Who wrote each ``mail:402``, in which thread it is, and when we answered all of that."""
    ids = [int(source[5:]) for source in sources if source.startswith("mail:")]
    if not ids:
        return {}
    said = aliased(Mail)
    answered = with_last_mail(answered_at()).where(Thread.id == said.thread_id).scalar_subquery()
    found = session.execute(
        select(said.id, said.from_name, said.thread_id, answered).where(said.id.in_(ids))
    )
    return {f"mail:{mail_id}": (name, *where) for mail_id, name, *where in found}


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
        name = mails[0].name
        yield Need(
            kind="unhappy" if is_sure else "maybe",
            tone="bad" if is_sure else "watch",
            icon="octagon-x" if is_sure else "triangle-alert",
            title=f"{name} {'is' if is_sure else 'may be'} unhappy",
            detail=f"{projects[project_id].name}: “{words}” Her updates wait until we answer.",
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
