"""A document that was asked for has come when its file comes, and not before."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.engagement.documents import take_documents
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Attachment,
    Contact,
    Mail,
    Participant,
    ParticipantRole,
    Project,
)
from tests.factories import make_ask, make_contact, make_mail

PDF = ("price list 2026.pdf", "application/pdf", 90_000)
LOGO = ("logo.png", "image/png", 9_000)
PHOTO = ("room 4.jpg", "image/jpeg", 900_000)


def wanted(session: Session, project: Project, contact: Contact, now: datetime, text: str) -> Ask:
    return make_ask(
        session, project, contact,
        text=text, kind=AskKind.DOCUMENT, options={}, recommended="",
        asked_at=now - timedelta(days=2),
    )  # fmt: skip


def sent(
    session: Session,
    contact: Contact,
    project: Project,
    now: datetime,
    *files: tuple[str, str, int],
    **values: Any,
) -> Mail:
    mail = make_mail(session, contact, project_id=project.id, received_at=now, **values)
    for position, (name, kind, size) in enumerate(files):
        session.add(
            Attachment(
                mail_id=mail.id, position=position, filename=name, content_type=kind, size=size,
                sha256="0" * 64,
            )
        )  # fmt: skip
    session.flush()
    take_documents(session, [mail.id], now=now)
    return mail


def answers(session: Session) -> list[tuple[int, str | None, AnswerState, str]]:
    rows = session.scalars(select(Answer).order_by(Answer.id))
    return [(row.ask_id, row.value, row.state, row.why_waiting) for row in rows]


def test_s42_the_file_that_arrives_closes_the_request(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = wanted(session, project, dana, now, "Please send your opening hours")
    mail = sent(session, dana, project, now, LOGO, PHOTO)
    assert ask.state is AskState.ANSWERED
    assert answers(session) == [(ask.id, "room 4.jpg", AnswerState.APPLIED, "")]
    take_documents(session, [mail.id], now=now)
    assert len(answers(session)) == 1


def test_s42_of_several_the_one_that_the_name_speaks_of(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    hours = wanted(session, project, dana, now, "Please send your opening hours")
    prices = wanted(session, project, dana, now, "Please send the prices of the rooms")
    sent(session, dana, project, now, PDF)
    assert (hours.state, prices.state) == (AskState.OPEN, AskState.ANSWERED)


def test_s42_what_is_not_plain_waits_for_a_person_in_one_row(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    first = wanted(session, project, dana, now, "Please send your opening hours")
    wanted(session, project, dana, now, "Please send the map")
    sent(session, dana, project, now, PHOTO)
    why = "2 documents are asked for; which one is it?"
    assert answers(session) == [(first.id, "room 4.jpg", AnswerState.WAITING, why)]


@pytest.mark.parametrize(
    ("files", "values"),
    [
        ((LOGO,), {}),
        ((("invite.ics", "text/calendar", 900),), {}),
        ((PDF,), {"kind": "auto_reply"}),
        ((PDF,), {"project_id": None}),
        ((), {}),
    ],
)
def test_s42_what_is_no_document_closes_nothing(
    session: Session,
    project: Project,
    dana: Contact,
    now: datetime,
    files: tuple[tuple[str, str, int], ...],
    values: dict[str, Any],
) -> None:
    ask = wanted(session, project, dana, now, "Please send the price list")
    mail = make_mail(session, dana, **{"project_id": project.id, "received_at": now} | values)
    for position, (name, kind, size) in enumerate(files):
        session.add(
            Attachment(
                mail_id=mail.id, position=position, filename=name, content_type=kind, size=size,
                sha256="0" * 64,
            )
        )  # fmt: skip
    session.flush()
    take_documents(session, [mail.id], now=now)
    assert (ask.state, answers(session)) == (AskState.OPEN, [])


def test_s42_before_it_was_asked_or_from_another_person_it_is_no_answer_yet(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    ask = wanted(session, project, dana, now, "Please send the price list")
    sent(session, dana, project, now - timedelta(days=3), PDF)
    assert answers(session) == []
    luis = make_contact(session, dana.client, name="Luis Vega")
    role = ParticipantRole.INFORMED
    session.add(Participant(project_id=project.id, contact_id=luis.id, role=role))
    sent(session, luis, project, now, PDF)
    assert answers(session) == [(ask.id, PDF[0], AnswerState.WAITING, "we asked Dana Whitfield")]
    assert ask.state is AskState.OPEN
