"""A PM's decision: bound to the bytes, undone until it leaves, one of two wins."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
import threading

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.digest.approve import mark_seen, settle_send_time, undo_approval
from orchestrator.digest.draft import edit_block
from orchestrator.digest.hold import bring_forward, hold_digest, release_digest, skip_digest
from orchestrator.errors import DigestConflict, Refused, UsageError
from orchestrator.models import (
    Approval,
    BlockKind,
    Digest,
    DigestState,
    OutboxEntry,
    OutboxState,
    Wishes,
)
from orchestrator.record.append import Actor
from tests.factories import make_mail
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, send_all
from tests.test_red_lines import draft_one

MAYA = Actor("user:1", "web")
NOW = FRIDAY_SLOT - timedelta(hours=4)


def test_approval_holds_the_hash_of_what_is_in_the_outbox(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    entry = approve(parts, digest_id, now=NOW)
    with parts.database.read() as session:
        approval = session.scalars(select(Approval)).one()
        assert approval.sha256 == entry.sha256
        assert entry.due_at == FRIDAY_SLOT
        assert session.get_one(Digest, digest_id).state is DigestState.APPROVED


def test_of_two_people_at_once_one_wins_and_the_other_is_told_who(parts: flow.Parts) -> None:
    digest_id, start = draft_one(parts), threading.Barrier(2)

    def decide() -> str:
        start.wait()
        try:
            approve(parts, digest_id, now=NOW)
        except DigestConflict as error:
            return str(error)
        return "won"

    with ThreadPoolExecutor(2) as pool:
        results = sorted(job.result() for job in [pool.submit(decide), pool.submit(decide)])
    assert results == ["Maya Okafor approved it at 12:00 UTC", "won"]
    with parts.database.read() as session:
        assert len(session.scalars(select(OutboxEntry)).all()) == 1


def test_undo_takes_it_back_and_it_can_be_approved_again(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    first = approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        undo_approval(session, digest_id, actor=MAYA, now=NOW)
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    second = approve(parts, digest_id, now=NOW)
    assert (second.id, second.message_id) == (first.id, first.message_id)
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 1
    with pytest.raises(DigestConflict, match="too late"), parts.database.write() as session:
        undo_approval(session, digest_id, actor=MAYA, now=FRIDAY_SLOT)


def test_a_draft_that_changed_since_it_was_shown_is_a_conflict(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    with parts.database.read() as session:
        shown = session.get_one(Digest, digest_id).revision
        block = next(
            b for b in session.get_one(Digest, digest_id).blocks if b.kind is BlockKind.DONE
        )
    with parts.database.write() as session:
        digest = edit_block(
            session,
            block.id,
            "The calendar works on phones and tablets.",
            settings=parts.settings,
            key=parts.key,
            actor=MAYA,
            now=NOW,
        )
        assert "phones and tablets" in digest.text
        assert "phones and tablets" in digest.html
        assert digest.revision > shown
    with pytest.raises(DigestConflict, match="changed since you looked"):
        approve(parts, digest_id, now=NOW, shown_revision=shown)


def test_a_mail_of_hers_after_the_draft_locks_it_until_it_is_read(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        make_mail(session, digest.contact, project_id=digest.project_id)
    with pytest.raises(DigestConflict, match="Dana wrote: read it first"):
        approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        mark_seen(session, digest_id, actor=MAYA, now=NOW)
    approve(parts, digest_id, now=NOW)


def test_a_mail_of_hers_after_the_approval_takes_it_back(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        digest = session.get_one(Digest, digest_id)
        make_mail(session, digest.contact, project_id=digest.project_id)
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert digest.state is DigestState.DRAFTED
        assert digest.reason == "Dana wrote after it was approved"
        assert session.scalars(select(Approval.undone_at)).one() == FRIDAY_SLOT


@pytest.mark.parametrize(
    ("wish", "value", "state", "reason"),
    [
        ("stopped", True, DigestState.SKIPPED, "asked for no more mail"),
        ("pause_until", date(2027, 1, 3), DigestState.SKIPPED, "paused mail until"),
        ("channel", "phone", DigestState.HELD, "wants no email any more: phone"),
    ],
)
def test_a_wish_said_after_the_approval_is_kept_at_the_last_moment(
    parts: flow.Parts, wish: str, value: object, state: DigestState, reason: str
) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        wishes = Wishes.unspoken(session.get_one(Digest, digest_id).contact_id)
        setattr(wishes, wish, value)
        session.add(wishes)
    assert send_all(parts, channel, now=FRIDAY_SLOT) == 0
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert digest.state is state
        assert reason in digest.reason
        assert session.scalars(select(OutboxEntry.state)).one() is OutboxState.CANCELLED


def test_what_is_very_late_is_held(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    approve(parts, digest_id, now=NOW)
    assert send_all(parts, channel, now=FRIDAY_SLOT + timedelta(hours=18)) == 0
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert (digest.state, digest.reason) == (
            DigestState.HELD,
            "18 h late: read it again before it leaves",
        )


def test_what_comes_due_at_night_waits_for_the_morning(parts: flow.Parts) -> None:
    digest_id, channel = draft_one(parts), RecordingChannel()
    approve(parts, digest_id, now=NOW)
    assert send_all(parts, channel, now=FRIDAY_SLOT + timedelta(hours=6)) == 0
    with parts.database.read() as session:
        entry = session.scalars(select(OutboxEntry)).one()
        assert entry.state is OutboxState.PENDING
        assert entry.due_at == FRIDAY_SLOT + timedelta(hours=16)


def test_an_approval_after_the_slot_still_leaves_time_to_undo(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    late = FRIDAY_SLOT + timedelta(minutes=30)
    with parts.database.write() as session:
        at = settle_send_time(
            session, session.get_one(Digest, digest_id), undo_for=timedelta(minutes=2), now=late
        )
    assert at - late >= timedelta(minutes=2)


def test_hold_release_skip_and_send_now(parts: flow.Parts) -> None:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        held = hold_digest(session, digest_id, reason="Call first", actor=MAYA, now=NOW)
        assert (held.state, held.reason) == (DigestState.HELD, "Call first")
    with pytest.raises(DigestConflict):
        approve(parts, digest_id, now=NOW)
    with parts.database.write() as session:
        release_digest(session, digest_id, actor=MAYA, now=NOW)
        sooner = bring_forward(session, digest_id, undo_for=timedelta(minutes=2), now=NOW)
        assert sooner.send_at == NOW + timedelta(minutes=2)
    night = NOW + timedelta(hours=11)
    with pytest.raises(Refused, match="quiet time"), parts.database.write() as session:
        bring_forward(session, digest_id, undo_for=timedelta(minutes=2), now=night)
    with pytest.raises(UsageError, match="reason"), parts.database.write() as session:
        skip_digest(session, digest_id, reason=" ", actor=MAYA, now=NOW)
    with parts.database.write() as session:
        skip_digest(session, digest_id, reason="Nothing she needs", actor=MAYA, now=NOW)


@pytest.mark.parametrize(
    ("wish", "value", "title"),
    [
        ("stopped", True, "Dana asked for no more mail"),
        ("pause_until", date(2027, 1, 3), "Dana paused mail until 2027-01-03"),
        ("channel", "phone", "Dana asked for phone"),
    ],
)
def test_a_draft_against_her_wish_cannot_be_approved(
    parts: flow.Parts, wish: str, value: object, title: str
) -> None:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        wishes = Wishes.unspoken(session.get_one(Digest, digest_id).contact_id)
        setattr(wishes, wish, value)
        session.add(wishes)
    with pytest.raises(Refused, match=title):
        approve(parts, digest_id, now=NOW)
