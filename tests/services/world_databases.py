"""The little district council of the worlds, loaded once for each pack and database and copied for each test.

A conftest imports the fixtures by name: ``world`` (without a pack, on SQLite and PostgreSQL) and ``world_with``.
"""

from __future__ import annotations

import atexit
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlmodel import select

from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from tests.databases import BACKENDS, database, drop_postgresql_database, postgresql_database
from tests.services.worlds import World, new_world


@cache
def _template(backend: str, pack: str | None) -> tuple[str, Path | None]:
    """The address of a database that holds the council, and for SQLite its file; kept until the tests end."""
    kept = ExitStack()
    folder = Path(kept.enter_context(tempfile.TemporaryDirectory()))
    address = kept.enter_context(database(backend, folder))
    engine = open_engine(address)
    new_world(engine, pack)
    engine.dispose()
    atexit.register(kept.close)
    return address, Path(str(make_url(address).database)) if backend == "sqlite" else None


@contextmanager
def copied(backend: str, folder: Path, pack: str | None) -> Iterator[str]:
    """The address of a new database that holds the little district council; SQLite's lies in the folder."""
    address, file = _template(backend, pack)
    if file is not None:
        copy = folder / f"{uuid.uuid4().hex}.db"
        copy.write_bytes(file.read_bytes())
        yield f"sqlite:///{copy}"
        return
    new = postgresql_database(make_url(address).database)
    try:
        yield new
    finally:
        drop_postgresql_database(new)


@contextmanager
def little_world(backend: str, folder: Path, pack: str | None = None) -> Iterator[World]:
    """The little district council in a database of its own."""
    with copied(backend, folder, pack) as address:
        engine = open_engine(address)
        with reading(engine) as session:
            council = session.exec(select(tables.Council.id)).one()
        yield World(engine, council)
        engine.dispose()


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The little district council without a pack: each test runs on SQLite and on PostgreSQL."""
    with little_world(request.param, tmp_path) as loaded:
        yield loaded


@pytest.fixture(params=BACKENDS)
def world_with(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], World]]:
    """The little district council with the pack named: ``world_with("wbc")``; on SQLite and on PostgreSQL."""
    with ExitStack() as opened:
        yield lambda pack: opened.enter_context(little_world(request.param, tmp_path, pack))
