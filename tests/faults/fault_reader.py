"""The reader and the jobs behind it die, stand still, or are there twice."""

from collections.abc import Callable, Sequence
from itertools import count
import signal

from tests.faults.lab import BOTH, Lab
from tests.faults.processes import die_at
from tests.faults.registry import NOTHING, Finding, fault
from tests.faults.studio import Studio

_MOST_STEPS = 80


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
