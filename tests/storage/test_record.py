"""Tests of the record in a database: what is entered is read back to the byte, proved, erased and gone on from."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from gatekeeper.core.audit import (
    EMPTY_ROOT,
    ChainHead,
    EntryError,
    ProofError,
    PublicKey,
    check_consistency,
    checkpoint_of,
    consistency_proof,
    inclusion_proof,
    make_receipt,
    nodes_of,
    read_entry,
    sign_checkpoint,
    verify_chain,
    verify_checkpoint,
    verify_receipt,
)
from gatekeeper.storage.record import (
    NoWordsToErase,
    checkpoint_notes,
    edition,
    entries_about,
    entries_of,
    erase_words,
    found_council,
    head,
    keep_checkpoint,
    keep_edition,
    kept_checkpoints,
    key_ring,
    nodes,
    publish_key,
    stored_entries,
    words_of,
)
from gatekeeper.storage.transaction import reading, writing
from tests.storage.record_support import KEYS, clock_at, enter, fill, stand, verified

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_council_begins_with_an_empty_record_under_its_own_name(engine: Engine, council_id: str) -> None:
    kept = stand(engine, council_id)
    assert (kept.chain, kept.size, kept.frontier.root()) == ("northmere.gatekeeper/record", 0, EMPTY_ROOT)
    assert verified(engine, council_id).intact
    named = found_council(engine, "southmere", chain="southmere.example/record")
    assert stand(engine, named).chain == "southmere.example/record"


@pytest.mark.parametrize("again", [("northmere", None), ("other", "northmere.gatekeeper/record")])
def test_two_councils_share_neither_a_name_nor_a_chain(
    engine: Engine, council_id: str, again: tuple[str, str | None]
) -> None:
    assert council_id
    with pytest.raises(IntegrityError):
        found_council(engine, again[0], chain=again[1])
    with pytest.raises(EntryError):
        found_council(engine, "East Mere")


def test_r099_what_was_sealed_is_read_back_to_the_byte(engine: Engine, council_id: str) -> None:
    with writing(engine, council_id, clock=clock_at(1)) as tx:
        enter(tx, 0, words="cafe\u0301 \U0001f5c4 'quoted' \\ \n \t %s :name")
        tx.enter("request:opened", ["request:1", "document:2", "request:1"], person=None, post=None, refers_to=[0, 0])
    with reading(engine) as session:
        first, second = stored_entries(session, council_id, with_words=True)
        kept = words_of(session, council_id, [0, 1, 7])
    assert {number: words.text for number, words in kept.items()} == {0: "café \U0001f5c4 'quoted' \\ \n \t %s :name"}
    assert first.words is not None
    assert first.words.text == kept[0].text
    assert read_entry(second.body).deed.subjects == ("document:2", "request:1")
    assert read_entry(second.body).previous == first.leaf_hash
    assert second.words is None
    assert second.columns == {
        "kind": "request:opened",
        "at": "2026-11-20T09:31:00.000000Z",
        "person": None,
        "post": None,
    }


def test_the_entries_about_a_thing_are_found_in_order(engine: Engine, council_id: str) -> None:
    fill(engine, council_id, 7)
    with reading(engine) as session:
        assert [each.number for each in entries_about(session, council_id, "request:1")] == [1, 4]
        assert [each.number for each in entries_about(session, council_id, "request:0", 1)] == [3, 6]
        assert [each.number for each in stored_entries(session, council_id, 5)] == [5, 6]
        assert [each.number for each in entries_of(session, council_id, [6, 2, 99])] == [2, 6]
        assert not list(entries_about(session, "another", "request:1"))


def test_a_long_record_is_read_batch_by_batch_and_verified_on_from_where_one_stopped(
    engine: Engine, council_id: str
) -> None:
    with writing(engine, council_id) as tx:
        for number in range(2_003):
            enter(tx, number, words=None)
    report = verified(engine, council_id, with_words=False)
    assert (report.intact, report.head.size) == (True, 2_003)
    fill_more = clock_at(10**7)
    with writing(engine, council_id, clock=fill_more) as tx:
        enter(tx, 1)
    with reading(engine) as session:
        rows = stored_entries(session, council_id, report.head.size)
        later = verify_chain(rows, report.head, head=head(session, council_id))
    assert (later.intact, later.head.size) == (True, 2_004)


def test_every_proof_from_the_stored_tree_is_that_of_the_entries(engine: Engine, council_id: str) -> None:
    fill(engine, council_id, 11)
    with reading(engine) as session:
        read = nodes(session, council_id)
        leaves = nodes_of([each.leaf_hash for each in stored_entries(session, council_id)])
        for number in range(11):
            assert inclusion_proof(number, 11, read) == inclusion_proof(number, 11, leaves)
        for old in range(12):
            assert consistency_proof(old, 11, read) == consistency_proof(old, 11, leaves)
        with pytest.raises(ProofError, match="is not there"):
            read(3, 1)


def test_r107_a_receipt_from_the_database_verifies_with_the_published_keys_alone(
    engine: Engine, council_id: str
) -> None:
    fill(engine, council_id, 5)
    note = sign_checkpoint(checkpoint_of(stand(engine, council_id)), [KEYS])
    with writing(engine, council_id) as tx:
        publish_key(tx, KEYS.public, 0)
        with pytest.raises(ValueError, match="bears the name"):
            publish_key(tx, PublicKey("other.example/record", bytes(32)), 0)
    with reading(engine) as session:
        ring = key_ring(session, council_id)
        (entry,) = entries_of(session, council_id, [2])
        proof = inclusion_proof(2, 5, nodes(session, council_id))
        words = words_of(session, council_id, [2])[2]
    assert not verify_receipt(make_receipt(entry.body, proof, note, words), ring).problem
    with writing(engine, council_id) as tx:
        keep_checkpoint(tx, verify_checkpoint(note, ring), note)
    with reading(engine) as session:
        assert checkpoint_notes(session, council_id) == [note]
        assert kept_checkpoints(session, council_id, ring)[0].size == 5


def test_r096_a_record_that_goes_on_has_a_proof_that_joins_it_to_its_past(engine: Engine, council_id: str) -> None:
    fill(engine, council_id, 3)
    old = stand(engine, council_id).frontier
    fill(engine, council_id, 4)
    new = stand(engine, council_id).frontier
    with reading(engine) as session:
        proof = consistency_proof(old.size, new.size, nodes(session, council_id))
    check_consistency(old.size, new.size, old.root(), new.root(), proof)


def test_r106_erased_words_are_gone_an_entry_says_so_and_the_record_still_holds(
    engine: Engine, council_id: str
) -> None:
    fill(engine, council_id, 4)
    with writing(engine, council_id) as tx:
        number = erase_words(tx, [2, 1], person="person:9", post="post:data", subjects=["request:1"])
    report = verified(engine, council_id)
    assert (report.intact, report.erased, number) == (True, 2, 4)
    with reading(engine) as session:
        assert words_of(session, council_id, range(5)).keys() == {0, 3}
        (told,) = entries_about(session, council_id, "entry:2")
    deed = read_entry(told.body).deed
    assert (deed.kind, deed.refers_to, deed.subjects) == ("words:erased", (1, 2), ("entry:1", "entry:2", "request:1"))


def test_words_are_not_erased_twice_nor_where_there_are_none(engine: Engine, council_id: str) -> None:
    fill(engine, council_id, 2)
    with writing(engine, council_id) as tx:
        erase_words(tx, [1], person=None, post=None)
    for numbers in ([1], [0, 2], [77], []):
        with pytest.raises(NoWordsToErase), writing(engine, council_id) as tx:
            erase_words(tx, numbers, person=None, post=None)
    assert verified(engine, council_id).erased == 1


def test_the_text_of_the_rules_is_kept_once_and_only_under_its_digest(engine: Engine, council_id: str) -> None:
    for _ in range(2):
        with writing(engine, council_id) as tx:
            keep_edition(tx, EMPTY, "")
    with reading(engine) as session:
        assert edition(session, EMPTY) == ""
        assert edition(session, "ab" * 32) is None
    with pytest.raises(ValueError, match="has not the digest"), writing(engine, council_id) as tx:
        keep_edition(tx, "ab" * 32, "rules")


def test_a_head_is_that_of_its_entries_after_each_one(engine: Engine, council_id: str) -> None:
    kept = ChainHead("northmere.gatekeeper/record")
    for number in range(9):
        with writing(engine, council_id, clock=clock_at(number)) as tx:
            enter(tx, number)
        with reading(engine) as session:
            (entry,) = stored_entries(session, council_id, number)
        kept = kept.after(clock_at(number)(), entry.leaf_hash)
        assert stand(engine, council_id) == kept
