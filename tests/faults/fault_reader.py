"""The reader and the jobs behind it die, stand still, or are there twice."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
import signal
import time

from tests.fault_proxy import FaultProxy, fault_proxy
from tests.faults.lab import BOTH, Lab
from tests.faults.processes import die_at
from tests.faults.registry import NOTHING, Finding, Tally, fault
from tests.faults.studio import Studio

_MOST_STEPS = 80
_REFUSED = "another reader has taken it over"


@fault(1, "reader killed while it fetches and stores", recover_within=200, shortened=10)
def killed_while_storing(lab: Lab) -> Finding:
    """Each time in a new studio: what the first reading of a mailbox writes is among it."""
    found = NOTHING
    for kind in BOTH:
        for step in _steps():
            with lab.studio(kind) as studio:
                studio.deliver(studio.reply())
                kill = _kill(studio, step, studio.collect, has_reader=True)
            if kill is None:
                break
            found += kill
    return found


@fault(2, "killed after the bytes are stored, in parsing", recover_within=60, shortened=10)
def killed_before_parsing(lab: Lab) -> Finding:
    return _kill_job(lab, "parse_stored", after=())


@fault(3, "killed between parsing and actions", recover_within=60, shortened=10)
def killed_before_actions(lab: Lab) -> Finding:
    return _kill_job(lab, "converse", after=("parse_stored",))


@fault(4, "killed in the middle of actions", recover_within=60, shortened=10)
def killed_in_actions(lab: Lab) -> Finding:
    applying = _kill_job(lab, "engage", after=("parse_stored", "converse"))
    answering = _kill_job(lab, "queue_notices", after=("parse_stored", "converse", "engage"))
    return applying + answering


def _kill_job(lab: Lab, job: str, *, after: Sequence[str]) -> Finding:
    """Kill a job at each of its steps, each time with a new mail that other jobs brought there."""
    found = NOTHING
    for kind in BOTH:
        with lab.studio(kind) as studio:
            for step in _steps():
                studio.deliver(studio.reply())
                studio.collect()
                for earlier in after:
                    studio.work(earlier)
                kill = _kill(studio, step, partial(studio.work, job), has_reader=False)
                if kill is None:
                    break
                found += kill
    return found


def _steps() -> Iterator[int]:
    yield from range(1, _MOST_STEPS)
    raise AssertionError(f"it still dies at step {_MOST_STEPS}")


def _kill(
    studio: Studio, step: int, work: Callable[[], object], *, has_reader: bool
) -> Finding | None:
    """Kill ``work`` before one of its writes and commits, and let the service go on.

    None where the work has no such step: that is the control, the same path without a kill.
    """
    code = studio.child(die_at(step, work)).wait()
    assert code in (0, -signal.SIGKILL), f"ended with {code}; {studio.said()}"
    seconds = studio.recover(has_reader=has_reader)
    tally = studio.tally()
    if code == -signal.SIGKILL:
        return Finding(tally, seconds, "nothing: a restart goes on where it was")
    assert step > 1, "it writes nothing"
    assert tally == Tally(), f"the path does not hold even without a kill: {tally}"
    return None


@fault(5, "two readers for one account", recover_within=200, shortened=10)
def two_readers(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with lab.studio(kind) as studio, fault_proxy(lab.imap.port) as proxy:
            studio.change_mailbox(port=proxy.port)
            with studio.reader() as first, studio.reader(), studio.worker():
                for _ in range(5):
                    studio.deliver(studio.reply(), studio.note(), studio.note())
                    studio.wait_settled()
                assert proxy.connections >= 2, "only one of them ever came"
                first.kill()
                began = time.monotonic()
                studio.deliver(studio.reply())
                studio.wait_settled()
                seconds = time.monotonic() - began
            found += Finding(studio.tally(), seconds, "nothing: the other one reads")
    return found


@fault(6, "lease lost while working (SIGSTOP, SIGCONT)", recover_within=200, shortened=10)
def lease_lost(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        # A deadline would cut the line of the reader that wakes up, and spare it the refusal.
        with (
            lab.studio(kind, waits={"IMAP_TIMEOUT": "10 m"}) as studio,
            fault_proxy(lab.imap.port) as proxy,
        ):
            found += _stand_still(studio, proxy)
    return found


def _stand_still(studio: Studio, proxy: FaultProxy) -> Finding:
    """One reader stops while the server gets its FETCH ready; another takes the folder over."""
    studio.deliver(studio.reply(), studio.note())
    studio.change_mailbox(port=proxy.port)
    stopped: list[float] = []
    with studio.reader() as sleeper:

        def stop(line: bytes) -> None:
            if b"BODY.PEEK[]" in line and not stopped:
                sleeper.signal(signal.SIGSTOP)
                stopped.append(time.monotonic())

        proxy.answer = stop
        studio.wait_for(lambda: bool(stopped), "the reader to fetch")
        studio.change_mailbox(port=proxy.target)
        with studio.running():
            studio.wait_settled()
            seconds = time.monotonic() - stopped[0]
            studio.change_mailbox(port=proxy.port)
            sleeper.signal(signal.SIGCONT)
            studio.wait_for(lambda: bool(studio.logged(_REFUSED)), "its write to be refused")
            studio.deliver(studio.note())
            studio.wait_settled()
    return Finding(studio.tally(), seconds, studio.logged(_REFUSED).partition("watch:")[2])
