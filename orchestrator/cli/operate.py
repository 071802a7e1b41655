"""``orchestrator config`` and ``orchestrator db``: the settings in use, and the database."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
import os
from pathlib import Path
import re
import sqlite3
from urllib.parse import urlsplit

import click

from orchestrator.cli.common import (
    Answer,
    answers,
    open_database,
    operator,
    sqlite_path,
    table,
)
from orchestrator.clock import utc_now
from orchestrator.collect.oauth import is_loopback
from orchestrator.config import FILE_NAME, Settings, as_text
from orchestrator.errors import UsageError
from orchestrator.models import schema
from orchestrator.record.append import Action, record


@click.group("config")
def config() -> None:
    r"""Show and check the settings.

    \b
    Examples:
      orchestrator config show
      ORCHESTRATOR_SMTP_HOST=mail.studio.example orchestrator config check
    """


@config.command("show")
@answers
def show_config() -> Answer:
    """Show every setting in use; secrets stay hidden."""
    settings = Settings.from_environ(os.environ)
    values = {
        setting.name: _shown(getattr(settings, setting.name), secret=setting.metadata["secret"])
        for setting in fields(settings)
    }
    return Answer(table(list(values.items())), values)


def _shown(value: object, *, secret: bool) -> str:
    if secret:
        return "(hidden)" if value else ""
    # A URL may hold a password.
    return re.sub(r"(://[^:/@\s]*:)[^@/\s]+@", r"\1(hidden)@", as_text(value))


@config.command("check")
@answers
def check_config() -> Answer:
    """Read the settings; a wrong one is named, with exit code 3."""
    settings = Settings.from_environ(os.environ)
    path = settings.data / FILE_NAME
    place = str(path) if path.is_file() else f"no {path}, defaults and environment only"
    return Answer(f"The settings are right: {place}", {"file": str(path)}, list(lacks(settings)))


def lacks(settings: Settings) -> Iterator[str]:
    """What is not wrong, and yet keeps the service from its work."""
    if not settings.can_send:
        yield "no smtp_host or mail_from: nothing is sent; set them in the settings"
    address = urlsplit(settings.base_url)
    if is_loopback(address.hostname or "") and address.port not in (None, settings.web_port):
        yield (
            f"base_url = {settings.base_url}: the web view listens on port {settings.web_port}, "
            "so links lead elsewhere; set base_url to the address that people open"
        )


@click.group("db")
def db() -> None:
    r"""Bring the database up to date, or copy it.

    \b
    Examples:
      orchestrator db upgrade
      orchestrator db backup /backups/orchestrator.sqlite3
    """


@db.command("upgrade")
@answers
def upgrade() -> Answer:
    """Run the migrations that are missing."""
    database = open_database(Settings.from_environ(os.environ))
    changed = schema.upgrade(database.engine)
    revision = schema.found(database.engine)
    if changed:
        with database.write() as session:
            record(
                session,
                Action.CONFIG_CHANGE,
                "config:schema",
                actor=operator(),
                now=utc_now(),
                revision=revision,
            )
    words = "Upgraded to" if changed else "Already at"
    return Answer(f"{words} {revision}", {"revision": revision, "changed": changed})


@db.command("status")
@answers
def status() -> Answer:
    """Say which schema the database has and which this program needs."""
    database = open_database(Settings.from_environ(os.environ))
    found, needed = schema.found(database.engine), schema.head(database.engine)
    kind = database.engine.dialect.name
    rows = [("Database", kind), ("Schema", found or "nothing"), ("Needed", needed)]
    if not schema.is_current(database.engine):
        rows.append(("Run", "orchestrator db upgrade"))
    return Answer(table(rows), {"kind": kind, "found": found, "needed": needed})


@db.command("backup")
@click.argument("path", type=click.Path(path_type=Path))
@answers
def backup(path: Path) -> Answer:
    r"""Copy the SQLite database to PATH while the service runs.

    The keys are not in it: copy the folder `keys` too, and keep the two apart.

    \b
    Example:
      orchestrator db backup /backups/2026-11-23.sqlite3
    """
    settings = Settings.from_environ(os.environ)
    open_database(settings)  # Of any schema: a copy is wanted before an upgrade.
    source = sqlite_path(settings)
    if source is None:
        raise UsageError("this database is PostgreSQL; use: pg_dump --format=custom --file=PATH")
    if path.exists():
        raise UsageError(f"{path}: exists already; name a new file")
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: no such folder")
    _copy(source, path)
    return Answer(f"{path}  {path.stat().st_size:,} bytes", {"path": str(path)})


def _copy(source: Path, path: Path) -> None:
    """By way of a file beside it, so that a copy under its own name is whole."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(unfinished)) as new:
            old.backup(new)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
