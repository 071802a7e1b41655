"""The clock is wrong for a while, or changes as the law wants it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
import itertools
from time import monotonic
from unittest.mock import patch
from zoneinfo import ZoneInfo

from sqlalchemy import select

from orchestrator import flow
from orchestrator.models import AuditEntry, Digest, DigestState, OutboxState
from orchestrator.models.preference import Wishes
from tests.factories import make_contact, make_fact, make_project
from tests.faults.lab import BOTH, Lab
from tests.faults.outbound import Outbound, clients_of, clock_ahead
from tests.faults.registry import NOTHING, Finding, Tally, fault

GROUP = 10
_CHANGES = (
    ("Europe/Vienna", date(2026, 3, 29)),
    ("Europe/Vienna", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Sydney", date(2026, 10, 4)),
    ("Australia/Sydney", date(2026, 4, 5)),
)
"""Sundays on which 02:30 is left out, or comes twice."""


@fault(48, "clock a day ahead, and back", recover_within=60, shortened=10)
def day_ahead(lab: Lab) -> Finding:
    """What is a day late then is held for its PM, and the record's time never goes back."""
    found = NOTHING
    for kind in BOTH:
        with lab.outbound(kind) as out:
            out.approve(GROUP)
            out.send()
            out.studio.wait_for(out.is_settled, "the control's mail")
            assert out.tally() == Tally(), "the path does not hold even without a fault"
            out.approve(GROUP)
            del out.expected[-GROUP:]
            with clock_ahead(timedelta(days=1)):
                out.send()
            held = out.entries(OutboxState.CANCELLED)
            assert len(held) == GROUP, out.states()
            assert out.studio.number(Digest, Digest.state == DigestState.HELD) == GROUP
            out.approve(GROUP)
            seconds = out.recover()
            times = _recorded(out)
            assert all(before <= after for before, after in itertools.pairwise(times))
            found += Finding(out.tally(), seconds, held[0].problem, GROUP)
    return found


def _recorded(out: Outbound) -> Sequence[object]:
    with out.studio.database.read() as session:
        return session.scalars(select(AuditEntry.ts).order_by(AuditEntry.seq)).all()


@fault(49, "slot in the hour that is left out, or comes twice", recover_within=60, shortened=10)
def summer_time(lab: Lab) -> Finding:
    """Every quarter of an hour around the change, all that the service would do is done."""
    found = NOTHING
    for zone, day in _CHANGES:
        with lab.outbound() as out:
            slot = datetime.combine(day, time(2, 30), ZoneInfo(zone)).astimezone(UTC)
            _join(out, zone, slot)
            sent = [now for now in _quarters(slot) if _live_at(out, now)]
            assert len(sent) == 1, f"{zone} {day}: sent at {sent}"
            off = min(abs(sent[0] - slot), abs(sent[0] - slot + timedelta(hours=1)))
            assert off <= timedelta(minutes=45), f"{zone} {day}: sent at {sent[0]}"
            began = monotonic()
            out.studio.wait_for(out.is_settled, "the update")
            assert len(out.expected) == 1, "more than one was drafted"
            words = f"{zone}: sent at {sent[0].astimezone(ZoneInfo(zone)):%H:%M %Z}"
            found += Finding(out.tally(), monotonic() - began, words)
    return found


def _join(out: Outbound, zone: str, slot: datetime) -> None:
    """A client who wants her update on Sundays at half past two."""
    long_ago = slot - timedelta(days=100)
    with out.studio.database.write() as session:
        address = out.relay.address(clients_of(out.studio.name), "dana")
        contact = make_contact(session, address=address, timezone=zone, created_at=long_ago)
        contact.kept_wishes = wishes = Wishes.unspoken(contact.id)
        wishes.weekday, wishes.at, wishes.not_before = "sun", time(2, 30), time(0)
        wishes.quiet_days, wishes.chosen_at = "none", long_ago
        project = make_project(session, contact, created_at=long_ago)
        make_fact(session, project, known_at=slot - timedelta(days=3))


def _quarters(slot: datetime) -> Iterator[datetime]:
    for quarter in range(-25 * 4, 8 * 4):
        yield slot + timedelta(minutes=15 * quarter)


def _live_at(out: Outbound, now: datetime) -> bool:
    """Whether an update left at this moment."""
    before = out.number(OutboxState.ACCEPTED)
    with patch.object(flow, "utc_now", lambda: now):
        out.studio.work("draft_due")
        out.approve_drafts(now=now)
        out.send()
    return out.number(OutboxState.ACCEPTED) > before
