"""What we said that we would do: kept, moved with a reason, or dropped with a reason."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from orchestrator.engagement.registers import check_day
from orchestrator.engagement.rows import replace, words
from orchestrator.engagement.telling import sentence, tell
from orchestrator.errors import UsageError
from orchestrator.models import Promise
from orchestrator.record.append import Action, Actor, record
from orchestrator.wording import day

LONGEST_REASON = 200


def move_promise(
    session: Session,
    promise_id: int,
    due_on: date,
    reason: str,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> Promise:
    """It is for another day, and the next update says why.  The caller commits.

    ``today`` is the day on our own calendar.

    Raises:
        UsageError: the day is over, too far ahead or none other, or no reason is given.
        Refused: it is not open any more.
    """
    reason = words(reason, "reason", LONGEST_REASON)
    if due_on < today:
        raise UsageError("due_on: this day is over")
    check_day(due_on, now)
    before = session.get(Promise, promise_id)
    if before is not None and before.due_on == due_on:
        raise UsageError("due_on: it is for that day already")
    after = replace(
        session, Promise, promise_id, "moved", reason=reason, now=now, due_on=due_on, fact_id=None
    )
    assert isinstance(after, Promise)
    moved = session.get_one(Promise, promise_id, populate_existing=True)
    tell(session, moved, day(due_on, today=today), sentence(reason), actor=actor, now=now)
    record(
        session,
        Action.DECIDE,
        f"promise:{after.id}",
        actor=actor,
        now=now,
        project_id=after.project_id,
        details={"text": after.text, "reason": reason},
        state=after.state.value,
        supersedes=promise_id,
        due_on=due_on.isoformat(),
    )
    return after
