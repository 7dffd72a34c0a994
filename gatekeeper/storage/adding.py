"""Adds rows that nobody changes afterwards, in the database's own terms: it costs a third of a mapped object."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import Table
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session, SQLModel

from gatekeeper.storage.base import metadata
from gatekeeper.storage.driver import insert_rows


def add_rows(session: Session, table: type[SQLModel], *rows: dict[str, Any]) -> None:
    """Add these rows at once, each with its columns by name; what is left out has its default.

    New rows that the session still holds back are written first. Raises KeyError for a column that the table has not.
    """
    if not rows:
        return
    if session.new:
        session.flush()
    defaults = _defaults(table)
    insert_rows(session.connection(), _table_of(table), [_complete(table, defaults, row) for row in rows])


def add_now(session: Session, *objects: SQLModel) -> None:
    """Insert mapped objects of one table at once; what is changed of them later is written as any change is."""
    add_rows(session, type(objects[0]), *(each.model_dump() for each in objects))
    for each in objects:
        make_transient_to_detached(each)
        session.add(each)


def _complete(table: type[SQLModel], defaults: Sequence[tuple[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
    if strange := row.keys() - table.model_fields.keys():
        raise KeyError(f"{table.__tablename__} has no column {', '.join(sorted(strange))}")
    whole = {name: made() for name, made in defaults if name not in row} | row
    return {name: whole[name] for name in table.model_fields if name in whole}


@lru_cache(maxsize=100)
def _defaults(table: type[SQLModel]) -> tuple[tuple[str, Any], ...]:
    told = [(name, field) for name, field in table.model_fields.items() if not _numbered(name, field)]
    return tuple((name, _default(field)) for name, field in told if _has_default(field))


def _table_of(table: type[SQLModel]) -> Table:
    return metadata.tables[str(table.__tablename__)]


def _numbered(name: str, field: Any) -> bool:
    """Whether the database numbers the rows itself."""
    return name in ("id", "row_id") and field.default is None and field.default_factory is None


def _has_default(field: Any) -> bool:
    return field.default is not PydanticUndefined or field.default_factory is not None


def _default(field: Any) -> Any:
    return field.default_factory or (lambda: field.default)
