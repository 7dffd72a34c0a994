"""Opens the database, SQLite or PostgreSQL, set so that nothing acknowledged is lost and no wait is endless."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

READING: Final = "gatekeeper_reading"
"""The execution option of a connection that only reads."""
BUSY_SECONDS: Final = 10
"""How long SQLite waits for a writer in another process."""
POOL_SECONDS: Final = 10
"""How long a call waits for one of the process's connections."""
_POOL: Final = 10
_LINE: Final = {
    "connect_timeout": 2,
    "tcp_user_timeout": 5_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}
"""How long a line to PostgreSQL may be silent: to be made, in seconds; to be heard, in milliseconds; to be idle."""
_SQLITE: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA cache_size = -8192",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 4000",
)
_POSTGRESQL: Final = (
    "-c timezone=UTC -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
)


class DatabaseAddressError(ValueError):
    """The address of the database is none that the program can use."""


def open_engine(url: str, **options: Any) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql+psycopg://…``. `options`: SQLAlchemy's, such as ``pool_size``.

    The caller disposes of it. Raises DatabaseAddressError for any other address; a password is never repeated in it.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, options)
    settings = {"pool_size": _POOL, "max_overflow": _POOL, "pool_timeout": POOL_SECONDS, "pool_pre_ping": True}
    return create_engine(address, connect_args={**_LINE, "options": _with_options(address)}, **settings | options)


def is_sqlite(engine: Engine | Connection) -> bool:
    """Whether this is SQLite; otherwise it is PostgreSQL."""
    return engine.dialect.name == "sqlite"


def reading_options(engine: Engine) -> dict[str, Any]:
    """The execution options of a connection that reads one state of the database and cannot write."""
    if is_sqlite(engine):
        return {READING: True}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _address(url: str) -> URL:
    remedy = "Give sqlite:///path/to/file.db or postgresql+psycopg://user@host/name."
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise DatabaseAddressError(f"The address of the database cannot be read. {remedy}") from error
    if address.drivername in ("sqlite", "sqlite+pysqlite") and address.database not in (None, "", ":memory:"):
        return address
    if address.drivername == "postgresql+psycopg":
        return address
    raise DatabaseAddressError(f"{address.drivername} at {address.database!r} is no database kept here. {remedy}")


def _with_options(address: URL) -> str:
    given = address.query.get("options", "")
    return f"{_POSTGRESQL} {given if isinstance(given, str) else ' '.join(given)}".strip()


def _sqlite(address: URL, options: dict[str, Any]) -> Engine:
    usual = {"pool_size": _POOL, "max_overflow": _POOL, "pool_timeout": POOL_SECONDS, "pool_use_lifo": True}
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, **usual | options)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _record: object) -> None:
    """The driver's own transactions are switched off: they would leave changes of tables outside."""
    connection.isolation_level = None
    for line in _SQLITE:
        connection.execute(line)


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once, so that no transaction has to be given up for having read before it wrote."""
    driver: Any = connection.connection.dbapi_connection
    reading, known = bool(connection.get_execution_options().get(READING)), connection.connection.info
    if known.get(READING) is not reading:
        driver.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
        known[READING] = reading
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
