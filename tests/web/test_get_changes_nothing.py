"""Red line 5: a link that is opened changes nothing, whoever or whatever opens it."""

from collections.abc import Iterator
import hashlib

from flask import Flask
import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from orchestrator.models import Base, Database, Mail, Project, Role, Theme, Thread
from orchestrator.tokens import mint
from orchestrator.wording import UNSUBSCRIBE
from tests.cases import begun_case
from tests.factories import MONDAY, make_question
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import Studio

UNPROTECTED = {"public.unsubscribe", "api.create_update", "hooks.create_event"}
"""A token or signature is the capability, and programs post without a form and a cookie."""


@pytest.fixture
def filling(database: Database, studio: Studio, desk: Desk, key: bytes) -> dict[str, object]:
    """A value for every name in an address, so that each route meets a row."""
    with database.write() as session:
        question = make_question(session, session.get_one(Project, studio.project)).id
        case, referral = begun_case(session, session.get_one(Mail, studio.mail))
        theme = Theme(name="Late", text="It is late.", user_id=desk.pm.id, created_at=MONDAY)
        session.add(theme)
        session.flush()
        theme_id = theme.id
    return {
        "answer_id": studio.answer,
        "ask_id": 1,
        "block_id": desk.digest.blocks[0].id,
        "call_id": 1,
        "clearing_id": 1,
        "contact_id": studio.contact,
        "decision": "hold",
        "decision_id": 1,
        "digest_id": desk.digest.id,
        "dispute_id": case,
        "fact_id": 1,
        "filename": "app.css",
        "goal_id": 1,
        "handover_id": 1,
        "hook_id": 1,
        "kind": "touch",
        "mail_id": studio.mail,
        "measurement_id": 1,
        "outbox_id": studio.outbox,
        "outcome": "answered",
        "position": 0,
        "preference_id": studio.wish,
        "proposal_id": 1,
        "quarantine_id": studio.quarantined,
        "register": "questions",
        "referral_id": referral,
        "response_id": studio.response,
        "row_id": question,
        "mailbox_id": 1,
        "seq": 1,
        "slug": studio.slug,
        "statement_id": studio.statement,
        "task_id": 1,
        "theme_id": theme_id,
        "thread_id": studio.thread,
        "token_id": 1,
        "tracker": "github",
        "token": mint(key, UNSUBSCRIBE, f"c{studio.contact}", studio.contact),
    }


def content_hash(database: Database) -> str:
    """One digest of every row of every table."""
    digest = hashlib.sha256()
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(select(table).order_by(*table.primary_key)).all()
            digest.update(f"{table.name}{[tuple(row) for row in rows]!r}".encode())
    return digest.hexdigest()


def paths(app: Flask, method: str, filling: dict[str, object]) -> Iterator[tuple[Rule, str]]:
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or ()):
                values = {name: filling[name] for name in rule.arguments}
                yield rule, adapter.build(rule.endpoint, values, method=method)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_red_line_5_no_get_or_head_changes_a_row(
    app: Flask,
    database: Database,
    studio: Studio,
    filling: dict[str, object],
    signed_in: SignIn,
    visitor: Visitor,
    method: str,
) -> None:
    admin = signed_in(studio.users[Role.ADMIN])
    before = content_hash(database)
    visited = {}
    for rule, path in paths(app, "GET", filling):
        for browser in (admin.browser, visitor.browser):
            response = browser.open(path, method=method)
            response.close()
            assert response.status_code < 400, path
        visited[rule.endpoint] = path
        assert content_hash(database) == before, f"{method} {path} changed a row"
    assert {"public.ask_unsubscribe", "inbox.show", "digests.show"} <= set(visited)


def test_three_visits_to_the_unsubscribe_link_do_not_unsubscribe(
    database: Database, studio: Studio, filling: dict[str, object], visitor: Visitor
) -> None:
    path = f"/unsubscribe/{studio.contact}/{filling['token']}"
    before = content_hash(database)
    for agent in ("Mozilla/5.0", "SafeLinks", "Barracuda"):
        assert visitor.get(path, headers={"User-Agent": agent}).status_code == 200
    assert content_hash(database) == before


def test_red_line_5_every_change_but_the_public_one_needs_the_token_of_its_form(
    app: Flask,
    database: Database,
    studio: Studio,
    filling: dict[str, object],
    signed_in: SignIn,
) -> None:
    admin = signed_in(studio.users[Role.ADMIN])
    before = content_hash(database)
    refused = set()
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for rule, path in paths(app, method, filling):
            if rule.endpoint in UNPROTECTED:
                continue
            response = admin.browser.open(path, method=method)
            assert response.status_code == 403, f"{method} {path}: {response.status_code}"
            assert "Please send this again" in response.text
            refused.add(rule.endpoint)
    assert content_hash(database) == before
    assert {"signin.create", "digests.create_approval", "inbox.create_done"} <= refused


def test_the_hash_sees_a_change(database: Database, studio: Studio) -> None:
    before = content_hash(database)
    with database.write() as session:
        session.get_one(Thread, studio.thread).subject = "Other"
    assert content_hash(database) != before
