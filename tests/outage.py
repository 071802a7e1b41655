"""Servers that go away and come back, at the same port and with the same data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import os
from pathlib import Path
import pwd
import signal

import psycopg

from orchestrator.cli.ports import accepts
from tests.running import binary, running, server_folder
from tests.servers import PostgresServer
from tests.waiting import wait_until


@dataclass(frozen=True)
class Outage:
    """A running PostgreSQL that can be stopped, and started again for a block."""

    server: PostgresServer
    argv: list[str]
    folder: Path

    @classmethod
    def of(cls, server: PostgresServer) -> "Outage":
        url = server.url.replace("+psycopg", "") + "/postgres"
        with psycopg.connect(url) as connection:
            [[name]] = connection.execute("SHOW data_directory").fetchall()
        folder = Path(name)
        argv = Path(f"/proc/{_pid(folder)}/cmdline").read_text().rstrip("\0").split("\0")
        return cls(server, argv, folder)

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stop it; SIGQUIT is what ``pg_ctl -m immediate`` sends."""
        os.kill(_pid(self.folder), how)
        wait_until(lambda: not (self.folder / "postmaster.pid").exists(), "PostgreSQL's end")

    @contextmanager
    def over(self) -> Iterator[None]:
        user = pwd.getpwnam("nobody") if os.getuid() == 0 else None
        with running(
            self.argv,
            self.folder.parent,
            self.server.answers,
            user=user,
            stop_signal=signal.SIGINT,
        ):
            yield


@contextmanager
def redis_at(port: int) -> Iterator[None]:
    """Run Redis or Valkey at a port, without persistence."""
    with server_folder("redis-") as root:
        argv = [binary("redis-server", "valkey-server"), "--port", str(port), "--save", ""]
        argv += ["--bind", "127.0.0.1", "--dir", str(root)]
        with running(argv, root, lambda: accepts(port)):
            yield


def _pid(folder: Path) -> int:
    return int((folder / "postmaster.pid").read_text().splitlines()[0])
