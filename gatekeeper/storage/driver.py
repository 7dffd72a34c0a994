"""Runs what is run for every act in the driver's own way: small statements through SQLAlchemy cost several times more.

Only for statements that the program itself has written, with their values apart. Whoever listens to statements on the
connection hears these too, and errors are SQLAlchemy's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, Final

from sqlalchemy import Connection, Engine, Executable, Table, insert, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from gatekeeper.storage.engine import is_sqlite, reading_options

Values = Sequence[Any]
Change = Callable[[Any], Any]
_CONNECTION: Final = "gatekeeper_connection"
_DRIVER: Final = "gatekeeper_driver"
_PLAIN: Final[Change] = lambda value: value  # noqa: E731


def connection_of(session: Session) -> Connection:
    """The connection of the session's transaction; to ask the session itself each time costs as much as a question."""
    known: tuple[Any, Connection] | None = session.info.get(_CONNECTION)
    if known is not None and known[0] is session.get_transaction():
        return known[1]
    connection = session.connection()
    session.info[_CONNECTION] = (session.get_transaction(), connection)
    return connection


def _driver(connection: Connection) -> Any:
    """SQLite's own connection; None on PostgreSQL, and where somebody listens to statements: then SQLAlchemy runs them.

    Asked once for each time that a connection is lent: the answer costs more than many a statement.
    """
    found = connection.__dict__.get(_DRIVER, _DRIVER)
    if found is _DRIVER:
        aside = not is_sqlite(connection) or bool(connection.dispatch.before_cursor_execute)
        found = connection.__dict__[_DRIVER] = None if aside else connection.connection.dbapi_connection
    return found


def lent_anew(connection: Connection) -> None:
    """Ask again who listens: for a connection that is lent several times."""
    connection.__dict__.pop(_DRIVER, None)


def run(connection: Connection, statement: str, *rows: Values) -> None:
    """Run a statement of SQLite's, once for each row of values; they stand for its question marks."""
    driver = _driver(connection)
    if driver is None:
        for row in rows:
            connection.exec_driver_sql(statement, tuple(row))
        return
    try:
        if len(rows) == 1:
            driver.execute(statement, rows[0])
        else:
            driver.executemany(statement, rows)
    except sqlite3.Error as error:
        raise DBAPIError.instance(statement, None, error, sqlite3.Error, dialect=connection.dialect) from error


