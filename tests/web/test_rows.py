"""A row of a register: entered by hand, put in other words, moved, priced, refused."""

from datetime import date, timedelta
import re

import pytest
from sqlalchemy import select
import time_machine

from orchestrator.digest.facts import corrections
from orchestrator.models import (
    Ask,
    AskState,
    AuditEntry,
    Baseline,
    ChangeRequest,
    Contact,
    Database,
    Evidence,
    Expectation,
    ExpectationReading,
    Fact,
    FactTold,
    Impact,
    Project,
    Promise,
    Question,
    Role,
)
from tests.factories import MONDAY, make_ask
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

FRIDAY = "2026-11-27"
TABLES = {
    "promises": Promise,
    "questions": Question,
    "changes": ChangeRequest,
    "expectations": Expectation,
}


def enter(pm: Visitor, studio: Studio, register: str, text: str, **form: object) -> str:
    """Enter a row; returns the address of its page."""
    of = f"/p/{studio.slug}/{register}"
    typed = {"text": text, "contact_id": studio.contact} | form
    assert pm.post(of, **typed).status_code == 303
    found = re.search(rf'href="({of}/\d+)">“{re.escape(text)}”<', pm.get(of).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("register", list(TABLES))
def test_what_no_mail_says_is_entered_and_has_a_page(
    database: Database, studio: Studio, pm: Visitor, register: str
) -> None:
    page = enter(pm, studio, register, "Photos come before we review", due_on=FRIDAY)
    with at_most_statements(database, 12):
        shown = pm.get(page).text
    assert "Photos come before we review" in shown
    assert "Tom Reyes" in shown
    assert "Fri 27 Nov" in shown
    assert "noted by hand" in shown
    assert "pm person" in shown.partition("h-history")[2]
    with database.read() as session:
        row = session.scalars(select(TABLES[register]).order_by(TABLES[register].id.desc())).first()
        assert row is not None
        assert row.source.startswith("user:")
        assert row.noted_at == MONDAY


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": " "}, "Write what was said"),
        ({"text": "x" * 501}, "at most 500"),
        ({"due_on": "Friday"}, "Write a day such as"),
        ({"due_on": "1999-01-01"}, "must lie between"),
        ({"contact_id": "424242"}, "Choose somebody of this project"),
        ({"contact_id": "me"}, "Choose somebody of this project"),
    ],
)
def test_what_cannot_be_entered_is_said_and_what_was_typed_is_kept(
    studio: Studio, pm: Visitor, form: dict[str, str], words: str
) -> None:
    typed = {"text": "Costs by Friday", "contact_id": studio.contact} | form
    answer = pm.post(f"/p/{studio.slug}/promises", **typed)
    assert answer.status_code == 400
    assert words in answer.text
    if form.get("text", "x") != " ":
        assert str(typed["text"]) in answer.text


def test_in_other_words_the_old_row_stays_below_the_new_one(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "expectations", "Photos before review", due_on=FRIDAY)
    changed = pm.post(f"{page}/change", text="Photos a day before review", meant="No surprises")
    assert changed.status_code == 303
    assert changed.location != page
    after = pm.get(changed.location).text
    assert "Photos a day before review" in words_of(after)
    assert "No surprises" in after
    history = words_of(after.partition("h-history")[2])
    assert "Photos before review" in history
    before = pm.get(page).text
    assert "What counts now" in before
    assert f'action="{page}/met"' not in before
    listed = pm.get(f"/p/{studio.slug}/expectations").text
    assert "1 open." in listed
    assert "Photos before review" not in listed
    assert pm.post(f"{page}/change", text="And again").status_code == 409
    with database.read() as session:
        states = session.execute(select(Expectation.state, Expectation.supersedes_id)).all()
        assert [(state.value, of is None) for state, of in states] == [
            ("superseded", True),
            ("open", False),
        ]


def test_u18_a_promise_moves_with_a_reason_that_the_next_update_tells(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "promises", "The costs", due_on="2026-11-24")
    for form in ({"due_on": "2026-12-01"}, {"due_on": "2026-12-01", "reason": " "}):
        assert pm.post(f"{page}/move", **form).status_code == 400
    for day in ("2026-11-20", "2026-11-24", "soon", ""):
        assert pm.post(f"{page}/move", due_on=day, reason="The printer").status_code == 400
    moved = pm.post(f"{page}/move", due_on="2026-12-01", reason="The printer is late")
    assert moved.status_code == 303
    assert "Tue 1 Dec" in pm.get(moved.location).text
    assert "The printer is late" in pm.get(page).text
    with database.read() as session:
        fact = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert fact is not None
        assert fact.text == "We promised “The costs”. It moves to Tue 1 Dec: The printer is late."
        assert fact.impact.value == "bad"


