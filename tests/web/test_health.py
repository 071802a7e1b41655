from dataclasses import replace
import gzip

from flask import Flask
import pytest

from orchestrator.bell import Bell
from orchestrator.config import Settings
from orchestrator.models import (
    Database,
    Mail,
    Mailbox,
    MailState,
    OutboxEntry,
    OutboxState,
    Quarantine,
    Role,
)
from orchestrator.web import create_app
from orchestrator.web.health import OUTBOX
from tests.factories import MONDAY
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, at_most_statements


@pytest.fixture
def admin(studio: Studio, signed_in: SignIn) -> Visitor:
    return signed_in(studio.users[Role.ADMIN])


@pytest.fixture
def away(settings: Settings, bell: Bell, key: bytes) -> Flask:
    """An app whose database is not there."""
    db = Database("postgresql://nobody@127.0.0.1:1/none")
    return create_app(settings=settings, db=db, bell=bell, signing_key=key)


def test_the_probe_needs_no_session_and_names_nobody(visitor: Visitor) -> None:
    response = visitor.get("/healthz")
    assert response.status_code == 200
    assert response.json == {"ok": True, "database": True, "redis": True}


def test_the_probe_stays_well_without_redis(
    settings: Settings, database: Database, key: bytes
) -> None:
    bell = Bell("redis://127.0.0.1:1/0")
    app = create_app(settings=settings, db=database, bell=bell, signing_key=key)
    response = app.test_client().get("/healthz")
    assert (response.status_code, response.json) == (
        200,
        {"ok": True, "database": True, "redis": False},
    )


def test_the_probe_fails_without_a_database(away: Flask) -> None:
    response = away.test_client().get("/healthz")
    assert response.status_code == 503
    assert response.json == {"ok": False, "database": False, "redis": True}


def test_every_part_is_shown_with_what_is_wrong(studio: Studio, admin: Visitor) -> None:
    page = admin.get("/health").text
    for shown in ("Database", "Queue", "Mailbox hello", "The server closed the line", "Too deep"):
        assert shown in page
    assert "Sent or not: you decide" in page


def test_a_mailbox_that_was_not_read_for_long_is_late(
    database: Database, studio: Studio, admin: Visitor
) -> None:
    with database.write() as session:
        mailbox = session.get_one(Mailbox, 1)
        mailbox.problem, mailbox.read_at = "", MONDAY.replace(hour=8, minute=40)
    page = admin.get("/health").text
    assert "Late" in page
    assert "20 min ago" in page


def test_without_smtp_it_says_that_nothing_leaves(
    settings: Settings, database: Database, bell: Bell, key: bytes, studio: Studio
) -> None:
    silent = replace(settings, smtp_host="")
    app = create_app(settings=silent, db=database, bell=bell, signing_key=key)
    visitor = Visitor(app.test_client())
    visitor.sign_in(studio.users[Role.ADMIN])
    assert "Nothing leaves." in visitor.get("/health").text


@pytest.mark.parametrize(
    ("arrived", "state"), [("yes", OutboxState.ACCEPTED), ("no", OutboxState.PENDING)]
)
def test_a_person_decides_what_became_of_a_message(
    database: Database, studio: Studio, admin: Visitor, arrived: str, state: OutboxState
) -> None:
    path = f"/health/outbox/{studio.outbox}/outcome"
    assert admin.post(path, arrived=arrived).status_code == 303
    with database.read() as session:
        assert session.get_one(OutboxEntry, studio.outbox).state is state
    assert "Did these arrive?" not in admin.get("/health").text
    assert admin.post(path, arrived=arrived).status_code == 409


def test_an_outcome_is_yes_or_no_about_a_message_that_exists(
    studio: Studio, admin: Visitor
) -> None:
    path = f"/health/outbox/{studio.outbox}/outcome"
    assert admin.post(path, arrived="maybe").status_code == 400
    assert admin.post(path).status_code == 400
    assert admin.post("/health/outbox/999/outcome", arrived="yes").status_code == 404


def test_a_pm_decides_for_her_own_projects_only(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    path = f"/health/outbox/{studio.outbox}/outcome"
    assert signed_in(studio.outsider).post(path, arrived="yes").status_code == 404
    assert signed_in(studio.users[Role.WRITER]).post(path, arrived="yes").status_code == 403
    answer = signed_in(studio.users[Role.PM]).post(path, arrived="yes", **{"from": "today"})
    assert (answer.status_code, answer.location) == (303, "/")
    with database.read() as session:
        assert session.get_one(OutboxEntry, studio.outbox).state is OutboxState.ACCEPTED


def test_the_original_in_quarantine_is_a_download(studio: Studio, admin: Visitor) -> None:
    response = admin.get(f"/health/quarantine/{studio.quarantined}/original")
    assert b"The calendar looks lovely." in response.data
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert admin.get("/health/quarantine/999/original").status_code == 404


@pytest.mark.parametrize(
    ("what", "state", "marks"),
    [("retry", MailState.STORED, []), ("release", MailState.PARSED, ["unread"])],
)
def test_a_quarantined_mail_is_read_again_or_let_in(
    database: Database,
    studio: Studio,
    admin: Visitor,
    what: str,
    state: MailState,
    marks: list[str],
) -> None:
    path = f"/health/quarantine/{studio.quarantined}"
    page = admin.get("/health").get_data(as_text=True)
    assert f"{path}/{what}" in page
    assert admin.post(f"{path}/{what}").status_code == 303
    with database.read() as session:
        row = session.get_one(Quarantine, studio.quarantined)
        mail = session.get_one(Mail, row.mail_id)
        assert row.released_at is not None
        assert (mail.state, mail.defects) == (state, marks)
    assert admin.post(f"{path}/{what}").status_code == 409
    assert path not in admin.get("/health").get_data(as_text=True)
    assert admin.post(f"/health/quarantine/999/{what}").status_code == 404


@pytest.mark.parametrize("role", [Role.WRITER, Role.PM, Role.COMPLIANCE])
def test_health_is_for_administrators(studio: Studio, signed_in: SignIn, role: Role) -> None:
    visitor = signed_in(studio.users[role])
    assert visitor.get("/health").status_code == 403
    assert visitor.get(f"/health/quarantine/{studio.quarantined}/original").status_code == 403


def test_the_page_is_small_and_asks_the_database_little(
    database: Database, studio: Studio, admin: Visitor
) -> None:
    with at_most_statements(database, 12):
        response = admin.get("/health")
    assert len(gzip.compress(response.data)) <= 20_000


def test_every_state_of_the_outbox_has_words() -> None:
    assert set(OUTBOX) == set(OutboxState)
