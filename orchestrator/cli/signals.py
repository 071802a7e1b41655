"""Signals as something to wait for."""

from collections.abc import Callable, Iterator
import contextlib
import select
import signal
import socket
from types import FrameType


class Signals:
    """The signals that came, and a sleep that they end."""

    def __init__(self, wakeup: socket.socket) -> None:
        self.received: list[int] = []
        self._wakeup = wakeup
        self._calling = False

    def handle(self, number: int, _frame: FrameType | None) -> None:
        if number != signal.SIGCHLD:
            self.received.append(number)
            if self._calling:
                raise KeyboardInterrupt

    def call(self, function: Callable[[], None]) -> None:
        """Call the function; a signal interrupts it, and only it."""
        self._calling = True
        try:
            function()
        except KeyboardInterrupt:
            if not self.received:
                raise
        finally:
            self._calling = False

    def wait(self, seconds: float) -> None:
        if select.select([self._wakeup], [], [], seconds)[0]:
            self._wakeup.recv(4096)


@contextlib.contextmanager
def catch_signals() -> Iterator[Signals]:
    """Note what comes for the length of the block, which is in the main thread."""
    reader, writer = socket.socketpair()
    with reader, writer:
        reader.setblocking(False)
        writer.setblocking(False)
        signals = Signals(reader)
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
        before = {number: signal.signal(number, signals.handle) for number in numbers}
        fd_before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        try:
            yield signals
        finally:
            signal.set_wakeup_fd(fd_before)
            for number, handler in before.items():
                signal.signal(number, handler)
