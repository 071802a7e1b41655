"""A question that seems answered: the review shows the old words, and a PM decides."""

from datetime import date, timedelta

import pytest

from orchestrator.models import (
    Answer,
    Ask,
    AskState,
    ChangeRequest,
    ChangeState,
    Contact,
    Database,
    Digest,
    Project,
    Role,
    User,
    Withheld,
)
from tests.factories import MONDAY, make_ask, make_mail, make_project
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import at_most_statements
from tests.web.test_digests import words_of

WORDS = "Please take Stripe for the payments."


@pytest.fixture
def held(desk: Desk, database: Database) -> Ask:
    """The desk's update holds a question back that Dana answered in May."""
    with database.write() as session:
        project, dana = (
            session.get_one(Project, desk.project.id),
            session.get_one(Contact, desk.contact.id),
        )
        mail = make_mail(
            session, dana, project_id=project.id, new_text=WORDS,
            received_at=MONDAY - timedelta(days=182),
        )  # fmt: skip
        ask = make_ask(session, project, dana, text="Do we take Stripe for payments?")
        ask.known = {
            "source": f"mail:{mail.id}",
            "words": WORDS,
            "said_at": mail.received_at.isoformat(),
            "who": dana.name,
            "project_id": project.id,
            "value": "yes",
        }
        digest = session.get_one(Digest, desk.digest.id)
        digest.withheld.append(
            Withheld(source=f"ask:{ask.id}", text=ask.text, reason="answered already on Mon 25 May")
        )
        session.flush()
        session.refresh(ask)
        session.expunge(ask)
    return ask


@pytest.fixture
def pm(desk: Desk, signed_in: SignIn) -> Visitor:
    return signed_in(desk.pm)


def read(database: Database, ask: Ask) -> Ask:
    with database.read() as session:
        return session.get_one(Ask, ask.id)


def test_the_review_shows_the_old_answer_with_its_date(desk: Desk, held: Ask, pm: Visitor) -> None:
    page = pm.get(f"/digests/{desk.digest.id}").text
    assert "Answered already on Mon 25 May" in page
    assert f"“{WORDS}”" in page
    assert "Dana Whitfield, Mon 25 May" in page
    assert "Use that answer" in page
    assert "Ask anyway" in page


def test_the_review_shows_the_same_question_that_waits(
    desk: Desk, held: Ask, pm: Visitor, database: Database
) -> None:
    with database.write() as session:
        project, dana = (
            session.get_one(Project, desk.project.id),
            session.get_one(Contact, desk.contact.id),
        )
        before = make_ask(session, project, dana, text="Is Stripe what we take?")
        before.asked_at = MONDAY - timedelta(days=7)
        elsewhere = make_ask(session, make_project(session, dana), dana, text="Stripe, yes?")
        ask = session.get_one(Ask, held.id)
        known = {**ask.known, "words": before.text, "value": None}
        ask.known = known | {"source": f"ask:{before.id}"}
        hidden = known | {"source": f"ask:{elsewhere.id}", "words": elsewhere.text}
    page = pm.get(f"/digests/{desk.digest.id}").text
    assert "“Is Stripe what we take?”" in page
    assert "Asked Dana Whitfield on Mon 16 Nov; no answer yet." in page
    assert "Ask anyway" in page
    assert "Use that answer" not in page
    assert pm.post(f"/asks/{held.id}/known", value="yes").status_code == 409
    with database.write() as session:
        session.get_one(Ask, held.id).known = hidden
    page = pm.get(f"/digests/{desk.digest.id}").text
    assert "Stripe, yes?" not in page
    assert "In a project that is not one of yours." in page


def test_taking_it_closes_the_question(
    desk: Desk, held: Ask, pm: Visitor, database: Database
) -> None:
    answer = pm.post(f"/asks/{held.id}/known", value="yes", digest=desk.digest.id)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/digests/{desk.digest.id}")
    assert read(database, held).state is AskState.ANSWERED
    assert "Use that answer" not in pm.get(f"/digests/{desk.digest.id}").text
    assert pm.post(f"/asks/{held.id}/known", value="yes").status_code == 409


def test_asking_anyway_is_one_click(desk: Desk, held: Ask, pm: Visitor, database: Database) -> None:
    assert pm.post(f"/asks/{held.id}/anyway", digest=desk.digest.id).status_code == 303
    assert read(database, held).asked_anyway_at == MONDAY
    assert pm.post(f"/asks/{held.id}/anyway").status_code == 409


@pytest.mark.parametrize("value", ["", "maybe", "A"])
def test_an_answer_names_a_side(held: Ask, pm: Visitor, database: Database, value: str) -> None:
    assert pm.post(f"/asks/{held.id}/known", value=value).status_code == 400
    assert read(database, held).state is AskState.OPEN


@pytest.mark.parametrize("role", [Role.WRITER, Role.COMPLIANCE])
def test_only_who_decides_decides(
    desk: Desk, held: Ask, signed_in: SignIn, people: dict[Role, User], role: Role
) -> None:
    visitor = signed_in(people[role])
    for act in ("known", "anyway"):
        assert visitor.post(f"/asks/{held.id}/{act}", value="yes").status_code == 403


def test_nobody_of_another_project_reaches_it(
    held: Ask, signed_in: SignIn, people: dict[Role, User], database: Database
) -> None:
    outsider = signed_in(people[Role.PM])
    for act in ("known", "anyway"):
        assert outsider.post(f"/asks/{held.id}/{act}", value="yes").status_code == 404
    assert outsider.post("/asks/424242/anyway").status_code == 404
    assert read(database, held).asked_anyway_at is None


