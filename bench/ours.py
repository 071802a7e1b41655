"""Our intake on a corpus: a mailbox on Dovecot, a fresh database, one process or two."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any, Self

from bench.corpus import BUILD, Corpus
from bench.fetching import bare_fetch
from bench.studio import MAILDIR, connect_studio, open_studio, place
from tests import servers

FINISHED = {"applied", "quarantined"}
_PRIMER = "primer"
_PRIMER_MAILS = 200


@dataclass(frozen=True)
class Cost:
    """What some mails took.  ``statements`` went to the database; ``stages`` is CPU time."""

    mails: int
    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int
    statements: int
    stages: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Mails a second."""
        return self.mails / self.wall_seconds

    @property
    def cpu_us(self) -> float:
        """Microseconds of CPU a mail."""
        return self.cpu_seconds / self.mails * 1e6


class Worker:
    """A running `bench.worker`."""

    def __init__(self, role: str, environment: Mapping[str, str]) -> None:
        """Start it and wait until it can begin."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker", role],
            cwd=Path(__file__).parents[1],
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def tell(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the worker ended with {self._process.wait()}")
        found: dict[str, Any] = json.loads(answer)
        return found


@contextmanager
def mailbox(mails: Sequence[tuple[Path, str]]) -> Iterator[servers.ImapServer]:
    """A Dovecot that has the mails, and some of them in another mailbox to begin with."""
    with servers.dovecot(mail_location=MAILDIR) as server:
        place(server, mails[:_PRIMER_MAILS], user=_PRIMER)
        _deliver(server, mails)
        yield server


def _deliver(server: servers.ImapServer, mails: Sequence[tuple[Path, str]]) -> None:
    """The server has read them once before we do: it is not what we measure."""
    place(server, mails)
    for folder in ("INBOX", "Sent"):
        bare_fetch(server, folder=folder)


def run(
    server: servers.ImapServer,
    corpus: Corpus,
    mails: int,
    *,
    role: str = "one",
    reading: bool = True,
) -> Cost:
    """Everything from IMAP to applied, by one process, into a fresh database.

    Without ``reading`` mails are looked at for moods alone, not for answers and statements.
    """
    with (
        _studio(corpus, server, reading=reading) as environment,
        Worker(role, environment) as worker,
    ):
        worker.tell()
        return _cost(mails, worker.answer())


def run_two(
    server: servers.ImapServer, corpus: Corpus, mails: int, *, reading: bool = True
) -> Cost:
    """The same by two processes at once: one collects and parses, one files and applies."""
    with ExitStack() as stack:
        environment = stack.enter_context(_studio(corpus, server, reading=reading))
        reader, filer = (
            stack.enter_context(Worker(role, environment)) for role in ("reader", "filer")
        )
        begun = time.perf_counter()
        filer.tell()
        reader.tell()
        first = reader.answer()
        filer.tell()
        second = filer.answer()
        seconds = time.perf_counter() - begun
    both = {name: first[name] + second[name] for name in ("cpu_seconds", "statements")}
    peak = max(first["peak_bytes"], second["peak_bytes"])
    return _cost(mails, {**second, **both, "peak_bytes": peak, "wall_seconds": seconds})


def run_slices(corpus: Corpus, slices: Sequence[Sequence[tuple[Path, str]]]) -> Iterator[Cost]:
    """One process and one database that take slice after slice."""
    with ExitStack() as stack:
        server = stack.enter_context(mailbox(slices[0]))
        environment = stack.enter_context(_studio(corpus, server))
        worker = stack.enter_context(Worker("one", environment))
        for mails in slices:
            if mails is not slices[0]:
                _deliver(server, mails)
            worker.tell()
            yield _cost(len(mails), worker.answer())


@contextmanager
def _studio(
    corpus: Corpus, server: servers.ImapServer, *, reading: bool = True
) -> Iterator[dict[str, str]]:
    BUILD.mkdir(parents=True, exist_ok=True)
    # On the disk where the peers write as well: a commit waits for it.
    with tempfile.TemporaryDirectory(prefix="studio-", dir=BUILD) as folder:
        studio, primer = Path(folder) / "studio", Path(folder) / _PRIMER
        open_studio(studio, corpus)
        shutil.copytree(studio, primer)
        connect_studio(primer, port=server.port, user=_PRIMER)
        environment = connect_studio(studio, port=server.port)
        yield environment | {"BENCH_PRIMER": str(primer), "BENCH_READING": str(int(reading))}


def _cost(mails: int, answer: Mapping[str, Any]) -> Cost:
    """Raises RuntimeError when a mail has not got to its end: half the work is no figure."""
    left = {state: count for state, count in answer["states"].items() if state not in FINISHED}
    if left or not answer["states"]:
        raise RuntimeError(f"mails that were not finished: {left or 'all'}")
    return Cost(
        mails,
        answer["wall_seconds"],
        answer["cpu_seconds"],
        answer["peak_bytes"],
        answer["statements"],
        answer.get("stages", {}),
    )
