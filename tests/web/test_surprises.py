"""The page of an update says what would be a surprise, and what to do about it."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from orchestrator.models import Database, Digest, Impact, Role, User, Withheld
from tests.factories import MONDAY, make_fact
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import Studio, at_most_statements
from tests.web.test_digests import words_of

SLIP = "The old shop was down for an hour."


@pytest.fixture
def maya(desk: Desk, signed_in: SignIn) -> Visitor:
    return signed_in(desk.pm)


@pytest.fixture
def source(database: Database, desk: Desk) -> str:
    with database.write() as session:
        project = session.get_one(Digest, desk.digest.id).project
        fact = make_fact(
            session, project, text=SLIP, impact=Impact.BAD, known_at=MONDAY - timedelta(days=6),
            created_at=MONDAY,
        )  # fmt: skip
        return f"fact:{fact.id}"


def test_s18_u6_the_page_names_it_and_puts_it_in_by_one_click(
    database: Database, maya: Visitor, desk: Desk, source: str
) -> None:
    here = f"/digests/{desk.digest.id}"
    with at_most_statements(database, 12):
        page = maya.get(here)
    read = words_of(page.text)
    assert "Bad news is known to us and not told" in read
    assert f"“{SLIP}” Known since Tue 17 Nov, 6 days when this leaves." in read
    assert f'action="{here}/approval"' not in page.text
    refused = maya.post(f"{here}/approval", shown_revision=desk.digest.revision)
    assert SLIP in words_of(refused.text)
    assert maya.post(f"{here}/surprises/telling", source=source).status_code == 303
    read = words_of(maya.get(here).text)
    assert "Put in. Read it again before you approve." in read
    assert SLIP in read
    assert f'action="{here}/approval"' in maya.get(here).text


def test_s18_u6_left_out_it_needs_a_reason_that_stands_beside_it(
    database: Database, maya: Visitor, desk: Desk, source: str
) -> None:
    here = f"/digests/{desk.digest.id}"
    asked = maya.get(f"{here}/surprises/reason?source={source}")
    assert SLIP in words_of(asked.text)
    again = maya.post(f"{here}/surprises/reason", source=source, reason="x" * 201)
    assert again.status_code == 400
    assert "x" * 201 in again.text
    maya.post(f"{here}/surprises/reason", source=source, reason="Told by phone & mail.")
    page = maya.get(here).text
    assert "Left out by a person: “Told by phone & mail.”" in words_of(page)
    assert f'action="{here}/approval"' in page
    undo = f"{here}/surprises/reason/undo?source={source.replace(':', '%3A')}"
    assert undo in unescape(page) or undo.replace("%3A", ":") in unescape(page)
    maya.post(undo)
    assert "not told" in words_of(maya.get(here).text)
    with database.read() as session:
        assert session.scalars(select(Withheld).where(Withheld.user_id.is_not(None))).all() == []


def test_p78_a_writer_puts_it_in_and_does_not_leave_it_out(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    writer = signed_in(studio.users[Role.WRITER])
    here = f"/digests/{studio.digest}"
    with database.write() as session:
        digest = session.get_one(Digest, studio.digest)
        fact = make_fact(
            session, digest.project, text=SLIP, impact=Impact.BAD,
            known_at=digest.send_at - timedelta(days=6),
        )  # fmt: skip
        source = f"fact:{fact.id}"
    page = words_of(writer.get(here).text)
    assert "Put it in" in page
    assert "Leave it out" not in page
    assert writer.post(f"{here}/surprises/reason", source=source, reason="No").status_code == 403
    assert signed_in(studio.outsider).post(
        f"{here}/surprises/telling", source=source
    ).status_code in (403, 404)


def test_s18_an_administrator_sets_the_agreed_days(
    desk: Desk, maya: Visitor, people: dict[Role, User], signed_in: SignIn
) -> None:
    admin, here = signed_in(people[Role.ADMIN]), f"/p/{desk.project.slug}/facts"
    assert "It stops an update after" not in words_of(maya.get(here).text)
    assert maya.post(f"{here}/agreed-days", surprise_days=9).status_code == 403
    wrong = admin.post(f"{here}/agreed-days", surprise_days="90")
    assert wrong.status_code == 400
    assert 'value="90"' in wrong.text
    admin.post(f"{here}/agreed-days", surprise_days="9")
    assert "Bad news that we know for 9 days stops an update" in words_of(maya.get(here).text)
