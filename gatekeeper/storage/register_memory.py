"""Remembers what the register says, so that a decision need not ask for the same rows again and again.

For each table of the register the database keeps a mark that every change of its rows renews; a table without one was
never written. A remembered answer counts only for the very same mark, so a change counts everywhere, in every process,
from the instant it is committed. A transaction that changes a table itself asks the database for it from then on.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from gatekeeper.storage.driver import Question, connection_of

MOST_ROWS: Final = 100_000
"""How many rows are remembered for one database; beyond that everything is forgotten and begun anew."""
MOST_WORK: Final = 500
"""How many results of work on rows are remembered, each of which may be some 100 kB."""
NAMES: Final = "thing"
"""What is marked when a name is given: work that looked in vain for one rests on it."""
_FOR_EVER: Final = "for ever"
_KEY: Final = "gatekeeper_register_marks"
_READ: Final = Question(text("SELECT tables FROM register_mark WHERE council_id = :council"))
_WRITE: Final = text(
    "INSERT INTO register_mark (council_id, tables) VALUES (:council, :tables)"
    " ON CONFLICT (council_id) DO UPDATE SET tables = excluded.tables"
)

Rows = Sequence[Any]
T = TypeVar("T")


class RegisterMemory:
    """The answers of one database's register. Rows in it belong to no session and are never to be changed."""

    def __init__(self, most: int = MOST_ROWS) -> None:
        self._most = most
        self._rows = 0
        self._known: dict[Hashable, tuple[str, Rows]] = {}
        self._work: OrderedDict[Hashable, tuple[frozenset[tuple[str, str | None]], Any]] = OrderedDict()
        self._writing = threading.Lock()

    def get(self, key: Hashable, mark: str) -> Rows | None:
        """What was answered when the table bore this mark."""
        mark_then, rows = self._known.get(key, ("", None))
        return rows if mark_then == mark else None

    def keep(self, key: Hashable, mark: str, rows: Rows) -> None:
        """Remember an answer, and that it was given under this mark."""
        with self._writing:
            if self._rows > self._most:
                self._known, self._rows = {}, 0
            self._known[key] = (mark, rows)
            self._rows += 1 + len(rows)

    def keep_work(self, key: Hashable, rests_on: frozenset[tuple[str, str | None]], result: Any) -> None:
        """Remember what work came to, and the tables with their marks on which it rests."""
        with self._writing:
            self._work[key] = (rests_on, result)
            self._work.move_to_end(key)
            while len(self._work) > MOST_WORK:
                self._work.popitem(last=False)

    def work(self, key: Hashable) -> tuple[frozenset[tuple[str, str | None]], Any] | None:
        """What work came to, and the tables with their marks on which it rests; what is asked for stays longest."""
        with self._writing:
            found = self._work.get(key)
            if found is not None:
                self._work.move_to_end(key)
        return found


class _Marks:
    """The marks that one transaction sees, and the tables that it has changed itself."""

    def __init__(self, of: object, tables: dict[str, str], memory: RegisterMemory) -> None:
        self.of = of
        self.memory = memory
        self.tables = tables
        self.changed: set[str] = set()
        self.asked: list[set[str]] = []
        """For each work in hand that is to be remembered, the innermost last: the tables that it has asked."""

    def standing(self, tables: Iterable[str]) -> frozenset[tuple[str, str | None]] | None:
        """The tables with their marks; None where this transaction has changed one of them."""
        names = set(tables)
        return None if names & self.changed else frozenset((name, self.tables.get(name)) for name in names)


_MEMORIES: Final[WeakKeyDictionary[Engine, RegisterMemory]] = WeakKeyDictionary()


def remembered(session: Session, council_id: str, table: str, asked: Hashable, ask: Callable[[Session], Rows]) -> Rows:
    """The rows that answer a question to a table of the register: remembered, or asked for and then remembered.

    What asks belongs to no session: nothing that this one changes may be among the rows.
    """
    marks = _marks(session, council_id)
    for each in marks.asked[-1:]:
        each.add(table)
    if table in marks.changed:
        return ask(session)
    mark = marks.tables.get(table)
    if mark is None:
        return ()
    memory, key = marks.memory, (council_id, table, asked)
    rows = memory.get(key, mark)
    if rows is None:
        rows = ask(session)
        memory.keep(key, mark, rows)
    return rows


def for_ever(session: Session, council_id: str, asked: Hashable, ask: Callable[[Session], Rows]) -> Rows:
    """Rows that never change once they are there: remembered from the first time that there are any."""
    marks, key = _marks(session, council_id), (council_id, asked)
    memory = marks.memory
    rows = memory.get(key, _FOR_EVER)
    if rows is not None:
        return rows
    for each in marks.asked[-1:]:
        each.add(NAMES)
    if marks.changed:
        return ask(session)
    with Session(session.connection(), expire_on_commit=False) as aside:
        rows = ask(aside)
    if rows:
        memory.keep(key, _FOR_EVER, rows)
    return rows


def recalled(session: Session, council_id: str, key: Hashable, work: Callable[[], T]) -> T:
    """What the work comes to, remembered as long as no table of the register changes that it asked.

    The key must hold whatever else it rests on. What fails leaves nothing behind.
    """
    marks = _marks(session, council_id)
    memory = marks.memory
    known = memory.work((council_id, key))
    if known is not None and known[0] == marks.standing(name for name, _ in known[0]):
        for each in marks.asked[-1:]:
            each.update(name for name, _ in known[0])
        return cast("T", known[1])
    asked: set[str] = set()
    marks.asked.append(asked)
    try:
        result = work()
    finally:
        marks.asked.pop()
    for around in marks.asked[-1:]:
        around.update(asked)
    rests_on = marks.standing(asked)
    if rests_on is not None:
        memory.keep_work((council_id, key), rests_on, result)
    return result


def touched(session: Session, council_id: str, tables: set[str]) -> None:
    """Say that rows of these tables are changed in this transaction: what is remembered of them counts no longer.

    Whoever changes the register holds the council's chain, so no other change comes between.
    """
    marks = _marks(session, council_id)
    marks.changed |= tables
    marks.tables |= dict.fromkeys(tables, secrets.token_hex(8))
    session.connection().execute(_WRITE, {"council": council_id, "tables": json.dumps(marks.tables, sort_keys=True)})


def mark_of(session: Session, council_id: str) -> str:
    """One word for all that the register says now: another word where anything of it has changed."""
    return str(_READ.value(connection_of(session), {"council": council_id}) or "")


def _marks(session: Session, council_id: str) -> _Marks:
    transaction = session.get_transaction() or session.begin()
    kept: dict[str, _Marks] = session.info.setdefault(_KEY, {})
    marks = kept.get(council_id)
    if marks is None or marks.of is not transaction:
        found = _READ.value(connection_of(session), {"council": council_id})
        marks = kept[council_id] = _Marks(
            session.get_transaction(), json.loads(found) if found else {}, _memory(session)
        )
    return marks


def _memory(session: Session) -> RegisterMemory:
    bind = session.get_bind()
    engine = bind.engine if isinstance(bind, Connection) else bind
    return _MEMORIES.setdefault(engine, RegisterMemory())
