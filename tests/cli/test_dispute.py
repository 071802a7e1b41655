"""``orchestrator dispute`` and the bridge of a project: for people and for scripts."""

from pathlib import Path

from sqlalchemy import select

from orchestrator.engagement.disputes import open_dispute
from orchestrator.models import Contact, Database, DisputeNote, NoteKind, Project
from orchestrator.record.append import system
from tests.cli.shell import Shell
from tests.factories import MONDAY, make_mail


def test_s25_dispute_list_and_show_name_the_case_and_keep_the_wall(
    studio: Shell, tmp_path: Path
) -> None:
    assert studio.data("dispute", "list") == []
    database = Database(f"sqlite:///{tmp_path / 'data' / 'orchestrator.sqlite3'}")
    with database.write() as session:
        project = session.scalars(select(Project)).one()
        contact = session.scalars(select(Contact).order_by(Contact.id)).first()
        words = "Invoice 1182 over €4,200 is wrong."
        mail = make_mail(session, contact, project_id=project.id, new_text=words)
        case = open_dispute(session, mail, words=words, actor=system("test"), now=MONDAY)
        assert case is not None
        answer = make_mail(session, thread_id=None)
        session.add(
            DisputeNote(
                dispute_id=case.id, mail_id=answer.id, kind=NoteKind.ANSWER, from_name="Bob",
                from_address="bob@studio.example", subject="", text="Give in on half of it.",
                is_proven=True, received_at=MONDAY,
            )
        )  # fmt: skip
    database.dispose()
    [listed] = studio.data("dispute", "list", "--project", "booking")
    assert (listed["invoice"], listed["amount"], listed["state"]) == ("1182", "€4,200", "open")
    shown = studio.data("dispute", "show", str(listed["id"]))
    assert [note["from"] for note in shown["accounting"]] == ["bob@studio.example"]
    assert "half of it" not in studio.run("dispute", "show", str(listed["id"])).stdout
    assert "there is none" in studio.run("dispute", "show", "99", exit_code=2).stderr


def test_s25_a_project_has_its_own_accounting_and_a_deputy(studio: Shell) -> None:
    own = ("project", "accounting", "booking")
    assert studio.data(*own, "Accounts@studio.example")["changed"] is True
    assert studio.data(*own, "accounts@studio.example")["changed"] is False
    assert studio.data(*own, "")["changed"] is True
    studio.run("project", "deputy", "booking", "nobody@studio.example", exit_code=2)
