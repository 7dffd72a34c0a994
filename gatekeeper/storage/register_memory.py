"""Remembers what the register says, so that a decision need not ask for the same rows again and again.

For each table of the register the database keeps a mark that every change of its rows renews; a table without one was
never written. A remembered answer counts only for the very same mark, so a change counts everywhere, in every process,
from the instant it is committed. A transaction that changes a table itself asks the database for it from then on.

Tables that are written with every decision of a person are marked in parts as well, by the request for which alone
their rows say something: what is found for one request then leaves most of what is remembered for the others.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from gatekeeper.storage.driver import Question, connection_of

MOST_ROWS: Final = 100_000
"""How many rows are remembered for one database; beyond that everything is forgotten and begun anew."""
MOST_WORK: Final = 2_000
"""How many results of work on rows are remembered, each of which may be some 100 kB."""
SHELF: Final = "library"
"""What is marked when something on the library's shelf changes."""
NAMES: Final = "thing"
"""What is marked when a name is given: work that looked in vain for one rests on it."""
PARTED: Final = frozenset({"finding", "purpose", "relevance", "breach_finding", "balance_confirmation"})
"""The tables that are marked in parts: sixteen by the last letter of the request, one of what is said in general."""
OF_CASES: Final = frozenset({*PARTED, NAMES})
"""What is said of single requests: who somebody is, and what a council calls its posts, never rests on it."""
UNSETTLED: Final = "gatekeeper_unsettled"
"""Marks a session (in its ``info``) that may see what another has changed and not yet committed."""
_LETTERS: Final = "0123456789abcdef"
_GENERAL: Final = "-"
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

    def mark(self, name: str) -> str | None:
        """The mark of a table, or of a part of one: that of the table where the part has none of its own yet."""
        return self.tables.get(name) or self.tables.get(name.partition("/")[0])

    def standing(self, tables: Iterable[str]) -> frozenset[tuple[str, str | None]] | None:
        """The tables, or parts of them, with their marks; None where this transaction has changed one of them."""
        names = set(tables)
        return None if names & self.changed else frozenset((name, self.mark(name)) for name in names)


_MEMORIES: Final[WeakKeyDictionary[Engine, RegisterMemory]] = WeakKeyDictionary()


def part_of(table: str, says: Mapping[str, Any]) -> str | None:
    """The part of a table in which rows that say so are marked; None where they may be in any, or it has no parts."""
    if table not in PARTED or "request_id" not in says:
        return None
    request = says["request_id"]
    if request is None:
        return f"{table}/{_GENERAL}"
    return f"{table}/{request[-1:]}" if isinstance(request, str) and request and request[-1] in _LETTERS else None


def every_part(table: str) -> frozenset[str]:
    """Each part of a table that is marked in parts."""
    return frozenset(f"{table}/{letter}" for letter in (*_LETTERS, _GENERAL)) if table in PARTED else frozenset()


def remembered(session: Session, council_id: str, table: str, asked: Hashable, ask: Callable[[Session], Rows]) -> Rows:
    """The rows that answer a question to a table of the register: remembered, or asked for and then remembered.

    ``table`` may be a part of one, where every row that answers is of that part. What asks belongs to no session:
    nothing that this one changes may be among the rows.
    """
    marks = _marks(session, council_id)
    for each in marks.asked[-1:]:
        each.add(table)
    if table in marks.changed:
        return ask(session)
    mark = marks.mark(table)
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
    if marks.changed or session.info.get(UNSETTLED):
        rows = ask(session)
    else:
        with Session(session.connection(), expire_on_commit=False) as aside:
            rows = ask(aside)
        if rows:
            memory.keep(key, _FOR_EVER, rows)
            return rows
    for each in marks.asked[-1:]:
        each.add(NAMES)
    return rows


def rests_on(session: Session, council_id: str, *tables: str) -> None:
    """Say that the work in hand asked these tables, where it asked them by itself."""
    for each in _marks(session, council_id).asked[-1:]:
        each.update(tables)


def known_work(session: Session, council_id: str, key: Hashable) -> tuple[Any] | None:
    """What work of that key came to, in a pair of brackets; None where it is to be done again, or never was done."""
    marks = _marks(session, council_id)
    known = marks.memory.work((council_id, key))
    if known is None or known[0] != marks.standing(name for name, _ in known[0]):
        return None
    for each in marks.asked[-1:]:
        each.update(name for name, _ in known[0])
    return (known[1],)


def recalled(
    session: Session, council_id: str, key: Hashable, work: Callable[[], T], passing: Callable[[T], bool] | None = None
) -> T:
    """What the work comes to, remembered as long as no table of the register changes that it asked.

    The key must hold whatever else it rests on. What fails leaves nothing behind; nor does what is ``passing``.
    """
    known = known_work(session, council_id, key)
    if known is not None:
        return cast("T", known[0])
    marks, asked = _marks(session, council_id), set[str]()
    marks.asked.append(asked)
    try:
        result = work()
    finally:
        marks.asked.pop()
    for around in marks.asked[-1:]:
        around.update(asked)
    standing = marks.standing(asked)
    if standing is not None and not (passing and passing(result)):
        marks.memory.keep_work((council_id, key), standing, result)
    return result


def touched(session: Session, council_id: str, tables: set[str]) -> None:
    """Say that rows of these tables are changed in this transaction: what is remembered of them counts no longer.

    Of a table that is marked in parts, the parts that change are among them.

    Whoever changes the register holds the council's chain, so no other change comes between.
    """
    marks, mark = _marks(session, council_id), secrets.token_hex(8)
    marks.changed |= tables
    marks.tables |= {part: marks.mark(part) or mark for name in tables for part in every_part(name)}
    marks.tables |= dict.fromkeys(tables, mark)
    session.connection().execute(_WRITE, {"council": council_id, "tables": json.dumps(marks.tables, sort_keys=True)})


def mark_of(session: Session, council_id: str) -> str:
    """One word for all that the register says now: another word where anything of it has changed."""
    return str(_READ.value(connection_of(session), {"council": council_id}) or "")


@lru_cache(maxsize=500)
def mark_but_for_cases(mark: str) -> str:
    """The same of all that is not said of single requests: it stays where only something of theirs has changed."""
    tables = _tables(mark) if mark else {}
    return json.dumps({name: at for name, at in tables.items() if name.partition("/")[0] not in OF_CASES})


def _marks(session: Session, council_id: str) -> _Marks:
    transaction = session.get_transaction() or session.begin()
    kept: dict[str, _Marks] = session.info.setdefault(_KEY, {})
    marks = kept.get(council_id)
    if marks is None or marks.of is not transaction:
        found = _READ.value(connection_of(session), {"council": council_id})
        marks = kept[council_id] = _Marks(
            session.get_transaction(), dict(_tables(found)) if found else {}, _memory(session)
        )
    return marks


@lru_cache(maxsize=500)
def _tables(mark: str) -> Mapping[str, str]:
    return cast("dict[str, str]", json.loads(mark))


def _memory(session: Session) -> RegisterMemory:
    bind = session.get_bind()
    engine = bind.engine if isinstance(bind, Connection) else bind
    return _MEMORIES.setdefault(engine, RegisterMemory())
