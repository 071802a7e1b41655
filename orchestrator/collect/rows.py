"""A parsed mail as rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from orchestrator.collect.authenticity import Verdict
from orchestrator.collect.body import Attachment as Part
from orchestrator.collect.parse import ParsedMail
from orchestrator.models import Attachment, CalendarReply, Mail, MailState
from orchestrator.models.base import insert_rows, is_among, update_rows
from orchestrator.models.words import indexed_at_once


@dataclass(frozen=True, slots=True)
class Read:
    """What was found in one stored mail.  ``is_loop``: it is our own, come back."""

    mail_id: int
    parsed: ParsedMail
    verdict: Verdict
    is_loop: bool


def fill_rows(session: Session, mails: Sequence[Read]) -> None:
    """Write what was read into the rows of mails, which are then parsed.  The caller commits."""
    if not mails:
        return
    variants = _variants(session, mails)
    rows = [{**columns_of(mail), "is_variant": mail.mail_id in variants} for mail in mails]
    with indexed_at_once(session, [mail.mail_id for mail in mails]):
        update_rows(session, Mail, rows)
    before = is_among(session, Attachment.mail_id, [mail.mail_id for mail in mails])
    session.execute(delete(Attachment).where(before).execution_options(synchronize_session=False))
    parts = [_attachment(mail.mail_id, part) for mail in mails for part in mail.parsed.attachments]
    insert_rows(session, Attachment, parts)
    _keep_replies(session, mails)


def _keep_replies(session: Session, mails: Sequence[Read]) -> None:
    """What calendars answered; a mail that is parsed anew says it anew."""
    rows = [
        {"mail_id": mail.mail_id, **mail.parsed.calendar._asdict()}
        for mail in mails
        if mail.parsed.calendar
    ]
    if rows:
        ids = [row["mail_id"] for row in rows]
        before = is_among(session, CalendarReply.mail_id, ids)
        session.execute(
            delete(CalendarReply).where(before).execution_options(synchronize_session=False)
        )
        insert_rows(session, CalendarReply, rows)


def fill_envelopes(session: Session, envelopes: Mapping[int, ParsedMail]) -> None:
    """Write what the header of refused mails tells into their rows.  The caller commits."""
    rows = [{"id": mail_id, **_header(parsed)} for mail_id, parsed in envelopes.items()]
    update_rows(session, Mail, rows)


def columns_of(mail: Read) -> dict[str, Any]:
    """What was read of a mail, by the columns of `Mail`."""
    parsed = mail.parsed
    return {
        "id": mail.mail_id,
        **_header(parsed),
        "kind": parsed.kind,
        "is_kind_certain": parsed.is_kind_certain,
        "kind_evidence": parsed.kind_evidence[:120],
        "text": parsed.text,
        "new_text": parsed.new_text,
        "language": parsed.language,
        "back_on": parsed.back_on,
        "defects": list(parsed.defects),
        "report": _report(parsed),
        "authenticity": mail.verdict.result,
        "authenticity_evidence": mail.verdict.evidence,
        "is_loop": mail.is_loop,
        "attempts": 0,
        "state": MailState.PARSED,
    }


def _header(parsed: ParsedMail) -> dict[str, Any]:
    return {
        "message_id": parsed.message_id,
        "in_reply_to": parsed.in_reply_to,
        "references": list(parsed.references),
        "from_address": parsed.from_address,
        "from_name": parsed.from_name,
        "recipients": _recipients(parsed),
        "subject": parsed.subject,
        "sent_at": parsed.sent_at,
    }


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
        "is_unwanted": parsed.bounce.is_unwanted,
    }


def _attachment(mail_id: int, part: Part) -> dict[str, Any]:
    return {
        "mail_id": mail_id,
        "position": part.position,
        "filename": part.filename[:255],
        "content_type": part.content_type[:127],
        "size": part.size,
        "sha256": part.sha256,
    }


def _variants(session: Session, mails: Sequence[Read]) -> set[int]:
    """Mails whose Message-ID an earlier one has, with other content: the same one has one row."""
    ids = {mail.parsed.message_id for mail in mails if mail.parsed.message_id}
    holders: dict[str | None, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Mail.message_id, Mail.id).where(is_among(session, Mail.message_id, ids))
    )
    for message_id, mail_id in rows:
        holders[message_id].add(mail_id)
    variants = set()
    for mail in mails:
        if mail.parsed.message_id:
            others = holders[mail.parsed.message_id]
            if others - {mail.mail_id}:
                variants.add(mail.mail_id)
            others.add(mail.mail_id)
    return variants
