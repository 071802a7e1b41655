from collections.abc import Iterator
import fcntl
import multiprocessing
import os
from pathlib import Path
import signal
import subprocess

import pytest

from orchestrator.collect import limits
from orchestrator.collect.limits import LimitedParser
from orchestrator.collect.parse import ParsedMail
from orchestrator.errors import MalformedMail
from tests.waiting import AT_MOST_SECONDS

SOUND = b"From: ann@example.com\nSubject: plan %d\n\nhello %d\n"
BIG = b"From: ann@example.com\n\n" + b"hello\n" * 700_000


@pytest.fixture
def parser() -> Iterator[LimitedParser]:
    with LimitedParser() as made:
        yield made


def _reasons(results: list[limits.Parsed]) -> list[str]:
    return [each.reason if isinstance(each, MalformedMail) else "" for each in results]


def test_many_mails_come_back_in_order(parser: LimitedParser) -> None:
    results = parser.parse([SOUND % (n, n) for n in range(120)])
    assert [each.subject for each in results if isinstance(each, ParsedMail)] == [
        f"plan {n}" for n in range(120)
    ]


def test_a_capped_mail_is_named_and_the_others_are_parsed(parser: LimitedParser) -> None:
    results = parser.parse([SOUND % (1, 1), b"", b"X-A: b\n" * 5000, SOUND % (2, 2)])
    assert _reasons(results) == ["", "empty", "too_many_headers", ""]


def test_a_mail_that_takes_too_much_memory_is_found_alone() -> None:
    with LimitedParser(memory_bytes=24 * 1024 * 1024) as parser:
        results = parser.parse([SOUND % (1, 1), BIG, SOUND % (2, 2)])
    assert _reasons(results) == ["", "memory", ""]


def test_a_mail_that_takes_too_long_is_found_alone() -> None:
    with LimitedParser(wall_seconds=0.0) as parser:
        assert _reasons(parser.parse([SOUND % (1, 1)])) == ["time"]


class _FallibleParser(LimitedParser):
    """Its child leaves at once when it meets a mail that says so, and notes each time."""

    def __init__(self, notes: Path, *, deaths: int) -> None:
        super().__init__()
        self._notes, self._deaths = notes, deaths

    def _program(self) -> str:
        return (
            "import os, sys; from pathlib import Path\n"
            "from orchestrator.collect import child\n"
            f"sound, notes = child.parse_mail, Path({str(self._notes)!r})\n"
            "def parse_mail(content):\n"
            f"    if b'crash' in content and len(notes.read_text()) < {self._deaths}:\n"
            "        notes.write_text(notes.read_text() + 'x')\n"
            "        os._exit(1)\n"
            "    return sound(content)\n"
            "child.parse_mail = parse_mail\n"
        ) + super()._program()


@pytest.mark.parametrize(("deaths", "reason"), [(2, ""), (99, "crash")])
def test_a_mail_that_ends_the_child_three_times_is_given_up(
    tmp_path: Path, deaths: int, reason: str
) -> None:
    notes = tmp_path / "deaths"
    notes.write_text("")
    batch = [SOUND % (1, 1), b"From: eve@example.com\n\ncrash\n", SOUND % (2, 2)]
    with _FallibleParser(notes, deaths=deaths) as parser:
        results = parser.parse(batch)
    assert _reasons(results) == ["", reason, ""]
    assert len(notes.read_text()) == min(deaths, limits.MOST_KILLS)


class _Impatient(LimitedParser):
    """Waits for a stopped child a second, and for others as long as the service does."""

    def _running(self) -> "subprocess.Popen[bytes]":
        child = super()._running()
        state = Path(f"/proc/{child.pid}/stat").read_text().rpartition(") ")[2][0]
        self._wall_seconds = 1.0 if state == "T" else limits.WALL_SECONDS
        return child


def test_a_child_that_takes_nothing_in_does_not_hold_the_reader() -> None:
    with _Impatient() as parser:
        parser.parse([SOUND % (1, 1)])
        assert parser._child is not None
        os.kill(parser._child.pid, signal.SIGSTOP)
        mails = [SOUND % (2, 2) + b"x" * (4 << 20), SOUND % (3, 3)]
        assert _reasons(parser.parse(mails)) == ["", ""]


def test_an_account_that_may_have_no_larger_pipes_reads_too(
    parser: LimitedParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    assert _reasons(parser.parse([SOUND % (1, 1), BIG, SOUND % (2, 2)])) == ["", "", ""]


def test_a_child_that_was_killed_is_replaced(parser: LimitedParser) -> None:
    parser.parse([SOUND % (1, 1)])
    assert parser._child is not None
    parser._child.kill()
    parser._child.wait()
    assert _reasons(parser.parse([SOUND % (2, 2)])) == [""]


def test_closing_leaves_no_process() -> None:
    parser = LimitedParser()
    parser.parse([SOUND % (1, 1)])
    assert parser._child is not None
    pid = parser._child.pid
    parser.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def _parse_in_fork(answers: "multiprocessing.Queue[str]") -> None:
    (mail,) = limits.parse_limited([SOUND % (2, 2)])
    answers.put(mail.subject if isinstance(mail, ParsedMail) else mail.reason)
    answers.close()
    answers.join_thread()
    limits.close()


def test_a_forked_job_has_a_child_of_its_own() -> None:
    try:
        assert _reasons(limits.parse_limited([SOUND % (1, 1)])) == [""]
        context = multiprocessing.get_context("fork")
        answers: multiprocessing.Queue[str] = context.Queue()
        job = context.Process(target=_parse_in_fork, args=(answers,))
        job.start()
        assert answers.get(timeout=AT_MOST_SECONDS) == "plan 2"
        job.join(AT_MOST_SECONDS)
        assert _reasons(limits.parse_limited([SOUND % (3, 3)])) == [""]
    finally:
        limits.close()
