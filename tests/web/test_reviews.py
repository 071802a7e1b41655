"""The page of reviews: plan, invite, answers, another time, outcome, each taken back."""

from datetime import timedelta

from sqlalchemy import select
import time_machine

from orchestrator.models import (
    ClientDecision,
    Coming,
    ComingState,
    Database,
    Fact,
    Invitation,
    NotedState,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Promise,
    Review,
    ReviewAnswer,
    ReviewState,
    Role,
)
from orchestrator.models.contradictions import came_before
from tests.factories import MONDAY
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

PLAN = {
    "title": "Design review",
    "kind": "formal",
    "held_on": "2026-11-26",
    "held_time": "14:00",
    "timezone": "Europe/London",
    "minutes": "45",
    "place": "Your office",
    "agenda": "The front page\r\nThe prices",
}


def plan(pm: Visitor, studio: Studio, **typed: str) -> int:
    given = {f"guest_{studio.contact}": "1", **PLAN} | typed
    return pm.post(f"/p/{studio.slug}/reviews", **given).status_code


def read(pm: Visitor, studio: Studio) -> str:
    return words_of(pm.get(f"/p/{studio.slug}/reviews").text)


def heard(
    database: Database,
    studio: Studio,
    value: Coming,
    state: ComingState,
    why: str = "her mail server did not confirm the sender",
) -> None:
    with database.write() as session:
        session.add(
            ReviewAnswer(
                review_id=1, contact_id=studio.contact, mail_id=studio.mail, value=value,
                words="Thursday instead?", tier="T1", state=state, source=f"mail:{studio.mail}",
                why_waiting=why, answered_at=MONDAY,
            )
        )  # fmt: skip


