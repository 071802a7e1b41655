"""How a request is weighed, and how we decide over many of them: for a PM's eyes alone."""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.errors import Refused, UsageError
from orchestrator.models import ChangeRequest, ChangeState, Fit
from orchestrator.record.append import Action, Actor, record

MANY_YESES: Final = 5
"""From so many plain yeses in a row on, somebody ought to ask whether the map still holds."""
_DECIDED: Final = (ChangeState.AGREED, ChangeState.DECLINED, ChangeState.LATER)


def weigh(
    session: Session,
    change_id: int,
    *,
    fit: Fit | None,
    worth: int | None,
    effort: int | None,
    actor: Actor,
    now: datetime,
) -> ChangeRequest:
    """Say where a request lies, what it is worth and what it takes, 1 to 3.  The caller commits.

    Raises:
        UsageError: a number is off the scale.
        Refused: it is not there any more.
    """
    for name, value in (("worth", worth), ("effort", effort)):
        if value is not None and not 1 <= value <= 3:
            raise UsageError(f"{name}: use 1 to 3")
    row: ChangeRequest | None = session.scalar(
        update(ChangeRequest)
        .where(ChangeRequest.id == change_id)
        .values(fit=fit, worth=worth, effort=effort)
        .returning(ChangeRequest)
    )
    if row is None:
        raise Refused("this request is not there any more")
    record(
        session,
        Action.NOTE,
        f"change_request:{row.id}",
        actor=actor,
        now=now,
        project_id=row.project_id,
        fit=fit.value if fit else None,
        worth=worth,
        effort=effort,
    )
    return row


def plain_yeses(session: Session, project_id: int) -> int:
    """How many requests in a row, the newest, were agreed to without a price."""
    decided: Sequence[ChangeRequest] = session.scalars(
        select(ChangeRequest)
        .where(ChangeRequest.project_id == project_id, ChangeRequest.state.in_(_DECIDED))
        .order_by(ChangeRequest.noted_at.desc(), ChangeRequest.id.desc())
        .limit(50)
    ).all()
    return sum(1 for _ in takewhile(_is_plain_yes, decided))


def _is_plain_yes(row: ChangeRequest) -> bool:
    return row.state is ChangeState.AGREED and not row.cents
