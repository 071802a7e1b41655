"""The service as its own programs, with a Redis between them that can be hurt."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import os
from pathlib import Path
import subprocess
import sys

from redis import Redis
from rq import Worker

from orchestrator.cli import session as processes
from orchestrator.cli.ports import accepts
from tests.faults.processes import Child
from tests.faults.studio import Studio
from tests.running import binary, free_port, running, server_folder


@dataclass
class RedisServer:
    """A Redis or Valkey that keeps its port, and its folder, when it is started again."""

    port: int
    folder: Path
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def client(self) -> "Redis":
        return Redis(port=self.port)

    def workers(self) -> int:
        """How many workers wait for it to ring."""
        with self.client as redis:
            return len(Worker.all(connection=redis))

    @contextmanager
    def over(self) -> Iterator[None]:
        """Run for the length of the block; each second's writes are kept, as many set it up."""
        argv = [binary("redis-server", "valkey-server"), "--port", str(self.port), "--save", ""]
        argv += ["--bind", "127.0.0.1", "--dir", str(self.folder)]
        argv += ["--appendonly", "yes", "--appendfsync", "everysec"]
        with running(argv, self.folder, lambda: accepts(self.port)) as self._process:
            yield

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()


@contextmanager
def redis_folder() -> Iterator[RedisServer]:
    """One that does not run yet."""
    with server_folder("redis-") as root:
        yield RedisServer(free_port(), root)


@contextmanager
def started_worker(studio: Studio, redis: RedisServer) -> Iterator[Child]:
    """What `orchestrator run worker --with-scheduler` starts, until the block ends."""

    def work() -> None:
        os.setsid()
        os.environ["ORCHESTRATOR_REDIS_URL"] = redis.url
        argv = [sys.executable, "-m", "orchestrator", "run", "worker", "--with-scheduler"]
        os.execv(argv[0], argv)

    before = redis.workers() if accepts(redis.port) else 0
    child = studio.child(work)
    try:
        studio.wait_for(lambda: redis.workers() > before, "the worker")
        yield child
    finally:
        kill_all(child)


def kill_all(child: Child) -> None:
    """Kill a worker, what it forked for its job, and its scheduler, at once."""
    processes.kill([child.pid])
    child.kill()
