"""Bring a database to the schema of this program, and say how far it is."""

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from orchestrator.config import resource
from orchestrator.errors import ConfigError


def upgrade(engine: Engine) -> bool:
    """Run the migrations that are missing; return whether any was.

    Safe to call again, and from two processes.

    Raises:
        ConfigError: the database is newer than this program.
    """
    if is_current(engine):
        return False
    command.upgrade(alembic_config(engine), "head")
    return True


def check(engine: Engine) -> None:
    """Raises ConfigError unless the schema is this program's, with the command that mends it."""
    if not is_current(engine):
        raise ConfigError(
            f"the database is at {found(engine) or 'nothing'}, this program needs {head(engine)}; "
            "run: orchestrator db upgrade"
        )


def is_current(engine: Engine) -> bool:
    """Whether the schema is this program's; False when migrations are missing.

    Raises:
        ConfigError: the database is newer than this program.
    """
    at, script = found(engine), ScriptDirectory.from_config(alembic_config(engine))
    newest = script.get_current_head()
    if at is not None and at not in {revision.revision for revision in script.walk_revisions()}:
        raise ConfigError(
            f"the database is newer ({at}) than this program ({newest}); update the program"
        )
    return at == newest


def found(engine: Engine) -> str | None:
    """The revision that the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head(engine: Engine) -> str | None:
    """The newest revision that this program knows."""
    return ScriptDirectory.from_config(alembic_config(engine)).get_current_head()


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the models describe a table or index; the full-text index lives outside of them."""
    hidden = {"table": "mail_words", "index": "ix_mail_words"}.get(kind)
    return hidden is None or not (name or "").startswith(hidden)


def alembic_config(engine: Engine | None = None) -> AlembicConfig:
    """Alembic as we use it; without ``engine`` for what needs no database."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(resource("migrations")))
    if engine is not None:
        config.attributes["engine"] = engine
    return config
