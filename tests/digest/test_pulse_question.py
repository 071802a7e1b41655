"""One of the four standard questions an update: in turn, in her language, at the right time."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.digest.pulse_question import is_in_trouble, pulse_block
from orchestrator.digest.sent import close_sent
from orchestrator.engagement.dispute_deeds import settle_dispute
from orchestrator.engagement.disputes import open_dispute
from orchestrator.engagement.pulse import answer_questions, close_unanswered, forget_answers
from orchestrator.engagement.status import update_status
from orchestrator.models import (
    Contact,
    Digest,
    Direction,
    Mail,
    Mood,
    OutboxState,
    Project,
    PulseOutcome,
    PulseQuestion,
    PulseTopic,
    Reading,
    Sentiment,
)
from orchestrator.models.unanswered import HOLDS_FROM
from orchestrator.phrases import phrases
from orchestrator.record.append import system
from tests.factories import MONDAY, approve_bytes, make_digest, make_mail, make_project

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
WEEK = timedelta(days=7)
FOUND = {
    "answers": {},
    "preferences": {},
    "pulse": None,
    "stop": False,
    "start": False,
    "undo": False,
    "unclear": [],
}


def ask(session: Session, project: Project, dana: Contact, at: datetime) -> PulseTopic | None:
    """Draft and send an update; return what it asks."""
    digest = make_digest(session, project, dana, send_at=at)
    block = pulse_block(session, digest, now=at)
    if block is not None:
        block.position = 1
        digest.blocks.append(block)
    entry = approve_bytes(session, digest)
    entry.state, entry.finished_at = OutboxState.ACCEPTED, at
    session.flush()
    assert close_sent(session) == 1
    session.flush()
    return PulseTopic(block.details["topic"]) if block else None


def write(session: Session, project: Project, dana: Contact, label: str, **values: object) -> Mail:
    mail = make_mail(session, dana, project_id=project.id, **values)
    session.add(Sentiment(mail_id=mail.id, scorer="test", label=label, intents=[], evidence=[]))
    session.flush()
    return mail


def reply(session: Session, project: Project, dana: Contact, text: str, **found: object) -> Mail:
    digest = session.scalars(select(Digest.id).order_by(Digest.id.desc())).first()
    mail = make_mail(session, dana, project_id=project.id, digest_id=digest, new_text=text)
    session.add(Reading(mail_id=mail.id, reader="test", found=FOUND | found, read_at=MONDAY))
    session.flush()
    return mail


def test_the_four_take_turns_and_come_round_again(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    asked = [ask(session, project, dana, now + n * WEEK) for n in range(5)]
    assert asked == [*PulseTopic, PulseTopic.PROGRESS]


def test_a_person_is_asked_in_turn_over_all_her_projects_and_not_twice_in_a_week(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    other = make_project(session, dana)
    assert ask(session, project, dana, now) is PulseTopic.PROGRESS
    assert ask(session, other, dana, now + timedelta(hours=1)) is None
    assert ask(session, project, dana, now + timedelta(days=1)) is None
    assert ask(session, other, dana, now + WEEK) is PulseTopic.EXPECTED


def test_s25_nobody_is_asked_while_an_unhappy_mail_has_no_answer_or_a_dispute_is_open(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    mail = write(session, project, dana, "negative", received_at=now)
    assert ask(session, project, dana, now) is None
    answer = {"thread_id": mail.thread_id, "direction": Direction.OUT}
    make_mail(session, dana, received_at=now + timedelta(hours=1), **answer)
    assert not is_in_trouble(session, project, now=now)
    dispute = write(session, project, dana, "neutral", received_at=now)
    case = open_dispute(session, dispute, words="It is wrong.", actor=system("test"), now=now)
    assert case is not None
    make_mail(
        session,
        dana,
        received_at=now + timedelta(hours=1),
        **{**answer, "thread_id": dispute.thread_id},
    )
    assert is_in_trouble(session, project, now=now)
    settle_dispute(
        session, case.id, "Credited.", tells=False,
        user_id=project.pm_id, actor=system("test"), now=now,
    )  # fmt: skip
    assert not is_in_trouble(session, project, now=now)


def test_nobody_is_asked_while_a_mail_that_may_be_unhappy_holds_the_update(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    mail = write(session, project, dana, "neutral", received_at=now)
    assert not is_in_trouble(session, project, now=now)
    felt = session.scalars(select(Sentiment).where(Sentiment.mail_id == mail.id)).one()
    felt.p_negative = HOLDS_FROM
    session.flush()
    assert is_in_trouble(session, project, now=now)
    felt.corrected_label = "neutral"
    session.flush()
    assert not is_in_trouble(session, project, now=now)
    felt.corrected_label, felt.p_negative, felt.label = None, 0.1, "negative"
    session.flush()
    assert is_in_trouble(session, project, now=now)


def test_what_she_answers_is_kept_with_the_question_and_goes_with_its_mail(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask(session, project, dana, now)
    first = reply(session, project, dana, "Yes, we like it. 4/5", pulse=4)
    second = reply(session, project, dana, "Still fine.")
    answer_questions(session, [second.id, first.id], now=now)
    question = session.scalars(select(PulseQuestion)).one()
    assert (question.outcome, question.mail_id) == (PulseOutcome.ANSWERED, first.id)
    assert (question.score, question.words) == (4, "Yes, we like it.")
    forget_answers(session, [first.id])
    session.refresh(question)
    assert (question.outcome, question.score, question.words) == (PulseOutcome.ASKED, None, "")


def test_nobody_else_and_no_thanks_answer_it(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask(session, project, dana, now)
    thanks = reply(session, project, dana, "Thanks a lot!")
    elsewhere = reply(session, make_project(session, dana), dana, "Yes.")
    answer_questions(session, [thanks.id, elsewhere.id], now=now)
    assert session.scalars(select(PulseQuestion)).one().outcome is PulseOutcome.ASKED


def test_no_answer_is_stored_as_none_and_says_nothing_of_a_mood(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask(session, project, dana, now)
    assert close_unanswered(session, now=now + timedelta(days=13)) == 0
    assert close_unanswered(session, now=now + timedelta(days=15)) == 1
    question = session.scalars(select(PulseQuestion)).one()
    assert (question.outcome, question.score) == (PulseOutcome.UNANSWERED, None)
    assert update_status(session, project.id, now=now).mood is Mood.SILENT
    late = reply(session, project, dana, "Yes, all well.")
    answer_questions(session, [late.id], now=now)
    session.refresh(question)
    assert question.outcome is PulseOutcome.ANSWERED


def test_a_newer_question_closes_the_one_before(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask(session, project, dana, now)
    ask(session, project, dana, now + WEEK)
    assert close_unanswered(session, now=now + WEEK) == 1


def test_each_language_has_its_own_four_questions_and_five_scores() -> None:
    seen = [phrases(code)(f"pulse.{topic}") for code in LANGUAGES for topic in PulseTopic]
    assert len(set(seen)) == 4 * len(LANGUAGES)
    assert {len(phrases(code).all("pulse.scores")) for code in LANGUAGES} == {5}
    for code, like in (("de-AT", "de"), ("cy", "en")):
        assert phrases(code)("pulse.expected") == phrases(like)("pulse.expected")
