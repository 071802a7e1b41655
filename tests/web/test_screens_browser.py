"""Inbox, projects, record, health and the public page in a real browser."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
import pytest
from sqlalchemy import select
import time_machine

from orchestrator.config import Settings
from orchestrator.engagement.theme_quotes import add_quotes, said_in
from orchestrator.engagement.themes import add_theme
from orchestrator.models import (
    Database,
    Mail,
    OutboxEntry,
    OutboxState,
    Project,
    QuoteKind,
    Response,
    Role,
)
from orchestrator.record.append import Actor
from orchestrator.tokens import mint
from orchestrator.wording import UNSUBSCRIBE
from tests.factories import MONDAY, PASSWORD, make_contact, make_mail, make_project
from tests.servers import chromium_path
from tests.waiting import AT_MOST_SECONDS, wait_until
from tests.web.studio import QUOTE, Studio, answer_an_update, make_studio
from tests.web.test_review_browser import SIZES, served

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What a browser does with a page does not depend on where its words are kept."""


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


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An answer can be taken back as long as the browser may take for what happens before."""
    return replace(settings, respond_undo_for=timedelta(seconds=AT_MOST_SECONDS))


@pytest.fixture
def studio(database: Database) -> Studio:
    with database.write() as session:
        studio = make_studio(session)
        answer_an_update(session, studio)
        pm = session.get_one(Project, studio.project).pm_id
        by: dict[str, Any] = {"user_id": pm, "actor": Actor(f"user:{pm}", "web"), "now": MONDAY}
        theme = add_theme(session, "Told too late", "Clients hear it from somebody else.", **by)
        said = said_in(session.get_one(Mail, studio.mail), QuoteKind.MOOD, QUOTE)
        add_quotes(session, theme, [said], **by)
    return studio


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Closed before the server is, which waits for its last reader."""
    with browser.new_context() as context:
        yield context


