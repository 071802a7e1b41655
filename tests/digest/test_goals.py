"""An update leads with what was measured of its reader's own goals, and tells it once."""

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.digest.checks import check_digest
from orchestrator.digest.owners import owner_of
from orchestrator.digest.refresh import refresh_drafts
from orchestrator.digest.sent import close_sent
from orchestrator.engagement.measurements import add_measurement, undo_measurement
from orchestrator.engagement.value import Wanted, add_goal, change_goal, settle_goal
from orchestrator.models import (
    BlockKind,
    Contact,
    Digest,
    DigestState,
    Impact,
    MeasurementTold,
    OutboxEntry,
    OutboxState,
    Project,
    ValueGoal,
    Wishes,
)
from orchestrator.record.append import Actor
from tests.digest.test_plan import DRAFTING, draft, texts
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_project
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, send_all

BY: dict[str, Any] = {"source": "user:1", "actor": Actor("user:1", "web"), "now": MONDAY}
DONE: dict[str, Any] = {"actor": Actor("user:1", "web"), "now": MONDAY + timedelta(hours=1)}
TODAY = date(2026, 11, 27)
NEXT = timedelta(minutes=1)


@pytest.fixture
def project(parts: flow.Parts) -> Project:
    with parts.database.write() as session:
        return make_project(session, make_contact(session), slug="booking")


def dana_of(session, project: Project) -> Contact:  # type: ignore[no-untyped-def]
    return session.get_one(Project, project.id).participants[0].contact


def want(parts: flow.Parts, project: Project, text: str, **wanted: Any) -> int:
    with parts.database.write() as session:
        given = {"unit": "calls", "start": D(40), "target": D(20)} | wanted
        mine, dana = session.get_one(Project, project.id), dana_of(session, project)
        return add_goal(session, mine, dana, Wanted(text, **given), **BY).id


def measure(parts: flow.Parts, goal: int, value: int, *, days: int = 0, **by: Any) -> int:
    with parts.database.write() as session:
        on = MONDAY.date() + timedelta(days=days)
        return add_measurement(
            session, goal, value=D(value), measured_on=on, evidence="Log", user_id=None,
            today=TODAY, **(BY | by),
        ).id  # fmt: skip


def goals(digest: Digest | None) -> list[str]:
    assert digest is not None
    return texts(digest, BlockKind.GOAL)


def wish(parts: flow.Parts, project: Project, **values: str) -> None:
    with parts.database.write() as session:
        wishes = Wishes.unspoken(dana_of(session, project).id)
        for name, value in values.items():
            setattr(wishes, name, value)
        session.add(wishes)


def test_s30_the_update_leads_with_the_readers_own_goals_and_their_sources(
    parts: flow.Parts, project: Project
) -> None:
    goal = want(parts, project, "Fewer calls")
    found = measure(parts, goal, 31)
    with parts.database.write() as session:
        mine = session.get_one(Project, project.id)
        make_fact(session, mine, text="Launch slips.", impact=Impact.BAD)
        make_fact(session, mine)
    digest = draft(parts)
    assert digest is not None
    kinds = [block.kind for block in digest.blocks]
    assert kinds[:3] == [BlockKind.STATUS, BlockKind.GOAL, BlockKind.NEWS]
    line = digest.blocks[1]
    said = "“Fewer calls” 31 calls on Mon 23 Nov (Log), from 40 at the start. The goal is 20."
    assert (line.text, line.details["share"]) == (said, 45)
    assert [source.source for source in line.sources] == [
        f"value_goal:{goal}", f"measurement:{found}", "user:1"
    ]  # fmt: skip
    words = " ".join(digest.text.split())
    assert f"YOUR GOAL - {said} NOT AS PLANNED - Launch slips." in words
    assert 'width="45%"' in digest.html
    with parts.database.read() as session:
        client = session.get_one(Project, project.id).client_id
        for source in (f"value_goal:{goal}", f"measurement:{found}"):
            assert owner_of(session, source) == client
        assert owner_of(session, "measurement:424242") is None
        checks = check_digest(session, session.get_one(Digest, digest.id))
        assert [check.title for check in checks if not check.ok] == []


def test_s30_a_measurement_is_told_once_and_the_next_one_again(
    parts: flow.Parts, project: Project
) -> None:
    goal = want(parts, project, "Fewer calls")
    measure(parts, goal, 35)
    measure(parts, goal, 31, days=1)
    first = draft(parts)
    assert goals(first)[0].startswith("“Fewer calls” 31 calls on Tue 24 Nov")
    assert first is not None
    approve(parts, first.id, now=DRAFTING)
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    with parts.database.write() as session:
        close_sent(session)
        told = session.scalars(select(MeasurementTold.measurement_id)).all()
        assert len(told) == 2, "the older one with it: it is no news any more"
        assert close_sent(session) == 0
    week = timedelta(days=7)
    with parts.database.write() as session:
        make_fact(session, session.get_one(Project, project.id), known_at=DRAFTING + week)
    measure(parts, goal, 36, days=-3, now=DRAFTING + timedelta(days=1))
    second = draft(parts, at=DRAFTING + week)
    assert goals(second) == [], "what came late is older than what was told"
    measure(parts, goal, 28, days=3, now=DRAFTING + week)
    with parts.database.write() as session:
        at = DRAFTING + week + timedelta(minutes=1)
        assert refresh_drafts(session, settings=parts.settings, key=parts.key, now=at)
    with parts.database.read() as session:
        newest = session.scalars(select(Digest).order_by(Digest.id.desc()).limit(1)).one()
        assert goals(newest)[0].startswith("“Fewer calls” 28 calls")