def test_u18_a_promise_in_other_words_keeps_its_day(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "promises", "The costs", due_on="2026-11-24")
    moved = pm.post(f"{page}/change", text="All costs", due_on="2026-12-01")
    assert moved.status_code == 400
    assert "Another day needs a reason" in moved.text
    assert "All costs" in moved.text
    shown = pm.get(page).text
    assert "It stays by Tue 24 Nov" in words_of(shown)
    assert 'id="change-due_on" name="due_on"' not in shown
    after = pm.post(f"{page}/change", text="All costs")
    assert after.status_code == 303
    assert pm.post(f"{after.location}/change", text="All costs", due_on="").status_code == 409
    with database.read() as session:
        rows = session.scalars(select(Promise).order_by(Promise.id)).all()
        assert [row.due_on for row in rows] == [date(2026, 11, 24)] * 2


def test_u18_a_promise_without_a_day_gets_its_first_one_in_other_words(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "promises", "The costs")
    assert 'id="change-due_on" name="due_on"' in pm.get(page).text
    after = pm.post(f"{page}/change", text="The costs", due_on=FRIDAY)
    assert after.status_code == 303
    assert "Fri 27 Nov" in pm.get(after.location).text


def test_s20_a_no_needs_its_reason_offers_an_alternative_and_is_told(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "changes", "Add gift vouchers")
    assert "A kind no" in pm.get(page).text
    assert pm.post(f"{page}/declined", reason="").status_code == 400
    said = {"reason": "It would move the launch", "alternative": "a voucher by hand"}
    assert pm.post(f"{page}/declined", **said).status_code == 303
    shown = pm.get(page).text
    assert "It would move the launch" in shown
    assert "a voucher by hand" in shown
    with database.read() as session:
        fact = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert fact is not None
        assert fact.text == (
            "Request “Add gift vouchers”: no. It would move the launch. Instead: a voucher by hand."
        )
    pm.post(f"{page}/undo")
    with database.read() as session:
        row = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert row is not None
        assert row.withdrawn_at is not None
        assert session.scalars(select(ChangeRequest.reason)).all() == [""]


def test_s20_a_yes_that_was_told_and_taken_back_is_corrected_by_the_next_update(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "changes", "Add gift vouchers")
    assert pm.post(f"{page}/agreed", reason="").status_code == 303
    with database.write() as session:
        told = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert told is not None
        session.add(
            FactTold(
                fact_id=told.id, contact_id=studio.contact, digest_id=studio.digest, told_at=MONDAY
            )
        )
    assert pm.post(f"{page}/undo").status_code == 303
    open_again = (
        "Your request “Add gift vouchers” is open again. What we wrote of it does not hold."
    )
    with database.read() as session:
        now_so = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert now_so is not None
        assert (now_so.text, now_so.supersedes_id, now_so.impact) == (
            open_again, told.id, Impact.BAD,
        )  # fmt: skip
        assert now_so.id in corrections(session, studio.project, studio.contact)
    assert pm.post(f"{page}/declined", reason="It costs too much").status_code == 303
    with database.read() as session:
        last = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert last is not None
        assert last.text == "Request “Add gift vouchers”: no. It costs too much."
        assert last.supersedes_id == now_so.id, "one correction, not two"
        counting = select(Fact.id).where(Fact.source.startswith("change_request:"), Fact.counts)
        assert session.scalars(counting).all() == [last.id]


def test_s22_a_request_is_priced_asked_and_asked_no_more(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "changes", "Add gift vouchers")
    for price in ("", "much", "-3", "1.850,5"):
        assert pm.post(f"{page}/price", price=price, currency="GBP").status_code == 400
    assert pm.post(f"{page}/price", price="1850", currency="XXX").status_code == 400
    assert pm.post(f"{page}/order", contact_id=studio.contact, on_silence="x").status_code == 409
    priced = pm.post(f"{page}/price", price="1,850", currency="GBP", extra_days="4")
    assert priced.status_code == 303
    assert "£1,850, 4 days later" in pm.get(page).text
    assert pm.post(f"{page}/order", contact_id=studio.contact).status_code == 400
    with database.read() as session:
        assert session.scalars(select(ChangeRequest.state)).one().value == "priced"
    asked = pm.post(f"{page}/order", contact_id=studio.contact, on_silence="we leave it out.")
    assert asked.status_code == 303
    shown = pm.get(page).text
    assert "CR-1: Add gift vouchers. £1,850, 4 days later. Shall we go ahead?" in shown
    assert f'action="{page}/agreed"' not in shown
    assert pm.post(f"{page}/agreed").status_code == 409
    assert pm.post(f"{page}/order/withdrawal", reason="").status_code == 400
    assert pm.post(f"{page}/order/withdrawal", reason="We found another way").status_code == 303
    with database.read() as session:
        ask = session.scalars(select(Ask).order_by(Ask.id.desc())).first()
        assert ask is not None
        assert (ask.state, ask.settles) == (AskState.WITHDRAWN, "money")
        assert session.scalars(select(ChangeRequest.state)).one().value == "priced"


