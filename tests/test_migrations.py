"""The migrations build exactly the tables the models describe, in both databases."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
import pytest
from sqlalchemy import inspect

from orchestrator.errors import ConfigError
from orchestrator.models import Base, Database, schema


def test_there_is_one_head() -> None:
    config = schema.alembic_config()
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_migrated_schema_equals_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": schema.is_ours, "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_has_a_name(database: Database) -> None:
    inspector = inspect(database.engine)
    for table in inspector.get_table_names():
        if table == "alembic_version":
            continue
        unnamed = [
            constraint
            for constraint in (
                *inspector.get_foreign_keys(table),
                *inspector.get_unique_constraints(table),
                *inspector.get_check_constraints(table),
            )
            if not constraint["name"]
        ]
        assert not unnamed, table


def test_it_can_be_taken_back_and_built_again(database: Database) -> None:
    config = schema.alembic_config(database.engine)
    command.downgrade(config, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    command.upgrade(config, "head")
    schema.check(database.engine)


def test_an_older_database_is_refused_with_the_command_that_mends_it(database: Database) -> None:
    command.downgrade(schema.alembic_config(database.engine), "-1")
    with pytest.raises(ConfigError, match="orchestrator db upgrade"):
        schema.check(database.engine)


def test_a_newer_database_is_refused_with_both_versions(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '20991231_0900'")
    with pytest.raises(ConfigError, match=r"20991231_0900.*update the program"):
        schema.check(database.engine)
