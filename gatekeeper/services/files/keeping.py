"""Looks after the store: every row must have its file with the right bytes, and a file that no row names may go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from gatekeeper.documents import FileDamaged, Store
from gatekeeper.storage import tables
from gatekeeper.storage.files import files_named
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine

_KEPT_ASIDE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A row whose file is missing or is not what was kept. ``standing``: it is what is given out of now."""

    council: str
    document: str
    kept_as: str
    standing: bool
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the store came to: how many rows were read, those that are broken, files that no row names."""

    read: int
    broken: tuple[BrokenFile, ...]
    orphans: tuple[str, ...]


def check_files(engine: Engine, store: Store, before: datetime) -> Checked:
    """Read every file that a row names, of every council, replaced ones too; orphans are those older than ``before``.

    Rows are listed after the files, so that a file that comes meanwhile is no orphan.
    """
    old, rows = store.orphans((), before), _rows(engine)
    return Checked(len(rows), tuple(_broken(store, rows)), _unnamed(old, rows))


def orphans(engine: Engine, store: Store, before: datetime) -> tuple[str, ...]:
    """The names of the files that no row of any council has ever named and that came before an instant."""
    return _unnamed(store.orphans((), before), _rows(engine))


def sweep(engine: Engine, store: Store, before: datetime) -> tuple[str, ...]:
    """Set those files aside, into the folder ``swept`` of the store; their names.

    They are deleted thirty days later, for the database may be older than the store, such as one restored from a
    backup: a file whose row comes back comes back with it. What a stopped process left of a file on its way in goes.
    """
    store.bring_back(each.kept_as for each in _rows(engine))
    gone = orphans(engine, store, before)
    store.set_aside(gone)
    store.forget(before - _KEPT_ASIDE)
    store.left_behind(before)
    return gone


def _unnamed(old: Iterable[str], rows: Iterable[tables.StoredFile]) -> tuple[str, ...]:
    named = {row.kept_as for row in rows}
    return tuple(name for name in old if name not in named)


def _rows(engine: Engine) -> list[tables.StoredFile]:
    with reading(engine) as session:
        return files_named(session)


def _broken(store: Store, rows: list[tables.StoredFile]) -> Iterator[BrokenFile]:
    """A file that is broken and was filed again lies under its new name, so it is not told."""
    found, whole = list[tuple[tables.StoredFile, str]](), set[tuple[str, str, str]]()
    for row in rows:
        try:
            for _ in store.blocks(row.kept_as, row.sha256):
                pass
        except FileDamaged as damaged:
            found.append((row, str(damaged)))
        else:
            whole.add(_content(row))
    for row, why in found:
        if row.replaced_at is None or _content(row) not in whole:
            yield BrokenFile(row.council_id, row.document_id, row.kept_as, row.replaced_at is None, why)


def _content(row: tables.StoredFile) -> tuple[str, str, str]:
    return row.council_id, row.document_id, row.sha256
