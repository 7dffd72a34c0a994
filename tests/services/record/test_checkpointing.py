"""Tests that a record is only signed where it continues what was signed before, and that keys are kept and changed."""

from __future__ import annotations

import os
import stat

import pytest
from sqlalchemy import Engine

from gatekeeper.core.audit import NoteError, SigningKey, read_entry, sign_checkpoint, verify_checkpoint
from gatekeeper.services.record.checkpointing import published_keys, rotate_key, take_checkpoint
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.verifying import verify_record
from gatekeeper.storage.record import checkpoint_notes, stored_entries
from gatekeeper.storage.transaction import reading, writing
from tests.storage.record_support import change, enter, fill, forged, rewrite

SIZE = 5


@pytest.fixture
def council(engine: Engine, council_id: str) -> str:
    """A council with five entries in its record, nothing of it signed."""
    fill(engine, council_id, SIZE)
    return council_id


def add(engine: Engine, council: str) -> None:
    with writing(engine, council) as tx:
        enter(tx, tx.size)


def notes(engine: Engine, council: str) -> list[str]:
    with reading(engine) as session:
        return checkpoint_notes(session, council)


def test_the_first_checkpoint_makes_the_key_enters_it_and_leaves_the_database(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    taken = take_checkpoint(engine, council, outside, keys)
    assert (taken.new, taken.checkpoint.size) == (True, SIZE + 1)
    assert taken.path.read_text("utf-8") == taken.note
    assert notes(engine, council) == [taken.note]
    ring = outside.keys()
    assert ring == published_keys(engine, council)
    assert ring is not None
    assert verify_checkpoint(taken.note, ring).checkpoint == taken.checkpoint
    with reading(engine) as session:
        last = read_entry(list(stored_entries(session, council))[-1].body)
    assert (last.deed.kind, last.deed.after) == ("key:published", {"key": ring.keys[0].key.fingerprint})


def test_a_second_checkpoint_of_the_same_record_is_the_first(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    first = take_checkpoint(engine, council, outside, keys)
    again = take_checkpoint(engine, council, outside, keys)
    assert (again.note, again.new) == (first.note, False)
    assert notes(engine, council) == [first.note]


def test_a_copy_that_was_lost_between_the_folder_and_the_database_is_made_the_next_time(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    taken = take_checkpoint(engine, council, outside, keys)
    change(engine, "DELETE FROM signed_checkpoint")
    take_checkpoint(engine, council, outside, keys)
    assert notes(engine, council) == [taken.note]


@pytest.mark.skipif(os.name != "posix", reason="this system has no such permissions")
def test_r098_the_key_is_readable_by_its_owner_alone_and_refused_otherwise(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    take_checkpoint(engine, council, outside, keys)
    (path,) = keys.folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    add(engine, council)
    with pytest.raises(RecordRefused, match="others than its owner"):
        take_checkpoint(engine, council, outside, keys)


def test_r096_a_record_rewritten_since_the_last_checkpoint_is_not_signed(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    take_checkpoint(engine, council, outside, keys)
    rewrite(engine, council, 3, [forged(number) for number in range(3, SIZE + 3)])
    before = sorted(outside.folder.iterdir())
    with pytest.raises(RecordRefused, match="does not continue"):
        take_checkpoint(engine, council, outside, keys)
    assert sorted(outside.folder.iterdir()) == before


def test_r096_a_record_cut_short_since_the_last_checkpoint_is_not_signed(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    take_checkpoint(engine, council, outside, keys)
    rewrite(engine, council, 3, [])
    with pytest.raises(RecordRefused, match="Nothing was signed"):
        take_checkpoint(engine, council, outside, keys)


def test_an_entry_changed_since_the_last_checkpoint_is_not_signed(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    take_checkpoint(engine, council, outside, keys)
    add(engine, council)
    change(engine, f"UPDATE entry SET kind = 'request:refused' WHERE number = {SIZE + 1}")
    with pytest.raises(RecordRefused, match=f"Entry {SIZE + 1}"):
        take_checkpoint(engine, council, outside, keys)


def test_another_checkpoint_of_the_same_size_is_never_written_over_one(outside: Outside) -> None:
    assert outside.keep_note(3, "one\n")
    assert not outside.keep_note(3, "one\n")
    with pytest.raises(RecordRefused, match="another checkpoint"):
        outside.keep_note(3, "two\n")


def test_r098_a_new_key_is_entered_and_both_sign_the_record_that_counts_that_entry(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    take_checkpoint(engine, council, outside, keys)
    taken = rotate_key(engine, council, outside, keys)
    ring = published_keys(engine, council)
    old, new = ring.keys
    assert (old.to_size, new.from_size, new.to_size) == (SIZE + 2, SIZE + 2, None)
    assert set(verify_checkpoint(taken.note, ring).signers) == {old.key, new.key}
    with reading(engine) as session:
        deed = read_entry(list(stored_entries(session, council))[-1].body).deed
    assert (deed.kind, deed.before, deed.after) == (
        "key:rotated",
        {"key": old.key.fingerprint},
        {"key": new.key.fingerprint},
    )
    add(engine, council)
    later = take_checkpoint(engine, council, outside, keys)
    assert verify_checkpoint(later.note, ring).signers == (new.key,)
    assert verify_record(engine, council, outside).report.checkpoints == 3


def test_r098_a_retired_key_in_a_thiefs_hands_signs_no_later_record(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    take_checkpoint(engine, council, outside, keys)
    stolen: SigningKey = keys.load(published_keys(engine, council).keys[0].key)
    rotate_key(engine, council, outside, keys)
    add(engine, council)
    true = take_checkpoint(engine, council, outside, keys)
    with pytest.raises(NoteError, match="not in use"):
        verify_checkpoint(sign_checkpoint(true.checkpoint, [stolen]), published_keys(engine, council))


def test_r098_a_key_that_somebody_put_into_the_database_signs_nothing(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    taken = take_checkpoint(engine, council, outside, keys)
    thiefs = KeyFolder(tmp_path_factory.mktemp("thief")).make(taken.checkpoint.origin)
    change(
        engine,
        "UPDATE signing_key SET to_size = 6",
        "INSERT INTO signing_key (council_id, key, from_size) SELECT council_id, :key, 6 FROM chain_head",
        key=str(thiefs.public),
    )
    add(engine, council)
    with pytest.raises(RecordRefused, match="neither in the folder of keys nor kept outside"):
        take_checkpoint(engine, council, outside, keys)


def test_keys_taken_out_of_the_database_are_not_made_anew(
    engine: Engine, council: str, outside: Outside, keys: KeyFolder
) -> None:
    take_checkpoint(engine, council, outside, keys)
    change(engine, "DELETE FROM signing_key")
    with pytest.raises(RecordRefused, match="publishes no key"):
        take_checkpoint(engine, council, outside, keys)


def test_without_its_key_nothing_is_signed(engine: Engine, council: str, outside: Outside, keys: KeyFolder) -> None:
    take_checkpoint(engine, council, outside, keys)
    (path,) = keys.folder.iterdir()
    path.unlink()
    add(engine, council)
    with pytest.raises(RecordRefused, match="not in the folder of keys"):
        take_checkpoint(engine, council, outside, keys)
