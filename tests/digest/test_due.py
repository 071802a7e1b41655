"""Who is due: one update a slot, whoever looks and however often, and no look at the rest."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.digest.draft import draft_due
from orchestrator.digest.facts import facts_in
from orchestrator.digest.reconcile import account
from orchestrator.engagement.set_wishes import set_by_us
from orchestrator.engagement.stages import move_stage, undo_stage
from orchestrator.models import (
    Contact,
    Database,
    Digest,
    DigestState,
    Fact,
    FactTold,
    Participant,
    Stage,
)
from orchestrator.models.people import NEVER
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_contact, make_fact, make_project

MAYA = Actor("user:1", "web")
FRIDAY = MONDAY + timedelta(days=4, hours=2)


def studio(database: Database, people: int, *, order: Random | None = None) -> None:
    """One project with some facts, known to people who joined in any order."""
    with database.write() as session:
        names = [f"Ann {number}" for number in range(people)]
        first = make_contact(session)
        others = [make_contact(session, first.client, name=name) for name in names]
        joining = [first, *others]
        if order is not None:
            order.shuffle(joining)
        project = make_project(session, *joining)
        texts = [f"Step {number} is done." for number in range(3)]
        if order is not None:
            order.shuffle(texts)
        for text in texts:
            make_fact(session, project, text=text, known_at=MONDAY)


def look(database: Database, settings: Settings, key: bytes, at: datetime = FRIDAY) -> int:
    with database.write() as session:
        return len(draft_due(session, settings=settings, key=key, now=at))


def slots_of(database: Database) -> Counter[tuple[str, str]]:
    with database.read() as session:
        rows = session.execute(select(Contact.name, Digest.slot_key).join(Digest.contact)).all()
        return Counter((name, slot) for name, slot in rows)


def test_p1_fifty_that_look_at_once_leave_one_update_a_slot(
    database: Database, database_url: str, settings: Settings, key: bytes
) -> None:
    studio(database, people=4)

    def one(_: int) -> int:
        own = Database(database_url)
        try:
            return look(own, settings, key)
        finally:
            own.dispose()

    with ThreadPoolExecutor(max_workers=10) as pool:
        made = list(pool.map(one, range(50)))
    found = slots_of(database)
    assert len(found) == sum(made) == 5
    assert set(found.values()) == {1}


def test_p7_ten_looks_leave_one_update(database: Database, settings: Settings, key: bytes) -> None:
    studio(database, people=1)
    assert [look(database, settings, key) for _ in range(10)] == [2, *[0] * 9]
    assert set(slots_of(database).values()) == {1}


@pytest.mark.parametrize("seed", [1, 2])
def test_p2_whatever_order_rows_come_in_the_groups_are_the_same(
    database: Database, settings: Settings, key: bytes, seed: int
) -> None:
    studio(database, people=3, order=Random(seed))
    look(database, settings, key)
    with database.read() as session:
        rows = session.scalars(select(Digest)).all()
        told = {
            row.contact.name: {block.text for block in row.blocks if block.kind == "news"}
            for row in rows
        }
    assert set(told) == {"Dana Whitfield", "Ann 0", "Ann 1", "Ann 2"}
    assert len({frozenset(lines) for lines in told.values()}) == 1
    assert len({row.slot_key for row in rows}) == 1


@pytest.mark.parametrize("seed", range(6))
def test_p14_every_fact_is_in_exactly_one_window(
    session: Session, settings: Settings, key: bytes, seed: int
) -> None:
    chance = Random(seed)
    dana = make_contact(session)
    project = make_project(session, dana)
    # Long enough that no line waits for room.
    set_by_us(session, dana, {"length": "full"}, source="user:1", actor=MAYA, now=MONDAY)
    looks = [MONDAY + timedelta(days=day, hours=2) for day in range(58)]
    # Some become known at the very instant of a look, or a microsecond beside it.
    edges = [chance.choice(looks[:40]) for _ in range(6)]
    beside = [at + timedelta(microseconds=chance.choice((-1, 1))) for at in edges]
    between = [looks[0] + timedelta(seconds=chance.randrange(39 * 86400)) for _ in range(6)]
    coming = sorted([*edges, *beside, *between])
    windows: list[tuple[datetime, datetime]] = []
    told: Counter[int] = Counter()
    for now in looks:
        while coming and coming[0] <= now:
            at = coming.pop(0)
            make_fact(session, project, text=f"At {at.isoformat()}.", known_at=at)
        draft_due(session, settings=settings, key=key, now=now)
        for digest in session.scalars(
            select(Digest).where(Digest.state == DigestState.DRAFTED, Digest.send_at <= now)
        ).all():
            digest.state, digest.sent_at = DigestState.SENT, digest.send_at
            windows.append((digest.period_start, digest.period_end))
            told.update(facts_in(digest))
            session.add_all(
                FactTold(fact_id=each, contact_id=dana.id, digest_id=digest.id, told_at=now)
                for each in facts_in(digest)
            )
        session.flush()
    waiting = set(session.scalars(select(Fact.id))) - set(told)
    assert set(told.values()) == {1}, "nothing twice"
    assert all(start < end for start, end in windows)
    assert all(before[1] == after[0] for before, after in pairwise(windows))
    assert not waiting, "nothing lost"


def test_p5_whoever_was_due_is_sent_waits_was_skipped_or_is_named(
    session: Session, settings: Settings, key: bytes
) -> None:
    dana = make_contact(session)
    ann = make_contact(session, dana.client, name="Ann Lee")
    project = make_project(session, dana, ann, name="Booking")
    make_fact(session, project, text="The form is live.", known_at=MONDAY)
    slot = FRIDAY.replace(hour=16)
    draft_due(session, settings=settings, key=key, now=FRIDAY)
    found = account(session, now=slot + timedelta(hours=2))
    assert (found.due, found.waiting, found.overlooked) == (2, 2, [])

    first, second = session.scalars(select(Digest).order_by(Digest.id)).all()
    first.state, second.state = DigestState.SENT, DigestState.SKIPPED
    found = account(session, now=slot + timedelta(hours=2))
    assert (found.sent, found.waiting, found.skipped, found.overlooked) == (1, 0, 1, [])

    first.state = DigestState.APPROVED  # With no row in the outbox, as no code of ours leaves it.
    found = account(session, now=slot + timedelta(hours=2))
    assert (found.due, found.waiting) == (2, 0)
    assert found.overlooked == ["Dana Whitfield, Booking: approved, and not in the outbox"]

    first.state = DigestState.SENT
    hers = update(Participant).where(Participant.contact_id == ann.id)
    session.execute(hers.values(next_due_at=slot))  # Nobody looked.
    assert account(session, now=slot + timedelta(minutes=50)).overlooked == []
    found = account(session, now=slot + timedelta(hours=2))
    assert found.overlooked == ["Ann Lee, Booking: due, and never drafted"]


def test_a_closed_project_is_not_looked_at_again_until_it_is_open(
    session: Session, settings: Settings, key: bytes
) -> None:
    project = make_project(session, make_contact(session))
    due = select(Participant.next_due_at)
    draft_due(session, settings=settings, key=key, now=MONDAY)
    assert session.scalar(due) == FRIDAY.replace(hour=16)
    move_stage(session, project, Stage.AFTERCARE, source="user:1", actor=MAYA, now=MONDAY)
    draft_due(session, settings=settings, key=key, now=FRIDAY)
    assert session.scalar(due) == NEVER
    assert not session.scalars(select(Digest)).all()
    undo_stage(session, project, actor=MAYA, now=FRIDAY)
    draft_due(session, settings=settings, key=key, now=FRIDAY)
    assert session.scalars(select(Digest)).one().send_at == FRIDAY.replace(hour=16)


def test_a_closed_project_without_a_next_slot_is_left_alone_too(
    session: Session, settings: Settings, key: bytes
) -> None:
    project = make_project(session, make_contact(session))
    project.closed_at = MONDAY
    session.execute(update(Participant).values(next_due_at=None))
    draft_due(session, settings=settings, key=key, now=MONDAY)
    assert session.scalar(select(Participant.next_due_at)) == NEVER
