"""The app on a real database and a real Redis, and visitors who sign in as people do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
import re
import signal
from types import CodeType, FrameType
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
import pytest
from sqlalchemy.orm import Session
import time_machine
from werkzeug.test import TestResponse

from orchestrator.bell import Bell
from orchestrator.config import Settings
from orchestrator.digest.draft import draft_due
from orchestrator.models import (
    AskKind,
    Contact,
    Database,
    Delivery,
    Digest,
    FactKind,
    Impact,
    Project,
    Role,
    User,
    Wishes,
)
from orchestrator.web import create_app
from tests.factories import (
    MONDAY,
    PASSWORD,
    make_ask,
    make_contact,
    make_fact,
    make_project,
    make_user,
)
from tests.web.studio import Studio, make_studio

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser without scripts: keeps the cookie, sends the token of the form."""

    browser: FlaskClient
    known: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **values: Any) -> TestResponse:
        return self.browser.get(path, **values)

    def post(self, path: str, **form: object) -> TestResponse:
        return self.browser.post(path, data={"csrf_token": self.token()} | form)

    def token(self) -> str:
        """That of her session: the same one while her cookie is."""
        known = self.known.get(self._cookie(), "")
        if not known:
            found = _TOKEN.search(self.browser.get("/signin").text)
            assert found is not None
            known = self.known[self._cookie()] = found[1]
        return known

    def _cookie(self) -> str:
        name = self.browser.application.config["SESSION_COOKIE_NAME"]
        cookie = self.browser.get_cookie(name)
        return cookie.value if cookie else ""

    def sign_in(self, email: str, password: str = PASSWORD, **form: object) -> TestResponse:
        return self.post("/signin", email=email, password=password, **form)


SignIn = Callable[[User | str], Visitor]


AT_MOST_SECONDS = 900


@pytest.fixture(autouse=True)
def limit() -> Iterator[None]:
    """Nothing here waits for ever: a test that hangs fails, with the line it hung at."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"still not done after {AT_MOST_SECONDS} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(AT_MOST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """It is Monday morning; a test moves on with ``clock.shift``."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def bell(redis_url: str) -> Iterator[Bell]:
    bell = Bell(redis_url)
    bell.redis.flushdb()
    yield bell
    bell.redis.close()


class Compiled(BytecodeCache):
    """Templates that an app of an earlier test has compiled."""

    def __init__(self) -> None:
        self.kept: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.kept[bucket.key] = bucket.code


_COMPILED = Compiled()


@pytest.fixture
def app(settings: Settings, database: Database, bell: Bell, key: bytes) -> Flask:
    app = create_app(settings=settings, db=database, bell=bell, signing_key=key)
    app.jinja_env.bytecode_cache = _COMPILED
    return app


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def signed_in(app: Flask) -> SignIn:
    """Sign a user in, each in a browser of her own."""

    def sign_in(user: User | str) -> Visitor:
        visitor = Visitor(app.test_client())
        email = user if isinstance(user, str) else user.email
        assert visitor.sign_in(email).status_code == 303
        return visitor

    return sign_in


@dataclass(frozen=True, slots=True)
class Desk:
    """Maya's desk on a Monday: one update of hers waits for her decision."""

    pm: User
    project: Project
    contact: Contact
    digest: Digest


@pytest.fixture
def studio(database: Database) -> Studio:
    with database.write() as session:
        return make_studio(session)


@pytest.fixture
def pm(studio: Studio, signed_in: SignIn) -> Visitor:
    return signed_in(studio.users[Role.PM])


@pytest.fixture
def desk(database: Database, settings: Settings, key: bytes) -> Desk:
    with database.write() as session:
        desk = make_desk(session, settings=settings, key=key, now=MONDAY)
        session.expunge_all()
    return desk


def make_desk(
    session: Session,
    *,
    settings: Settings,
    key: bytes,
    now: datetime,
    pm: User | None = None,
    contact: Contact | None = None,
    **project: Any,
) -> Desk:
    """A project with facts and asks, and the draft of them that is to leave today at 16:00."""
    contact = contact or make_contact(session)
    contact.kept_wishes = wishes = Wishes.unspoken(contact.id)
    wishes.weekday, wishes.chosen_at = f"{now:%a}".lower(), now - timedelta(days=100)
    made = make_project(
        session,
        contact,
        pm=pm,
        **{
            "delivery": Delivery.WATCH,
            "delivery_note": "Launch may move from 8 to 11 December: a provider is missing.",
        }
        | project,
    )
    maya = f"user:{made.pm_id}"
    for kind, text, impact in (
        (FactKind.NEWS, "Welsh e-mails moved from Tuesday to Thursday.", Impact.BAD),
        (FactKind.DONE, "Room calendar works on phones.", Impact.NEUTRAL),
        (FactKind.DONE, "All 42 room photos are processed.", Impact.NEUTRAL),
        (FactKind.NEXT, "Card payments in the test shop.", Impact.NEUTRAL),
    ):
        make_fact(
            session,
            made,
            kind=kind,
            text=text,
            impact=impact,
            source=maya,
        )
    make_ask(
        session,
        made,
        contact,
        kind=AskKind.CHOICE,
        text="Which payment provider should we use?",
        options={"A": "Stripe: 1.5% per card, live in 2 days", "B": "Your bank: live in 9 days"},
        recommended="A",
        due_on=now.date() + timedelta(days=2),
        on_silence="we wait, and launch moves to 11 Dec.",
    )
    make_ask(session, made, contact, settles="money")
    made.participants[0].next_due_at = now + timedelta(hours=7)
    digest = draft_due(session, settings=settings, key=key, now=now)[-1]
    session.flush()
    return Desk(made.pm, made, contact, digest)


@pytest.fixture
def people(database: Database) -> dict[Role, User]:
    """One of each role, none of them in a project."""
    with database.write() as session:
        users = {role: make_user(session, role=role, name=f"{role} person") for role in Role}
        session.expunge_all()
    return users
