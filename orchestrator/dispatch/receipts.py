"""Bounces and complaints, collected like any mail, settle the delivery they speak of."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.dispatch.settle import settle_by_evidence
from orchestrator.models import (
    Mail,
    MailState,
    OutboxEntry,
    OutboxState,
    Suppression,
    SuppressionReason,
)
from orchestrator.record.append import Action, Entry, record_all, system

NO_SUCH_ADDRESS = ("5.1.1", "5.1.2", "5.1.6", "5.1.10")
"""RFC 3463 codes after which a further mail to the address is never right."""

_RECEIPTS = system("receipts")
_LEFT = (OutboxState.ACCEPTED, OutboxState.DELIVERED, OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON)


def settle_report(session: Session, mail: Mail, *, now: datetime) -> None:
    """Join a bounce or complaint to the message it is about, and move the mail on.

    What fits no message of ours changes nothing: anyone can write a bounce.  The
    caller commits.
    """
    mail.state, mail.attempts = MailState.APPLIED, 0
    entry = _about(session, mail)
    if entry is None:
        return
    told = _recipient(mail, entry)
    source = f"mail:{mail.id}"
    if mail.kind == "complaint":
        state, reason = OutboxState.COMPLAINED, SuppressionReason.COMPLAINT
    elif told.get("action") == "failed" or str(told.get("status", "")).startswith("5"):
        state, reason = OutboxState.BOUNCED, SuppressionReason.HARD_BOUNCE
    else:
        return  # A delay: the server still tries.
    status = str(told.get("status") or "")
    settle_by_evidence(
        session,
        entry,
        state,
        kind=mail.kind,
        source=source,
        status=status,
        detail=str(told.get("diagnostic") or ""),
        actor=_RECEIPTS,
        now=now,
    )
    if mail.kind == "complaint" or status in NO_SUCH_ADDRESS:
        _suppress(session, entry.recipient, reason, source=source, now=now)


def _about(session: Session, mail: Mail) -> OutboxEntry | None:
    """The message whose Message-ID the report returns; only ids that we made can match."""
    ids = [mail.report.get("original_message_id"), mail.in_reply_to, *mail.references]
    return session.scalar(
        select(OutboxEntry)
        .where(OutboxEntry.message_id.in_([i for i in ids if i]), OutboxEntry.state.in_(_LEFT))
        .limit(1)
    )


def _recipient(mail: Mail, entry: OutboxEntry) -> dict[str, Any]:
    told: list[dict[str, Any]] = mail.report.get("recipients", [])
    mine = [r for r in told if str(r.get("address") or "").lower() == entry.recipient]
    return next(iter(mine or told), {})


def _suppress(
    session: Session, addr_spec: str, reason: SuppressionReason, *, source: str, now: datetime
) -> None:
    known = select(Suppression.id).where(
        Suppression.addr_spec == addr_spec, Suppression.lifted_at.is_(None)
    )
    if session.scalar(known.limit(1)) is not None:
        return
    row = Suppression(addr_spec=addr_spec, reason=reason, source=source, created_at=now)
    session.add(row)
    session.flush()
    entry = Entry(
        Action.SUPPRESS,
        f"suppression:{row.id}",
        details={"address": addr_spec},
        extra={"reason": reason.value, "source": source},
    )
    record_all(session, [entry], actor=_RECEIPTS, now=now)
