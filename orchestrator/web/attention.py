"""What needs a person today, each as one line with one button."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import (
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
from orchestrator.engagement.stage_facts import Staged
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Contact,
    DigestState,
    Mail,
    Preference,
    Project,
    Reading,
    Task,
    TaskKind,
    TaskState,
    WishState,
)
from orchestrator.models.contradictions import is_named, names_another
from orchestrator.models.registers import OPEN_STATES
from orchestrator.web.access import is_visible
from orchestrator.web.attention_words import FIRST, LATE, OURS, WORDS
from orchestrator.web.calls import unlogged_calls, urgent_calls
from orchestrator.web.clearings import second_words
from orchestrator.web.dispute_needs import disputes
from orchestrator.web.handover_rows import taken_from_me, unread_briefs
from orchestrator.web.known_rows import overdue
from orchestrator.web.need import Need
from orchestrator.web.outcomes import outcomes
from orchestrator.web.parts import now
from orchestrator.web.portfolio import ProjectRow
from orchestrator.web.quiet import silent_people
from orchestrator.web.register_needs import due_today
from orchestrator.web.review import Queued
from orchestrator.web.review_needs import review_needs
from orchestrator.web.stage_needs import stage_needs
from orchestrator.web.team_rows import misused, proposed
from orchestrator.web.unhappy import Rows, Said, unhappy_clients, unhappy_mails
from orchestrator.web.words import slot

SOON = timedelta(hours=24)

BY_ID = ("said", "holding", "turning")
"""Kinds that `unhappy_clients` puts into words: of the last two only the id is found at first."""


class _Found(NamedTuple):
    """``page``: the id of what to open."""

    kind: str
    project: str
    person: str
    said: str
    at: datetime
    page: str


def needs_you(
    session: Session,
    rows: Sequence[ProjectRow],
    aftercare: Sequence[ProjectRow],
    stages: Sequence[Staged],
    queue: Sequence[Queued],
) -> list[Need]:
    """What is late, unhappy clients, what was lost, updates, what is due, what waits for a word."""
    found = [_Found(*row) for row in session.execute(union_all(*_open()))]
    ids = {kind: [int(one.page) for one in found if one.kind == kind] for kind in BY_ID}
    said = {
        f"mail:{one.page}": Said(one.person, int(one.said), one.at)
        for one in found
        if one.kind == "said"
    }
    return [
        *(_need(one) for one in found if one.kind == LATE),
        *unhappy_clients(
            session, [*rows, *aftercare], said, holding=ids["holding"], turning=ids["turning"]
        ),
        *(_need(one) for one in found if one.kind in FIRST),
        *outcomes(session),
        *_updates(queue),
        *due_today(session),
        *stage_needs(stages),
        *(_need(one) for one in found if one.kind not in (*BY_ID, *FIRST, LATE)),
        *silent_people({row.project.id: row.quiet for row in rows}, [row.project for row in rows]),
    ]


def _updates(queue: Sequence[Queued]) -> Iterator[Need]:
    for row in queue:
        is_soon, first = row.send_at < now() + SOON, row.contact.split()[0]
        if row.state is DigestState.DRAFTED and is_soon:
            words = "Wrote after the draft: read that first." if row.has_news else "Ready to read."
            words = f"The approval ended: {row.reason}." if row.reason else words
            words = f"Waits until {first} is answered." if row.is_locked else words
            title = f"Approve update {row.number}, {row.project}"
            yield _update(row, "approve", title, f"{row.contact}. {words}")
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


def _need(found: _Found) -> Need:
    words = WORDS[found.kind]
    return Need(
        kind=found.kind,
        tone=words.tone,
        icon=words.icon,
        title=words.title.format(found.person.split()[0]),
        detail=f"{found.project}: {found.said if found.kind in OURS else f'“{found.said}”'}",
        when=slot(found.at, today="Today "),
        href=words.page.format(found.page),
        button=words.button,
    )


def _open() -> tuple[Rows, ...]:
    return (
        _answers(),
        _wishes(),
        _tasks(),
        second_words(),
        _calls(),
        urgent_calls(),
        unlogged_calls(),
        _floods(),
        disputes(),
        proposed(),
        misused(),
        unread_briefs(),
        taken_from_me(),
        overdue(),
        *review_needs(),
        *unhappy_mails(),
    )


def _answers() -> Rows:
    """Those to confirm, those that name no side, and those that came after it was over.

    One that says the same as what counts needs nobody, nor does one whose writer said more
    since: what counts is a newer word, or the row of one that waits names this one too.
    """
    counted = aliased(Answer)
    is_over = exists().where(
        counted.ask_id == Answer.ask_id,
        counted.state == AnswerState.APPLIED,
        or_(
            counted.value == Answer.value,
            and_(counted.contact_id == Answer.contact_id, counted.id > Answer.id),
        ),
    )
    is_open, is_withdrawn = Ask.state.in_(OPEN_STATES), Ask.state == AskState.WITHDRAWN
    differs = names_another(Answer)
    both = literal("“").concat(Answer.span).concat("”; ").concat(Answer.why_waiting)
    return (
        select(
            case(
                (is_withdrawn & (Answer.value == "yes"), literal("agreed_gone")),
                (is_withdrawn, literal("answered_gone")),
                (~is_open, literal("settled")),
                (Answer.value.is_(None), literal("unclear")),
                (and_(Ask.settles != "", Answer.certainty != "exact"), literal("unclear")),
                (differs, literal("differs")),
                else_=literal("answer"),
            ),
            Project.name,
            Contact.name,
            case((is_open & differs, both), else_=Answer.span),
            Answer.answered_at,
            cast(Mail.thread_id, String),
        )
        .join(Ask, Ask.id == Answer.ask_id)
        .join(Project, Project.id == Ask.project_id)
        .join(Contact, Contact.id == Answer.contact_id)
        .join(Mail, Mail.id == Answer.mail_id)
        .where(
            Answer.state == AnswerState.WAITING,
            or_(is_open, is_withdrawn, and_(Ask.state == AskState.ANSWERED, ~is_over)),
            ~is_named(),
            is_visible(Ask.project_id),
        )
    )


def _wishes() -> Rows:
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


def _tasks() -> Rows:
    """What no mail does by itself."""
    return (
        select(
            cast(Task.kind, String),
            Project.name,
            Contact.name,
            Task.words,
            Mail.received_at,
            cast(case((Task.kind == TaskKind.TURNING, Task.id), else_=Mail.thread_id), String),
        )
        .join(Contact, Contact.id == Task.contact_id)
        .join(Mail, Mail.id == Task.mail_id)
        .join(Project, Project.id == Mail.project_id)
        .where(Task.state == TaskState.OPEN, is_visible(Mail.project_id))
    )


def _floods() -> Rows:
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


def _calls() -> Rows:
    return (
        select(literal("call"), Project.name, Contact.name, Ask.text, Ask.created_at, Project.slug)
        .join(Project, Project.id == Ask.project_id)
        .join(Contact, Contact.id == Ask.contact_id)
        .where(Ask.state == AskState.CALL, is_visible(Ask.project_id))
    )
