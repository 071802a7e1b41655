"""What one client's project manager must not see of another's, attack by attack."""

from collections.abc import Callable

from flask import Flask
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.conversation.notes import add_note
from orchestrator.conversation.undecided import file_thread
from orchestrator.models import Contact, Database, Mail, MailState, Thread, User
from orchestrator.refiling.move import Mover, refile_thread
from orchestrator.refiling.undo import undo_decision
from tests.factories import make_mail
from tests.web.conftest import SignIn
from tests.web.test_client_wall import MAYA, Life, Side, pages

Reader = Callable[[Side, str], list[str]]


@pytest.fixture
def life(database: Database, settings: Settings, key: bytes) -> Life:
    return Life(database, settings, key)


@pytest.fixture
def reads(app: Flask, database: Database, signed_in: SignIn) -> Reader:
    """The pages on which a side's project manager reads a word."""

    def found(side: Side, word: str) -> list[str]:
        visitor = signed_in(side.pm)
        return [path for path, page in pages(app, database, visitor) if word in page]

    return found


def arrive(life: Life, contact_id: int | None, text: str = "Hello there", **values: object) -> int:
    """A mail to us that the jobs have worked on."""
    with life.database.write() as session:
        contact = session.get(Contact, contact_id) if contact_id else None
        written: dict[str, object] = {
            "thread_id": None,
            "state": MailState.PARSED,
            "recipients": ["hello@northwind.example"],
            "language": "en",
            "text": text,
            "new_text": text,
            "received_at": life.now,
        }
        if contact is None:
            written["from_address"] = "kim@nowhere.example"
        mail_id = make_mail(session, contact, **written | values).id
    life.work()
    return mail_id


def mover(life: Life) -> Mover:
    return Mover(life.config, life.key, None, MAYA, life.now)


def thread_of(session: Session, mail_id: int) -> int:
    thread_id = session.get_one(Mail, mail_id).thread_id
    assert thread_id is not None
    return thread_id


def file(life: Life, mail_id: int, project_id: int) -> None:
    with life.database.write() as session:
        file_thread(session, thread_of(session, mail_id), project_id, actor=MAYA, now=life.now)
    life.work()


def test_a_note_is_shown_only_in_the_project_where_it_was_written(
    life: Life, reads: Reader
) -> None:
    ours, theirs = life.begin()
    mail_id = arrive(life, None)
    file(life, mail_id, ours.project)
    with life.database.write() as session:
        thread_id = thread_of(session, mail_id)
        writer = session.scalars(select(User.id).where(User.email == ours.pm)).one()
        thread = session.get_one(Thread, thread_id)
        add_note(session, thread, "They owe us 9000", user_id=writer, actor=MAYA, now=life.now)
    here = f"/inbox/{thread_id}"
    assert here in reads(ours, "owe us 9000")
    with life.database.write() as session:
        moved = refile_thread(session, thread_id, None, by=mover(life)).decision.id
    assert here not in reads(ours, "owe us 9000")
    assert reads(theirs, "owe us 9000") == []
    with life.database.write() as session:
        undo_decision(session, moved, by=mover(life))
    assert here in reads(ours, "owe us 9000")
    with life.database.write() as session:
        refile_thread(session, thread_id, theirs.project, by=mover(life))
    life.work()
    assert reads(theirs, "owe us 9000") == []
