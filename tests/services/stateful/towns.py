"""A little council in a database of its own, for a test of many steps: made once for each kind of database, then copied."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import make_url

from gatekeeper.storage import tables
from gatekeeper.storage.councils import councils
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from tests.databases import database, drop_postgresql_database, postgresql_database
from tests.services.worlds import World, new_world

PACK = "wbc"
"""A protocol with two rungs: the monitoring officer, then the chief executive, who hears the group leader first."""
SLUG = "northmere"


@contextmanager
def town(backend: str, folder: Path) -> Iterator[World]:
    """A copy of the council in a new database, removed afterwards. SQLite's lies in `folder`."""
    with town_address(backend, folder) as address, opened(address) as world:
        yield world


@contextmanager
def town_address(backend: str, folder: Path) -> Iterator[str]:
    """The address of such a database, for those who open it themselves."""
    if backend == "sqlite":
        with database(backend, folder, migrated=False) as address:
            Path(str(make_url(address).database)).write_bytes(_sqlite_town())
            yield address
        return
    address = postgresql_database(_postgresql_town())
    try:
        yield address
    finally:
        drop_postgresql_database(address)


@contextmanager
def opened(address: str, slug: str = SLUG) -> Iterator[World]:
    """A council in a database that is there already."""
    engine = open_engine(address)
    try:
        with reading(engine) as session:
            council = next(each.id for each in councils(session) if each.slug == slug)
        yield World(engine, council)
    finally:
        engine.dispose()


def posts_of(world: World, *codes: str) -> dict[str, str]:
    """The posts that these people hold, by the people's codes."""
    held = world.read(lambda register: {each.person_id: each.post_id for each in register.all(tables.Appointment)})
    return {code: held[world.id("person", code)] for code in codes}


@cache
def _sqlite_town() -> bytes:
    with tempfile.TemporaryDirectory() as folder, database("sqlite", Path(folder)) as address:
        _settle(address)
        return Path(str(make_url(address).database)).read_bytes()


@cache
def _postgresql_town() -> str:
    with tempfile.TemporaryDirectory() as folder:
        template = database("postgresql", Path(folder))
        address = template.__enter__()
        _settle(address)
        if os.environ.get("TEST_DATABASE_URL"):
            atexit.register(drop_postgresql_database, address)
        return str(make_url(address).database)


def _settle(address: str) -> None:
    engine = open_engine(address)
    new_world(engine, PACK, slug=SLUG)
    engine.dispose()
