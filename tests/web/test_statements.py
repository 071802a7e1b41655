"""What a mail states is kept or refused beside it, by those who may decide."""

from datetime import date

import pytest
from sqlalchemy import func, select

from orchestrator.models import (
    ChangeRequest,
    ChangeState,
    Database,
    Mail,
    Role,
    Statement,
    StatementState,
)
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements

SPAN = "could you add a map"


@pytest.fixture
def stated(studio: Studio) -> int:
    return studio.statement


def state(database: Database, mail_id: int) -> int:
    with database.write() as session:
        row = Statement(mail_id=mail_id, kind="request", span=SPAN)
        session.add(row)
        session.flush()
        return row.id


def state_of(database: Database, statement_id: int) -> StatementState:
    with database.read() as session:
        return session.get_one(Statement, statement_id).state


def test_it_is_proposed_in_her_words_and_kept_with_a_day(
    database: Database, studio: Studio, pm: Visitor, stated: int
) -> None:
    assert f"“{SPAN}”" in pm.get(f"/inbox/{studio.thread}").text
    answer = pm.post(f"/inbox/statements/{stated}/confirmation", due_on="2026-12-04")
    assert answer.status_code == 303
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "Kept in the register" in page
    assert "Kept among the requests." in page
    with database.read() as session:
        row = session.scalars(select(ChangeRequest)).one()
        assert (row.text, row.due_on) == (SPAN, date(2026, 12, 4))
        assert row.state is ChangeState.REQUESTED


def test_it_is_refused_and_the_refusal_taken_back(
    database: Database, studio: Studio, pm: Visitor, stated: int
) -> None:
    pm.post(f"/inbox/statements/{stated}/refusal")
    assert state_of(database, stated) is StatementState.REFUSED
    assert "Not meant so" in pm.get(f"/inbox/{studio.thread}").text
    pm.post(f"/inbox/statements/{stated}/undo")
    assert state_of(database, stated) is StatementState.PROPOSED


def test_a_day_that_is_none_is_not_taken(database: Database, pm: Visitor, stated: int) -> None:
    answer = pm.post(f"/inbox/statements/{stated}/confirmation", due_on="soon")
    assert answer.status_code == 400
    assert state_of(database, stated) is StatementState.PROPOSED


def test_a_statement_of_a_foreign_project_is_not_there(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.read() as session:
        foreign = session.scalars(
            select(Mail.id).where(Mail.thread_id == studio.other_thread)
        ).first()
        assert foreign
    statement_id = state(database, foreign)
    for what in ("confirmation", "refusal", "undo"):
        assert pm.post(f"/inbox/statements/{statement_id}/{what}").status_code == 404
    assert pm.post("/inbox/statements/424242/refusal").status_code == 404
    assert state_of(database, statement_id) is StatementState.PROPOSED


def test_a_writer_reads_it_and_decides_nothing(
    database: Database, studio: Studio, signed_in: SignIn, stated: int
) -> None:
    writer = signed_in(studio.users[Role.WRITER])
    page = writer.get(f"/inbox/{studio.thread}").text
    assert SPAN in page
    assert f"/inbox/statements/{stated}/" not in page
    assert writer.post(f"/inbox/statements/{stated}/refusal").status_code == 403
    with database.read() as session:
        assert session.scalar(select(func.count(ChangeRequest.id))) == 0


def test_many_statements_ask_the_database_no_more(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for _ in range(20):
        state(database, studio.mail)
    with at_most_statements(database, 12):
        pm.get(f"/inbox/{studio.thread}")
