"""Tests that a process writes a SQLite file by one connection, which is given up where the database fails."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import IntegrityError

from gatekeeper.storage.locks import one_writer
from gatekeeper.storage.transaction import Transaction, run
from gatekeeper.storage.writers_own import to_write
from tests.databases import ON_SQLITE
from tests.storage.record_support import enter, stand

pytestmark = ON_SQLITE


class Broken(Exception):
    """Something went wrong in the middle."""


def used(engine: Engine, work: str = "SELECT 1") -> Any:
    """The driver's connection by which that was written."""
    with one_writer(engine), to_write(engine) as connection:
        connection.execute(text(work))
        return driver_of(connection)


def driver_of(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def test_every_transaction_is_written_by_the_same_connection(engine: Engine, council_id: str) -> None:
    found: list[Any] = []

    def work(tx: Transaction) -> None:
        enter(tx, 0)
        found.append(driver_of(tx.session.connection()))

    for _ in range(3):
        run(engine, council_id, work)
    with pytest.raises(Broken):
        run(engine, council_id, lambda _tx: (_ for _ in ()).throw(Broken))
    assert [*found, used(engine)] == [found[0]] * 4
    assert stand(engine, council_id).size == 3


def test_readers_have_others(engine: Engine) -> None:
    with engine.connect() as connection:
        assert driver_of(connection) is not used(engine)


def test_where_the_database_fails_it_is_given_up_with_what_it_had_begun(engine: Engine, council_id: str) -> None:
    before, line = used(engine), "INSERT INTO reference_counter (council_id, year, last) VALUES ('nobody', 2026, 1)"
    with pytest.raises(IntegrityError):
        used(engine, line)
    assert used(engine) is not before
    assert run(engine, council_id, lambda tx: enter(tx, 0)) == 0


def test_where_the_end_is_cut_off_it_is_given_up_with_what_it_had_begun(engine: Engine, council_id: str) -> None:
    def cut_off(_connection: Connection) -> None:
        raise Broken

    before = used(engine)
    event.listen(engine, "commit", cut_off)
    with pytest.raises(Broken):
        run(engine, council_id, lambda tx: enter(tx, 0))
    event.remove(engine, "commit", cut_off)
    assert used(engine) is not before
    assert (stand(engine, council_id).size, run(engine, council_id, lambda tx: enter(tx, 0))) == (0, 0)


def test_it_is_closed_with_the_others_and_opened_again_when_it_is_needed(engine: Engine, council_id: str) -> None:
    before = used(engine)
    engine.dispose()
    with pytest.raises(Exception, match="closed"):
        before.execute("SELECT 1")
    assert run(engine, council_id, lambda tx: enter(tx, 0)) == 0


def test_whoever_begins_to_listen_later_hears_what_is_written(engine: Engine, council_id: str) -> None:
    run(engine, council_id, lambda tx: enter(tx, 0))
    heard: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _u, statement, *_rest: heard.append(statement))
    run(engine, council_id, lambda tx: enter(tx, 1))
    assert any(statement.startswith("INSERT INTO entry ") for statement in heard)
