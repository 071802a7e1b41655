"""The full model reads again what the fast one read, the newest first, and corrects nobody."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, literal, select, update
from sqlalchemy.orm import Session

from orchestrator import flow
from orchestrator.cli.hearing import hear_in_full
from orchestrator.clock import utc_now
from orchestrator.conversation import rescoring
from orchestrator.conversation.sentiment.in_use import FULL_SCORER, SCORER
from orchestrator.conversation.sentiment.told import Told
from orchestrator.engagement.mood import correct_sentiment, undo_correction
from orchestrator.models import AuditEntry, Mail, Mood, ProjectStatus, Sentiment
from orchestrator.models.meaning import counting_sentiment
from orchestrator.record.append import system
from orchestrator.record.verify import verify
from tests.factories import make_contact, make_project, make_user
from tests.mails import deliver, raw_mail

ADDRESS = "dana@harborlane.example"


class Praise:
    """An encoder of one opinion: the client is very happy.  It remembers what it was given."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def read(self, sentences: Sequence[str]) -> Told:
        self.heard += sentences
        return Told([-9.0, 0.0, 20.0] + [0.0] * 13, [[0.0] * 16 for _ in sentences])


def read_mails(parts: flow.Parts, *bodies: str) -> None:
    with parts.database.write() as session:
        make_project(session, make_contact(session, address=ADDRESS))
    for body in bodies:
        deliver(parts.database, raw_mail(body, sender=ADDRESS))
    flow.parse_stored()
    flow.converse()
    flow.engage()


def counting(session: Session, mail_id: int) -> Sentiment:
    counts = counting_sentiment(literal(mail_id))
    return session.scalars(select(Sentiment).where(Sentiment.id == counts)).one()


def test_the_newest_come_first_and_the_record_keeps_both_readings(parts: flow.Parts) -> None:
    bodies = [f"The plan for room {number} is here with the list." for number in range(10)]
    read_mails(parts, *bodies)
    encoder = Praise()
    first, after = hear_in_full(encoder, after=0)
    assert (first, after) == (rescoring.BATCH, 0)
    assert encoder.heard == bodies[:1:-1]
    assert hear_in_full(encoder, after=0)[0] == 2

    done, after = hear_in_full(encoder, after=0)
    assert done == 0
    with parts.database.read() as session:
        full = select(Sentiment.label).where(Sentiment.scorer == FULL_SCORER)
        assert session.scalars(full).all() == ["positive"] * 10
        assert after == session.scalar(select(func.max(Sentiment.id)))
        scores = select(func.count()).where(AuditEntry.action == "score")
        assert session.scalar(scores) == 20
        assert verify(session).problems == []


def test_what_it_hears_moves_the_status(parts: flow.Parts) -> None:
    read_mails(parts, "The plan for the second room is here with the list.")
    with parts.database.write() as session:
        session.execute(update(Mail).values(authenticity="pass"))
    hear_in_full(Praise(), after=0)
    with parts.database.read() as session:
        newest = select(ProjectStatus.mood).order_by(ProjectStatus.id.desc()).limit(1)
        assert session.scalar(newest) is Mood.GREAT


def test_a_correction_stays_above_a_better_reading(parts: flow.Parts) -> None:
    read_mails(parts, "The plan for the second room is here with the list.")
    with parts.database.write() as session:
        mail_id = session.scalars(select(Mail.id)).one()
        user_id = make_user(session).id
        correct_sentiment(
            session, mail_id, "negative", user_id=user_id, actor=system("test"), now=utc_now()
        )
    hear_in_full(Praise(), after=0)
    with parts.database.write() as session:
        row = session.get_one(
            Sentiment, session.scalar(select(counting_sentiment(literal(mail_id))))
        )
        assert (row.shown_label, row.scorer) == ("negative", SCORER)
        undo_correction(session, mail_id, actor=system("test"), now=utc_now())
        row = session.get_one(
            Sentiment, session.scalar(select(counting_sentiment(literal(mail_id))))
        )
        assert (row.shown_label, row.scorer) == ("positive", FULL_SCORER)


def test_an_old_import_and_what_is_below_the_mark_are_left(parts: flow.Parts) -> None:
    read_mails(parts, "The plan is here with the list.", "The list is here with the plan.")
    with parts.database.write() as session:
        first, second = session.scalars(select(Mail.id).order_by(Mail.id))
        old = utc_now() - rescoring.WITHIN - timedelta(days=1)
        session.execute(update(Mail).where(Mail.id == second).values(received_at=old))
        below = session.scalar(select(Sentiment.id).where(Sentiment.mail_id == first))
    assert below is not None
    assert hear_in_full(Praise(), after=below)[0] == 0
    assert hear_in_full(Praise(), after=0)[0] == 1
    with parts.database.read() as session:
        scorers = select(Sentiment.mail_id).where(Sentiment.scorer == FULL_SCORER)
        assert session.scalars(scorers).all() == [first]


def test_a_mail_that_is_read_anew_meanwhile_is_not_overwritten(parts: flow.Parts) -> None:
    read_mails(parts, "The plan for the second room is here with the list.")
    with parts.database.read() as session:
        mails = rescoring.next_to_hear(session, after=0, now=utc_now())
    heard = rescoring.hear(mails, Praise())
    with parts.database.write() as session:
        session.execute(update(Sentiment).values(id=Sentiment.id + 100))
        rescoring.keep_heard(session, heard, now=utc_now())
    with parts.database.read() as session:
        assert session.scalars(select(Sentiment.scorer)).all() == [SCORER]


class Trips(Praise):
    """It fails at one word."""

    def read(self, sentences: Sequence[str]) -> Told:
        if "room 2" in " ".join(sentences):
            raise IndexError("no such token")
        return super().read(sentences)


def test_a_mail_that_it_fails_on_keeps_none_from_being_heard(parts: flow.Parts) -> None:
    bodies = [f"The plan for room {number} is here with the list." for number in (1, 2, 3)]
    read_mails(parts, *bodies)
    assert hear_in_full(Trips(), after=0) == (2, 0)

    done, after = hear_in_full(Trips(), after=0)
    with parts.database.read() as session:
        newest = session.scalar(select(func.max(Sentiment.id)))
    assert (done, after) == (0, newest)
    assert hear_in_full(Praise(), after=0)[0] == 1
