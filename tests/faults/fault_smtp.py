"""The relay swallows its answer, puts off, refuses for good, or hangs up in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
import time
from unittest.mock import patch

from orchestrator.dispatch.channels import email
from orchestrator.dispatch.send import RETRY_AFTER
from orchestrator.models import DeliveryEvent, OutboxEntry, OutboxState, Suppression
from tests.fault_proxy import End, FaultProxy, fault_proxy, pass_on
from tests.faults.lab import BOTH, Lab
from tests.faults.outbound import Outbound, clients_of, clock_ahead
from tests.faults.registry import NOTHING, Finding, Tally, fault
from tests.postfix import NOBODY, domain_of
from tests.servers import FaultySmtp

GROUP = 10
_DOT = b".\r\n"


@contextmanager
def _behind_proxy(lab: Lab, kind: str) -> Iterator[tuple[Outbound, FaultProxy]]:
    """A studio with a proxy before its relay, and a group sent that way: the control."""
    with (
        fault_proxy(lab.relay.port) as proxy,
        lab.outbound(kind, port=proxy.port) as out,
    ):
        out.approve(GROUP)
        out.send()
        out.studio.wait_for(out.is_settled, "the control's mail")
        assert out.tally() == Tally(), "the path does not hold even without a fault"
        yield out, proxy


@fault(29, "250 swallowed", recover_within=2400, shortened=20)
def reply_swallowed(lab: Lab) -> Finding:
    found = NOTHING
    limit = email.REPLY_TO_DOT_SECONDS if lab.is_long else 2.0
    for kind in BOTH:
        with (
            _behind_proxy(lab, kind) as (out, proxy),
            patch.object(email, "REPLY_TO_DOT_SECONDS", limit),
        ):

            def swallow(line: bytes, proxy: FaultProxy = proxy) -> None:
                if line == _DOT:
                    proxy.end_all(End.DROP)

            proxy.answer = swallow
            out.approve(GROUP)
            out.send()
            unknown = out.entries(OutboxState.UNKNOWN)
            assert len(unknown) == GROUP, out.states()
            proxy.answer = pass_on
            seconds = out.recover()
            copies = out.studio.number(DeliveryEvent, DeliveryEvent.kind == "archive_copy")
            assert copies == GROUP, "it was no evidence that settled them"
            found += Finding(out.tally(), seconds, unknown[0].problem, GROUP)
    return found


@fault(30, "4xx at RCPT", recover_within=60, shortened=10)
def put_off_at_recipient(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with _behind_proxy(lab, kind) as (out, _proxy):
            out.approve(GROUP)
            late, clients = timedelta(), domain_of(clients_of(out.studio.name))
            with lab.relay.refusing(clients, "450 4.2.1 Come back later"):
                for wait in RETRY_AFTER:
                    with clock_ahead(late):
                        out.send()
                    waiting = out.entries(OutboxState.PENDING)
                    assert len(waiting) == GROUP, out.states()
                    late += wait + timedelta(seconds=30)
            assert {entry.attempts for entry in waiting} == {len(RETRY_AFTER)}
            assert not set(out.archived()) - set(out.received()), "the archive got it alone"
            found += _goes_on(out, late, waiting[0].problem)
    return found


@fault(31, "4xx after the dot", recover_within=60, shortened=10)
def put_off_at_dot(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with (
            _behind_proxy(lab, kind) as (out, proxy),
            FaultySmtp({".": "451 4.3.0 The disk is slow"}) as server,
        ):
            proxy.target = server.port
            out.approve(GROUP)
            out.send()
            waiting = out.entries(OutboxState.PENDING)
            assert len(waiting) == GROUP, out.states()
            assert server.received == []
            proxy.target = lab.relay.port
            found += _goes_on(out, RETRY_AFTER[0], waiting[0].problem)
    return found


@fault(32, "5.1.1 at RCPT", recover_within=60, shortened=10)
def refused_for_good(lab: Lab) -> Finding:
    """By Postfix itself, in the middle of a group whose others arrive."""
    found = NOTHING
    for kind in BOTH:
        with _behind_proxy(lab, kind) as (out, _proxy):
            out.approve(GROUP // 2)
            refused = out.approve(2, to=NOBODY)
            out.approve(GROUP // 2 - 2)
            began = time.monotonic()
            out.send()
            failed = out.entries(OutboxState.FAILED)
            assert [entry.id for entry in failed] == refused, out.states()
            assert all("5.1.1" in entry.problem for entry in failed)
            assert out.studio.number(Suppression) == len(refused)
            found += _goes_on(out, timedelta(), failed[0].problem, began=began)
            stray = {entry.message_id for entry in failed} & set(out.archived())
            assert not stray, "the archive got what the client did not"
    return found


@fault(33, "archive refused at RCPT", recover_within=60, shortened=10)
def archive_refused(lab: Lab) -> Finding:
    """Nothing leaves without its evidence, and nobody's address is blamed for it."""
    found = NOTHING
    for kind in BOTH:
        with _behind_proxy(lab, kind) as (out, _proxy):
            before = out.received()
            out.approve(GROUP)
            archive = out.studio.settings.archive_address
            with lab.relay.refusing(archive, "550 5.2.2 The mailbox is full"):
                out.send()
            waiting = out.entries(OutboxState.PENDING)
            assert len(waiting) == GROUP, out.states()
            assert "the archive refuses mail" in waiting[0].problem
            assert out.studio.number(Suppression) == 0
            time.sleep(0.5)
            assert out.received() == before, "it left without its copy"
            found += _goes_on(out, RETRY_AFTER[0], waiting[0].problem)
    return found


@fault(34, "421 in the middle of a batch", recover_within=60, shortened=10)
def hung_up(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with _behind_proxy(lab, kind) as (out, proxy):
            taken = 0

            def hang_up(line: bytes) -> bytes | None:
                nonlocal taken
                taken += line == b"DATA\r\n"
                no_more = line == b"DATA\r\n" and taken > 3
                return b"421 4.7.0 Too much for today\r\n" if no_more else None

            proxy.answer = hang_up
            out.approve(2 * GROUP)
            out.send()
            waiting = out.entries(OutboxState.PENDING)
            assert len(waiting) == 2 * GROUP - 3, out.states()
            proxy.answer = pass_on
            found += _goes_on(out, RETRY_AFTER[0], waiting[0].problem)
    return found


def _goes_on(
    out: Outbound, late: timedelta, message: str, *, began: float | None = None
) -> Finding:
    """Let the time of the next try come; all arrives within a sweep."""
    times = out.studio.number(OutboxEntry) - GROUP
    began = began or time.monotonic()
    with clock_ahead(late + timedelta(seconds=30)):
        out.recover()
    return Finding(out.tally(), time.monotonic() - began, message, times)
