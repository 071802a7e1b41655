"""What becomes known after a draft was made, or after there was nothing to draft."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from orchestrator.config import Settings
from orchestrator.digest.draft import NOTHING_NEW, draft_due
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.models import (
    Answer,
    AnswerState,
    BlockKind,
    Contact,
    Database,
    Digest,
    DigestState,
    Project,
)
from tests.factories import make_ask, make_contact, make_fact, make_mail, make_project

LATER = timedelta(hours=1)


@pytest.fixture
def quiet(
    database: Database, settings: Settings, key: bytes, now: datetime
) -> tuple[Project, Contact]:
    """A project whose next update was skipped: there was nothing to say."""
    with database.write() as session:
        contact = make_contact(session)
        project = make_project(session, contact)
        project.participants[0].next_due_at = now + timedelta(hours=8)
        (digest,) = draft_due(session, settings=settings, key=key, now=now)
        assert (digest.state, digest.reason) == (DigestState.SKIPPED, NOTHING_NEW)
        session.expunge_all()
    return project, contact


def only_digest(database: Database) -> tuple[Digest, list[BlockKind]]:
    with database.read() as session:
        digest = session.scalars(select(Digest)).one()
        kinds = [block.kind for block in digest.blocks]
        session.expunge_all()
    return digest, kinds


def refresh(database: Database, settings: Settings, key: bytes, now: datetime) -> int:
    with database.write() as session:
        return len(refresh_drafts(session, settings=settings, key=key, now=now))


def test_a_fact_after_nothing_to_say_brings_the_draft_after_all(
    database: Database,
    settings: Settings,
    key: bytes,
    now: datetime,
    quiet: tuple[Project, Contact],
) -> None:
    assert refresh(database, settings, key, now + LATER) == 0
    with database.write() as session:
        make_fact(session, quiet[0], known_at=now + LATER)
    assert refresh(database, settings, key, now + 2 * LATER) == 1
    digest, kinds = only_digest(database)
    assert (digest.state, digest.reason) == (DigestState.DRAFTED, "")
    assert BlockKind.DONE in kinds
    assert "Room calendar" in digest.text


def test_a_skipped_slot_that_is_over_stays_skipped(
    database: Database,
    settings: Settings,
    key: bytes,
    now: datetime,
    quiet: tuple[Project, Contact],
) -> None:
    with database.write() as session:
        make_fact(session, quiet[0], known_at=now + LATER)
    assert refresh(database, settings, key, now + timedelta(days=5)) == 0
    assert only_digest(database)[0].state is DigestState.SKIPPED


def test_an_ask_after_the_draft_is_taken_in(
    database: Database,
    settings: Settings,
    key: bytes,
    now: datetime,
    quiet: tuple[Project, Contact],
) -> None:
    project, contact = quiet
    with database.write() as session:
        make_fact(session, project, known_at=now + LATER)
    refresh(database, settings, key, now + 2 * LATER)
    with database.write() as session:
        make_ask(session, project, contact, created_at=now + 3 * LATER)
    assert refresh(database, settings, key, now + 4 * LATER) == 1
    assert BlockKind.ASK in only_digest(database)[1]
    assert refresh(database, settings, key, now + 5 * LATER) == 0


def test_an_ask_stands_in_one_open_update_only(
    database: Database, settings: Settings, key: bytes, now: datetime
) -> None:
    with database.write() as session:
        contact = make_contact(session)
        project = make_project(session, contact)
        make_ask(session, project, contact, created_at=now - LATER)
        for days in (0, 7):
            project.participants[0].next_due_at = now + timedelta(days=days, hours=8)
            at = now + timedelta(days=days)
            draft_due(session, settings=settings, key=key, now=at)
    with database.read() as session:
        first, second = session.scalars(select(Digest).order_by(Digest.id))
        assert [b.kind for b in first.blocks].count(BlockKind.ASK) == 1
        assert second.state is DigestState.SKIPPED


def test_an_answer_that_waits_for_the_pm_is_not_asked_again(
    database: Database, settings: Settings, key: bytes, now: datetime
) -> None:
    with database.write() as session:
        contact = make_contact(session)
        project = make_project(session, contact)
        ask = make_ask(session, project, contact, created_at=now - LATER)
        answer = Answer(
            ask_id=ask.id,
            mail_id=make_mail(session, contact).id,
            contact_id=contact.id,
            number=1,
            value="no",
            certainty="exact",
            span="1 no",
            tier="T2",
            state=AnswerState.WAITING,
            why_waiting="it settles money",
            answered_at=now - LATER,
        )
        session.add(answer)
        project.participants[0].next_due_at = now + timedelta(hours=8)
        draft_due(session, settings=settings, key=key, now=now)
    assert only_digest(database)[0].state is DigestState.SKIPPED


def test_after_a_missed_slot_the_next_one_is_drafted_in_its_time(
    database: Database, settings: Settings, key: bytes, now: datetime
) -> None:
    with database.write() as session:
        project = make_project(session, make_contact(session))
        make_fact(session, project)
        participant = project.participants[0]
        participant.next_due_at = now - timedelta(days=3)
        assert draft_due(session, settings=settings, key=key, now=now) == []
        slot = participant.next_due_at
        assert slot == datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
        at = slot - settings.draft_ahead
        (digest,) = draft_due(session, settings=settings, key=key, now=at)
        assert (digest.state, digest.send_at) == (DigestState.DRAFTED, slot)
