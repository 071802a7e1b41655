"""The page of value goals: add, measure, change, settle, each taken back, and its history."""

from datetime import timedelta
from decimal import Decimal as D
import json
import re

import pytest
from sqlalchemy import select

from orchestrator.models import (
    AuditEntry,
    Contact,
    Database,
    Expectation,
    ExpectationState,
    Fact,
    FactHearer,
    Measurement,
    Project,
    Role,
    ValueGoal,
)
from orchestrator.web.value_forms import number
from tests.factories import MONDAY, make_contact
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

GOAL = {
    "text": "Fewer calls at the desk",
    "start": "40",
    "target": "20",
    "unit": "calls a week",
    "better": "",
    "due_on": "2026-12-31",
}


def add(pm: Visitor, studio: Studio, **typed: str) -> int:
    """The new goal's status; one that is refused keeps the page."""
    given = {"contact_id": str(studio.contact), **GOAL} | typed
    return pm.post(f"/p/{studio.slug}/value", **given).status_code


def measure(pm: Visitor, studio: Studio, goal: int, **typed: str) -> int:
    given = {"goal_id": str(goal), "value": "31", "measured_on": "2026-11-20", "evidence": "Log"}
    return pm.post(f"/p/{studio.slug}/value/measurements", **(given | typed)).status_code


def current(database: Database) -> ValueGoal:
    with database.read() as session:
        return session.scalars(select(ValueGoal).order_by(ValueGoal.id.desc()).limit(1)).one()


def read(pm: Visitor, studio: Studio) -> str:
    return words_of(pm.get(f"/p/{studio.slug}/value").text).replace("&#39;", "'")


