"""What a transaction of each kind waits for, and that the next one begins as before."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from orchestrator.models import Database


@pytest.fixture
def waiting(database: Database) -> Database:
    """A database whose commits wait for the disk, as they do outside of tests."""
    if database.engine.dialect.name == "postgresql":
        with database.engine.begin() as connection:
            name = connection.scalar(text("SELECT current_database()"))
            connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = on'))
        database.dispose()
    return database


def waits_for_the_disk(session: Session) -> bool:
    if session.get_bind().dialect.name == "sqlite":
        return session.scalar(text("PRAGMA synchronous")) == 2
    return session.scalar(text("SHOW synchronous_commit")) == "on"


def test_a_commit_waits_for_the_disk_unless_it_is_told_not_to(waiting: Database) -> None:
    with waiting.write() as session:
        assert waits_for_the_disk(session)
    with waiting.write(durable=False) as session:
        assert not waits_for_the_disk(session)
    with waiting.write() as session:
        assert waits_for_the_disk(session)


def test_a_failed_transaction_leaves_nothing_behind(waiting: Database) -> None:
    with (
        pytest.raises(DBAPIError, match="nothing"),
        waiting.write(durable=False) as session,
    ):
        session.execute(text("SELECT * FROM nothing"))
    with waiting.write() as session:
        assert waits_for_the_disk(session)
