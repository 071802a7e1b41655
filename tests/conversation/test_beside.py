"""Many things done by processes beside this one, and what becomes of these."""

from collections.abc import Iterator
from contextlib import closing
import os
from pathlib import Path
import signal
import subprocess
import sys

import pytest

from orchestrator.conversation.beside import AT_LEAST, PROCESSES, Beside
from tests.waiting import AT_MOST_SECONDS

MANY = range(AT_LEAST)


def where(number: int) -> tuple[int, int]:
    """The number and who had it; -1 ends another process."""
    if number == -1 and os.getpid() != FIRST:
        os._exit(1)
    return number, os.getpid()


FIRST = os.getpid()


@pytest.fixture
def beside() -> Iterator[Beside[int, tuple[int, int]]]:
    with closing(Beside(where)) as beside:
        yield beside


def test_many_are_done_by_others_in_the_order_given_while_the_next_are_begun(
    beside: Beside[int, tuple[int, int]],
) -> None:
    portions = [range(at, at + AT_LEAST) for at in range(3)]
    begun = [beside.begin(portion) for portion in portions]
    found = [finish() for finish in begun]
    assert [[number for number, _ in each] for each in found] == list(map(list, portions))
    pids = {pid for each in found for _, pid in each}
    assert len(pids) == PROCESSES
    assert FIRST not in pids


def test_few_are_done_here(beside: Beside[int, tuple[int, int]]) -> None:
    assert {pid for _, pid in beside.begin(MANY[1:])()} == {FIRST}
    assert beside.begin([])() == []


def test_one_that_ends_another_process_is_an_error_of_its_own_things_alone(
    beside: Beside[int, tuple[int, int]],
) -> None:
    before, fatal, after = (beside.begin(each) for each in (MANY, [*MANY, -1], MANY))
    assert [number for number, _ in before()] == list(MANY)
    with pytest.raises(EOFError, match="ended"):
        fatal()
    assert [number for number, _ in after()] == list(MANY)
    assert len({pid for _, pid in beside.begin(MANY)()}) == PROCESSES


def test_it_ends_with_a_process_that_was_killed() -> None:
    program = (
        "import signal\n"
        "from orchestrator.conversation.beside import AT_LEAST, Beside\n"
        "beside = Beside(abs)\n"
        "beside.begin(range(AT_LEAST))()\n"
        "print('begun', flush=True)\n"
        "signal.pause()\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=root, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"begun\n"
        first.send_signal(signal.SIGKILL)
        # The other has the same output, so this ends when both have.
        assert first.communicate(timeout=AT_MOST_SECONDS) == (b"", None)
