"""Stored bytes become a parsed mail, or a quarantined one with its reason."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.collect.authenticity import verdict
from orchestrator.collect.limits import parse_limited
from orchestrator.collect.parse import ParsedMail
from orchestrator.config import Settings
from orchestrator.errors import IntegrityError, MalformedMail, Refused
from orchestrator.models import Attachment, Database, Direction, Mail, MailState, Quarantine
from orchestrator.models.content import content_of
from orchestrator.record.append import Action, Actor, Entry, record, record_all, system

BATCH = 50
MAX_ATTEMPTS = 3


def parse_stored(
    database: Database, settings: Settings, *, instance: str, clock: Callable[[], datetime]
) -> int:
    """Parse every stored mail; return how many were taken up.  Commits after each batch.

    The attempt is counted and committed before the work, so a mail that brings the
    whole process down is quarantined after `MAX_ATTEMPTS`, and the rest goes on.

    Args:
        instance: our mark; a mail that carries it is our own, come back.
    """
    done = 0
    while True:
        with database.write() as session:
            ids, spent = take_up(session, MailState.STORED)
            for mail_id in spent:
                detail = f"{MAX_ATTEMPTS} attempts to read it ended the reader"
                quarantine(session, mail_id, reason="crash", detail=detail, now=clock())
        if not ids and not spent:
            return done
        _parse(database, settings, ids, instance, clock=clock)
        done += len(ids) + len(spent)


def take_up(session: Session, state: MailState, *, after: int = 0) -> tuple[list[int], list[int]]:
    """Count an attempt for the next mails in ``state``, oldest first.  The caller commits.

    A mail that was tried before is taken up alone: whatever ended its batch may have been
    another one, and only the culprit is to use up its attempts.

    Returns:
        The ids to work on, at most `BATCH`, and those of mails that had too many attempts.
    """
    rows = session.execute(
        select(Mail.id, Mail.attempts)
        .where(Mail.state == state, Mail.id > after)
        .order_by(Mail.id)
        .limit(BATCH)
    ).all()
    spent = [mail_id for mail_id, attempts in rows if attempts >= MAX_ATTEMPTS]
    ids: list[int] = []
    for mail_id, attempts in rows:
        if mail_id in spent:
            continue
        if attempts and ids:
            break
        ids.append(mail_id)
        if attempts:
            break
    session.execute(update(Mail).where(Mail.id.in_(ids)).values(attempts=Mail.attempts + 1))
    return ids, spent


def _parse(
    database: Database,
    settings: Settings,
    ids: Sequence[int],
    instance: str,
    *,
    clock: Callable[[], datetime],
) -> None:
    with database.read() as session:
        contents = [_content(session, mail_id) for mail_id in ids]
    parsed = iter(parse_limited([c for c in contents if isinstance(c, bytes)]))
    results = [next(parsed) if isinstance(c, bytes) else c for c in contents]
    with database.write() as session:
        _keep(session, settings, list(zip(ids, results, strict=True)), instance, now=clock())


def quarantine(session: Session, mail_id: int, *, reason: str, detail: str, now: datetime) -> None:
    """Put a mail aside, with its bytes kept and the reason in words.  The caller commits."""
    _set_aside(session, mail_id, reason=reason, detail=detail, now=now)
    entry = _quarantine_entry(mail_id, reason)
    record_all(session, [entry], actor=system("collect"), now=now)


def release(session: Session, mail_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a quarantined mail be read anew from its stored bytes.  The caller commits.

    Raises:
        Refused: it is not in quarantine.
    """
    released = session.scalar(
        update(Mail)
        .where(Mail.id == mail_id, Mail.state == MailState.QUARANTINED)
        .values(state=MailState.STORED, attempts=0)
        .returning(Mail.id)
    )
    if released is None:
        raise Refused(f"mail {mail_id} is not in quarantine")
    session.execute(update(Quarantine).where(Quarantine.mail_id == mail_id).values(released_at=now))
    record(session, Action.RELEASE, f"mail:{mail_id}", actor=actor, now=now)


