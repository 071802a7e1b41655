"""A mailbox that falls silent against its own habit raises an alarm, and only then."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.collect.habit import longest_habitual_silence, watch_habit, working_time
from orchestrator.models import (
    Database,
    Direction,
    FolderCursor,
    Mailbox,
    MailboxAlarm,
    MailLocation,
)
from tests.factories import MONDAY, make_mailbox

CARDIFF = ZoneInfo("Europe/London")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def workday_mails(until: datetime, weeks: int, hours: Sequence[int]) -> list[datetime]:
    """At these hours (UTC) of every Monday to Friday in the weeks before ``until``."""
    days = [until.replace(hour=0, minute=0) - n * DAY for n in range(1, weeks * 7 + 1)]
    return [day + hour * HOUR for day in days if day.weekday() < 5 for hour in hours]


def test_time_passes_on_working_days_only() -> None:
    friday = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert working_time(friday, MONDAY, CARDIFF) == 16 * HOUR
    assert working_time(MONDAY, MONDAY + 3 * HOUR, CARDIFF) == 3 * HOUR
    saturday = datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert working_time(saturday, saturday + 20 * HOUR, CARDIFF) == timedelta(0)


def test_a_night_in_which_the_clocks_change_counts_as_long_as_it_is() -> None:
    # In Amman the clocks of 2021 went back in the night to a Friday.
    amman = ZoneInfo("Asia/Amman")
    start = datetime(2021, 10, 28, 12, tzinfo=UTC)
    assert working_time(start, start + DAY, amman) == DAY


def test_a_busy_mailbox_may_be_silent_for_a_working_day() -> None:
    mails = workday_mails(MONDAY, 4, range(8, 18))
    assert longest_habitual_silence(mails, CARDIFF) == 3 * 15 * HOUR
    assert longest_habitual_silence([MONDAY + n * HOUR for n in range(30)], CARDIFF) == DAY


def test_a_mailbox_with_few_mails_has_no_habit() -> None:
    assert longest_habitual_silence([MONDAY + n * HOUR for n in range(19)], CARDIFF) is None
    assert longest_habitual_silence([], CARDIFF) is None


def test_what_came_more_than_four_weeks_before_the_newest_says_nothing() -> None:
    old = [MONDAY - 100 * DAY + n * HOUR for n in range(50)]
    assert longest_habitual_silence([*old, MONDAY], CARDIFF) is None


def test_a_slow_mailbox_may_be_silent_three_times_as_long_as_usual() -> None:
    mails = workday_mails(MONDAY, 4, [9])
    assert longest_habitual_silence(mails, CARDIFF) == 3 * DAY


@pytest.fixture
def mailbox_id(parts: flow.Parts) -> int:
    """Ten mails on every working day, for four weeks, the last on Friday at 17:00."""
    with parts.database.write() as session:
        mailbox = make_mailbox(session, parts.settings, user="hello", port=1)
        for folder, direction in (("INBOX", Direction.IN), ("Sent", Direction.OUT)):
            session.add(
                FolderCursor(
                    mailbox_id=mailbox.id, folder=folder, direction=direction, uidvalidity=1
                )
            )
        came = workday_mails(MONDAY, 4, range(8, 18))
        deliver(session, mailbox.id, "INBOX", came)
        return mailbox.id


def deliver(session: Session, mailbox_id: int, folder: str, came: Sequence[datetime]) -> None:
    session.add_all(
        MailLocation(
            mailbox_id=mailbox_id,
            folder=folder,
            uidvalidity=1,
            uid=int(at.timestamp()),
            received_at=at,
        )
        for at in came
    )


def look(parts: flow.Parts, mailbox_id: int, now: datetime) -> bool:
    with parts.database.write() as session:
        return watch_habit(session, mailbox_id, parts.settings, now=now)


def alarms(database: Database) -> list[MailboxAlarm]:
    with database.read() as session:
        return list(session.scalars(select(MailboxAlarm).order_by(MailboxAlarm.id)))


def test_a_weekend_and_a_working_day_raise_no_alarm(parts: flow.Parts, mailbox_id: int) -> None:
    assert not look(parts, mailbox_id, MONDAY)
    assert not look(parts, mailbox_id, MONDAY + DAY)
    assert alarms(parts.database) == []


def test_a_silence_against_the_habit_raises_one_alarm_until_mail_comes(
    parts: flow.Parts, mailbox_id: int
) -> None:
    wednesday = MONDAY + 2 * DAY
    assert look(parts, mailbox_id, wednesday)
    assert look(parts, mailbox_id, wednesday + HOUR)
    [alarm] = alarms(parts.database)
    assert alarm.raised_at == wednesday
    assert alarm.words.startswith("No mail since Fri 20 Nov 17:00. It usually comes at least")
    with parts.database.write() as session:
        deliver(session, mailbox_id, "INBOX", [wednesday + 2 * HOUR])
    assert not look(parts, mailbox_id, wednesday + 3 * HOUR)
    [alarm] = alarms(parts.database)
    assert alarm.cleared_at == wednesday + 3 * HOUR


def test_what_we_send_does_not_break_the_silence(parts: flow.Parts, mailbox_id: int) -> None:
    wednesday = MONDAY + 2 * DAY
    with parts.database.write() as session:
        deliver(session, mailbox_id, "Sent", [wednesday - HOUR])
    assert look(parts, mailbox_id, wednesday)


def test_a_server_date_of_tomorrow_does_not_hide_the_silence(
    parts: flow.Parts, mailbox_id: int
) -> None:
    with parts.database.write() as session:
        deliver(session, mailbox_id, "INBOX", [MONDAY + 3 * DAY])
    assert look(parts, mailbox_id, MONDAY + 2 * DAY)


def test_an_archive_has_no_habit(parts: flow.Parts, mailbox_id: int) -> None:
    with parts.database.write() as session:
        session.get_one(Mailbox, mailbox_id).is_archive = True
    assert not look(parts, mailbox_id, MONDAY + 9 * DAY)
