"""A mailbox that is paused, silent, or holds something back, as people see it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from orchestrator.models import (
    AuditEntry,
    Database,
    FolderCursor,
    Mailbox,
    MailboxAlarm,
    MailLocation,
    Quarantine,
    Role,
)
from tests.factories import MONDAY
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import Studio, make_studio

HEADER = b"From: Tom Reyes <tom@pinecrest.example>\r\nSubject: =?utf-8?q?Pl=C3=A4ne?=\r\n\r\n"


@pytest.fixture
def studio(database: Database) -> Studio:
    with database.write() as session:
        studio = make_studio(session)
        session.get_one(Mailbox, 1).problem = ""
        return studio


@pytest.fixture
def admin(studio: Studio, signed_in: SignIn) -> Visitor:
    return signed_in(studio.users[Role.ADMIN])


def hold_back(database: Database, *, header: bytes = HEADER, uid: int = 7) -> int:
    with database.write() as session:
        place = MailLocation(
            mailbox_id=1, folder="INBOX", uidvalidity=1, uid=uid, received_at=MONDAY
        )
        session.add(place)
        session.flush()
        row = Quarantine(
            location_id=place.id,
            reason="too_large",
            detail="30000000 of 26214400 bytes",
            header=header,
            quarantined_at=MONDAY,
        )
        session.add(row)
        session.flush()
        return row.id


def test_every_page_says_that_a_mailbox_is_unusually_silent(
    database: Database, studio: Studio, signed_in: SignIn
) -> None:
    visitor = signed_in(studio.users[Role.PM])
    assert "silent" not in visitor.get("/inbox").text
    with database.write() as session:
        words = "No mail since Fri 20 Nov 17:00."
        session.add(MailboxAlarm(mailbox_id=1, words=words, raised_at=MONDAY))
    page = visitor.get("/inbox").text
    assert "Mailbox hello is unusually silent." in page
    assert words in page
    with database.write() as session:
        session.scalars(select(MailboxAlarm)).one().cleared_at = MONDAY
    assert "silent" not in visitor.get("/inbox").text


def test_every_page_says_that_a_mailbox_is_paused_and_health_lets_it_go_on(
    database: Database, studio: Studio, admin: Visitor
) -> None:
    with database.write() as session:
        mailbox = session.get_one(Mailbox, 1)
        mailbox.paused_at, mailbox.problem = MONDAY, "INBOX: new numbers at 5 reads in a row"
        mailbox.refused_at = [MONDAY.isoformat()]
        session.add(
            FolderCursor(mailbox_id=1, folder="INBOX", direction="in", uidvalidity_changes=5)
        )
    assert "Mailbox hello is paused." in admin.get("/").text
    page = admin.get("/health").text
    assert "Paused" in page
    assert "Read it again" in page
    answer = admin.post("/health/mailboxes/1/resumption")
    assert (answer.status_code, answer.location) == (303, "/health")
    with database.read() as session:
        mailbox = session.get_one(Mailbox, 1)
        assert (mailbox.paused_at, mailbox.problem, mailbox.refused_at) == (None, "", [])
        assert mailbox.folders[0].uidvalidity_changes == 0
        newest = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert newest is not None
        assert newest.obj == "mailbox:1"
    assert "is paused" not in admin.get("/").text
    assert admin.post("/health/mailboxes/99/resumption").status_code == 404


@pytest.mark.parametrize("role", [Role.WRITER, Role.PM, Role.COMPLIANCE])
def test_only_an_administrator_lets_a_mailbox_go_on(
    studio: Studio, signed_in: SignIn, role: Role
) -> None:
    visitor = signed_in(studio.users[role])
    assert visitor.post("/health/mailboxes/1/resumption").status_code == 403


def test_a_mail_that_stayed_on_its_server_is_shown_by_its_header(
    database: Database, studio: Studio, admin: Visitor
) -> None:
    quarantine_id = hold_back(database)
    page = admin.get("/health").text
    for shown in ("tom@pinecrest.example", "Pläne", "Too large", "30000000 of 26214400 bytes"):
        assert shown in page
    assert admin.get(f"/health/quarantine/{quarantine_id}/original").data == HEADER
    assert admin.post(f"/health/quarantine/{quarantine_id}/retry").status_code == 303
    with database.read() as session:
        assert session.get_one(Quarantine, quarantine_id).retry_at is not None


def test_one_whose_header_says_nothing_is_shown_too(
    database: Database, studio: Studio, admin: Visitor
) -> None:
    hold_back(database, header=b"")
    assert "Too large" in admin.get("/health").text


def test_a_date_of_the_server_that_cannot_be_is_told(
    database: Database, studio: Studio, admin: Visitor
) -> None:
    hold_back(database)
    assert "a date that cannot be" not in admin.get("/health").text
    with database.write() as session:
        place = session.scalars(select(MailLocation).filter_by(uid=7)).one()
        place.server_date = datetime(1970, 1, 1, tzinfo=MONDAY.tzinfo) + timedelta(days=1)
    assert "Its server gave 1 mail a date that cannot be" in admin.get("/health").text
