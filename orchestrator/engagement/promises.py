"""What becomes of a promise in the register: kept, dropped for a reason, and taken back."""

from datetime import datetime
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import Promise, PromiseState
from orchestrator.record.append import Action, Actor, record

LONGEST_REASON: Final = 300


def keep_promise(session: Session, promise_id: int, *, actor: Actor, now: datetime) -> Promise:
    """We did it.  The caller commits.

    Raises:
        Refused: it is not open.
    """
    return _settle(session, promise_id, PromiseState.KEPT, actor=actor, now=now)


def drop_promise(
    session: Session, promise_id: int, *, reason: str, actor: Actor, now: datetime
) -> Promise:
    """It will not be done.  The caller commits.

    Raises:
        UsageError: no reason, or one that is too long.
        Refused: it is not open.
    """
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise UsageError(f"reason: say why, in at most {LONGEST_REASON} characters")
    return _settle(
        session, promise_id, PromiseState.DROPPED, actor=actor, now=now, details={"reason": reason}
    )


def reopen_promise(session: Session, promise_id: int, *, actor: Actor, now: datetime) -> Promise:
    """It was a wrong click.  The caller commits.

    Raises:
        Refused: it is neither kept nor dropped.
    """
    settled = (PromiseState.KEPT, PromiseState.DROPPED)
    return _move(session, promise_id, settled, PromiseState.MADE, actor=actor, now=now)


def _settle(
    session: Session,
    promise_id: int,
    state: PromiseState,
    *,
    actor: Actor,
    now: datetime,
    details: dict[str, str] | None = None,
) -> Promise:
    made = (PromiseState.MADE,)
    return _move(session, promise_id, made, state, actor=actor, now=now, details=details)


def _move(
    session: Session,
    promise_id: int,
    before: tuple[PromiseState, ...],
    state: PromiseState,
    *,
    actor: Actor,
    now: datetime,
    details: dict[str, str] | None = None,
) -> Promise:
    promise: Promise | None = session.scalar(
        update(Promise)
        .where(Promise.id == promise_id, Promise.state.in_(before))
        .values(state=state)
        .returning(Promise)
    )
    if promise is None:
        raise Refused("somebody has decided on this promise in the meantime")
    record(
        session,
        Action.DECIDE,
        f"promise:{promise.id}",
        actor=actor,
        now=now,
        project_id=promise.project_id,
        details=details,
        state=state.value,
    )
    return promise
