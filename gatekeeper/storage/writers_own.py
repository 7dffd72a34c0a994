"""The connection by which a process writes a SQLite file: always the same, so that what it has read stays at hand.

SQLite throws away what a connection has read as soon as another one has written; and there is one writer at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from gatekeeper.storage.driver import lent_anew
from gatekeeper.storage.engine import is_sqlite

_PAGES: Final = "PRAGMA cache_size = -131072"
"""128 MiB, once in a process: the pages of the indexes into which the next rows go."""
_OWN: Final[WeakKeyDictionary[Engine, Connection]] = WeakKeyDictionary()


@contextmanager
def to_write(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that is committed at the end, and undone on any exception.

    On SQLite it is for whoever holds the process's place to write. Where the database fails, or its end is cut off, it
    is given up, and the next one is another.
    """
    if not is_sqlite(engine):
        with engine.begin() as connection:
            yield connection
        return
    connection = _own(engine)
    try:
        with connection.begin():
            yield connection
    except BaseException as error:
        if isinstance(error, SQLAlchemyError) or _is_open(connection):
            _leave(engine)
        raise


def _own(engine: Engine) -> Connection:
    known = _OWN.get(engine)
    if known is None or known.closed or known.invalidated:
        known = _OWN[engine] = engine.connect()
        driver: Any = known.connection.dbapi_connection
        driver.execute(_PAGES)
        if not event.contains(engine, "engine_disposed", _leave):
            event.listen(engine, "engine_disposed", _leave)
    lent_anew(known)
    return known


def _is_open(connection: Connection) -> bool:
    """Whether what was begun has not been undone: it was cut off in the midst of its end."""
    driver: Any = None if connection.closed or connection.invalidated else connection.connection.dbapi_connection
    return driver is None or bool(driver.in_transaction)


def _leave(engine: Engine) -> None:
    """Close it; what it had begun is undone with it."""
    known = _OWN.pop(engine, None)
    if known is not None and not known.closed:
        if not known.invalidated:
            known.detach()
        known.close()
