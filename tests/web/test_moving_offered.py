"""Where a mail may lie, and whose it may be, is offered only as far as it would be accepted."""

import re

import pytest
from sqlalchemy import select

from orchestrator.conversation.routing import file_mails
from orchestrator.models import (
    Contact,
    ContactAddress,
    Database,
    Decision,
    Mail,
    Membership,
    Project,
    Role,
    Thread,
    ThreadKey,
    User,
)
from tests.factories import MONDAY, make_contact, make_mail, make_project
from tests.web.conftest import Visitor
from tests.web.studio import Studio, make_studio
from tests.web.test_digests import words_of


@pytest.fixture
def studio(database: Database) -> Studio:
    """The manager runs both clients' projects, and a second one of Tom's client."""
    with database.write() as session:
        studio = make_studio(session)
        pm = session.scalars(select(User).where(User.email == studio.users[Role.PM])).one()
        tom = session.get_one(Contact, studio.contact)
        make_project(session, tom, pm=pm, name="Nurses' view", slug="nurses-view")
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        session.add(Membership(user_id=pm.id, project_id=other.id))
        return studio


def offered(page: str, field: str) -> dict[str, str]:
    """The options of a select by their words."""
    select_ = page.partition(f'id="{field}"')[2].partition("</select>")[0]
    found = re.findall(r'<option value="(\d*)">([^<]+)', select_)
    return {words: value for value, words in found}


def add_mail(database: Database, studio: Studio, contact: int | None, thread: int) -> int:
    with database.write() as session:
        person = session.get_one(Contact, contact) if contact else None
        project = session.get_one(Thread, thread).project_id
        return make_mail(session, person, thread_id=thread, project_id=project).id


