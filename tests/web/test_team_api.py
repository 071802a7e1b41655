"""Programs of ours propose by token alone; all that is wrong is said at once, as JSON."""

import json
from pathlib import Path
import re
import shlex
from typing import Any

from flask import Flask
import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from orchestrator.engagement.api_tokens import add_token
from orchestrator.models import (
    ApiToken,
    AuditDetail,
    AuditEntry,
    Contact,
    Database,
    Fact,
    Membership,
    Project,
    Proposal,
    Role,
    User,
)
from orchestrator.record.append import Action, Actor
from tests.factories import MONDAY
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio

ROOT = Path(__file__).parents[2]
SAID = {"text": "The map works."}


class Program:
    """Something of ours with a token, and no cookie."""

    def __init__(self, app: Flask, slug: str, secret: str) -> None:
        self.browser, self.secret = app.test_client(), secret
        self.path = f"/api/v1/projects/{slug}/updates"

    def send(self, payload: Any, *, path: str = "", **headers: str) -> TestResponse:
        given = {"Authorization": f"Bearer {self.secret}"} | headers
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        kind = given.pop("Content_Type", "application/json")
        return self.browser.post(path or self.path, data=body, headers=given, content_type=kind)


def token_for(database: Database, studio: Studio, *, everywhere: bool = False) -> str:
    with database.write() as session:
        pm = session.scalars(select(User).where(User.email == studio.users[Role.PM])).one()
        project = None if everywhere else session.get_one(Project, studio.project)
        actor = Actor(f"user:{pm.id}", "web")
        return add_token(session, pm, project, "Build server", actor=actor, now=MONDAY)[1]


@pytest.fixture
def program(app: Flask, database: Database, studio: Studio) -> Program:
    return Program(app, studio.slug, token_for(database, studio))


def proposals(database: Database) -> list[Proposal]:
    with database.read() as session:
        found = list(session.scalars(select(Proposal).order_by(Proposal.id)))
        session.expunge_all()
        return found


def test_team_in_an_update_by_api_is_a_proposal_and_a_repeated_key_is_none(
    database: Database, studio: Studio, program: Program, pm: Visitor
) -> None:
    full = SAID | {
        "kind": "done",
        "impact": "good",
        "known_at": "2026-11-20T14:00:00+01:00",
        "for": ["tom@PINECREST.example", "Tom Reyes", "tom"],
        "idempotency_key": "build-812",
    }
    first, again = program.send(full), program.send(full | {"text": "Other words."})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    [row] = proposals(database)
    assert first.get_json()["proposal"]["id"] == row.id
    assert (row.kind, row.impact, row.text) == ("done", "good", "The map works.")
    assert (row.hearers, row.known_at.isoformat()) == (
        [studio.contact],
        "2026-11-20T13:00:00+00:00",
    )
    assert program.send(SAID).status_code == 201
    assert program.send(SAID).status_code == 201
    assert len(proposals(database)) == 3
    with database.read() as session:
        assert "The map works." not in session.scalars(select(Fact.text)).all()
    assert "Build server, for pm person" in pm.get(f"/p/{studio.slug}/team").text
    take = f"/p/{studio.slug}/team/proposals/{row.id}/fact"
    assert pm.post(take, text=row.text, kind="done", impact="good").status_code == 303
    with database.read() as session:
        fact = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
        assert fact is not None
        assert (fact.source, fact.known_at) == (row.source, row.known_at)
        assert [contact.id for contact in fact.hearers] == [studio.contact]


WRONG: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"text"}),
    ({"text": " \0 "}, {"text"}),
    ({"text": "x" * 501}, {"text"}),
    ({"text": 7, "kind": "odd", "impact": ["bad"], "for": "Tom", "known_at": 3, "colour": 1},
     {"text", "kind", "impact", "for", "known_at", "colour"}),
    (SAID | {"known_at": "2026-11-20T14:00:00"}, {"known_at"}),
    (SAID | {"known_at": "2027-11-20T14:00:00Z"}, {"known_at"}),
    (SAID | {"known_at": "1999-11-20T14:00:00Z"}, {"known_at"}),
    (SAID | {"for": ["dana@harborlane.example", "Nobody"]}, {"for"}),
    (SAID | {"for": [{}]}, {"for"}),
    (SAID | {"idempotency_key": "x" * 101}, {"idempotency_key"}),
    (SAID | {"idempotency_key": ""}, {"idempotency_key"}),
    (SAID | {"idempotency_key": "a\ud800"}, {"idempotency_key"}),
    (SAID | {"\ud800": 1}, {"?"}),
]  # fmt: skip


def test_team_in_all_fields_that_are_wrong_are_named_at_once(
    database: Database, program: Program
) -> None:
    for payload, fields in WRONG:
        answer = program.send(payload)
        assert answer.status_code == 400, payload
        assert set(answer.get_json()["error"]["fields"]) == fields, payload
    for body in (b"", b"{", b"[]", b"null", b"\xff", b"[" * 10_000):
        answer = program.send(body)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "invalid"), body
    assert proposals(database) == []
    hostile = program.send({"text": "The map \ud800 works\0."})
    assert hostile.get_json()["proposal"]["text"] == "The map ? works ."


