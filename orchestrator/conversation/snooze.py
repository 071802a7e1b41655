"""A conversation that is put off: it comes back by itself, and when somebody writes."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from orchestrator.errors import UsageError
from orchestrator.models import Thread
from orchestrator.record.append import Action, Actor, record

MORNING: Final = time(8, 0)
REPLY, TOMORROW, MONDAY = "reply", "tomorrow", "monday"


def snooze_thread(
    session: Session, thread: Thread, until: str, *, zone: ZoneInfo, actor: Actor, now: datetime
) -> None:
    """Out of the way until a reply, the next morning or Monday's in ``zone``.

    A thread that was done is open again.  The caller commits.

    Raises:
        UsageError: no such word.
    """
    if until not in (REPLY, TOMORROW, MONDAY):
        raise UsageError(f"until = {until[:20]!r}: use {REPLY}, {TOMORROW} or {MONDAY}")
    thread.snoozed_at, thread.snoozed_until = now, wakes_at(until, zone=zone, now=now)
    thread.done_at = None
    _record(session, thread, actor=actor, now=now)


def wake_thread(session: Session, thread: Thread, *, actor: Actor, now: datetime) -> None:
    """Back among those that wait.  The caller commits."""
    thread.snoozed_at = thread.snoozed_until = None
    _record(session, thread, actor=actor, now=now)


def wakes_at(until: str, *, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The morning that ``until`` names; None where only a reply ends it."""
    if until == REPLY:
        return None
    today = now.astimezone(zone).date()
    ahead = 1 if until == TOMORROW else 7 - today.weekday()
    return datetime.combine(today + timedelta(days=ahead), MORNING, zone)


def _record(session: Session, thread: Thread, *, actor: Actor, now: datetime) -> None:
    until = thread.snoozed_until
    record(
        session,
        Action.THREAD,
        f"thread:{thread.id}",
        actor=actor,
        now=now,
        project_id=thread.project_id,
        snoozed=thread.snoozed_at is not None,
        until=until.isoformat() if until else "",
    )