def test_s2_s4_an_expectation_has_its_meaning_its_readings_and_its_evidence(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "expectations", "The site is slow", meant="Guests book on phones")
    assert "Guests book on phones" in pm.get(page).text
    assert pm.post(f"{page}/readings", team="", reading="x").status_code == 400
    pm.post(f"{page}/readings", team="Design", reading="Fewer pictures")
    assert "They differ" not in pm.get(page).text
    pm.post(f"{page}/readings", team="Hosting", reading="A faster server")
    assert "They differ" in pm.get(page).text
    pm.post(f"{page}/readings", team="Hosting", reading="Fewer  pictures")
    shown = pm.get(page).text
    assert "They differ" not in shown
    assert "A faster server" in shown.partition("h-history")[2]
    assert pm.post(f"{page}/evidence", kind="hoped", evidence="x").status_code == 400
    for kind, words in (("failed", "Demo, 6 Nov"), ("failed", "Demo, 13 Nov"), ("shown", "Today")):
        assert pm.post(f"{page}/evidence", kind=kind, evidence=words).status_code == 303
    assert "Failed twice" in pm.get(page).text
    reworded = pm.post(f"{page}/change", text="The site is slow on phones", meant="").location
    with at_most_statements(database, 12):
        assert "Failed twice" in pm.get(reworded).text
    with database.read() as session:
        assert len(session.scalars(select(ExpectationReading)).all()) == 3
        assert len(session.scalars(select(Evidence)).all()) == 3


def test_u2_a_correction_takes_the_place_of_an_earlier_word_and_can_be_taken_back(
    studio: Studio, pm: Visitor
) -> None:
    before = enter(pm, studio, "expectations", "Photos after the review")
    after = enter(pm, studio, "expectations", "Photos before the review")
    assert "It takes the place of" in pm.get(after).text
    number = before.rpartition("/")[2]
    assert pm.post(f"{after}/place", before="x").status_code == 409
    assert pm.post(f"{after}/place", before=number).status_code == 303
    assert "What counts now" in pm.get(before).text
    assert "1 open." in pm.get(f"/p/{studio.slug}/expectations").text
    assert pm.post(f"{after}/place", before=number).status_code == 409


