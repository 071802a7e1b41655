from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from orchestrator.conversation.snooze import wakes_at

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("until", "now", "wakes"),
    [
        ("tomorrow", "2026-11-23T09:00Z", "2026-11-24T08:00Z"),
        ("monday", "2026-11-23T09:00Z", "2026-11-30T08:00Z"),
        ("monday", "2026-11-29T23:59Z", "2026-11-30T08:00Z"),
        # Summer time ends in the night of 25 October: eight is eight.
        ("tomorrow", "2026-10-24T12:00Z", "2026-10-25T08:00Z"),
        ("monday", "2026-03-27T12:00Z", "2026-03-30T07:00Z"),
        # It is tomorrow already where the studio is.
        ("tomorrow", "2026-07-01T23:30Z", "2026-07-03T07:00Z"),
    ],
)
def test_it_wakes_on_a_morning_of_the_studio(until: str, now: str, wakes: str) -> None:
    at = datetime.fromisoformat(now).astimezone(UTC)
    assert wakes_at(until, zone=LONDON, now=at) == datetime.fromisoformat(wakes)


def test_until_a_reply_names_no_instant() -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert wakes_at("reply", zone=LONDON, now=at) is None
