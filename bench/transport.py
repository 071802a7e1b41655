"""How fast messages go over SMTP, beside Postfix's own load generator.

Both talk to the same smtp-sink, in turns.  Ours carries the archive's copy as a second
recipient; the generator gets one recipient, so it has less to say.  Nothing is stored.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
import os
from pathlib import Path
from statistics import median
import subprocess
import time

from bench.figure import Figure, Progress
from orchestrator.cli.ports import accepts
from orchestrator.config import Settings
from orchestrator.dispatch.channels.email import EmailChannel
from orchestrator.models import OutboxEntry, Phase
from tests.running import free_port, running, server_folder
from tests.servers import POSTFIX

ROUNDS = 5
MAILS = 2_000
BYTES = 12_000
TARGETS = {1: 0.5, 2: 0.65}
SETTINGS = Settings(
    mail_from="updates@studio.example",
    archive_address="archive@studio.example",
    smtp_host="127.0.0.1",
    smtp_security="none",
)


def transport(*, progress: Progress) -> list[Figure]:
    rates: dict[int, list[float]] = {0: [], **{sessions: [] for sessions in TARGETS}}
    with smtp_sink() as port:
        settings = replace(SETTINGS, smtp_port=port)
        for number in range(ROUNDS):
            progress(f"transport: round {number + 1} of {ROUNDS}")
            rates[0].append(_generator(port))
            for sessions in TARGETS:
                rates[sessions].append(_ours(replace(settings, smtp_sessions=sessions)))
    peer = median(rates[0])
    return [
        {
            "name": f"SMTP with archive copy, {sessions} session{'' if sessions == 1 else 's'}",
            "ratio": median(rates[sessions]) / peer,
            "peer": "smtp-source -d, 1 session",
            "at_least": target,
            "detail": f"{median(rates[sessions]):,.0f} mails a second against {peer:,.0f}",
        }
        for sessions, target in TARGETS.items()
    ]


@contextmanager
def smtp_sink() -> Iterator[int]:
    """Postfix's sink, which throws everything away; yields its port."""
    port = free_port()
    user = ["-u", "root"] if os.getuid() == 0 else []
    argv = [str(_program("smtp-sink")), *user, f"127.0.0.1:{port}", "100"]
    with (
        server_folder("smtp-sink-") as root,
        running(argv, root, lambda: accepts(port), env=_libraries()),
    ):
        yield port


def _generator(port: int) -> float:
    """Mails a second of ``smtp-source``, one session that stays open."""
    argv = [str(_program("smtp-source")), "-d", "-s", "1", "-m", str(MAILS), "-l", str(BYTES)]
    begun = time.perf_counter()
    subprocess.run(
        [*argv, "-f", "a@studio.example", "-t", "b@client.example", f"127.0.0.1:{port}"],
        check=True,
        env={**os.environ, **_libraries()},
    )
    return MAILS / (time.perf_counter() - begun)


def _ours(settings: Settings) -> float:
    entries = [_entry(number) for number in range(MAILS)]
    with EmailChannel(settings) as channel:
        begun = time.perf_counter()
        done = 0
        for at in range(0, MAILS, 10):
            for outcomes in channel.send(entries[at : at + 10], reached=_go_on):
                done += sum(isinstance(outcome, str) for outcome in outcomes.values())
        seconds = time.perf_counter() - begun
    assert done == MAILS, f"{MAILS - done} mails were not taken"
    return MAILS / seconds


def _go_on(_phase: Phase, entries: Sequence[OutboxEntry]) -> Collection[int]:
    return [entry.id for entry in entries]


def _entry(number: int) -> OutboxEntry:
    header = f"Message-ID: <d{number}@studio.example>\r\n\r\n".encode()
    line = b"The calendar works on phones now, and the photos are in.\r\n"
    content = header + line * ((BYTES - len(header)) // len(line))
    return OutboxEntry(
        id=number,
        recipient=f"c{number}@client.example",
        message_id=f"<d{number}@studio.example>",
        content=content,
    )


def _program(name: str) -> Path:
    return POSTFIX / "usr" / "sbin" / name


def _libraries() -> dict[str, str]:
    return {"LD_LIBRARY_PATH": str(POSTFIX / "usr" / "lib" / "postfix")}
