"""One list of facts at three depths: short is a part of standard, and that of full."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal as D
from random import Random

from sqlalchemy.orm import Session

from orchestrator.digest.budget import WORDS_AT_MOST, words_in
from orchestrator.digest.plan import Plan, plan_blocks
from orchestrator.engagement.measurements import add_measurement
from orchestrator.engagement.value import Wanted, add_goal
from orchestrator.models import (
    BlockKind,
    Contact,
    Database,
    Digest,
    FactKind,
    Impact,
    Project,
    Wishes,
)
from orchestrator.record.append import Actor
from tests.factories import MONDAY, make_ask, make_contact, make_digest, make_fact, make_project

LENGTHS = ("brief", "standard", "full")
FREE = (BlockKind.NEWS, BlockKind.DONE, BlockKind.NEXT)
BEFORE = MONDAY - timedelta(days=1)


def happen(session: Session, chance: Random, project: Project, dana: Contact) -> set[str]:
    """Anything that an update can tell; returns what of it is bad."""
    bad = set()
    for number in range(chance.randrange(30)):
        impact = chance.choice(tuple(Impact))
        make_fact(
            session, project, kind=chance.choice(tuple(FactKind)),
            text=f"Fact {number}.{' words' * chance.randrange(70)}",
            impact=impact, known_at=BEFORE - timedelta(hours=chance.randrange(99)),
        )  # fmt: skip
        bad |= {f"Fact {number}."} if impact is Impact.BAD else set()
    for number in range(chance.randrange(6)):
        make_ask(
            session, project, dana, text=f"Question {number}?", rolled=chance.randrange(2),
            due_on=date(2026, 12, 1 + chance.randrange(9)),
        )  # fmt: skip
    for number in range(chance.randrange(6)):
        value = chance.choice((10, 30, 55))
        wanted = Wanted(f"Goal {number}", start=D(40), target=D(20))
        by = {"source": "user:1", "actor": Actor("user:1", "web"), "now": BEFORE}
        goal = add_goal(session, project, dana, wanted, **by)  # type: ignore[arg-type]
        add_measurement(
            session, goal.id, value=D(value), measured_on=BEFORE.date(), evidence="Log",
            user_id=None, today=MONDAY.date(), **by,
        )  # type: ignore[arg-type]  # fmt: skip
        bad |= {f"“Goal {number}” {value} on"} if value == 55 else set()
    return bad


def plan(session: Session, digest: Digest, length: str) -> Plan:
    wishes = Wishes.unspoken(digest.contact_id)
    wishes.length = length
    return plan_blocks(session, digest, wishes, now=MONDAY)


def is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all of ``short`` stands in ``long``, in the same order."""
    rest = iter(long)
    return all(words in rest for words in short)


def test_s8_brief_is_a_part_of_standard_and_that_of_full_and_bad_news_is_in_all(
    database: Database,
) -> None:
    cut = 0
    for seed in range(10):
        with database.write() as session:
            dana = make_contact(session)
            project = make_project(session, dana)
            bad = happen(session, Random(seed), project, dana)
            digest = make_digest(session, project, dana)
            session.flush()
            plans = [plan(session, digest, length) for length in LENGTHS]
            brief, standard, full = ([block.text for block in each.blocks] for each in plans)
            assert is_part(brief, standard), seed
            assert is_part(standard, full), seed
            for words in bad:
                for lines in (brief, standard, full):
                    assert any(line.startswith(words) for line in lines), (seed, words)
            every = [
                sorted({*(b.text for b in p.blocks), *(w.text for w in p.withheld)}) for p in plans
            ]
            assert every[0] == every[1] == every[2], "what is not said is withheld with its reason"
            assert all(withheld.reason for each in plans for withheld in each.withheld)
            for length, each in zip(LENGTHS, plans, strict=True):
                said = sum(map(words_in, each.blocks))
                # What no depth leaves out may alone go beyond it, and one line beside it.
                free = [b for b in each.blocks if b.kind in FREE and not b.details["bad"]]
                assert said <= WORDS_AT_MOST[length] or len(free) <= 1, (seed, length, said)
            asked = [[b.text for b in p.blocks if b.kind is BlockKind.ASK] for p in plans]
            assert asked[0] == asked[1] == asked[2]
            cut += len(full) - len(brief)
            session.rollback()
    assert cut > 20, "control: the depths differ"
