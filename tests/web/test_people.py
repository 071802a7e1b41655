"""The stakeholder map of a project: who takes part, changed, taken out, and every step undone."""

from datetime import date
import re

from sqlalchemy import select

from orchestrator.engagement.away import note_absences
from orchestrator.models import (
    Ask,
    AskState,
    Contact,
    ContactAddress,
    Database,
    Digest,
    DigestState,
    OutboxEntry,
    Participant,
    Project,
    Role,
    Task,
    TaskState,
)
from tests.factories import MONDAY, make_ask, make_contact, make_mail
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of
from tests.web.test_value import GOAL

PART = {"role": "approver", "influence": "high", "can_approve": "1"}
PRIYA = {
    **PART,
    "name": "Priya Shah",
    "address": "Priya@Pinecrest.example",
    "timezone": "Europe/Madrid",
    "language": "es",
}


def read(pm: Visitor, studio: Studio) -> str:
    return words_of(pm.get(f"/p/{studio.slug}/people").text).replace("&#39;", "'")


def undo_of(page: str) -> str:
    """The address of the toast's Undo."""
    return re.findall(
        r'action="([^"]+)">[^>]+>\s*<button class="btn s" aria-keyshortcuts="z"', page
    )[0].replace("&amp;", "&")


def test_s29_the_map_shows_each_persons_part_wishes_goals_and_when_they_were_heard(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    pm.post(f"/p/{studio.slug}/value", contact_id=studio.contact, **GOAL)
    pm.get(f"/p/{studio.slug}/value")
    with at_most_statements(database, 10):
        page = pm.get(f"/p/{studio.slug}/people").text
    words = words_of(page)
    for said in (
        "1 takes part. Tom settles money and scope.",
        "Tom Reyes Address tom@pinecrest.example Role Sponsor, influence medium",
        "Their yes Money and scope",
        "Weekly, Fri 16:00, e-mail, standard length",
        "English, not said, so politely, Europe/London",
        "“Fewer calls at the desk”: no evidence yet",
        "Last heard Mon 23 Nov",
    ):
        assert said in words, (said, words)
    assert f'href="/clients/{studio.contact}"' in page
    assert f'href="/p/{studio.slug}/people"' in pm.get(f"/p/{studio.slug}").text


def test_s29_a_new_person_joins_is_changed_and_leaves_and_all_of_it_is_undone(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/people"
    assert pm.post(of, **PRIYA).status_code == 303
    page = pm.get(of).text
    assert undo_of(page).endswith("/leave")
    with database.read() as session:
        priya = session.scalars(select(Contact).where(Contact.name == "Priya Shah")).one()
        assert (priya.address, priya.timezone, priya.language) == (
            "priya@pinecrest.example", "Europe/Madrid", "es"
        )  # fmt: skip
    words = words_of(page)
    assert words.index("Priya Shah Address") < words.index("Tom Reyes Address"), "whose word weighs"
    assert "Tom and Priya settle money" in words or "Priya and Tom settle money" in words
    assert "Takes part: approver, influence high, settles money and scope Mon 23 Nov" in words
    mine = f"{of}/{priya.id}"
    less = {"role": "informed", "influence": "low", "can_approve": "0"}
    assert pm.post(f"{mine}/part", was="approver/high/1", **less).status_code == 303
    undo = undo_of(pm.get(of).text)
    assert "Role Informed, influence low" in read(pm, studio)
    assert pm.post(f"{mine}/part", was="approver/high/1", **less).status_code == 409
    assert pm.post(undo).status_code == 303
    assert "Role Approver, influence high" in read(pm, studio)
    assert pm.post(f"{mine}/leave").status_code == 303
    undo = undo_of(pm.get(of).text)
    assert pm.post(f"{mine}/leave").status_code == 409
    words = read(pm, studio)
    assert "1 takes part." in words
    assert "Took part before Priya Shah" in words
    assert "Taken out: approver, influence high, settles money and scope" in words
    assert pm.post(undo).status_code == 303
    assert "Role Approver, influence high" in read(pm, studio)
    pm.post(f"{mine}/leave")
    assert pm.post(of, contact_id=priya.id, **less).status_code == 303
    assert "Role Informed, influence low" in read(pm, studio)
    with database.read() as session:
        assert len(session.scalars(select(ContactAddress.id)).all()) == 3


def test_u20_a_stand_in_is_added_from_the_out_of_office_and_taken_out_again(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    words = "I am away until 9 December. Luis Ortega stands in for me: luis@pinecrest.example."
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        mail = make_mail(
            session, tom, thread_id=studio.thread, project_id=studio.project, kind="auto_reply",
            text=words, back_on=date(2026, 12, 9),
        )  # fmt: skip
        note_absences(session, [mail.id], now=MONDAY)
        task = session.scalars(select(Task)).one().id
    of, where = f"/p/{studio.slug}/people", f"/inbox/{studio.thread}"
    assert f'href="{of}?task={task}#person"' in pm.get(where).text
    with at_most_statements(database, 11):
        page = pm.get(f"{of}?task={task}").text
    assert 'id="person" open' in page
    assert pm.get(of).text.count('id="person" open') == 0
    typed = dict(re.findall(r'name="(name|address|task)"[^>]* value="([^"]*)"', page))
    assert typed == {"name": "Luis Ortega", "address": "luis@pinecrest.example", "task": str(task)}
    assert pm.post(of, **{**PRIYA, **typed, "name": " "}).status_code == 400
    assert pm.post(of, **{**PRIYA, **typed, "task": 10**6}).status_code == 404
    assert pm.post(f"/p/{studio.slug}/people", **{**PRIYA, **typed}).status_code == 303
    undo = undo_of(pm.get(of).text)
    assert "Luis Ortega Address luis@pinecrest.example" in read(pm, studio)
    assert "a stand-in" not in words_of(pm.get("/").text)
    assert pm.post(undo).status_code == 303
    assert "Tom is away: a stand-in" in words_of(pm.get("/").text)
    with database.read() as session:
        assert (
            session.scalars(select(OutboxEntry).where(OutboxEntry.created_at > MONDAY)).all() == []
        )
        assert session.get_one(Task, task).state is TaskState.OPEN


def test_what_is_wrong_is_said_at_its_field(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/people"
    for wrong, field in (
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"address": "priya"}, "address"),
        ({"address": "tom@pinecrest.example"}, "address"),
        ({"timezone": "Madrid"}, "timezone"),
        ({"language": "xx"}, "language"),
        ({"role": "king"}, "role"),
        ({"influence": "huge"}, "influence"),
        ({"can_approve": "yes"}, "can_approve"),
        ({"contact_id": str(studio.contact)}, "contact_id"),
    ):
        answer = pm.post(of, **(PRIYA | wrong))
        assert answer.status_code == 400, wrong
        assert f'id="person-{field}-error"' in answer.text, wrong
    part = f"{of}/{studio.contact}/part"
    assert pm.post(part, was="sponsor/medium/1", role="king").status_code == 400
    assert pm.post(part, was="nonsense", **PART).status_code == 400
    with database.read() as session:
        assert len(session.scalars(select(Contact)).all()) == 2


def test_who_leaves_gets_no_update_and_what_they_were_asked_is_handed_on(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/people"
    pm.post(of, **PRIYA)
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        tom = session.get_one(Contact, studio.contact)
        ask = make_ask(session, project, tom, text="Which ward is first?")
        asks = len(session.scalars(select(Ask).where(Ask.project_id == project.id)).all())
        priya = session.scalars(select(Contact).where(Contact.name == "Priya Shah")).one()
    assert pm.post(f"{of}/{studio.contact}/leave").status_code == 303
    with database.read() as session:
        assert session.get_one(Digest, studio.digest).state is DigestState.SKIPPED
    assert "Hand on Which ward is first? Asked of Tom Reyes" in read(pm, studio)
    to = f"{of}/asks/{ask.id}/hand-on"
    assert pm.post(to, contact_id=studio.contact).status_code == 400, "Tom left"
    assert pm.post(to, contact_id=priya.id).status_code == 303
    undo = undo_of(pm.get(of).text)
    assert pm.post(to, contact_id=priya.id).status_code == 409
    assert "Which ward is first?" not in read(pm, studio)
    assert pm.post(undo).status_code == 303
    assert "Which ward is first?" in read(pm, studio)
    with database.read() as session:
        assert session.get_one(Ask, ask.id).state is AskState.OPEN
        assert len(session.scalars(select(Ask).where(Ask.project_id == studio.project)).all()) == (
            asks + 1
        )


def test_people_of_another_project_are_not_reached(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    of = f"/p/{studio.slug}/people"
    outsider, writer = signed_in(studio.outsider), signed_in(studio.users[Role.WRITER])
    assert outsider.get(of).status_code == 404
    for path in ("", f"/{studio.contact}/leave", "/asks/1/hand-on"):
        assert outsider.post(of + path, **PRIYA).status_code == 404
        assert writer.post(of + path, **PRIYA).status_code == 403
    part = {"was": "sponsor/medium/1", **PART}
    assert outsider.post(f"{of}/{studio.contact}/part", **part).status_code == 404
    assert writer.get(of).status_code == 200
    assert "/leave" not in writer.get(of).text
    foreign = f"/p/{studio.other_slug}/people"
    assert outsider.post(f"{foreign}/{studio.contact}/part", **part).status_code == 409
    assert outsider.post(f"{foreign}/{studio.contact}/return", **PART).status_code == 404
    with database.write() as session:
        stranger = make_contact(session, created_at=MONDAY).id
        before = len(session.scalars(select(Participant)).all())
    assert pm.post(of, contact_id=stranger, **PART).status_code == 400
    with database.read() as session:
        assert len(session.scalars(select(Participant)).all()) == before
