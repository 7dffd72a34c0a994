"""Tests that verifying a record names whatever somebody with all rights to the database did to it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from gatekeeper.core.audit import Finding
from gatekeeper.services.record.checkpointing import take_checkpoint
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.verifying import Verified, verify_record
from gatekeeper.storage.record import entries_of
from gatekeeper.storage.transaction import reading
from tests.storage.record_support import change, clock_at, fill, forged, rewrite

SIZE = 8
NOW = clock_at(SIZE)


@pytest.fixture
def council(engine: Engine, council_id: str, outside: Outside, keys: KeyFolder) -> str:
    """A council with nine entries (the last publishes its key), all signed, and eight more since then."""
    fill(engine, council_id, SIZE)
    take_checkpoint(engine, council_id, outside, keys, clock=NOW)
    fill(engine, council_id, SIZE)
    assert everything(engine, council_id, outside).intact
    return council_id


def everything(engine: Engine, council: str, outside: Outside) -> Verified:
    return verify_record(engine, council, outside, with_words=True, with_index=True)


def problem(found: Verified) -> tuple[Finding, int]:
    assert found.report.problem is not None
    assert found.report.problem.problem.remedy
    return found.report.problem.finding, found.report.problem.entry


def test_an_untouched_record_holds_and_is_anchored_by_the_checkpoint_outside(
    engine: Engine, council: str, outside: Outside
) -> None:
    found = everything(engine, council, outside)
    assert (found.intact, found.checked, found.report.anchored) == (True, 2 * SIZE + 1, SIZE + 1)


@pytest.mark.parametrize(
    ("statement", "finding", "entry"),
    [
        ("UPDATE entry SET kind = 'request:refused' WHERE number = 3", Finding.COLUMN, 3),
        ("UPDATE entry SET body = (SELECT body FROM entry WHERE number = 1) WHERE number = 3", Finding.CHANGED, 3),
        ("UPDATE entry_words SET text = 'He said nothing.' WHERE number = 12", Finding.WORDS, 12),
        ("DELETE FROM entry_words WHERE number = 12", Finding.ERASURE, 12),
        ("DELETE FROM entry_subject WHERE number = 5", Finding.COLUMN, 5),
        ("UPDATE tree_node SET hash = (SELECT hash FROM tree_node WHERE level = 4) WHERE level = 2", Finding.COLUMN, 0),
    ],
)
def test_r093_what_somebody_with_all_rights_changes_is_named(
    engine: Engine, council: str, outside: Outside, statement: str, finding: Finding, entry: int
) -> None:
    change(engine, statement)
    assert problem(everything(engine, council, outside)) == (finding, entry)


@pytest.mark.parametrize("number", [0, 3, 2 * SIZE])
def test_r093_an_entry_that_is_removed_is_named(engine: Engine, council: str, outside: Outside, number: int) -> None:
    change(engine, *(f"DELETE FROM {table} WHERE number = {number}" for table in ("entry", "entry_subject")))
    assert problem(everything(engine, council, outside)) == (Finding.MISSING, number)


def test_r093_a_total_rewriting_is_found_by_the_checkpoint_outside_and_by_nothing_else(
    engine: Engine, council: str, outside: Outside, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rewrite(engine, council, 3, (forged(number) for number in range(3, 2 * SIZE)))
    nothing_outside = Outside(tmp_path_factory.mktemp("nothing"))
    assert verify_record(engine, council, nothing_outside, with_words=True).intact
    assert problem(everything(engine, council, outside)) == (Finding.CHECKPOINT, 0)
    assert problem(verify_record(engine, council, outside, since_checkpoint=True)) == (Finding.CHECKPOINT, 0)


def test_r104_a_flipped_bit_names_the_entry(engine: Engine, council: str, outside: Outside) -> None:
    with reading(engine) as session:
        (kept,) = entries_of(session, council, [5])
    flipped = bytes([*kept.body[:-1], kept.body[-1] ^ 1])
    change(engine, "UPDATE entry SET body = :body WHERE number = 5", body=flipped)
    assert problem(everything(engine, council, outside)) == (Finding.CHANGED, 5)


def test_r105_since_the_last_checkpoint_only_the_later_entries_are_read(
    engine: Engine, council: str, outside: Outside
) -> None:
    found = verify_record(engine, council, outside, since_checkpoint=True, with_words=True)
    assert (found.intact, found.since, found.checked) == (True, SIZE + 1, SIZE)
    change(engine, "UPDATE entry SET kind = 'request:refused' WHERE number = 12")
    assert problem(verify_record(engine, council, outside, since_checkpoint=True)) == (Finding.COLUMN, 12)


def test_a_record_whose_published_keys_were_taken_away_is_refused(
    engine: Engine, council: str, outside: Outside
) -> None:
    change(engine, "DELETE FROM signing_key")
    with pytest.raises(RecordRefused, match="publishes no key"):
        everything(engine, council, outside)


def test_a_checkpoint_outside_under_another_size_is_refused(engine: Engine, council: str, outside: Outside) -> None:
    outside.path(SIZE + 1).rename(outside.path(SIZE))
    with pytest.raises(RecordRefused, match="not the checkpoint of its name"):
        everything(engine, council, outside)
