"""A small IMAP server for the demo: pymap in memory, with each mail kept in a file.

``python -m orchestrator.demo.imap --port 1143 --folder mailboxes --users users.json``

pymap's own Maildir backend rewrites line ends, so a mail would come back with other bytes
than were put in; hence this one.  Every user has an INBOX and a Sent folder, found by its
name: pymap knows no special use.  Other folders, flags and what COPY or MOVE makes last as
long as the process.  Plain login is allowed, because it listens on 127.0.0.1 only.
"""

from argparse import ArgumentParser, Namespace
import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import signal

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

KEPT_FOLDERS = ("INBOX", "Sent")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="keeps the mail")
    parser.add_argument("--users", type=Path, required=True, help="JSON: address to password")
    options = parser.parse_args()
    asyncio.run(serve(options.port, options.folder, json.loads(options.users.read_text())))


async def serve(port: int, folder: Path, users: dict[str, str]) -> None:
    """Serve until SIGTERM or SIGINT."""
    config = _config(port)
    config.apply_context()
    login = Login(config)
    for name, password in users.items():
        login.users_dict[name] = UserMetadata(config, name, password=password)
        config.set_cache[name] = (await KeptMailboxes.load(folder / name), FilterSet())
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = IMAPServer(login, config)

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await server(reader, WholeLines(writer), SocketInfo.get(writer, None))  # type: ignore[arg-type]

    listener = await asyncio.start_server(converse, "127.0.0.1", port)
    await stop.wait()
    # Not `wait_closed`: from Python 3.12 on that waits for clients, who may IDLE for ever.
    listener.close()


def _config(port: int) -> Config:
    options = Namespace(passlib_cfg=None, proxy_protocol=None, inherited_sockets=None)
    return Config(
        options,
        host="127.0.0.1",
        port=port,
        tls_enabled=False,
        hash_context=Cleartext(),
        demo_data=False,
        demo_user="",
        demo_password="",
    )


class WholeLines:
    """Hands a response to the socket in one piece.

    pymap writes it in many, and a client that is woken from IDLE by the first one finds a
    line without an end, which IMAPClient takes for a broken connection.
    """

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> None:
        self._pieces.append(piece)

    async def drain(self) -> None:
        self._writer.write(b"".join(self._pieces))
        self._pieces.clear()
        await self._writer.drain()

    def close(self) -> None:
        self._writer.close()


class KeptMailbox(MailboxData):
    """An IMAP folder whose mails are ``<uid>.eml`` files, dated by their modification time."""

    def __init__(self, folder: Path, mailboxes: "KeptMailboxes") -> None:
        super().__init__(mailboxes._content_cache, mailboxes._thread_cache)
        self._folder = folder

    async def load(self) -> None:
        """Read what an earlier process kept, under the same UIDVALIDITY and UIDs."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = self._folder / "uidvalidity"
        if name.exists():
            self._uid_validity = int(name.read_text())
        else:
            _write(name, str(self._uid_validity).encode())
        kept = {int(path.stem): path for path in self._folder.glob("*.*")}
        for uid, path in sorted(kept.items()):
            if path.suffix == ".eml":
                self._max_uid = uid - 1
                received_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                await super().append(AppendMessage(path.read_bytes(), received_at))
            self._max_uid = uid

    async def append(self, append_msg: AppendMessage, *, recent: bool = False) -> Message:
        message = await super().append(append_msg, recent=recent)
        path = self._folder / f"{message.uid}.eml"
        _write(path, bytes(append_msg.literal))
        os.utime(path, times=(message.internal_date.timestamp(),) * 2)
        return message

    async def delete(self, uids: Iterable[int]) -> None:
        uids = list(uids)
        await super().delete(uids)
        for uid in uids:
            path = self._folder / f"{uid}.eml"
            if path.exists():
                # A UID is never given twice (RFC 3501 section 2.3.1.1), so its name stays.
                path.rename(path.with_suffix(".expunged"))


class KeptMailboxes(MailboxSet):
    """One user's folders."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    @classmethod
    async def load(cls, folder: Path) -> "KeptMailboxes":
        mailboxes = cls(folder)
        for name in KEPT_FOLDERS:
            mailbox = KeptMailbox(folder / name, mailboxes)
            await mailbox.load()
            if name == "INBOX":
                mailboxes._inbox = mailbox
            else:
                mailboxes._set[name] = mailbox
        return mailboxes


def _write(path: Path, content: bytes) -> None:
    """Replace a file in one step."""
    unfinished = path.parent / "unfinished"
    unfinished.write_bytes(content)
    unfinished.replace(path)


if __name__ == "__main__":
    main()
