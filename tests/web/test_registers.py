"""What clients said stands in the registers of their project until somebody says what became."""

from datetime import date, timedelta
import re

import pytest
from sqlalchemy import select

from orchestrator.models import (
    AuditDetail,
    AuditEntry,
    ChangeRequest,
    Contact,
    Database,
    Direction,
    Expectation,
    Mail,
    Promise,
    Question,
    Role,
    Statement,
)
from tests.factories import MONDAY, make_mail
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

TODAY = MONDAY.date()
SAID = {
    "promise": "I'll send the costs by Friday",
    "question": "When can we test it?",
    "request": "Could you add a map?",
    "expectation": "We expect photos before we review",
}
PAGES = {
    "promise": ("promises", Promise, "To Tom Reyes"),
    "question": ("questions", Question, "Tom Reyes"),
    "request": ("changes", ChangeRequest, "Tom Reyes"),
    "expectation": ("expectations", Expectation, "Tom Reyes"),
}


def state(
    database: Database, studio: Studio, kind: str, span: str = "", due_on: date | None = None
) -> tuple[int, int]:
    """A mail that says it; returns the statement and the mail."""
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        way = Direction.OUT if kind == "promise" else Direction.IN
        mail = make_mail(
            session,
            None if kind == "promise" else tom,
            project_id=studio.project,
            direction=way,
            received_at=MONDAY - timedelta(days=3),
        )
        row = Statement(
            mail_id=mail.id, kind=kind, span=span or SAID[kind], due="by Friday", due_on=due_on
        )
        session.add(row)
        session.flush()
        return row.id, mail.id


def keep(pm: Visitor, statement_id: int, due_on: str = "") -> None:
    answer = pm.post(f"/inbox/statements/{statement_id}/confirmation", due_on=due_on)
    assert answer.status_code == 303


@pytest.mark.parametrize("kind", list(SAID))
def test_what_was_confirmed_stands_in_its_project_with_its_words_and_its_mail(
    database: Database, studio: Studio, pm: Visitor, kind: str
) -> None:
    page, _, person = PAGES[kind]
    statement, mail = state(database, studio, kind)
    assert SAID[kind] not in pm.get(f"/p/{studio.slug}").text
    keep(pm, statement, "2026-12-04")
    for path in (f"/p/{studio.slug}", f"/p/{studio.slug}/{page}"):
        with at_most_statements(database, 12):
            shown = pm.get(path).text
        read = words_of(shown).replace("&#39;", "'")
        assert f"By Fri 4 Dec “{SAID[kind]}” {person}, Fri 20 Nov, by Fri 4 Dec" in read
        assert "(said “by Friday”)" in read
        assert f"#mail-{mail}" in shown
        assert re.search(r'aria-current="page">(?:Overview|\w+<span class="num muted">1<)', shown)