def test_s36_a_review_is_planned_and_its_invitation_leaves_as_it_was_read(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/reviews"
    assert "No review is planned." in read(pm, studio)
    assert plan(pm, studio) == 303
    with at_most_statements(database, 12):
        page = words_of(pm.get(of).text)
    assert "1 to come." in page
    assert "Planned Design review formal Thu 26 Nov 2026, 14:00–14:45, Europe/London" in page
    assert "Invitation: what 1 person will read To tom@pinecrest.example Design review: Thu" in page
    assert "No answer yet Tom Reyes" in page
    assert pm.post(f"{of}/1/invitation").status_code == 303
    with database.read() as session:
        entry = session.scalars(
            select(OutboxEntry).where(OutboxEntry.kind == OutboxKind.INVITATION)
        ).one()
        assert (entry.recipient, entry.state) == ("tom@pinecrest.example", OutboxState.PENDING)
    assert "Do not send" in read(pm, studio)
    assert pm.post(f"{of}/1/invitation").status_code == 409
    assert pm.post(f"{of}/1/invitation/undo").status_code == 303
    assert pm.post(f"{of}/1/invitation/undo").status_code == 409
    assert "Send the invitation" in read(pm, studio)


def test_s36_what_waits_is_decided_by_a_person_and_another_time_is_a_row_of_its_own(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/reviews"
    plan(pm, studio)
    pm.post(f"{of}/1/invitation")
    heard(database, studio, Coming.OTHER, ComingState.WAITING)
    assert "To be read: “Thursday instead?”" in read(pm, studio)
    today = words_of(pm.get("/").text)
    assert "Read what Tom answered to an invitation" in today
    assert pm.post(f"{of}/1/answers", contact_id=studio.contact, value="maybe").status_code == 409
    assert pm.post(f"{of}/1/answers", contact_id=424242, value="yes").status_code == 409
    answered = pm.post(f"{of}/1/answers", contact_id=studio.contact, value="other")
    assert answered.status_code == 303
    assert "Tom asks for another time" in words_of(pm.get("/").text)
    given = {f"guest_{studio.contact}": "1", **PLAN}
    assert pm.post(f"{of}/1/change", **given).status_code == 409, "nothing is other"
    moved = pm.post(f"{of}/1/change", **(given | {"held_on": "2026-11-27"}))
    assert moved.status_code == 303
    page = read(pm, studio)
    assert "Fri 27 Nov 2026" in page
    assert "Moved Design review" in page
    assert "Tom asks for another time" not in words_of(pm.get("/").text)
    assert pm.post(f"{of}/1/undo").status_code == 303
    with database.read() as session:
        states = session.execute(select(Review.state, Review.sequence).order_by(Review.id)).all()
        assert states == [(ReviewState.INVITED, 0), (ReviewState.CANCELLED, 1)]
    pm.post(f"{of}/1/change", **(given | {"held_on": "2026-11-28"}))
    pm.post(f"{of}/3/invitation")
    assert pm.post(f"{of}/1/undo").status_code == 409, "the new time was sent"
    assert pm.post(f"{of}/3/cancellation").status_code == 303
    assert "Tell them" in read(pm, studio)
    assert pm.post(f"{of}/3/invitation").status_code == 303
    assert pm.post(f"{of}/3/undo").status_code == 409, "they were told"
    with database.read() as session:
        kinds = session.scalars(select(Invitation.method).order_by(Invitation.id)).all()
        assert kinds == ["request", "request", "cancel"]
        assert session.get_one(Review, 3).sequence == 2


def test_s36_two_answers_that_differ_are_one_row_with_both(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    of = f"/p/{studio.slug}/reviews"
    plan(pm, studio)
    pm.post(f"{of}/1/invitation")
    pm.post(f"{of}/1/answers", contact_id=studio.contact, value="yes")
    why = came_before("Yes, I will be there.", timedelta(minutes=1))
    heard(database, studio, Coming.NO, ComingState.WAITING, why)
    today = words_of(pm.get("/").text)
    both = "“Thursday instead?”; “Yes, I will be there.” came 1 min before"
    assert f"Tom answered an invitation twice Patient app: {both}" in today
    assert "Read what Tom answered to an invitation" not in today
    assert f"To be read: {both.replace(';', '')}." in read(pm, studio)
    pm.post(f"{of}/1/answers", contact_id=studio.contact, value="no")
    assert "twice" not in words_of(pm.get("/").text)


def test_s36_what_came_of_it_is_logged_with_its_decisions_and_offered_on(
    database: Database, studio: Studio, pm: Visitor, clock: time_machine.Traveller
) -> None:
    of = f"/p/{studio.slug}/reviews"
    plan(pm, studio, kind="informal")
    outcome = {
        "outcome": "They like the front page.", "decided": "Photo A\r\nNo lift\r\n",
        "decider": str(studio.contact), f"came_{studio.contact}": "1",
    }  # fmt: skip
    assert pm.post(f"{of}/1/outcome", **outcome).status_code == 409, "still to come"
    clock.shift(timedelta(days=3, hours=6))
    assert pm.sign_in(studio.users[Role.PM]).status_code == 303
    assert "What came of the review?" in words_of(pm.get("/").text)
    assert pm.post(f"{of}/1/outcome", **(outcome | {"outcome": ""})).status_code == 400
    assert pm.post(f"{of}/1/outcome", **(outcome | {"decider": "x"})).status_code == 400
    assert pm.post(f"{of}/1/facts", text="x").status_code == 409
    assert pm.post(f"{of}/1/outcome", **outcome).status_code == 303
    page = read(pm, studio)
    assert "Held Design review informal" in page
    assert "They like the front page. Came Tom Reyes" in page
    log = words_of(pm.get(f"/p/{studio.slug}/decisions").text)
    assert "Photo A" in log
    assert "in a review. From Design review" in log
    assert pm.post(f"{of}/1/facts", text="They like the front page.").status_code == 303
    assert pm.post(f"{of}/1/promises", text="We send B", due_on="2026-11-20").status_code == 400
    assert pm.post(f"{of}/1/promises", text="We send B", due_on="2026-11-30").status_code == 303
    with database.read() as session:
        assert session.scalars(select(Fact.id).where(Fact.source == "review:1")).one()
        assert session.scalars(select(Promise.text).where(Promise.source == "review:1")).one()
    assert pm.post(f"{of}/1/undo").status_code == 303
    with database.read() as session:
        assert session.get_one(Review, 1).state is ReviewState.PLANNED
        assert set(session.scalars(select(ClientDecision.state))) == {NotedState.WITHDRAWN}


def test_what_is_wrong_is_said_at_its_field_and_who_may_not_is_not_offered_it(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    of, guest = f"/p/{studio.slug}/reviews", f"guest_{studio.contact}"
    for typed, field in (
        ({"title": " "}, "title"), ({"title": "x" * 121}, "title"), ({"held_on": "x"}, "held_on"),
        ({"held_on": "2036-01-01"}, "held_on"), ({"held_time": "25:00"}, "held_time"),
        ({"timezone": "Mars/Olympus"}, "timezone"), ({"timezone": "../etc/passwd"}, "timezone"),
        ({"minutes": "4"}, "minutes"), ({"minutes": "soon"}, "minutes"), ({"kind": ""}, "kind"),
        ({"place": "x" * 301}, "place"), ({"agenda": "x" * 4001}, "agenda"),
        ({guest: ""}, "guests"),
    ):  # fmt: skip
        given = {guest: "1", **PLAN} | typed
        answer = pm.post(of, **given)
        assert answer.status_code == 400, typed
        assert f'id="plan-{field}-error"' in answer.text, typed
    with database.read() as session:
        assert session.scalars(select(Review)).all() == []
    writer = signed_in(studio.users[Role.WRITER])
    assert plan(writer, studio) == 303, "to plan binds nobody"
    assert "Send the invitation" not in writer.get(of).text
    assert writer.post(f"{of}/1/invitation").status_code == 403
    outsider = signed_in(studio.outsider)
    assert outsider.post(f"/p/{studio.other_slug}/reviews/1/cancellation").status_code == 404
