"""Addresses that get no mail of ours, and the word of a person that ends it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused
from orchestrator.models import Suppression, SuppressionReason
from orchestrator.record.append import Action, Actor, record


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
    known = select(Suppression.id).where(
        Suppression.addr_spec == addr_spec, Suppression.lifted_at.is_(None)
    )
    if session.scalar(known.limit(1)) is not None:
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
