"""Whether the database keeps what it acknowledges: settings that would lose it at a power cut, or let a wait hang."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection, Engine

from gatekeeper.storage.engine import is_sqlite

_POSTGRESQL: Final[Mapping[str, frozenset[str]]] = {
    "fsync": frozenset({"on"}),
    "full_page_writes": frozenset({"on"}),
    "synchronous_commit": frozenset({"on", "local", "remote_write", "remote_apply"}),
    "zero_damaged_pages": frozenset({"off"}),
    "ignore_checksum_failure": frozenset({"off"}),
}
_NOT_ENDLESS: Final = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
_SQLITE: Final[Mapping[str, frozenset[str]]] = {
    "journal_mode": frozenset({"wal"}),
    "synchronous": frozenset({"2", "3"}),
    "foreign_keys": frozenset({"1"}),
}


def unsafe(engine: Engine) -> tuple[str, ...]:
    """Each setting of the database, as the program uses it, that is not safe: its name and value."""
    with engine.connect() as connection:
        return tuple(_of_sqlite(connection) if is_sqlite(engine) else _of_postgresql(connection))


def _of_postgresql(connection: Connection) -> Iterator[str]:
    for name, safe in _POSTGRESQL.items():
        value = _asked(connection, f"SHOW {name}")
        if value not in safe:
            yield f"{name} = {value}"
    for name in _NOT_ENDLESS:
        if _asked(connection, f"SHOW {name}") == "0":
            yield f"{name} = 0"


def _of_sqlite(connection: Connection) -> Iterator[str]:
    for name, safe in _SQLITE.items():
        value = _asked(connection, f"PRAGMA {name}")
        if value not in safe:
            yield f"{name} = {value}"


def _asked(connection: Connection, statement: str) -> str:
    return str(connection.exec_driver_sql(statement).scalar_one()).lower()
