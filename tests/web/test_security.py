"""What holds for every answer, whoever asks."""

from dataclasses import replace
from pathlib import Path
import re
import runpy

from argon2 import extract_parameters
from flask import Flask
import pytest

from orchestrator.bell import Bell
from orchestrator.config import Settings
from orchestrator.models import Database, Digest, DigestState, Mailbox, Role, User
from orchestrator.web import create_app, passwords
from orchestrator.web.passwords import fits, hash_password
from tests.factories import MONDAY
from tests.web.conftest import Desk, SignIn, Visitor

STATIC = Path(__file__).parents[2] / "orchestrator" / "web" / "static"
TEMPLATES = STATIC.parent / "templates"


def test_every_answer_carries_the_headers(visitor: Visitor) -> None:
    for path in ("/signin", "/", "/nowhere"):
        headers = visitor.get(path).headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"


def test_the_stylesheet_and_the_script_may_be_kept_and_are_small(visitor: Visitor) -> None:
    page = visitor.get("/signin").text
    for name, limit in (("app.css", 40_000), ("app.js", 8_000)):
        found = re.search(rf'"(/static/{name}\?v=[0-9a-f]+)"', page)
        assert found is not None
        answer = visitor.get(found[1])
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert len(answer.data) == (STATIC / name).stat().st_size <= limit
        answer.close()


# What stands in a sandboxed frame has a policy of its own.
PAGES = sorted(set(TEMPLATES.rglob("*.html")) - {TEMPLATES / "inbox" / "frame.html"})


@pytest.mark.parametrize("template", PAGES, ids=lambda path: path.name)
def test_no_page_needs_an_inline_style_or_script(template: Path) -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", template.read_text())


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "updates.example:80",
        "evil@localhost",
        "[::2]",
        "[::1",
    ],
)
def test_another_host_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.get("/signin", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "host", ["localhost:5000", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:8080"]
)
def test_the_machine_itself_may_ask(visitor: Visitor, host: str) -> None:
    assert visitor.get("/signin", headers={"Host": host}).status_code == 200


def test_behind_https_the_cookie_stays_with_this_host(
    settings: Settings, database: Database, bell: Bell, key: bytes
) -> None:
    safe = replace(settings, base_url="https://studio.example")
    app = create_app(settings=safe, db=database, bell=bell, signing_key=key)
    answer = app.test_client().get("/signin", base_url="https://studio.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_form_without_its_token_changes_nothing_and_keeps_what_was_typed(
    desk: Desk, signed_in: SignIn, database: Database
) -> None:
    maya = signed_in(desk.pm)
    path = f"/digests/{desk.digest.id}/skip"
    answer = maya.browser.post(path, data={"reason": "A long <reason>"})
    assert answer.status_code == 403
    assert "A long &lt;reason&gt;" in answer.text
    with database.read() as session:
        assert session.get_one(Digest, desk.digest.id).state is DigestState.DRAFTED


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_on_another_site_is_refused_even_with_a_token(
    desk: Desk, signed_in: SignIn, site: str
) -> None:
    maya = signed_in(desk.pm)
    form = {"csrf_token": maya.token(), "reason": "x"}
    path = f"/digests/{desk.digest.id}/skip"
    headers = {"Sec-Fetch-Site": site}
    assert maya.browser.post(path, data=form, headers=headers).status_code == 403


def test_the_session_cookie_is_not_signed_with_the_key_of_the_links(app: Flask, key: bytes) -> None:
    assert app.config["SECRET_KEY"] != key


def test_what_a_client_writes_is_never_markup(
    desk: Desk, signed_in: SignIn, database: Database
) -> None:
    with database.write() as session:
        digest = session.get_one(Digest, desk.digest.id)
        digest.subject = digest.contact.name = "<script>alert(1)</script>"
        digest.reason, digest.state = "<img src=x>", DigestState.HELD
    maya = signed_in(desk.pm)
    for path in ("/", "/digests?state=held", f"/digests/{desk.digest.id}"):
        page = maya.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x>" not in page


def test_a_broken_mailbox_is_named_on_every_page(
    desk: Desk, signed_in: SignIn, database: Database
) -> None:
    with database.write() as session:
        session.add(
            Mailbox(
                name="hello",
                host="mail.northwind.example",
                port=993,
                security="tls",
                username="hello",
                sealed_password="x",
                problem="connection refused",
                problem_since=MONDAY,
            )
        )
    maya = signed_in(desk.pm)
    for path in ("/", "/digests", f"/digests/{desk.digest.id}"):
        page = maya.get(path).text
        assert "Mailbox hello cannot be read." in page
        assert "connection refused" in page


def test_without_redis_people_still_sign_in_and_are_told(
    settings: Settings, database: Database, key: bytes, desk: Desk
) -> None:
    nobody_there = Bell("redis://127.0.0.1:1")
    app = create_app(settings=settings, db=database, bell=nobody_there, signing_key=key)
    maya = Visitor(app.test_client())
    assert maya.sign_in(desk.pm.email).status_code == 303
    assert "The queue does not answer." in maya.get("/").text
    assert maya.post(f"/digests/{desk.digest.id}/skip", reason="x").status_code == 303


def test_without_a_relay_every_page_says_that_nothing_leaves(
    settings: Settings, database: Database, bell: Bell, key: bytes, desk: Desk
) -> None:
    mute = replace(settings, smtp_host="", mail_from="")
    app = create_app(settings=mute, db=database, bell=bell, signing_key=key)
    maya = Visitor(app.test_client())
    maya.sign_in(desk.pm.email)
    assert "No mail server for sending is set up." in maya.get("/").text
    assert "nothing can be approved" in maya.get(f"/digests/{desk.digest.id}").text


def test_without_a_database_the_page_says_so(settings: Settings, bell: Bell, key: bytes) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    app = create_app(settings=settings, db=away, bell=bell, signing_key=key)
    visitor = Visitor(app.test_client())
    answer = visitor.sign_in("maya@northwind.example")
    away.dispose()
    assert answer.status_code == 503
    assert "The database does not answer" in answer.text


@pytest.mark.parametrize("path", ["/nowhere", "/digests/abc", "/digests/1/nothing"])
def test_what_is_not_there_is_said_in_words(
    signed_in: SignIn, people: dict[Role, User], path: str
) -> None:
    answer = signed_in(people[Role.PM]).get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_a_request_that_is_too_large_is_refused(visitor: Visitor) -> None:
    assert visitor.post("/signin", email="x" * 300_000).status_code == 413


def test_a_password_is_kept_as_argon2id_and_only_itself_fits() -> None:
    stored = hash_password("correct horse battery")
    assert stored.startswith("$argon2id$")
    assert fits("correct horse battery", stored)
    assert not fits("correct horse batterx", stored)
    assert not fits("correct horse battery", None)
    # Nobody can tell by the time it takes whether a person is known.
    costs = [extract_parameters(each) for each in (stored, passwords.NOBODY)]
    assert costs[0] == costs[1]
    assert not fits("x", "no hash at all")
    with pytest.raises(ValueError, match="at least 12"):
        hash_password("short")


def test_the_entry_point_builds_the_app_from_the_environment(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORCHESTRATOR_DATA", str(settings.data))
    monkeypatch.setenv("ORCHESTRATOR_DATABASE_URL", settings.database_url)
    app: Flask = runpy.run_path(str(STATIC.parents[2] / "wsgi.py"))["app"]
    answer = app.test_client().get("/signin")
    assert answer.status_code == 200
    assert "Sign in" in answer.text
    parts = app.extensions["orchestrator"]
    parts.db.dispose()
    parts.bell.redis.close()
