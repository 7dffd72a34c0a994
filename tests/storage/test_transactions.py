"""Tests that a deed and its entry are stored together or not at all, and that many who write at once lose nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from gatekeeper.core.audit import EntryError
from gatekeeper.storage import tables
from gatekeeper.storage.locks import StorageBusy, one_writer
from gatekeeper.storage.record import UnknownCouncil, found_council, stored_entries
from gatekeeper.storage.transaction import Transaction, reading, run, writing
from tests.databases import ON_POSTGRESQL, ON_SQLITE
from tests.storage.record_support import BEGUN_AT, clock_at, enter, fill, stand, verified

THREADS, EACH = 8, 6


class Broken(Exception):
    """Something went wrong in the middle."""


def fail(tx: Transaction) -> None:
    """A deed and its entry, and then nothing works any more."""
    tx.session.add(tables.ReferenceCounter(council_id=tx.council_id, year=2026, last=1))
    enter(tx, 0)
    tx.session.flush()
    raise Broken


def deeds(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(tables.ReferenceCounter)).all())


def test_r101_what_fails_after_an_entry_leaves_neither_the_deed_nor_the_entry(engine: Engine, council_id: str) -> None:
    with pytest.raises(Broken):
        run(engine, council_id, fail)
    assert (stand(engine, council_id).size, deeds(engine)) == (0, 0)
    with writing(engine, council_id) as tx:
        tx.session.add(tables.ReferenceCounter(council_id=council_id, year=2026, last=1))
        assert enter(tx, 0) == 0
    assert (stand(engine, council_id).size, deeds(engine)) == (1, 1)


def test_several_entries_of_one_transaction_bear_one_time_and_follow_each_other(
    engine: Engine, council_id: str
) -> None:
    with writing(engine, council_id, clock=clock_at(3)) as tx:
        assert [enter(tx, number) for number in range(5)] == [0, 1, 2, 3, 4]
        assert (tx.size, tx.chain, tx.now) == (5, "northmere.gatekeeper/record", clock_at(3)())
    with reading(engine) as session:
        assert {entry.columns and entry.columns["at"] for entry in stored_entries(session, council_id)} == {
            "2026-11-20T09:33:00.000000Z"
        }
    assert verified(engine, council_id).intact


def test_r091_nothing_is_back_dated_where_the_clock_goes_back(engine: Engine, council_id: str) -> None:
    fill(engine, council_id, 3)
    with writing(engine, council_id, clock=lambda: BEGUN_AT) as tx:
        assert tx.now == clock_at(2)()
        enter(tx, 3)
    assert verified(engine, council_id).intact


@pytest.mark.parametrize("words", ["a\x00b", "half \ud800"], ids=["NUL", "lone surrogate"])
def test_words_that_no_database_keeps_are_refused_and_leave_nothing(
    engine: Engine, council_id: str, words: str
) -> None:
    with pytest.raises(EntryError, match="What to do"):
        run(engine, council_id, lambda tx: enter(tx, 0, words=words))
    assert stand(engine, council_id).size == 0


def test_a_council_that_was_never_set_up_is_told(engine: Engine) -> None:
    with pytest.raises(UnknownCouncil, match="Set the council up"), writing(engine, "nobody"):
        pass


def test_a_reader_sees_one_state_throughout_and_cannot_write(engine: Engine, council_id: str) -> None:
    with reading(engine) as session:
        assert list(stored_entries(session, council_id)) == []
        fill(engine, council_id, 1)
        assert list(stored_entries(session, council_id)) == []
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            session.connection().execute(text("UPDATE council SET slug = 'x'"))
    with reading(engine) as session:
        assert len(list(stored_entries(session, council_id))) == 1


@pytest.mark.parametrize("councils", [1, 3])
def test_r117_eight_who_write_at_once_lose_no_number_and_never_deadlock(engine: Engine, councils: int) -> None:
    ids = [found_council(engine, f"council{number}") for number in range(councils)]
    work = [(ids[number % councils], number) for number in range(THREADS * EACH)]
    with ThreadPoolExecutor(THREADS) as pool:
        numbers = list(pool.map(lambda each: (each[0], run(engine, each[0], lambda tx: enter(tx, each[1]))), work))
    for council in ids:
        given = sorted(number for owner, number in numbers if owner == council)
        assert given == list(range(stand(engine, council).size))
        assert verified(engine, council).intact
    assert sum(stand(engine, council).size for council in ids) == THREADS * EACH


def crossing(order: tuple[int, int], meet: threading.Barrier) -> Callable[[Transaction], int]:
    """Work that changes two rows in an order, waiting the first time until another has changed its own first row."""
    runs: list[int] = []

    def work(tx: Transaction) -> int:
        runs.append(1)
        enter(tx, 0)
        for place, year in enumerate(order):
            tx.session.connection().execute(
                text("UPDATE reference_counter SET last = last + 1 WHERE year = :year"), {"year": year}
            )
            if place == 0 and len(runs) == 1:
                meet.wait(timeout=20)
        return len(runs)

    return work


@ON_POSTGRESQL
def test_r118_who_collides_is_tried_again_and_leaves_one_entry(engine: Engine, council_id: str) -> None:
    other = found_council(engine, "southmere")
    with writing(engine, council_id) as tx:
        for year in (2025, 2026):
            tx.session.add(tables.ReferenceCounter(council_id=council_id, year=year, last=0))
    meet = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(run, engine, council_id, crossing((2025, 2026), meet))
        two = pool.submit(run, engine, other, crossing((2026, 2025), meet))
        assert sorted((one.result(), two.result())) == [1, 2]
    assert [stand(engine, each).size for each in (council_id, other)] == [1, 1]
    with reading(engine) as session:
        assert {row.last for row in session.exec(select(tables.ReferenceCounter))} == {2}


@ON_SQLITE
def test_r118_who_finds_sqlite_busy_is_tried_again_but_not_for_ever(engine: Engine, council_id: str) -> None:
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1"))
    with engine.connect() as another, another.begin():
        with pytest.raises(StorageBusy, match="Nothing was stored"):
            run(engine, council_id, lambda tx: enter(tx, 0), attempts=2)
        waiting = threading.Timer(0.1, another.rollback)
        waiting.start()
        assert run(engine, council_id, lambda tx: enter(tx, 0), attempts=12) == 0
        waiting.join()
    assert stand(engine, council_id).size == 1


@ON_SQLITE
def test_who_waits_too_long_for_a_place_to_write_is_told(engine: Engine) -> None:
    begun = time.monotonic()
    with one_writer(engine), pytest.raises(StorageBusy, match="Try again"), one_writer(engine, seconds=0.05):
        pass
    assert time.monotonic() - begun < 5
