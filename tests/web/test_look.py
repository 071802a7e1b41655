"""On screen: an unhappy mail locks the update to its writer until somebody answers, or looks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from orchestrator.engagement.status import update_status
from orchestrator.models import (
    Contact,
    Database,
    Digest,
    Mail,
    Mood,
    Project,
    Sentiment,
    Task,
    TaskKind,
)
from tests.factories import MONDAY, make_mail
from tests.web.conftest import Desk, SignIn, Visitor
from tests.web.studio import at_most_statements
from tests.web.test_digests import words_of

WORDS = "Nobody told us about the delay."


@pytest.fixture
def maya(desk: Desk, signed_in: SignIn) -> Visitor:
    return signed_in(desk.pm)


def write(database: Database, desk: Desk, likely: float, words: str = WORDS) -> int:
    """A mail of the desk's client that is read, though not answered; returns its thread."""
    with database.write() as session:
        dana = session.get_one(Contact, desk.contact.id)
        mail = make_mail(session, dana, project_id=desk.project.id, new_text=words,
                         received_at=MONDAY - timedelta(hours=1))  # fmt: skip
        evidence = [{"text": words, "weight": -1.0, "rule": "test"}] if likely > 0.5 else []
        label = "negative" if likely > 0.5 else "neutral"
        session.add(
            Sentiment(mail_id=mail.id, scorer="test", label=label, p_negative=likely, intents=[],
                      evidence=evidence)
        )  # fmt: skip
        session.get_one(Digest, desk.digest.id).watermark = mail.id
        assert mail.thread_id is not None
        return mail.thread_id


@pytest.mark.parametrize(("likely", "title"), [(0.9, "is unhappy"), (0.35, "may be unhappy")])
def test_today_and_the_update_quote_it_and_a_reason_unlocks(
    maya: Visitor, desk: Desk, database: Database, likely: float, title: str
) -> None:
    thread, page = write(database, desk, likely), f"/digests/{desk.digest.id}"
    with at_most_statements(database, 13):
        today = maya.get("/").text
    assert f"Dana Whitfield {title} Booking site relaunch: “{WORDS}”" in words_of(today)
    assert today.count(f'<span class="t">Dana Whitfield {title}</span>') == 1
    assert f'href="/inbox/{thread}"' in today
    assert "Dana Whitfield. Waits until Dana is answered." in words_of(today)
    with at_most_statements(database, 13):
        locked = maya.get(page).text
    assert f"Dana {title} and waits for an answer. “{WORDS}”" in words_of(locked)
    assert "Locked until Dana is answered, or you say why it may go." in words_of(locked)
    assert f'action="{page}/approval"' not in locked
    assert "Why? It goes into the record." in maya.get(f"{page}/look").text
    empty = maya.post(f"{page}/look", reason=" ")
    assert empty.status_code == 422
    assert "Say why you let it go." in empty.text
    done = maya.post(f"{page}/look", reason="I called her.")
    assert done.status_code == 303
    unlocked = maya.get(done.location).text
    assert f'action="{page}/approval"' in unlocked
    assert f'action="{page}/look/undo"' in unlocked
    assert title not in words_of(maya.get("/").text)
    assert maya.post(f"{page}/look", reason="Again.").status_code == 409
    assert maya.post(f"{page}/look/undo").status_code == 303
    assert f"Dana {title} and waits for an answer." in words_of(maya.get(page).text)


def test_a_calm_mail_locks_nothing(maya: Visitor, desk: Desk, database: Database) -> None:
    write(database, desk, 0.2)
    assert "Needs you 1 Approve update" in words_of(maya.get("/").text)
    page = f"/digests/{desk.digest.id}"
    assert f'action="{page}/approval"' in maya.get(page).text


def test_the_same_mail_stands_in_one_line_of_today(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    write(database, desk, 0.9)
    with database.write() as session:
        project = session.get_one(Project, desk.project.id)
        mail = session.scalars(select(Mail).where(Mail.new_text == WORDS)).one()
        assert update_status(session, project.id, now=MONDAY).mood is Mood.UNHAPPY
        assert mail.project_id == project.id
    page = maya.get("/").text
    assert page.count('<span class="t">Dana Whitfield is unhappy</span>') == 1
    assert "One client is unhappy." in words_of(page)


def test_who_gets_unhappier_is_told_with_her_sentences_and_noted_on_the_spot(
    maya: Visitor, desk: Desk, database: Database
) -> None:
    write(database, desk, 0.9, "We expected this last week.")
    thread = write(database, desk, 0.9)
    with database.write() as session:
        mail = session.scalars(select(Mail).where(Mail.thread_id == thread)).one()
        session.add(
            Task(kind=TaskKind.TURNING, cause=f"mail:{mail.id}", mail_id=mail.id,
                 contact_id=desk.contact.id, words="3 of the last 5 mails are unhappy.",
                 created_at=MONDAY)
        )  # fmt: skip
    page = maya.get("/").text
    told = "Dana Whitfield gets unhappier Booking site relaunch: 3 of the last 5 mails are unhappy."
    assert f"{told} “{WORDS}” “We expected this last week.”" in words_of(page)
    assert 'action="/inbox/tasks/1/done"' in page
    assert maya.post("/inbox/tasks/1/done").status_code == 303
    assert "gets unhappier" not in words_of(maya.get("/").text)
