"""Watches whether the database answers and has room, and lets nobody wait for one that does not answer.

A connection to a server that has gone without a word waits for ever. So the database is asked every second on a
connection of the watch's own; where no answer comes in time it counts as away, and every connection that somebody holds
is cut, so that whoever waits is told at once. As soon as it answers again, everything goes on.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Final

from sqlalchemy import Engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from gatekeeper.storage.engine import is_sqlite, open_engine

EVERY_SECONDS: Final = 1.0
"""How often the database is asked."""
PATIENCE_SECONDS: Final = 2.5
"""After how long without an answer it counts as away."""
LEAST_BYTES: Final = 4_000_000
"""With less room than this on SQLite's disk the database counts as full: it can be read, and hardly written."""
ALARM_SHARE: Final = 0.8
"""From this share of SQLite's disk on the log says so."""
_LOOK_SECONDS: Final = 0.25
_log = logging.getLogger("gatekeeper.database")


class DatabaseWatch:
    """The watch over one engine's database. ``answers`` and ``full`` are what it last saw."""

    def __init__(self, engine: Engine, *, every: float = EVERY_SECONDS, patience: float = PATIENCE_SECONDS) -> None:
        self._engine, self._every, self._patience = engine, every, patience
        self._own = open_engine(engine.url.render_as_string(hide_password=False), pool_size=1, max_overflow=0)
        self._lines = _Lines(self._engine, self._own)
        self._stop = Event()
        self._answered_at = time.monotonic()
        self._failed: str | None = None
        self._told, self._alarmed = True, False
        self.full = False

    @property
    def answers(self) -> bool:
        """Whether the database answered lately."""
        return self._failed is None and time.monotonic() - self._answered_at <= self._patience + self._every

    def ask(self) -> None:
        """Ask the database once."""
        try:
            with self._own.connect() as connection:
                connection.execute(text("SELECT 1 FROM council"))
            self._look_for_room()
        except (OSError, SQLAlchemyError) as error:
            self._failed = type(error).__name__
        else:
            self._failed, self._answered_at = None, time.monotonic()

    def look(self) -> None:
        """Say in the log where it has gone or come back; cut the lines to one that says nothing."""
        answers = self.answers
        if answers != self._told:
            self._told = answers
            if answers:
                _log.warning("the database answers again")
            else:
                _log.error("the database does not answer", extra={"kind": self._failed or "Silence"})
        if self._failed is None and not answers:
            self._lines.cut()

    @contextmanager
    def watching(self) -> Iterator[DatabaseWatch]:
        """Watch while the context lasts."""
        threads = [
            Thread(target=self._repeat, args=(self.ask, self._every), name="database-asking", daemon=True),
            Thread(target=self._repeat, args=(self.look, _LOOK_SECONDS), name="database-watch", daemon=True),
        ]
        for each in threads:
            each.start()
        try:
            yield self
        finally:
            self._stop.set()
            for each in threads:
                each.join(self._patience)
            self._own.dispose()

    def _look_for_room(self) -> None:
        """PostgreSQL watches its own disk, which may be another machine's."""
        if not is_sqlite(self._engine):
            return
        usage = shutil.disk_usage(Path(str(self._engine.url.database)).parent)
        self.full = usage.free < LEAST_BYTES
        crowded = usage.used > ALARM_SHARE * usage.total
        if crowded and not self._alarmed:
            _log.error("the disk of the database is filling up", extra={"count": usage.free})
        self._alarmed = crowded

    def _repeat(self, work: Any, seconds: float) -> None:
        while not self._stop.wait(seconds):
            work()


class _Lines:
    """The lines to a PostgreSQL server that somebody holds at the moment. SQLite has none."""

    def __init__(self, *engines: Engine) -> None:
        self._held: dict[int, int] = {}
        self._turn = Lock()
        for engine in engines:
            if not is_sqlite(engine):
                event.listen(engine, "checkout", self._taken)
                event.listen(engine, "checkin", self._given_back)

    def cut(self) -> None:
        """End every line that is held; whoever waits on it is told that it has ended."""
        with self._turn:
            held = list(self._held.values())
        for number in held:
            with suppress(OSError), socket.socket(fileno=os.dup(number)) as line:
                line.shutdown(socket.SHUT_RDWR)

    def _taken(self, connection: Any, record: Any, _: object) -> None:
        with self._turn:
            self._held[id(record)] = connection.fileno()

    def _given_back(self, _: object, record: Any) -> None:
        with self._turn:
            self._held.pop(id(record), None)
