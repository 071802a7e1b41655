"""The page of facts: add, change, withdraw, each taken back, its history, and what was known."""

from datetime import timedelta
import json

import pytest
from sqlalchemy import select
import time_machine

from orchestrator.models import (
    AuditEntry,
    Block,
    BlockKind,
    BlockSource,
    Database,
    Digest,
    Fact,
    FactTold,
    Impact,
    Participant,
    ParticipantRole,
    Project,
    Role,
)
from tests.factories import MONDAY, make_contact, make_fact
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

FACT = {"text": "Sign-in works on phones.", "kind": "done", "impact": "neutral"}


def read(pm: Visitor, studio: Studio, query: str = "") -> str:
    return words_of(pm.get(f"/p/{studio.slug}/facts{query}").text).replace("&#39;", "'")


def newest(database: Database) -> Fact:
    with database.read() as session:
        fact = session.scalars(select(Fact).order_by(Fact.id.desc()).limit(1)).one()
        _ = [contact.name for contact in fact.hearers], fact.supersedes
        return fact


def told_fact(database: Database) -> int:
    """The one that the studio's Tom was told a week ago."""
    with database.read() as session:
        return session.scalars(select(FactTold.fact_id)).one()


@pytest.fixture
def omar(database: Database, studio: Studio) -> int:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        contact = make_contact(session, project.client, name="Omar Reyes")
        session.add(
            Participant(project_id=project.id, contact_id=contact.id, role=ParticipantRole.INFORMED)
        )
        return contact.id


