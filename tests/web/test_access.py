"""Every route, every role, own project and foreign; a route nobody thought of fails here."""

from collections.abc import Iterator

from flask import Flask
import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from orchestrator.models import (
    AuditEntry,
    Database,
    Digest,
    DigestState,
    Membership,
    Role,
    User,
)
from orchestrator.record.append import Action
from orchestrator.web.access import POWERS, Power
from tests.factories import make_contact, make_project, make_user
from tests.web.conftest import Desk, SignIn

WHO = {
    Power.READ: {Role.WRITER, Role.PM, Role.COMPLIANCE, Role.ADMIN},
    Power.WRITE: {Role.WRITER, Role.PM, Role.ADMIN},
    Power.DECIDE: {Role.PM, Role.ADMIN},
    Power.REVIEW: {Role.PM, Role.COMPLIANCE, Role.ADMIN},
    Power.OPERATE: {Role.ADMIN},
}
OPEN = {
    "signin.show",
    "signin.create",
    "static",
    "health.probe",
    "public.ask_unsubscribe",
    "public.unsubscribe",
    "api.create_update",
    "hooks.create_event",
}


def power_of(app: Flask, rule: Rule) -> Power | None:
    return getattr(app.view_functions[rule.endpoint], "power", None)


def filled(rule: Rule, desk: Desk) -> str:
    """The path of ``rule`` with numbers that name the desk's rows or nothing."""
    values: dict[str, object] = {"slug": desk.project.slug, "digest_id": desk.digest.id}
    path = rule.rule
    for name in rule.arguments:
        start, end = path.rindex("<", 0, path.index(name)), path.index(">", path.index(name))
        default = "hold" if name == "decision" else 424242
        path = f"{path[:start]}{values.get(name, default)}{path[end + 1 :]}"
    return path


def guarded(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN:
            yield rule, "POST" if "POST" in (rule.methods or ()) else "GET"


def test_the_table_of_powers_is_what_the_roles_are_for() -> None:
    for role in Role:
        assert POWERS[role] == {power for power, roles in WHO.items() if role in roles}


def test_every_view_says_what_it_takes(app: Flask) -> None:
    silent = {rule.endpoint for rule, _ in guarded(app) if power_of(app, rule) is None}
    assert not silent


def test_nobody_signed_in_gets_nothing_but_the_sign_in_page(
    app: Flask, desk: Desk, database: Database
) -> None:
    browser = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    for rule, method in guarded(app):
        answer = browser.open(filled(rule, desk), method=method)
        if method == "GET":
            assert (answer.status_code, (answer.location or "")[:7]) == (303, "/signin"), rule
        else:  # What stands in a form is kept.
            assert answer.status_code == 403, rule
            assert '<form class="card signin"' in answer.text, rule
    with database.read() as session:
        assert session.get_one(Digest, desk.digest.id).state is DigestState.DRAFTED


@pytest.mark.parametrize("role", Role)
def test_a_role_is_refused_what_is_not_hers(
    app: Flask, desk: Desk, signed_in: SignIn, people: dict[Role, User], role: Role
) -> None:
    visitor = signed_in(people[role])
    app.config["WTF_CSRF_ENABLED"] = False
    for rule, method in guarded(app):
        power = power_of(app, rule)
        if rule.endpoint == "signin.end" or power is None or role in WHO[power]:
            continue
        assert visitor.browser.open(filled(rule, desk), method=method).status_code == 403, rule


@pytest.mark.parametrize("role", [Role.WRITER, Role.PM])
def test_a_foreign_project_does_not_exist_and_the_try_is_recorded(
    app: Flask,
    desk: Desk,
    signed_in: SignIn,
    people: dict[Role, User],
    role: Role,
    database: Database,
) -> None:
    visitor = signed_in(people[role])
    app.config["WTF_CSRF_ENABLED"] = False
    form = {"reason": "because", "text": "other words", "shown_revision": "1"}
    tried = 0
    for rule, method in guarded(app):
        power = power_of(app, rule)
        if power is None or role not in WHO[power] or "digest_id" not in rule.arguments:
            continue
        answer = visitor.browser.open(filled(rule, desk), method=method, data=form)
        assert answer.status_code == 404, rule
        tried += 1
    assert tried > 3
    with database.read() as session:
        denied = session.scalars(
            select(AuditEntry.obj).where(AuditEntry.action == Action.DENIED)
        ).all()
        assert denied == [f"digest:{desk.digest.id}"] * tried
        assert session.get_one(Digest, desk.digest.id).state is DigestState.DRAFTED


def test_what_does_not_exist_is_not_recorded(
    signed_in: SignIn, people: dict[Role, User], database: Database
) -> None:
    assert signed_in(people[Role.PM]).get("/digests/424242").status_code == 404
    with database.read() as session:
        denied = select(AuditEntry).where(AuditEntry.action == Action.DENIED)
        assert session.scalars(denied).all() == []


@pytest.mark.parametrize("role", [Role.COMPLIANCE, Role.ADMIN])
def test_compliance_and_admin_see_all_projects(
    desk: Desk, signed_in: SignIn, people: dict[Role, User], role: Role
) -> None:
    visitor = signed_in(people[role])
    assert visitor.get(f"/digests/{desk.digest.id}").status_code == 200
    assert desk.project.name in visitor.get("/").text


def test_lists_show_only_what_is_hers(desk: Desk, signed_in: SignIn, database: Database) -> None:
    with database.write() as session:
        other = make_user(session, name="Noor Haddad")
        contact = make_contact(session, name="Idris Bell")
        hers = make_project(session, contact, pm=other, name="Audio guide")
        writer = make_user(session, role=Role.WRITER)
        session.add(Membership(user_id=writer.id, project_id=hers.id))
        session.flush()
        session.expunge_all()
    for user in (other, writer):
        visitor = signed_in(user)
        today = visitor.get("/").text
        assert "Audio guide" in today
        assert desk.project.name not in today
        assert desk.project.name not in visitor.get("/digests").text
