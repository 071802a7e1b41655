"""Answers to a client's reply: what we understood and did, once, under a standing approval.

Rows of the engagement stage become one short mail: an acknowledgement; for a reply that
only paused, stopped or resumed, that; where something waits for nothing but a proof that
it is hers, the question whether it is (`confirm`).  At most one a reply, replies close together
share one, at most three a day to a person, and none to anything automatic.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.compose import Message
from orchestrator.dispatch.confirm import mail_to_confirm, question
from orchestrator.dispatch.letter import Letter
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
from orchestrator.models.people import NEVER
from orchestrator.phrases import Phrases
from orchestrator.record.append import Action, record, system
from orchestrator.rendering import Rendered, render, template_sha256
from orchestrator.walltime import zone_of
from orchestrator.wording import day, local_day, rhythm_in_words

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


def _ripe(
    session: Session, settings: Settings, *, now: datetime
) -> Sequence[tuple[int, int | None]]:
    """(contact, project) pairs whose first unanswered reply has waited for company.

    Without a project it is a stop in a mail that nobody has filed yet.
    """
    rows = session.execute(
        select(Mail.contact_id, Mail.project_id)
        .join(Reading, Reading.mail_id == Mail.id)
        .where(Reading.acknowledge, Reading.applied_at.is_not(None))
        .group_by(Mail.contact_id, Mail.project_id)
        .having(func.min(Reading.applied_at) <= now - settings.acknowledge_after)
    )
    return [(contact, project) for contact, project in rows if contact]


def _answer(
    session: Session,
    contact_id: int,
    project_id: int | None,
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
    contact = session.get_one(Contact, contact_id)
    asked = _to_confirm(session, mails, contact.say)
    kind = OutboxKind.CONFIRMATION if asked else _kind(readings, session, mails[-1])
    approval = standing_approval(session, kind.value)
    if approval is None:
        return None
    for reading in readings:
        reading.acknowledge = False
    project = _project(session, contact_id, project_id)
    if project is None or _had_enough(session, contact_id, now=now) or _is_told(session, mails):
        return None
    of = Letter(session, contact, project, settings, key, now)
    if asked:
        done = lines_for(session, mails, readings, contact.say, asked_about=asked[0])
        return _queue(of, kind, asked[0], mails, approval, question(of, *asked, done))
    lines = lines_for(session, mails, readings, contact.say)
    if not lines:
        return None
    return _queue(of, kind, mails[-1], mails, approval, _answer_to(of, kind, mails[-1], lines))


def _to_confirm(
    session: Session, mails: Sequence[Mail], say: Phrases
) -> tuple[Mail, list[str]] | None:
    """Without an approval of that mail nobody is asked, and all waits for the PM."""
    if standing_approval(session, OutboxKind.CONFIRMATION.value) is None:
        return None
    return mail_to_confirm(session, mails, say)


def _kind(readings: Sequence[Reading], session: Session, mail: Mail) -> OutboxKind:
    """A reply that says nothing but stop or pause, or start, gets that mail of its own."""
    waits = waits_for_proof(session, mail)
    found = readings[-1].found
    wishes = set(found["preferences"])
    says_more = len(readings) > 1 or found["answers"] or found["pulse"] or found["undo"]
    if not says_more and (found["stop"] or wishes == {"pause_until"}):
        return OutboxKind.PAUSED
    if not says_more and found["start"] and not wishes and not waits:
        return OutboxKind.RESUMED
    return OutboxKind.ACKNOWLEDGEMENT


def _project(session: Session, contact_id: int, project_id: int | None) -> Project | None:
    """Where nobody knows yet what it is about, her oldest open project signs."""
    if project_id is not None:
        return session.get_one(Project, project_id)
    return session.scalar(
        select(Project)
        .join(Participant, Participant.project_id == Project.id)
        .where(Participant.contact_id == contact_id, Project.closed_at.is_(None))
        .order_by(Project.id)
        .limit(1)
    )


def _is_told(session: Session, mails: Sequence[Mail]) -> bool:
    """A mail that is read anew where it belongs is not answered a second time."""
    told = select(OutboxEntry.id).where(
        OutboxEntry.cause == f"mail:{mails[-1].id}",
        OutboxEntry.kind.in_(AUTOMATIC),
        OutboxEntry.state != OutboxState.CANCELLED,
    )
    return session.scalar(told.limit(1)) is not None


def _had_enough(session: Session, contact_id: int, *, now: datetime) -> bool:
    count = select(func.count(OutboxEntry.id)).where(
        OutboxEntry.contact_id == contact_id,
        OutboxEntry.kind.in_(AUTOMATIC),
        OutboxEntry.created_at > now - timedelta(days=1),
    )
    return (session.scalar(count) or 0) >= AT_MOST_A_DAY


def _answer_to(of: Letter, kind: OutboxKind, mail: Mail, lines: list[str]) -> Message:
    digest = of.session.get(Digest, mail.digest_id) if mail.digest_id else None
    subject = mail.subject or of.project.name
    context = {
        **of.frame(subject, of.contact.say("acknowledgement.why"), digest),
        **_special(of.session, kind, of.contact, of.project, lines, now=of.now),
    }
    return of.compose(
        _reply_subject(render(kind.value, context)),
        mail,
        reference=f"d{digest.id}" if digest else f"t{mail.thread_id}",
        name=f"m{mail.id}",
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
        return {"lines": lines}
    wishes, say = contact.wishes, contact.say
    if kind is OutboxKind.PAUSED:
        today = now.astimezone(zone_of(contact.timezone)).date()
        until = wishes.pause_until if not wishes.stopped else None
        back_on = day(until, today=today, say=say) if until else ""
        return {"greeting_name": contact.greeting_name, "back_on": back_on}
    due = session.scalar(
        select(Participant.next_due_at)
        .where(Participant.contact_id == contact.id, Participant.project_id == project.id)
        .where(Participant.next_due_at < NEVER)
    )
    at = max(wishes.at, wishes.not_before)
    return {
        "greeting_name": contact.greeting_name,
        "rhythm": rhythm_in_words(wishes.cadence, wishes.weekday, at, say=say),
        "next_on": local_day(due, contact.timezone, now=now, say=say) if due else "",
    }


def _reply_subject(rendered: Rendered) -> Rendered:
    subject = rendered.subject
    if not subject.lower().startswith("re:"):
        subject = f"Re: {subject}"
    return Rendered(subject=subject, text=rendered.text, html=rendered.html)


def _queue(
    of: Letter,
    kind: OutboxKind,
    mail: Mail,
    mails: Sequence[Mail],
    approval: StandingApproval,
    message: Message,
) -> OutboxEntry | None:
    entry = _unsent(of.session, kind, mail, message)
    if entry is None:
        return None
    is_question = kind is OutboxKind.CONFIRMATION
    entry.contact_id, entry.project_id = of.contact.id, of.project.id
    # A "yes" to a question of its own is no answer to the asks of an update.
    entry.digest_id = None if is_question else mail.digest_id
    entry.standing_approval_id = approval.id
    entry.mail_ids = [each.id for each in mails]
    entry.content, entry.sha256 = message.content, message.sha256
    entry.state, entry.problem, entry.finished_at = OutboxState.PENDING, "", None
    entry.promised_at = entry.due_at = of.now
    entry.created_at = of.now
    of.session.add(entry)
    of.session.flush()
    record(
        of.session,
        Action.QUEUE,
        f"outbox:{entry.id}",
        actor=system("notices"),
        now=of.now,
        project_id=entry.project_id,
        details={"recipient": entry.recipient},
        dig=entry.sha256,
        kind=kind.value,
        cause=entry.cause,
        standing=approval.id,
    )
    return entry


def _unsent(session: Session, kind: OutboxKind, mail: Mail, message: Message) -> OutboxEntry | None:
    """A new row, or one that was cancelled when its mail was moved; None where it has left.

    A mail that is read anew in another project is not answered twice.
    """
    cause = f"mail:{mail.id}"
    entry = session.scalar(
        select(OutboxEntry).where(
            OutboxEntry.kind == kind,
            OutboxEntry.cause == cause,
            OutboxEntry.channel == "email",
            OutboxEntry.recipient == message.recipient,
        )
    )
    if entry is None:
        return OutboxEntry(
            kind=kind,
            cause=cause,
            channel="email",
            recipient=message.recipient,
            message_id=message.message_id,
        )
    return entry if entry.state is OutboxState.CANCELLED else None
