"""Every link of a mail that left: opened by scanners it changes nothing, posted it stops mail."""

from email import message_from_bytes, policy
import re

from flask import Flask
import pytest

from orchestrator.config import Settings
from orchestrator.dispatch.compose import INSTANCE_HEADER, compose_digest
from orchestrator.models import Contact, Database, Digest
from tests.web.conftest import Desk, Visitor
from tests.web.test_get_changes_nothing import content_hash

SCANNERS = ("Mozilla/5.0 (Windows NT 10.0) SafeLinks", "Barracuda Sentinel", "")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def content(database: Database, desk: Desk, settings: Settings, key: bytes) -> bytes:
    with database.read() as session:
        digest = session.get_one(Digest, desk.digest.id)
        return compose_digest(digest, settings=settings, key=key).content


def links(content: bytes, settings: Settings) -> list[str]:
    """The paths of ours that the header, the text and the HTML lead to."""
    mail = message_from_bytes(content, policy=policy.default)
    pieces = [str(mail["List-Unsubscribe"])]
    pieces += [str(part.get_content()) for part in mail.iter_parts()]  # type: ignore[attr-defined]
    found = re.findall(rf"{re.escape(settings.base_url)}(/[^\s\"'<>]+)", "\n".join(pieces))
    return sorted(set(found))


def test_red_line_5_no_link_of_a_sent_mail_changes_a_row_when_it_is_opened(
    database: Database, visitor: Visitor, content: bytes, settings: Settings
) -> None:
    found = links(content, settings)
    assert any("/unsubscribe/" in path for path in found)
    before = content_hash(database)
    for path in found:
        for agent in SCANNERS:
            for method in ("GET", "HEAD"):
                answer = visitor.browser.open(path, method=method, headers={"User-Agent": agent})
                assert answer.status_code == 200, path
    assert content_hash(database) == before


def test_the_one_click_post_stops_mail_once_and_again_without_a_cookie(
    app: Flask, database: Database, desk: Desk, content: bytes, settings: Settings
) -> None:
    [path] = [path for path in links(content, settings) if "/unsubscribe/" in path]
    for _ in range(2):
        answer = app.test_client(use_cookies=False).post(path, data=ONE_CLICK)
        assert answer.status_code == 200
    with database.read() as session:
        assert session.get_one(Contact, desk.digest.contact_id).wishes.stopped


def test_a_wrong_one_click_token_is_not_found_and_changes_nothing(
    app: Flask, database: Database, content: bytes, settings: Settings
) -> None:
    [path] = [path for path in links(content, settings) if "/unsubscribe/" in path]
    before = content_hash(database)
    wrong = path[:-1] + ("a" if path[-1] != "a" else "b")
    assert app.test_client(use_cookies=False).post(wrong, data=ONE_CLICK).status_code == 404
    assert content_hash(database) == before


def test_an_update_has_the_headers_that_providers_ask_for(
    content: bytes, settings: Settings
) -> None:
    mail = message_from_bytes(content, policy=policy.default)
    names = [name.lower() for name in mail]
    for name in (
        "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "List-Id", "Feedback-ID",
        "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "X-Auto-Response-Suppress",
        "MIME-Version", "Content-Type", INSTANCE_HEADER,
    ):  # fmt: skip
        assert names.count(name.lower()) == 1, name
    assert "precedence" not in names
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<https?://\S+>,\s<mailto:\S+>", str(mail["List-Unsubscribe"]))
    kind, project, person, studio = str(mail["Feedback-ID"]).split(":")
    assert re.fullmatch(
        r"d p\d+ [0-9a-f]{16} [0-9a-f]{5,15}", f"{kind} {project} {person} {studio}"
    )
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert content.replace(b"\r\n", b"").count(b"\r") == 0
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
