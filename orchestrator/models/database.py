"""The engine: SQLite or PostgreSQL, and who may write.

`Database.read` gives a session that cannot write, whatever its caller does; GET
requests get no other.  `Database.write` takes SQLite's write lock at BEGIN, so that
a writer waits its turn instead of failing at COMMIT.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from orchestrator.errors import DependencyError

_SYNCHRONOUS = "synchronous before"
_PRAGMAS = (
    "journal_mode=WAL",
    "cache_size=-16384",  # KiB: with the default of 2 MB each batch reads the indexes anew.
    "synchronous=FULL",  # Measured: 1,400 chained entries a second; NORMAL can lose the last.
    "busy_timeout=30000",
    "foreign_keys=ON",
    "recursive_triggers=ON",  # INSERT OR REPLACE must meet the DELETE triggers of the record.
)


class Database:
    """One engine for one process.  Do not carry it across a fork; make a new one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on a consistent snapshot.  Writing raises."""
        with Session(self.engine) as session:
            session.connection(execution_options={"read_only": True})
            yield session

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Session]:
        """A session that commits at the end of the block, or rolls back on an error.

        Args:
            durable: wait until the commit is on disk.  Without, a loss of power may undo it,
                whole and with all that came after; the next durable commit takes it along.
                For work that is then done again from its rows, and shows nothing outside.
        """
        with Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"writes": True, "durable": durable})
            yield session
            session.commit()

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()

    def problem(self) -> str | None:
        """Why the database cannot be used right now, in words; None when it answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except DBAPIError as error:
            return " ".join(str(error.orig).split())[:200]
        return None


def open_engine(url: str) -> Engine:
    """Make the engine and its connection rules.

    Raises:
        DependencyError: the folder of an SQLite file does not exist.
    """
    if url.startswith("sqlite"):
        return _open_sqlite(url)
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1), pool_pre_ping=True
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _open_sqlite(url: str) -> Engine:
    path = url.removeprefix("sqlite:///")
    if not Path(path).parent.is_dir():
        raise DependencyError(f"no folder {Path(path).parent}; make it with: orchestrator init")
    engine = create_engine(url)
    event.listen(engine, "connect", _connect_sqlite)
    event.listen(engine, "checkin", _as_before)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # We say BEGIN ourselves, below.
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("read_only"):
        connection.exec_driver_sql("PRAGMA query_only=ON")
    if not options.get("durable", True):
        before: int = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        connection.info[_SYNCHRONOUS] = before
        # NORMAL: in WAL mode a commit does not wait for the disk.
        connection.exec_driver_sql(f"PRAGMA synchronous={min(before, 1)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("read_only"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    if not options.get("durable", True):
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")


def _as_before(connection: Any, record: ConnectionPoolEntry) -> None:
    """Take back what a transaction may have set, since these pragmas outlive it."""
    if connection is not None:
        connection.execute("PRAGMA query_only=OFF")
        before = record.info.pop(_SYNCHRONOUS, None)
        if before is not None:
            connection.execute(f"PRAGMA synchronous={before}")
