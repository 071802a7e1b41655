"""Sessions of our own people: how they begin, how long they live, how they end."""

from datetime import timedelta
from time import perf_counter

from flask import Flask
import pytest
from sqlalchemy import select
import time_machine

from orchestrator.models import AuditEntry, Database, Role, User
from orchestrator.record.append import Action
from tests.factories import PASSWORD
from tests.web.conftest import SignIn, Visitor

People = dict[Role, User]


def entries(database: Database, action: Action) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(AuditEntry.obj).where(AuditEntry.action == action)))


def test_signing_in_opens_the_page_that_was_wanted(visitor: Visitor, people: People) -> None:
    sent_away = visitor.get("/digests?state=held")
    assert (sent_away.status_code, sent_away.location) == (
        303,
        "/signin?next=/digests?state%3Dheld",
    )
    answer = visitor.sign_in(people[Role.PM].email, next="/digests?state=held")
    assert (answer.status_code, answer.location) == (303, "/digests?state=held")
    assert visitor.get("/digests?state=held").status_code == 200


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "", "x"],
)
def test_after_signing_in_nobody_is_sent_elsewhere(
    visitor: Visitor, people: People, wanted: str
) -> None:
    assert visitor.sign_in(people[Role.PM].email, next=wanted).location == "/"


def test_a_wrong_password_and_an_unknown_user_get_the_same_answer(
    visitor: Visitor, people: People, database: Database
) -> None:
    known = visitor.sign_in(people[Role.PM].email, "wrong")
    unknown = visitor.sign_in("nobody@northwind.example", "wrong")
    assert known.status_code == unknown.status_code == 401
    email = people[Role.PM].email
    assert (
        known.text.replace(email, "").split("csrf")[0]
        == unknown.text.replace("nobody@northwind.example", "").split("csrf")[0]
    )
    expected = [f"user:{people[Role.PM].id}", "user:unknown"]
    assert entries(database, Action.LOGIN_FAIL) == expected


def test_an_unknown_user_takes_as_long_as_a_wrong_password(visitor: Visitor) -> None:
    """The stored hash of a real user costs about 50 ms; nobody's must cost that too."""
    token = visitor.token()
    started = perf_counter()
    form = {"csrf_token": token, "email": "nobody@northwind.example", "password": "wrong"}
    visitor.browser.post("/signin", data=form)
    assert perf_counter() - started > 0.01


def test_signing_in_renews_the_session(visitor: Visitor, people: People) -> None:
    visitor.get("/signin")
    with visitor.browser.session_transaction() as before:
        before["planted"] = "by somebody else"
        token = before["csrf_token"]
    visitor.sign_in(people[Role.PM].email)
    with visitor.browser.session_transaction() as after:
        assert "planted" not in after
        assert after.get("csrf_token") != token


def test_signing_out_ends_the_session(
    signed_in: SignIn, people: People, database: Database
) -> None:
    visitor = signed_in(people[Role.PM])
    assert visitor.post("/signout").location == "/signin"
    assert visitor.get("/").location == "/signin?next=/"
    assert entries(database, Action.LOGOUT) == [f"user:{people[Role.PM].id}"]


def test_half_an_hour_of_nothing_signs_out(
    signed_in: SignIn, people: People, clock: time_machine.Traveller
) -> None:
    visitor = signed_in(people[Role.PM])
    for _ in range(3):
        clock.shift(timedelta(minutes=25))
        assert visitor.get("/").status_code == 200
    clock.shift(timedelta(minutes=31))
    assert visitor.get("/").status_code == 303


def test_twelve_hours_sign_out_even_the_busy(
    signed_in: SignIn, people: People, clock: time_machine.Traveller
) -> None:
    visitor = signed_in(people[Role.PM])
    for _ in range(36):
        clock.shift(timedelta(minutes=20))
        assert visitor.get("/").status_code == 200
    clock.shift(timedelta(minutes=1))
    assert visitor.get("/").status_code == 303


@pytest.mark.parametrize("change", [{"is_active": False}, {"session_epoch": 1}])
def test_an_ended_user_is_out_with_the_next_request(
    signed_in: SignIn, people: People, database: Database, change: dict[str, object]
) -> None:
    visitor = signed_in(people[Role.PM])
    with database.write() as session:
        user = session.get_one(User, people[Role.PM].id)
        for name, value in change.items():
            setattr(user, name, value)
    assert visitor.get("/").status_code == 303


def test_the_eleventh_try_in_a_minute_is_refused_even_with_the_right_password(
    visitor: Visitor, people: People, app: Flask
) -> None:
    email = people[Role.PM].email
    assert [visitor.sign_in(email, "wrong").status_code for _ in range(10)] == [401] * 10
    refused = visitor.sign_in(email, PASSWORD)
    assert refused.status_code == 429
    assert "Too many tries" in refused.text
    elsewhere = Visitor(app.test_client())
    elsewhere.browser.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert elsewhere.sign_in(email).status_code == 303


def test_who_guesses_at_one_name_locks_out_nobody_else_behind_a_proxy(
    visitor: Visitor, people: People
) -> None:
    guessed, other = people[Role.PM].email, people[Role.WRITER].email
    for _ in range(11):
        answer = visitor.sign_in(guessed.upper(), "wrong")
    assert answer.status_code == 429
    assert visitor.sign_in(f" {guessed} ").status_code == 429
    assert visitor.sign_in(other).status_code == 303


def test_one_address_of_the_internet_may_not_try_all_names(
    visitor: Visitor, people: People, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.browser.environ_base["REMOTE_ADDR"] = "2606:4700::1111"
    form = {"csrf_token": visitor.token(), "password": "wrong"}
    with monkeypatch.context() as quick:
        quick.setattr("orchestrator.web.signin.fits", lambda *_: False)  # The hash takes its time.
        names = [f"{number}@x" for number in range(31)]
        tries = [visitor.browser.post("/signin", data=form | {"email": name}) for name in names]
    assert [answer.status_code for answer in tries] == [401] * 30 + [429]
    assert Visitor(app.test_client()).sign_in(people[Role.PM].email).status_code == 303
