"""A statement goes into the register of its kind once, and a wrong click is taken back."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from orchestrator.engagement.expectations import give_place_back, take_place
from orchestrator.engagement.registers import confirm_statement, refuse_statement, undo_statement
from orchestrator.engagement.withdraw import withdraw
from orchestrator.errors import Refused
from orchestrator.models import (
    AuditEntry,
    ChangeRequest,
    Contact,
    Database,
    Direction,
    Expectation,
    Mail,
    Project,
    Promise,
    PromiseState,
    Question,
    Statement,
    StatementState,
)
from orchestrator.record.append import Action, Actor
from tests.factories import make_contact, make_mail, make_project

FRIDAY = date(2026, 11, 27)


def maya(project: Project, now: datetime) -> dict[str, Any]:
    return {"actor": Actor(f"user:{project.pm_id}", "web"), "now": now}


def said(session: Session, mail: Mail, kind: str = "promise", **values: Any) -> Statement:
    row = Statement(
        **{
            "mail_id": mail.id,
            "kind": kind,
            "span": "I'll send the plan on Friday",
            "due": "on Friday",
            "due_on": FRIDAY,
        }
        | values
    )
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize(
    ("kind", "direction", "register"),
    [
        ("expectation", Direction.IN, Expectation),
        ("request", Direction.IN, ChangeRequest),
        ("question", Direction.IN, Question),
        ("promise", Direction.OUT, Promise),
    ],
)
def test_a_confirmed_statement_lives_in_its_register_with_its_source(
    session: Session,
    project: Project,
    dana: Contact,
    now: datetime,
    kind: str,
    direction: Direction,
    register: type[Promise],
) -> None:
    mail = make_mail(session, dana, project_id=project.id, direction=direction)
    statement = said(session, mail, kind)
    row = confirm_statement(session, statement.id, user_id=project.pm_id, **maya(project, now))
    assert isinstance(row, register)
    assert (row.project_id, row.contact_id, row.source) == (project.id, dana.id, f"mail:{mail.id}")
    assert (row.text, row.due_on, row.said_at) == (statement.span, FRIDAY, mail.received_at)
    assert statement.state is StatementState.CONFIRMED
    assert statement.register == f"{register.__tablename__}:{row.id}"
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.obj) == (Action.DECIDE, f"statement:{statement.id}")


def test_the_pm_may_name_another_day(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    statement = said(session, make_mail(session, dana, project_id=project.id))
    monday = date(2026, 11, 30)
    row = confirm_statement(
        session, statement.id, user_id=project.pm_id, due_on=monday, **maya(project, now)
    )
    assert row.due_on == monday


def test_it_is_decided_once(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    statement = said(session, make_mail(session, dana, project_id=project.id))
    pm = {"user_id": project.pm_id} | maya(project, now)
    refuse_statement(session, statement.id, **pm)
    with pytest.raises(Refused, match="in the meantime"):
        confirm_statement(session, statement.id, **pm)
    with pytest.raises(Refused, match="in the meantime"):
        refuse_statement(session, statement.id, **pm)
    assert session.scalar(select(func.count(Promise.id))) == 0


def test_a_refusal_taken_back_is_a_proposal_again(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    statement = said(session, make_mail(session, dana, project_id=project.id))
    refuse_statement(session, statement.id, user_id=project.pm_id, **maya(project, now))
    undo_statement(session, statement.id, **maya(project, now))
    assert (statement.state, statement.decided_by) == (StatementState.PROPOSED, None)
    with pytest.raises(Refused):
        undo_statement(session, statement.id, **maya(project, now))


def test_a_confirmation_taken_back_withdraws_its_row(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    statement = said(session, make_mail(session, dana, project_id=project.id))
    row = confirm_statement(session, statement.id, user_id=project.pm_id, **maya(project, now))
    undo_statement(session, statement.id, **maya(project, now))
    session.refresh(row)
    assert row.state is PromiseState.WITHDRAWN
    assert (statement.state, statement.register) == (StatementState.PROPOSED, "")


def test_what_was_kept_is_not_taken_back(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    statement = said(session, make_mail(session, dana, project_id=project.id))
    row = confirm_statement(session, statement.id, user_id=project.pm_id, **maya(project, now))
    row.state = PromiseState.KEPT
    session.flush()
    with pytest.raises(Refused, match="done about it"):
        undo_statement(session, statement.id, **maya(project, now))


def test_a_mail_without_a_project_states_nothing_for_a_register(
    session: Session, project: Project, now: datetime
) -> None:
    statement = said(session, make_mail(session))
    with pytest.raises(Refused, match="no project"):
        confirm_statement(session, statement.id, user_id=project.pm_id, **maya(project, now))
    assert statement.state is StatementState.PROPOSED


def test_of_two_who_decide_at_once_one_is_refused(database: Database, now: datetime) -> None:
    with database.write() as session:
        dana = make_contact(session)
        project = make_project(session, dana)
        statement_id = said(session, make_mail(session, dana, project_id=project.id)).id
        pm = {"user_id": project.pm_id} | maya(project, now)
    with database.read() as late:
        late.get_one(Statement, statement_id)
        with database.write() as early:
            confirm_statement(early, statement_id, **pm)
        assert late.get_one(Statement, statement_id).state is StatementState.PROPOSED
    with database.write() as session, pytest.raises(Refused):
        confirm_statement(session, statement_id, **pm)
    with database.read() as session:
        assert session.scalar(select(func.count(Promise.id))) == 1


def expected(session: Session, dana: Contact, project: Project, span: str, now: datetime) -> Any:
    mail = make_mail(session, dana, project_id=project.id)
    row = said(session, mail, "expectation", span=span, due=None, due_on=None)
    return confirm_statement(session, row.id, user_id=project.pm_id, **maya(project, now))


def test_u2_what_a_client_corrects_is_superseded_and_both_versions_keep_their_mails(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    wrong = expected(session, dana, project, "Photos after the review", now)
    right = expected(session, dana, project, "No, that's wrong: photos before the review", now)
    take_place(session, right.id, wrong.id, **maya(project, now))
    assert (wrong.state.value, right.state.value) == ("superseded", "open")
    assert right.supersedes_id == wrong.id
    assert wrong.source != right.source
    with pytest.raises(Refused):
        take_place(session, right.id, wrong.id, **maya(project, now))
    give_place_back(session, right.id, **maya(project, now))
    assert (wrong.state.value, right.supersedes_id) == ("open", None)
    with pytest.raises(Refused):
        give_place_back(session, right.id, **maya(project, now))


def test_a_correction_goes_with_its_mail_and_what_it_corrected_counts_again(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    wrong = expected(session, dana, project, "Photos after the review", now)
    right = expected(session, dana, project, "Photos before the review", now)
    take_place(session, right.id, wrong.id, **maya(project, now))
    mail_id = int(right.source.partition(":")[2])
    by = {"reason": "moved", "key": b"k" * 32} | maya(project, now)
    withdraw(session, [mail_id], **by)
    rows = session.execute(select(Expectation.text, Expectation.state)).all()
    assert [(text, state.value) for text, state in rows] == [("Photos after the review", "open")]


def test_nobody_corrects_the_word_of_another_person(
    session: Session, project: Project, dana: Contact, now: datetime
) -> None:
    luis = make_contact(session, dana.client, name="Luis Vega")
    hers = expected(session, dana, project, "Photos after the review", now)
    his = expected(session, luis, project, "Photos before the review", now)
    with pytest.raises(Refused, match="of the same person"):
        take_place(session, his.id, hers.id, **maya(project, now))
