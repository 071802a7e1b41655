"""``orchestrator init``: everything that a service needs before it can start."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
import os

import click
from sqlalchemy import select

from orchestrator.cli.common import (
    KEYS,
    Answer,
    answers,
    operator,
    recorded_mark,
    require_answer,
    require_fitting_key,
)
from orchestrator.cli.template import approve
from orchestrator.clock import utc_now
from orchestrator.config import DATA_VARIABLE, FILE_NAME, Settings, described
from orchestrator.dispatch.compose import instance_mark
from orchestrator.errors import ConfigError, DependencyError
from orchestrator.keys import SIGNING, make_keys, signing_key
from orchestrator.models import Database, StandingApproval, schema
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.append import Action, Actor, record

NEXT = """
Next:
  1. Set studio_name, mail_from, smtp_host in {file}
  2. orchestrator user add you@studio.example --name "Your Name" --role pm
  3. orchestrator mailbox add main --host imap.studio.example --username hello@studio.example
  4. orchestrator client add "Harbor & Lane" --contact "Dana Whitfield <dana@harbor.example>"
  5. orchestrator project add --help
  6. orchestrator doctor, then: orchestrator run all"""


@dataclass(frozen=True, slots=True)
class Step:
    """``is_new``: made just now, rather than found."""

    name: str
    words: str
    is_new: bool


@click.command("init")
@answers
def init() -> Answer:
    r"""Make the data folder, keys, settings file and database; approve the shipped mails.

    Safe to run again: what is there stays as it is.

    \b
    Examples:
      orchestrator init
      ORCHESTRATOR_DATA=/srv/orchestrator orchestrator init
    """
    settings = Settings.from_environ(os.environ)
    steps = list(set_up(settings, actor=operator(), now=utc_now()))
    lines = [f"{'made' if step.is_new else 'kept':<6}{step.words}" for step in steps]
    text = "\n".join(lines) + "\n" + NEXT.format(file=settings.data / FILE_NAME)
    return Answer(text, {step.name: step.is_new for step in steps})


def set_up(settings: Settings, *, actor: Actor, now: datetime) -> Iterator[Step]:
    """Do what is missing, one step after the other.  Commits.

    Raises:
        ConfigError: the database is newer than the program, or its keys are elsewhere.
        DependencyError: the folder cannot be made, or the database does not answer.
    """
    yield _data_folder(settings)
    yield _settings_file(settings)
    database = Database(settings.database)
    try:
        require_answer(database)
        is_new = schema.upgrade(database.engine)
        yield Step("database", f"database  {database.engine.url.render_as_string()}", is_new)
        yield _keys(settings, database, actor=actor, now=now)
        yield _approvals(database, actor=actor, now=now)
    finally:
        database.dispose()


def _data_folder(settings: Settings) -> Step:
    is_new = not settings.data.is_dir()
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DependencyError(
            f"{settings.data}: cannot be made: {error.strerror}; name another folder in "
            f"{DATA_VARIABLE}, or make it for this user"
        ) from error
    return Step("data", f"folder    {settings.data}", is_new)


def _settings_file(settings: Settings) -> Step:
    path = settings.data / FILE_NAME
    is_new = not path.exists()
    if is_new:
        path.touch(mode=0o600)  # A password may be written into it.
        path.write_text(settings_text())
    return Step("settings", f"settings  {path}", is_new)


def settings_text() -> str:
    """Every setting with its default, each switched off by a hash."""
    blocks = [
        f"# {help}\n# {name} = {default if default.isdecimal() else _quoted(default)}\n"
        for name, default, help in described()
        if name != "data"
    ]
    head = "# Settings of Orchestrator.  Take the hash away before a name to set it.\n"
    return "\n".join([head, *blocks])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _keys(settings: Settings, database: Database, *, actor: Actor, now: datetime) -> Step:
    with database.write() as session:
        mark = recorded_mark(session)
        if mark is not None and not (settings.keys / SIGNING).exists():
            raise ConfigError(
                f"{settings.keys}: the keys of this database are missing; put them back in place: "
                "new ones would break its reply addresses and mailbox passwords"
            )
        is_new = make_keys(settings.keys)
        key = signing_key(settings.keys)
        require_fitting_key(session, key)
        if mark is None:
            used = instance_mark(key)
            record(session, Action.CONFIG_CHANGE, KEYS, actor=actor, now=now, mark=used)
    return Step("keys", f"keys      {settings.keys}; keep a copy apart from the database", is_new)


def _approvals(database: Database, *, actor: Actor, now: datetime) -> Step:
    """Approve the shipped mails that nobody has decided on; an edited one waits for a person."""
    with database.write() as session:
        decided = set(session.scalars(select(StandingApproval.template)))
        undecided = [name for name in AUTOMATIC if name not in decided]
        for name in undecided:
            approve(session, name, actor=actor, now=now)
    words = f"approval  of the automatic mails {', '.join(AUTOMATIC)}"
    return Step("templates", words, bool(undecided))
