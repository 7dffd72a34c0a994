"""What the tests of the life of a request share: a little council, made once for each pack and copied for each test."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from tests.databases import council_id, database, database_url, engine
from tests.services.worlds import World, new_world

__all__ = ["council_id", "database_url", "engine"]

WorldOf = Callable[[str | None], World]


@cache
def _made(pack: str | None) -> bytes:
    with tempfile.TemporaryDirectory() as folder, database("sqlite", Path(folder)) as address:
        opened = open_engine(address)
        new_world(opened, pack)
        opened.dispose()
        return Path(address.removeprefix("sqlite:///")).read_bytes()


def _copied(pack: str | None, folder: Path) -> World:
    path = folder / f"{pack}.db"
    path.write_bytes(_made(pack))
    opened = open_engine(f"sqlite:///{path}")
    with reading(opened) as session:
        return World(opened, session.exec(select(tables.Council.id)).one())


@pytest.fixture
def world_of(tmp_path: Path) -> Iterator[WorldOf]:
    """Gives a little council under a pack, each a copy of its own."""
    with ExitStack() as opened:

        def make(pack: str | None) -> World:
            world = _copied(pack, tmp_path)
            opened.callback(world.engine.dispose)
            return world

        yield make


@pytest.fixture
def world(world_of: WorldOf) -> World:
    """A little council under a protocol with a dispute ladder of two rungs, the second of which consults."""
    return world_of("wbc")


@pytest.fixture
def each_world(engine: Engine) -> World:
    """The same council, on SQLite and on PostgreSQL."""
    return new_world(engine, "wbc")
