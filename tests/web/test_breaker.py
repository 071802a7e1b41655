"""Updates that stand still: every page says so, and an administrator lets them go again."""

import pytest
from sqlalchemy import select

from orchestrator.models import AuditEntry, Breaker, BreakerCause, Database, Role
from tests.factories import MONDAY
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio

WORDS = "1 of 600 mails of the last 7 days was called spam: 0.17 %, and the limit is 0.08 %."
RESUME = "/health/updates/resumption"


@pytest.fixture
def admin(studio: Studio, signed_in: SignIn) -> Visitor:
    return signed_in(studio.users[Role.ADMIN])


@pytest.fixture
def stopped(database: Database, studio: Studio) -> None:
    with database.write() as session:
        session.add(Breaker(cause=BreakerCause.COMPLAINTS, words=WORDS, tripped_at=MONDAY))


@pytest.mark.usefixtures("stopped")
def test_every_page_says_why_and_an_administrator_lets_them_go_with_a_reason(
    database: Database, admin: Visitor
) -> None:
    for page in ("/", "/inbox", "/digests"):
        assert "No update leaves." in admin.get(page).text
        assert WORDS in admin.get(page).text
    assert "Let updates go again" in admin.get("/health").text
    refused = admin.post(RESUME, reason="  ")
    assert refused.status_code == 400
    assert "for the record" in refused.text
    answer = admin.post(RESUME, reason="The bought list is out.")
    assert (answer.status_code, answer.location) == (303, "/health")
    assert "No update leaves." not in admin.get("/").text
    with database.read() as session:
        assert session.scalars(select(Breaker.resumed_at)).one() is not None
        newest = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert newest is not None
        assert newest.obj == "breaker:1"
    assert admin.post(RESUME, reason="Again.").status_code in (400, 409)


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize("role", [Role.WRITER, Role.PM, Role.COMPLIANCE])
def test_nobody_else_does(studio: Studio, signed_in: SignIn, role: Role) -> None:
    visitor = signed_in(studio.users[role])
    assert "No update leaves." in visitor.get("/").text
    assert visitor.post(RESUME, reason="Please.").status_code == 403
