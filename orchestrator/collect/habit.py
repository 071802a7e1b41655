"""A mailbox that falls silent against its own habit.

A forwarding rule that somebody removed, or a filter that sorts too much away, makes no
error: mail just stops.  So each mailbox is held against itself.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.models import Direction, FolderCursor, Mailbox, MailboxAlarm, MailLocation

MAILS_AT_LEAST = 20
WINDOW = timedelta(weeks=4)
WORKING_DAY = timedelta(hours=24)
TIMES_THE_GAP = 3
PERCENTILE = 0.95

_SATURDAY = 5


def longest_habitual_silence(arrivals: Sequence[datetime], zone: ZoneInfo) -> timedelta | None:
    """How long a mailbox may be silent before that is unusual, in working time.

    The rule: of the four weeks up to the newest mail, take the gaps between arrivals
    without their Saturdays and Sundays.  The silence is unusual when it is longer than
    three times the gap that 95 % stay below, and longer than one working day of 24 hours.
    A mailbox with fewer than 20 mails in that time has no habit, and the answer is None.

    Weekends are left out on both sides because a gap over one says nothing; holidays are
    not, because every country has its own: the alarm speaks of them.
    """
    newest = max(arrivals, default=None)
    if newest is None:
        return None
    recent = sorted(each for each in arrivals if each > newest - WINDOW)
    if len(recent) < MAILS_AT_LEAST:
        return None
    gaps = sorted(working_time(before, after, zone) for before, after in pairwise(recent))
    usual = gaps[min(int(len(gaps) * PERCENTILE), len(gaps) - 1)]
    return max(WORKING_DAY, TIMES_THE_GAP * usual)


def working_time(start: datetime, end: datetime, zone: ZoneInfo) -> timedelta:
    """What passes from ``start`` to ``end`` without the Saturdays and Sundays of ``zone``."""
    total = timedelta(0)
    day = start.astimezone(zone).date()
    while day <= end.astimezone(zone).date():
        if day.weekday() < _SATURDAY:
            total += min(end, _midnight(day, zone, 1)) - max(start, _midnight(day, zone, 0))
        day += timedelta(days=1)
    return total


def _midnight(day: date, zone: ZoneInfo, days: int) -> datetime:
    # In UTC, because Python subtracts two times of one zone by their clock faces.
    return datetime.combine(day + timedelta(days=days), time(0), zone).astimezone(UTC)


def watch_habit(session: Session, mailbox_id: int, settings: Settings, *, now: datetime) -> bool:
    """Raise or clear the alarm of a mailbox that was just read; return whether it is raised.

    An archive has none: what comes there is what we send.  The caller commits.
    """
    if session.get_one(Mailbox, mailbox_id).is_archive:
        return False
    open_alarm = session.scalar(
        select(MailboxAlarm).where(
            MailboxAlarm.mailbox_id == mailbox_id, MailboxAlarm.cleared_at.is_(None)
        )
    )
    arrivals = _arrivals(session, mailbox_id, now=now)
    longest = longest_habitual_silence(arrivals, settings.zone)
    is_silent = longest is not None and working_time(max(arrivals), now, settings.zone) > longest
    if is_silent and open_alarm is None:
        last = max(arrivals).astimezone(settings.zone)
        words = (
            f"No mail since {last:%a %d %b %H:%M}. It usually comes at least every "
            f"{_words(longest)}: a holiday, or a forwarding that ended?"
        )
        session.add(MailboxAlarm(mailbox_id=mailbox_id, words=words, raised_at=now))
    if not is_silent and open_alarm is not None:
        open_alarm.cleared_at = now
    return is_silent


def _arrivals(session: Session, mailbox_id: int, *, now: datetime) -> list[datetime]:
    """When mail came in the four weeks up to the newest one."""
    came = (
        select(MailLocation.received_at)
        .join(
            FolderCursor,
            (FolderCursor.mailbox_id == MailLocation.mailbox_id)
            & (FolderCursor.folder == MailLocation.folder),
        )
        .where(
            MailLocation.mailbox_id == mailbox_id,
            FolderCursor.direction == Direction.IN,
            MailLocation.uidvalidity == FolderCursor.uidvalidity,
            MailLocation.received_at <= now,
        )
    )
    newest = session.scalar(came.order_by(MailLocation.received_at.desc()).limit(1))
    if newest is None:
        return []
    return list(session.scalars(came.where(MailLocation.received_at > newest - WINDOW)))


def _words(span: timedelta | None) -> str:
    hours = int(span.total_seconds() // 3600) if span else 0
    return f"{hours // 24} working days" if hours >= 48 else f"{hours} working hours"
