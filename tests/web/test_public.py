import pytest
from sqlalchemy import func, select

from orchestrator.models import AuditEntry, Contact, Database, Preference
from orchestrator.tokens import mint
from orchestrator.wording import UNSUBSCRIBE
from tests.factories import make_contact
from tests.web.conftest import Visitor

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def contact_id(database: Database) -> int:
    with database.write() as session:
        return make_contact(session).id


@pytest.fixture
def path(key: bytes, contact_id: int) -> str:
    return f"/unsubscribe/{contact_id}/{mint(key, UNSUBSCRIBE, f'c{contact_id}', contact_id)}"


def has_stopped(database: Database, contact_id: int) -> bool:
    with database.read() as session:
        return session.get_one(Contact, contact_id).wishes.stopped


def test_the_link_shows_one_button_and_stops_nothing(
    database: Database, visitor: Visitor, path: str, contact_id: int
) -> None:
    for method in ("GET", "HEAD"):
        response = visitor.browser.open(path, method=method)
        assert response.status_code == 200
    page = visitor.get(path).text
    assert page.count("<button") == 1
    assert "Northwind Studio" in page
    assert not has_stopped(database, contact_id)


@pytest.mark.parametrize("body", [ONE_CLICK, {}])
def test_a_post_stops_mail_with_or_without_the_one_click_body(
    database: Database, visitor: Visitor, path: str, contact_id: int, body: dict[str, str]
) -> None:
    response = visitor.browser.post(path, data=body)
    assert response.status_code == 200
    assert "Stopped" in response.text
    assert has_stopped(database, contact_id)


def test_once_and_again(database: Database, visitor: Visitor, path: str, contact_id: int) -> None:
    for _ in range(3):
        assert visitor.browser.post(path, data=ONE_CLICK).status_code == 200
    with database.read() as session:
        assert session.scalar(select(func.count(Preference.id))) == 1
        assert session.scalars(select(AuditEntry.obj)).all() == [f"contact:{contact_id}"]


def test_a_mail_program_posts_from_anywhere_without_a_cookie(
    database: Database, visitor: Visitor, path: str, contact_id: int
) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example"}
    response = visitor.browser.post(path, data=ONE_CLICK, headers=headers)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert has_stopped(database, contact_id)


def test_a_wrong_token_is_not_found_and_says_no_more(
    database: Database, visitor: Visitor, key: bytes, path: str, contact_id: int
) -> None:
    with database.write() as session:
        other = make_contact(session).id
    wrong = [
        f"/unsubscribe/{contact_id}/c{contact_id}.aaaaaaaaaaaaaaaaa",
        f"/unsubscribe/{other}/{path.rpartition('/')[2]}",
        f"/unsubscribe/{contact_id}/{mint(key, 'reply', f'c{contact_id}', contact_id)}",
        f"/unsubscribe/{contact_id}/{mint(key, UNSUBSCRIBE, f'c{other}', contact_id)}",
        f"/unsubscribe/999/{mint(key, UNSUBSCRIBE, 'c999', 999)}",
        f"/unsubscribe/{'9' * 30}/c1.aaaaaaaaaaaaaaaaa",
    ]
    answers = {visitor.browser.post(address, data=ONE_CLICK).text for address in wrong}
    answers |= {visitor.get(address).text for address in wrong}
    assert len(answers) == 1
    assert all(visitor.get(address).status_code == 404 for address in wrong)
    assert not has_stopped(database, contact_id)