def test_team_in_other_tokens_projects_kinds_and_sizes_are_refused(
    database: Database, studio: Studio, program: Program, pm: Visitor, signed_in: SignIn
) -> None:
    other = f"/api/v1/projects/{studio.other_slug}/updates"
    everywhere = Program(
        pm.browser.application, studio.slug, token_for(database, studio, everywhere=True)
    )
    for answer, status in (
        (program.send(SAID, Authorization=""), 401),
        (program.send(SAID, Authorization="Bearer orc_guess"), 401),
        (program.send(SAID, Authorization=f"Basic {program.secret}"), 401),
        (program.send(SAID, path=f"{program.path}?token={program.secret}", Authorization=""), 401),
        (program.send(SAID, path=other), 404),
        (everywhere.send(SAID, path=other), 404),
        (everywhere.send(SAID, path="/api/v1/projects/none/updates"), 404),
        (program.send(SAID, Content_Type="text/plain"), 415),
        (program.send({"text": "x" * 20_000}), 413),
        (program.browser.get(program.path), 405),
    ):
        assert (answer.status_code, answer.mimetype) in (
            (status, "application/json"),
            (405, "text/html"),
        )
        assert "Set-Cookie" not in answer.headers
    # A session counts for nothing here, even an administrator's with the token of its form.
    admin = signed_in(studio.users[Role.ADMIN])
    assert admin.post(program.path).status_code == 401
    assert proposals(database) == []
    assert everywhere.send(SAID).status_code == 201


def test_team_in_a_token_may_no_more_than_whom_it_acts_for(
    database: Database, studio: Studio, program: Program
) -> None:
    email = studio.users[Role.PM]
    for change, status in (
        ({"role": Role.COMPLIANCE}, 403),
        ({"role": Role.PM, "is_active": False}, 401),
        ({"is_active": True}, 201),
    ):
        with database.write() as session:
            session.execute(update(User).where(User.email == email).values(**change))
        assert program.send(SAID).status_code == status
    with database.write() as session:
        session.execute(update(ApiToken).values(scopes=[]))
    assert program.send(SAID).status_code == 403
    with database.write() as session:
        session.execute(update(ApiToken).values(scopes=["updates"]))
        for row in session.scalars(
            select(Membership).where(Membership.project_id == studio.project)
        ):
            session.delete(row)
    assert program.send(SAID).status_code == 404


def test_team_in_a_token_is_shown_once_recorded_and_ends_when_it_is_revoked(
    app: Flask,
    database: Database,
    studio: Studio,
    pm: Visitor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = f"/p/{studio.slug}/team"
    assert pm.post(f"{page}/tokens", name=" ", reach="project").status_code == 400
    assert pm.post(f"{page}/tokens", name="CI", reach="elsewhere").status_code == 400
    made = pm.post(f"{page}/tokens", name="Build server", reach="project")
    secret = re.findall(r'value="(orc_[\w-]{43})"', made.text)[0]
    assert made.status_code == 201
    program = Program(app, studio.slug, secret)
    for _ in range(3):
        assert program.send(SAID).status_code == 201
    shown = pm.get(page).text
    assert secret not in shown + caplog.text
    assert "Used last" in shown
    with database.read() as session:
        token = session.scalars(select(ApiToken)).one()
        kept = [str(value) for value in session.scalars(select(AuditDetail.value))]
        lines = list(session.scalars(select(AuditEntry.line)))
        assert not [each for each in (*kept, *map(str, lines)) if secret in each]
        assert secret not in str(vars(token))
    revoke = f"{page}/tokens/{token.id}/revoke"
    assert (pm.post(revoke).status_code, pm.post(revoke).status_code) == (303, 409)
    assert program.send(SAID).status_code == 401
    with database.read() as session:
        said = select(AuditEntry.action).where(AuditEntry.obj == f"token:{token.id}")
        assert session.scalars(said.order_by(AuditEntry.seq)).all() == [
            Action.CONFIG_CHANGE, Action.LOGIN, Action.CONFIG_CHANGE,
        ]  # fmt: skip


def test_team_in_too_many_updates_of_a_token_are_told_to_wait(
    app: Flask, database: Database, studio: Studio, program: Program
) -> None:
    for _ in range(60):
        program.send({})
    answer = program.send(SAID)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (429, "too_many")
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    other = Program(app, studio.slug, token_for(database, studio))
    assert other.send(SAID).status_code == 201


def test_team_in_the_example_of_the_guide_is_what_is_answered(
    database: Database, studio: Studio, program: Program
) -> None:
    guide = (ROOT / "docs" / "api.md").read_text()
    [command] = re.findall(r"```sh\n(curl .*?)```", guide, re.DOTALL)
    words = shlex.split(command.replace("\\\n", " ").replace("$TOKEN", program.secret))
    headers = dict(words[i + 1].split(": ", 1) for i, word in enumerate(words) if word == "-H")
    payload = words[words.index("-d") + 1]
    path = words[2].removeprefix("https://updates.studio.example").replace("booking", studio.slug)
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        tom.addresses[0].addr_spec = "dana@harbor.example"
    answer = program.browser.post(path, data=payload, headers=headers)
    assert answer.status_code == 201
    [expected] = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    said = answer.get_json()["proposal"]
    assert {"proposal": said | {"id": 12}} == json.loads(expected)
    fields = re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE)
    assert set(json.loads(payload)) == set(fields)
