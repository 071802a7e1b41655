"""A scripted SMTP server for the faults that a real one cannot be made to commit."""

from collections.abc import Mapping
import contextlib
from dataclasses import dataclass
import socket
import socketserver
import threading
from types import TracebackType
from typing import Self

REPLIES = {
    "CONNECT": "220 faulty.example ESMTP",
    "EHLO": "250-faulty.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES",
    "HELO": "250 faulty.example",
    "MAIL": "250 2.1.0 Ok",
    "RCPT": "250 2.1.5 Ok",
    "DATA": "354 End data with <CR><LF>.<CR><LF>",
    ".": "250 2.0.0 Ok",
    "RSET": "250 2.0.0 Ok",
    "NOOP": "250 2.0.0 Ok",
    "QUIT": "221 2.0.0 Bye",
}


@dataclass(frozen=True)
class Received:
    """A message as an SMTP server got it; ``content`` has CRLF line ends and no stuffed dots."""

    reverse_path: str
    recipients: list[str]
    content: bytes


class FaultySmtp:
    """Accepts mail on a port of 127.0.0.1, except where it is told to fail.

    ``replies`` maps the beginning of a command to the reply it gets, the longest match
    wins: ``{"RCPT": "450 4.2.1 Later", "RCPT TO:<dana@": "550 5.1.1 No"}``.  ``hang_at``
    and ``close_at`` name the point at which it stops answering, or drops the connection
    without a reply: a command, ``CONNECT``, ``BODY`` (the first line of the content has come)
    or ``.`` (all of it has come, so a client cannot know whether the mail is taken).
    ``only``: it hangs or closes for a message to an address with these letters, no other.
    ``hanging`` is set when it has stopped answering.
    """

    def __init__(
        self,
        replies: Mapping[str, str] | None = None,
        *,
        hang_at: str | None = None,
        close_at: str | None = None,
        only: str = "",
    ) -> None:
        self.replies = {**REPLIES, **(replies or {})}
        self.hang_at = hang_at
        self.close_at = close_at
        self.only = only
        self.commands: list[str] = []
        self.received: list[Received] = []
        self.hanging, self.ended = threading.Event(), threading.Event()
        self._server = _Server(self)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.02])
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end()
        self._thread.join()

    def end(self) -> None:
        """Break off what hangs, and accept nothing more."""
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(self, script: FaultySmtp) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.script = script
        self._connections: list[socket.socket] = []

    def process_request(self, request: object, client_address: object) -> None:
        assert isinstance(request, socket.socket)
        self._connections.append(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        # A conversation may wait for a client that keeps its connection open.
        for connection in self._connections:
            # It may have ended by itself.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _Broken(Exception):
    """The point came at which the conversation ends."""


class _Conversation(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self._reverse_path = ""
        self._recipients: list[str] = []
        try:
            self._answer("CONNECT")
            while line := self.rfile.readline():
                self._command(line.decode().rstrip("\r\n"))
        except (_Broken, ConnectionError):
            return

    def _command(self, line: str) -> None:
        self.server.script.commands.append(line)
        verb = line.upper().partition(" ")[0]
        accepted = self._answer(line)
        if verb == "MAIL" and accepted:
            self._reverse_path, self._recipients = _path(line), []
        elif verb == "RCPT" and accepted:
            self._recipients.append(_path(line))
        elif verb == "DATA" and accepted:
            self._content()
        elif verb == "QUIT":
            raise _Broken

    def _content(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _Broken
            self._fault("BODY")
            lines.append(line.removeprefix(b"."))
        message = Received(self._reverse_path, self._recipients, b"".join(lines))
        # A refusal at the dot takes nothing; silence or a broken connection hides a yes.
        if self._reply(".")[0] == "2":
            self.server.script.received.append(message)
        self._answer(".")

    def _answer(self, command: str) -> bool:
        """Reply, unless this is where it fails; say whether the reply accepts."""
        self._fault(command.upper().partition(" ")[0])
        reply = self._reply(command)
        self.wfile.write(reply.encode() + b"\r\n")
        return reply[0] in "23"

    def _reply(self, command: str) -> str:
        replies = self.server.script.replies
        known = [begin for begin in replies if command.upper().startswith(begin.upper())]
        return replies[max(known, key=len)] if known else "500 5.5.2 Unknown"

    def _fault(self, point: str) -> None:
        script = self.server.script
        if not any(script.only in recipient for recipient in self._recipients or [""]):
            return
        if point == script.hang_at:
            script.hanging.set()
            script.ended.wait()
        if point in (script.hang_at, script.close_at):
            raise _Broken


def _path(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]