def test_what_a_stranger_said_stands_under_her_own_name(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    """A person filed it; nobody who takes part wrote it."""
    for kind, name in (("request", "Sam Printer"), ("expectation", "")):
        statement, mail_id = state(database, studio, kind)
        with database.write() as session:
            mail = session.get_one(Mail, mail_id)
            mail.contact_id, mail.from_name = None, name
            mail.from_address = "sam@print.example"
        keep(pm, statement)
        page = pm.get(f"/p/{studio.slug}/{PAGES[kind][0]}").text
        row = page.partition(SAID[kind])[2].partition("</li>")[0]
        assert (name or "sam@print.example") in row
        assert "Tom Reyes" not in row


@pytest.mark.parametrize("kind", list(SAID))
def test_every_button_of_a_row_settles_it_and_is_taken_back(
    database: Database, studio: Studio, pm: Visitor, kind: str
) -> None:
    page, table, _ = PAGES[kind]
    statement, _ = state(database, studio, kind)
    keep(pm, statement)
    with database.read() as session:
        number = session.scalars(select(table.id)).one()
    of = f"/p/{studio.slug}/{page}"
    deeds = re.findall(rf'action="({of}/{number}/\w+)"', pm.get(of).text)
    assert len(deeds) == {"promise": 2, "question": 2}.get(kind, 3)
    for deed in deeds:
        outcome = deed.rpartition("/")[2]
        needs_reason = outcome in ("dropped", "declined", "withdrawn", "missed")
        assert pm.post(deed, reason=" ").status_code == (400 if needs_reason else 303)
        if needs_reason:
            assert pm.post(deed, reason="It is not in this project").status_code == 303
        assert pm.post(deed, reason="again").status_code == 409
        settled = pm.get(of).text
        assert "0 open." in settled
        assert set(re.findall(rf'action="({of}/{number}/\w+)"', settled)) == {f"{of}/{number}/undo"}
        assert deed not in pm.get(f"/p/{studio.slug}").text
        assert pm.post(f"/inbox/statements/{statement}/undo").status_code == 409
        assert pm.post(f"{of}/{number}/undo").location == of
        assert "1 open." in pm.get(of).text
    with database.read() as session:
        entries = session.scalars(
            select(AuditEntry.seq).where(AuditEntry.obj == f"{table.__tablename__}:{number}")
        ).all()
        assert len(entries) == 2 * len(deeds)
        reasons = session.scalars(select(AuditDetail.value).where(AuditDetail.name == "reason"))
        assert any("It is not in this project" in str(reason) for reason in reasons)


def test_what_was_settled_is_not_offered_to_be_undone_beside_its_mail(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    keep(pm, studio.statement)
    thread = f"/inbox/{studio.thread}"
    undo = f"/inbox/statements/{studio.statement}/undo"
    assert undo in pm.get(thread).text
    with database.read() as session:
        number = session.scalars(select(ChangeRequest.id)).one()
    pm.get(thread)  # The toast with its own Undo is gone after it was shown.
    pm.post(f"/p/{studio.slug}/changes/{number}/agreed")
    page = pm.get(thread).text
    assert undo not in page
    assert "no day named, agreed" in words_of(page)
    assert f'href="/p/{studio.slug}/changes">Requests<' in page
    pm.post(f"/p/{studio.slug}/changes/{number}/undo")
    pm.post(undo)
    assert pm.post(f"/p/{studio.slug}/changes/{number}/undo").status_code == 409
    assert "No request waits for a word." in pm.get(f"/p/{studio.slug}/changes").text


def test_what_is_due_stands_on_today_and_is_settled_there(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for days, kind in enumerate(SAID):
        keep(pm, state(database, studio, kind)[0], str(TODAY - timedelta(days=days)))
    for kind in SAID:
        keep(pm, state(database, studio, kind, "not yet")[0], str(TODAY + timedelta(days=1)))
    page = pm.get("/").text
    read = words_of(page).replace("&#39;", "'")
    assert "1 promise due, 1 answer due, 1 request due, 1 expectation due." in read
    assert "not yet" not in read
    rows = (
        "What Tom expects is late Patient app: “We expect photos before we review”, now by Fri 20"
        " Nov 3 days late Met : What Tom expects is late Open",
        "Request of Tom is late Patient app: “Could you add a map?”, now by Sat 21 Nov 2 days late"
        " Open",
        "Answer to Tom is late Patient app: “When can we test it?”, now by Sun 22 Nov 1 day late"
        " Answered",
        "Promise due to Tom Patient app: “I'll send the costs by Friday”, now by Mon 23 Nov Due"
        " today Kept",
    )
    for row in rows:
        assert row in read, read
    deeds = re.findall(r'action="(/p/[^"]+from=today)"', page)
    assert [deed.rpartition("/")[2] for deed in deeds] == [
        "met?from=today", "answered?from=today", "kept?from=today"
    ]  # fmt: skip
    for deed in deeds:
        assert pm.post(deed).location == "/"
    with at_most_statements(database, 13):
        read = words_of(pm.get("/").text)
    assert "1 request due." in read
    assert "expectation due" not in read


def test_a_day_that_the_mail_named_itself_needs_no_second_word(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    keep(pm, state(database, studio, "promise", due_on=TODAY)[0])
    assert "now by" not in pm.get("/").text
    assert "(said" not in pm.get(f"/p/{studio.slug}/promises").text


def test_a_long_register_is_cut_on_the_project_and_whole_on_its_page(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for number in range(7):
        keep(pm, state(database, studio, "question", f"Question {number}?")[0])
    page = pm.get(f"/p/{studio.slug}").text
    assert len(re.findall(r"“Question \d\?”", page)) == 5
    assert "2 more in the tabs" in page
    with at_most_statements(database, 12):
        page = pm.get(f"/p/{studio.slug}/questions").text
    assert len(re.findall(r"“Question \d\?”", page)) == 7


def test_a_register_of_another_project_is_not_there(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    keep(pm, state(database, studio, "question")[0])
    with database.read() as session:
        number = session.scalars(select(Question.id)).one()
    outsider, writer = signed_in(studio.outsider), signed_in(studio.users[Role.WRITER])
    of = f"/p/{studio.slug}/questions"
    assert outsider.get(of).status_code == 404
    assert outsider.post(f"{of}/{number}/answered").status_code == 404
    foreign = f"/p/{studio.other_slug}/questions"
    assert outsider.post(f"{foreign}/{number}/answered").status_code == 404
    assert writer.get(of).status_code == 200
    assert f"{of}/{number}/" not in writer.get(of).text
    assert writer.post(f"{of}/{number}/answered").status_code == 403
    assert pm.get(f"/p/{studio.slug}/answers").status_code == 404
    for wrong in ("kept", "open", "withdrawn", "nonsense"):
        assert pm.post(f"{of}/{number}/{wrong}", reason="").status_code == 400
    with database.read() as session:
        assert session.get_one(Question, number).state == "open"


def test_a_register_is_read_to_its_end_a_page_at_a_time(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    states = ("made", "made", "kept", "dropped")
    with database.write() as session:
        session.add_all(
            Promise(
                project_id=studio.project,
                text=f"Promise number {number}.",
                state=states[number % 4],
                due_on=TODAY + timedelta(days=number % 7) if number % 3 else None,
                source=f"mail:{studio.mail}",
                said_at=MONDAY,
                noted_at=MONDAY,
            )
            for number in range(230)
        )
    path, seen, sizes = f"/p/{studio.slug}/promises", list[str](), list[int]()
    page = pm.get(path).text
    assert "First 100" not in page
    while True:
        found = re.findall(r"“(Promise number \d+\.)”", page)
        seen, sizes = seen + found, [*sizes, len(found)]
        older = re.search(r'href="([^"]+after=\d+)">Next 100<', page)
        if older is None:
            break
        with at_most_statements(database, 8):
            page = pm.get(older[1]).text
        assert f'href="{path}">First 100<' in page
    assert sizes == [100, 100, 30]
    assert len(set(seen)) == 230
    numbers = [int(re.sub(r"\D", "", words)) for words in seen]
    assert all(number % 4 < 2 for number in numbers[:116])
    assert all(number % 4 > 1 for number in numbers[116:])
    days = [number % 7 if number % 3 else 99 for number in numbers[:116]]
    assert days == sorted(days)
    assert pm.get(f"{path}?after=999999").status_code == 200
    assert pm.get(f"{path}?after=x").status_code == 200