def _content(session: Session, mail_id: int) -> bytes | MalformedMail:
    mail = session.get_one(Mail, mail_id)
    try:
        return content_of(session, mail.sha256)
    except IntegrityError as error:
        return MalformedMail("altered", str(error))


def _keep(
    session: Session,
    settings: Settings,
    results: Sequence[tuple[int, ParsedMail | MalformedMail]],
    instance: str,
    *,
    now: datetime,
) -> None:
    entries = []
    for mail_id, result in results:
        mail = session.get_one(Mail, mail_id, with_for_update=True)
        if mail.state is not MailState.STORED:
            continue  # Another worker took it up at the same moment and was quicker.
        if isinstance(result, MalformedMail):
            _set_aside(session, mail_id, reason=result.reason, detail=result.detail, now=now)
            entries.append(_quarantine_entry(mail_id, result.reason))
        else:
            _fill(session, mail, result, settings, instance)
    if entries:
        record_all(session, entries, actor=system("collect"), now=now)


def _set_aside(session: Session, mail_id: int, *, reason: str, detail: str, now: datetime) -> None:
    session.get_one(Mail, mail_id).state = MailState.QUARANTINED
    row = session.scalar(select(Quarantine).where(Quarantine.mail_id == mail_id))
    row = row or Quarantine(mail_id=mail_id)
    row.reason, row.detail, row.quarantined_at, row.released_at = reason, detail, now, None
    session.add(row)


def _quarantine_entry(mail_id: int, reason: str) -> Entry:
    return Entry(Action.QUARANTINE, f"mail:{mail_id}", extra={"reason": reason})


def _fill(
    session: Session, mail: Mail, parsed: ParsedMail, settings: Settings, instance: str
) -> None:
    trust = verdict(
        parsed.authentication_results,
        trusted=settings.trusted_authserv_ids,
        from_address=parsed.from_address,
    )
    mail.message_id = parsed.message_id
    mail.in_reply_to = parsed.in_reply_to
    mail.references = list(parsed.references)
    mail.from_address = parsed.from_address
    mail.from_name = parsed.from_name
    mail.recipients = _recipients(parsed)
    mail.subject = parsed.subject
    mail.sent_at = parsed.sent_at
    mail.kind = parsed.kind
    mail.text = parsed.text
    mail.new_text = parsed.new_text
    mail.language = parsed.language
    mail.back_on = parsed.back_on
    mail.defects = list(parsed.defects)
    mail.report = _report(parsed)
    mail.authenticity = trust.result
    mail.authenticity_evidence = trust.evidence
    mail.is_loop = mail.direction is Direction.IN and parsed.loop_id == instance
    mail.is_variant = _is_variant(session, mail)
    mail.attachments = [
        Attachment(
            position=part.position,
            filename=part.filename[:255],
            content_type=part.content_type[:127],
            size=part.size,
            sha256=part.sha256,
        )
        for part in parsed.attachments
    ]
    mail.attempts = 0
    mail.state = MailState.PARSED


def _recipients(parsed: ParsedMail) -> list[str]:
    """Every address it was sent or delivered to, once, in the order of the headers."""
    headers = (*parsed.to, *parsed.cc, *parsed.delivered_to)
    return list(dict.fromkeys(each.address for each in headers if each.address))


def _report(parsed: ParsedMail) -> dict[str, Any]:
    if parsed.bounce is None:
        return {}
    return {
        "recipients": [
            {
                "address": recipient.address,
                "action": recipient.action,
                "status": recipient.status,
                "diagnostic": recipient.diagnostic,
            }
            for recipient in parsed.bounce.recipients
        ],
        "original_message_id": parsed.original_message_id,
    }


def _is_variant(session: Session, mail: Mail) -> bool:
    if mail.message_id is None:
        return False
    with session.no_autoflush:
        other = select(Mail.id).where(Mail.message_id == mail.message_id, Mail.id != mail.id)
        return session.scalar(other.limit(1)) is not None
