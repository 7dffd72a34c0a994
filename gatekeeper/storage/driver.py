"""Runs what is run for every act in the driver's own way: small statements through SQLAlchemy cost several times more.

Only for statements that the program itself has written, with their values apart. Whoever listens to statements on the
connection hears these too, and errors are SQLAlchemy's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DBAPIError

from gatekeeper.storage.engine import is_sqlite

Values = Sequence[Any]
_PLAIN: Final[Callable[[Any], Any]] = lambda value: value  # noqa: E731


def run(connection: Connection, statement: str, *rows: Values) -> None:
    """Run a statement of SQLite's, once for each row of values; they stand for its question marks."""
    if connection.dispatch.before_cursor_execute:
        for row in rows:
            connection.exec_driver_sql(statement, tuple(row))
        return
    driver: Any = connection.connection.dbapi_connection
    try:
        if len(rows) == 1:
            driver.execute(statement, rows[0])
        else:
            driver.executemany(statement, rows)
    except sqlite3.Error as error:
        raise DBAPIError.instance(statement, None, error, sqlite3.Error, dialect=connection.dialect) from error


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that name the same columns, each value as its column takes it."""
    if not is_sqlite(connection):
        connection.execute(_inserting(table), list(rows))
        return
    names = tuple(rows[0])
    statement, to_driver = _prepared(connection, table, names)
    ready = [tuple(change(row[name]) for name, change in zip(names, to_driver, strict=True)) for row in rows]
    run(connection, statement, *ready)


@lru_cache(maxsize=100)
def _inserting(table: Table) -> Any:
    return insert(table)


_PREPARED: Final[dict[tuple[str, tuple[str, ...]], tuple[str, tuple[Callable[[Any], Any], ...]]]] = {}


def _prepared(
    connection: Connection, table: Table, names: tuple[str, ...]
) -> tuple[str, tuple[Callable[[Any], Any], ...]]:
    found = _PREPARED.get((table.name, names))
    if found is None:
        listed = ", ".join(f'"{name}"' for name in names)
        statement = f"INSERT INTO {table.name} ({listed}) VALUES ({', '.join('?' for _ in names)})"
        dialect = connection.dialect
        to_driver = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) or _PLAIN for name in names]
        found = _PREPARED[table.name, names] = (statement, tuple(to_driver))
    return found
