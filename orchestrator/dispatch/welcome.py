"""The welcome: how much will come, said before it comes, and promised.

A person decides that somebody is welcomed, never an import.  The mail leaves under the standing
approval of its template, and what it says is kept as a `Cap`.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.compose import compose
from orchestrator.dispatch.letter import Letter
from orchestrator.dispatch.notices import standing_approval
from orchestrator.dispatch.welcome_words import how_often
from orchestrator.errors import Refused
from orchestrator.mail_contexts import WelcomeContext
from orchestrator.models import Cap, Contact, OutboxEntry, OutboxKind, OutboxState, Project
from orchestrator.models.frequency import Limit, limit_of
from orchestrator.models.reached import frequencies
from orchestrator.record.append import Action, Actor, record
from orchestrator.rendering import Rendered, render
from orchestrator.walltime import out_of_quiet_hours, zone_of


def queue_welcome(
    session: Session,
    contact: Contact,
    project: Project,
    *,
    first_at: datetime,
    settings: Settings,
    key: bytes,
    actor: Actor,
    now: datetime,
) -> OutboxEntry:
    """Put the welcome of somebody into the outbox, and keep what it promises.  The caller commits.

    Args:
        first_at: when the first update is due (`digest.cadence.next_slot`).

    Raises:
        Refused: they were welcomed, want no mail, or nobody approved the template.
    """
    approval = standing_approval(session, OutboxKind.WELCOME.value)
    if approval is None:
        raise Refused("nobody approved the welcome mail; see: orchestrator template approve")
    if contact.wishes.stopped:
        raise Refused(f"{contact.name} asked for no more mail")
    entry = _unsent(session, contact, now=now)
    limit = _limit(session, contact, now=now)
    of = Letter(session, contact, project, settings, key, now)
    message = compose(
        _written(of, limit, first_at),
        settings=settings,
        key=key,
        contact=contact,
        project=project,
        reference=f"p{project.id}",
        name=f"w{contact.id}",
        dated=now,
        auto_submitted="auto-generated",
    )
    entry.recipient, entry.project_id = message.recipient, project.id
    entry.message_id, entry.standing_approval_id = message.message_id, approval.id
    entry.content, entry.sha256 = message.content, message.sha256
    entry.state, entry.finished_at, entry.problem = OutboxState.PENDING, None, ""
    entry.promised_at = entry.due_at = out_of_quiet_hours(
        now + settings.undo_for,
        not_before=contact.wishes.not_before,
        chosen=contact.wishes.at,
        zone=contact.timezone,
    )
    session.add(entry)
    session.flush()
    source = f"outbox:{entry.id}"
    session.add(
        Cap(
            contact_id=contact.id, messages=limit.messages, period=limit.period, source=source,
            promised_at=now,
        )
    )  # fmt: skip
    record(
        session,
        Action.QUEUE,
        source,
        actor=actor,
        now=now,
        project_id=project.id,
        details={"recipient": entry.recipient},
        dig=entry.sha256,
        kind=OutboxKind.WELCOME.value,
        cause=entry.cause,
        standing=approval.id,
    )
    _record_promise(session, contact, limit, actor=actor, now=now, source=source)
    return entry


def preview_welcome(
    session: Session,
    contact: Contact,
    project: Project,
    *,
    first_at: datetime,
    settings: Settings,
    key: bytes,
    now: datetime,
) -> Rendered:
    """The welcome as it would leave now; nothing is promised and nothing kept."""
    of = Letter(session, contact, project, settings, key, now)
    return _written(of, _limit(session, contact, now=now), first_at)


def undo_welcome(session: Session, contact: Contact, *, actor: Actor, now: datetime) -> None:
    """Take a welcome back while it has not been taken up.  The caller commits.

    Raises:
        Refused: it is leaving, or has left.
    """
    cancelled = session.scalar(
        update(OutboxEntry)
        .where(
            OutboxEntry.kind == OutboxKind.WELCOME,
            OutboxEntry.cause == _cause(contact),
            OutboxEntry.state == OutboxState.PENDING,
        )
        .values(state=OutboxState.CANCELLED, finished_at=now)
        .returning(OutboxEntry.id)
    )
    if cancelled is None:
        raise Refused("too late to undo: the welcome is leaving or has left")
    source = f"outbox:{cancelled}"
    promised = update(Cap).where(Cap.source == source, Cap.ended_at.is_(None))
    session.execute(promised.values(ended_at=now))
    record(session, Action.UNDO, source, actor=actor, now=now, kind=OutboxKind.WELCOME.value)
    _record_promise(session, contact, None, actor=actor, now=now, source=source)


def _cause(contact: Contact) -> str:
    return f"contact:{contact.id}"


def _unsent(session: Session, contact: Contact, *, now: datetime) -> OutboxEntry:
    """A new row, or the one that was cancelled or surely not sent."""
    entry = session.scalar(
        select(OutboxEntry).where(
            OutboxEntry.kind == OutboxKind.WELCOME, OutboxEntry.cause == _cause(contact)
        )
    )
    if entry is None:
        return OutboxEntry(
            kind=OutboxKind.WELCOME, cause=_cause(contact), channel="email", contact_id=contact.id,
            created_at=now,
        )  # fmt: skip
    if entry.state not in (OutboxState.CANCELLED, OutboxState.FAILED):
        raise Refused(f"{contact.name} was welcomed already")
    return entry


def _limit(session: Session, contact: Contact, *, now: datetime) -> Limit:
    projects = frequencies(session, [contact.id], at=now)[contact.id].projects
    return limit_of(contact.wishes.cadence, projects)


def _written(of: Letter, limit: Limit, first_at: datetime) -> Rendered:
    contact, project, say, wishes = of.contact, of.project, of.contact.say, of.contact.wishes
    subject = f"{project.name}: {say('welcome.subject')}"
    first_on = first_at.astimezone(zone_of(contact.timezone)).date()
    context: WelcomeContext = {
        **of.frame(subject, say("welcome.why", pm=project.pm.name.split()[0]), None),
        "greeting_name": contact.greeting_name,
        "often": how_often(say, limit, (wishes.cadence, wishes.weekday, wishes.at), first_on),
    }
    return render(OutboxKind.WELCOME.value, context)


def _record_promise(
    session: Session,
    contact: Contact,
    limit: Limit | None,
    *,
    actor: Actor,
    now: datetime,
    source: str,
) -> None:
    record(
        session,
        Action.CLIENT_CHANGE,
        f"contact:{contact.id}",
        actor=actor,
        now=now,
        change="promised" if limit else "promise_ended",
        messages=limit.messages if limit else None,
        period=limit.period.value if limit else None,
        source=source,
    )
