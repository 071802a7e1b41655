"""Redis forgets, goes away or dies, and workers die over their jobs: it is a bell, no record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
import time

from rq import Queue

from orchestrator.bell import Bell
from orchestrator.cli.doctor_servers import FAIL, look_at_redis
from orchestrator.config import Settings
from orchestrator.models import OutboxState
from tests.fault_proxy import Trouble, fault_proxy
from tests.faults.lab import BOTH, Lab
from tests.faults.outbound import Outbound
from tests.faults.registry import NOTHING, Finding, Tally, fault
from tests.faults.service import RedisServer, kill_all, redis_folder, started_worker

GROUP = 10
_WAITS = {"SWEEP_EVERY": "1 s", "EVIDENCE_AFTER": "5 s"}


@contextmanager
def _at_work(lab: Lab, kind: str = "sqlite") -> Iterator[tuple[Outbound, RedisServer]]:
    """A studio with a worker, which has sent a group: the control."""
    with (
        redis_folder() as redis,
        redis.over(),
        lab.outbound(kind, waits=_WAITS) as out,
        started_worker(out.studio, redis),
    ):
        out.approve(GROUP)
        out.studio.wait_for(out.is_settled, "the control's mail")
        assert out.tally() == Tally(), "the path does not hold even without a fault"
        yield out, redis


def _settled(out: Outbound, message: str, times: int = 1) -> Finding:
    """Wait until all has left."""
    began = time.monotonic()
    out.studio.wait_for(out.is_settled, "the mail")
    return Finding(out.tally(), time.monotonic() - began, message, times)


@fault(38, "FLUSHALL while busy", recover_within=60, shortened=15)
def forgets(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with _at_work(lab, kind) as (out, redis):
            for _ in range(8):
                out.approve(GROUP // 2)
                with redis.client as client:
                    client.flushall()
                time.sleep(0.3)
            found += _settled(out, "nothing: the sweeper rings again", 8)
    return found


@fault(39, "Redis down", recover_within=120, shortened=30)
def down(lab: Lab) -> Finding:
    with _at_work(lab) as (out, redis):
        bell = Bell(redis.url)
        redis.kill()
        out.approve(GROUP)
        bell.ring("send_due")
        problem = bell.problem()
        assert problem, "the pages say nothing"
        time.sleep(600 if lab.is_long else 3)
        assert out.number(OutboxState.PENDING) == GROUP, out.states()
        with redis.over():
            return _settled(out, problem)


@fault(40, "Redis killed with a second of writes", recover_within=60, shortened=30)
def killed(lab: Lab) -> Finding:
    with _at_work(lab) as (out, redis):
        out.approve(2 * GROUP)
        redis.kill()
        with redis.over():
            return _settled(out, "nothing: the sweeper rings again")


@fault(41, "Redis evicts jobs", recover_within=60, shortened=30)
def evicts(lab: Lab) -> Finding:
    with _at_work(lab) as (out, redis):
        settings = Settings.from_environ(
            {**out.studio.environ, "ORCHESTRATOR_REDIS_URL": redis.url}
        )
        with redis.client as client:
            assert look_at_redis(settings).state != FAIL
            client.config_set("maxmemory-policy", "allkeys-lru")
            check = look_at_redis(settings)
            assert check.state == FAIL, check
            client.config_set("maxmemory", "1")
            out.approve(GROUP)
            time.sleep(3)
            client.config_set("maxmemory", "0")
        return _settled(out, f"{check.detail}: {check.fix}")


@fault(42, "jobs delivered twice", recover_within=60, shortened=20)
def delivered_twice(lab: Lab) -> Finding:
    found = NOTHING
    for kind in BOTH:
        with _at_work(lab, kind) as (out, redis), started_worker(out.studio, redis):
            out.approve(3 * GROUP)
            with redis.client as client:
                for _ in range(8):
                    Queue("send", connection=client).enqueue("orchestrator.flow.send_due")
            found += _settled(out, "nothing: the second sees the row and leaves", 8)
    return found


@fault(43, "worker killed over its jobs", recover_within=2400, shortened=40)
def worker_killed(lab: Lab) -> Finding:
    """All of it at once, with a group on the way through a slow relay; the next one goes on."""
    found = NOTHING
    for kind in BOTH:
        with (
            redis_folder() as redis,
            redis.over(),
            fault_proxy(lab.relay.port) as proxy,
            lab.outbound(kind, port=proxy.port, waits=_WAITS) as out,
        ):
            with started_worker(out.studio, redis) as first:
                out.approve(GROUP)
                out.studio.wait_for(out.is_settled, "the control's mail")
                proxy.trouble = Trouble(delay_seconds=0.2)
                out.approve(2 * GROUP)
                out.studio.wait_for(_is_sending(out), "a group on its way")
                kill_all(first)
            killed = out.number(OutboxState.SENDING)
            assert killed, out.states()
            proxy.trouble = Trouble()
            with started_worker(out.studio, redis), out.studio.reader():
                began = time.monotonic()
                out.settle()
                seconds = time.monotonic() - began
            found += Finding(out.tally(), seconds, "nothing: claims run out", killed)
    return found


def _is_sending(out: Outbound) -> Callable[[], bool]:
    return lambda: out.number(OutboxState.SENDING) > 0
