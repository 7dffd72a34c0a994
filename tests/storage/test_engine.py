"""Tests of how the database is opened: nothing acknowledged is lost, waits end, and other databases are refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError

from gatekeeper.storage.engine import DatabaseAddressError, open_engine
from gatekeeper.storage.transaction import reading
from tests.databases import ON_POSTGRESQL, ON_SQLITE
from tests.storage.record_support import stand, verified

WRITER = Path(__file__).with_name("endless_writer.py")
ACKNOWLEDGED = 5
SQLITE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "busy_timeout": 10_000,
    "query_only": 0,
}
POSTGRESQL = {
    "TimeZone": "UTC",
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "1min",
}


@ON_SQLITE
@pytest.mark.parametrize("setting", SQLITE)
def test_sqlite_is_set_to_lose_nothing(engine: Engine, setting: str) -> None:
    with engine.begin() as connection:
        assert connection.scalar(text(f"PRAGMA {setting}")) == SQLITE[setting]


def test_one_connection_lent_to_read_and_to_write_in_turn_writes_only_when_it_may(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=1, max_overflow=0)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE lent (n INTEGER)"))
    for number in range(3):
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO lent VALUES (:n)"), {"n": number})
        with reading(engine) as session, pytest.raises((OperationalError, InternalError)):
            session.connection().execute(text("INSERT INTO lent VALUES (9)"))
    with reading(engine) as session:
        assert session.connection().scalar(text("SELECT count(*) FROM lent")) == 3
    engine.dispose()


@ON_POSTGRESQL
@pytest.mark.parametrize("setting", POSTGRESQL)
def test_postgresql_is_set_to_wait_for_nothing_endlessly(engine: Engine, setting: str) -> None:
    with engine.begin() as connection:
        assert connection.scalar(text(f"SHOW {setting}")) == POSTGRESQL[setting]


@ON_POSTGRESQL
def test_what_the_address_itself_sets_comes_last(database_url: str) -> None:
    engine = open_engine(f"{database_url}&options=-c%20lock_timeout%3D3s", pool_size=1)
    with engine.begin() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "3s"
        assert connection.scalar(text("SHOW TimeZone")) == "UTC"
    engine.dispose()


@ON_SQLITE
def test_a_writer_on_sqlite_takes_its_place_when_it_begins(engine: Engine) -> None:
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1"))
    with engine.begin() as first:
        first.execute(text("SELECT 1"))
        with engine.connect() as second, pytest.raises(OperationalError, match="locked"):
            second.execute(text("SELECT 1"))


def test_references_are_checked(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO reference_counter VALUES ('nobody', 2026, 1)"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "northmere",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://clerk:secret@host/db",
        "postgresql://clerk:secret@h/db",
    ],
)
def test_another_database_is_refused_without_telling_its_password(address: str) -> None:
    with pytest.raises(DatabaseAddressError, match="Give sqlite:///") as refused:
        open_engine(address)
    assert "secret" not in str(refused.value)


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_lost_when_the_program_is_killed(
    engine: Engine, database_url: str, council_id: str, project: Path
) -> None:
    command = [sys.executable, str(WRITER), database_url, council_id]
    writer = subprocess.Popen(command, cwd=project, env={"PYTHONPATH": str(project)}, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(ACKNOWLEDGED)]
    writer.kill()
    acknowledged += [int(line) for line in writer.communicate()[0].split("\n")[:-1]]
    assert acknowledged == list(range(len(acknowledged)))
    assert stand(engine, council_id).size >= len(acknowledged) >= ACKNOWLEDGED
    assert verified(engine, council_id).intact
