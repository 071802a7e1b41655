"""A person's word on a mood: it counts at once, whatever is read later, and can be taken back."""

from datetime import datetime, timedelta
import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.mood import correct_sentiment, undo_correction
from orchestrator.engagement.status import update_status
from orchestrator.errors import UsageError
from orchestrator.models import AuditEntry, Contact, Mail, Mood, Project, Sentiment
from orchestrator.models.meaning import counting_sentiment
from orchestrator.record.append import Actor
from tests.factories import make_mail

MAYA = Actor("user:1", "web")


def read_as(session: Session, mail: Mail, label: str, scorer: str) -> Sentiment:
    row = Sentiment(
        mail_id=mail.id,
        scorer=scorer,
        label=label,
        intents=[],
        evidence=[{"text": f"{scorer} says so", "weight": -1.0, "rule": "test"}],
    )
    session.add(row)
    session.flush()
    return row


def counts(session: Session, mail: Mail) -> Sentiment:
    return session.scalars(
        select(Sentiment)
        .join(Mail, Mail.id == Sentiment.mail_id)
        .where(Mail.id == mail.id, Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
    ).one()


@pytest.fixture
def mail(session: Session, project: Project, dana: Contact, now: datetime) -> Mail:
    mail = make_mail(
        session, dana, project_id=project.id, received_at=now, authenticity="pass", new_text="Hm."
    )
    read_as(session, mail, "negative", "fast")
    return mail


def test_the_newest_reading_counts_until_a_person_knows_better(
    session: Session, project: Project, mail: Mail, now: datetime
) -> None:
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY
    slow = read_as(session, mail, "positive", "slow")
    assert counts(session, mail) is slow
    assert update_status(session, project.id, now=now).mood is Mood.GREAT
    correct_sentiment(session, mail.id, "negative", user_id=project.pm_id, actor=MAYA, now=now)
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY
    slower = read_as(session, mail, "neutral", "slower")
    corrected = counts(session, mail)
    assert (corrected.label, corrected.shown_label) == ("positive", "negative")
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY
    undo_correction(session, mail.id, actor=MAYA, now=now)
    assert counts(session, mail) is slower
    assert update_status(session, project.id, now=now).mood is Mood.GOOD


def test_another_correction_replaces_the_one_before_though_a_reading_came_between(
    session: Session, project: Project, mail: Mail, now: datetime
) -> None:
    by = {"user_id": project.pm_id, "actor": MAYA, "now": now}
    correct_sentiment(session, mail.id, "neutral", **by)
    read_as(session, mail, "negative", "slow")
    correct_sentiment(session, mail.id, "positive", **by | {"now": now + timedelta(hours=1)})
    rows = session.scalars(select(Sentiment).order_by(Sentiment.id)).all()
    assert [row.corrected_label for row in rows] == ["positive", None]
    assert rows[0].corrected_at == now + timedelta(hours=1)
    undo_correction(session, mail.id, actor=MAYA, now=now)
    assert [row.corrected_by for row in rows] == [None, None]


def test_each_word_of_a_person_is_recorded_with_what_counted_before_and_after(
    session: Session, project: Project, mail: Mail, now: datetime
) -> None:
    correct_sentiment(session, mail.id, "neutral", user_id=project.pm_id, actor=MAYA, now=now)
    undo_correction(session, mail.id, actor=MAYA, now=now)
    lines = session.scalars(
        select(AuditEntry.line).where(AuditEntry.action == "correct").order_by(AuditEntry.seq)
    )
    entries = [json.loads(line) for line in lines]
    assert [(entry["actor"], entry["scorer"], entry["corrected"]) for entry in entries] == [
        ("user:1", "fast", True),
        ("user:1", "fast", False),
    ]
    assert all(set(entry["c"]) == {"from", "to", "machine"} for entry in entries)


def test_only_what_was_corrected_can_be_taken_back(
    session: Session, project: Project, dana: Contact, mail: Mail, now: datetime
) -> None:
    with pytest.raises(UsageError, match="not corrected"):
        undo_correction(session, mail.id, actor=MAYA, now=now)
    unread = make_mail(session, dana, project_id=project.id)
    with pytest.raises(UsageError, match="no mood"):
        correct_sentiment(session, unread.id, "neutral", user_id=1, actor=MAYA, now=now)
