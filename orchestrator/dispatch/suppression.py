"""Addresses that get no mail of ours, and the word of a person that ends it.

A code of RFC 3463 says how surely mail to an address fails: of those that no further mail is
right for, one is enough; of other failures for good, three in thirty days; a full mailbox or a
server that is away for now suppresses nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused
from orchestrator.models import (
    DeliveryEvent,
    OutboxEntry,
    OutboxState,
    Suppression,
    SuppressionReason,
)
from orchestrator.record.append import Action, Actor, record, system

NO_SUCH_ADDRESS = ("5.1.1", "5.1.2", "5.1.6", "5.1.10")
MAILBOX_FULL = "5.2.2"
HARD_AT_MOST = 3
HARD_WITHIN = timedelta(days=30)
REFUSAL = "refusal"
"""The kind of event of a recipient that a server refused at RCPT."""


def failed_for_good() -> ColumnElement[bool]:
    """Of an event joined to its outbox row: whether it says that mail to there fails for good."""
    return and_(
        or_(
            DeliveryEvent.kind == REFUSAL,
            and_(DeliveryEvent.kind == "bounce", OutboxEntry.state == OutboxState.BOUNCED),
        ),
        or_(DeliveryEvent.status.like("5.%"), DeliveryEvent.status == ""),
        DeliveryEvent.status != MAILBOX_FULL,
    )


def note_refusal(session: Session, entry: OutboxEntry, status: str, *, now: datetime) -> None:
    """A server refused the recipient of ``entry`` for good: it counts as a bounce does.

    Args:
        status: the code of RFC 3463, "" when it gave none.
    """
    source = f"outbox:{entry.id}"
    event = DeliveryEvent(
        outbox_id=entry.id, kind=REFUSAL, status=status[:12], detail=entry.problem,
        source=source, learned_at=now,
    )  # fmt: skip
    session.add(event)
    judge(session, entry.recipient, status, source=source, actor=system("send"), now=now)


def judge(
    session: Session, addr_spec: str, status: str, *, source: str, actor: Actor, now: datetime
) -> None:
    """Suppress an address where the failure that was just noted is one too many."""
    if status in NO_SUCH_ADDRESS or _failures(session, addr_spec, now) >= HARD_AT_MOST:
        suppress(
            session, addr_spec, SuppressionReason.HARD_BOUNCE, source=source, actor=actor, now=now
        )


def _failures(session: Session, addr_spec: str, now: datetime) -> int:
    """How many messages failed there for good of late, since a person last said it works."""
    lifted = (
        select(func.max(Suppression.lifted_at))
        .where(Suppression.addr_spec == addr_spec)
        .scalar_subquery()
    )
    session.flush()
    found = session.scalar(
        select(func.count(DeliveryEvent.outbox_id.distinct()))
        .join(OutboxEntry, OutboxEntry.id == DeliveryEvent.outbox_id)
        .where(
            OutboxEntry.recipient == addr_spec,
            DeliveryEvent.learned_at > now - HARD_WITHIN,
            or_(lifted.is_(None), DeliveryEvent.learned_at > lifted),
            failed_for_good(),
        )
    )
    return found or 0


def is_suppressed(session: Session, addr_spec: str) -> bool:
    """Whether the address gets no mail now."""
    found = select(Suppression.id).where(
        Suppression.addr_spec == addr_spec, Suppression.lifted_at.is_(None)
    )
    return session.scalar(found.limit(1)) is not None


def suppress(
    session: Session,
    addr_spec: str,
    reason: SuppressionReason,
    *,
    source: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Send nothing to an address from now on.  The caller commits."""
    if is_suppressed(session, addr_spec):
        return
    row = Suppression(addr_spec=addr_spec, reason=reason, source=source, created_at=now)
    session.add(row)
    session.flush()
    record(
        session,
        Action.SUPPRESS,
        f"suppression:{row.id}",
        actor=actor,
        now=now,
        details={"address": addr_spec},
        reason=reason.value,
        source=source,
    )


def suppressions(session: Session) -> Sequence[Suppression]:
    """Those in force, oldest first."""
    return session.scalars(
        select(Suppression).where(Suppression.lifted_at.is_(None)).order_by(Suppression.id)
    ).all()


def lift(session: Session, addr_spec: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Let mail go to an address again.  The caller commits.

    Her own "stop" is a wish and stays.

    Raises:
        Refused: nothing bars this address.
    """
    lifted = session.scalars(
        update(Suppression)
        .where(Suppression.addr_spec == addr_spec, Suppression.lifted_at.is_(None))
        .values(lifted_at=now)
        .returning(Suppression.id)
    ).all()
    if not lifted:
        raise Refused(f"{addr_spec[:80]}: nothing bars it; see: orchestrator client suppressed")
    for suppression_id in sorted(lifted):
        record(
            session,
            Action.UNSUPPRESS,
            f"suppression:{suppression_id}",
            actor=actor,
            now=now,
            details={"address": addr_spec, "reason": reason},
        )
