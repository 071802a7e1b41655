"""Bring a database to the schema of this program, and say how far it is."""

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from orchestrator.config import resource
from orchestrator.errors import ConfigError


def upgrade(engine: Engine) -> None:
    """Run the migrations that are missing.  Safe to call again, and from two processes."""
    command.upgrade(_alembic(engine), "head")


def check(engine: Engine) -> None:
    """Raises ConfigError unless the schema is this program's, with the command that mends it."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(_alembic(engine))
    head = script.get_current_head()
    if found == head:
        return
    known = {revision.revision for revision in script.walk_revisions()}
    if found is not None and found not in known:
        raise ConfigError(
            f"the database is newer ({found}) than this program ({head}); update the program"
        )
    raise ConfigError(
        f"the database is at {found or 'nothing'}, this program needs {head}; "
        "run: orchestrator db upgrade"
    )


def _alembic(engine: Engine) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(resource("migrations")))
    config.attributes["engine"] = engine
    return config
