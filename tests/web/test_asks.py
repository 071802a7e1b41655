"""A question that seems answered: the review shows the old words, and a PM decides."""

from datetime import timedelta

import pytest

from orchestrator.models import (
    Answer,
    Ask,
    AskState,
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
