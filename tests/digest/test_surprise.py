"""Bad news that we know and have not told stops an update, until it is told or left out."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.check import Check
from orchestrator.digest.checks import check_digest
from orchestrator.digest.draft import draft_due, edit_block
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.digest.rules import set_surprise_days
from orchestrator.digest.surprise import put_in, undo_withhold, withhold
from orchestrator.engagement.ahead import tell_ahead
from orchestrator.engagement.orders import price
from orchestrator.engagement.promises import move_promise
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    AuditDetail,
    ChangeRequest,
    ChangeState,
    Contact,
    Digest,
    Fact,
    Impact,
    Likelihood,
    OpenPoint,
    PointKind,
    Project,
    Promise,
    PromiseState,
)
from orchestrator.record.append import Actor
from tests.factories import make_contact, make_fact

MAYA = Actor("user:1", "web")
SLIP = "The old shop was down for an hour."
DAY = timedelta(days=1)


@pytest.fixture
def draft(
    session: Session, project: Project, settings: Settings, key: bytes, now: datetime
) -> Digest:
    """A draft that somebody edited, so that nothing new comes into it by itself."""
    make_fact(session, project)
    project.participants[0].next_due_at = now + timedelta(hours=8)
    (digest,) = draft_due(session, settings=settings, key=key, now=now)
    line = next(block for block in digest.blocks if block.text.startswith("Room"))
    words = "The room calendar works on phones."
    return edit_block(session, line.id, words, settings=settings, key=key, actor=MAYA, now=now)


def surprise(session: Session, digest: Digest) -> Check:
    session.expire_all()
    return next(
        check
        for check in check_digest(session, digest)
        if check.slips or check.title == "No bad news that we know is left out"
    )


def slip(session: Session, project: Project, known_at: datetime, **values: object) -> Fact:
    return make_fact(session, project, text=SLIP, impact=Impact.BAD, known_at=known_at, **values)


def refresh(session: Session, settings: Settings, key: bytes, now: datetime) -> None:
    refresh_drafts(session, settings=settings, key=key, now=now)


def test_s18_u6_a_slip_that_the_draft_lacks_stops_it_until_it_is_put_in(
    session: Session, project: Project, draft: Digest, settings: Settings, key: bytes, now: datetime
) -> None:
    assert surprise(session, draft).ok
    fact = slip(session, project, now - 6 * DAY, created_at=now)
    refresh(session, settings, key, now + timedelta(minutes=1))
    found = surprise(session, draft)
    assert (found.ok, found.blocks, found.detail) == (False, True, SLIP)
    assert [each.known_days for each in found.slips] == [10]
    assert SLIP not in draft.text
    before = draft.revision
    put_in(session, draft.id, fact, settings=settings, key=key, actor=MAYA, now=now)
    assert surprise(session, draft).ok
    assert draft.revision > before
    assert SLIP in draft.text
    assert SLIP in draft.html
    kinds = [block.kind.value for block in draft.blocks]
    assert kinds[:2] == ["status", "news"], "bad news stands first"
    assert [block.position for block in draft.blocks] == list(range(1, len(kinds) + 1))
    with pytest.raises(Refused):
        put_in(session, draft.id, fact, settings=settings, key=key, actor=MAYA, now=now)


def test_s18_u6_it_stops_from_the_very_moment_at_which_the_agreed_days_are_over(
    session: Session, project: Project, draft: Digest, now: datetime
) -> None:
    fact = slip(session, project, draft.send_at - 3 * DAY + timedelta(microseconds=1))
    assert surprise(session, draft).ok
    fact.known_at = draft.send_at - 3 * DAY
    session.flush()
    assert not surprise(session, draft).ok
    assert set_surprise_days(session, project, 4, actor=MAYA, now=now)
    assert not set_surprise_days(session, project, 4, actor=MAYA, now=now)
    assert surprise(session, draft).ok
    for days in (0, 31):
        with pytest.raises(UsageError, match="surprise_days"):
            set_surprise_days(session, project, days, actor=MAYA, now=now)


def test_s18_u6_left_out_it_lets_the_update_go_and_the_reason_is_in_the_record(
    session: Session, project: Project, draft: Digest, settings: Settings, key: bytes, now: datetime
) -> None:
    fact = slip(session, project, now - 6 * DAY, created_at=now)
    source = f"fact:{fact.id}"
    by = {"user_id": project.pm_id, "actor": MAYA, "now": now}
    for reason in ("", "  ", "x" * 201):
        with pytest.raises(UsageError, match="reason"):
            withhold(session, draft.id, source, reason=reason, **by)
    withhold(session, draft.id, source, reason="Told by phone on Friday.", **by)
    assert surprise(session, draft).ok
    assert [(w.source, w.text, w.reason, w.user_id) for w in draft.withheld] == [
        (source, SLIP, "Told by phone on Friday.", project.pm_id)
    ]
    kept = session.scalars(select(AuditDetail.value).where(AuditDetail.name == "why")).all()
    assert kept == ['"Told by phone on Friday."']
    # It is no news of the machine's: a draft that is planned anew leaves it out as well.
    for block in draft.blocks:
        block.details = {k: v for k, v in block.details.items() if not k.startswith("edited")}
    make_fact(session, project, text="Another thing.", created_at=now + timedelta(minutes=2))
    refresh(session, settings, key, now + timedelta(minutes=3))
    assert "Another thing." in draft.text
    assert SLIP not in draft.text
    assert surprise(session, draft).ok
    undo_withhold(session, draft.id, source, actor=MAYA, now=now)
    assert not surprise(session, draft).ok
    with pytest.raises(Refused):
        undo_withhold(session, draft.id, source, actor=MAYA, now=now)


def test_s18_u6_what_is_for_somebody_else_or_good_or_told_stops_nothing(
    session: Session, project: Project, dana: Contact, draft: Digest, now: datetime
) -> None:
    other = make_contact(session, dana.client)
    slip(session, project, now - 6 * DAY, hearers=[other])
    make_fact(session, project, text="Fine.", impact=Impact.GOOD, known_at=now - 6 * DAY)
    slip(session, project, now - 6 * DAY, withdrawn_at=now, reason="It was another shop.")
    assert surprise(session, draft).ok


def test_s18_u6_a_moved_promise_a_price_and_a_likely_risk_are_bad_news_too(
    session: Session, project: Project, draft: Digest, settings: Settings, key: bytes, now: datetime
) -> None:
    promise = Promise(
        project_id=project.id, text="Send the photos", due_on=now.date() + DAY,
        state=PromiseState.MADE, source="user:1", said_at=now - 9 * DAY, noted_at=now - 9 * DAY,
    )  # fmt: skip
    order = ChangeRequest(
        project_id=project.id, text="A gift shop", state=ChangeState.REQUESTED, source="user:1",
        said_at=now - 9 * DAY, noted_at=now - 9 * DAY, number=1,
    )  # fmt: skip
    risk = OpenPoint(
        project_id=project.id, kind=PointKind.RISK, text="The bank may refuse the contract",
        likelihood=Likelihood.LIKELY, source="user:1", noted_at=now - 4 * DAY,
    )  # fmt: skip
    session.add_all([promise, order, risk])
    session.flush()
    move_promise(
        session, promise.id, now.date() + 9 * DAY, "The camera broke.", today=now.date(),
        actor=MAYA, now=now - 7 * DAY,
    )  # fmt: skip
    price(
        session, order.id, cents=185_000, currency="GBP", extra_days=4, actor=MAYA,
        now=now - 5 * DAY,
    )  # fmt: skip
    price(session, order.id, cents=175_000, currency="GBP", extra_days=4, actor=MAYA, now=now)
    found = surprise(session, draft).slips
    assert [each.text.split(".")[0][:36] for each in found] == [
        "We promised “Send the photos”", "A gift shop: £1,750", "The bank may refuse the contract",
    ]  # fmt: skip
    assert [each.known_days for each in found] == [11, 9, 8]
    for each in found:
        name, _, number = each.source.partition(":")
        fact = (
            session.get_one(Fact, int(number))
            if name == "fact"
            else tell_ahead(session, name, int(number), actor=MAYA, now=now)
        )
        put_in(session, draft.id, fact, settings=settings, key=key, actor=MAYA, now=now)
    assert surprise(session, draft).ok
    for words in ("“A gift shop” would cost £1,750, 4 days later.", "We see a risk: The bank"):
        assert words in draft.text
