"""Bounces and complaints, collected like any mail, settle the delivery they speak of.

Anyone can write a bounce.  What only we and the servers on the way can know settles: the
bounce address, the Message-ID, the reply address.  The recipient's name alone settles
where the recipient's own domain, or ours, is proven to have sent the report.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.dispatch.bounce_address import message_id_in
from orchestrator.dispatch.settle import settle_by_evidence
from orchestrator.dispatch.suppression import judge, suppress
from orchestrator.models import (
    DeliveryEvent,
    Digest,
    Mail,
    MailState,
    OutboxEntry,
    OutboxState,
    SuppressionReason,
)
from orchestrator.record.append import Action, record, system
from orchestrator.wording import REPLY

_RECEIPTS = system("receipts")
_LEFT = (OutboxState.ACCEPTED, OutboxState.DELIVERED, OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON)
_QUEUED_AT_MOST = timedelta(days=6)
"""RFC 5321 section 4.5.4.1: servers give up after four to five days."""


def settle_report(session: Session, mail: Mail, *, key: bytes, now: datetime) -> None:
    """Join a bounce or complaint to the message it is about, and move the mail on.

    What fits no message of ours changes nothing.  The caller commits.
    """
    mail.state, mail.attempts = MailState.APPLIED, 0
    named = _named(session, mail, key)
    entry = named or _by_recipient(session, mail)
    if entry is None:
        _record_unsettled(session, mail, None, now=now)
        return
    is_proven = named is not None or _is_reporter_proven(mail, entry)
    told = _recipient(mail, entry)
    source = f"mail:{mail.id}"
    status, detail = str(told.get("status") or ""), str(told.get("diagnostic") or "")
    # Other feedback, such as of our signatures, is noted: nobody says that mail is unwanted.
    is_complaint = mail.kind == "complaint" and bool(mail.report.get("is_unwanted"))
    has_failed = told.get("action") == "failed" or status.startswith("5")
    has_failed |= not told and mail.kind == "bounce"  # It came to the address of one message.
    if not is_proven or not (is_complaint or has_failed):
        # Nothing to settle: the server still tries, or it is not known who says so.
        _note(session, entry, mail, status=status, detail=detail, now=now)
        return
    settle_by_evidence(
        session,
        entry,
        OutboxState.COMPLAINED if is_complaint else OutboxState.BOUNCED,
        kind=mail.kind,
        source=source,
        status=status,
        detail=detail,
        actor=_RECEIPTS,
        now=now,
    )
    if is_complaint:
        because = SuppressionReason.COMPLAINT
        suppress(session, entry.recipient, because, source=source, actor=_RECEIPTS, now=now)
    else:
        judge(session, entry.recipient, status, source=source, actor=_RECEIPTS, now=now)


def _named(session: Session, mail: Mail, key: bytes) -> OutboxEntry | None:
    """The message that the report names, in the order of how directly."""
    ids = [mail.report.get("original_message_id"), mail.in_reply_to, *mail.references]
    for way in (
        OutboxEntry.message_id.in_([i for i in map(message_id_in, mail.recipients) if i]),
        OutboxEntry.message_id.in_([i for i in ids if i]),
        OutboxEntry.digest_id.in_(list(_replied_digests(session, mail, key))),
    ):
        if (entry := _newest(session, way)) is not None:
            return entry
    return None


def _replied_digests(session: Session, mail: Mail, key: bytes) -> Iterator[int]:
    """Updates at whose reply address the report came in: a program that unsubscribes."""
    for address in mail.recipients:
        token = tokens.token_in(address)
        reference = tokens.reference_of(token) if token else None
        if token and reference and reference.startswith("d"):
            digest = session.get(Digest, int(reference[1:]))
            if digest and tokens.is_genuine(key, REPLY, token, digest.contact_id):
                yield digest.id


def _by_recipient(session: Session, mail: Mail) -> OutboxEntry | None:
    """The last message to who failed, as long as a server may have held it."""
    failed = {str(told.get("address") or "").lower() for told in mail.report.get("recipients", [])}
    return _newest(
        session,
        OutboxEntry.recipient.in_(sorted(failed - {""})),
        OutboxEntry.finished_at >= mail.received_at - _QUEUED_AT_MOST,
        OutboxEntry.finished_at <= mail.received_at,
    )


def _is_reporter_proven(mail: Mail, entry: OutboxEntry) -> bool:
    """Whether the domain that failed, or ours, is proven to say so."""
    ours = entry.message_id.rpartition("@")[2].rstrip(">")
    known = (entry.recipient.rpartition("@")[2], ours)
    return mail.authenticity == "pass" and mail.from_address.rpartition("@")[2] in known


def _newest(session: Session, *conditions: ColumnElement[bool]) -> OutboxEntry | None:
    return session.scalar(
        select(OutboxEntry)
        .where(*conditions, OutboxEntry.state.in_(_LEFT))
        .order_by(OutboxEntry.finished_at.desc(), OutboxEntry.id.desc())
        .limit(1)
    )


def _note(
    session: Session, entry: OutboxEntry, mail: Mail, *, status: str, detail: str, now: datetime
) -> None:
    event = DeliveryEvent(
        outbox_id=entry.id, kind=mail.kind, status=status[:12], detail=detail[:500],
        source=f"mail:{mail.id}", learned_at=now,
    )  # fmt: skip
    session.add(event)
    _record_unsettled(session, mail, entry, now=now)


def _record_unsettled(
    session: Session, mail: Mail, entry: OutboxEntry | None, *, now: datetime
) -> None:
    """Show in the record what came back and settled nothing."""
    told = [str(each.get("address") or "") for each in mail.report.get("recipients", [])]
    record(
        session,
        Action.BOUNCE,
        f"outbox:{entry.id}" if entry else f"mail:{mail.id}",
        actor=_RECEIPTS,
        now=now,
        project_id=entry.project_id if entry else None,
        details={"from": mail.from_address, "recipients": ", ".join(told)[:500]},
        report=mail.kind,
        source=f"mail:{mail.id}",
    )


def _recipient(mail: Mail, entry: OutboxEntry) -> dict[str, Any]:
    told: list[dict[str, Any]] = mail.report.get("recipients", [])
    mine = [r for r in told if str(r.get("address") or "").lower() == entry.recipient]
    return next(iter(mine or told), {})
