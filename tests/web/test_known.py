"""What we know, what we lack and what may come; and that the first questions come of it."""

from datetime import date, timedelta

from sqlalchemy import select

from orchestrator.config import Settings
from orchestrator.digest.draft import draft_due
from orchestrator.engagement.baseline import set_baseline
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Block,
    BlockKind,
    Contact,
    Database,
    Digest,
    Fact,
    Impact,
    OpenPoint,
    PointState,
    Project,
    Role,
    Withheld,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_ask, make_contact, make_mail, make_project
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

PAGE = "/p/patient-app/known"


def points(database: Database) -> list[OpenPoint]:
    with database.read() as session:
        return list(session.scalars(select(OpenPoint).order_by(OpenPoint.id)))


def asks(database: Database) -> list[Ask]:
    with database.read() as session:
        return list(session.scalars(select(Ask).order_by(Ask.id)))


def section(page: str, name: str) -> str:
    """The words below one heading, up to the next card."""
    return words_of(page.partition(f'id="h-{name}"')[2].partition("</section>")[0])


def test_s41_what_the_registers_know_is_known_and_the_rest_is_lacking(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with at_most_statements(database, 12):
        page = pm.get(PAGE).text
    assert "Who says yes to money and scope Tom Reyes People" in section(page, "known")
    lacking = section(page, "lacking")
    for line in (
        "What is to be done", "What it may cost", "When it has to be done", "Where invoices go",
        "Documents and accesses", "What Tom wants to gain", "How often and when Tom wants",
    ):  # fmt: skip
        assert line in lacking, line
    with database.write() as session:
        set_baseline(
            session, session.get_one(Project, studio.project), scope=["An app for three wards"],
            cents=4_200_000, currency="GBP", ends_on=date(2027, 1, 29), seen_id=None,
            source="user:1", actor=Actor("user:1", "web"), now=MONDAY,
        )  # fmt: skip
    page = pm.get(PAGE).text
    known = section(page, "known")
    assert "What is to be done An app for three wards What was agreed" in known
    assert "What it may cost £42,000" in known
    assert "When it has to be done Fri 29 Jan 2027" in known
    assert "What it may cost" not in section(page, "lacking")
    assert points(database) == [], "nothing is stored by looking"


def test_s41_the_open_information_list_seeds_the_first_questions(
    database: Database, signed_in: SignIn, settings: Settings, key: bytes
) -> None:
    with database.write() as session:
        dana = make_contact(session, address="dana@leaf.example")
        project = make_project(session, dana, slug="leaf-shop", name="Leaf shop")
        contact_id, project_id, email = dana.id, project.id, project.pm.email
    visitor = signed_in(email)
    page = "/p/leaf-shop/known"
    assert visitor.post(
        page, kind="lack", text="Which till do you use?", contact_id=str(contact_id),
        due_on="2026-11-25",
    ).status_code == 303  # fmt: skip
    own = points(database)[0]
    for about in ("scope", "invoices", f"goal:{contact_id}", str(own.id)):
        assert visitor.post(f"{page}/ask", about=about).status_code == 303, about
    shown = section(visitor.get(page).text, "lacking")
    assert shown.count("In the next update") == 4
    friday = MONDAY + timedelta(days=4, hours=1)
    with database.write() as session:
        draft_due(session, settings=settings, key=key, now=friday)
    with database.read() as session:
        digest = session.scalars(select(Digest).where(Digest.project_id == project_id)).one()
        asked = session.scalars(
            select(Block.text)
            .where(Block.digest_id == digest.id, Block.kind == BlockKind.ASK)
            .order_by(Block.number)
        ).all()
        rolled = session.scalars(select(Withheld.text).where(Withheld.digest_id == digest.id)).all()
    assert asked == [
        "Which till do you use?",
        "What has to be part of it, in a few lines?",
        "To which address do invoices go, and what has to stand on them?",
    ]
    assert "By what will you see that this was worth it?" in rolled


def test_s41_an_answer_makes_it_known_with_its_mail_and_taken_back_it_is_lacking_again(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert pm.post(f"{PAGE}/ask", about="invoices").status_code == 303
    ask = asks(database)[-1]
    assert (ask.contact_id, ask.on_silence) == (studio.contact, "we ask you again when we talk.")
    assert ask.due_on == date(2026, 11, 30)
    with database.write() as session:
        mail = make_mail(session, session.get_one(Contact, studio.contact), subject="Re: Update")
        mail.project_id = studio.project
        answer = Answer(
            ask_id=ask.id, mail_id=mail.id, contact_id=studio.contact, number=1,
            value="to accounts@pinecrest.example", certainty="exact",
            span="They go to accounts@pinecrest.example", tier="T2", state=AnswerState.APPLIED,
            answered_at=MONDAY,
        )  # fmt: skip
        session.add(answer)
        session.get_one(Ask, ask.id).state = AskState.ANSWERED
        session.flush()
        answer_id, thread = answer.id, mail.thread_id
    page = pm.get(PAGE).text
    known = section(page, "known")
    assert "Where invoices go “They go to accounts@pinecrest.example” Mail of" in known
    assert f'href="/inbox/{thread}"' in page
    assert "Where invoices go" not in section(page, "lacking")
    with database.write() as session:
        session.get_one(Answer, answer_id).state = AnswerState.UNDONE
        session.get_one(Ask, ask.id).state = AskState.OPEN
    assert "Where invoices go" in section(pm.get(PAGE).text, "lacking")


def test_s41_what_was_answered_before_is_not_asked_again(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        tom = session.get_one(Contact, studio.contact)
        before = make_ask(
            session, project, tom, text="Who gives us the documents and accesses that we need?",
            kind=AskKind.VALUE, state=AskState.ANSWERED,
        )  # fmt: skip
        mail = make_mail(session, tom, project_id=project.id, subject="Accesses")
        session.add(
            Answer(
                ask_id=before.id, mail_id=mail.id, contact_id=tom.id, number=1, value="Nurse Kim",
                certainty="exact", span="Nurse Kim has all of them", tier="T2",
                state=AnswerState.APPLIED, answered_at=MONDAY - timedelta(days=90),
            )
        )  # fmt: skip
    changed = pm.post(f"{PAGE}/change", about="access", text=before.text, contact_id="")
    assert changed.status_code == 303
    assert pm.post(f"{PAGE}/ask", about="access").status_code == 303
    page = pm.get(PAGE).text
    assert "Tom seems to have answered it already" in words_of(page)
    lacking = section(page, "lacking")
    assert "Answered already? Documents and accesses" in lacking
    assert "Tom Reyes said: “Nurse Kim has all of them”" in lacking


def test_s41_a_person_knows_it_drops_it_changes_it_and_takes_all_of_it_back(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    assert pm.post(f"{PAGE}/settle", about="end", outcome="known", reason="").status_code == 400
    assert points(database) == [], "a form that was refused leaves nothing behind"
    told = "1 March, said by Tom on the phone"
    assert pm.post(f"{PAGE}/settle", about="end", outcome="known", reason=told).status_code == 303
    page = pm.get(PAGE).text
    assert f"When it has to be done {told} pm person" in section(page, "known")
    [row] = points(database)
    assert f'action="{PAGE}/{row.id}/undo"' in page
    assert pm.post(f"{PAGE}/settle", about="end", outcome="dropped", reason="x").status_code == 409
    assert pm.post(f"{PAGE}/{row.id}/undo").status_code == 303
    assert "When it has to be done" in section(pm.get(PAGE).text, "lacking")

    changed = {"text": "Bis wann muss es fertig sein?", "contact_id": str(studio.contact)}
    assert pm.post(f"{PAGE}/change", about="end", **changed, due_on="2026-12-02").status_code == 303
    old, new = points(database)
    assert (old.state, new.state, new.supersedes_id) == (
        PointState.SUPERSEDED, PointState.OPEN, old.id,
    )  # fmt: skip
    lacking = section(pm.get(PAGE).text, "lacking")
    assert "“Bis wann muss es fertig sein?” Tom Reyes, needed by Wed 2 Dec" in lacking
    assert "Changed: “Bis wann muss es fertig sein?”" in lacking
    assert pm.post(f"{PAGE}/ask", about="end").status_code == 303
    assert asks(database)[-1].text == changed["text"]
    assert asks(database)[-1].due_on == date(2026, 12, 2)
    assert pm.post(f"{PAGE}/ask", about="end").status_code == 409, "asked twice"
    assert pm.post(f"{PAGE}/{new.id}/unask").status_code == 303
    assert asks(database)[-1].state is AskState.WITHDRAWN
    why = "It ends when the ward says so"
    assert pm.post(f"{PAGE}/settle", about="end", outcome="dropped", reason=why).status_code == 303
    assert why in section(pm.get(PAGE).text, "dropped")


def test_s41_a_number_that_no_row_can_have_is_not_found(database: Database, pm: Visitor) -> None:
    for number in ("0", "99999999999999999999", "2147483648"):
        for deed in ({"outcome": "known"}, {"outcome": "dropped"}):
            assert pm.post(f"{PAGE}/settle", about=number, reason="x", **deed).status_code == 404
        assert pm.post(f"{PAGE}/ask", about=number).status_code == 404, number
        assert pm.post(f"{PAGE}/change", about=number, text="What?").status_code == 404, number
        wrong = pm.post(PAGE, kind="lack", text="What?", contact_id=number)
        assert wrong.status_code == 400, number
    assert points(database) == []


def test_s41_a_risk_has_a_plan_and_is_told_as_bad_news_when_it_happens(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    form = {"kind": "risk", "text": "The ward may move", "plan": "We test in the old ward"}
    refused = pm.post(PAGE, **form, likelihood="")
    assert refused.status_code == 400
    assert "The ward may move" in refused.text
    assert pm.post(PAGE, **form, likelihood="likely").status_code == 303
    [row] = points(database)
    shown = section(pm.get(PAGE).text, "risks")
    assert "Likely The ward may move Then: We test in the old ward" in shown
    assert pm.post(f"{PAGE}/ask", about=str(row.id)).status_code == 409
    assert pm.post(f"{PAGE}/{row.id}/happened", text="").status_code == 400
    said = "The ward moves in May, so we test in the old one."
    assert pm.post(f"{PAGE}/{row.id}/happened", text=said).status_code == 303
    with database.read() as session:
        fact = session.scalars(select(Fact).where(Fact.text == said)).one()
        assert (fact.impact, fact.source) == (Impact.BAD, f"open_point:{row.id}")
    assert "It happened The ward may move" in section(pm.get(PAGE).text, "risks")
    assert "The ward may move" in pm.get("/p/patient-app/facts").text
    assert pm.post(f"{PAGE}/{row.id}/undo").status_code == 303
    with database.read() as session:
        assert session.get_one(Fact, fact.id).withdrawn_at is not None
    assert pm.post(f"{PAGE}/{row.id}/remove").status_code == 303
    assert "No risk is noted" in section(pm.get(PAGE).text, "risks")


def test_s41_what_is_needed_by_now_and_not_asked_stands_on_today(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    given = {"kind": "lack", "contact_id": str(studio.contact)}
    pm.post(PAGE, **given, text="Which wards?", due_on="2026-11-23")
    pm.post(PAGE, **given, text="Which nurses?", due_on="2026-11-24")
    today = words_of(pm.get("/").text)
    assert "Ask Tom what we lack Patient app: Which wards?" in today
    assert "Which nurses?" not in today
    assert "Which wards?" not in signed_in(studio.outsider).get("/").text
    assert pm.post(f"{PAGE}/ask", about=str(points(database)[0].id)).status_code == 303
    assert "Ask Tom what we lack" not in words_of(pm.get("/").text)


def test_s41_what_is_typed_wrong_stands_there_still_and_nobody_reaches_another_client(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    foreign = {"kind": "lack", "text": "Who?", "contact_id": "9999", "due_on": ""}
    refused = pm.post(PAGE, **foreign)
    assert refused.status_code == 400
    assert "Choose somebody of this project" in words_of(refused.text)
    assert pm.post(PAGE, kind="lack", text="", contact_id="", due_on="soon").status_code == 400
    assert pm.post(f"{PAGE}/ask", about="goal:9999").status_code == 404
    assert pm.post(PAGE, kind="lack", text="Which till?", contact_id="").status_code == 303
    [row] = points(database)
    outsider, writer = signed_in(studio.outsider), signed_in(studio.users[Role.WRITER])
    other = f"/p/{studio.other_slug}/known"
    assert outsider.get(PAGE).status_code == 404
    for path, form in (
        ("ask", {"about": str(row.id)}),
        ("change", {"about": str(row.id), "text": "Mine?"}),
        ("settle", {"about": str(row.id), "outcome": "known", "reason": "so"}),
        (f"{row.id}/undo", {}),
        (f"{row.id}/remove", {}),
        (f"{row.id}/unask", {}),
        (f"{row.id}/happened", {"text": "So"}),
    ):
        assert outsider.post(f"{other}/{path}", **form).status_code == 404, path
    assert points(database)[0].state is PointState.OPEN
    assert writer.post(f"{PAGE}/ask", about=str(row.id)).status_code == 303
    compliance = signed_in(studio.users[Role.COMPLIANCE])
    assert compliance.post(f"{PAGE}/ask", about="scope").status_code == 403
    assert "Ask in the next update" not in compliance.get(PAGE).text
