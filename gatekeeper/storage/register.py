"""The register by date: what it says of each thing now, what it said at an earlier instant, and how it is changed.

A row is never edited. A change adds a row and marks the one it replaces, so a correction, even a back-dated one,
changes what is known from now on and never what was known when a decision was made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Literal, TypeVar, cast

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, insert, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from gatekeeper.storage.base import Recorded, Thing
from gatekeeper.storage.columns import is_id, new_id
from gatekeeper.storage.loading import RowsOf
from gatekeeper.storage.register_memory import (
    NAMES,
    PARTED,
    every_part,
    for_ever,
    part_of,
    recalled,
    remembered,
    touched,
)
from gatekeeper.storage.tables.requests import AccessRequest, AskedDocument

R = TypeVar("R", bound=Recorded)
T = TypeVar("T")
_LATER = datetime(9999, 12, 31, tzinfo=UTC)
HISTORY = frozenset({"row_id", "recorded_at", "entry", "replaced_at", "replaced_by"})
"""The columns that say when a row was recorded and replaced, not what it says."""


@dataclass(frozen=True, slots=True)
class Register:
    """What is recorded of one council: now, or as it was known at an instant (aware)."""

    session: Session
    council_id: str
    known_at: datetime | None = None

    def find(self, kind: str, code: str) -> str | None:
        """The id of the thing of that kind and code, None where there is none."""
        found = self._things(_NAMED, kind=kind, code=code)
        return found[0].id if found else None

    def thing(self, thing_id: str) -> Thing | None:
        """A thing of this council by its id."""
        return next(iter(self._things(_IDENTIFIED, thing=thing_id)), None)

    def to_change(self, table: type[R], **where: Any) -> Sequence[R]:
        """The same of this very session, for whoever is about to replace them: never a remembered one."""
        return self._ask(self.session, table, where)

    def ever(self, table: type[R], **where: Any) -> Sequence[R]:
        """Every row of that table, those that were replaced too, in the order in which they were recorded."""
        these = [col(getattr(table, name)) == value for name, value in where.items()]
        found = select(table).where(table.council_id == self.council_id, *these).order_by(col(table.row_id))
        return self.session.exec(found).all()

    def recall(self, key: Hashable, work: Callable[[], T]) -> T:
        """What the work comes to, remembered until a table changes that it asked; ``key``: what else it rests on."""
        return work() if self.known_at is not None else recalled(self.session, self.council_id, key, work)

    def _things(self, question: SelectOfScalar[Thing], **given: str) -> Sequence[Thing]:
        asked, given = ("thing", *given.values()), given | {"council": self.council_id}
        return for_ever(
            self.session, self.council_id, asked, lambda session: session.exec(question, params=given).all()
        )

    def one(self, table: type[R], thing_id: str | None) -> R | None:
        """What is said of a thing in that table, None where nothing is."""
        return next(iter(self.all(table, thing_id=thing_id)), None) if is_id(thing_id) else None

    def all(self, table: type[R], **where: Any) -> Sequence[R]:
        """The rows of that table that stand, in the order in which they were recorded. A list means: one of these."""
        if self.known_at is not None:
            return self._found(self.session, table, where)
        asked = tuple((name, tuple(value) if isinstance(value, _SEVERAL) else value) for name, value in where.items())
        name, ask = _name_of(table), partial(self._found, table=table, where=where)
        return remembered(self.session, self.council_id, part_of(name, where) or name, asked, ask)

    def _found(self, session: Session, table: type[R], where: Mapping[str, Any]) -> Sequence[R]:
        given, question = self._questioned(table, where)
        return question.read(session, council=self.council_id, known_at=self.known_at, **given)

    def _ask(self, session: Session, table: type[R], where: Mapping[str, Any]) -> Sequence[R]:
        given, question = self._questioned(table, where)
        asked = {"council": self.council_id, "known_at": self.known_at, **given}
        found: Sequence[R] = session.exec(question.mapped, params=asked).scalars().all()
        return found

    def _questioned(self, table: type[R], where: Mapping[str, Any]) -> tuple[dict[str, Any], RowsOf[R]]:
        given = {f"is_{name}": list(value) if isinstance(value, _SEVERAL) else value for name, value in where.items()}
        asked = tuple((name, _sort_of(value)) for name, value in where.items())
        return given, _question(table, asked, self.known_at is None)


@lru_cache(maxsize=500)
def _name_of(table: type[Recorded]) -> str:
    return str(table.__tablename__)


def _marked(row: Recorded) -> frozenset[str]:
    """What is marked anew where this row begins or ends to stand: its table, and the part of it that the row is in."""
    name = _name_of(type(row))
    part = part_of(name, row.__dict__) if name in PARTED else None
    return frozenset((name,)) | (every_part(name) if part is None else {part})


_OF_COUNCIL = select(Thing).where(Thing.council_id == bindparam("council"))
_NAMED = _OF_COUNCIL.where(Thing.kind == bindparam("kind"), Thing.code == bindparam("code"))
_IDENTIFIED = _OF_COUNCIL.where(Thing.id == bindparam("thing"))
_SEVERAL = (list, tuple, set, frozenset)
_Sort = Literal["none", "one", "several"]


def _sort_of(value: Any) -> _Sort:
    if value is None:
        return "none"
    return "several" if isinstance(value, _SEVERAL) else "one"


@lru_cache(maxsize=2_000)
def _question(table: type[R], asked: tuple[tuple[str, _Sort], ...], now: bool) -> RowsOf[R]:
    """A question to the register, made once: every decision asks dozens, and making one costs as much as asking it."""
    stands = [_is(col(getattr(table, name)), f"is_{name}", sort) for name, sort in asked]
    where = (col(table.council_id) == bindparam("council"), _stands(table, now), *stands)
    return RowsOf(table, where, order=(col(table.row_id),), varies=any(sort == "several" for _, sort in asked))


def _is(column: Any, name: str, sort: _Sort) -> ColumnElement[bool]:
    if sort == "none":
        return cast("ColumnElement[bool]", column.is_(None))
    if sort == "several":
        return cast("ColumnElement[bool]", column.in_(bindparam(name, expanding=True)))
    return cast("ColumnElement[bool]", column == bindparam(name))


def _stands(table: type[Recorded], now: bool) -> ColumnElement[bool]:
    replaced, recorded = col(table.replaced_at), col(table.recorded_at)
    if now:
        return replaced.is_(None)
    then: BindParameter[Any] = bindparam("known_at")
    return and_(recorded <= then, or_(replaced.is_(None), replaced > then))


def content(row: Recorded) -> dict[str, Any]:
    """What a row says, without when it was recorded."""
    return {name: value for name, value in row.model_dump().items() if name not in HISTORY}


def _already_says(row: Recorded, says: Mapping[str, Any]) -> bool:
    """Whether a row says exactly this; what is not said has its default."""
    fields = type(row).model_fields
    own = (name for name in fields if name not in Recorded.model_fields)
    return all(getattr(row, name) == (says[name] if name in says else fields[name].get_default()) for name in own)


@dataclass(slots=True)
class Changes:
    """Changes to be made to a register together, in one transaction and under one entry of the record."""

    session: Session
    council_id: str
    _new: list[dict[str, str]] = field(default_factory=list)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)
    _rows: dict[tuple[type[Recorded], str], Recorded] = field(default_factory=dict)
    _ended: dict[tuple[type[Recorded], str], Recorded] = field(default_factory=dict)
    _standing: dict[type[Recorded], dict[str, Recorded]] = field(default_factory=dict)
    _every_name: bool = False

    def prefetch(self, *tables: type[Recorded]) -> None:
        """Read every name, and what stands in these tables, at once: nothing is then asked for thing by thing."""
        found = select(Thing.kind, Thing.code, Thing.id).where(Thing.council_id == self.council_id)
        self._known = {(kind, code): thing for kind, code, thing in self.session.exec(found)} | self._known
        self._every_name = True
        register = Register(self.session, self.council_id)
        self._standing |= {table: {row.thing_id: row for row in register.to_change(table)} for table in tables}

    @property
    def names(self) -> Mapping[tuple[str, str], str]:
        """The ids of the things known so far, by kind and code; after ``prefetch`` of all there are."""
        return self._known

    def standing(self, table: type[Recorded]) -> Mapping[str, Recorded]:
        """What stands in a prefetched table before the changes, by the things' ids."""
        return self._standing[table]

    def asked_for(self) -> set[str]:
        """The ids of the documents that any request asks for, and of the people who asked."""
        documents = select(AskedDocument.document_id).where(AskedDocument.council_id == self.council_id)
        people = select(AccessRequest.requester_id).where(AccessRequest.council_id == self.council_id)
        found = {*self.session.exec(documents.distinct()), *self.session.exec(people.distinct())}
        return {thing for thing in found if thing is not None}

    def _before(self, table: type[Recorded], thing_id: str) -> Recorded | None:
        if table in self._standing:
            return self._standing[table].get(thing_id)
        return next(iter(Register(self.session, self.council_id).to_change(table, thing_id=thing_id)), None)

    @property
    def things(self) -> tuple[str, ...]:
        """The ids of every thing that changes, each once."""
        return tuple(dict.fromkeys(thing for _, thing in (*self._rows, *self._ended)))

    @property
    def added(self) -> tuple[Recorded, ...]:
        """The rows that will stand."""
        return tuple(self._rows.values())

    @property
    def ended(self) -> tuple[Recorded, ...]:
        """The rows that will stand no longer."""
        return tuple(self._ended.values())

    def name(self, kind: str, code: str) -> str:
        """The id of the thing of that kind and code; the thing is added where there is none yet."""
        if (kind, code) not in self._known:
            found = None if self._every_name else Register(self.session, self.council_id).find(kind, code)
            if found is None:
                found = new_id()
                self._new.append({"id": found, "council_id": self.council_id, "kind": kind, "code": code})
            self._known[kind, code] = found
        return self._known[kind, code]

    def put(self, table: type[R], thing_id: str, **says: Any) -> R | None:
        """Say this of a thing in that table; None where exactly this stands already. The last word said counts."""
        before = self._before(table, thing_id)
        self._rows.pop((table, thing_id), None)
        self._ended.pop((table, thing_id), None)
        if before is not None and _already_says(before, says):
            return None
        if before is not None:
            self._ended[table, thing_id] = before
        row = table(council_id=self.council_id, thing_id=thing_id, recorded_at=_LATER, entry=-1, **says)
        self._rows[table, thing_id] = row
        return row

    def remove(self, table: type[R], thing_id: str) -> bool:
        """Say nothing more of a thing in that table; False where nothing was said."""
        said = self._rows.pop((table, thing_id), None)
        before = self._before(table, thing_id)
        if before is not None:
            self._ended[table, thing_id] = before
        return said is not None or before is not None

    def apply(self, at: datetime, entry: int) -> None:
        """Make the changes, as recorded at that instant by that entry. Nothing is committed."""
        marked = set(chain.from_iterable(map(_marked, (*self._rows.values(), *self._ended.values()))))
        if marked or self._new:
            touched(self.session, self.council_id, marked | ({NAMES} if self._new else set()))
        for before in self._ended.values():
            before.replaced_at, before.replaced_by = at, entry
        if self._new:
            self.session.execute(insert(Thing), self._new)
        self._flush(self._ended.values())
        for row in self._rows.values():
            row.recorded_at, row.entry = at, entry
        self._flush(self._rows.values())
        self._new, self._rows, self._ended = [], {}, {}
        self._standing, self._every_name = {}, False

    def _flush(self, rows: Iterable[Any]) -> None:
        self.session.add_all(rows)
        self.session.flush()
