"""Many rows by one statement: it is compiled once, and no row is prepared on its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
import json
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    Table,
    bindparam,
    insert,
    literal_column,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ColumnDefault

_THIS_ROW = "row_id"
"""Under its own name the id would be set too, and every index with it."""

Rows = Sequence[Mapping[str, Any]]
Values = Callable[[Rows], Iterable[Any]]
"""What one parameter of a statement is in each row, as the driver takes it."""


def insert_many(session: Session, table: Table, rows: Rows) -> None:
    """Add ``rows``, at least one, which name the same columns; the others get their defaults."""
    _execute(session, *_insertion(table, tuple(rows[0]), session.get_bind().dialect), rows)


def update_many(session: Session, table: Table, rows: Rows) -> None:
    """Change ``rows``, at least one, by their ``id``; all name the same columns."""
    _execute(session, *_change(table, tuple(rows[0]), session.get_bind().dialect), rows)


@lru_cache(maxsize=64)
def defaults(table: Table) -> Mapping[str, ColumnElement[Any]]:
    """What a new row has by default, as SQL: as parameters they would be prepared for each row."""
    return {
        column.name: literal_column(_literal(_default_value(column)))
        for column in table.columns
        if column.default is not None
    }


def _literal(value: object) -> str:
    if isinstance(value, bool | int):
        return str(value)
    plain = value if isinstance(value, str) else json.dumps(value)
    return "'{}'".format(plain.replace("'", "''"))


def _execute(
    session: Session, compiled: SQLCompiler, values: Mapping[str, Values], rows: Rows
) -> None:
    order = compiled.positiontup or list(values)
    columns = zip(*(values[name](rows) for name in order), strict=True)
    by_name = (dict(zip(order, row, strict=True)) for row in columns)
    parameters = list(columns if compiled.positional else by_name)
    session.connection().exec_driver_sql(compiled.string, parameters)


@lru_cache(maxsize=256)
def _insertion(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[SQLCompiler, Mapping[str, Values]]:
    # Else PostgreSQL would be asked for the new id of each.
    statement = insert(table).inline()
    compiled = statement.compile(dialect=dialect, column_keys=names)
    values = {name: _of_rows(name, table.c[name], dialect) for name in names}
    values |= {column.name: _default(column, dialect) for column in compiled.insert_prefetch}
    return compiled, values


@lru_cache(maxsize=256)
def _change(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[SQLCompiler, Mapping[str, Values]]:
    changed = [name for name in names if name != "id"]
    statement = update(table).where(table.c.id == bindparam(_THIS_ROW, type_=table.c.id.type))
    compiled = statement.compile(dialect=dialect, column_keys=[*changed, _THIS_ROW])
    values = {name: _of_rows(name, table.c[name], dialect) for name in changed}
    return compiled, values | {_THIS_ROW: _of_rows("id", table.c.id, dialect)}


def _of_rows(name: str, column: Column[Any], dialect: Dialect) -> Values:
    written = _writer(column, dialect)
    read = itemgetter(name)
    if written is None:
        return lambda rows: map(read, rows)
    return lambda rows: map(written, map(read, rows))


def _default(column: Column[Any], dialect: Dialect) -> Values:
    value, written = _default_value(column), _writer(column, dialect)
    same = written(value) if written else value
    return lambda rows: repeat(same, len(rows))


def _default_value(column: Column[Any]) -> Any:
    default = column.default
    assert isinstance(default, ColumnDefault)
    # Ours, list and dict, look at no context.
    return default.arg(None) if default.is_callable else default.arg


def _writer(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What turns a value of a column into what the driver takes, if it has to be turned."""
    return column.type.dialect_impl(dialect).bind_processor(dialect)
