"""The decision log: built from answers, orders, requests and what people noted."""

import csv
from datetime import timedelta
from io import StringIO
import json

from flask import Flask
import pytest
from sqlalchemy import select

from orchestrator.engagement.decision_log import decision_log
from orchestrator.models import (
    Answer,
    AnswerState,
    Block,
    BlockKind,
    BlockSource,
    ChangeRequest,
    ChangeState,
    ClientDecision,
    Contact,
    Database,
    Digest,
    DigestState,
    Fact,
    FactTold,
    Mail,
    NotedState,
    Project,
    Role,
)
from tests.factories import MONDAY, make_ask, make_contact, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

CALLED = {
    "way": "call",
    "said_on": "2026-11-20",
    "text": "The test with nurses begins in January",
    "words": "January is soon enough for us",
    "tells": "1",
}


def note(pm: Visitor, studio: Studio, **typed: str) -> int:
    given = {"contact_id": str(studio.contact), **CALLED} | typed
    return pm.post(f"/p/{studio.slug}/decisions", **given).status_code


def settle(database: Database, studio: Studio) -> None:
    """Tom's waiting answer counts and was read back; another says yes to order CR-7."""
    with database.write() as session:
        answer = session.get_one(Answer, studio.answer)
        answer.state, answer.decided_by, answer.decided_at = AnswerState.APPLIED, 1, MONDAY
        project, tom = (
            session.get_one(Project, studio.project),
            session.get_one(Contact, studio.contact),
        )
        digest = session.get_one(Digest, studio.digest)
        digest.state, digest.sent_at = DigestState.SENT, MONDAY
        line = Block(
            digest_id=digest.id, position=40, kind=BlockKind.NOTED,
            text=f"{answer.ask.text} “1B is fine”: Evening.",
        )  # fmt: skip
        line.sources = [BlockSource(source=f"mail:{studio.mail}", client_id=project.client_id)]
        session.add(line)
        ask = make_ask(session, project, tom, text="CR-7: A map. £900. Shall we go ahead?")
        yes = Answer(
            ask_id=ask.id, mail_id=studio.mail, contact_id=tom.id, number=2, value="yes",
            certainty="exact", span="2 yes", tier="T2", state=AnswerState.APPLIED,
            answered_at=MONDAY - timedelta(hours=1),
        )  # fmt: skip
        told = session.scalars(select(Fact).order_by(Fact.id).limit(1)).one()
        order = ChangeRequest(
            project_id=project.id, contact_id=tom.id, text="A map", state=ChangeState.AGREED,
            source=f"mail:{studio.mail}", said_at=MONDAY, noted_at=MONDAY, number=7, ask_id=ask.id,
            fact_id=told.id,
        )  # fmt: skip
        ours = ChangeRequest(
            project_id=project.id, contact_id=tom.id, text="Could you add a lift", number=8,
            state=ChangeState.DECLINED, reason="the lift is not ours", source=f"mail:{studio.mail}",
            said_at=MONDAY, noted_at=MONDAY,
        )  # fmt: skip
        waits = make_ask(session, project, tom, text="Not answered yet?")
        refused = Answer(
            ask_id=waits.id, mail_id=studio.mail, contact_id=tom.id, number=3, value="no",
            certainty="exact", span="3 no", tier="T1", state=AnswerState.REFUSED,
            answered_at=MONDAY,
        )  # fmt: skip
        session.add_all([yes, order, ours, refused])