def test_s30_nobody_elses_goal_and_no_other_projects_stand_in_it(
    parts: flow.Parts, project: Project
) -> None:
    measure(parts, want(parts, project, "Fewer calls"), 31)
    with parts.database.write() as session:
        dana, priya = dana_of(session, project), make_contact(session, name="Priya Shah")
        priya.client_id = dana.client_id
        other = make_project(session, dana, priya, slug="shop")
        sales = Wanted("More sales", "£", start=D(1), target=D(9))
        for whose in (dana, priya):
            goal = add_goal(session, other, whose, sales, **BY)
            add_measurement(
                session, goal.id, value=D(3), measured_on=MONDAY.date(), evidence="Till",
                user_id=None, today=TODAY, **BY,
            )  # fmt: skip
    draft(parts)
    with parts.database.read() as session:
        for digest in session.scalars(select(Digest)):
            names = [source.source for block in digest.blocks for source in block.sources]
            assert len([name for name in names if name.startswith("measurement:")]) == 1
            expected = "Fewer calls" if digest.project_id == project.id else "More sales"
            assert expected in goals(digest)[0]


@pytest.mark.parametrize(("length", "shown"), [("brief", 1), ("standard", 2), ("full", 5)])
def test_s30_how_many_goals_depends_on_the_length_and_what_went_wrong_is_never_left_out(
    parts: flow.Parts, project: Project, length: str, shown: int
) -> None:
    wish(parts, project, length=length)
    for number in range(5):
        measure(parts, want(parts, project, f"Goal {number}"), 30)
    digest = draft(parts)
    assert [words[:8] for words in goals(digest)] == [f"“Goal {n}”" for n in range(shown)]
    assert digest is not None
    assert len(digest.withheld) == 5 - shown
    assert all(each.source.startswith("value_goal:") for each in digest.withheld)
    for number in (5, 6, 7):
        measure(parts, want(parts, project, f"Goal {number}"), 45, now=DRAFTING + NEXT)
    with parts.database.write() as session:
        refresh_drafts(session, settings=parts.settings, key=parts.key, now=FRIDAY_SLOT)
        anew = session.get_one(Digest, digest.id)
        words = [words[:8] for words in goals(anew)]
        assert words[:3] == ["“Goal 5”", "“Goal 6”", "“Goal 7”"]
        assert len(words) == max(3, {"brief": 1, "standard": 2, "full": 8}[length])
        assert [b.details["bad"] for b in anew.blocks if b.kind is BlockKind.GOAL][:3] == [True] * 3


def test_a_measurement_alone_is_news_but_no_reason_where_only_needed_is_wished(
    parts: flow.Parts, project: Project
) -> None:
    goal = want(parts, project, "Fewer calls")
    wish(parts, project, cadence="needed")
    measure(parts, goal, 31)
    assert draft(parts, at=MONDAY + timedelta(hours=1)) is None
    with parts.database.write() as session:
        make_ask(session, session.get_one(Project, project.id), dana_of(session, project))
        session.scalars(select(Wishes)).one().cadence = "weekly"
        session.get_one(Project, project.id).participants[0].next_due_at = None
    digest = draft(parts)
    assert len(goals(digest)) == 1


@pytest.mark.parametrize("what", ["taken back", "changed", "dropped"])
def test_what_does_not_hold_any_more_blocks_the_approval_and_goes_with_the_next_sweep(
    parts: flow.Parts, project: Project, what: str
) -> None:
    goal = want(parts, project, "Fewer calls")
    found = measure(parts, goal, 31)
    with parts.database.write() as session:
        make_fact(session, session.get_one(Project, project.id))
    digest = draft(parts)
    assert digest is not None
    later = {**DONE, "now": DRAFTING + timedelta(minutes=1)}
    with parts.database.write() as session:
        if what == "taken back":
            undo_measurement(session, found, **later)
        elif what == "dropped":
            settle_goal(session, goal, "withdrawn", reason="Not theirs", **later)
        else:
            row = session.get_one(ValueGoal, goal)
            wanted = Wanted("Calm desk", row.unit, start=row.start, target=row.target)
            change_goal(session, goal, wanted, **later, source="user:1")
    with parts.database.read() as session:
        checks = check_digest(session, session.get_one(Digest, digest.id))
        [failed] = [check for check in checks if not check.ok]
        assert failed.blocks
        assert "Fewer calls" in failed.detail
    with parts.database.write() as session:
        at = DRAFTING + timedelta(minutes=5)
        assert refresh_drafts(session, settings=parts.settings, key=parts.key, now=at)
    with parts.database.write() as session:
        anew = session.get_one(Digest, digest.id)
        assert anew.state is DigestState.DRAFTED
        assert [words.partition(" 31")[0] for words in goals(anew)] == (
            ["“Calm desk”"] if what == "changed" else []
        )
        assert [check.title for check in check_digest(session, anew) if not check.ok] == []
        again = {"settings": parts.settings, "key": parts.key}
        assert not refresh_drafts(session, now=at + timedelta(minutes=1), **again)


def test_s30_a_number_whose_update_came_back_is_told_by_the_next_one(
    parts: flow.Parts, project: Project
) -> None:
    measure(parts, want(parts, project, "Fewer calls"), 31)
    first = draft(parts)
    assert first is not None
    entry = approve(parts, first.id, now=DRAFTING)
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    with parts.database.write() as session:
        close_sent(session)
        session.get_one(OutboxEntry, entry.id).state = OutboxState.BOUNCED
    second = draft(parts, at=DRAFTING + timedelta(days=7))
    assert second is not None
    assert goals(second) == goals(first)
    approve(parts, second.id, now=DRAFTING + timedelta(days=7))
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT + timedelta(days=7))
    with parts.database.write() as session:
        close_sent(session)
        assert session.scalars(select(MeasurementTold.digest_id)).all() == [second.id]
