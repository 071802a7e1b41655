"""A real PostgreSQL for tests, private to the run, on a free port of 127.0.0.1."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import functools
import os
from pathlib import Path
import pwd
import signal
import subprocess
import time
from typing import Final

import psycopg
from psycopg import sql

from tests.running import INSTALL, free_port, running, server_folder

_Connection = psycopg.Connection[tuple[object, ...]]

_OTHERS: Final = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_TABLES: Final = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
_SEQUENCES: Final = """
SELECT setval(oid::regclass, 1, false) FROM pg_class
WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""
_ALWAYS: Final = """
SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'A'
"""
_SCHEMA: Final = """
SELECT md5(string_agg(words, ' ' ORDER BY words)) FROM (
    SELECT relname || relkind::text AS words FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT attrelid::regclass || attname || format_type(atttypid, atttypmod) || attnotnull
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT conrelid::regclass || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT tgrelid::regclass || tgname || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'at' || version_num FROM alembic_version
) AS everything
"""


@dataclass(frozen=True)
class PostgresServer:
    """A running PostgreSQL; ``url`` names no database, so add ``/name``."""

    url: str
    port: int

    def new_database(self, name: str, template: str = "template1") -> str:
        """Create a database and return its URL for SQLAlchemy."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return f"{self.url}/{name}"

    def drop_database(self, name: str) -> None:
        """Remove a database with the connections it has."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def empty(self, name: str) -> bool:
        """Take away all rows of a database, for the next test; False where it must go instead.

        It must where its schema is not that of ``migrated`` any more, or somebody of the test
        is still connected.  What is left is as it was new: no rows, no dead ones, numbers from 1.
        """
        with self.connect(name) as connection:
            if _is_shared(connection) or _schema(connection) != _migrated_schema(self):
                return False
            connection.execute("SET session_replication_role = replica")  # No trigger, no key.
            filled = _filled(connection)
            connection.execute(_SEQUENCES)
            for table in filled:
                _delete_all(connection, table)
            if filled:
                connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(filled)))
        return True

    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def connect(self, name: str = "postgres") -> _Connection:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=name, autocommit=True
        )


def _is_shared(connection: _Connection) -> bool:
    """Whether another is connected, after the moment that one who left takes to be gone."""
    for _ in range(20):
        if not connection.execute(_OTHERS).fetchone():
            return False
        time.sleep(0.005)  # The server tells nobody when one has gone: it has to be asked.
    return True


@functools.cache
def _migrated_schema(server: PostgresServer) -> str:
    with server.connect("migrated") as connection:
        return _schema(connection)


def _schema(connection: _Connection) -> str:
    [[digest]] = connection.execute(_SCHEMA).fetchall()
    return str(digest)


def _delete_all(connection: _Connection, table: sql.Identifier) -> None:
    """Past the triggers that let nobody delete, which are back when it is done."""
    always = [
        sql.Identifier(str(name))
        for [name] in connection.execute(_ALWAYS, [table.as_string()]).fetchall()
    ]
    with connection.transaction():
        for name in always:
            connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER {}").format(table, name))
        connection.execute(sql.SQL("DELETE FROM {}").format(table))
        for name in always:
            connection.execute(
                sql.SQL("ALTER TABLE {} ENABLE ALWAYS TRIGGER {}").format(table, name)
            )


def _filled(connection: _Connection) -> list[sql.Identifier]:
    """The tables with rows; which migration it is at, is no row of a test."""
    tables = connection.execute(_TABLES).fetchall()
    look = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(name, sql.Identifier(str(name)))
        for [name] in tables
    )
    return [sql.Identifier(str(name)) for [name] in connection.execute(look).fetchall()]


@contextmanager
def postgresql() -> Iterator[PostgresServer]:
    """Run PostgreSQL without durability.  It refuses root, so root runs it as ``nobody``."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    if not found:
        raise RuntimeError(f"tests need PostgreSQL: {INSTALL}")
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else None
    port = free_port()
    with server_folder("postgresql-", user) as root:
        subprocess.run(
            [
                *(str(found[-1] / "initdb"), "-D", str(root / "data"), "--no-sync"),
                *("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=root,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
        )
        argv = [str(found[-1] / "postgres"), "-D", str(root / "data"), "-p", str(port)]
        for setting in ("fsync=off", "synchronous_commit=off", "full_page_writes=off"):
            argv += ["-c", setting]
        argv += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        server = PostgresServer(f"postgresql+psycopg://postgres@127.0.0.1:{port}", port)
        with running(argv, root, server.answers, user=user, stop_signal=signal.SIGINT):
            yield server
