"""The sender dies, between any two steps, with a group of messages in its hands.

All over a real relay, with the archive's copy as the only evidence.
"""

from collections.abc import Sequence
import itertools
import signal
import time

from orchestrator.models import Attempt, DeliveryEvent, OutboxState, Phase
from tests.faults import kill_points
from tests.faults.lab import BOTH, Lab
from tests.faults.outbound import Outbound
from tests.faults.processes import die_at
from tests.faults.registry import NOTHING, Finding, Tally, fault

GROUP = 10
"""What `smtp_sessions` is by default: so many are in the hands of a sender that dies."""
NTH = (1, 3, 5, 8, 10)
_BEFORE_DOT = "the sender died before the final dot"
_AFTER_DOT = "the sender died after the final dot"


@fault(25, "sender killed before DATA", recover_within=1300, shortened=15)
def killed_before_data(lab: Lab) -> Finding:
    return _kill_at(lab, kill_points.BEFORE_DATA, phases={Phase.CONNECTING}, says=_BEFORE_DOT)


@fault(26, "sender killed after DATA, before the dot", recover_within=2400, shortened=20)
def killed_before_dot(lab: Lab) -> Finding:
    """With the dot recorded as next, the archive tells that it was not sent."""
    phases = {Phase.RECIPIENTS_OK, Phase.DOT}
    return _kill_at(lab, kill_points.BEFORE_DOT, phases=phases, says=_BEFORE_DOT)


@fault(27, "sender killed after the dot", recover_within=2400, shortened=20)
def killed_after_dot(lab: Lab) -> Finding:
    return _kill_at(lab, ["dot"] * 2, phases={Phase.DOT}, says=_AFTER_DOT)


@fault(28, "sender killed after 250, at any commit", recover_within=2400, shortened=20)
def killed_after_reply(lab: Lab) -> Finding:
    answered = _kill_at(lab, ["250"] * 2, phases={Phase.DOT}, says=_AFTER_DOT)
    return answered + _kill_at_commits(lab)


def _kill_at(lab: Lab, points: Sequence[str], *, phases: set[Phase], says: str) -> Finding:
    """Kill a sender with ten messages at each point, at the first to the tenth of them."""
    found = NOTHING
    for kind in BOTH:
        with lab.outbound(kind) as out:
            _control(out)
            for point, nth in itertools.product(points, NTH):
                out.approve(GROUP)
                code = out.sender(kill_points.die_at(point, nth)).wait()
                assert code == -signal.SIGKILL, f"{point} {nth}: {code}; {out.studio.said()}"
            began, killed = time.monotonic(), out.number(OutboxState.SENDING)
            assert killed == GROUP * len(points) * len(NTH), out.states()
            assert out.phases(OutboxState.SENDING) == phases
            out.recover()
            found += Finding(out.tally(), time.monotonic() - began, says, killed)
    return found


def _kill_at_commits(lab: Lab) -> Finding:
    """Kill a sender before each write and commit of a group, until none is left to die at."""
    found = NOTHING
    for kind in BOTH:
        with lab.outbound(kind) as out:
            killed = 0
            for step in itertools.count(1):
                assert step < 60, "it still dies"
                out.approve(max(0, GROUP - out.number(OutboxState.PENDING)))
                before = out.number(OutboxState.PENDING)
                code = out.studio.child(die_at(step, out.send)).wait()
                if code == 0:
                    break
                assert code == -signal.SIGKILL, f"step {step}: {code}; {out.studio.said()}"
                killed += before
            began = time.monotonic()
            out.recover()
            found += Finding(out.tally(), time.monotonic() - began, _AFTER_DOT, killed)
    return found


def _control(out: Outbound) -> None:
    """The same path without a kill delivers, at once and to both."""
    out.approve(GROUP)
    assert out.sender(lambda: None).wait() == 0, out.studio.said()
    out.studio.wait_for(out.is_settled, "the control's mail")
    assert out.tally() == Tally(), "the path does not hold even without a kill"
    assert out.studio.number(Attempt) == GROUP
    assert out.studio.number(DeliveryEvent) == 0, "it needed evidence without a kill"
