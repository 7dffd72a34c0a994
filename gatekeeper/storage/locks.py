"""Who may write next: one writer at a time within the process, and what is worth trying again after a collision."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from psycopg import errors
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from gatekeeper.storage.engine import is_sqlite

WAIT_SECONDS: Final = 30.0
_WRITERS: Final[dict[str, threading.Lock]] = {}
_COLLISIONS: Final = (errors.SerializationFailure, errors.DeadlockDetected)
_PRIMARY: Final = 0xFF


class StorageBusy(RuntimeError):
    """Others were writing for so long that this was given up. Nothing of it was stored."""

    @classmethod
    def after(cls, seconds: float) -> StorageBusy:
        """What is said to whoever has waited for so long to write."""
        return cls(f"Others have been writing for {seconds:g} seconds. Nothing was stored. Try again.")


@contextmanager
def one_writer(engine: Engine, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the process's one place to write to a SQLite file; on PostgreSQL rows are locked instead.

    SQLite has one writer anyway; waiting for it here does not poll the file. Raises StorageBusy after `seconds`.
    """
    if not is_sqlite(engine):
        yield
        return
    lock = _WRITERS.setdefault(str(engine.url.database), threading.Lock())
    if not lock.acquire(timeout=seconds):
        raise StorageBusy.after(seconds)
    try:
        yield
    finally:
        lock.release()


def is_collision(error: DBAPIError) -> bool:
    """Whether the database gave up this transaction only because of another one, so that trying again may succeed."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY
    return isinstance(cause, _COLLISIONS)
