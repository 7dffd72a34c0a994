"""Tests that whoever may do anything to the database cannot change the record without being found out (R093, R104)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from gatekeeper.core.audit import Finding, ProofError, check_consistency, consistency_proof, seal
from gatekeeper.storage.record import entries_of, nodes
from gatekeeper.storage.record_checks import wrong_nodes, wrongly_indexed
from gatekeeper.storage.transaction import reading, writing
from tests.storage.record_support import (
    as_owner,
    change,
    checkpoint,
    clock_at,
    enter,
    fill,
    forged,
    head_at,
    put,
    rewrite,
    stand,
    verified,
)

SIZE = 8
COLUMNS = {
    "kind": ("'request:refused'", Finding.COLUMN),
    "person": ("'person:77'", Finding.COLUMN),
    "post": ("NULL", Finding.COLUMN),
    "at": ("(SELECT at FROM entry WHERE number = 1)", Finding.COLUMN),
    "leaf_hash": ("(SELECT leaf_hash FROM entry WHERE number = 1)", Finding.CHANGED),
    "body": ("(SELECT body FROM entry WHERE number = 1)", Finding.CHANGED),
}
GONE = ("entry", "entry_subject", "entry_words")


@pytest.fixture
def council(engine: Engine, council_id: str) -> str:
    """A council with eight entries in its record, which verifies."""
    fill(engine, council_id, SIZE)
    assert verified(engine, council_id).intact
    return council_id


def found(engine: Engine, council: str) -> tuple[Finding, int] | None:
    problem = verified(engine, council).problem
    return (problem.finding, problem.entry) if problem else None


@pytest.mark.parametrize("column", COLUMNS)
def test_r093_any_column_of_an_entry_that_is_changed_names_the_entry(engine: Engine, council: str, column: str) -> None:
    value, finding = COLUMNS[column]
    change(engine, f"UPDATE entry SET {column} = {value} WHERE number = 3")
    assert found(engine, council) == (finding, 3)


@pytest.mark.parametrize("what", ["text = 'He said nothing.'", "key = (SELECT key FROM entry_words WHERE number = 1)"])
def test_r093_words_that_are_changed_name_their_entry(engine: Engine, council: str, what: str) -> None:
    change(engine, f"UPDATE entry_words SET {what} WHERE number = 3")
    assert found(engine, council) == (Finding.WORDS, 3)


def test_words_taken_away_without_an_entry_that_says_so_name_their_entry(engine: Engine, council: str) -> None:
    change(engine, "DELETE FROM entry_words WHERE number = 3")
    assert found(engine, council) == (Finding.ERASURE, 3)


@pytest.mark.parametrize("number", [0, 3, SIZE - 1], ids=["first", "middle", "last"])
def test_r093_an_entry_that_is_deleted_is_named(engine: Engine, council: str, number: int) -> None:
    change(engine, *(f"DELETE FROM {table} WHERE number = :number" for table in GONE), number=number)
    assert found(engine, council) == (Finding.MISSING, number)


def test_r093_two_entries_that_are_swapped_are_named(engine: Engine, council: str) -> None:
    steps = ((3, -1), (4, 3), (-1, 4))
    change(engine, *(f"UPDATE {table} SET number = {to} WHERE number = {of}" for of, to in steps for table in GONE))
    assert found(engine, council) == (Finding.MOVED, 3)


def test_r093_an_entry_that_is_inserted_is_named(engine: Engine, council: str) -> None:
    made = seal(head_at(engine, council, 4), forged(4))
    with as_owner(engine) as connection:
        for number in range(SIZE - 1, 3, -1):
            for table in GONE:
                connection.execute(text(f"UPDATE {table} SET number = {number + 1} WHERE number = {number}"))
        whole = "council_id, kind, at, person, post, body, leaf_hash"
        connection.execute(text(f"INSERT INTO entry (number, {whole}) SELECT 4, {whole} FROM entry WHERE number = 3"))
        put(connection, 4, made)
    assert found(engine, council) == (Finding.INSERTED, 4)


def test_r093_an_entry_that_is_back_dated_is_named(engine: Engine, council: str) -> None:
    early = head_at(engine, council, 3)
    early = replace(early, last_at=early.last_at and early.last_at - timedelta(days=9))
    made = seal(early, forged(3, at=clock_at(0)() - timedelta(days=2)))
    with as_owner(engine) as connection:
        put(connection, 3, made)
        connection.execute(text("DELETE FROM entry_words WHERE number = 3"))
    assert found(engine, council) == (Finding.BACK_DATED, 3)


def test_r093_a_total_rewriting_fits_together_but_not_a_checkpoint_that_had_left(engine: Engine, council: str) -> None:
    left = checkpoint(engine, council)
    rewrite(engine, council, 3, (forged(number) for number in range(3, SIZE)))
    assert verified(engine, council).intact
    problem = verified(engine, council, left).problem
    assert problem is not None
    assert (problem.finding, problem.checkpoint, problem.entry) == (Finding.CHECKPOINT, SIZE, 0)


def test_a_head_that_was_changed_is_named(engine: Engine, council: str) -> None:
    change(engine, "UPDATE chain_head SET last_hash = (SELECT leaf_hash FROM entry WHERE number = 1)")
    assert found(engine, council) == (Finding.HEAD, SIZE - 1)


def test_a_hash_of_the_tree_that_was_changed_is_named_and_proves_nothing(engine: Engine, council: str) -> None:
    old, new = head_at(engine, council, 4).frontier.root(), stand(engine, council).frontier.root()
    change(engine, "UPDATE tree_node SET hash = (SELECT hash FROM tree_node WHERE level = 3) WHERE level = 2")
    with reading(engine) as session:
        assert list(wrong_nodes(session, council)) == [(2, 0), (2, 1)]
        proof = consistency_proof(4, SIZE, nodes(session, council))
    with pytest.raises(ProofError):
        check_consistency(4, SIZE, old, new, proof)


def test_an_entry_hidden_from_its_subject_is_named(engine: Engine, council: str) -> None:
    with reading(engine) as session:
        assert not [*wrongly_indexed(session, council), *wrong_nodes(session, council)]
    change(
        engine,
        "DELETE FROM entry_subject WHERE number = 3",
        "UPDATE entry_subject SET subject = 'request:9' WHERE number = 5",
    )
    with reading(engine) as session:
        assert list(wrongly_indexed(session, council)) == [3, 5]


def test_r104_a_flipped_bit_names_the_entry_and_its_copy_from_a_backup_mends_it(engine: Engine, council: str) -> None:
    with reading(engine) as session:
        (kept,) = entries_of(session, council, [5])
    flipped = bytes([*kept.body[:-1], kept.body[-1] ^ 1])
    change(engine, "UPDATE entry SET body = :body WHERE number = 5", body=flipped)
    assert found(engine, council) == (Finding.CHANGED, 5)
    change(engine, "UPDATE entry SET body = :body WHERE number = 5", body=kept.body)
    assert verified(engine, council).intact


def test_r096_two_histories_shown_to_two_people_have_no_proof_that_joins_them(engine: Engine, council: str) -> None:
    with writing(engine, council) as tx:
        enter(tx, SIZE)
    shown_to_the_councillor = stand(engine, council).frontier
    rewrite(engine, council, SIZE, [forged(SIZE), forged(SIZE + 1)])
    shown_to_the_auditor = stand(engine, council).frontier
    with reading(engine) as session:
        sizes = (shown_to_the_councillor.size, shown_to_the_auditor.size)
        proof = consistency_proof(*sizes, nodes(session, council))
    with pytest.raises(ProofError):
        check_consistency(*sizes, shown_to_the_councillor.root(), shown_to_the_auditor.root(), proof)
