"""An update from its rows to its recorded delivery, beside the way one would write first.

Ours: rendered, signed, approved, queued, claimed, sent with the archive's copy, settled, each
step in the record.  The naive way: a queue's job an update that compiles the template,
builds an `EmailMessage`, signs with dkimpy, opens a connection and commits that it is sent.
Both read the same rows and talk to the same sink; the naive one keeps no record.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
import multiprocessing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
import time

from redis import Redis
from rq import Queue, Worker
from sqlalchemy import event, select

from bench.digest_rows import AT, draft_all, naive_send, prepare
from bench.figure import Figure, Progress
from bench.transport import SETTINGS, smtp_sink
from orchestrator.config import Settings
from orchestrator.dispatch import send
from orchestrator.dispatch.channels.email import EmailChannel
from orchestrator.dkim_keys import make_dkim_keys
from orchestrator.keys import make_keys, signing_key
from orchestrator.models import Database, Digest, DigestState, OutboxEntry, OutboxState, schema
from tests.servers import postgresql, redis

ROUNDS = 3
UPDATES = 400
NAIVE = 40
BATCH = 50
AT_LEAST = 15.0
TWO_WORKERS = 1.5


@dataclass(frozen=True)
class Ours:
    """What one worker needs to be told; it opens its own connections."""

    settings: Settings

    def run(self, ids: Sequence[int]) -> int:
        """Take updates from their rows to their recorded delivery; returns the commits."""
        database = Database(self.settings.database)
        commits = 0

        def note(_connection: object) -> None:
            nonlocal commits
            commits += 1

        event.listen(database.engine, "commit", note)
        key = signing_key(self.settings.keys)
        done = 0
        with EmailChannel(self.settings) as channel:
            for at in range(0, len(ids), BATCH):
                queued = prepare(database, ids[at : at + BATCH], settings=self.settings, key=key)
                done += send.send_due(
                    database,
                    channel=channel,
                    settings=self.settings,
                    clock=lambda: AT,
                    among=queued,
                )
        assert done == len(ids), f"{len(ids) - done} updates were not sent"
        database.dispose()
        return commits


def digests(*, progress: Progress) -> list[Figure]:
    figures: list[Figure] = []
    with TemporaryDirectory() as folder, smtp_sink() as port, postgresql() as server:
        keys = Path(folder)
        make_keys(keys / "keys")
        make_dkim_keys(keys / "keys", "bench")
        common = replace(
            SETTINGS, data=keys, smtp_port=port, dkim_selector="bench", studio_name="Northwind"
        )
        urls = iter(range(1000))

        def new(kind: str) -> str:
            number = next(urls)
            if kind == "sqlite":
                return f"sqlite:///{keys / f'{number}.sqlite3'}"
            return server.new_database(f"bench_{number}")

        for kind in ("sqlite", "postgresql"):
            figures += _of(kind, partial(new, kind), common, progress)
    return figures


def _of(kind: str, new: Callable[[], str], common: Settings, progress: Progress) -> list[Figure]:
    one, two, naive, commits = [], [], [], []
    for number in range(ROUNDS):
        progress(f"digests, {kind}: round {number + 1} of {ROUNDS}")
        with _drafted(new(), common) as (settings, ids):
            seconds, count = _timed(settings, [ids])
            one.append(seconds / len(ids))
            commits.append(count / seconds)
        with _drafted(new(), common) as (settings, ids):
            seconds, _ = _timed(settings, [ids[::2], ids[1::2]])
            two.append(seconds / len(ids))
        with _drafted(new(), common, many=NAIVE) as (settings, ids):
            naive.append(_naive(settings, ids) / len(ids))
    ours, pair, peer = median(one), median(two), median(naive)
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[kind]
    return [
        {
            "name": f"updates from rows to recorded delivery, {name}",
            "ratio": peer / ours,
            "peer": "the naive way",
            "at_least": AT_LEAST,
            "detail": f"{1 / ours:,.0f} a second against {1 / peer:,.0f}; "
            f"{median(commits):,.0f} commits a second",
        },
        {
            "name": f"two workers, {name}",
            "ratio": ours / pair,
            "peer": "one",
            "at_least": TWO_WORKERS,
            "detail": f"{1 / pair:,.0f} updates a second against {1 / ours:,.0f}",
        },
    ]


@contextmanager
def _drafted(
    url: str, common: Settings, *, many: int = UPDATES
) -> Iterator[tuple[Settings, list[int]]]:
    """A database of its own with drafts in it; their ids."""
    settings = replace(common, database_url=url)
    database = Database(url)
    schema.upgrade(database.engine)
    draft_all(database, many, settings=settings, key=signing_key(settings.keys))
    with database.read() as session:
        drafts = select(Digest.id).where(Digest.state == DigestState.DRAFTED)
        ids = list(session.scalars(drafts.order_by(Digest.id)))
    assert len(ids) == many, (len(ids), many)
    try:
        yield settings, ids
        with database.read() as session:
            sent = session.scalars(select(OutboxEntry.state)).all()
            assert set(sent) <= {OutboxState.ACCEPTED}, set(sent)
    finally:
        database.dispose()


def _timed(settings: Settings, shares: Sequence[Sequence[int]]) -> tuple[float, int]:
    """Wall seconds and commits of a worker for each share; their start is not counted."""
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(len(shares), mp_context=context) as pool:
        list(pool.map(time.sleep, [0.2] * len(shares)))
        begun = time.perf_counter()
        commits = sum(pool.map(Ours(settings).run, shares))
        return time.perf_counter() - begun, commits


def _naive(settings: Settings, ids: Sequence[int]) -> float:
    with redis() as url:
        connection = Redis.from_url(url)
        queue = Queue(connection=connection)
        naive_send(settings, ids[0])  # What it imports and caches is not counted.
        for digest_id in ids[1:]:
            queue.enqueue(naive_send, settings, digest_id)
        begun = time.perf_counter()
        Worker([queue], connection=connection).work(burst=True, logging_level="ERROR")
        seconds = time.perf_counter() - begun
        connection.close()
    return seconds * len(ids) / (len(ids) - 1)
