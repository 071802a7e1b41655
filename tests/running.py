"""Run a server for as long as a block lasts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
import os
from pathlib import Path
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

START_SECONDS = 20
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
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{argv[0]} did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.02)
        yield process
    finally:
        process.send_signal(stop_signal)
        try:
            process.wait(timeout=10)
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


def binary(*names: str) -> str:
    for name in names:
        if path := shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin"):
            return path
    raise RuntimeError(f"tests need {' or '.join(names)}: {INSTALL}")
