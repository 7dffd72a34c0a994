"""Small changes of a register, for the tests of the register alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.transaction import reading, writing
from tests.storage.record_support import clock_at, enter


def change(engine: Engine, council_id: str, minute: int, work: Callable[[Changes], Any]) -> int:
    """Change the register so many minutes after it was begun; the number of the entry."""
    with writing(engine, council_id, clock=clock_at(minute)) as tx:
        changes = Changes(tx.session, council_id)
        work(changes)
        number = enter(tx, tx.size)
        changes.apply(tx.now, number)
        return number


def named(code: str, name: str) -> Callable[[Changes], None]:
    """Say that a ward has a name."""

    def work(changes: Changes) -> None:
        changes.put(tables.Ward, changes.name("ward", code), name=name)

    return work


def gone(code: str) -> Callable[[Changes], None]:
    """Say nothing more of a ward."""

    def work(changes: Changes) -> None:
        changes.remove(tables.Ward, changes.name("ward", code))

    return work


def wards(engine: Engine, council_id: str, minute: int | None = None) -> list[str]:
    """The names of the wards that stand, or that were known to, so many minutes after the register was begun."""
    known_at = None if minute is None else clock_at(minute)()
    with reading(engine) as session:
        return [each.name for each in Register(session, council_id, known_at).all(tables.Ward)]


def versions(engine: Engine, council_id: str) -> list[tuple[str, int, int | None]]:
    """Every version of every ward: its name, the entry that recorded it, and the one that ended it."""
    with reading(engine) as session:
        table = tables.Ward
        rows = session.exec(select(table).where(table.council_id == council_id).order_by(col(table.row_id))).all()
        return [(each.name, each.entry, each.replaced_by) for each in rows]
