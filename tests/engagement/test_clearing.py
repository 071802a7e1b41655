"""What a client's words made red ends by her sign, or by the word of two people of ours."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.sentiment.rules import RULES
from orchestrator.engagement.clearing import RED_LINES, ask_to_clear, decide_clearing
from orchestrator.engagement.mood import correct_sentiment
from orchestrator.engagement.status import update_status
from orchestrator.engagement.withdraw import withdraw
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    AuditEntry,
    Clearing,
    ClearingState,
    Contact,
    Delivery,
    Mail,
    Mood,
    Project,
    ProjectStatus,
    Sentiment,
    User,
)
from orchestrator.record.append import Actor
from tests.factories import make_mail, make_user

WORDS = "We are disappointed."
WHY = "Dana told Maya on the phone that the fix is what she wanted."


@pytest.fixture
def tom(session: Session) -> User:
    return make_user(session, name="Tom Reyes")


@pytest.fixture
def maya(session: Session, project: Project) -> User:
    return session.get_one(User, project.pm_id)


def write(
    session: Session, project: Project, dana: Contact, at: datetime, *, rule: str = "unhappy"
) -> Mail:
    mail = make_mail(session, dana, project_id=project.id, received_at=at, new_text=WORDS)
    evidence = [{"text": WORDS, "weight": -1, "rule": rule}]
    session.add(
        Sentiment(mail_id=mail.id, scorer="test", label="negative", intents=[], evidence=evidence)
    )
    session.flush()
    update_status(session, project.id, now=at)
    return mail


def ask(session: Session, mail: Mail, user: User, now: datetime, reason: str = WHY) -> Clearing:
    return ask_to_clear(session, mail.id, reason, user_id=user.id, actor=_actor(user), now=now)


def decide(
    session: Session, clearing: Clearing, user: User, now: datetime, *, agreed: bool = True
) -> Clearing:
    return decide_clearing(
        session, clearing.id, agreed=agreed, user_id=user.id, actor=_actor(user), now=now
    )


def correct(session: Session, mail: Mail, label: str, user: User, now: datetime) -> bool:
    return correct_sentiment(session, mail.id, label, user_id=user.id, actor=_actor(user), now=now)


def mood(session: Session, project: Project) -> Mood:
    rows = select(ProjectStatus).where(ProjectStatus.project_id == project.id)
    return session.scalars(rows.order_by(ProjectStatus.id.desc())).first().mood


def _actor(user: User) -> Actor:
    return Actor(f"user:{user.id}", "web")


def test_two_people_with_a_reason_end_it_and_one_alone_cannot(
    session: Session, project: Project, dana: Contact, maya: User, tom: User, now: datetime
) -> None:
    mail = write(session, project, dana, now)
    with pytest.raises(UsageError, match="reason"):
        ask(session, mail, maya, now, reason="  ")
    clearing = ask(session, mail, maya, now)
    with pytest.raises(Refused, match="second person"):
        decide(session, clearing, maya, now)
    with pytest.raises(Refused, match="before"):
        ask(session, mail, tom, now)
    assert mood(session, project) is Mood.UNHAPPY
    decide(session, clearing, tom, now)
    row = update_status(session, project.id, now=now)
    # She gave no sign that all is well: not red any more, and not on track yet.
    assert (row.mood, row.status, row.reason) == (Mood.SO_SO, Delivery.WATCH, WHY)
    lines = [line for line in session.scalars(select(AuditEntry.line)) if b'"clear"' in line]
    assert [(b'"asked"' in line, b'"agreed"' in line) for line in lines] == [
        (True, False),
        (False, True),
    ]
    with pytest.raises(Refused, match="decided already"):
        decide(session, clearing, tom, now)


def test_it_ends_what_she_wrote_before_and_nothing_that_she_writes_after(
    session: Session, project: Project, dana: Contact, maya: User, tom: User, now: datetime
) -> None:
    write(session, project, dana, now - timedelta(days=9))
    mail = write(session, project, dana, now - timedelta(days=8))
    clearing = ask(session, mail, maya, now)
    newer = write(session, project, dana, now + timedelta(hours=1))
    decide(session, clearing, tom, now + timedelta(hours=2))
    assert mood(session, project) is Mood.UNHAPPY
    again = ask(session, newer, tom, now + timedelta(hours=3))
    decide(session, again, maya, now + timedelta(hours=4))
    assert mood(session, project) is Mood.SO_SO


def test_a_mail_that_makes_nothing_red_cannot_be_cleared(
    session: Session, project: Project, dana: Contact, maya: User, now: datetime
) -> None:
    calm = make_mail(session, dana, project_id=project.id, received_at=now)
    with pytest.raises(Refused, match="not what makes"):
        ask(session, calm, maya, now)


def test_a_correction_of_what_is_plain_is_only_the_first_word(
    session: Session, project: Project, dana: Contact, maya: User, tom: User, now: datetime
) -> None:
    mail = write(session, project, dana, now)
    assert not correct(session, mail, "neutral", maya, now)
    assert not correct(session, mail, "positive", maya, now)
    assert mood(session, project) is Mood.UNHAPPY
    assert correct(session, mail, "neutral", tom, now)
    assert mood(session, project) is Mood.SO_SO
    assert session.scalars(select(Clearing.state)).all() == [ClearingState.AGREED]


def test_a_correction_of_what_the_model_alone_took_for_unhappy_wins_at_once(
    session: Session, project: Project, dana: Contact, maya: User, now: datetime
) -> None:
    mail = write(session, project, dana, now, rule="learned")
    assert correct(session, mail, "neutral", maya, now)
    assert mood(session, project) is Mood.GOOD
    assert not session.scalars(select(Clearing)).all()


@pytest.mark.parametrize("by_asker", [True, False])
def test_a_no_makes_the_mail_unhappy_again(
    session: Session,
    project: Project,
    dana: Contact,
    maya: User,
    tom: User,
    now: datetime,
    by_asker: bool,
) -> None:
    mail = write(session, project, dana, now)
    correct(session, mail, "neutral", maya, now)
    clearing = session.scalars(select(Clearing)).one()
    decide(session, clearing, maya if by_asker else tom, now, agreed=False)
    assert clearing.state is (ClearingState.WITHDRAWN if by_asker else ClearingState.REFUSED)
    assert session.scalars(select(Sentiment)).one().shown_label == "negative"
    assert mood(session, project) is Mood.UNHAPPY


def test_the_one_who_corrected_takes_it_back_by_correcting_again(
    session: Session, project: Project, dana: Contact, maya: User, tom: User, now: datetime
) -> None:
    mail = write(session, project, dana, now)
    correct(session, mail, "neutral", maya, now)
    assert correct(session, mail, "negative", maya, now)
    assert session.scalars(select(Clearing.state)).all() == [ClearingState.WITHDRAWN]
    clearing = ask(session, mail, maya, now)
    assert correct(session, mail, "negative", tom, now)
    session.refresh(clearing)
    assert clearing.state is ClearingState.REFUSED


def test_where_its_mail_is_moved_it_is_to_be_agreed_anew(
    session: Session, project: Project, dana: Contact, maya: User, tom: User, now: datetime
) -> None:
    mail = write(session, project, dana, now)
    clearing = ask(session, mail, maya, now)
    decide(session, clearing, tom, now)
    withdraw(session, [mail.id], reason="refile", key=b"k", actor=_actor(maya), now=now)
    session.refresh(clearing)
    assert (clearing.state, clearing.decided_by) == (ClearingState.ASKED, None)
    assert update_status(session, project.id, now=now).mood is Mood.UNHAPPY


def test_each_red_line_is_a_rule_of_the_scorer() -> None:
    assert {rule.name for rule in RULES if rule.push > 0} >= RED_LINES