def insert_rows(connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Values]) -> None:
    """Insert rows that have these columns, each value as its column takes it."""
    if not is_sqlite(connection):
        connection.execute(_inserting(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    statement, to_driver = _prepared(connection, table, names)
    run(connection, statement, *(_ready(row, to_driver) for row in rows))


def update_row(connection: Connection, table: Table, name: Any, changed: Mapping[str, Any]) -> None:
    """Change these columns of the row whose ``id`` is that."""
    if not is_sqlite(connection):
        connection.execute(update(table).where(table.c.id == name).values(changed))
        return
    names = (*changed, "id")
    listed = ", ".join(f'"{each}" = ?' for each in changed)
    ready = _ready((*changed.values(), name), _to_driver(connection, table, names))
    run(connection, f"UPDATE {table.name} SET {listed} WHERE id = ?", ready)


@lru_cache(maxsize=100)
def _inserting(table: Table) -> Any:
    return insert(table)


_Changes = tuple[tuple[int, Change], ...]
_PREPARED: Final[dict[tuple[str, tuple[str, ...]], tuple[str, _Changes]]] = {}
_TO_DRIVER: Final[dict[tuple[str, tuple[str, ...]], _Changes]] = {}


def _prepared(connection: Connection, table: Table, names: tuple[str, ...]) -> tuple[str, _Changes]:
    found = _PREPARED.get((table.name, names))
    if found is None:
        listed = ", ".join(f'"{name}"' for name in names)
        statement = f"INSERT INTO {table.name} ({listed}) VALUES ({', '.join('?' for _ in names)})"
        found = _PREPARED[table.name, names] = (statement, _to_driver(connection, table, names))
    return found


def _to_driver(connection: Connection, table: Table, names: tuple[str, ...]) -> _Changes:
    """Which of the columns the driver takes otherwise than they are, by their places."""
    found = _TO_DRIVER.get((table.name, names))
    if found is None:
        every = [_bound(table.c[name].type, connection.dialect) for name in names]
        found = tuple((place, change) for place, change in enumerate(every) if change is not _PLAIN)
        _TO_DRIVER[table.name, names] = found
    return found


def _ready(row: Values, to_driver: _Changes) -> Values:
    values = list(row)
    for place, change in to_driver:
        values[place] = change(values[place])
    return values


@dataclass(frozen=True, slots=True)
class _InSqlite:
    """A question as SQLite takes it: its values in their order, those that it holds itself, and each changed."""

    statement: str
    names: tuple[str, ...]
    own: Mapping[str, Any]
    to_driver: Mapping[str, Change]
    changed: tuple[tuple[int, Change], ...]
    """Which columns of a row come otherwise from the driver than they are."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the program asks again and again, with what is given each time left open."""

    statement: Executable
    varies: bool = False
    """Whether it holds a list whose length varies: then the database is asked in the usual way."""
    _ready: dict[str, _InSqlite] = field(default_factory=dict, compare=False)

    def value(self, connection: Connection, given: Mapping[str, Any]) -> Any:
        """The first value of the first row that answers it, None where there is none."""
        return next((row[0] for row in self.rows(connection, given)), None)

    def rows(self, connection: Connection, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows that answer it, each as its values."""
        driver = None if self.varies else _driver(connection)
        if driver is None:
            return connection.execute(self.statement, given).all()
        ready = self._ready.get("sqlite")
        if ready is None:
            ready = self._ready["sqlite"] = _in_sqlite(self.statement, connection)
        return _answered(connection, driver, ready, given)

    def glance(self, engine: Engine, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows that answer it now, asked by itself: one question sees one state without any transaction."""
        ready = self._ready.get("sqlite")
        if ready is None or not is_sqlite(engine) or engine.dispatch.before_cursor_execute:
            with engine.connect().execution_options(**reading_options(engine)) as connection:
                return self.rows(connection, given)
        return _glanced(engine, ready, given)


def _glanced(engine: Engine, ready: _InSqlite, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    lent = engine.raw_connection()
    try:
        return _found(lent.dbapi_connection, ready, given)
    except sqlite3.Error as error:
        raise DBAPIError.instance(ready.statement, None, error, sqlite3.Error, dialect=engine.dialect) from error
    finally:
        lent.close()


def _answered(
    connection: Connection, driver: Any, ready: _InSqlite, given: Mapping[str, Any]
) -> Sequence[Sequence[Any]]:
    try:
        return _found(driver, ready, given)
    except sqlite3.Error as error:
        raise DBAPIError.instance(ready.statement, None, error, sqlite3.Error, dialect=connection.dialect) from error


def _found(driver: Any, ready: _InSqlite, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    whole = {**ready.own, **given}
    values = [ready.to_driver[name](whole[name]) for name in ready.names]
    found: list[Sequence[Any]] = driver.execute(ready.statement, values).fetchall()
    return [_ready(row, ready.changed) for row in found] if ready.changed else found


def _in_sqlite(question: Any, connection: Connection) -> _InSqlite:
    dialect = connection.dialect
    compiled: Any = question.compile(dialect=dialect)
    binds: Mapping[str, Any] = {bind.key: bind for bind in compiled.bind_names}
    names = tuple(compiled.positiontup)
    own = {name: value for name, value in compiled.params.items() if value is not None}
    kinds = {name: binds[name].type if name in binds else None for name in names}
    to_driver = {name: _bound(kind, dialect) if kind is not None else _PLAIN for name, kind in kinds.items()}
    columns = getattr(question, "selected_columns", ())
    from_driver = [_found_as(each.type, dialect) for each in columns]
    changed = tuple((place, change) for place, change in enumerate(from_driver) if change is not None)
    return _InSqlite(str(compiled), names, own, to_driver, changed)


def _bound(kind: Any, dialect: Any) -> Change:
    change: Change = kind.dialect_impl(dialect).bind_processor(dialect) or _PLAIN
    return partial(_instant_written, change) if isinstance(kind, UTCDateTime) else change


def _found_as(kind: Any, dialect: Any) -> Change | None:
    if isinstance(kind, UTCDateTime):
        return _instant_read
    change: Change | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return change


def _instant_written(otherwise: Change, value: Any) -> Any:
    """An instant as SQLAlchemy writes it in SQLite, in a third of the time: in UTC, without saying so."""
    if type(value) is datetime and value.tzinfo is UTC:
        return value.replace(tzinfo=None).isoformat(" ", "microseconds")
    return otherwise(value)


def _instant_read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)