def test_s37_the_log_says_who_agreed_to_what_when_in_what_words_and_how_proven(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert "Nothing is decided yet" in pm.get(f"/p/{studio.slug}/decisions").text
    settle(database, studio)
    assert note(pm, studio) == 303
    with at_most_statements(database, 12):
        shown = pm.get(f"/p/{studio.slug}/decisions").text
    page = words_of(shown)
    assert "4 decisions." in page
    for line in (
        "A person took it for theirs Which recording? B: Evening “1B is fine” Tom Reyes,"
        " Mon 23 Nov, 09:00. Confirmed by",
        "Proven to be theirs CR-7: A map. £900. Shall we go ahead? Yes “2 yes” Tom Reyes,"
        " Mon 23 Nov, 08:00.",
        "Their own request CR-8, a request We said no: the lift is not ours"
        " “Could you add a lift” Tom Reyes,",
        "Heard by one of us The test with nurses begins in January “January is soon enough"
        " for us” Tom Reyes, Fri 20 Nov, on the phone. Noted by pm person.",
    ):
        assert line in page, page
    assert page.count("Read back in update") == 2
    assert page.count("Not read back yet") == 2
    assert "Not answered yet?" not in page
    assert shown.count(f'href="/inbox/{studio.thread}#mail-{studio.mail}"') == 3


def test_s37_it_is_filtered_by_person_and_words_and_leaves_as_csv_and_json(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    settle(database, studio)
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        other = make_contact(session, project.client, name="Émile Roy")
        make_project(session, other, pm=project.pm, name="Other")
        emile = other.id
    assert note(pm, studio, contact_id=str(emile)) == 400, "takes no part here"
    assert note(pm, studio, text="=SUM(A1)", words="ÉTÉ, “bien sûr”") == 303
    of = f"/p/{studio.slug}/decisions"
    for query, found in (
        ("?q=évening", 0), ("?q=EVENING", 1), ("?q=été+sûr", 1), ("?q=map+yes", 1),
        (f"?person={studio.contact}", 4), (f"?person={emile}", 0), ("?person=x", 0),
        ("?q=%25", 0), ("?after=50", 4),
    ):  # fmt: skip
        rows = list(csv.DictReader(StringIO(pm.get(f"{of}.csv{query}").text)))
        assert len(rows) == found, query
        assert len(json.loads(pm.get(f"{of}.json{query}").text)["decisions"]) == found, query
        assert pm.get(of + query).status_code == 200
    row = next(csv.DictReader(StringIO(pm.get(f"{of}.csv?q=sum").text)))
    assert row["about"] == "'=SUM(A1)", "no spreadsheet runs what somebody wrote"
    told = json.loads(pm.get(f"{of}.json?q=evening").text)["decisions"][0]
    assert (told["source"], told["tier"]) == (f"mail:{studio.mail}", "T1")
    assert told["told_in"] == [f"digest:{studio.digest}"]


def test_s37_what_was_noted_is_superseded_taken_back_and_never_edited(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/decisions"
    assert note(pm, studio) == 303
    changed = {"contact_id": str(studio.contact), **CALLED, "text": "It begins in February"}
    assert pm.post(f"{of}/1/change", **changed).status_code == 303
    assert pm.post(f"{of}/1/change", **changed).status_code == 409, "somebody was first"
    page = words_of(pm.get(of).text)
    assert "It begins in February" in page
    assert "Changed: “It begins in February”" in page
    assert "Noted: “The test with nurses begins in January”" in page
    assert pm.post(f"{of}/2/withdrawal").status_code == 303
    assert "Nothing is decided yet" in pm.get(of).text
    assert pm.post(f"{of}/2/undo").status_code == 303
    assert pm.post(f"{of}/2/undo").status_code == 409
    with database.read() as session:
        rows = session.scalars(select(ClientDecision).order_by(ClientDecision.id)).all()
        assert [row.state for row in rows] == [NotedState.SUPERSEDED, NotedState.NOTED]
        assert rows[0].text == CALLED["text"]
        facts = session.execute(
            select(Fact.text, Fact.withdrawn_at.is_(None))
            .where(Fact.source.startswith("client_decision:"))
            .order_by(Fact.id)
        ).all()
        assert facts == [(CALLED["text"], False), ("It begins in February", True)]
        assert [one.text for one in decision_log(session, studio.project)] == [rows[1].text]


def test_s37_an_answer_that_counts_no_more_leaves_the_log(
    database: Database, studio: Studio
) -> None:
    settle(database, studio)
    with database.write() as session:
        assert len(decision_log(session, studio.project)) == 3
        session.get_one(Answer, studio.answer).state = AnswerState.UNDONE
        session.get_one(Mail, studio.mail).subject = "moved"
    with database.read() as session:
        assert len(decision_log(session, studio.project)) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_wrong_is_said_at_its_field_and_others_may_not_note(
    app: Flask, database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    of = f"/p/{studio.slug}/decisions"
    for typed, field in (
        ({"contact_id": "x"}, "contact_id"), ({"contact_id": "424242"}, "contact_id"),
        ({"text": " "}, "text"), ({"text": "x" * 501}, "text"), ({"words": "x" * 501}, "words"),
        ({"way": "owl"}, "way"), ({"way": ""}, "way"), ({"said_on": "soon"}, "said_on"),
        ({"said_on": "2026-11-24"}, "said_on"), ({"said_on": "1999-01-01"}, "said_on"),
    ):  # fmt: skip
        given = {"contact_id": str(studio.contact), **CALLED} | typed
        answer = pm.post(of, **given)
        assert answer.status_code == 400, typed
        assert f'id="decision-{field}-error"' in answer.text, typed
    assert note(pm, studio, said_on="2026-11-23") == 303, "today, before noon"
    writer = signed_in(studio.users[Role.WRITER])
    assert "Note a decision" not in writer.get(of).text
    assert note(writer, studio) == 403
    outsider = signed_in(studio.outsider)
    assert outsider.post(f"/p/{studio.other_slug}/decisions/1/withdrawal").status_code == 404
    with database.read() as session:
        assert len(session.scalars(select(ClientDecision)).all()) == 1
        assert session.scalars(select(FactTold)).all() != []
