"""Mails from IMAP to committed a second, against a bare fetch of the same mails.

Both read the same 2,000 mails from the same Dovecot, interleaved, three rounds; the
median counts.  The peer is one UID FETCH of everything on a raw socket, thrown away.
"""

from collections.abc import Callable
from pathlib import Path
import random
import re
import socket
from statistics import median
import tempfile
import time
from typing import Any

from orchestrator.collect import watch
from orchestrator.config import Settings
from orchestrator.keys import make_keys
from orchestrator.models import Database, schema
from tests import servers
from tests.factories import make_mailbox
from tests.mails import raw_mail

MAILS = 2000
ROUNDS = 3
USER = "bench"


def collecting(*, progress: Callable[[str], None]) -> dict[str, Any]:
    with servers.dovecot() as server, tempfile.TemporaryDirectory() as folder:
        progress(f"collecting: putting {MAILS} mails into the mailbox")
        size = _fill(server)
        ours, bare = [], []
        for number in range(ROUNDS):
            bare.append(_bare_fetch(server))
            ours.append(_collect(server, Path(folder) / str(number)))
            progress(f"collecting: round {number + 1} of {ROUNDS}")
    rate, limit = MAILS / median(ours), MAILS / median(bare)
    return {
        "name": "mails from IMAP to committed",
        "ratio": rate / limit,
        "peer": "a bare IMAP fetch",
        "detail": f"{rate:,.0f} mails/s against {limit:,.0f}, mean {size:,.0f} bytes",
    }


def _fill(server: servers.ImapServer) -> float:
    chance = random.Random(7)
    words = ["photos", "calendar", "launch", "payment", "voucher", "please", "Tuesday", "review"]
    contents = []
    for number in range(MAILS):
        length = int(chance.lognormvariate(6.2, 1.0))
        text = " ".join(chance.choice(words) for _ in range(length // 7 + 5))
        contents.append(raw_mail(f"{number}\n{text}", sender=f"c{number % 40}@client.example"))
    server.append_all(USER, "INBOX", contents)
    return sum(map(len, contents)) / MAILS


def _collect(server: servers.ImapServer, folder: Path) -> float:
    """A fresh SQLite database takes the whole mailbox, as the reader does."""
    make_keys(folder / "keys")
    settings = Settings.from_environ({"ORCHESTRATOR_DATA": str(folder)})
    database = Database(settings.database)
    schema.upgrade(database.engine)
    with database.write() as session:
        mailbox = make_mailbox(session, settings, user=USER, port=server.port)
        mailbox_id = mailbox.id
    begun = time.perf_counter()
    stored = watch.collect_mailbox(database, settings, mailbox_id, on_new=lambda: None)
    seconds = time.perf_counter() - begun
    assert stored == MAILS, stored
    database.dispose()
    return seconds


def _bare_fetch(server: servers.ImapServer) -> float:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        for number, command in enumerate((f"LOGIN {USER} secret", "EXAMINE INBOX")):
            _say(connection, f"a{number}", command)
        begun = time.perf_counter()
        size = _say(connection, "b", "UID FETCH 1:* (INTERNALDATE BODY.PEEK[])")
        seconds = time.perf_counter() - begun
    assert size > MAILS * 100, size
    return seconds


def _say(connection: socket.socket, tag: str, command: str) -> int:
    """Send one command and read to its tagged answer; return how many bytes came."""
    connection.sendall(f"{tag} {command}\r\n".encode())
    size, tail, end = 0, b"", re.compile(rb"(?:^|\r\n)" + tag.encode() + rb" OK [^\r]*\r\n$")
    while not end.search(tail):
        chunk = connection.recv(1 << 20)
        assert chunk, "the server hung up"
        size += len(chunk)
        tail = (tail + chunk)[-500:]
    return size
