"""A PM at work in a real browser: keys, undo, themes, small screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright
import pytest
import time_machine
from werkzeug.serving import make_server

from orchestrator.config import Settings
from orchestrator.models import Database, Digest, DigestState, User
from tests.factories import MONDAY, PASSWORD, make_contact
from tests.servers import chromium_path
from tests.waiting import AT_MOST_SECONDS
from tests.web.conftest import Desk, make_desk

expect.set_options(timeout=AT_MOST_SECONDS * 1000)
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Monday morning again, but time goes on: a browser waits for things."""
    with time_machine.travel(MONDAY, tick=True) as traveller:
        yield traveller


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    # A daemon: a run that is broken off must not wait for it.
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(AT_MOST_SECONDS)
        server.server_close()
        assert not thread.is_alive()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


def signed_in(page: Page, address: str, user: User) -> Page:
    page.goto(address)
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Needs you")).to_be_visible()
    return page


def test_a_pm_reads_approves_and_undoes_with_the_keyboard_alone(
    browser: Browser,
    address: str,
    desk: Desk,
    database: Database,
    settings: Settings,
    key: bytes,
) -> None:
    with database.write() as session:
        pm = session.get_one(User, desk.pm.id)
        contact = make_contact(session, name="Idris Bell")
        make_desk(
            session,
            settings=settings,
            key=key,
            now=MONDAY,
            pm=pm,
            contact=contact,
            name="Audio guide",
        )
    page = browser.new_page()
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    signed_in(page, address, desk.pm)
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.get_by_role("heading", name="Digests", exact=True)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Booking site relaunch, update 1")).to_be_visible()

    page.keyboard.press("a")
    heading = page.get_by_role("heading", name="Audio guide, update 1")
    expect(heading).to_be_focused()
    toast = page.get_by_role("status")
    expect(toast).to_contain_text("Approved for 16:00. Idris Bell next.")
    assert state_of(database, desk) is DigestState.APPROVED

    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="Booking site relaunch, update 1")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Not approved any more.")
    assert state_of(database, desk) is DigestState.DRAFTED
    assert complaints == []
    page.close()


def test_keys_stay_out_of_fields(browser: Browser, address: str, desk: Desk) -> None:
    page = signed_in(browser.new_page(), address, desk.pm)
    page.goto(f"{address}/digests/{desk.digest.id}")
    page.keyboard.press("s")
    field = page.get_by_label("Why? It goes into the record.")
    expect(field).to_be_focused()
    page.keyboard.type("ahsez")
    expect(field).to_have_value("ahsez")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Approve for 16:00")).to_be_visible()
    page.close()


def test_it_works_without_scripts(
    browser: Browser, address: str, desk: Desk, database: Database
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = signed_in(context.new_page(), address, desk.pm)
    page.get_by_role("link", name="Review").click()
    page.get_by_role("button", name="Approve for 16:00").click()
    assert state_of(database, desk) is DigestState.APPROVED
    page.get_by_role("button", name="Undo").click()
    assert state_of(database, desk) is DigestState.DRAFTED
    context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    browser: Browser, address: str, desk: Desk, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        has_touch=size == "phone",
    )
    page = signed_in(context.new_page(), address, desk.pm)
    here = f"/digests/{desk.digest.id}"
    paths = ["/", "/digests", here, f"{here}/edit", f"{here}/preview", f"{here}/hold", "/nowhere"]
    for path in paths:
        page.goto(address + path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address + here)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_theme_that_was_chosen_stays(browser: Browser, address: str, desk: Desk) -> None:
    context = browser.new_context(color_scheme="light")
    page = signed_in(context.new_page(), address, desk.pm)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("summary.me").click()
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{address}/digests")
    assert dark != light
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    context.close()


def test_the_mail_in_the_frame_asks_nobody_and_runs_nothing(
    browser: Browser, address: str, desk: Desk, database: Database
) -> None:
    with database.write() as session:
        digest = session.get_one(Digest, desk.digest.id)
        digest.html += (
            '<img src="https://tracker.example/p.gif"><script>top.location="/x"</script>'
            '<form action="/signout" method="post"><button>Press</button></form>'
        )
    page = browser.new_page()
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    # A route is reached only by what the page's policy lets out.
    page.route(lambda url: not url.startswith((address, "data:")), refuse)
    signed_in(page, address, desk.pm)
    page.goto(f"{address}/digests/{desk.digest.id}/preview")
    expect(page.frame_locator("iframe").get_by_text("Welsh e-mails moved").last).to_be_visible()
    assert asked == []
    assert page.url.endswith("/preview")
    page.close()


def state_of(database: Database, desk: Desk) -> DigestState:
    with database.read() as session:
        return session.get_one(Digest, desk.digest.id).state