def test_s29_each_person_has_goals_and_each_goal_says_what_shows_it(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "No goal of Tom’s is known. Ask: what would make this worth it" in read(pm, studio)
    assert add(pm, studio, said_in=str(studio.mail)) == 303
    page = read(pm, studio)
    assert "1 open, 1 without evidence." in page
    assert "No evidence yet “Fewer calls at the desk”" in page
    assert "From 40 to 20 calls a week by Thu 31 Dec" in page
    assert "Said Mon 23 Nov, Mail of Tom Reyes: The delay" in page
    assert '<svg class="spark' not in pm.get(f"/p/{studio.slug}/value").text
    goal = current(database)
    assert goal.source == f"mail:{studio.mail}"
    assert measure(pm, studio, goal.id) == 303
    with at_most_statements(database, 12):
        shown = pm.get(f"/p/{studio.slug}/value").text
    page = words_of(shown)
    assert "45% of the way “Fewer calls" in page
    assert (
        "31 calls a week on Fri 20 Nov (Log), from 40 at the start. The goal is 20 by Thu 31 Dec."
        in page
    )
    assert 'aria-label="40 calls a week, 31 calls a week; the goal is 20 calls a week"' in shown
    assert "Added: “Fewer calls at the desk” Mon 23 Nov, 09:00, pm person" in page
    assert "Measured: 31, Fri 20 Nov" in page


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    add(pm, studio)
    goal = current(database).id
    path, to = f"/p/{studio.slug}/value", f"/p/{studio.slug}/value/measurements"
    person = str(studio.contact)
    for url, typed, field in (
        (path, {**GOAL, "contact_id": "424242"}, "goal-contact_id"),
        (path, {**GOAL, "contact_id": person, "text": " "}, "goal-text"),
        (path, {**GOAL, "contact_id": person, "start": "1,200"}, "goal-start"),
        (path, {**GOAL, "contact_id": person, "target": ""}, "goal-target"),
        (path, {**GOAL, "contact_id": person, "due_on": "soon"}, "goal-due_on"),
        (path, {**GOAL, "contact_id": person, "better": "up"}, "goal-better"),
        (path, {**GOAL, "contact_id": person, "better": "sideways"}, "goal-better"),
        (to, {"goal_id": "x"}, "measure-goal_id"),
        (to, {"goal_id": "424242"}, "measure-goal_id"),
        (to, {"goal_id": goal, "measured_on": "", "evidence": "a"}, "measure-measured_on"),
        (to, {"goal_id": goal, "measured_on": "2026-11-24", "value": "1", "evidence": "a"},
         "measure-measured_on"),
        (to, {"goal_id": goal, "measured_on": "1999-12-31", "value": "1", "evidence": "a"},
         "measure-measured_on"),
        (to, {"goal_id": goal, "measured_on": "2026-11-20", "evidence": "a"}, "measure-value"),
        (to, {"goal_id": goal, "measured_on": "2026-11-20", "value": "31"}, "measure-evidence"),
        (f"{path}/{goal}/change", {**GOAL, "text": ""}, f"change{goal}-text"),
    ):  # fmt: skip
        answer = pm.post(url, **typed)
        assert answer.status_code == 400, field
        assert f'id="{field}-error"' in answer.text, field
    assert 'value="31"' in answer.text or "Fewer calls" in answer.text
    with database.read() as session:
        assert len(session.scalars(select(ValueGoal)).all()) == 1
        assert session.scalars(select(Measurement)).all() == []


def test_every_step_is_taken_back_by_its_own_button(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    add(pm, studio)
    of, goal = f"/p/{studio.slug}/value", current(database).id
    assert pm.post(f"{of}/{goal}/outcome", outcome="reached").status_code == 409
    measure(pm, studio, goal)
    assert pm.post(f"{of}/{goal}/outcome", outcome="missed", reason=" ").status_code == 400
    pm.get(of)
    changed = pm.post(f"{of}/{goal}/change", **(GOAL | {"text": "Less noise"}))
    assert changed.status_code == 303
    assert pm.post(f"{of}/{goal}/change", **GOAL).status_code == 409, "somebody was first"
    undo = re.findall(r'action="([^"]+/change/undo)"', pm.get(of).text)
    assert "“Less noise”" in read(pm, studio)
    assert pm.post(undo[0]).status_code == 303
    assert "“Fewer calls at the desk” 31 calls" in read(pm, studio)
    goal = current(database).id
    for outcome, words in (("reached", "Reached"), ("missed", "Missed"), ("withdrawn", "Dropped")):
        deed = pm.post(f"{of}/{goal}/outcome", outcome=outcome, reason="It is winter")
        assert deed.status_code == 303
        assert f"{words} “Fewer calls" in read(pm, studio)
        assert pm.post(f"{of}/{goal}/outcome", outcome=outcome, reason="x").status_code == 409
        assert pm.post(f"{of}/{goal}/outcome/undo").status_code == 303
    assert "Missed: It is winter" in read(pm, studio)
    with database.read() as session:
        found = session.scalars(select(Measurement.id)).one()
    assert pm.post(f"{of}/measurements/{found}/undo").status_code == 303
    assert "No evidence yet" in read(pm, studio)
    assert "Took a measurement back: 31" in read(pm, studio)


def test_a_goal_in_words_alone_has_evidence_and_no_line(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    bare = {"start": "", "target": "", "unit": "", "due_on": ""}
    assert add(pm, studio, text="Nurses trust it", **bare) == 303
    said = "Nine of twelve said that they would use it"
    assert measure(pm, studio, current(database).id, value="", evidence=said) == 303
    page = pm.get(f"/p/{studio.slug}/value").text
    assert f"Measured “Nurses trust it” {said}. (Fri 20 Nov)" in words_of(page)
    assert '<svg class="spark' not in page


def test_a_goal_of_another_project_is_not_there(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    add(pm, studio)
    goal = current(database).id
    measure(pm, studio, goal)
    with database.read() as session:
        found = session.scalars(select(Measurement.id)).one()
    outsider, writer = signed_in(studio.outsider), signed_in(studio.users[Role.WRITER])
    mine, foreign = f"/p/{studio.slug}/value", f"/p/{studio.other_slug}/value"
    assert outsider.get(mine).status_code == 404
    for path in (f"{goal}/change", f"{goal}/outcome", f"measurements/{found}/undo"):
        for of in (mine, foreign):
            assert outsider.post(f"{of}/{path}", **GOAL).status_code == 404
    assert measure(outsider, studio, goal) == 404
    assert outsider.post(
        f"{foreign}/measurements", goal_id=goal, value="1", measured_on="2026-11-20", evidence="a"
    ).status_code == 400  # fmt: skip
    assert writer.post(f"{mine}/{goal}/outcome", outcome="reached").status_code == 403
    assert f"{mine}/{goal}/outcome" not in writer.get(mine).text
    with database.write() as session:
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        stranger = make_contact(session, session.get_one(Contact, studio.contact).client)
        contacts = (other.participants[0].contact_id, stranger.id)
    for contact in contacts:
        assert add(pm, studio, contact_id=str(contact)) == 400


def test_goals_of_many_people_take_no_more_statements(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    add(pm, studio)
    for days in range(5):
        add(pm, studio, text=f"Goal {days}")
        on = (MONDAY - timedelta(days=days)).date().isoformat()
        measure(pm, studio, current(database).id, measured_on=on)
    with at_most_statements(database, 12):
        page = pm.get(f"/p/{studio.slug}/value").text
    assert page.count('<svg class="spark') == 5


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("31", "31"), ("-2", "-2"), ("12.5", "12.5"), ("12,5", "12.5"), ("1 200", "1200"),
        ("1 200,75", "1200.75"), ("0.125", "0.125"), ("1,200", None), ("1.200", None),
        ("12.5.1", None), ("1e9", None), ("NaN", None), ("inf", None), ("٣", None), ("", None),
        ("9" * 13, None), ("40 calls", None), ("1200.1234", "1200.1234"),
    ],
)  # fmt: skip
def test_a_number_that_could_be_two_is_asked_for_again(typed: str, read_as: str | None) -> None:
    if read_as is None:
        with pytest.raises(ValueError, match=r"^"):
            number(typed)
    else:
        assert number(typed) == D(read_as)


def test_u6_a_missed_goal_is_told_to_whom_it_belongs_unless_somebody_says_not_to(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    add(pm, studio)
    of, goal = f"/p/{studio.slug}/value", current(database).id
    assert 'name="tells" value="1" checked' in pm.get(of).text
    pm.post(f"{of}/{goal}/outcome", outcome="missed", reason="It is winter", tells="1")
    with database.read() as session:
        fact = session.get_one(Fact, session.get_one(ValueGoal, goal).fact_id)
        assert fact.text == "Your goal “Fewer calls at the desk” was missed: It is winter."
        assert (fact.is_bad, fact.counts) == (True, True)
        hearers = session.scalars(select(FactHearer.contact_id)).all()
        assert hearers == [studio.contact]
    assert pm.post(f"{of}/{goal}/outcome/undo").status_code == 303
    pm.post(f"{of}/{goal}/outcome", outcome="missed", reason="It is winter")
    with database.read() as session:
        assert not session.get_one(Fact, fact.id).counts, "taken back, it is told to nobody"
        assert session.get_one(ValueGoal, goal).fact_id is None
        decided = select(AuditEntry.line).where(AuditEntry.obj == f"value_goal:{goal}")
        said = [json.loads(line) for line in session.scalars(decided.order_by(AuditEntry.seq))]
        assert [each["tells"] for each in said if "tells" in each] == [True, False]


def test_u6_a_missed_expectation_is_told_with_its_reason(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        row = Expectation(
            project_id=studio.project, contact_id=studio.contact, text="A map by Friday",
            state=ExpectationState.OPEN, source="user:1", said_at=MONDAY, noted_at=MONDAY,
        )  # fmt: skip
        session.add(row)
        session.flush()
        of = f"/p/{studio.slug}/expectations/{row.id}"
    assert 'name="tells" value="1" checked' in pm.get(of).text
    assert pm.post(f"{of}/missed", reason=" ", tells="1").status_code == 400
    assert pm.post(f"{of}/missed", reason="The supplier was late", tells="1").status_code == 303
    with database.read() as session:
        [fact] = session.scalars(select(Fact).where(Fact.source == f"expectation:{row.id}"))
        assert fact.text == "You expected “A map by Friday”. We missed that: The supplier was late."
        assert (fact.is_bad, fact.counts) == (True, True)
    assert pm.post(f"{of}/undo").status_code == 303
    with database.read() as session:
        assert not session.get_one(Fact, fact.id).counts