def test_s11_the_page_says_who_heard_what_after_how_long_and_who_waits(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = read(pm, studio)
    assert "What we know: 1 not told to everybody yet." in page
    assert "Bad news Launch moves to 11 Dec. News, known since Sun 22 Nov, 09:00" in page
    assert "Not told yet: Tom Reyes, for 1 day." in page
    assert "Told Tom Reyes Mon 16 Nov, after 2 days." in page
    assert page.index("Launch moves") < page.index("Sign-in works.")
    assert "All Told after 2 days; 1 untold for 1 day." in page
    assert "Bad news 1 untold for 1 day." in page


def test_s43_a_fact_is_noted_with_since_when_and_for_whom(
    database: Database, studio: Studio, pm: Visitor, omar: int
) -> None:
    form = FACT | {"known_at": "2026-11-20T14:30", f"hear-{omar}": "yes", "impact": "good"}
    response = pm.post(f"/p/{studio.slug}/facts", **form)
    assert (response.status_code, response.location) == (303, f"/p/{studio.slug}/facts")
    fact = newest(database)
    assert [contact.id for contact in fact.hearers] == [omar]
    assert (fact.impact, fact.created_at) == (Impact.GOOD, MONDAY)
    assert f"{fact.known_at:%d %H:%M}" == "20 14:30"
    with at_most_statements(database, 12):
        page = read(pm, studio)
    assert "Good news Sign-in works on phones. Done, known since Fri 20 Nov, 14:30, noted" in page
    assert "Only for Omar Reyes." in page
    assert "Not told yet: Omar Reyes, for 2 days 18 h." in page
    assert "Noted: “Sign-in works on phones.” Mon 23 Nov, 09:00, pm person" in page


def test_a_wrong_fact_comes_back_with_what_was_typed(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    before = newest(database).id
    for wrong, field, words in (
        ({"text": ""}, "text", "Write one sentence that the client will read."),
        ({"text": "x" * 501}, "text", "This has 501 characters; at most 500."),
        ({"kind": "rumour"}, "kind", "Choose one of the list."),
        ({"impact": "horrible"}, "impact", "Choose one of the list."),
        ({"known_at": "2026-11-24T09:00"}, "known_at", "This is in the future"),
        ({"known_at": "0001-01-01"}, "known_at", ""),
        ({"known_at": "soon"}, "known_at", "Write a day and a time"),
        ({"hear-999": "yes"}, "hearers", "Choose people of this project."),
        ({f"hear-{'9' * 5000}": "yes"}, "hearers", "Choose people of this project."),
    ):
        response = pm.post(f"/p/{studio.slug}/facts", **FACT | wrong)
        assert response.status_code == 400, wrong
        assert f'<a href="#fact-{field}">{words}' in response.text, wrong
        if "text" not in wrong:
            assert "Sign-in works on phones.</textarea>" in response.text
    assert newest(database).id == before


def test_u7_a_fact_is_changed_and_taken_back_and_its_history_is_the_record(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    heard = told_fact(database)
    clock.shift(timedelta(minutes=5))
    changed = pm.post(
        f"/p/{studio.slug}/facts/{heard}/change", **FACT | {"text": "Sign-in is broken."}
    )
    assert changed.status_code == 303
    new = newest(database)
    assert (new.supersedes_id, new.known_at) == (heard, MONDAY + timedelta(minutes=5))
    page = read(pm, studio)
    assert "Tom Reyes heard before, Mon 16 Nov: “Sign-in works.”" in page
    assert "Changed: “Sign-in is broken.”" in page
    assert "Not told yet: Tom Reyes, for under a minute." in page
    assert pm.post(f"/p/{studio.slug}/facts/{heard}/change", **FACT).status_code == 409
    wrong = pm.post(f"/p/{studio.slug}/facts/{new.id}/change", **FACT | {"text": ""})
    assert (wrong.status_code, f'href="#change{new.id}-text"' in wrong.text) == (400, True)
    assert pm.post(f"/p/{studio.slug}/facts/{new.id}/undo").status_code == 303
    page = read(pm, studio)
    assert "Sign-in works. Done" in page
    assert "Took the change back" in page
    assert pm.post(f"/p/{studio.slug}/facts/{new.id}/undo").status_code == 409
    reason = {"reason": "It was a test."}
    assert pm.post(f"/p/{studio.slug}/facts/{heard}/withdrawal", reason=" ").status_code == 400
    assert pm.post(f"/p/{studio.slug}/facts/{heard}/withdrawal", **reason).status_code == 303
    assert "Withdrawn Sign-in works." in read(pm, studio)
    assert "Withdrawn: It was a test." in read(pm, studio)
    assert pm.post(f"/p/{studio.slug}/facts/{heard}/undo").status_code == 303
    assert "Withdrawn Sign-in works." not in read(pm, studio)
    with database.read() as session:
        about = session.scalars(
            select(AuditEntry.action).where(AuditEntry.obj.in_([f"fact:{heard}", f"fact:{new.id}"]))
        ).all()
        assert sorted(set(about)) == ["decide", "fact"]


def test_an_open_draft_takes_the_change_in_at_once(
    database: Database, desk, signed_in: SignIn
) -> None:
    pm = signed_in(desk.pm)
    with database.read() as session:
        fact = session.scalars(select(Fact).where(Fact.impact == Impact.BAD)).one()
    new = {"text": "Welsh e-mails come on Friday.", "kind": "news", "impact": "bad"}
    assert pm.post(f"/p/{desk.project.slug}/facts/{fact.id}/change", **new).status_code == 303
    with database.read() as session:
        lines = [block.text for block in session.get_one(Digest, desk.digest.id).blocks]
        assert lines[1] == "Welsh e-mails come on Friday."
        assert fact.text not in lines


def test_s18_known_and_untold_is_listed_for_each_person_on_a_day(
    database: Database, studio: Studio, pm: Visitor, omar: int
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        fact = session.get_one(Fact, told_fact(database))
        source = BlockSource(source=f"fact:{fact.id}", client_id=project.client_id)
        digest = session.get_one(Digest, session.scalars(select(FactTold.digest_id)).one())
        digest.blocks.append(
            Block(position=90, kind=BlockKind.DONE, text="You can sign in.", sources=[source])
        )
        number = digest.number
    before = content(database)
    with at_most_statements(database, 12):
        page = read(pm, studio, "?on=2026-11-22&who=")
    assert content(database) == before
    assert "Tom Reyes until the end of Sun 22 Nov, Europe/London" in page
    assert f"Had been told You can sign in. Update {number}, Mon 16 Nov, 09:00." in page
    assert "We knew, and had not told Bad news Launch moves to 11 Dec. Known since Sun 22" in page
    assert "Omar Reyes until the end of Sun 22 Nov" in page
    only = read(pm, studio, f"?on=2026-11-15&who={omar}")
    assert "Omar Reyes until the end of Sun 15 Nov" in only
    assert "Had been told Nothing yet. We knew, and had not told Sign-in works." in only
    assert "Tom Reyes until" not in only
    for query, words in (
        ("?on=soon", "Write a day such as"),
        ("?on=2026-11-26", "2026-11-26 has not come yet"),
        ("?on=0001-01-01", "is too long ago"),
        ("?on=2026-11-20&who=999", "Choose somebody of this project."),
    ):
        response = pm.get(f"/p/{studio.slug}/facts{query}")
        assert (response.status_code, words in response.text) == (400, True), query


def content(database: Database) -> int:
    with database.read() as session:
        return len(session.scalars(select(AuditEntry.seq)).all())


def test_the_longest_list_costs_no_more_statements_and_is_shown_a_page_at_a_time(
    database: Database, studio: Studio, pm: Visitor, omar: int
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        for number in range(120):
            impact = Impact.BAD if number % 10 == 0 else Impact.NEUTRAL
            make_fact(session, project, text=f"Fact {number}.", impact=impact)
    seen, query = [], ""
    for _ in range(3):
        with at_most_statements(database, 12):
            text = pm.get(f"/p/{studio.slug}/facts{query}").text
        seen += [int(each.split('"')[0]) for each in text.split('<li id="fact-')[1:]]
        query = "?after=" + text.rpartition("?after=")[2].split('"')[0]
    assert len(seen) == len(set(seen)) == 122
    assert "No more than these" not in text
    with database.read() as session:
        order = [session.get_one(Fact, fact_id).impact for fact_id in seen]
    assert order[:13] == [Impact.BAD] * 13
    assert Impact.BAD not in order[13:]
    assert seen[-1] == told_fact(database) or seen[-1] < seen[-2]


def test_lags_come_as_csv_and_json_to_those_who_review(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        make_fact(session, project, text="=1+1", known_at=MONDAY - timedelta(seconds=90))
    pm, writer = signed_in(studio.users[Role.PM]), signed_in(studio.users[Role.WRITER])
    assert writer.get(f"/p/{studio.slug}/facts/lag.csv").status_code == 403
    table = pm.get(f"/p/{studio.slug}/facts/lag.csv")
    assert table.headers["Content-Disposition"].endswith(f'"lag-{studio.slug}.csv"')
    head, *lines = table.text.splitlines()
    assert head == "fact,text,bad,person,known_at,told_at,update,seconds"
    assert ",'=1+1,False,Tom Reyes," in lines[-1]
    assert lines[-1].endswith(",,,90")
    data = json.loads(pm.get(f"/p/{studio.slug}/facts/lag.json").text)
    assert data["all"] == {
        "told": 1, "untold": 2, "median_seconds": 2 * 86400, "worst_seconds": 2 * 86400,
        "longest_untold_seconds": 86400,
    }  # fmt: skip
    assert data["bad"]["untold"] == 1
    assert data["rows"][-1]["text"] == "=1+1"


def test_a_reader_sees_no_buttons_and_a_foreign_fact_is_not_there(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    reader = signed_in(studio.users[Role.COMPLIANCE])
    page = reader.get(f"/p/{studio.slug}/facts").text
    assert "Launch moves to 11 Dec." in page
    assert '<form method="post" action="/p/' not in page
    assert reader.post(f"/p/{studio.slug}/facts", **FACT).status_code == 403
    pm = signed_in(studio.users[Role.PM])
    assert pm.get(f"/p/{studio.other_slug}/facts").status_code == 404
    with database.write() as session:
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        foreign = make_fact(session, other).id
    for path in ("change", "withdrawal", "undo"):
        for fact_id in (foreign, 999, 2**31):
            assert pm.post(f"/p/{studio.slug}/facts/{fact_id}/{path}").status_code == 404


def test_what_was_withdrawn_with_a_moved_mail_is_not_shown(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        gone = make_fact(session, project, text="Of another client.", source="mail:1")
        gone.withdrawn_at = MONDAY
        kept = make_fact(session, project, text="Elsewhere by now.", source="mail:999")
        kept.withdrawn_at, kept.reason = MONDAY, "Not so."
    page = read(pm, studio)
    assert "Of another client." not in page
    assert "Elsewhere by now." in page, "its mail is gone, and so in no other project"
