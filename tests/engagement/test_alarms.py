"""A falling mood is told once, ends by itself or by a person, and goes with the mails it is of."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.engagement.alarms import (
    Heard,
    raised_by,
    review_recent_trends,
    review_trends_of,
    value_of,
    words_of,
)
from orchestrator.engagement.mood import correct_sentiment
from orchestrator.engagement.tasks import asking, finish_task, reopen_task
from orchestrator.models import (
    AuditEntry,
    Contact,
    Mail,
    Project,
    Pulse,
    Sentiment,
    Task,
    TaskKind,
    TaskState,
)
from orchestrator.record.append import Action, Actor
from orchestrator.refiling.move import Mover, refile_mail
from tests.factories import MONDAY, make_contact, make_mail, make_project, make_user

MAYA = Actor("user:1", "web")
CALM, UNHAPPY = 0.05, 0.95


def say(
    session: Session,
    contact: Contact,
    project: Project,
    values: Sequence[float | None],
    *,
    days: int = 0,
    **proof: Any,
) -> list[Mail]:
    """Mails of hers, one a day, the last one ``days`` from now."""
    mails = []
    for place, value in enumerate(values):
        mail = make_mail(
            session,
            contact,
            project_id=project.id,
            received_at=MONDAY + timedelta(days=days + place - len(values) + 1, hours=-1),
            **{"authenticity": "pass"} | proof,
        )
        label = "negative" if value is not None and value > 0.5 else "neutral"
        session.add(
            Sentiment(mail_id=mail.id, scorer="first", label=label, p_negative=value,
                      intents=[], evidence=[])
        )  # fmt: skip
        mails.append(mail)
    session.flush()
    now = MONDAY + timedelta(days=max(0, days))
    review_trends_of(session, [mail.id for mail in mails], now=now)
    return mails


def alarms(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    found = session.scalars(select(Task).where(Task.kind == TaskKind.TURNING).order_by(Task.id))
    return [(task.state.value, task.words) for task in found]


TURNED = [CALM] * 12 + [UNHAPPY] * 3


def test_an_alarm_is_raised_once_and_follows_its_mails(
    session: Session, project: Project, dana: Contact
) -> None:
    mails = say(session, dana, project, TURNED)
    assert alarms(session) == [("open", "3 of the last 5 mails are unhappy.")]
    assert asking(session, [mail.id for mail in mails]) == set(), "she asked for nothing"
    say(session, dana, project, [UNHAPPY], days=1)
    review_recent_trends(session, now=MONDAY + timedelta(days=1))
    assert alarms(session) == [("open", "4 of the last 5 mails are unhappy.")]
    told = select(AuditEntry.seq).where(AuditEntry.action == Action.TASK.value)
    assert len(session.scalars(told).all()) == 1
    say(session, dana, project, [CALM] * 9, days=11)
    assert [state for state, _ in alarms(session)] == ["done"]
    say(session, dana, project, [UNHAPPY] * 4, days=16)
    assert [state for state, _ in alarms(session)] == ["done", "open"]


@pytest.mark.parametrize(
    ("values", "proof", "is_told"),
    [
        ([CALM] * 15, {}, False),
        ([None] * 15, {}, False),
        (TURNED, {"authenticity": "fail"}, True),
        ([CALM] * 12, {"authenticity": "fail"}, False),
    ],
)
def test_what_raises_an_alarm(
    session: Session,
    project: Project,
    dana: Contact,
    values: list[float | None],
    proof: dict[str, Any],
    is_told: bool,
) -> None:
    say(session, dana, project, values, **proof)
    assert bool(alarms(session)) is is_told


def test_each_person_is_judged_in_each_project_and_old_mail_raises_nothing(
    session: Session, project: Project, dana: Contact
) -> None:
    colleague = make_contact(session, dana.client)
    other = make_project(session, dana)
    for contact, into in ((dana, project), (colleague, project), (dana, other)):
        say(session, contact, into, [*[CALM] * 12, UNHAPPY])
    assert alarms(session) == []
    say(session, make_contact(session), make_project(session), TURNED, days=-40)
    assert alarms(session) == []


def heard(values: Sequence[float], *, proven: bool, since: int = 0) -> list[Heard]:
    return [
        Heard(since + n, MONDAY + timedelta(days=since + n), proven, value, value > 0.5)
        for n, value in enumerate(values)
    ]


def test_a_stranger_can_raise_an_alarm_and_neither_end_nor_hide_one() -> None:
    hers = heard(TURNED, proven=True)
    forged = heard([CALM] * 30, proven=False, since=len(hers))
    assert raised_by(hers) is not None
    assert raised_by([*hers, *forged]) == raised_by(hers)
    calm = heard([CALM] * 15, proven=True)
    assert raised_by([*calm, *heard([UNHAPPY] * 4, proven=False, since=15)]) is not None
    mixed = [mail for pair in zip(hers, heard([CALM] * 15, proven=False), strict=True)
             for mail in pair]  # fmt: skip
    assert raised_by(mixed) is not None, "calm ones between hers"
    angry = heard([UNHAPPY] * 30, proven=False)
    assert raised_by([*angry, *heard(TURNED, proven=True, since=30)]) is not None, "a habit forged"


def test_a_note_ends_it_and_it_comes_again_where_nothing_changes(
    session: Session, project: Project, dana: Contact
) -> None:
    say(session, dana, project, TURNED)
    task = session.scalars(select(Task)).one()
    maya = make_user(session)
    finish_task(session, task.id, TaskState.DONE, user_id=maya.id, actor=MAYA, now=MONDAY)
    review_recent_trends(session, now=MONDAY)
    assert [state for state, _ in alarms(session)] == ["done"], "noted is noted"
    say(session, dana, project, [UNHAPPY], days=1)
    assert [state for state, _ in alarms(session)] == ["done"]
    say(session, dana, project, [UNHAPPY], days=2)
    assert [state for state, _ in alarms(session)] == ["done", "open"]
    reopen_task(session, task.id, actor=MAYA, now=MONDAY)
    review_recent_trends(session, now=MONDAY + timedelta(days=2))
    assert [state for state, _ in alarms(session)] == ["open", "open"]


@pytest.mark.parametrize(
    ("said", "likely", "score", "value"),
    [
        (None, 0.4, None, 0.4),
        ("negative", 0.1, None, 1.0),
        ("positive", 0.9, 1, 0.0),
        ("unclear", 0.9, None, 0.0),
        (None, 0.1, 2, 1.0),
        (None, 0.4, 5, 0.4),
        (None, None, 4, 0.0),
        (None, None, None, None),
    ],
)
def test_a_person_counts_before_a_low_pulse_before_a_likelihood(
    said: str | None, likely: float | None, score: int | None, value: float | None
) -> None:
    assert value_of(said, likely, score) == value


def test_low_pulses_are_evidence(session: Session, project: Project, dana: Contact) -> None:
    mails = say(session, dana, project, [CALM] * 15)
    for mail in mails[-3:]:
        session.add(
            Pulse(project_id=project.id, contact_id=dana.id, mail_id=mail.id, score=1,
                  said_at=mail.received_at)
        )  # fmt: skip
    session.flush()
    review_recent_trends(session, now=MONDAY)
    assert alarms(session) == [("open", "3 of the last 5 mails are unhappy.")]


def test_corrections_end_an_alarm_and_a_later_reading_of_them_does_not_bring_it_back(
    session: Session, project: Project, dana: Contact
) -> None:
    mails, maya = say(session, dana, project, TURNED), make_user(session)
    for mail in mails[-3:]:
        correct_sentiment(session, mail.id, "neutral", user_id=maya.id, actor=MAYA, now=MONDAY)
    assert [state for state, _ in alarms(session)] == ["done"]
    for mail in mails[-3:]:
        session.add(
            Sentiment(mail_id=mail.id, scorer="slower", label="negative", p_negative=0.99,
                      intents=[], evidence=[])
        )  # fmt: skip
    session.flush()
    review_recent_trends(session, now=MONDAY)
    assert [state for state, _ in alarms(session)] == ["done"]


def test_an_alarm_goes_with_a_mail_that_it_needs(
    session: Session, project: Project, dana: Contact, settings: Settings, now: datetime
) -> None:
    mails, other = say(session, dana, project, TURNED), make_project(session, dana)
    assert len(alarms(session)) == 1
    by = Mover(settings, b"k" * 32, None, MAYA, now)
    refile_mail(session, mails[-2].id, other.id, by=by)
    assert alarms(session) == []
    assert session.scalars(select(Task.id)).all() == []


@pytest.mark.parametrize(
    ("unhappy", "words"),
    [
        ([0, 0, 1, 1, 1], "3 of the last 5 mails are unhappy."),
        ([1, 1, 1, 0, 0, 0, 0, 1], "4 of the last 8 mails are unhappy."),
        ([0, 0, 0, 0, 0, 1], "The mails sound less happy than they used to."),
    ],
)
def test_it_says_how_many_are_unhappy(unhappy: list[int], words: str) -> None:
    assert words_of(heard([float(each) for each in unhappy], proven=True)) == words
