"""Adds rows that nobody changes afterwards, in the database's own terms: it costs a third of a mapped object."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from pydantic_core import PydanticUndefined
from sqlalchemy import Table
from sqlmodel import Session, SQLModel

from gatekeeper.storage.base import metadata
from gatekeeper.storage.driver import connection_of, insert_rows, update_row

T = TypeVar("T", bound=SQLModel)


def add_rows(session: Session, table: type[SQLModel], *rows: dict[str, Any]) -> None:
    """Add these rows at once, each with the same columns by name; what is left out has its default.

    New rows that the session still holds back are written first. Raises KeyError for a column that the table has not.
    """
    if not rows:
        return
    if session.new:
        session.flush()
    names, made = _columns(table, frozenset(rows[0]))
    whole = [row | {name: make() for name, make in made} for row in rows]
    insert_rows(connection_of(session), _table_of(table), names, [[row[name] for name in names] for row in whole])


@dataclass
class Added:
    """Rows that were added just now and are still worked on: no session holds them, as that costs more than they do."""

    session: Session
    _rows: list[tuple[type[SQLModel], Any, dict[str, Any]]] = field(default_factory=list)

    def add(self, table: type[T], *rows: T) -> None:
        """Insert rows of that table at once, which ``new_row`` has made."""
        values = [dict(row.__dict__) for row in rows]
        add_rows(self.session, table, *values)
        self._rows += [(table, row, before) for row, before in zip(rows, values, strict=True)]

    def settle(self) -> None:
        """Write what has been changed of them since."""
        for table, row, before in self._rows:
            changed = {name: row.__dict__[name] for name, value in before.items() if row.__dict__[name] != value}
            if changed:
                update_row(connection_of(self.session), _table_of(table), before["id"], changed)
                before.update(changed)


def new_row(table: type[T], **given: Any) -> T:
    """A row to be added, with the attributes of the table's own objects; what is left out has its default.

    No session and no mapper knows it, so it is written by ``Added`` alone. Raises KeyError for a column that the table
    has not.
    """
    _, made = _columns(table, frozenset(given))
    return cast("T", SimpleNamespace(**given, **{name: make() for name, make in made}))


@lru_cache(maxsize=500)
def _columns(table: type[SQLModel], given: frozenset[str]) -> tuple[tuple[str, ...], tuple[tuple[str, Any], ...]]:
    """The columns to be written where these are given, and those of them that are made, with what makes each."""
    if strange := given - table.model_fields.keys():
        raise KeyError(f"{table.__tablename__} has no column {', '.join(sorted(strange))}")
    fields = [(name, field) for name, field in table.model_fields.items() if name not in given]
    told = [(name, field) for name, field in fields if not _numbered(name, field)]
    made = tuple((name, _default(field)) for name, field in told if _has_default(field))
    written = given | {name for name, _ in made}
    return tuple(name for name in table.model_fields if name in written), made


@lru_cache(maxsize=500)
def _table_of(table: type[SQLModel]) -> Table:
    return metadata.tables[str(table.__tablename__)]


def _numbered(name: str, field: Any) -> bool:
    """Whether the database numbers the rows itself."""
    return name in ("id", "row_id") and field.default is None and field.default_factory is None


def _has_default(field: Any) -> bool:
    return field.default is not PydanticUndefined or field.default_factory is not None


def _default(field: Any) -> Any:
    return field.default_factory or (lambda: field.default)