def test_s3_who_expects_nothing_that_we_know_of_is_asked(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/expectations"
    assert "What would make you say that this went well?" in pm.get(of).text
    assert pm.post(f"{of}/question", contact_id=424242).status_code == 400
    assert pm.post(f"{of}/question", contact_id=studio.contact).status_code == 303
    with database.read() as session:
        ask = session.scalars(select(Ask).order_by(Ask.id.desc())).first()
        assert ask is not None
        assert ask.text == "What would make you say that this went well?"


def test_s23_requests_are_compared_with_what_was_agreed(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/baseline"
    assert "Nothing is written down yet" in pm.get(of).text
    assert pm.post(of, scope=" ").status_code == 400
    assert pm.post(of, scope="A shop", price="lots", currency="GBP").status_code == 400
    agreed = {"scope": "A booking calendar\n\nGift vouchers by mail", "ends_on": "2026-12-08"}
    assert pm.post(of, **agreed, price="18500", currency="GBP").status_code == 303
    assert "£18,500" in pm.get(of).text
    page = enter(pm, studio, "changes", "Could guests buy a voucher as a gift?")
    assert "Gift vouchers by mail" in pm.get(page).text.partition("h-scope")[2]
    assert "A booking calendar" not in pm.get(page).text.partition("h-scope")[2]
    assert '<option value="GBP" selected>' in pm.get(page).text, "priced as it was agreed"
    other = enter(pm, studio, "changes", "Add a map")
    assert "No line of what was agreed speaks of it" in pm.get(other).text
    weight = {"fit": "outside", "worth": "3", "effort": "1"}
    assert pm.post(f"{other}/weight", **weight).status_code == 303
    assert pm.post(f"{other}/weight", fit="odd", worth="", effort="").status_code == 400
    assert "Beyond it" in pm.get(other).text
    assert pm.post(of, scope="A shop").status_code == 409
    with database.read() as session:
        seen = session.scalars(select(Baseline.id)).one()
    assert pm.post(of, scope="A shop", seen=seen).status_code == 303
    with database.read() as session:
        assert session.scalars(select(Baseline.supersedes_id).order_by(Baseline.id)).all() == [
            None,
            seen,
        ]


def test_s45_weights_and_a_run_of_plain_yeses_are_for_who_decides(
    studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    compliance = signed_in(studio.users[Role.COMPLIANCE])
    of = f"/p/{studio.slug}/changes"
    for number in range(5):
        page = enter(pm, studio, "changes", f"One more thing, number {number}")
        assert "plain yeses in a row" not in pm.get(of).text
        pm.post(f"{page}/agreed")
    assert "5 plain yeses in a row" in pm.get(of).text
    assert "plain yeses in a row" not in compliance.get(of).text
    assert "Worth to them" not in compliance.get(page).text


def test_every_step_of_a_row_is_in_the_record(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = enter(pm, studio, "promises", "The costs", due_on=FRIDAY)
    pm.post(f"{page}/kept")
    pm.post(f"{page}/undo")
    number = page.rpartition("/")[2]
    with database.read() as session:
        entries = session.scalars(
            select(AuditEntry.line).where(AuditEntry.obj == f"promise:{number}")
        ).all()
    assert [re.search(rb'"state":"(\w+)"', line)[1] for line in entries] == [  # type: ignore[index]
        b"made",
        b"kept",
        b"made",
    ]
    assert "Noted" in pm.get(page).text.partition("h-history")[2]
    steps = words_of(pm.get(page).text.partition("h-history")[2])
    assert steps.count("pm person") == 3


def test_what_we_ask_has_its_page_and_is_closed_by_a_call_or_withdrawn(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/asks"
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        tom = session.get_one(Contact, studio.contact)
        called, dropped, money = (
            make_ask(session, project, tom, text=text, settles=settles, state=AskState.CALL).id
            for text, settles in (("Which photos?", ""), ("A map?", ""), ("Vouchers?", "money"))
        )
    with at_most_statements(database, 12):
        listed = pm.get(of).text
    assert f"/asks/{called}" in listed
    assert pm.post(f"/asks/{called}/call", words=" ").status_code == 400
    assert pm.post(f"/asks/{called}/call", words="The ones by Nia").status_code == 303
    with at_most_statements(database, 12):
        shown = pm.get(f"/asks/{called}").text
    assert "The ones by Nia" in shown
    assert "Close it" not in shown
    assert pm.post(f"/asks/{called}/call", words="Others").status_code == 409
    assert pm.post(f"/asks/{money}/call", words="Yes").status_code == 409
    assert pm.post(f"/asks/{dropped}/withdrawal", reason="").status_code == 400
    assert pm.post(f"/asks/{dropped}/withdrawal", reason="No map").status_code == 303
    assert "No map" in pm.get(f"/asks/{dropped}").text.partition("h-history")[2]
    with database.read() as session:
        states = [session.get_one(Ask, each).state for each in (called, dropped, money)]
    assert states == [AskState.ANSWERED, AskState.WITHDRAWN, AskState.CALL]


def test_s19_what_waits_on_us_stands_beside_what_waits_on_them(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        tom = session.get_one(Contact, studio.contact)
        make_ask(session, project, tom, text="Which photos?", due_on=MONDAY.date())
    enter(pm, studio, "promises", "The plan", due_on=FRIDAY)
    undated = enter(pm, studio, "promises", "The costs")
    owed = enter(pm, studio, "changes", "Add a map")
    shown = pm.get(f"/p/{studio.slug}").text
    ours = words_of(shown.partition('id="h-us"')[2].partition("</section>")[0])
    theirs = words_of(shown.partition('id="h-them"')[2].partition("</section>")[0])
    assert ours.index("The plan") < ours.index("The costs")
    assert "Add a map" in ours
    assert "Fri 27 Nov" in ours
    assert "Which photos?" in theirs
    assert "Mon 23 Nov" in theirs

    today = pm.get("/").text
    assert "By when? A promise to Tom" in today
    assert undated in today
    assert owed not in today
    clock.shift(timedelta(days=8))
    pm = pm_again(pm, studio)
    today = pm.get("/").text
    assert "Tom waits for a yes or no" in today
    assert owed in today


def pm_again(pm: Visitor, studio: Studio) -> Visitor:
    """Signed in anew: a session does not live for days."""
    pm.sign_in(studio.users[Role.PM])
    return pm
