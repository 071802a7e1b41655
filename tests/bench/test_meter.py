import threading
import time

import pytest

from bench.meter import Meter, replace
from orchestrator.collect import parse, sent
from tests.waiting import AT_MOST_SECONDS


def busy(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_a_stage_gets_its_own_time_and_not_that_of_the_stage_within() -> None:
    meter = Meter()
    with meter.stage("outer"):
        busy(0.02)
        with meter.stage("inner"):
            busy(0.05)
        busy(0.02)
    busy(0.03)
    assert meter.seconds["outer"] == pytest.approx(0.04, abs=0.01)
    assert meter.seconds["inner"] == pytest.approx(0.05, abs=0.01)
    assert set(meter.seconds) == {"outer", "inner"}


def test_a_stage_that_another_thread_is_in_takes_nothing_from_this_one() -> None:
    meter, entered, leave = Meter(), threading.Event(), threading.Event()

    def wait() -> None:
        with meter.stage("waiting"):
            entered.set()
            leave.wait(AT_MOST_SECONDS)

    other = threading.Thread(target=wait)
    other.start()
    entered.wait(AT_MOST_SECONDS)
    with meter.stage("here"):
        busy(0.05)
    leave.set()
    other.join()
    assert meter.seconds["here"] == pytest.approx(0.05, abs=0.01)
    assert meter.seconds["waiting"] < 0.01


def test_a_function_is_replaced_wherever_it_was_imported() -> None:
    original = parse.content_hash
    from orchestrator.collect import arrivals

    def other(content: bytes) -> str:
        return "other"

    replace(original, other)
    try:
        assert parse.content_hash(b"") == arrivals.content_hash(b"") == "other"  # type: ignore[attr-defined]
        assert sent.sent_at(None) is None
    finally:
        replace(other, original)
    assert parse.content_hash is original
