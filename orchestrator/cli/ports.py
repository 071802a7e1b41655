"""The ports of this machine: which are free, and which a server listens on."""

from collections.abc import Iterable
from pathlib import Path
import secrets
import socket

from orchestrator.errors import Refused

HOST = "127.0.0.1"
TRIED_AT_MOST = 100
_PORTS = range(10240, 65536)
_HANDED_OUT = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port(wanted: int = 0) -> int:
    """``wanted`` or the next port above it that nobody listens on; 0 takes any.

    Raises:
        Refused: `TRIED_AT_MOST` ports are all taken.
    """
    for port in _candidates(wanted):
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((HOST, port))
            except OSError:
                continue
            return port
    last = wanted + TRIED_AT_MOST - 1
    raise Refused(f"the ports {wanted} to {last} are all taken; name another with --port")


def accepts(address: int | str) -> bool:
    """Say whether a server accepts a connection at a port of 127.0.0.1 or a Unix socket's path."""
    target = (HOST, address) if isinstance(address, int) else address
    family = socket.AF_UNIX if isinstance(target, str) else socket.AF_INET
    with socket.socket(family) as client:
        client.settimeout(0.2)
        try:
            client.connect(target)
        except OSError:
            return False
        # A client whose own port happens to be the target's meets itself (RFC 9293 section 3.5).
        return family == socket.AF_UNIX or client.getsockname() != client.getpeername()


def _candidates(wanted: int) -> Iterable[int]:
    if wanted:
        return range(wanted, min(wanted + TRIED_AT_MOST, 65536))
    handed_out = _handed_out()
    unused = [port for port in _PORTS if port not in handed_out] or _PORTS
    return (secrets.choice(unused) for _ in range(TRIED_AT_MOST))


def _handed_out() -> range:
    """What the kernel gives to outgoing connections.

    One of those may take a port between our finding it and our server's start.
    """
    try:
        lowest, highest = map(int, _HANDED_OUT.read_text(encoding="ascii").split())
    except OSError:
        lowest, highest = 32768, 65535  # RFC 6335 section 6 has 49152, Linux starts lower.
    return range(lowest, highest + 1)
