"""The whole harness on sixty mails: what it measures must have happened."""

from collections.abc import Iterator

import pytest

from bench import ours
from bench.budget import BESIDE, BUDGET
from bench.corpus import Corpus, corpus
from bench.fetching import bare_fetch, our_fetch
from bench.ingest import mails_of
from tests.servers import ImapServer

MAILS = 60


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus(MAILS, build=tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def mailbox(source: Corpus) -> Iterator[ImapServer]:
    with ours.mailbox(mails_of(source, MAILS)) as server:
        yield server


def test_both_fetches_bring_every_mail(mailbox: ImapServer, source: Corpus) -> None:
    sent = sum(direction == "out" for _, direction in mails_of(source, MAILS))
    assert 0 < sent < MAILS
    for fetch in (our_fetch, bare_fetch):
        assert fetch(mailbox) == MAILS - sent
        assert fetch(mailbox, folder="Sent") == sent


def test_one_process_takes_everything_to_its_end_and_every_stage_costs_something(
    mailbox: ImapServer, source: Corpus
) -> None:
    cost = ours.run(mailbox, source, MAILS, role="metered")
    rows = {f"rows of {state} mail" for state in ("stored", "parsed", "read", "applied")}
    assert set(cost.stages) == {*BUDGET, *BESIDE, *rows} - {"rows"}
    assert all(seconds > 0 for name, seconds in cost.stages.items() if name != "child")
    assert 0 < sum(cost.stages.values()) < 2 * cost.cpu_seconds
    assert 0 < cost.statements < 20 * MAILS


def test_two_processes_do_the_same_work(mailbox: ImapServer, source: Corpus) -> None:
    assert ours.run_two(mailbox, source, MAILS).cpu_seconds > 0


def test_what_is_not_read_is_not_paid_for(mailbox: ImapServer, source: Corpus) -> None:
    cost = ours.run(mailbox, source, MAILS, role="metered", reading=False)
    assert set(BUDGET) - {"rows"} <= set(cost.stages)
    assert "reading" not in cost.stages


def test_slices_are_added_to_the_same_database(source: Corpus) -> None:
    mails = mails_of(source, MAILS)
    costs = list(ours.run_slices(source, [mails[:40], mails[40:]]))
    assert [cost.mails for cost in costs] == [40, 20]
    assert all(cost.peak_bytes > 10_000_000 for cost in costs)


@pytest.mark.parametrize("states", [{}, {"applied": 59, "threaded": 1}])
def test_work_that_was_not_done_is_no_figure(states: dict[str, int]) -> None:
    with pytest.raises(RuntimeError, match="not finished"):
        ours._cost(MAILS, {"states": states})
