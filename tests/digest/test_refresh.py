"""Open drafts stay true: nothing told twice, nothing settled asked, nothing approved unseen."""

from datetime import timedelta
import threading

import pytest
from sqlalchemy import func, select
import time_machine

from orchestrator import flow
from orchestrator.digest.draft import NOTHING_NEW, edit_block
from orchestrator.digest.hold import hold_digest, release_digest
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.digest.watermark import seen_until
from orchestrator.errors import DigestConflict, Refused
from orchestrator.models import (
    Ask,
    AskState,
    BlockKind,
    Digest,
    DigestState,
    FactTold,
    Impact,
    MailState,
    Project,
)
from orchestrator.record.append import Actor
from tests.factories import make_fact, make_mail
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, send_all
from tests.test_red_lines import draft_one
from tests.waiting import AT_MOST_SECONDS

MAYA = Actor("user:1", "web")
NOW = FRIDAY_SLOT - timedelta(hours=4)
WEEK = timedelta(days=7)


def refresh(parts: flow.Parts, *, now=NOW) -> None:  # type: ignore[no-untyped-def]
    with parts.database.write() as session:
        refresh_drafts(session, settings=parts.settings, key=parts.key, now=now)


def test_a_held_update_that_is_released_tells_no_fact_twice_and_has_its_own_number(
    parts: flow.Parts,
) -> None:
    first_id, channel = draft_one(parts), RecordingChannel()
    with parts.database.write() as session:
        hold_digest(session, first_id, reason="Call first", actor=MAYA, now=NOW)
    with time_machine.travel(NOW + WEEK, tick=False):
        assert flow.draft_due() == 1
    with parts.database.write() as session:
        second = session.scalars(select(Digest).order_by(Digest.id.desc()).limit(1)).one()
        assert second.number == 2
        release_digest(session, first_id, actor=MAYA, now=NOW + WEEK)
    with pytest.raises(Refused, match="told, withdrawn or settled"):
        approve(parts, first_id, now=NOW + WEEK)
    refresh(parts, now=NOW + WEEK)
    with parts.database.read() as session:
        first = session.get_one(Digest, first_id)
        assert first.state is DigestState.SKIPPED, "the second one tells it all"
    approve(parts, second.id, now=NOW + WEEK)
    send_all(parts, channel, now=FRIDAY_SLOT + WEEK)
    with time_machine.travel(FRIDAY_SLOT + WEEK, tick=False):
        flow.settle()
    with parts.database.read() as session:
        assert session.scalar(select(func.count(FactTold.id))) == 1


@pytest.mark.parametrize("edited", [False, True])
def test_an_ask_that_was_settled_leaves_the_draft(parts: flow.Parts, edited: bool) -> None:
    digest_id = draft_one(parts)
    if edited:
        with parts.database.write() as session:
            blocks = session.get_one(Digest, digest_id).blocks
            block = next(b for b in blocks if b.kind is BlockKind.DONE)
            edit_block(
                session,
                block.id,
                "My own words.",
                settings=parts.settings,
                key=parts.key,
                actor=MAYA,
                now=NOW,
            )
    with parts.database.write() as session:
        session.scalars(select(Ask)).one().state = AskState.ANSWERED
    with pytest.raises(Refused, match="told, withdrawn or settled"):
        approve(parts, digest_id, now=NOW)
    refresh(parts)
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert BlockKind.ASK not in {block.kind for block in digest.blocks}
        assert ("My own words." in digest.text) == edited
    approve(parts, digest_id, now=NOW)


def test_an_ask_that_is_settled_after_the_approval_takes_it_back(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        session.scalars(select(Ask)).one().state = AskState.ANSWERED
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    with parts.database.read() as session:
        assert session.get_one(Digest, digest_id).state is DigestState.DRAFTED


def test_mail_that_is_not_read_yet_is_above_the_watermark(parts: flow.Parts) -> None:
    with parts.database.write() as session:
        done = make_mail(session)
        assert seen_until(session) == done.id
        stored = make_mail(session, state=MailState.STORED)
        make_mail(session)
        assert seen_until(session) == stored.id - 1


def test_what_is_refreshed_while_someone_approves_is_not_approved_unseen(
    parts: flow.Parts,
) -> None:
    """Two transactions at once: the approval waits for the refresh, and then is told."""
    digest_id = draft_one(parts)
    with parts.database.read() as session:
        shown = session.get_one(Digest, digest_id).revision
    results: list[str] = []

    def decide() -> None:
        try:
            approve(parts, digest_id, now=NOW, shown_revision=shown)
        except DigestConflict as error:
            results.append(str(error))
        else:
            results.append("approved")

    with parts.database.write() as session:
        project = session.scalars(select(Project)).one()
        make_fact(session, project, text="Launch slips.", impact=Impact.BAD, known_at=NOW)
        refresh_drafts(
            session, settings=parts.settings, key=parts.key, now=NOW + timedelta(seconds=1)
        )
        thread = threading.Thread(target=decide)
        thread.start()
        thread.join(timeout=1)  # It has begun, and waits for this transaction.
        assert results == []
    thread.join(AT_MOST_SECONDS)
    assert results == ["the update has changed since you looked"]
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert digest.state is DigestState.DRAFTED
        assert "Launch slips." in digest.text


def test_a_quiet_slot_that_gets_something_to_say_knows_the_mail_of_that_moment(
    parts: flow.Parts,
) -> None:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        digest.state, digest.reason, digest.watermark = DigestState.SKIPPED, NOTHING_NEW, 0
        digest.blocks.clear()
        mail = make_mail(session, digest.contact, project_id=digest.project_id)
        make_fact(session, digest.project, text="News.", known_at=digest.period_end)
    refresh(parts, now=NOW + timedelta(hours=2))
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert (digest.state, digest.watermark) == (DigestState.DRAFTED, mail.id)
    approve(parts, digest_id, now=NOW + timedelta(hours=2))
