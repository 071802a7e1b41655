"""A small SMTP server for the demo: keeps every mail, and delivers to the demo's mailboxes.

``python -m orchestrator.demo.smtp --port 1025 --folder outgoing``

A 250 after the final dot means that the mail is in the mailbox of each recipient who has
one, and on disk: ``<n>.eml`` with the bytes as received, ``<n>.json`` with the envelope.
When a mailbox cannot be reached, the answer is a 451 and nothing is kept.
"""

from argparse import ArgumentParser
import asyncio
from collections.abc import Mapping
import itertools
import json
import os
from pathlib import Path
import signal
import socket

from aiosmtpd.smtp import SMTP, Envelope, Session
from imapclient import IMAPClient

SIZE_LIMIT_BYTES = 64 * 2**20


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="keeps the mail")
    parser.add_argument("--users", type=Path, help="JSON: address to password")
    parser.add_argument("--imap-port", type=int, help="where the users have their mailboxes")
    options = parser.parse_args()
    users = json.loads(options.users.read_text()) if options.users else {}
    if users and options.imap_port is None:
        parser.error("--users needs --imap-port")
    sink = Sink(options.folder, Mailboxes(options.imap_port, users))
    asyncio.run(serve(options.port, sink))


async def serve(port: int, sink: "Sink") -> None:
    """Serve until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    listener = await loop.create_server(
        lambda: Server(sink, data_size_limit=SIZE_LIMIT_BYTES, enable_SMTPUTF8=True, loop=loop),
        "127.0.0.1",
        port,
    )
    await stop.wait()
    # Not `wait_closed`: from Python 3.12 on that waits until every client has gone.
    listener.close()


class Server(SMTP):
    """aiosmtpd, without its refusal of lines over 1,000 bytes."""

    line_length_limit = SIZE_LIMIT_BYTES


class Mailboxes:
    """The users of the demo's IMAP server."""

    def __init__(self, port: int | None, users: Mapping[str, str]) -> None:
        self._port = port
        self._users = {address.lower(): (address, word) for address, word in users.items()}

    def append(self, recipient: str, content: bytes) -> None:
        """Put a mail into the recipient's INBOX; nothing happens when there is none.

        Raises:
            OSError, IMAPClientError: the mailbox cannot be used.
        """
        user = self._users.get(_without_tag(recipient).lower())
        if user is None:
            return
        with IMAPClient("127.0.0.1", self._port, ssl=False, timeout=10) as client:
            # IMAPClient writes a literal in two pieces, which Nagle's algorithm holds up.
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.login(*user)
            client.append("INBOX", content)


class Sink:
    """The handler that aiosmtpd calls at each message's final dot."""

    def __init__(self, folder: Path, mailboxes: Mailboxes) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._mailboxes = mailboxes
        last = max((int(path.stem) for path in folder.glob("*.eml")), default=0)
        self._numbers = itertools.count(last + 1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content
        assert content is not None
        try:
            for recipient in dict.fromkeys(envelope.rcpt_tos):
                await asyncio.to_thread(self._mailboxes.append, recipient, content)
        except (OSError, IMAPClient.Error) as error:
            return f"451 4.3.0 A mailbox cannot be reached: {type(error).__name__}"
        number = next(self._numbers)
        await asyncio.to_thread(self._keep, number, content, _as_json(envelope))
        return f"250 2.0.0 Ok: kept as {number}"

    def _keep(self, number: int, content: bytes, envelope: bytes) -> None:
        # The mail comes last: where there is an .eml, there is its envelope.
        _write(self._folder / f"{number:06}.json", envelope)
        _write(self._folder / f"{number:06}.eml", content)


def _as_json(envelope: Envelope) -> bytes:
    return json.dumps(
        {
            "reverse_path": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "mail_options": envelope.mail_options,
            "recipient_options": envelope.rcpt_options,
        },
        ensure_ascii=False,
        indent=2,
    ).encode()


def _without_tag(recipient: str) -> str:
    """Drop a plus tag: ``studio+k7f2@example.com`` is read in the mailbox of ``studio``."""
    local_part, _, domain = recipient.rpartition("@")
    return f"{local_part.partition('+')[0]}@{domain}"


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, on disk before this returns."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


if __name__ == "__main__":
    main()
