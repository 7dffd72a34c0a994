"""Rows as objects of their tables, read without the mapper's own questions: these cost several times as much.

What is only read belongs to no session and cannot be changed; what is to be changed is given to the session as if the
mapper had loaded it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session, SQLModel

from gatekeeper.storage.base import metadata
from gatekeeper.storage.driver import Question, connection_of

T = TypeVar("T", bound=SQLModel)


@dataclass(frozen=True)
class RowsOf(Generic[T]):
    """A question for whole rows of one table."""

    table: type[T]
    where: tuple[Any, ...]
    order: tuple[Any, ...] = ()
    lock: bool = False
    """Whether each row is locked until the transaction ends."""

    varies: bool = False
    """Whether a condition holds a list of any length."""

    def also(self, *where: Any, varies: bool = False) -> RowsOf[T]:
        """The same question, of those rows only that are so too."""
        return replace(self, where=(*self.where, *where), varies=self.varies or varies)

    @cached_property
    def _question(self) -> Question:
        columns = metadata.tables[str(self.table.__tablename__)].c
        found: Select[Any] = select(*columns).where(*self.where).order_by(*self.order)
        return Question(found.with_for_update() if self.lock else found, self.varies)

    @cached_property
    def mapped(self) -> Any:
        """The same question as the mapper asks it."""
        return select(self.table).where(*self.where).order_by(*self.order)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(metadata.tables[str(self.table.__tablename__)].c.keys())

    def read(self, session: Session, **given: Any) -> list[T]:
        """The rows, to be read only: to change one raises an error."""
        names = self._names
        return [_apart(self.table, dict(zip(names, row, strict=True))) for row in self._rows(session, given)]

    def held(self, session: Session, **given: Any) -> list[T]:
        """The rows in the hands of the session: what is changed of them is written by it."""
        names = self._names
        return [self._held(session, dict(zip(names, row, strict=True))) for row in self._rows(session, given)]

    def _rows(self, session: Session, given: dict[str, Any]) -> Sequence[Sequence[Any]]:
        return self._question.rows(connection_of(session), given)

    def _held(self, session: Session, values: dict[str, Any]) -> T:
        mapper = inspect(self.table)
        key = mapper.identity_key_from_primary_key([values[each.key] for each in mapper.primary_key])
        known: T | None = session.identity_map.get(key)
        if known is not None:
            return known
        row: T = mapper.class_manager.new_instance()
        row.__dict__.update(values)
        make_transient_to_detached(row)
        session.add(row)
        return row


def is_apart(row: SQLModel) -> bool:
    """Whether the row was read only, and belongs to no session."""
    return "_sa_instance_state" not in row.__dict__


def _apart(table: type[T], values: dict[str, Any]) -> T:
    row: T = table.__new__(table)
    row.__dict__.update(values)
    return row