def test_a_conversation_is_moved_only_to_projects_of_who_wrote_in_it(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = pm.get(f"/inbox/{studio.thread}").text
    found = offered(page, "move-to")
    assert set(found) == {"Nurses&#39; view", "No project yet"}
    assert "Only projects of the client whose people wrote here." in page
    for target in found.values():
        answer = pm.post(f"/inbox/{studio.thread}/refile", project_id=target)
        assert answer.status_code == 303
        undo = pm.get(answer.location or "").text.partition("/inbox/filings/")[2].partition('"')[0]
        assert pm.post(f"/inbox/filings/{undo}").status_code == 303


def test_of_a_stranger_every_project_is_offered_and_taken(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = pm.get(f"/inbox/{studio.undecided}").text
    others = offered(page, "other") | offered(page, "move-afar")
    assert set(others) | set(re.findall(r"File here<span class=\"vh\">: ([^<]+)", page)) == {
        "Booking site", "Nurses&#39; view", "Patient app"
    }  # fmt: skip
    assert "Only projects of the client" not in page
    assert set(offered(page, "other")).isdisjoint(offered(page, "move-afar"))
    for target in others.values():
        answer = pm.post(f"/inbox/{studio.undecided}/project", project_id=target)
        assert answer.status_code == 303
        with database.read() as session:
            number = session.scalars(select(Decision.id).order_by(Decision.id.desc())).first()
        assert pm.post(f"/inbox/filings/{number}/undo").status_code == 303


def test_what_a_stranger_wrote_is_moved_to_another_client_only_with_the_warning(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.read() as session:
        booking = select(Project.id).where(Project.slug == studio.other_slug)
        target = str(session.scalars(booking).one())
    pm.post(f"/inbox/{studio.undecided}/project", project_id=studio.project)
    more = add_mail(database, studio, None, studio.undecided)
    page = pm.get(f"/inbox/{studio.undecided}").text
    near = {"Nurses&#39; view", "No project yet"}
    assert set(offered(page, "move-to")) == set(offered(page, f"move-{more}")) == near
    assert offered(page, "move-afar") == {"Booking site": target}
    warned = words_of(page.partition('id="move-to"')[2])
    assert "Another client Its people could read this mail. Be sure that it is theirs." in warned
    answer = pm.post(f"/inbox/{studio.undecided}/refile", project_id=target)
    assert "Moved to Booking site" in pm.get(answer.location or "").text
    page = pm.get(f"/inbox/{studio.undecided}").text
    assert set(offered(page, "move-afar")) == {"Patient app", "Nurses&#39; view"}
    assert "move-afar" not in pm.get(f"/inbox/{studio.thread}").text


def test_where_two_clients_wrote_each_mail_is_moved_by_itself(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.read() as session:
        dana = session.scalars(
            select(Contact.id).join(Mail, Mail.contact_id == Contact.id)
            .where(Mail.thread_id == studio.other_thread)
        ).one()  # fmt: skip
    hers = add_mail(database, studio, dana, studio.undecided)
    toms = add_mail(database, studio, studio.contact, studio.undecided)
    page = pm.get(f"/inbox/{studio.undecided}").text
    assert "People of more than one client wrote here: move the mails one by one." in page
    assert offered(page, "other") == {}
    assert "File here" not in page
    assert set(offered(page, f"move-{hers}")) == {"Booking site"}
    assert set(offered(page, f"move-{toms}")) == {"Nurses&#39; view", "Patient app"}
    target = offered(page, f"move-{hers}")["Booking site"]
    answer = pm.post(f"/inbox/mails/{hers}/refile", project_id=target, reason="Hers")
    assert answer.status_code == 303
    assert "Moved to Booking site" in pm.get(answer.location or "").text
    page = pm.get(f"/inbox/{studio.undecided}").text
    assert "People of more than one client" not in page
    assert "Booking site" not in offered(page, "other")


def test_a_lone_mail_has_no_form_of_its_own(studio: Studio, pm: Visitor) -> None:
    assert "Move this mail" not in pm.get(f"/inbox/{studio.thread}").text


def test_nobody_of_another_client_is_proposed_as_the_writer_of_a_filed_mail(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    words = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Dana <dana@harborlane.example>"
        "\nDate: Mon, 23 Nov 2026\nSubject: Photos\nTo: Sam <sam@elsewhere.example>\n\nHere."
    )
    for project, is_offered in ((studio.project, False), (None, True)):
        with database.write() as session:
            mail = make_mail(
                session, project_id=project, subject="Fwd: Photos", text=words, new_text=words,
                from_address="sam@elsewhere.example",
            )  # fmt: skip
        page = pm.get(f"/inbox/{mail.thread_id}").text
        assert ("It is from Dana" in words_of(page)) is is_offered
        with database.read() as session:
            dana = session.scalars(
                select(ContactAddress.contact_id).where(
                    ContactAddress.addr_spec == "dana@harborlane.example"
                )
            ).one()
        answer = pm.post(f"/inbox/mails/{mail.id}/sender", contact_id=dana)
        assert answer.status_code == (303 if is_offered else 409)


def test_an_address_with_mail_at_another_client_is_nobodys_second(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        first = make_mail(session, tom, project_id=studio.project)
        assert first.message_id is not None
        assert first.thread_id is not None
        session.add(
            ThreadKey(
                message_id=first.message_id, client_id=tom.client_id, thread_id=first.thread_id
            )
        )
        mail = make_mail(
            session, from_address="tom@home.example", from_name=tom.name,
            references=[first.message_id],
        )  # fmt: skip
        other = session.scalars(select(Project.id).where(Project.slug == studio.other_slug)).one()
    page = f"/inbox/{mail.thread_id}"
    assert "from a second address?" in words_of(pm.get(page).text)
    with database.write() as session:
        filed = make_mail(session, from_address="tom@home.example", project_id=other)
    answer = pm.post(f"/inbox/mails/{filed.id}/alias", contact_id=studio.contact)
    assert answer.status_code == 409
    assert "from a second address?" not in words_of(pm.get(page).text)


def test_a_mail_whose_subject_names_another_project_is_moved_by_one_click(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        view = session.scalars(select(Project).where(Project.slug == "nurses-view")).one()
        mail = make_mail(
            session, tom, thread_id=studio.thread, project_id=studio.project,
            subject=f"[{view.code}] colours",
        ).id  # fmt: skip
        target = view.id
    page = pm.get(f"/inbox/{studio.thread}").text
    assert f"Its subject names {view.code}" in page
    assert f"<b>[{view.code}] colours</b>" in page
    form = page.partition('id="h-regroup"')[2].partition("</form>")[0]
    assert f'action="/inbox/mails/{mail}/refile"' in form
    assert f'name="project_id" value="{target}"' in form
    declined = pm.post(f"/inbox/mails/{mail}/refile", project_id=target, decline="1")
    page = pm.get(declined.location or "").text
    assert "Its subject names" not in page
    assert "Not moved to Nurses&#39; view" in page
    undo = page.partition("/inbox/filings/")[2].partition('"')[0]
    assert pm.post(f"/inbox/filings/{undo}").status_code == 303
    reason = "its subject names it"
    moved = pm.post(f"/inbox/mails/{mail}/refile", project_id=target, reason=reason)
    with database.read() as session:
        row = session.get_one(Mail, mail)
        assert (row.project_id, f"/inbox/{row.thread_id}") == (target, moved.location)
        decision = session.scalars(select(Decision).where(Decision.accepted)).one()
        assert decision.reason == reason


def test_a_colleague_who_writes_in_a_conversation_waits_in_the_tray_and_is_added_by_one_click(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        luis = make_contact(session, tom.client, name="Luis Ortega")
        mail = make_mail(
            session, luis, thread_id=studio.thread, project_id=None, message_id="<l@x>",
            new_text="Two beds more, please.",
        ).id  # fmt: skip
        make_mail(session, tom, thread_id=studio.thread, project_id=studio.project)
    tray = pm.get("/inbox?view=unmatched").text.partition(f'href="/inbox/{studio.thread}')
    assert tray[1]
    assert "Undecided" in tray[0].rpartition("<li>")[2]
    assert "an earlier mail waits" in tray[2].partition("</li>")[0]
    page = pm.get(f"/inbox/{studio.thread}").text
    assert page.count("Not in this project: not read") == 1
    to = (
        page.partition('id="to"')[2].partition("</select>")[0]
        or page.partition('name="to"')[2][:400]
    )
    assert "Luis Ortega" not in to
    assert "writes in this conversation" in page
    assert pm.post(f"/inbox/mails/{mail}/person", project_id=studio.project).status_code == 303
    late = pm.post(f"/inbox/mails/{mail}/person", project_id=studio.project, decline="1")
    assert late.status_code == 409, "in another window"
    assert "not proposed any more" in late.text
    with database.write() as session:
        file_mails(session, [mail], key=b"k" * 32, now=MONDAY)
        row = session.get_one(Mail, mail)
        assert row.project_id == studio.project
    assert f'href="/inbox/{studio.thread}' not in pm.get("/inbox?view=unmatched").text
