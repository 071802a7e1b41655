"""Run a server for as long as a block lasts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
import os
from pathlib import Path
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile

from orchestrator.cli import ports
from tests.waiting import wait_until

INSTALL = "run tools/test-servers.sh"


@contextmanager
def running(
    argv: Sequence[str],
    root: Path,
    ready: Callable[[], bool],
    *,
    user: pwd.struct_passwd | None = None,
    env: Mapping[str, str] | None = None,
    stop_signal: int = signal.SIGTERM,
) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a server until the block ends; when it does not come up, show what it wrote."""
    log = root / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            argv,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=root,
            env={**os.environ, **(env or {})},
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
        )
    try:
        wait_until(lambda: process.poll() is not None or ready(), f"{argv[0]}'s start")
        if process.poll() is not None:
            raise RuntimeError(f"{argv[0]} did not start:\n{log.read_text(errors='replace')}")
        yield process
    finally:
        process.send_signal(stop_signal)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def server_folder(prefix: str, owner: pwd.struct_passwd | None = None) -> Iterator[Path]:
    """Make a folder that the server's own account can reach, unlike pytest's when root runs it."""
    with tempfile.TemporaryDirectory(prefix=prefix) as name:
        root = Path(name)
        root.chmod(0o755)
        if owner:
            os.chown(root, owner.pw_uid, owner.pw_gid)
        yield root


_held: list[socket.socket] = []


def free_port() -> int:
    """A port for a server, which no other process gets from here while this one lives."""
    while True:
        port, held = ports.free_port(), socket.socket()
        try:
            held.bind((ports.HOST, port))
        except OSError:
            held.close()
            continue
        # From now on a server may bind beside it, as long as this one does not listen.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _held.append(held)
        return port


def binary(*names: str) -> str:
    for name in names:
        if path := shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin"):
            return path
    raise RuntimeError(f"tests need {' or '.join(names)}: {INSTALL}")
