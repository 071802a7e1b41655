"""The ledger of a reader: nothing is lost, nothing is told twice, each thing is in one class."""

from collections import Counter
from itertools import chain

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.digest.ledger import Fate, Line, Why, ledger
from orchestrator.models import Ask, Contact, Fact, Measurement, ValueGoal
from tests.digest.histories import History, open_lines

SEEDS = range(4)
STEPS = 30
NEVER = {Why.GONE, Why.NOT_THEIRS, Why.KNOWN, Why.CALL}
"""Why something is never told, whoever waits for it."""


def ledger_of(history: History) -> list[Line]:
    with history.parts.database.read() as session:
        dana = session.get_one(Contact, history.dana)
        return ledger(session, dana, [history.project])


def check(history: History) -> None:
    """Each in one class; sent is what arrived; on its way is what stands in an open update."""
    lines, steps = ledger_of(history), history.steps
    with history.parts.database.read() as session:
        facts = {f"fact:{each.id}": each.text for each in session.scalars(select(Fact))}
        goals = select(ValueGoal.id).where(ValueGoal.contact_id == history.dana)
        found = select(Measurement.id).where(Measurement.goal_id.in_(goals))
        there_is = [*facts, *(f"measurement:{each}" for each in session.scalars(found))]
        there_is += [f"ask:{each}" for each in session.scalars(select(Ask.id))]
        drafted = open_lines(session, history.dana)
    assert sorted(line.source for line in lines) == sorted(there_is), steps
    assert all(line.reason for line in lines), steps
    told = Counter(chain.from_iterable(history.arrived.values()))
    twice = [each for each, n in told.items() if n > 1 and not each.startswith("ask:")]
    assert twice == [], steps
    # A version with the same words was heard with the one before it.
    sent = {facts.get(line.source, line.source) for line in lines if line.fate is Fate.SENT}
    assert sent == {facts.get(each, each) for each in told}, steps
    on_its_way = {line.source for line in lines if line.why is Why.DRAFTED}
    assert on_its_way == drafted - {line.source for line in lines if line.why in _STALE}, steps


_STALE = {Why.TOLD, Why.GONE, Why.KNOWN, Why.CALL, Why.NOT_THEIRS}
"""What may stand in a draft for a moment still: the next look takes it out."""


@pytest.mark.parametrize("seed", SEEDS)
def test_u4_whatever_happens_each_thing_is_in_one_class_and_all_comes_at_last(
    parts: flow.Parts, seed: int
) -> None:
    history = History(parts, seed)
    check(history)
    for _ in range(STEPS):
        history.step()
        check(history)
    history.bring_back()
    history.weeks(8)
    check(history)
    left = [line for line in ledger_of(history) if line.fate is not Fate.SENT]
    lost = [(each.source, each.reason) for each in left if each.why not in NEVER]
    assert lost == [], history.steps
