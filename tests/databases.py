"""Databases for tests, each new and migrated: a SQLite file and a PostgreSQL database, copied from a template.

A conftest imports the fixtures by name. The PostgreSQL server is started once per test process, or is the one whose
address stands in TEST_DATABASE_URL; its user must be allowed to create databases and roles.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url

from gatekeeper.storage import migrations
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record import found_council

KEEPER = Path(__file__).with_name("postgres_keeper.py")
BACKENDS = ("sqlite", "postgresql")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For a test of what only SQLite does."""
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""For a test of what only PostgreSQL does."""


@cache
def server_address() -> str:
    """The address of the PostgreSQL server, started where none is given."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given
    command = [sys.executable, "-W", "ignore", str(KEEPER)]
    keeper = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    atexit.register(keeper.communicate)
    address = keeper.stdout.readline().strip()
    assert address, "PostgreSQL did not start: see what it wrote above."
    return address


def on_server(statement: str) -> None:
    """Run a statement outside any transaction, as the server's owner."""
    engine = create_engine(server_address(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def postgresql_database(template: str | None = None) -> str:
    """The address of a new database, empty or a copy of another one."""
    name = f"gatekeeper_{uuid.uuid4().hex}"
    on_server(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return make_url(server_address()).set(database=name).render_as_string(hide_password=False)


def drop_postgresql_database(address: str) -> None:
    """Remove a database, whoever is still connected."""
    on_server(f"DROP DATABASE IF EXISTS {make_url(address).database} WITH (FORCE)")


@cache
def _postgresql_template() -> str:
    address = postgresql_database()
    engine = open_engine(address)
    migrations.upgrade(engine)
    engine.dispose()
    if os.environ.get("TEST_DATABASE_URL"):
        atexit.register(drop_postgresql_database, address)
    return str(make_url(address).database)


@cache
def _sqlite_template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        engine = open_engine(f"sqlite:///{path}")
        migrations.upgrade(engine)
        engine.dispose()
        return path.read_bytes()


@contextmanager
def database(backend: str, folder: Path, *, migrated: bool = True) -> Iterator[str]:
    """The address of a database of one test, removed afterwards. SQLite's lies in `folder`."""
    if backend == "sqlite":
        path = folder / f"{uuid.uuid4().hex}.db"
        if migrated:
            path.write_bytes(_sqlite_template())
        yield f"sqlite:///{path}"
        return
    address = postgresql_database(_postgresql_template() if migrated else None)
    try:
        yield address
    finally:
        drop_postgresql_database(address)


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new migrated database: each test runs on SQLite and on PostgreSQL."""
    with database(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A new migrated database: each test runs on SQLite and on PostgreSQL."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture(params=BACKENDS)
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A new database without tables: each test runs on SQLite and on PostgreSQL."""
    with database(request.param, tmp_path, migrated=False) as address:
        opened = open_engine(address)
        yield opened
        opened.dispose()


@pytest.fixture
def council_id(engine: Engine) -> str:
    """A council that has just been set up, with nothing in its record."""
    return found_council(engine, "northmere")
