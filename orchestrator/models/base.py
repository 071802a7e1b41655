"""Declarative base, naming convention and the column types all tables share."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
import json
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    Table,
    Text,
    bindparam,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session
from sqlalchemy.types import TypeDecorator

from orchestrator.models.many import defaults, insert_many, update_many


class UtcDateTime(TypeDecorator[datetime]):
    """A timezone-aware instant, stored in UTC.  Refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: pass an aware one")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return value
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)  # SQLite keeps no offset.
        return value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables.  Named constraints keep migrations reversible."""

    type_annotation_map = {
        datetime: UtcDateTime(),
        str: Text(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[int]: JSON(),
        list[dict[str, Any]]: JSON(),
    }
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def word(kind: type[StrEnum], name: str) -> Enum:
    """A column of closed words, as text with a CHECK called ``name`` in both databases."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def insert_into(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that may say ``on_conflict_…``, in the words of the session's database."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return (sqlite.insert if is_sqlite else postgresql.insert)(_table(table))


def insert_blank(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """The same, for rows that name no column that has a default."""
    return insert_into(session, table).values(defaults(_table(table)))


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add ``rows``, which name the same columns, in one statement."""
    if rows:
        insert_many(session, _table(table), rows)


def update_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Change ``rows`` by their ``id``; all name the same columns.

    One statement, and past the session: objects that it has loaded are stale afterwards.
    """
    if rows:
        update_many(session, _table(table), rows)


def set_all(
    session: Session, table: type[Base], ids: Iterable[int], values: Mapping[str, Any]
) -> None:
    """Change the rows of these ids alike, past the session as `update_rows` does."""
    rows = update(_table(table)).where(is_among(session, _table(table).c.id, ids))
    session.execute(rows.values(values))


def is_among(
    session: Session,
    column: InstrumentedAttribute[Any] | Column[Any],
    values: Iterable[str] | Iterable[int],
) -> ColumnElement[bool]:
    """``column IN values`` for any number of them, as one parameter.

    One for each is limited to some 32,000 and takes 4 us of each statement's preparation.
    """
    wanted = list(set(values))
    if session.get_bind().dialect.name == "sqlite":
        return column.in_(select(func.json_each(json.dumps(wanted)).table_valued("value").c.value))
    return column == func.any(literal(wanted, postgresql.ARRAY(column.type)))


def among(
    dialect: str, column: InstrumentedAttribute[Any] | Column[Any], parameter: str
) -> ColumnElement[bool]:
    """The same for a statement that is made once: its ``parameter`` takes `among_values`."""
    if dialect == "sqlite":
        wanted = func.json_each(bindparam(parameter)).table_valued("value")
        return column.in_(select(wanted.c.value))
    return column == func.any(bindparam(parameter, type_=postgresql.ARRAY(column.type)))


def among_values(dialect: str, values: Iterable[str] | Iterable[int]) -> Any:
    wanted = list(set(values))
    return json.dumps(wanted) if dialect == "sqlite" else wanted


def _table(of: type[Base]) -> Table:
    assert isinstance(of.__table__, Table)
    return of.__table__
