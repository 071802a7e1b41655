"""What no mail does by itself is shown, decided by a person, and undone."""

from typing import Any

import pytest
from sqlalchemy import select

from orchestrator.models import (
    Contact,
    Database,
    Project,
    Response,
    ResponseState,
    Role,
    Task,
    TaskKind,
    TaskState,
)
from tests.factories import MONDAY, make_contact, make_fact, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio


def make_task(database: Database, studio: Studio, kind: TaskKind, **values: Any) -> int:
    with database.write() as session:
        task = Task(
            **{
                "kind": kind,
                "cause": f"mail:{studio.mail}",
                "mail_id": studio.mail,
                "contact_id": studio.contact,
                "words": "Please add Priya to these mails.",
                "created_at": MONDAY,
            }
            | values
        )
        session.add(task)
        session.flush()
        return task.id


def state(database: Database, task_id: int) -> TaskState:
    with database.read() as session:
        return session.get_one(Task, task_id).state


@pytest.mark.parametrize("kind", [kind for kind in TaskKind if kind is not TaskKind.STOP])
def test_a_task_is_on_today_and_beside_its_mail(
    database: Database, studio: Studio, pm: Visitor, kind: TaskKind
) -> None:
    make_task(database, studio, kind)
    assert "Please add Priya to these mails." in pm.get("/").text
    page = pm.get(f"/inbox/{studio.thread}").text
    assert "For a person" in page
    assert "Please add Priya to these mails." in page


@pytest.mark.parametrize(
    ("decision", "after"), [("done", TaskState.DONE), ("refusal", TaskState.REFUSED)]
)
def test_a_task_is_decided_once_and_undone(
    database: Database, studio: Studio, pm: Visitor, decision: str, after: TaskState
) -> None:
    task_id = make_task(database, studio, TaskKind.PERSON)
    decided = pm.post(f"/inbox/tasks/{task_id}/{decision}")
    assert decided.status_code == 303
    assert state(database, task_id) is after
    assert f'action="/inbox/tasks/{task_id}/undo"' in pm.get(decided.location).text
    assert pm.post(f"/inbox/tasks/{task_id}/{decision}").status_code == 409
    assert pm.post(f"/inbox/tasks/{task_id}/undo").status_code == 303
    assert state(database, task_id) is TaskState.OPEN


def test_a_change_of_address_is_confirmed_from_both_before_anybody_acts(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    new = "tom@new.example"
    task_id = make_task(
        database, studio, TaskKind.ADDRESS, addr_spec=new, proven_by=["tom@pinecrest.example"]
    )
    assert f"Not yet confirmed from {new}." in pm.get(f"/inbox/{studio.thread}").text
    refused = pm.post(f"/inbox/tasks/{task_id}/done")
    assert refused.status_code == 409
    assert f"Not yet confirmed from {new}" in refused.text
    with database.write() as session:
        session.get_one(Task, task_id).proven_by = ["tom@pinecrest.example", new]
    assert pm.post(f"/inbox/tasks/{task_id}/done").status_code == 303


def test_another_pm_decides_nothing_and_a_writer_sees_no_button(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    task_id = make_task(database, studio, TaskKind.ERASE)
    other = signed_in(studio.outsider)
    for decision in ("done", "refusal", "undo"):
        assert other.post(f"/inbox/tasks/{task_id}/{decision}").status_code == 404
    writer = signed_in(studio.users[Role.WRITER])
    assert f"/inbox/tasks/{task_id}" not in writer.get(f"/inbox/{studio.thread}").text
    assert writer.post(f"/inbox/tasks/{task_id}/done").status_code == 403
    assert state(database, task_id) is TaskState.OPEN


def test_u4_what_was_not_sent_is_drafted_for_who_asked_and_leaves_by_a_click(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        project = session.get_one(Project, studio.project)
        idris = make_contact(session, tom.client, name="Idris Bell")
        make_fact(session, project, text="The forms are translated.")
        make_fact(session, project, text="Only Idris hears this.", hearers=[idris])
        elsewhere = make_project(session, idris, name="Merger")
        make_fact(session, elsewhere, text="They are bought.")
    task_id = make_task(database, studio, TaskKind.NOT_SENT, words="What did you not send me?")
    path = f"/inbox/tasks/{task_id}/draft"
    assert path in pm.get(f"/inbox/{studio.thread}").text
    assert signed_in(studio.outsider).post(path).status_code == 404
    assert signed_in(studio.users[Role.COMPLIANCE]).post(path).status_code == 403
    written = pm.post(path)
    assert written.status_code == 303
    page = pm.get(written.location).text
    assert "I looked up what I have not sent you in Patient app, and why:" in page
    with database.read() as session:
        draft = session.scalars(select(Response).order_by(Response.id.desc()).limit(1)).one()
        assert draft.state is ResponseState.DRAFTED
        assert draft.contact_id == studio.contact
        line = "- The forms are translated. (it is new and comes with the next update)"
        assert line in draft.text
        assert "Idris" not in draft.text
        assert "bought" not in draft.text
    assert pm.post(path).status_code == 303
    with database.read() as session:
        of_text = select(Response.id).where(Response.text.contains("forms are translated"))
        assert len(session.scalars(of_text).all()) == 1, "asked twice, written once"
    data = make_task(database, studio, TaskKind.DATA, cause="mail:x")
    assert pm.post(f"/inbox/tasks/{data}/draft").status_code == 404
