"""What comes between an approval and its send ends the approval: nothing leaves (U5, P79)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.dispatch.send import send_due
from orchestrator.models import (
    Approval,
    Ask,
    AskState,
    AuditEntry,
    Delivery,
    Digest,
    DigestState,
    Dispute,
    FactKind,
    Impact,
    Mood,
    OutboxEntry,
    OutboxState,
    Preference,
    ProjectStatus,
    Wish,
    WishState,
)
from tests.factories import make_ask, make_contact, make_fact, make_mail, make_project
from tests.sending import RecordingChannel, channel_of
from tests.test_flow import FRIDAY_SLOT, approve
from tests.test_red_lines import draft_one

EARLIER = FRIDAY_SLOT - timedelta(hours=4)
JUST_BEFORE = FRIDAY_SLOT - timedelta(seconds=1)


def wrote(session: Session, digest: Digest, at: datetime) -> None:
    make_mail(session, digest.contact, project_id=digest.project_id, received_at=at)


def wished(session: Session, digest: Digest, at: datetime) -> None:
    session.add(
        Preference(
            contact_id=digest.contact_id, wish=Wish.LENGTH, value="full", tier="T1",
            state=WishState.APPLIED, source="user:1", said_at=at,
        )
    )  # fmt: skip


def disputed(session: Session, digest: Digest, at: datetime) -> None:
    mail = make_mail(session, digest.contact, project_id=None, received_at=at)
    session.add(
        Dispute(
            project_id=digest.project_id, contact_id=digest.contact_id, mail_id=mail.id,
            source=f"mail:{mail.id}", opened_at=at,
        )
    )  # fmt: skip


def felt(session: Session, digest: Digest, at: datetime, mood: Mood = Mood.SO_SO) -> None:
    session.add(
        ProjectStatus(
            project_id=digest.project_id, mood=mood, delivery=Delivery.GOOD,
            status=Delivery.WATCH, reason="2 of 5", source="mail:1", since=at,
        )
    )  # fmt: skip


def settled(session: Session, digest: Digest, at: datetime) -> None:
    session.execute(update(Ask).values(state=AskState.ANSWERED))


def went_wrong(session: Session, digest: Digest, at: datetime) -> None:
    make_fact(
        session, digest.project, kind=FactKind.NEWS, text="The launch moves.", impact=Impact.BAD,
        known_at=at, created_at=at,
    )  # fmt: skip


Trigger = Callable[[Session, Digest, datetime], None]
TRIGGERS: dict[str, tuple[Trigger, str]] = {
    "mail": (wrote, "Dana wrote after it was approved"),
    "wish": (wished, "wishes changed after it was approved"),
    "dispute": (disputed, "an invoice was disputed after it was approved"),
    "mood": (felt, "the mood dropped after it was approved"),
    "settled": (settled, "a question in it was settled after it was approved"),
    "bad news": (went_wrong, "bad news was noted after it was approved"),
}


def leaves(parts: flow.Parts, now: datetime) -> list[bytes]:
    """What the job that sends hands over at ``now``."""
    channel = RecordingChannel()
    send_due(
        parts.database, channel=channel_of(channel), settings=parts.settings, clock=lambda: now
    )
    return channel.sent


def happen(parts: flow.Parts, digest_id: int, *names: str, at: datetime) -> None:
    with parts.database.write() as session:
        for name in names:
            TRIGGERS[name][0](session, session.get_one(Digest, digest_id), at)


@pytest.fixture
def approved(parts: flow.Parts) -> int:
    digest_id = draft_one(parts)
    with parts.database.write() as session:
        felt(session, session.get_one(Digest, digest_id), EARLIER - timedelta(days=1), Mood.GOOD)
    approve(parts, digest_id, now=EARLIER)
    return digest_id


def test_u5_without_any_trigger_it_leaves_once(parts: flow.Parts, approved: int) -> None:
    with parts.database.write() as session:
        # None of these is a reason: good news, a better mood, silence, and what was said before.
        digest = session.get_one(Digest, approved)
        make_fact(session, digest.project, created_at=JUST_BEFORE)
        felt(session, digest, JUST_BEFORE, Mood.GREAT)
        felt(session, digest, JUST_BEFORE, Mood.SILENT)
        wished(session, digest, EARLIER - timedelta(seconds=1))
        disputed(session, digest, EARLIER - timedelta(seconds=1))
    assert leaves(parts, JUST_BEFORE) == []
    assert len(leaves(parts, FRIDAY_SLOT)) == 1
    assert leaves(parts, FRIDAY_SLOT) == []


@pytest.mark.parametrize("name", TRIGGERS)
def test_u5_p79_a_trigger_one_second_before_the_send_and_nothing_leaves(
    parts: flow.Parts, approved: int, name: str
) -> None:
    happen(parts, approved, name, at=JUST_BEFORE)
    assert leaves(parts, FRIDAY_SLOT) == []
    with parts.database.read() as session:
        digest = session.get_one(Digest, approved)
        entry = session.scalars(select(OutboxEntry)).one()
        assert (digest.state, digest.reason) == (DigestState.DRAFTED, TRIGGERS[name][1])
        assert (entry.state, entry.problem) == (OutboxState.CANCELLED, TRIGGERS[name][1])
        assert session.scalars(select(Approval)).one().undone_at == FRIDAY_SLOT
        assert session.scalars(select(AuditEntry).where(AuditEntry.action == "void")).one()


@pytest.mark.parametrize("name", TRIGGERS)
def test_u5_hours_before_it_is_a_draft_again_at_once_with_what_is_new(
    parts: flow.Parts, approved: int, name: str
) -> None:
    early = EARLIER + timedelta(hours=1)
    happen(parts, approved, name, at=early)
    with time_machine.travel(early + timedelta(seconds=30), tick=False):
        flow.draft_due()
    with parts.database.read() as session:
        digest = session.get_one(Digest, approved)
        assert (digest.state, digest.reason) == (DigestState.DRAFTED, TRIGGERS[name][1])
        assert ("The launch moves." in digest.text) == (name == "bad news")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.lists(st.sampled_from(sorted(TRIGGERS)), max_size=4),
    early=st.booleans(),
)
def test_u5_whatever_comes_in_whatever_order_only_what_nothing_came_after_leaves(
    parts: flow.Parts, names: list[str], early: bool
) -> None:
    digest_id = _drafted(parts)
    approve(parts, digest_id, now=EARLIER)
    happen(parts, digest_id, *names, at=JUST_BEFORE)
    if early:
        with time_machine.travel(JUST_BEFORE, tick=False):
            flow.draft_due()
    assert len(leaves(parts, FRIDAY_SLOT)) == (0 if names else 1)


def _drafted(parts: flow.Parts) -> int:
    """An update to somebody new: the examples share a database."""
    with parts.database.write() as session:
        contact = make_contact(session)
        project = make_project(session, contact)
        make_fact(session, project)
        make_ask(session, project, contact)
        project_id = project.id
    with time_machine.travel(EARLIER - timedelta(hours=1), tick=False):
        flow.draft_due()
    with parts.database.write() as session:
        digest = session.scalars(select(Digest).where(Digest.project_id == project_id)).one()
        felt(session, digest, EARLIER - timedelta(days=1), Mood.GOOD)
        return digest.id
