"""Answers to a client's reply: what we understood and did, once, under a standing approval.

Rows of the engagement stage become one short mail: an acknowledgement, or for a reply
that only paused, stopped or resumed, that.  At most one a reply, replies close together
share one, at most three a day to a person, and none to anything automatic.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.compose import Message, compose
from orchestrator.dispatch.notice_lines import lines_for, waits_for_proof
from orchestrator.models import (
    Contact,
    Digest,
    Mail,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Participant,
    Project,
    Reading,
    StandingApproval,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.append import Action, record, system
from orchestrator.rendering import Rendered, render, template_sha256
from orchestrator.walltime import zone_of
from orchestrator.wording import day, letter, local_day

AT_MOST_A_DAY = 3


def queue_notices(
    session: Session, *, settings: Settings, key: bytes, now: datetime
) -> list[OutboxEntry]:
    """Put an answer into the outbox for every reply that waited long enough.

    The caller commits.  Run twice it adds nothing: a reply is marked as answered in the
    same transaction, and a cause has one message of a kind.
    """
    return [
        entry
        for contact_id, project_id in _ripe(session, settings, now=now)
        if (entry := _answer(session, contact_id, project_id, settings, key, now=now))
    ]


def standing_approval(session: Session, template: str) -> StandingApproval | None:
    """The approval of this template as its files are now, if an administrator gave one."""
    return session.scalar(
        select(StandingApproval).where(
            StandingApproval.template == template,
            StandingApproval.template_sha256 == template_sha256(template),
            StandingApproval.revoked_at.is_(None),
        )
    )


def _ripe(session: Session, settings: Settings, *, now: datetime) -> Sequence[tuple[int, int]]:
    """(contact, project) pairs whose first unanswered reply has waited for company."""
    rows = session.execute(
        select(Mail.contact_id, Mail.project_id)
        .join(Reading, Reading.mail_id == Mail.id)
        .where(Reading.acknowledge, Reading.applied_at.is_not(None))
        .group_by(Mail.contact_id, Mail.project_id)
        .having(func.min(Reading.applied_at) <= now - settings.acknowledge_after)
    )
    return [(contact, project) for contact, project in rows if contact and project]


def _answer(
    session: Session,
    contact_id: int,
    project_id: int,
    settings: Settings,
    key: bytes,
    *,
    now: datetime,
) -> OutboxEntry | None:
    rows = session.execute(
        select(Reading, Mail)
        .join(Mail, Mail.id == Reading.mail_id)
        .where(
            Reading.acknowledge,
            Reading.applied_at.is_not(None),
            Mail.contact_id == contact_id,
            Mail.project_id == project_id,
        )
        .order_by(Mail.id)
        .with_for_update(of=Reading)
    ).all()
    if not rows:
        return None  # Another worker was here first.
    readings, mails = [row[0] for row in rows], [row[1] for row in rows]
    kind = _kind(readings, waits=waits_for_proof(session, mails[-1]))
    approval = standing_approval(session, kind.value)
    if approval is None:
        return None
    for reading in readings:
        reading.acknowledge = False
    lines = lines_for(session, mails, readings)
    if not lines or _had_enough(session, contact_id, now=now):
        return None
    contact, project = session.get_one(Contact, contact_id), session.get_one(Project, project_id)
    message = _compose(session, kind, mails[-1], contact, project, lines, settings, key, now=now)
    return _queue(session, kind, mails[-1], contact, approval, message, now=now)


def _kind(readings: Sequence[Reading], *, waits: bool) -> OutboxKind:
    """A reply that says nothing but stop or pause, or start, gets that mail of its own."""
    found = readings[-1].found
    wishes = set(found["preferences"])
    says_more = len(readings) > 1 or found["answers"] or found["pulse"] or found["undo"]
    if not says_more and (found["stop"] or wishes == {"pause_until"}):
        return OutboxKind.PAUSED
    if not says_more and found["start"] and not wishes and not waits:
        return OutboxKind.RESUMED
    return OutboxKind.ACKNOWLEDGEMENT


def _had_enough(session: Session, contact_id: int, *, now: datetime) -> bool:
    count = select(func.count(OutboxEntry.id)).where(
        OutboxEntry.contact_id == contact_id,
        OutboxEntry.kind.in_(AUTOMATIC),
        OutboxEntry.created_at > now - timedelta(days=1),
    )
    return (session.scalar(count) or 0) >= AT_MOST_A_DAY


def _compose(
    session: Session,
    kind: OutboxKind,
    mail: Mail,
    contact: Contact,
    project: Project,
    lines: list[str],
    settings: Settings,
    key: bytes,
    *,
    now: datetime,
) -> Message:
    digest = session.get(Digest, mail.digest_id) if mail.digest_id else None
    context = {
        **letter(
            settings,
            key=key,
            lang=contact.language,
            subject=mail.subject or project.name,
            project_name=project.name,
            pm_name=project.pm.name,
            contact_id=contact.id,
            why="You get this because you wrote to us.",
            reference=f"{project.code}-{digest.number}" if digest else project.code,
        ),
        **_special(session, kind, contact, project, lines, now=now),
    }
    return compose(
        _reply_subject(render(kind.value, context)),
        settings=settings,
        key=key,
        contact=contact,
        project=project,
        reference=f"d{digest.id}" if digest else f"t{mail.thread_id}",
        name=f"m{mail.id}",
        dated=now,
        auto_submitted="auto-replied",
        in_reply_to=mail.message_id,
        references=tuple(mail.references[-10:]),
    )


def _special(
    session: Session,
    kind: OutboxKind,
    contact: Contact,
    project: Project,
    lines: list[str],
    *,
    now: datetime,
) -> dict[str, object]:
    """What each kind says beside the words that all mails share."""
    if kind is OutboxKind.ACKNOWLEDGEMENT:
        return {"greeting": "Thank you.", "lines": lines}
    wishes = contact.wishes
    if kind is OutboxKind.PAUSED:
        today = now.astimezone(zone_of(contact.timezone)).date()
        until = wishes.pause_until if not wishes.stopped else None
        back_on = day(until, today=today) if until else ""
        return {"greeting_name": contact.first_name, "back_on": back_on}
    due = session.scalar(
        select(Participant.next_due_at).where(
            Participant.contact_id == contact.id, Participant.project_id == project.id
        )
    )
    return {
        "greeting_name": contact.first_name,
        "rhythm": wishes.in_words(),
        "next_on": local_day(due, contact.timezone, now=now) if due else "",
    }


def _reply_subject(rendered: Rendered) -> Rendered:
    subject = rendered.subject
    if not subject.lower().startswith("re:"):
        subject = f"Re: {subject}"
    return Rendered(subject=subject, text=rendered.text, html=rendered.html)


def _queue(
    session: Session,
    kind: OutboxKind,
    mail: Mail,
    contact: Contact,
    approval: StandingApproval,
    message: Message,
    *,
    now: datetime,
) -> OutboxEntry:
    entry = OutboxEntry(
        kind=kind,
        cause=f"mail:{mail.id}",
        channel="email",
        recipient=message.recipient,
        contact_id=contact.id,
        project_id=mail.project_id,
        digest_id=mail.digest_id,
        standing_approval_id=approval.id,
        message_id=message.message_id,
        content=message.content,
        sha256=message.sha256,
        state=OutboxState.PENDING,
        promised_at=now,
        due_at=now,
        created_at=now,
    )
    session.add(entry)
    session.flush()
    record(
        session,
        Action.QUEUE,
        f"outbox:{entry.id}",
        actor=system("notices"),
        now=now,
        project_id=entry.project_id,
        details={"recipient": entry.recipient},
        dig=entry.sha256,
        kind=kind.value,
        cause=entry.cause,
        standing=approval.id,
    )
    return entry
