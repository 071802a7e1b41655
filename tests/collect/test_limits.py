from collections.abc import Iterator
import multiprocessing
import os

import pytest

from orchestrator.collect import limits
from orchestrator.collect.limits import LimitedParser
from orchestrator.collect.parse import ParsedMail
from orchestrator.errors import MalformedMail

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
        assert answers.get(timeout=30) == "plan 2"
        job.join(30)
        assert _reasons(limits.parse_limited([SOUND % (3, 3)])) == [""]
    finally:
        limits.close()