def test_words_of_a_project_that_is_not_hers_are_neither_shown_nor_taken(
    desk: Desk, held: Ask, pm: Visitor, database: Database
) -> None:
    with database.write() as session:
        dana = session.get_one(Contact, desk.contact.id)
        other = make_project(session, dana)
        mail = make_mail(session, dana, project_id=other.id, new_text="Secret words.")
        ask = session.get_one(Ask, held.id)
        ask.known = ask.known | {
            "source": f"mail:{mail.id}", "words": "Secret words.", "project_id": other.id,
        }  # fmt: skip
    page = pm.get(f"/digests/{desk.digest.id}").text
    assert "Secret words." not in page
    assert "In a project that is not one of yours." in page
    assert pm.post(f"/asks/{held.id}/known", value="yes").status_code == 404
    with database.read() as session:
        assert session.query(Answer).count() == 0
    assert pm.post(f"/asks/{held.id}/anyway").status_code == 303


TYPED = {
    "text": "Which photos go first?", "kind": "choice", "option_A": "Garden",
    "option_B": "Blue room", "recommended": "A", "due_on": "2026-12-04",
    "on_silence": "we take the garden.",
}  # fmt: skip


def waiting(desk: Desk, database: Database, **values: object) -> Ask:
    with database.write() as session:
        project, dana = (
            session.get_one(Project, desk.project.id),
            session.get_one(Contact, desk.contact.id),
        )
        ask = make_ask(session, project, dana, text="Which photos?", **values)
        session.expunge(ask)
    return ask


def test_s9_what_is_not_asked_yet_is_changed_and_changed_back(
    desk: Desk, pm: Visitor, database: Database
) -> None:
    ask = waiting(desk, database)
    assert 'id="change"' in pm.get(f"/asks/{ask.id}").text
    refused = pm.post(f"/asks/{ask.id}/change", **TYPED | {"option_B": "", "on_silence": ""})
    assert refused.status_code == 400
    assert "Write at least two options." in refused.text
    assert "Which photos go first?" in refused.text
    changed = pm.post(f"/asks/{ask.id}/change", **TYPED)
    assert changed.status_code == 303
    with at_most_statements(database, 12):
        shown = pm.get(changed.location)
    history = words_of(shown.text.partition("h-history")[2])
    assert "Which photos go first?" in history
    assert "Changed Which photos?" in history
    assert "What counts now" in pm.get(f"/asks/{ask.id}").text
    assert pm.post(f"/asks/{ask.id}/change", **TYPED).status_code == 409
    assert pm.post(f"{changed.location}/change", **TYPED).status_code == 409, "nothing is other"
    drafted = words_of(pm.get(f"/digests/{desk.digest.id}").text)
    assert "Which photos go first?" in drafted
    assert "Which photos?" not in drafted
    assert read(database, ask).state is AskState.WITHDRAWN
    assert pm.post(f"{changed.location}/change/undo").location == f"/asks/{ask.id}"
    assert read(database, ask).state is AskState.OPEN
    drafted = words_of(pm.get(f"/digests/{desk.digest.id}").text)
    assert "Which photos go first?" not in drafted
    assert "Which photos?" in drafted
    assert pm.post(f"{changed.location}/change/undo").status_code == 409


def test_s9_what_is_asked_only_waits_longer(desk: Desk, pm: Visitor, database: Database) -> None:
    ask = waiting(desk, database, asked_at=MONDAY - timedelta(days=3))
    page = f"/asks/{ask.id}"
    shown = pm.get(page).text
    assert "only a later day can be set" in shown
    assert 'id="change"' not in shown
    assert pm.post(f"{page}/change", **TYPED).status_code == 409
    for day in ("2026-12-04", "2026-12-01", "soon", ""):
        refused = pm.post(f"{page}/day", due_on=day)
        assert refused.status_code == 400, day
    assert pm.post(f"{page}/day", due_on="2026-12-11").status_code == 303
    assert "Fri 11 Dec" in pm.get(page).text
    assert read(database, ask).due_on == date(2026, 12, 11)
    unasked = waiting(desk, database)
    assert pm.post(f"/asks/{unasked.id}/day", due_on="2026-12-11").status_code == 409


def test_s9_an_order_is_not_changed_beside_its_request(
    desk: Desk, pm: Visitor, database: Database
) -> None:
    ask = waiting(desk, database, settles="money")
    with database.write() as session:
        session.add(
            ChangeRequest(
                project_id=desk.project.id, contact_id=desk.contact.id, number=1, text="Photos",
                state=ChangeState.ASKED, ask_id=ask.id, source="user:1", said_at=MONDAY,
                noted_at=MONDAY,
            )
        )  # fmt: skip
    assert pm.post(f"/asks/{ask.id}/change", **TYPED).status_code == 409
    assert read(database, ask).state is AskState.OPEN


def test_the_key_that_ends_a_question_is_printed(
    desk: Desk, pm: Visitor, database: Database
) -> None:
    page = pm.get(f"/asks/{waiting(desk, database).id}").text
    assert 'aria-keyshortcuts="x">Ask no more <kbd>X</kbd>' in page


def test_who_may_not_decide_changes_no_question(
    desk: Desk, signed_in: SignIn, people: dict[Role, User], database: Database
) -> None:
    ask = waiting(desk, database)
    for act in ("change", "change/undo", "day"):
        assert signed_in(people[Role.WRITER]).post(f"/asks/{ask.id}/{act}").status_code == 403
        assert signed_in(people[Role.PM]).post(f"/asks/{ask.id}/{act}", **TYPED).status_code == 404
    assert read(database, ask).state is AskState.OPEN
