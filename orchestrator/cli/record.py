"""``orchestrator record``: check the communication record, and look things up in it."""

from dataclasses import replace
from datetime import UTC, datetime
import json
import os
from pathlib import Path
from typing import Any

import click
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError

from orchestrator.cli.common import Answer, answers, open_service, sqlite_path, table
from orchestrator.config import DATA_VARIABLE, PREFIX, Settings
from orchestrator.errors import ConfigError, DependencyError, IntegrityError, UsageError
from orchestrator.models import AuditDetail, AuditEntry, Database, schema
from orchestrator.record.append import Action
from orchestrator.record.verify import Verdict, verify

UNSEEN_TAIL = "No signed checkpoint yet: entries cut off at the end would not be seen."

_SQLITE_MAGIC = b"SQLite format 3\0"


@click.group("record")
def record() -> None:
    r"""The communication record: every step, chained by hashes.

    \b
    Examples:
      orchestrator record verify
      orchestrator record search --object digest:14
    """


@record.command("verify")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def verify_record(folder: Path | None) -> int:
    r"""Check every entry, detail, stored mail and sent message of a data FOLDER.

    Prints {ok, entries, checkpoints, problems[]}.  Exits 0 when all is whole, 7 when it
    was tampered with, 2 when there is nothing that can be judged, 4 when the database
    does not answer.

    \b
    Examples:
      orchestrator record verify
      orchestrator record verify /restored/data | jq .problems
    """
    verdict = _verdict(_settings(folder))
    click.echo(json.dumps(verdict.as_json(), ensure_ascii=False))
    if not verdict.checkpoints:
        click.echo(UNSEEN_TAIL, err=True)
    return IntegrityError.exit_code if verdict.problems else 0


def _settings(folder: Path | None) -> Settings:
    if folder is None:
        return Settings.from_environ(os.environ)
    if not folder.is_dir():
        raise UsageError(f"cannot judge: no folder {folder}; name the data folder")
    # The named folder says which database it has, not the environment of this shell.
    others = {k: v for k, v in os.environ.items() if not k.startswith(f"{PREFIX}DATABASE_URL")}
    try:
        settings = Settings.from_environ({**others, DATA_VARIABLE: str(folder)})
    except ConfigError as error:
        raise UsageError(f"cannot judge: {error}") from error
    return replace(settings, data=folder.absolute())


def _verdict(settings: Settings) -> Verdict:
    """Raises UsageError when it cannot be judged, DependencyError when it does not answer."""
    path = sqlite_path(settings)
    if path is not None and not _is_sqlite(path):
        is_there = "is no SQLite database" if path.exists() else "is not there"
        raise UsageError(f"cannot judge: {path} {is_there}; name the data folder that holds one")
    database = Database(settings.database)
    try:
        if problem := database.problem():
            kind = DependencyError if path is None else UsageError
            raise kind(f"cannot judge: {problem}")
        if not inspect(database.engine).has_table(AuditEntry.__tablename__):
            raise UsageError("cannot judge: this database holds no communication record")
        schema.check(database.engine)
        with database.read() as session:
            return verify(session)
    except ConfigError as error:
        raise UsageError(f"cannot judge: {error}") from error
    except DBAPIError as error:
        raise UsageError(f"cannot judge: {str(error.orig)[:200]!r}") from error
    finally:
        database.dispose()


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC
    except OSError:
        return False


@record.command("show")
@click.argument("seq", type=click.IntRange(1, 2**63 - 1))
@answers
def show(seq: int) -> Answer:
    r"""Show one entry with its details, as far as they were not erased.

    \b
    Example:
      orchestrator record show 48 --json
    """
    service = open_service()
    with service.database.read() as session:
        entry = session.get(AuditEntry, seq)
        if entry is None:
            raise UsageError(f"entry {seq}: there is none; see: orchestrator record search")
        kept = session.scalars(select(AuditDetail).where(AuditDetail.seq == seq))
        details = {detail.name: json.loads(detail.value) for detail in kept}
        data = _fields(entry) | {"details": details}
    rows = [(name, value) for name, value in data.items() if name not in ("c", "details")]
    rows += [(f"{name} (detail)", value) for name, value in details.items()]
    return Answer(table(rows), data)


@record.command("search")
@click.option(
    "--action",
    type=click.Choice([action.value for action in Action]),
    metavar="ACTION",
    help=f"What was done: {', '.join(Action)}.",
)
@click.option("--object", "obj", help="What it is about: digest:14, mail:402.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="So many at most."
)
@answers
def search(action: str | None, obj: str | None, limit: int) -> Answer:
    r"""List the newest entries, oldest of them first.

    \b
    Examples:
      orchestrator record search --object digest:14
      orchestrator record search --action approve --limit 10
    """
    service = open_service()
    wanted = select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(limit)
    if action is not None:
        wanted = wanted.where(AuditEntry.action == action)
    if obj is not None:
        wanted = wanted.where(AuditEntry.obj == obj)
    with service.database.read() as session:
        data = [_fields(entry) for entry in reversed(session.scalars(wanted).all())]
    rows = [(row["seq"], row["at"], row["actor"], row["action"], row["obj"]) for row in data]
    return Answer(table(rows) or "Nothing found", data)


def _fields(entry: AuditEntry) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(entry.line)
    at = datetime.fromtimestamp(entry.ts / 1_000_000, UTC)
    return {
        "seq": entry.seq,
        "at": at.isoformat(timespec="seconds"),
        **fields,
        "hash": entry.hash.hex(),
    }
