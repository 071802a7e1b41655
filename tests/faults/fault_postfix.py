"""The relay itself: it gives up later, dies with what it took, or has no room."""

import time

from orchestrator.dispatch.send import RETRY_AFTER
from orchestrator.models import DeliveryEvent, OutboxState, Suppression
from tests.faults.lab import BOTH, Lab
from tests.faults.outbound import bounces_of, clock_ahead
from tests.faults.registry import NOTHING, Finding, Tally, fault
from tests.postfix import GONE

GROUP = 10


@fault(35, "250, and a bounce later", recover_within=200, shortened=10)
def bounced_later(lab: Lab) -> Finding:
    """Postfix takes it, cannot deliver it, and says so to the address of that one message."""
    found = NOTHING
    bounces = f"bounces@{bounces_of('{studio}')}.test-mail.example"
    for kind in BOTH:
        with lab.outbound(kind, waits={"BOUNCE_ADDRESS": bounces}) as out:
            out.approve(GROUP - 1)
            [gone] = out.approve(to=GONE)
            out.send()
            assert out.number(OutboxState.ACCEPTED) == GROUP, out.states()
            out.studio.add_mailbox(lab.maildirs.port, bounces_of(out.studio.name))
            began = time.monotonic()
            with out.studio.running():
                out.studio.wait_for(lambda: out.number(OutboxState.BOUNCED) == 1, "the bounce")
                seconds = time.monotonic() - began
                out.studio.wait_for(out.is_settled, "the others")
            [entry] = out.entries(OutboxState.BOUNCED)
            assert entry.id == gone
            assert out.studio.number(Suppression) == 1, "the address is written to again"
            [event] = out.events(DeliveryEvent.kind == "bounce")
            found += Finding(out.tally(), seconds, f"{event.status} {event.detail}", GROUP)
    return found


@fault(36, "all of Postfix killed with mail in its queue", recover_within=60, shortened=20)
def relay_killed(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with lab.new_relay() as relay, lab.outbound(kind, port=relay.port) as out:
            out.approve(GROUP)
            out.send()
            out.studio.wait_for(out.is_settled, "the control's mail")
            relay.set("defer_transports", "virtual")
            out.approve(2 * GROUP)
            out.send()
            assert out.number(OutboxState.ACCEPTED) == 3 * GROUP, out.states()
            assert relay.queued() == 2 * GROUP
            assert relay.kill() > 1
            relay.set("defer_transports", "")
            out.approve(GROUP)
            out.send()
            [*waiting] = out.entries(OutboxState.PENDING)
            assert len(waiting) == GROUP, out.states()
            began = time.monotonic()
            with relay.over(), clock_ahead(2 * RETRY_AFTER[0]):
                out.recover()
                seconds = time.monotonic() - began
            found += Finding(out.tally(), seconds, waiting[0].problem, 3 * GROUP)
    return found


@fault(37, "queue disk of Postfix full (452)", recover_within=60, shortened=15)
def relay_full(lab: Lab) -> Finding:
    """It wants more room than any disk has, which it finds out as it would on a full one."""
    found = NOTHING
    for kind in BOTH:
        with lab.new_relay() as relay, lab.outbound(kind, port=relay.port) as out:
            out.approve(GROUP)
            out.send()
            out.studio.wait_for(out.is_settled, "the control's mail")
            assert out.tally() == Tally(), "the path does not hold even without a fault"
            relay.set("queue_minfree", "1000000000000000")
            out.approve(GROUP)
            out.send()
            [*waiting] = out.entries(OutboxState.PENDING)
            assert len(waiting) == GROUP, out.states()
            assert waiting[0].problem.startswith("452 "), waiting[0].problem
            relay.set("queue_minfree", "0")
            began = time.monotonic()
            with clock_ahead(2 * RETRY_AFTER[0]):
                out.recover()
            seconds = time.monotonic() - began
            found += Finding(out.tally(), seconds, waiting[0].problem, GROUP)
    return found
