"""Watches whether the database answers and takes changes, and lets nobody wait for one that does not answer.

A connection to a server that has gone without a word waits for ever. So the database is asked every second on a
connection of the watch's own; where no answer comes in time it counts as away, and every connection that somebody holds
is cut, so that whoever waits is told at once. As soon as it answers again, everything goes on.

How long a question waits is counted in looks at it and not by the clock: a process that stood still meanwhile, or had
too much to do, looked no oftener, and must not take its own silence for that of the database.
"""

from __future__ import annotations

import logging
import math
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Final

from psycopg import Error, OperationalError
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from gatekeeper.storage.engine import is_sqlite, open_engine, reading_options

EVERY_SECONDS: Final = 1.0
"""How often the database is asked."""
PATIENCE_SECONDS: Final = 2.0
"""After how long a question without an answer it counts as away."""
LOOK_SECONDS: Final = 0.25
"""How often it is looked whether an answer has come."""
LEAST_BYTES: Final = 4_000_000
"""With less room than this on SQLite's disk the database counts as one that can only be read."""
ALARM_SHARE: Final = 0.8
"""From this share of SQLite's disk on the log says so."""
_LOOKS: Final = 2
"""How many looks in a row must find the database away before lines to it are cut."""
_log = logging.getLogger("gatekeeper.database")


class DatabaseWatch:
    """The watch over one engine's database. ``answers`` and ``writable`` are what it last saw."""

    def __init__(self, engine: Engine, *, every: float = EVERY_SECONDS, patience: float = PATIENCE_SECONDS) -> None:
        self._engine, self._every, self._patience = engine, every, max(_LOOKS, math.ceil(patience / LOOK_SECONDS))
        self._own = open_engine(engine.url.render_as_string(hide_password=False), pool_size=1, max_overflow=0)
        self._lines, self._own_line = _Lines(self._engine), _Lines(self._own)
        self._stop = Event()
        if not is_sqlite(engine):
            event.listen(engine, "do_connect", self._check)
        self._question: object | None = None
        self._seen: object | None = None
        self._waited = self._away = 0
        self._failed: str | None = None
        self._told, self._alarmed = True, False
        self.writable = True

    @property
    def answers(self) -> bool:
        """Whether the database answers. SQLite is no server that could be silent."""
        return self._failed is None and (not self._silent or is_sqlite(self._engine))

    @property
    def _silent(self) -> bool:
        """Whether the question under way has been looked at for all the patience without an answer."""
        return self._waited >= self._patience and self._question is not None and self._question is self._seen

    def _check(self, *_: object) -> None:
        """No new line is waited for while there is nothing at its other end; the watch finds out when there is."""
        if not self.answers and not self._stop.is_set():
            raise OperationalError("the database does not answer")

    def ask(self) -> None:
        """Ask the database once."""
        self._question = object()
        try:
            with self._connected() as connection:
                connection.execute(text("SELECT 1 FROM council LIMIT 1"))
                self.writable = self._has_room() if is_sqlite(self._own) else _takes_changes(connection)
        except (OSError, SQLAlchemyError) as error:
            self._failed = type(error).__name__
        else:
            self._failed = None
        finally:
            self._question = None

    def look(self) -> None:
        """Say in the log where it has gone or come back; cut the lines to one that has gone."""
        question = self._question
        self._waited = self._waited + 1 if question is not None and question is self._seen else 0
        self._seen = question
        answers = self.answers
        self._away = 0 if answers else self._away + 1
        if self._away >= _LOOKS:
            self._lines.cut()
        if self._silent:
            self._own_line.cut()
        if answers != self._told:
            self._told = answers
            if answers:
                _log.warning("the database answers again")
            else:
                _log.error("the database does not answer", extra={"kind": self._failed or "Silence"})

    @contextmanager
    def watching(self) -> Iterator[DatabaseWatch]:
        """Watch while the context lasts. The watch has its own connection before anybody else takes one."""
        self.ask()
        threads = [
            Thread(target=self._repeat, args=(self.ask, self._every), name="database-asking", daemon=True),
            Thread(target=self._repeat, args=(self.look, LOOK_SECONDS), name="database-watch", daemon=True),
        ]
        for each in threads:
            each.start()
        try:
            yield self
        finally:
            self._stop.set()
            for each in threads:
                each.join(PATIENCE_SECONDS)
            self.close()

    def close(self) -> None:
        """Watch no more, and close the watch's own connection."""
        self._stop.set()
        self._own.dispose()

    def _connected(self) -> Connection:
        """The watch's own connection. On SQLite it only reads: whoever writes for long does not keep it waiting."""
        return self._own.connect().execution_options(**(reading_options(self._own) if is_sqlite(self._own) else {}))

    def _has_room(self) -> bool:
        """Whether SQLite's file may be written and its disk has room. PostgreSQL watches its own, maybe elsewhere."""
        file = Path(str(self._engine.url.database))
        usage = shutil.disk_usage(file.parent)
        crowded = usage.used > ALARM_SHARE * usage.total
        if crowded and not self._alarmed:
            _log.error("the disk of the database is filling up", extra={"count": usage.free})
        self._alarmed = crowded
        return usage.free >= LEAST_BYTES and os.access(file, os.W_OK)

    def _repeat(self, work: Any, seconds: float) -> None:
        while not self._stop.wait(seconds):
            work()


def _takes_changes(connection: Connection) -> bool:
    """Whether a PostgreSQL server is not a standby."""
    return not connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one()


class _Lines:
    """The lines that are open to a PostgreSQL server. SQLite has none.

    Each is known from its first instant: somebody may wait on it before the pool counts it as handed out. Those that
    the engine kept from before are closed.
    """

    def __init__(self, engine: Engine) -> None:
        self._open: dict[int, Any] = {}
        self._turn = Lock()
        if not is_sqlite(engine):
            event.listen(engine, "connect", self._opened)
            event.listen(engine, "close", self._closed)
            engine.dispose()

    def cut(self) -> None:
        """End every line; whoever waits on one is told that it has ended."""
        with self._turn:
            every = list(self._open.values())
        for each in every:
            with suppress(OSError, Error), socket.socket(fileno=os.dup(each.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)

    def _opened(self, connection: Any, _: object) -> None:
        with self._turn:
            self._open[id(connection)] = connection

    def _closed(self, connection: Any, _: object) -> None:
        with self._turn:
            self._open.pop(id(connection), None)
