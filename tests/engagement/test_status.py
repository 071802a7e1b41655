"""Status: the worse of mood and delivery; silence is its own state."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.mood import correct_sentiment
from orchestrator.engagement.status import update_status, worse_of
from orchestrator.errors import UsageError
from orchestrator.models import (
    Contact,
    Delivery,
    Mail,
    Mood,
    Project,
    ProjectStatus,
    Pulse,
    Sentiment,
)
from orchestrator.record.append import Actor
from tests.factories import make_ask, make_contact, make_mail


def hear(
    session: Session,
    project: Project,
    dana: Contact | None,
    label: str,
    at: datetime,
    words: str = "Hm.",
    **proof: Any,
) -> Mail:
    values = {"authenticity": "pass"} | proof
    mail = make_mail(session, dana, project_id=project.id, received_at=at, new_text=words, **values)
    session.add(
        Sentiment(
            mail_id=mail.id,
            scorer="test",
            label=label,
            intents=[],
            evidence=[{"text": words, "weight": -1, "rule": "test"}],
        )
    )
    session.flush()
    return mail


def score(
    session: Session, project: Project, dana: Contact, value: int, at: datetime, **proof: Any
) -> None:
    values = {"authenticity": "pass"} | proof
    mail = make_mail(session, dana, project_id=project.id, received_at=at, **values)
    session.add(
        Pulse(project_id=project.id, contact_id=dana.id, mail_id=mail.id, score=value, said_at=at)
    )
    session.flush()


@pytest.mark.parametrize(
    ("delivery", "mood", "overdue", "status"),
    [
        ("good", "great", False, "good"),
        ("good", "unhappy", False, "bad"),
        ("good", "so_so", False, "watch"),
        ("bad", "great", False, "bad"),
        ("watch", "good", False, "watch"),
        ("good", "silent", False, "good"),
        ("good", "silent", True, "watch"),
        ("bad", "so_so", False, "bad"),
    ],
)
def test_satisfaction_caps_status(delivery: str, mood: str, overdue: bool, status: str) -> None:
    assert worse_of(Delivery(delivery), Mood(mood), overdue=overdue) == status


def test_silence_is_a_state_of_its_own_and_never_happy(
    session: Session, project: Project, now: datetime
) -> None:
    row = update_status(session, project.id, now=now)
    assert (row.mood, row.status) == (Mood.SILENT, Delivery.GOOD)


def test_an_old_mood_becomes_silence(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    score(session, project, dana, 5, now - timedelta(days=31))
    assert update_status(session, project.id, now=now).mood is Mood.SILENT


def test_a_calm_mail_does_not_clear_an_unhappy_one_and_a_glad_one_does(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    words = "Nobody told us."
    hear(session, project, dana, "negative", now - timedelta(days=3), words)
    row = update_status(session, project.id, now=now)
    assert (row.mood, row.status, row.reason) == (Mood.UNHAPPY, Delivery.BAD, words)
    hear(session, project, dana, "neutral", now - timedelta(days=2))
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY
    hear(session, project, dana, "positive", now - timedelta(days=1))
    assert update_status(session, project.id, now=now).mood is Mood.GREAT


@pytest.mark.parametrize(
    ("proof", "counts"),
    [
        ({"authenticity": "none"}, False),
        ({"authenticity": "fail"}, False),
        ({"authenticity": "fail", "has_token": True}, False),
        ({"authenticity": "none", "has_token": True}, True),
        ({"authenticity": "pass"}, True),
    ],
)
def test_praise_clears_an_unhappy_mail_only_where_it_is_proven_to_be_hers(
    session: Session,
    project: Project,
    dana: Contact,
    now: datetime,
    proof: dict[str, Any],
    counts: bool,
) -> None:
    hear(session, project, dana, "negative", now - timedelta(days=3), authenticity="none")
    hear(session, project, dana, "positive", now - timedelta(days=2), **proof)
    mood = update_status(session, project.id, now=now).mood
    assert mood is (Mood.GREAT if counts else Mood.UNHAPPY)
    hear(session, project, dana, "negative", now - timedelta(days=1), authenticity="fail")
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY
    score(session, project, dana, 5, now, **proof)
    mood = update_status(session, project.id, now=now).mood
    assert mood is (Mood.GREAT if counts else Mood.UNHAPPY)


def test_a_low_score_counts_whoever_sent_it(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    hear(session, project, dana, "positive", now - timedelta(days=1))
    score(session, project, dana, 1, now, authenticity="none")
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY


def test_a_row_is_added_only_when_something_changed(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    for _ in range(2):
        update_status(session, project.id, now=now)
    score(session, project, dana, 3, now)
    update_status(session, project.id, now=now)
    rows = session.scalars(select(ProjectStatus).order_by(ProjectStatus.id)).all()
    assert [row.mood for row in rows] == [Mood.SILENT, Mood.SO_SO]


def test_an_ask_overdue_in_silence_puts_it_at_risk(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    make_ask(session, project, dana, due_on=date(2026, 11, 20), asked_at=now)
    assert update_status(session, project.id, now=now).status is Delivery.WATCH


def test_a_person_corrects_the_machine_and_both_values_stay(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    mail = hear(session, project, dana, "positive", now, "Great, another delay.")
    maya = Actor(f"user:{project.pm_id}", "web")
    correct_sentiment(session, mail.id, "negative", user_id=project.pm_id, actor=maya, now=now)
    row = session.scalars(select(Sentiment)).one()
    assert (row.label, row.corrected_label, row.shown_label) == (
        "positive",
        "negative",
        "negative",
    )
    assert session.scalars(select(ProjectStatus)).one().mood is Mood.UNHAPPY
    with pytest.raises(UsageError, match="furious"):
        correct_sentiment(session, mail.id, "furious", user_id=1, actor=maya, now=now)


def test_time_alone_never_ends_what_was_unhappy(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    words = "We are disappointed."
    hear(session, project, dana, "negative", now - timedelta(days=45), words)
    assert update_status(session, project.id, now=now).reason == words
    later = now + timedelta(days=400)
    hear(session, project, dana, "neutral", later - timedelta(days=1))
    row = update_status(session, project.id, now=later)
    assert (row.mood, row.status, row.reason) == (Mood.UNHAPPY, Delivery.BAD, words)
    score(session, project, dana, 4, later)
    assert update_status(session, project.id, now=later).mood is Mood.GOOD


def test_what_was_old_when_the_project_began_never_made_it_red(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    hear(session, project, dana, "negative", project.created_at - timedelta(days=1))
    assert update_status(session, project.id, now=now).mood is Mood.SILENT


def test_only_the_person_who_was_unhappy_can_give_the_sign_that_it_is_over(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    tom = make_contact(session, dana.client, name="Tom Reyes")
    hear(session, project, dana, "negative", now - timedelta(days=5), "Nobody told us.")
    hear(session, project, tom, "positive", now - timedelta(days=4), "Lovely!")
    score(session, project, tom, 5, now - timedelta(days=3))
    assert update_status(session, project.id, now=now).reason == "Nobody told us."
    hear(session, project, dana, "positive", now - timedelta(days=2), "Now it is lovely.")
    assert update_status(session, project.id, now=now).mood is Mood.GREAT


def test_a_score_in_the_middle_lifts_it_to_so_so_for_as_long_as_it_takes(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    score(session, project, dana, 1, now - timedelta(days=50))
    score(session, project, dana, 3, now - timedelta(days=40))
    row = update_status(session, project.id, now=now)
    assert (row.mood, row.status, row.reason) == (Mood.SO_SO, Delivery.WATCH, "3 of 5")


def test_praise_that_only_we_read_into_her_words_ends_nothing(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    hear(session, project, dana, "negative", now - timedelta(days=3), "Nobody told us.")
    calm = hear(session, project, dana, "neutral", now - timedelta(days=2), "See you at ten.")
    maya = Actor(f"user:{project.pm_id}", "web")
    assert correct_sentiment(
        session, calm.id, "positive", user_id=project.pm_id, actor=maya, now=now
    )
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY


def test_a_newer_reading_of_a_mail_counts_unless_a_person_corrected_the_older(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    mail = hear(session, project, dana, "negative", now, "Hm, fine.")
    session.add(Sentiment(mail_id=mail.id, scorer="slow", label="neutral", intents=[], evidence=[]))
    session.flush()
    assert update_status(session, project.id, now=now).mood is Mood.GOOD
    older = session.scalars(select(Sentiment).where(Sentiment.scorer == "test")).one()
    older.corrected_label = "negative"
    session.flush()
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY


def test_a_strangers_words_make_it_red_and_never_green(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    for label in ("positive", "neutral"):
        hear(session, project, None, label, now)
        assert update_status(session, project.id, now=now).mood is Mood.SILENT
    hear(session, project, None, "negative", now + timedelta(hours=1))
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY
    hear(session, project, None, "positive", now + timedelta(hours=2))
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY
    hear(session, project, dana, "positive", now + timedelta(hours=3))
    assert update_status(session, project.id, now=now).mood is Mood.GREAT