def signed_in(context: BrowserContext, address: str, email: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/signin?next=/inbox")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    context: BrowserContext, address: str, studio: Studio, key: bytes, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    page = signed_in(context, address, studio.users[Role.ADMIN])
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    token = mint(key, UNSUBSCRIBE, f"c{studio.contact}", studio.contact)
    for path in (
        "/",
        "/inbox",
        "/inbox?view=unmatched",
        "/inbox?view=done",
        f"/inbox/{studio.thread}",
        f"/inbox/{studio.undecided}",
        "/projects",
        "/themes",
        "/themes/1",
        f"/themes/mails/{studio.mail}",
        f"/p/{studio.slug}",
        f"/p/{studio.slug}/facts",
        f"/p/{studio.slug}/facts?on=2026-11-20&who=",
        f"/p/{studio.slug}/handover",
        f"/p/{studio.slug}/known",
        "/compliance",
        "/compliance?before=soon",
        "/compliance/mood",
        "/r/2",
        "/health",
        f"/unsubscribe/{studio.contact}/{token}",
    ):
        page.goto(address + path)
        page.locator("main details").evaluate_all("all => all.forEach(d => d.open = true)")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_mail_of_a_client_asks_nobody_and_runs_nothing(
    context: BrowserContext, address: str, studio: Studio
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/inbox/{studio.thread}")
    page.get_by_text("As it was laid out").click()
    frame = page.frame_locator("iframe.frame")
    expect(frame.get_by_text("frustrated")).to_be_visible()
    assert frame.locator("script, img[src], svg").count() == 0
    assert any(url.endswith(f"/mails/{studio.mail}/html") for url in asked)
    assert all(url.startswith((address, "data:")) for url in asked), asked


def test_done_and_back_with_the_keyboard_alone(
    context: BrowserContext, address: str, studio: Studio
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The delay")).to_be_visible()
    page.keyboard.press("e")
    expect(page.get_by_text("Done. No replies waiting.")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="The delay")).to_be_visible()
    page.goto(f"{address}/inbox")
    expect(page.get_by_text(QUOTE)).to_be_visible()


def test_a_conversation_is_decided_with_single_keys(
    context: BrowserContext, address: str, studio: Studio
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.goto(f"{address}/inbox/{studio.thread}")
    confirm = page.get_by_role("button", name="Confirm answer 1")
    expect(confirm).to_have_attribute("aria-keyshortcuts", "c")
    page.keyboard.press("c")
    expect(page.get_by_text("Confirmed.")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text("Taken back. The answer waits again.")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.press("e")  # A letter, while somebody writes.
    expect(page.get_by_role("heading", name="The delay")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.get_by_label("Belongs to")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.get_by_role("button", name="Until somebody writes")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Snoozed until a reply. No replies waiting.")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="The delay")).to_be_visible()
    expect(page.get_by_text("Snoozed")).to_have_count(1)  # The name of the view alone.


def test_a_wrong_mood_is_put_right_with_one_key(
    context: BrowserContext, address: str, studio: Studio
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.goto(f"{address}/inbox")
    page.keyboard.press("w")  # No row is meant.
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Tom Reyes, The delay")).to_be_focused()
    page.keyboard.press("w")
    expect(page.get_by_text("Mood corrected to calm.")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text("The mood stands as it was read.")).to_be_visible()
    page.goto(f"{address}/inbox/{studio.thread}")
    page.keyboard.press("w")
    expect(page.get_by_text("Mood corrected to calm.")).to_be_visible()
    page.keyboard.press("w")
    expect(page.get_by_role("button", name="The machine was right: unhappy")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The mood stands as it was read.")).to_be_visible()


def test_an_undecided_mail_is_filed_by_one_key(
    context: BrowserContext, address: str, studio: Studio, database: Database
) -> None:
    with database.write() as session:
        project = session.get_one(Project, studio.project)
        cara = make_contact(session, project.client, name="Cara", address="cara@pinecrest.example")
        make_project(session, cara, pm=project.pm, name="Portal", slug="portal")
        thread = make_mail(session, cara, subject="A portal").thread_id
    page = signed_in(context, address, studio.users[Role.PM])
    page.goto(f"{address}/inbox/{thread}")
    page.keyboard.press("c")
    expect(page.get_by_text("Filed under Portal. It is read within a minute.")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="Which project is this?")).to_be_visible()


def texts(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Response.text).order_by(Response.id).offset(1)))


def test_what_is_typed_outlives_another_button_and_a_way_out(
    context: BrowserContext, address: str, studio: Studio, database: Database
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    here = f"{address}/inbox/{studio.thread}"
    page.goto(here)
    field = page.get_by_label("Your answer")
    field.press_sequentially("Hello Tom")
    page.get_by_role("button", name="Confirm answer 1").click()
    expect(page.get_by_text("Confirmed.")).to_be_visible()
    expect(field).to_have_value("Hello Tom")
    field.fill("Dear Tom, yes.")
    page.get_by_role("link", name="Projects").first.click()
    expect(page.get_by_role("heading", name="Projects", level=1)).to_be_visible()
    page.goto(here)
    expect(field).to_have_value("Dear Tom, yes.")
    field.fill("Dear Tom, no.")
    expect(page.get_by_text("Kept.")).to_be_visible()  # By itself, a moment after the last key.
    field.fill("Dear Tom, perhaps.")
    page.get_by_role("button", name="Keep draft").click()
    expect(page.get_by_text("Draft kept. It is not sent.")).to_be_visible()
    assert texts(database) == ["Dear Tom, perhaps."]


def test_a_second_window_is_told_that_the_words_changed_and_loses_none(
    context: BrowserContext, address: str, studio: Studio, database: Database
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    other = context.new_page()
    for window in (page, other):
        window.goto(f"{address}/inbox/{studio.thread}")
    page.get_by_label("Your answer").fill("One")
    expect(page.get_by_text("Kept.")).to_be_visible()
    other.get_by_label("Your answer").fill("Two")
    expect(other.get_by_role("alert")).to_contain_text("in another window.")
    page.get_by_label("Your answer").fill("First")
    page.get_by_role("button", name="Keep draft").click()
    other.get_by_label("Your answer").fill("Second")
    other.get_by_role("link", name="Show both").click()
    expect(other.get_by_text("First", exact=True)).to_be_visible()
    expect(other.get_by_label("Your answer")).to_have_value("Second")
    assert texts(database) == ["First", "Second"]


def test_a_sent_answer_counts_down_and_then_stands_there_as_sent(
    context: BrowserContext, address: str, studio: Studio, database: Database
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.goto(f"{address}/inbox/{studio.thread}")
    page.get_by_label("Your answer").fill("I take it.")
    page.get_by_role("button", name="Send").click()
    answer = page.locator("article", has_text="I take it.")
    expect(answer).to_contain_text(LEAVES)
    first = seconds_left(answer)
    wait_until(lambda: seconds_left(answer) < first)
    with database.write() as session:
        tom = session.get_one(Mail, studio.mail).contact
        make_mail(session, tom, thread_id=studio.thread, project_id=studio.project,
                  from_name="Tom Reyes", new_text="Never mind.")  # fmt: skip
    expect(answer).to_contain_text("Tom Reyes wrote since.")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    expect(page.get_by_label("Your answer")).to_have_value("")
    page.keyboard.press("z")
    expect(page.get_by_label("Your answer")).to_have_value("I take it.")
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Send").click()
    expect(answer).to_be_visible()
    with database.write() as session:
        entry = session.scalars(select(OutboxEntry).where(OutboxEntry.kind == "response")).one()
        entry.state, entry.finished_at = OutboxState.ACCEPTED, MONDAY
    expect(answer).to_contain_text("Sent 09:00")
    assert answer.get_by_role("button", name="Undo").count() == 0


LEAVES = re.compile(r"Leaves in (\d+) s")


def seconds_left(answer: Locator) -> int:
    found = LEAVES.search(answer.inner_text())
    assert found is not None
    return int(found[1])


def test_nothing_scrolls_sideways_on_a_small_phone(
    context: BrowserContext, address: str, studio: Studio
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("", "?view=snoozed", f"/{studio.thread}", f"/{studio.undecided}"):
        page.goto(f"{address}/inbox{path}")
        page.locator("main details:not(.menu)").evaluate_all(
            "all => all.forEach(d => d.open = true)"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_wrong_form_moves_focus_to_its_summary(
    context: BrowserContext, address: str, studio: Studio
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.goto(f"{address}/p/{studio.slug}")
    page.get_by_role("button", name="Add to the next update").click()
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_role("link", name="Write one sentence").click()
    expect(page.locator("#fact-text")).to_be_focused()


def test_a_record_prints_whole(context: BrowserContext, address: str, studio: Studio) -> None:
    page = signed_in(context, address, studio.users[Role.COMPLIANCE])
    page.goto(f"{address}/r/2")
    page.emulate_media(media="print")
    expect(page.get_by_text("printed by compliance person")).to_be_visible()
    expect(page.get_by_text("Fingerprint verified")).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()
    clipped = page.locator("main dd, main pre").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert clipped == 0


@pytest.mark.parametrize(
    "name",
    ["expectations", "questions", "changes", "promises", "asks", "facts", "decisions", "reviews",
     "known"],
)  # fmt: skip
def test_a_row_is_added_with_the_key_or_the_button_that_says_so(
    context: BrowserContext, address: str, studio: Studio, name: str
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.goto(f"{address}/p/{studio.slug}/{name}")
    opened, button = page.locator("details[open]"), page.locator(".acts .btn.primary")
    expect(opened).to_have_count(0)
    page.keyboard.press(button.get_attribute("aria-keyshortcuts") or "")
    expect(opened.locator(":is(input, textarea, select):focus")).to_have_count(1)
    page.goto(f"{address}/p/{studio.slug}/{name}")
    button.click()
    expect(opened).to_have_count(1)


def test_rows_of_a_register_are_walked_with_the_keyboard(
    context: BrowserContext, address: str, studio: Studio
) -> None:
    page = signed_in(context, address, studio.users[Role.PM])
    page.goto(f"{address}/p/{studio.slug}/facts")
    rows = page.locator(".facts > li")
    assert rows.count() > 1
    for key, index in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(rows.nth(index).locator(":focus")).to_have_count(1)
