"""Tests that those who wait to write one file are written together, and that each of them fails by itself alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError

from gatekeeper.storage import tables
from gatekeeper.storage.locks import StorageBusy, one_writer
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.together import MOST, in_turn, waiting
from gatekeeper.storage.transaction import Transaction, reading, run
from tests.databases import ON_SQLITE
from tests.storage.record_support import enter, stand, verified
from tests.storage.register_support import named

Work = Callable[[Transaction], Any]
pytestmark = ON_SQLITE


@pytest.fixture
def commits(engine: Engine) -> list[str]:
    """One word for each transaction that is committed."""
    heard: list[str] = []
    event.listen(engine, "commit", lambda _connection: heard.append("commit"))
    return heard


def together(engine: Engine, council_id: str, works: Sequence[Work]) -> list[Future[Any]]:
    """Do all of it at once: each is in line, in this order, before the first begins."""
    with ThreadPoolExecutor(len(works)) as pool:
        with one_writer(engine):
            done = []
            for work in works:
                done.append(pool.submit(run, engine, council_id, work))
                _until(lambda: waiting(engine) == len(done))
        return done


def _until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.001)


def entering(number: int) -> Work:
    return lambda tx: enter(tx, number)


class Broken(Exception):
    """Something went wrong in the middle."""


def breaking(tx: Transaction) -> None:
    enter(tx, 90)
    tx.session.add(tables.ReferenceCounter(council_id=tx.council_id, year=2026, last=1))
    tx.session.flush()
    raise Broken


def twice_the_same(tx: Transaction) -> None:
    """What the database itself refuses."""
    enter(tx, 91)
    for _ in range(2):
        line = "INSERT INTO reference_counter (council_id, year, last) VALUES (:council, 2026, 1)"
        tx.session.connection().execute(text(line), {"council": tx.council_id})


def made_its_own(tx: Transaction) -> None:
    """What the database refuses, told as something else."""
    enter(tx, 92)
    tx.session.add_all(tables.ReferenceCounter(council_id=tx.council_id, year=2026, last=last) for last in (1, 2))
    try:
        tx.session.flush()
    except IntegrityError:
        raise Broken from None


def counters(engine: Engine) -> int:
    with reading(engine) as session:
        return int(session.connection().scalar(text("SELECT count(*) FROM reference_counter")) or 0)


def test_those_who_wait_are_committed_at_once_in_their_order(
    engine: Engine, council_id: str, commits: list[str]
) -> None:
    done = together(engine, council_id, [entering(number) for number in range(6)])
    assert [each.result() for each in done] == list(range(6))
    assert commits == ["commit"]
    assert verified(engine, council_id).intact


def test_no_more_than_so_many_are_written_together(engine: Engine, council_id: str, commits: list[str]) -> None:
    done = together(engine, council_id, [entering(number) for number in range(MOST + 2)])
    assert [each.result() for each in done] == list(range(MOST + 2))
    assert len(commits) == 2
    assert verified(engine, council_id).intact


def test_what_fails_is_undone_by_itself_and_told_to_its_own_alone(
    engine: Engine, council_id: str, commits: list[str]
) -> None:
    done = together(engine, council_id, [entering(0), breaking, entering(1)])
    with pytest.raises(Broken):
        done[1].result()
    assert (done[0].result(), done[2].result(), stand(engine, council_id).size, counters(engine)) == (0, 1, 2, 0)
    assert commits == ["commit"]
    assert verified(engine, council_id).intact


def test_where_the_database_fails_at_one_each_is_done_again_alone(
    engine: Engine, council_id: str, commits: list[str]
) -> None:
    done = together(engine, council_id, [entering(0), twice_the_same, entering(1)])
    with pytest.raises(IntegrityError):
        done[1].result()
    assert (done[0].result(), done[2].result(), stand(engine, council_id).size, counters(engine)) == (0, 1, 2, 0)
    assert len(commits) == 2
    assert verified(engine, council_id).intact


def test_where_one_takes_what_the_database_refuses_for_an_error_of_its_own_the_others_are_done_all_the_same(
    engine: Engine, council_id: str
) -> None:
    done = together(engine, council_id, [entering(0), made_its_own, entering(1)])
    with pytest.raises(Broken):
        done[1].result()
    assert (done[0].result(), done[2].result(), stand(engine, council_id).size, counters(engine)) == (0, 1, 2, 0)
    assert verified(engine, council_id).intact


def test_where_the_commit_fails_nobody_is_told_that_hers_is_done(engine: Engine, council_id: str) -> None:
    """SQLite looks only at the end whether what is referred to is there, where it is told to."""

    def dangling(tx: Transaction) -> None:
        connection = tx.session.connection()
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        line = "INSERT INTO reference_counter (council_id, year, last) VALUES ('nobody', 2026, 1)"
        connection.execute(text(line))

    done = together(engine, council_id, [entering(0), dangling, entering(1)])
    with pytest.raises(IntegrityError):
        done[1].result()
    assert (done[0].result(), done[2].result(), stand(engine, council_id).size, counters(engine)) == (0, 1, 2, 0)
    assert verified(engine, council_id).intact


def test_what_one_found_of_anothers_that_was_undone_is_not_remembered(engine: Engine, council_id: str) -> None:
    runs: list[str] = []

    def naming(tx: Transaction) -> None:
        runs.append("naming")
        if len(runs) > 1:
            raise Broken
        changes = Changes(tx.session, tx.council_id)
        named("mill", "Mill")(changes)
        changes.apply(tx.now, enter(tx, 0))

    def finding(tx: Transaction) -> tuple[bool, list[str]]:
        register = Register(tx.session, tx.council_id)
        return register.find("ward", "mill") is not None, [each.name for each in register.all(tables.Ward)]

    done = together(engine, council_id, [naming, finding, twice_the_same])
    with pytest.raises(Broken):
        done[0].result()
    assert done[1].result() == (False, [])
    with reading(engine) as session:
        register = Register(session, council_id)
        assert (register.find("ward", "mill"), list(register.all(tables.Ward))) == (None, [])


def test_one_sees_what_those_before_her_did_and_others_see_none_of_it_before_the_end(
    engine: Engine, council_id: str
) -> None:
    def beside() -> int:
        with reading(engine) as session:
            return len(Register(session, council_id).all(tables.Ward))

    def naming(tx: Transaction) -> None:
        changes = Changes(tx.session, tx.council_id)
        named("mill", "Mill")(changes)
        changes.apply(tx.now, enter(tx, 0))

    def looking(tx: Transaction) -> tuple[int, int]:
        with ThreadPoolExecutor(1) as another:
            return len(Register(tx.session, tx.council_id).all(tables.Ward)), another.submit(beside).result()

    done = together(engine, council_id, [naming, looking])
    assert (done[1].result(), beside()) == ((1, 0), 1)


def test_whoever_waits_too_long_is_told_and_leaves_no_place_behind(engine: Engine, council_id: str) -> None:
    with ThreadPoolExecutor(2) as pool, one_writer(engine):
        first = pool.submit(in_turn, engine, lambda _session: "first", 0.2)
        _until(lambda: waiting(engine) == 1)
        second = pool.submit(in_turn, engine, lambda _session: "second", 0.05)
        for each in (second, first):
            with pytest.raises(StorageBusy, match=r"0\.\d+ seconds. Nothing was stored"):
                each.result()
    assert waiting(engine) == 0
    assert run(engine, council_id, entering(0)) == 0


def test_where_the_program_is_stopped_meanwhile_those_who_wait_are_told(engine: Engine, council_id: str) -> None:
    def stopped(_tx: Transaction) -> None:
        raise KeyboardInterrupt

    done = together(engine, council_id, [entering(0), stopped, entering(1)])
    with pytest.raises(KeyboardInterrupt):
        done[0].result()
    for each in done[1:]:
        with pytest.raises(StorageBusy, match="Nothing was stored"):
            each.result()
    assert stand(engine, council_id).size == 0
    assert run(engine, council_id, entering(0)) == 0
