"""A TCP proxy that misbehaves: slow, silent, cut off in the middle, or not there at all."""

from collections.abc import Callable, Iterator
import contextlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
import socket
import struct
import threading
import time

from tests.waiting import AT_MOST_SECONDS


class End(Enum):
    """What becomes of a connection when the server has sent so many bytes.

    ``RESET``: RST, both sides at once.  ``TRUNCATE``: an orderly end in the middle of what
    was being said.  ``BLACK_HOLE``: it stays open, and nothing passes either way.
    ``DROP``: only what the server says from then on is thrown away.
    """

    RESET = "reset"
    TRUNCATE = "truncate"
    BLACK_HOLE = "black hole"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with each new connection; the default is nothing.

    Args:
        delay_seconds: before each piece that the server sends.
        bytes_per_second: of what the server sends after its first ``quick_bytes``.
        end_after: bytes from the server after which ``end`` comes; None for never.
        refuse: a connection is closed before a byte of it passed.
    """

    delay_seconds: float = 0.0
    bytes_per_second: float | None = None
    quick_bytes: int = 0
    end_after: int | None = None
    end: End = End.RESET
    refuse: bool = False


NO_TROUBLE = Trouble()

Answer = Callable[[bytes], bytes | None]
"""Given a line of the client: what to reply in the server's place, or None to pass it on."""


Rewrite = Callable[[bytes], bytes]
"""Given what the server says: what the client is told, of the same length."""


def pass_on(_line: bytes) -> None:
    """Leave every line to the server."""


def as_it_is(said: bytes) -> bytes:
    return said


@dataclass
class FaultProxy:
    """``trouble``, ``answer`` and ``rewrite`` may be changed while it runs.

    ``connections`` counts what was accepted, ``ended`` and ``refused`` what was done to them,
    ``answered`` the lines that the server never saw; ``heard`` is all that clients said.
    """

    target: int
    trouble: Trouble = NO_TROUBLE
    answer: Answer = pass_on
    rewrite: Rewrite = as_it_is
    connections: int = 0
    refused: int = 0
    ended: int = 0
    answered: int = 0
    heard: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._open: list[_Connection] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            if self.trouble.refuse:
                self.refused += 1
                _reset(client)
                continue
            connection = _Connection(self, client, self.trouble)
            self._open.append(connection)
            connection.start()

    def end_all(self, end: End) -> int:
        """Do this to every open connection now; return to how many."""
        return sum(connection.end(end) for connection in self._open)

    def say_to_all(self, words: bytes) -> None:
        """Tell each client something in the server's place."""
        for connection in self._open:
            connection.say(words)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            # A blocked accept wakes up only from this, not from close alone.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            connection.close()

    def count(self, name: str) -> None:
        with self._lock:
            setattr(self, name, getattr(self, name) + 1)


class _Connection:
    def __init__(self, proxy: FaultProxy, client: socket.socket, trouble: Trouble) -> None:
        self._proxy, self._trouble = proxy, trouble
        self._client = client
        self._server = socket.create_connection(("127.0.0.1", proxy.target))
        self._is_silent = self._is_deaf = self._has_ended = False
        self._passed = 0

    def start(self) -> None:
        for pump in (self._pump_up, self._pump_down):
            threading.Thread(target=self._until_closed, args=(pump,), daemon=True).start()

    def end(self, end: End) -> bool:
        """Say whether it was still open."""
        if self._has_ended:
            return False
        self._has_ended = True
        self._proxy.count("ended")
        if end is End.RESET:
            _reset(self._client)
            _close(self._server)
        elif end is End.TRUNCATE:
            _close(self._client)
            _close(self._server)
        else:
            self._is_silent = True
            self._is_deaf = end is End.BLACK_HOLE
        return True

    def say(self, words: bytes) -> None:
        with contextlib.suppress(OSError):
            self._client.sendall(words)

    def close(self) -> None:
        self._has_ended = True
        _close(self._client)
        _close(self._server)

    def _until_closed(self, pump: Callable[[], None]) -> None:
        with contextlib.suppress(OSError):
            pump()
        # What was ended stays as it was: closing in order would send FIN before the reset.
        if not self._has_ended:
            self.close()

    def _pump_up(self) -> None:
        """From the client, line by line: all that IMAP and SMTP clients say are lines."""
        rest = b""
        while chunk := self._client.recv(65536):
            self._proxy.heard += chunk
            *lines, rest = (rest + chunk).split(b"\n")
            # What is no line, as in TLS, must not wait for one.
            pieces = [line + b"\n" for line in lines]
            if self._proxy.answer is pass_on:
                pieces, rest = [*pieces, rest], b""
            for piece in pieces:
                self._hand_up(piece)

    def _hand_up(self, line: bytes) -> None:
        if self._is_deaf:
            return
        reply = self._proxy.answer(line)
        if reply is None:
            self._server.sendall(line)
            return
        self._proxy.count("answered")
        self._client.sendall(reply)

    def _pump_down(self) -> None:
        while chunk := self._server.recv(self._piece()):
            rate = self._rate()
            time.sleep(self._trouble.delay_seconds + (len(chunk) / rate if rate else 0))
            if not self._is_silent:
                self._hand_down(chunk)

    def _rate(self) -> float | None:
        is_quick = self._passed < self._trouble.quick_bytes
        return None if is_quick else self._trouble.bytes_per_second

    def _piece(self) -> int:
        """So many bytes at once that a slow line still brings some every tenth of a second."""
        if rate := self._rate():
            return max(1, int(rate / 10))
        if self._trouble.bytes_per_second is None:
            return 65536
        return self._trouble.quick_bytes - self._passed

    def _hand_down(self, chunk: bytes) -> None:
        left, end_after = len(chunk), self._trouble.end_after
        if end_after is not None:
            left = max(0, end_after - self._passed)
        self._client.sendall(self._proxy.rewrite(chunk)[:left])
        self._passed += len(chunk)
        if left < len(chunk):
            self.end(self._trouble.end)


def _reset(sock: socket.socket) -> None:
    # Lingering for zero seconds makes close send RST, and shutdown would send FIN before it.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # A thread that still reads from it would keep it open; this wakes it up and sends nothing.
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RD)
    sock.close()


def _close(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
    sock.close()


@contextmanager
def fault_proxy(target: int, trouble: Trouble = NO_TROUBLE) -> Iterator[FaultProxy]:
    """A proxy before a port of 127.0.0.1 for the length of the block."""
    proxy = FaultProxy(target, trouble)
    thread = threading.Thread(target=proxy.serve, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join(AT_MOST_SECONDS)
