"""A promise stands on Today by the day of its register until somebody says what became of it."""

from datetime import date, timedelta

from sqlalchemy import select
import time_machine

from orchestrator.models import (
    AuditEntry,
    Contact,
    Database,
    Direction,
    Mail,
    Project,
    Promise,
    PromiseState,
    Role,
    Statement,
)
from tests.factories import MONDAY, make_mail
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

TODAY = MONDAY.date()
SPAN = "I'll send the kiosk costs"


def say(database: Database, studio: Studio, due_on: date | None = TODAY, span: str = SPAN) -> int:
    """A mail of ours that promises something; returns the statement."""
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        mail = make_mail(session, tom, project_id=studio.project, direction=Direction.OUT)
        row = Statement(mail_id=mail.id, kind="promise", span=span, due="", due_on=due_on)
        session.add(row)
        session.flush()
        return row.id


def confirm(pm: Visitor, statement_id: int, due_on: str = "") -> None:
    answer = pm.post(f"/inbox/statements/{statement_id}/confirmation", due_on=due_on)
    assert answer.status_code == 303


def only(database: Database) -> Promise:
    with database.read() as session:
        promise = session.scalars(select(Promise)).one()
        session.expunge(promise)
        return promise


def test_the_day_that_the_pm_named_counts(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    statement = say(database, studio)
    assert "1 promise due" in words_of(pm.get("/").text)
    confirm(pm, statement, "2026-11-25")
    page = words_of(pm.get("/").text)
    assert "Promise due" not in page
    with database.read() as session:
        mail = session.get_one(Statement, statement).mail_id
    thread = pm.post(f"/inbox/statements/{statement}/undo").location
    assert f"mail-{mail}" in (thread or "")
    confirm(pm, statement, "2026-11-25")
    assert "Kept in the register by Wed 25 Nov" in words_of(pm.get(thread or "").text)
    clock.shift(timedelta(days=2))
    pm = sign_in_again(pm, studio)
    page = words_of(pm.get("/").text)
    assert f"Promise due to Tom Patient app: “{SPAN}” Due today" in page


def sign_in_again(pm: Visitor, studio: Studio) -> Visitor:
    """The session has ended over night."""
    pm.sign_in(studio.users[Role.PM])
    return pm


def test_a_late_promise_stays_in_front_until_it_is_kept(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    late, due = say(database, studio, TODAY - timedelta(days=30)), say(database, studio)
    confirm(pm, due)
    confirm(pm, late)
    read = words_of(pm.get("/").text)
    assert "1 promise late, 1 promise due." in read
    first, second = read.index("30 days late"), read.index("Due today")
    assert first < second < read.index("Confirm what Tom decided")
    with database.read() as session:
        number = session.scalar(select(Promise.id).order_by(Promise.due_on).limit(1))
    promise = f"/p/{studio.slug}/promises/{number}"
    assert pm.post(f"{promise}/kept?from=today").location == "/"
    page = pm.get("/").text
    assert "30 days late" not in page
    assert f'action="{promise}/undo?from=today"' in page
    pm.post(f"{promise}/undo?from=today")
    assert "30 days late" in pm.get("/").text
    assert pm.post(f"{promise}/undo").status_code == 409


def test_a_promise_that_nobody_confirmed_is_asked_about_for_a_week(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for days in (0, 1, 7, 8):
        say(database, studio, TODAY - timedelta(days=days), f"promise {days}")
    page = words_of(pm.get("/").text)
    assert "3 promises late, 1 promise due" not in page
    assert "2 promises late, 1 promise due" in page
    assert "“promise 7”, not confirmed yet 7 days late" in page
    assert "promise 8" not in page


def test_u18_a_promise_in_our_mail_that_names_no_day_asks_by_when(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    assert "By when?" not in pm.get("/").text
    given, wrong = (say(database, studio, None, span) for span in ("the list", "the map"))
    with at_most_statements(database, 13):
        page = pm.get("/").text
    assert "By when? We wrote to Tom Patient app: “the list”, not confirmed yet" in words_of(page)
    with database.read() as session:
        mail = session.get_one(Mail, session.get_one(Statement, given).mail_id)
        thread = f"/inbox/{mail.thread_id}"
    assert f'href="{thread}#mail-{mail.id}"' in page
    form = pm.get(thread).text
    assert f'id="due-{given}" name="due_on"' in form
    confirm(pm, given, "2026-11-25")
    assert pm.post(f"/inbox/statements/{wrong}/refusal").status_code == 303
    assert "By when?" not in pm.get("/").text
    pm.post(f"/inbox/statements/{wrong}/undo")
    assert "“the map”" in pm.get("/").text
    clock.shift(timedelta(days=8))
    pm = sign_in_again(pm, studio)
    assert "“the map”" not in pm.get("/").text


def test_the_project_lists_open_promises_those_without_a_day_too(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    for days, span in ((None, "some day"), (3, "soon"), (-1, "yesterday"), (0, "now")):
        confirm(pm, say(database, studio, days if days is None else TODAY + timedelta(days), span))
    read = words_of(pm.get(f"/p/{studio.slug}").text)
    shown = ["1 day late “yesterday”", "Due today “now”", "By Thu 26 Nov “soon”", "“some day”"]
    assert [read.index(words) for words in shown] == sorted(read.index(words) for words in shown)
    assert "No day named “some day”" in read
    with database.read() as session:
        ids = {each.text: each.id for each in session.scalars(select(Promise))}
    of = f"/p/{studio.slug}/promises"
    assert pm.post(f"{of}/{ids['soon']}/dropped", reason=" ").status_code == 400
    pm.post(f"{of}/{ids['soon']}/dropped", reason="She found it herself")
    pm.post(f"{of}/{ids['now']}/kept")
    again = pm.post(f"{of}/{ids['now']}/kept")
    assert again.status_code == 409
    assert f'href="/p/{studio.slug}">Back to the project<' in again.text
    read = words_of(pm.get(f"/p/{studio.slug}/promises").text)
    assert read.index("“some day”") < read.index("Dropped “soon”")
    assert "Kept “now”" in read
    with at_most_statements(database, 12):
        pm.get(f"/p/{studio.slug}")
    with database.read() as session:
        entries = session.scalars(
            select(AuditEntry.line).where(AuditEntry.obj.startswith("promise:"))
        ).all()
        assert len(entries) == 2
        assert session.get_one(Promise, ids["now"]).state is PromiseState.KEPT


def test_an_impossible_day_is_refused_by_its_field(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    statement = say(database, studio)
    for day in ("0001-01-01", "1999-12-31", "2036-11-24", "9999-12-31", "2026-02-30", "Friday"):
        answer = pm.post(f"/inbox/statements/{statement}/confirmation", due_on=day)
        assert answer.status_code == 400
        assert "The day in “By” " in answer.text
        assert "Back to the conversation" in answer.text
    with database.read() as session:
        assert session.scalars(select(Promise)).all() == []


def test_a_foreign_promise_is_not_there_and_a_writer_decides_none(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    confirm(pm, say(database, studio))
    number = only(database).id
    outsider, writer = signed_in(studio.outsider), signed_in(studio.users[Role.WRITER])
    for what in ("kept", "dropped", "undo"):
        assert outsider.post(f"/p/{studio.slug}/promises/{number}/{what}").status_code == 404
        assert writer.post(f"/p/{studio.slug}/promises/{number}/{what}").status_code == 403
    assert "Due today" in writer.get("/").text
    assert f"/p/{studio.slug}/promises/{number}/" not in writer.get("/").text
    assert only(database).state is PromiseState.MADE
    with database.read() as session:
        assert session.get_one(Project, studio.project).slug == studio.slug
