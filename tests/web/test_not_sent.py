"""/clients/<id>/not-sent: what somebody was told, what waits, and what was not sent and why."""

from orchestrator.models import Contact, Database, Project, Role, Withheld
from tests.factories import make_fact, make_project
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import Studio, at_most_statements


def test_u4_each_thing_stands_in_one_of_three_lists_with_its_reason(
    database: Database, desk: Desk, signed_in: SignIn
) -> None:
    with database.write() as session:
        project = session.get_one(Project, desk.digest.project_id)
        left_out = make_fact(session, project, text="The cellar is dry.").id
        row = Withheld(
            source=f"fact:{left_out}", text="The cellar is dry.",
            reason="over 3 lines, moves to the next update", digest_id=desk.digest.id,
        )  # fmt: skip
        session.add(row)
        make_fact(session, project, text="The roof is tight.")
        withdrawn = make_fact(session, project, text="It rains.", reason="It did not.")
        withdrawn.withdrawn_at = withdrawn.created_at
    pm = signed_in(desk.pm)
    with at_most_statements(database, 12):
        answer = pm.get(f"/clients/{desk.contact.id}/not-sent")
    assert answer.status_code == 200
    kept, _, rest = answer.text.partition('id="h-pending"')
    waits, _, sent = rest.partition('id="h-sent"')
    assert "The cellar is dry." in kept
    assert "Over 3 lines, moves to the next update." in kept
    assert "Withdrawn: It did not." in kept
    assert "The roof is tight." in waits
    assert "Waits for the next update." in waits
    assert "In update 1, which is drafted." in waits
    assert "Nothing was sent yet." in sent
    assert "not-sent" in pm.get(f"/clients/{desk.contact.id}").text


def test_u4_nobody_reads_it_of_a_project_that_is_not_theirs(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    path = f"/clients/{studio.contact}/not-sent"
    with database.write() as session:
        hidden = make_project(session, session.get_one(Contact, studio.contact), name="Merger")
        make_fact(session, hidden, text="They are bought.")
    assert "bought" not in pm.get(path).text
    assert "bought" in signed_in(studio.users[Role.COMPLIANCE]).get(path).text
    assert signed_in(studio.outsider).get(path).status_code == 404
