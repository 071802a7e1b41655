"""The migrations build exactly the tables the models describe, in both databases."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
import pytest
from sqlalchemy import event, inspect, select

from orchestrator.errors import ConfigError
from orchestrator.models import Base, Database, Thread, ThreadKey, schema


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


def test_what_a_person_joined_leads_to_what_remains(database: Database) -> None:
    config = schema.alembic_config(database.engine)
    command.downgrade(config, "20261122_1445")
    at = "'2026-11-23 09:00:00'"
    with database.engine.begin() as connection:
        for thread_id in (1, 2, 3):
            connection.exec_driver_sql(
                "INSERT INTO thread (id, subject, created_at, last_mail_at)"
                f" VALUES ({thread_id}, '', {at}, {at})"
            )
        for thread_id, undone in ((2, "NULL"), (3, at)):
            connection.exec_driver_sql(
                "INSERT INTO decision (kind, subject, target, accepted, reason, details,"
                f" decided_at, undone_at) VALUES ('join', 'thread:{thread_id}', 'thread:1', true,"
                f" '', '{{}}', {at}, {undone})"
            )
    command.upgrade(config, "head")
    with database.read() as session:
        found = session.execute(select(Thread.id, Thread.joined_into_id).order_by(Thread.id)).all()
        assert found == [(1, None), (2, 1), (3, None)]


def test_an_id_that_strangers_gave_two_threads_keeps_the_first(database: Database) -> None:
    config = schema.alembic_config(database.engine)
    command.downgrade(config, "20261122_1520")
    at = "'2026-11-23 09:00:00'"
    with database.engine.begin() as connection:
        for number in (1, 2):
            connection.exec_driver_sql(
                "INSERT INTO thread (id, subject, created_at, last_mail_at)"
                f" VALUES ({number}, '', {at}, {at})"
            )
            connection.exec_driver_sql(
                "INSERT INTO thread_key (id, message_id, thread_id)"
                f" VALUES ({number}, '<a@x>', {number})"
            )
    command.upgrade(config, "head")
    with database.read() as session:
        assert session.scalars(select(ThreadKey.thread_id)).all() == [1]


def test_an_older_database_is_refused_with_the_command_that_mends_it(database: Database) -> None:
    command.downgrade(schema.alembic_config(database.engine), "-1")
    with pytest.raises(ConfigError, match="orchestrator db upgrade"):
        schema.check(database.engine)


def test_a_newer_database_is_refused_with_both_versions(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '20991231_0900'")
    with pytest.raises(ConfigError, match=r"20991231_0900.*update the program"):
        schema.check(database.engine)


@pytest.mark.parametrize("statement", [40, 150, 260])
def test_a_migration_that_died_half_way_runs_again(database: Database, statement: int) -> None:
    config = schema.alembic_config(database.engine)
    command.downgrade(config, "base")
    done = 0

    def die(*_: object) -> None:
        nonlocal done
        done += 1
        if done == statement:
            raise SystemError("the power went")

    event.listen(database.engine, "before_cursor_execute", die)
    with pytest.raises(SystemError):
        command.upgrade(config, "head")
    event.remove(database.engine, "before_cursor_execute", die)
    command.upgrade(config, "head")
    schema.check(database.engine)
    test_migrated_schema_equals_the_models(database)
