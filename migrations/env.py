"""Alembic environment: one connection, short timeouts, one migrator at a time.

The caller puts the engine into ``config.attributes["engine"]`` (`models.schema`); the
`alembic` command itself finds it through the settings.
"""

import os

from alembic import context
from sqlalchemy import Engine, text

from orchestrator.config import Settings
from orchestrator.models import Base
from orchestrator.models.database import open_engine
from orchestrator.models.schema import is_ours

engine: Engine = context.config.attributes.get("engine") or open_engine(
    Settings.from_environ(os.environ).database
)

with engine.connect() as connection:
    postgresql = connection.dialect.name == "postgresql"
    if postgresql:
        connection.execute(text("SET lock_timeout = '4s'"))
        connection.execute(text("SET statement_timeout = '60s'"))
        connection.execute(text("SELECT pg_advisory_lock(710016)"))
        connection.commit()
    else:
        # A table is rebuilt under its own name, which the foreign keys of others must survive.
        # Set on the driver's connection: inside a transaction the pragma does nothing.
        connection.connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=is_ours,
        transaction_per_migration=True,
        render_as_batch=not postgresql,
    )
    with context.begin_transaction():
        context.run_migrations()
    if postgresql:
        connection.execute(text("SELECT pg_advisory_unlock(710016)"))
        connection.commit()
    else:
        connection.connection.execute("PRAGMA foreign_keys=ON")
