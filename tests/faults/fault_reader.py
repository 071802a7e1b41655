"""The reader and the jobs behind it die, stand still, or are there twice."""

from collections.abc import Callable, Sequence
from itertools import count
import signal
import time

from tests.fault_proxy import FaultProxy, fault_proxy
from tests.faults.lab import BOTH, Lab
from tests.faults.processes import die_at
from tests.faults.registry import NOTHING, Finding, fault
from tests.faults.studio import Studio

_MOST_STEPS = 80
_REFUSED = "another reader has taken it over"


@fault(1, "reader killed while it fetches and stores", recover_within=125, shortened=10)
def killed_while_storing(lab: Lab) -> Finding:
    return _kill_everywhere(lab, lambda studio: studio.collect, ())


@fault(2, "killed after the bytes are stored, in parsing", recover_within=60, shortened=10)
def killed_before_parsing(lab: Lab) -> Finding:
    return _kill_everywhere(lab, _job("parse_stored"), ())


@fault(3, "killed between parsing and actions", recover_within=60, shortened=10)
def killed_before_actions(lab: Lab) -> Finding:
    return _kill_everywhere(lab, _job("converse"), ("parse_stored",))


@fault(4, "killed in the middle of actions", recover_within=60, shortened=10)
def killed_in_actions(lab: Lab) -> Finding:
    applying = _kill_everywhere(lab, _job("engage"), ("parse_stored", "converse"))
    answering = ("parse_stored", "converse", "engage")
    return applying + _kill_everywhere(lab, _job("queue_notices"), answering)


def _job(name: str) -> Callable[[Studio], Callable[[], object]]:
    return lambda studio: lambda: studio.work(name)


def _kill_everywhere(
    lab: Lab, work: Callable[[Studio], Callable[[], object]], done: Sequence[str]
) -> Finding:
    """Kill ``work`` before each of its writes and commits; ``done`` are the jobs before it.

    The first time that it gets through is the control: the same path, without a kill.
    """
    found = NOTHING
    for kind in BOTH:
        for step in count(1):
            assert step < _MOST_STEPS, "it dies for ever"
            kill = _kill(lab, kind, work, done, step)
            if kill is None:
                break
            found += kill
        assert step > 1, "nothing was written"
    return found


def _kill(
    lab: Lab,
    kind: str,
    work: Callable[[Studio], Callable[[], object]],
    done: Sequence[str],
    step: int,
) -> Finding | None:
    """Kill at one step and recover; None where the work has no such step."""
    with lab.studio(kind) as studio:
        studio.deliver(studio.reply())
        if work(studio) != studio.collect:
            studio.collect()
            for job in done:
                studio.work(job)
        code = studio.child(die_at(step, work(studio))).wait()
        assert code in (0, -signal.SIGKILL), f"ended with {code}; {studio.said()}"
        seconds = studio.recover()
        finding = Finding(studio.tally(), seconds, "nothing: a restart goes on where it was")
        if code == 0:
            assert not finding.tally.lost, "the path delivers nothing even without a kill"
            return None
        return finding


@fault(5, "two readers for one account", recover_within=125, shortened=10)
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


@fault(6, "lease lost while working (SIGSTOP, SIGCONT)", recover_within=125, shortened=10)
def lease_lost(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        # A deadline would cut the line of the reader that wakes up, and spare it the refusal.
        with (
            lab.studio(kind, IMAP_TIMEOUT="10 m") as studio,
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
