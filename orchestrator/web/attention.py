"""What needs a person today, each as one line with one button."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from orchestrator.engagement.flood import is_held
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Contact,
    DigestState,
    Mail,
    Mood,
    Preference,
    Project,
    Reading,
    Task,
    TaskState,
    Thread,
    WishState,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.web.access import is_visible
from orchestrator.web.need import Need
from orchestrator.web.outcomes import outcomes
from orchestrator.web.parts import now
from orchestrator.web.portfolio import ProjectRow
from orchestrator.web.register_rows import due_today
from orchestrator.web.review import Queued
from orchestrator.web.views import answered_at, with_last_mail
from orchestrator.web.words import slot

SOON = timedelta(hours=24)

Found = Select[str, str, str, str, datetime, str]
"""Kind, project, person, words, instant, and the id of the page to open."""


@dataclass(frozen=True, slots=True)
class _Words:
    tone: str
    icon: str
    title: str
    page: str
    button: str


_WORDS = {
    "answer": _Words(
        "soft", "circle-question-mark", "Confirm what {} decided", "/inbox/{}", "Confirm"
    ),
    "unclear": _Words("soft", "circle-question-mark", "Read what {} answered", "/inbox/{}", "Read"),
    "settled": _Words(
        "watch", "circle-question-mark", "{} answered what was settled", "/inbox/{}", "Read"
    ),
    "wish": _Words("soft", "sliders-horizontal", "{} asks for more", "/inbox/{}", "Decide"),
    "call": _Words("watch", "phone", "Call {}", "/p/{}", "Open"),
    "flood": _Words("watch", "octagon-x", "{} wrote very often", "/inbox/{}?held=1", "Decide"),
    "address": _Words("watch", "user-pen", "{} has a new address", "/inbox/{}", "Check"),
    "person": _Words("soft", "user-plus", "{} asks to add somebody", "/inbox/{}", "Decide"),
    "erase": _Words("watch", "shield-alert", "{} wants data erased", "/inbox/{}", "Open"),
    "data": _Words("watch", "shield-alert", "{} asks what data we hold", "/inbox/{}", "Open"),
    "who_sees": _Words("soft", "shield-alert", "{} asks who sees this", "/inbox/{}", "Open"),
    "code": _Words("watch", "key-round", "{}: a code that changed nothing", "/inbox/{}", "Look"),
    "wrong": _Words("watch", "undo-2", "{} says it is wrong", "/inbox/{}", "Look"),
}
_OURS = ("code", "wrong")
"""Kinds whose words are ours, and so are not quoted."""


def needs_you(session: Session, rows: Sequence[ProjectRow], queue: Sequence[Queued]) -> list[Need]:
    """Unhappy clients, what was lost, updates by their time, what is due, what waits for a word."""
    return [
        *_unhappy(session, rows),
        *outcomes(session),
        *_updates(queue),
        *due_today(session),
        *_open(session),
    ]


def _unhappy(session: Session, rows: Sequence[ProjectRow]) -> Iterator[Need]:
    statuses = {row.project: row.status for row in rows if row.status}
    unhappy = {of: status for of, status in statuses.items() if status.mood is Mood.UNHAPPY}
    mails = _mails(session, [status.source for status in unhappy.values()])
    for project, status in unhappy.items():
        name, thread, answered_at = mails.get(status.source, (project.client.name, None, None))
        if answered_at is not None:
            yield _answered(project, name, f"/inbox/{thread}", answered_at)
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


def _updates(queue: Sequence[Queued]) -> Iterator[Need]:
    for row in queue:
        is_soon = row.send_at < now() + SOON
        if row.state is DigestState.DRAFTED and is_soon:
            detail = f"{row.contact}. " + (
                "Wrote after the draft: read that first." if row.has_news else "Ready to read."
            )
            yield _update(row, "approve", f"Approve update {row.number}, {row.project}", detail)
        elif row.state is DigestState.HELD:
            title = f"Held: update {row.number}, {row.project}"
            yield _update(row, "held", title, f"{row.contact}. {row.reason}")


def _update(row: Queued, kind: str, title: str, detail: str) -> Need:
    leaves = f"{'Was due' if row.send_at < now() else 'Sends'} {slot(row.send_at)}"
    return Need(
        kind=kind,
        tone="watch" if row.has_news else "soft",
        icon="mail-check",
        title=title,
        detail=detail,
        when="Held" if kind == "held" else leaves,
        href=f"/digests/{row.id}",
        button="Review",
    )


def _open(session: Session) -> Iterator[Need]:
    found = (_answers(), _wishes(), _tasks(), _calls(), _floods())
    for kind, project, person, said, at, page in session.execute(union_all(*found)):
        words = _WORDS[kind]
        yield Need(
            kind=kind,
            tone=words.tone,
            icon=words.icon,
            title=words.title.format(person.split()[0]),
            detail=f"{project}: {said if kind in _OURS else f'“{said}”'}",
            when=slot(at, today="Today "),
            href=words.page.format(page),
            button=words.button,
        )


def _answers() -> Found:
    """Those to confirm, those that name no side, and those that came after another counted.

    One that says the same as what counts needs nobody.
    """
    counted = aliased(Answer)
    agrees = exists().where(
        counted.ask_id == Answer.ask_id,
        counted.state == AnswerState.APPLIED,
        counted.value == Answer.value,
    )
    is_open = Ask.state.in_(OPEN_STATES)
    return (
        select(
            case(
                (~is_open, literal("settled")),
                (Answer.value.is_(None), literal("unclear")),
                else_=literal("answer"),
            ),
            Project.name,
            Contact.name,
            Answer.span,
            Answer.answered_at,
            cast(Mail.thread_id, String),
        )
        .join(Ask, Ask.id == Answer.ask_id)
        .join(Project, Project.id == Ask.project_id)
        .join(Contact, Contact.id == Answer.contact_id)
        .join(Mail, Mail.id == Answer.mail_id)
        .where(
            Answer.state == AnswerState.WAITING,
            or_(is_open, and_(Ask.state == AskState.ANSWERED, ~agrees)),
            is_visible(Ask.project_id),
        )
    )


def _wishes() -> Found:
    said_in = literal("mail:").concat(cast(Mail.id, String))
    return (
        select(
            literal("wish"),
            Project.name,
            Contact.name,
            cast(Preference.wish, String).concat(" ").concat(Preference.value),
            Preference.said_at,
            cast(Mail.thread_id, String),
        )
        .join(Contact, Contact.id == Preference.contact_id)
        .join(Mail, said_in == Preference.source)
        .join(Project, Project.id == Mail.project_id)
        .where(Preference.state == WishState.WAITING, is_visible(Mail.project_id))
    )


def _tasks() -> Found:
    """What no mail does by itself."""
    return (
        select(
            cast(Task.kind, String),
            Project.name,
            Contact.name,
            Task.words,
            Mail.received_at,
            cast(Mail.thread_id, String),
        )
        .join(Contact, Contact.id == Task.contact_id)
        .join(Mail, Mail.id == Task.mail_id)
        .join(Project, Project.id == Mail.project_id)
        .where(Task.state == TaskState.OPEN, is_visible(Mail.project_id))
    )


def _floods() -> Found:
    """Whose mails came faster than we act on them."""
    return (
        select(
            literal("flood"),
            Project.name,
            Contact.name,
            cast(func.count(), String).concat(" mails in an hour wait for you"),
            func.max(Mail.received_at),
            cast(func.max(Mail.thread_id), String),
        )
        .select_from(Reading)
        .join(Mail, Mail.id == Reading.mail_id)
        .join(Project, Project.id == Mail.project_id)
        .join(Contact, Contact.id == Mail.contact_id)
        .where(is_held(), is_visible(Mail.project_id))
        .group_by(Project.name, Contact.name)
    )


def _calls() -> Found:
    return (
        select(literal("call"), Project.name, Contact.name, Ask.text, Ask.created_at, Project.slug)
        .join(Project, Project.id == Ask.project_id)
        .join(Contact, Contact.id == Ask.contact_id)
        .where(Ask.state == AskState.CALL, is_visible(Ask.project_id))
    )
