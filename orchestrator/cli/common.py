"""What the operator's commands share: who acts, on which service, and how they answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
import functools
import json
import os
from pathlib import Path
import pwd
import sys
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.bell import Bell, embedded_socket, redis_url
from orchestrator.cli.printing import printable
from orchestrator.clock import utc_now
from orchestrator.config import DATA_VARIABLE, PASSWORD_VARIABLE, Settings
from orchestrator.dispatch.compose import instance_mark
from orchestrator.errors import ConfigError, DependencyError, OrchestratorError, UsageError
from orchestrator.keys import signing_key
from orchestrator.models import AuditEntry, Database, schema
from orchestrator.models.outage import naming_outage
from orchestrator.record.append import Actor

KEYS = "config:keys"
"""What the record calls the key files; its newest entry holds the mark of the signing key."""


@dataclass(frozen=True, slots=True)
class Service:
    """What a command works on.  ``now`` is when it began."""

    settings: Settings
    database: Database
    key: bytes
    actor: Actor
    now: datetime

    @contextmanager
    def change(self, *, dry_run: bool = False) -> Iterator[Session]:
        """A session that commits at the end, or does all but that in a dry run."""
        with self.database.write() as session:
            yield session
            if dry_run:
                session.rollback()

    def ring(self, job: str) -> None:
        """Wake a worker; without Redis it comes at the next sweep."""
        if not self.settings.redis_url and not embedded_socket(self.settings.data).exists():
            click.echo("noted; it is done once the service runs: orchestrator run all", err=True)
            return
        bell = Bell(redis_url(self.settings.redis_url, self.settings.data))
        bell.ring(job)
        bell.redis.close()


@dataclass(slots=True)
class Answer:
    """What a command found or did: ``text`` for people, ``data`` for ``--json``."""

    text: str
    data: Any = None
    warnings: Sequence[str] = field(default_factory=list)
    exit_code: int = 0


def answers(command: Callable[..., Answer]) -> Callable[..., int]:
    """Give a command ``--json``, print what it returns, and return the exit code."""

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    @functools.wraps(command)
    def run(*args: Any, as_json: bool, **options: Any) -> int:
        try:
            answer = command(*args, **options)
        except OrchestratorError as error:
            if not as_json:
                raise
            _print_envelope(Answer("", exit_code=error.exit_code), str(error))
            return error.exit_code
        if as_json:
            _print_envelope(answer, None)
        else:
            _print_words(answer)
        return answer.exit_code

    return run


def _print_envelope(answer: Answer, error: str | None) -> None:
    envelope = {
        "ok": answer.exit_code == 0,
        "data": answer.data,
        "warnings": list(answer.warnings),
        "error": error,
    }
    click.echo(json.dumps(envelope, ensure_ascii=False, default=_plain))


def _print_words(answer: Answer) -> None:
    if answer.text:
        click.echo(printable(answer.text))
    for warning in answer.warnings:
        click.echo(f"warning: {warning}", err=True)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def open_service() -> Service:
    """Open the configured service.

    Raises:
        ConfigError: a setting is wrong, a key is missing or of another database, or the
            schema is not this program's.
        DependencyError: the database does not answer.
    """
    settings = Settings.from_environ(os.environ)
    database = open_database(settings)
    with naming_outage():
        schema.check(database.engine)
        key = signing_key(settings.keys)
        with database.read() as session:
            require_fitting_key(session, key)
    return Service(settings, database, key, operator(), utc_now())


def open_database(settings: Settings) -> Database:
    """The configured database, which answers; closed when the command ends.

    Its schema is not looked at.

    Raises:
        ConfigError: there is none yet.
        DependencyError: it does not answer.
    """
    path = sqlite_path(settings)
    if path is not None and not path.is_file():
        raise ConfigError(f"{path}: no database yet; {_cure(settings)}")
    database = Database(settings.database)
    click.get_current_context().call_on_close(database.dispose)
    require_answer(database)
    return database


def _cure(settings: Settings) -> str:
    if settings.database_url or DATA_VARIABLE in os.environ:
        return "run: orchestrator init"
    return f"set {DATA_VARIABLE} to the folder of your service, or run: orchestrator init"


def require_answer(database: Database) -> None:
    """Raises DependencyError, with what to do, when the database does not answer."""
    if problem := database.problem():
        url = database.engine.url
        cure = "start its server, or correct database_url"
        if url.get_backend_name() == "sqlite":
            cure = f"check {url.database}, its owner and the room on its disk, or put a backup back"
        raise DependencyError(f"database: {problem}; {cure}")


def sqlite_path(settings: Settings) -> Path | None:
    """The file of an SQLite database; None when another kind is configured."""
    kind, _, path = settings.database.partition(":///")
    return Path(path) if kind == "sqlite" else None


def operator() -> Actor:
    """Who sits at the shell, by the account that the system knows."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # A container may run under a number alone.
        name = str(os.getuid())
    return Actor(f"operator:{name}", "cli")


def require_fitting_key(session: Session, key: bytes) -> None:
    """Raises ConfigError when another key was in use with this database."""
    mark = recorded_mark(session)
    if mark is not None and mark != instance_mark(key):
        raise ConfigError(
            "the signing key does not fit this database; "
            "put the keys folder that belongs to it back in place"
        )


def recorded_mark(session: Session) -> str | None:
    """The mark of the key that this database is used with, if `init` noted one."""
    line = session.scalar(
        select(AuditEntry.line)
        .where(AuditEntry.obj == KEYS)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    return str(json.loads(line)["mark"]) if line else None


def confirm(question: str, *, yes: bool) -> None:
    """Ask before what cannot be undone.

    Raises:
        UsageError: nobody can answer, and ``--yes`` was not given.
        click.Abort: the answer is no.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(f"{question} Nobody can answer here; add --yes")
    click.confirm(question, abort=True, err=True)


password_file = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help=f"File with the password; without it {PASSWORD_VARIABLE}, or a question.",
)
"""The option for `secret`."""


def secret(given: Path | None, question: str) -> str:
    """A password from a file, else the environment, else a person; never an argument.

    Raises:
        UsageError: there is none, or the file cannot be read.
    """
    if given is not None:
        try:
            return given.read_text().strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"--password-file {given}: {unreadable(error)}") from error
    if value := os.environ.get(PASSWORD_VARIABLE):
        return value
    if not sys.stdin.isatty():
        raise UsageError(f"{question}: give --password-file FILE or set {PASSWORD_VARIABLE}")
    answer: str = click.prompt(question, hide_input=True, confirmation_prompt=True, err=True)
    return answer


def unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Why a file that an option names cannot be read, and what to do."""
    if isinstance(error, UnicodeDecodeError):
        return "is no text in UTF-8; name the file that holds the secret alone"
    return f"cannot be read: {error.strerror}; name a file that you may read"


def table(rows: Sequence[Sequence[object]]) -> str:
    """Rows as columns of words, as wide as they need to be."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
