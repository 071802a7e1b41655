"""Threads: of a mailbox in files, and of mail that joins an archive of up to a million."""

from collections.abc import Sequence
from pathlib import Path
import shutil
from statistics import median
import time

from click.testing import CliRunner

from bench.archive import NOW, make_archive
from bench.corpus import BUILD, corpus
from bench.figure import Figure, Progress
from orchestrator.cli.mail_thread import thread
from orchestrator.conversation.routing import file_mails
from orchestrator.models import Database

SIZES = (10_000, 100_000, 1_000_000)
MAILBOX = 60_000
MAILBOX_SECONDS = 10.0
RATE = 2_500
_CORPUS = 20_000
_NEW = 4_000
_BATCH = 100


def threading(*, progress: Progress, sizes: Sequence[int] = SIZES) -> list[Figure]:
    progress("threading: a mailbox")
    figures = [of_mailbox(_mbox(_CORPUS))]
    costs = []
    for size in sizes:
        costs.append(stored_cost(size))
        progress(f"threading: {costs[-1] * 1e6:.0f} us of CPU a mail among {size:,}")
    return [*figures, *stored_figures(sizes, costs)]


def of_mailbox(path: Path) -> Figure:
    """``orchestrator mail thread``, as if the mailbox had `MAILBOX` mails."""
    begun = time.process_time()
    result = CliRunner().invoke(thread, [str(path), "--json"], catch_exceptions=False)
    spent = time.process_time() - begun
    read = result.stdout.count("\n")
    seconds = spent / read * MAILBOX
    return {
        "name": f"CPU of `mail thread`, {MAILBOX:,} mails",
        "ratio": seconds / MAILBOX_SECONDS,
        "peer": f"{MAILBOX_SECONDS:g} s",
        "at_most": 1.0,
        "detail": f"{seconds:.1f} s, from {read:,} mails of {path.stat().st_size / read:,.0f} "
        f"bytes, {spent / read * 1e6:.0f} us each",
    }


def stored_cost(size: int, *, new: int = _NEW) -> float:
    """Seconds of CPU that threading and filing a mail takes, with ``size`` mails stored."""
    folder = BUILD / "threading"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    database = make_archive(folder / "archive.sqlite3", size, new=new)
    costs = [
        _seconds(database, range(at, at + _BATCH)) for at in range(size + 1, size + new, _BATCH)
    ]
    database.dispose()
    shutil.rmtree(folder)
    # The first batches fill the caches.
    return median(costs[len(costs) // 4 :]) / _BATCH


def _seconds(database: Database, mail_ids: Sequence[int]) -> float:
    begun = time.process_time()
    with database.write(durable=False) as session:
        file_mails(session, mail_ids, key=b"k" * 32, now=NOW)
    return time.process_time() - begun


def stored_figures(sizes: Sequence[int], costs: Sequence[float]) -> list[Figure]:
    shown = zip(sizes, costs, strict=True)
    return [
        {
            "name": f"threading a mail among {sizes[-1]:,}",
            "ratio": costs[-1] / costs[0],
            "peer": f"among {sizes[0]:,}",
            "at_most": 1.5,
            "detail": ", ".join(f"{cost * 1e6:.0f} us at {size:,}" for size, cost in shown),
        },
        {
            "name": f"mails threaded a second among {sizes[-1]:,}",
            "ratio": 1 / costs[-1] / RATE,
            "peer": f"{RATE:,}",
            "at_least": 1.0,
            "detail": f"{1 / costs[-1]:,.0f} a second of CPU, filing included",
        },
    ]


def _mbox(count: int) -> Path:
    source = corpus(count)
    path = source.folder / "mails.mbox"
    if not path.exists():
        with path.open("wb") as out:
            for file in source.files:
                content = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
                out.write(b"From a@b.example Mon Nov 23 09:00:00 2026\n" + content + b"\n\n")
    return path
