"""Many things done by two processes, and what becomes of the other one."""

from collections.abc import Iterator
from contextlib import closing
import os
from pathlib import Path
import signal
import subprocess
import sys

import pytest

from orchestrator.conversation.beside import AT_LEAST, Beside

MANY = range(AT_LEAST)


def where(number: int) -> tuple[int, int]:
    """The number and who had it; -1 ends the other process, -2 is an error in the first."""
    if number == -1 and os.getpid() != FIRST:
        os._exit(1)
    if number == -2 and os.getpid() == FIRST:
        raise ValueError(number)
    return number, os.getpid()


FIRST = os.getpid()


@pytest.fixture
def beside() -> Iterator[Beside[int, tuple[int, int]]]:
    with closing(Beside(where)) as beside:
        yield beside


def test_two_processes_do_half_each_in_the_order_given(
    beside: Beside[int, tuple[int, int]],
) -> None:
    for _ in range(2):
        found = beside.each(MANY)
        assert [number for number, _ in found] == list(MANY)
        pids = [pid for _, pid in found]
        assert pids.count(FIRST) == len(MANY) // 2
        assert len(set(pids)) == 2


def test_few_are_done_here(beside: Beside[int, tuple[int, int]]) -> None:
    assert {pid for _, pid in beside.each(MANY[1:])} == {FIRST}
    assert beside.each([]) == []


def test_one_that_ends_the_other_process_is_an_error_and_the_next_ones_are_done(
    beside: Beside[int, tuple[int, int]],
) -> None:
    with pytest.raises(EOFError):
        beside.each([*MANY, -1])
    assert len({pid for _, pid in beside.each(MANY)}) == 2


def test_an_error_here_leaves_no_answer_for_the_next(
    beside: Beside[int, tuple[int, int]],
) -> None:
    with pytest.raises(ValueError, match="-2"):
        beside.each([-2, *MANY])
    assert [number for number, _ in beside.each(MANY)] == list(MANY)


def test_it_ends_with_a_process_that_was_killed() -> None:
    program = (
        "import signal\n"
        "from orchestrator.conversation.beside import AT_LEAST, Beside\n"
        "Beside(abs).each(range(AT_LEAST))\n"
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
        assert first.communicate(timeout=10) == (b"", None)
