"""Quiet by wish is told apart from quiet by withdrawal, and silence is never happy."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from orchestrator.engagement.silence import Quiet, Silence, silences
from orchestrator.engagement.status import update_status
from orchestrator.models import (
    Contact,
    Mood,
    Preference,
    Project,
    Sentiment,
    Wish,
    Wishes,
    WishState,
)
from tests.factories import make_mail

LAST = datetime(2026, 11, 13, 10, 0, tzinfo=UTC)


def write(session: Session, dana: Contact, at: datetime, **values: Any) -> None:
    make_mail(session, dana, received_at=at, **values)


def write_daily(session: Session, dana: Contact, **values: Any) -> None:
    """Each working day of six weeks, the last on Friday 13 November."""
    for number in range(42):
        at = LAST - timedelta(days=number)
        if at.weekday() < 5:
            write(session, dana, at, **values)


def wish(session: Session, dana: Contact, **values: Any) -> None:
    kept = Wishes.unspoken(dana.id)
    kept.chosen_at = LAST - timedelta(days=60)
    for name, value in values.items():
        setattr(kept, name, value)
    session.add(kept)
    session.flush()
    session.expire(dana)


def silence(session: Session, dana: Contact, days: int) -> Silence:
    return silences(session, [dana], now=LAST + timedelta(days=days))[dana.id]


def test_a_daily_writer_who_is_silent_for_eight_days_is_named_with_her_habit(
    session: Session, dana: Contact
) -> None:
    write_daily(session, dana)
    assert silence(session, dana, 3).quiet is Quiet.TALKING
    found = silence(session, dana, 8)
    assert found.quiet is Quiet.WITHDRAWN
    assert found.words == "Dana usually writes every day, silent for 8"


@pytest.mark.parametrize(
    ("wishes", "days", "quiet", "words"),
    [
        ({"cadence": "monthly"}, 20, Quiet.WISHED, "Dana is quiet by wish: monthly is enough"),
        ({"cadence": "monthly"}, 60, Quiet.WITHDRAWN, "silent for 60"),
        ({"cadence": "needed"}, 60, Quiet.WISHED, "Dana is quiet by wish: only when needed"),
        ({"cadence": "weekly"}, 7, Quiet.TALKING, ""),
        ({"cadence": "weekly"}, 11, Quiet.WITHDRAWN, "silent for 11"),
        ({"stopped": True}, 30, Quiet.WISHED, "Dana is quiet by wish: no automatic mail"),
        ({"pause_until": date(2026, 12, 7)}, 12, Quiet.WISHED, "paused until Mon 7 Dec"),
    ],
)
def test_a_wish_for_less_explains_a_silence(
    session: Session, dana: Contact, wishes: dict[str, Any], days: int, quiet: Quiet, words: str
) -> None:
    write_daily(session, dana)
    wish(session, dana, **wishes)
    found = silence(session, dana, days)
    assert found.quiet is quiet
    assert words in found.words


def test_who_is_out_of_office_is_away_and_not_silent(session: Session, dana: Contact) -> None:
    write_daily(session, dana)
    at = LAST + timedelta(days=3)
    write(session, dana, at, kind="auto_reply", back_on=date(2026, 12, 7))
    found = silence(session, dana, 14)
    assert (found.quiet, found.words) == (Quiet.AWAY, "Dana is away until Mon 7 Dec")
    assert silence(session, dana, 26).quiet is Quiet.TALKING
    assert silence(session, dana, 40).quiet is Quiet.WITHDRAWN


def test_a_pause_that_is_over_does_not_count_in_the_silence(
    session: Session, dana: Contact
) -> None:
    write_daily(session, dana)
    session.add(
        Preference(
            contact_id=dana.id,
            wish=Wish.PAUSE_UNTIL,
            value="2026-12-07",
            state=WishState.APPLIED,
            tier="T0",
            source="mail:1",
            said_at=LAST,
        )
    )
    session.flush()
    assert silence(session, dana, 25).quiet is Quiet.TALKING
    assert silence(session, dana, 40).quiet is Quiet.WITHDRAWN


def test_what_a_program_sends_is_no_word_of_hers(session: Session, dana: Contact) -> None:
    write_daily(session, dana)
    write(session, dana, LAST + timedelta(days=7), kind="bulk")
    assert silence(session, dana, 8).quiet is Quiet.WITHDRAWN


def test_praise_of_somebody_who_fell_silent_since_is_silence(
    session: Session, project: Project, dana: Contact
) -> None:
    write_daily(session, dana, project_id=project.id, authenticity="pass")
    last = make_mail(session, dana, project_id=project.id, received_at=LAST, authenticity="pass")
    session.add(Sentiment(mail_id=last.id, scorer="t", label="positive", intents=[], evidence=[]))
    session.flush()
    mood = update_status(session, project.id, now=LAST + timedelta(days=2)).mood
    assert mood is Mood.GREAT
    row = update_status(session, project.id, now=LAST + timedelta(days=9))
    assert (row.mood, row.source) == (Mood.SILENT, f"contact:{dana.id}")
    write(session, dana, LAST + timedelta(days=9))
    assert update_status(session, project.id, now=LAST + timedelta(days=10)).mood is Mood.GREAT
