"""Our fetch, nothing stored, against a raw socket that asks the same server for the same."""

from collections.abc import Callable
from functools import partial
import re
import socket
from statistics import median
import time
from typing import BinaryIO, cast

from bench.figure import Figure, Progress
from bench.studio import USER
from orchestrator.collect.connection import Account, connect
from orchestrator.collect.mailbox import Limits, examine, fetch_batch, groups, uids_above
from tests.servers import ImapServer

ROUNDS = 5
_SECRET = "secret"
_LITERAL = re.compile(rb"\{(\d+)\}\r\n$")
_LIMITS = Limits(mail_bytes=50_000_000, slowest=10_000)


def fetching(server: ImapServer, *, mails: int, progress: Progress) -> Figure:
    ours, bare, cpu = [], [], []
    for number in range(ROUNDS):
        progress(f"fetch: round {number + 1} of {ROUNDS}")
        bare.append(_seconds(partial(bare_fetch, server)))
        begun = time.process_time()
        ours.append(_seconds(partial(our_fetch, server)))
        cpu.append(time.process_time() - begun)
    us, limit = (median(times) / mails * 1e6 for times in (ours, bare))
    return {
        "name": "IMAP fetch rate",
        "ratio": limit / us,
        "peer": "a raw socket's",
        "at_least": 0.5,
        "detail": f"{us:.1f} us a mail against {limit:.1f}; "
        f"{median(cpu) / mails * 1e6:.1f} us of them our CPU",
    }


def _seconds(fetch: Callable[[], int]) -> float:
    begun = time.perf_counter()
    fetch()
    return time.perf_counter() - begun


def our_fetch(server: ImapServer, *, folder: str = "INBOX") -> int:
    """Everything that the reader does to get a folder's mails, without keeping them."""
    account = Account(
        host=server.host, port=server.port, security="none", username=USER, secret=_SECRET
    )
    found = 0
    with connect(account, timeout_seconds=60) as client:
        opened = examine(client, folder)
        for _low, _high, uids in uids_above(client, opened, 0):
            for group, sizes in groups(client, opened, uids, _LIMITS):
                batch = fetch_batch(client, opened, group, sizes, _LIMITS, last_uid=group[-1])
                found += len(batch.mails)
    return found


def bare_fetch(server: ImapServer, *, folder: str = "INBOX") -> int:
    """One FETCH of everything, its literals read by their length and thrown away."""
    with (
        socket.create_connection((server.host, server.port)) as line,
        cast(BinaryIO, line.makefile("rb", buffering=1 << 20)) as answers,
    ):
        answers.readline()
        for command in (f"LOGIN {USER} {_SECRET}", f'EXAMINE "{folder}"'):
            _say(line, answers, command)
        return _say(line, answers, "UID FETCH 1:* (INTERNALDATE BODY.PEEK[])")


def _say(line: socket.socket, answers: BinaryIO, command: str) -> int:
    """Send one command and read to its tagged answer; return how many literals came."""
    line.sendall(f"a {command}\r\n".encode())
    literals = 0
    while True:
        answer = answers.readline()
        if answer.startswith(b"a "):
            assert answer.startswith(b"a OK"), answer
            return literals
        assert answer, "the server hung up"
        if literal := _LITERAL.search(answer):
            answers.read(int(literal[1]))
            literals += 1
