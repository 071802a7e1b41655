"""The database stops, refuses, is full or is busy, while a group is on its way."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
import signal
import sqlite3
import threading
import time
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, event, text

from orchestrator.dispatch import send
from orchestrator.models import OutboxState
from tests.faults import kill_points
from tests.faults.lab import Lab, open_lab
from tests.faults.outbound import Outbound
from tests.faults.registry import NOTHING, Finding, Tally, fault
from tests.outage import Outage
from tests.servers import PostgresServer

GROUP = 10
_RECORD_LOCK = 710017
"""Whoever appends to the record holds it until the end of the transaction."""


def _control(out: Outbound) -> None:
    out.approve(GROUP)
    out.send()
    out.studio.wait_for(out.is_settled, "the control's mail")
    assert out.tally() == Tally(), "the path does not hold even without a fault"


@fault(44, "PostgreSQL stopped at once, in a commit", recover_within=2400, shortened=20)
def stopped_in_commit(lab: Lab) -> Finding:
    """At each commit of a group in turn: the sender does not learn what became of it."""
    found = NOTHING
    with open_lab(is_long=lab.is_long) as other:
        server = other.postgres
        with ExitStack() as restarts, other.outbound("postgresql") as out:
            _make_durable(server, out)
            _control(out)
            outage = Outage.of(server)
            for step in count(1):
                out.approve(GROUP)
                if out.studio.child(_stopping(outage, step, out.send)).wait() == 0:
                    assert step > 4, "it commits less than it must"
                    break
                began = time.monotonic()
                restarts.enter_context(outage.over())
                out.studio.database.dispose()
                out.recover()
                words = "database: connection failed; the sweeper goes on when it is back"
                found += Finding(Tally(), time.monotonic() - began, words)
            out.recover()
            return found + Finding(out.tally(), 0.0, "", 0)


def _make_durable(server: PostgresServer, out: Outbound) -> None:
    """What was committed is to be there again; tests are quicker without."""
    name = out.studio.settings.database.rpartition("/")[2]
    with server.connect() as connection:
        connection.execute(
            SQL("ALTER DATABASE {} SET synchronous_commit TO on").format(Identifier(name))
        )
    out.studio.database.dispose()


def _stopping(outage: Outage, step: int, work: Callable[[], object]) -> Callable[[], object]:
    """Do ``work``, with the server stopped as by ``pg_ctl -m immediate`` at a commit of it."""
    passed = 0

    def commit(_connection: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == step:
            outage.stop(signal.SIGQUIT)

    def stopping() -> object:
        event.listen(Engine, "commit", commit)
        return work()

    return stopping


@fault(45, "deadlock with a group on its way", recover_within=2400, shortened=20)
def deadlock(lab: Lab) -> Finding:
    """Another holds the record and wants the rows; the sender holds the rows, its mail sent."""
    with lab.outbound("postgresql") as out:
        _control(out)
        out.approve(GROUP)
        name = out.studio.settings.database.rpartition("/")[2]
        with lab.postgres.connect(name) as rival:
            rival.execute("SET deadlock_timeout TO '60s'")  # So the sender is the one to fail.
            sender = out.sender(_slow_to_settle)
            out.studio.wait_for(lambda: out.number(OutboxState.SENDING) == GROUP, "the claim")
            with rival.transaction():
                rival.execute("SELECT pg_advisory_xact_lock(%s)", [_RECORD_LOCK])
                out.studio.wait_for(lambda: _waits(rival), "the sender to hold its rows")
                rival.execute("SELECT id FROM outbox ORDER BY id FOR UPDATE")
            assert sender.wait() == 1, out.studio.said()
        words = out.studio.logged("deadlock detected")
        assert words, f"there was no deadlock; {out.studio.said()}"
        seconds = out.recover()
        return Finding(out.tally(), seconds, words, GROUP)


def _slow_to_settle() -> None:
    kill_points.before(send, "_settle", lambda: time.sleep(1))


def _waits(rival: Connection[tuple[object, ...]]) -> bool:
    found = rival.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    return found.fetchone() is not None


@fault(46, "SQLite without room, in a commit", recover_within=2400, shortened=20)
def without_room(lab: Lab) -> Finding:
    """It may not grow any more, which it finds out as it would on a full disk."""
    found = NOTHING
    with lab.outbound() as out:
        _control(out)
        for pages in count():
            out.approve(GROUP)
            if out.sender(partial(_let_grow, pages)).wait() == 0:
                assert pages > 0, "it needs no room"
                break
            words = out.studio.logged("database or disk is full")
            assert words, out.studio.said()
            with out.studio.database.read() as session:
                assert session.scalar(text("PRAGMA integrity_check")) == "ok"
            found += Finding(Tally(), out.recover(), words)
        out.recover()
        return found + Finding(out.tally(), 0.0, "", 0)


def _let_grow(pages: int) -> None:
    def connect(connection: sqlite3.Connection, _record: object) -> None:
        [now] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {now + pages}")

    event.listen(Engine, "connect", connect)


@fault(47, "SQLite locked by backups", recover_within=60, shortened=15)
def locked_by_backups(lab: Lab) -> Finding:
    found = NOTHING
    with lab.outbound() as out:
        _control(out)
        path = out.studio.settings.database.removeprefix("sqlite:///")
        with _backing_up(path, lab.folder / "backup.sqlite3") as done:
            for _ in range(4):
                out.approve(GROUP)
                assert out.sender(lambda: None).wait() == 0, out.studio.said()
            began = time.monotonic()
            out.recover()
            seconds = time.monotonic() - began
        assert len(done) > 4, "there was hardly a backup"
        assert not out.studio.logged("locked"), out.studio.said()
        found += Finding(out.tally(), seconds, "nothing: writers wait", len(done))
    return found


@contextmanager
def _backing_up(path: str, copy: Path) -> Iterator[list[float]]:
    """Copy the database again and again, and hold its writers up for a moment each time."""
    done: list[float] = []
    stop = threading.Event()

    def back_up() -> None:
        source = sqlite3.connect(path, isolation_level=None, timeout=30)
        while not stop.wait(0.05):
            source.execute("BEGIN IMMEDIATE")
            time.sleep(0.2)
            source.execute("COMMIT")
            target = sqlite3.connect(copy)
            source.backup(target)
            target.close()
            done.append(time.monotonic())
        source.close()

    thread = threading.Thread(target=back_up)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()
