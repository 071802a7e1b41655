"""A TCP proxy before an SMTP server that stops the world at one point of a message."""

from collections.abc import Iterator
import contextlib
from contextlib import contextmanager
import socket
import threading

from tests.waiting import AT_MOST_SECONDS

POINTS = ("RCPT", "BODY", "DOT", "REPLY")
"""Where it stops: before the server sees RCPT, half of the content, or the final dot; or
after the dot, before the client sees the reply."""
_DOT = b"\r\n.\r\n"


class PausingProxy:
    """``paused`` is set when the point is reached; then nothing passes until `let_go`.

    ``replied``: the server's answer to the final dot was handed to the client.
    """

    def __init__(self, target: int, point: str) -> None:
        assert point in (*POINTS, "NOWHERE"), point
        self._target, self._point = target, point
        self._in_data = self._dot_passed = False
        self._last = b""
        self._sockets: list[socket.socket] = []
        self.paused, self._go_on = threading.Event(), threading.Event()
        self.replied = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            self._sockets += [client, server]
            for source, sink, pass_on in (
                (client, server, self._from_client),
                (server, client, self._from_server),
            ):
                threading.Thread(
                    target=self._pump, args=(source, sink, pass_on), daemon=True
                ).start()

    def let_go(self) -> None:
        self._go_on.set()

    def close(self) -> None:
        for each in (self._listener, *self._sockets):
            # A blocked accept or recv wakes up only from this, not from close alone.
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _pump(self, source: socket.socket, sink: socket.socket, pass_on) -> None:  # type: ignore[no-untyped-def]
        try:
            while chunk := source.recv(65536):
                passed, go_on = pass_on(chunk)
                sink.sendall(passed)
                if not go_on:
                    self.paused.set()
                    if not self._go_on.wait(AT_MOST_SECONDS):
                        return
                    sink.sendall(chunk[len(passed) :])
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def _from_client(self, chunk: bytes) -> tuple[bytes, bool]:
        if self._point == "RCPT" and b"RCPT TO" in chunk.upper():
            return b"", False
        if chunk.upper() == b"DATA\r\n":
            self._in_data = True
            return chunk, True
        if self._in_data and self._point == "BODY":
            return chunk[: len(chunk) // 2], False
        # The dot comes in a piece of its own, or with the content where we were slow to read.
        if self._in_data and (self._last + chunk).endswith(_DOT):
            self._dot_passed = True
            return (chunk[: -len(b".\r\n")], False) if self._point == "DOT" else (chunk, True)
        self._last = chunk[-len(_DOT) :]
        return chunk, True

    def _from_server(self, chunk: bytes) -> tuple[bytes, bool]:
        if self._dot_passed:
            self.replied = self._point != "REPLY"
            return (b"", False) if self._point == "REPLY" else (chunk, True)
        return chunk, True


@contextmanager
def pausing_proxy(target: int, point: str) -> Iterator[PausingProxy]:
    proxy = PausingProxy(target, point)
    thread = threading.Thread(target=proxy.serve, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join(AT_MOST_SECONDS)
