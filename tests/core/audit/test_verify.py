"""Verifying a chain (R093, R096, R104): whatever is done to the stored record, the first bad entry is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.audit import (
    AuditError,
    ChainHead,
    ChainReport,
    Checkpoint,
    Finding,
    StoredEntry,
    check_consistency,
    checkpoint_of,
    consistency_proof,
    nodes_of,
    verify_chain,
)
from gatekeeper.core.audit.errors import ProofError
from tests.core.audit.record_support import BEGUN_AT, CHAIN, checkpoints_of, deed, forged, record, row, rows_of, sealed

SIZE = 12
MADE = record(SIZE)
ROWS = rows_of(MADE)
HEAD = MADE[-1].head
OUTSIDE = checkpoints_of(MADE, every=4)


def verified(rows: list[StoredEntry], checkpoints: list[Checkpoint] = OUTSIDE) -> ChainReport:
    return verify_chain(iter(rows), ChainHead(CHAIN), checkpoints=checkpoints, head=HEAD, with_words=True)


def named(report: ChainReport) -> tuple[Finding, int]:
    assert report.problem is not None
    assert "What to do: " in str(report)
    return report.problem.finding, report.problem.entry


def replaced(number: int, changed: StoredEntry) -> list[StoredEntry]:
    return [*ROWS[:number], changed, *ROWS[number + 1 :]]


def rewritten(number: int, content: bytes, other: bytes) -> StoredEntry:
    """The row with part of its body replaced and the hash beside it made to fit."""
    assert content in ROWS[number].body
    return forged(ROWS[number], ROWS[number].body.replace(content, other))


def test_an_untouched_chain_holds() -> None:
    report = verified(ROWS)
    assert report.intact
    assert report.head == HEAD
    assert (report.checkpoints, report.anchored, report.erased) == (3, 12, 0)
    assert "all 12 entries hold" in str(report)


def test_an_empty_chain_holds() -> None:
    empty = ChainHead(CHAIN)
    assert verify_chain([], empty, checkpoints=[checkpoint_of(empty)], head=empty).intact


@pytest.mark.parametrize("number", range(SIZE))
def test_r093_a_changed_entry_is_named_when_the_hash_beside_it_is_left(number: int) -> None:
    changed = replace(ROWS[number], body=ROWS[number].body.replace(b"granted", b"refused"))
    assert named(verified(replaced(number, changed))) == (Finding.CHANGED, number)


@pytest.mark.parametrize("number", range(SIZE - 1))
@pytest.mark.parametrize("checkpoints", [[], OUTSIDE, checkpoints_of(MADE)], ids=["none", "every fourth", "every one"])
def test_r093_a_changed_entry_is_named_when_its_hash_is_made_to_fit(number: int, checkpoints: list[Checkpoint]) -> None:
    changed = replaced(number, rewritten(number, b"granted", b"refused"))
    assert named(verified(changed, checkpoints)) == (Finding.CHANGED, number)


@pytest.mark.parametrize("number", range(1, SIZE - 1))
def test_r093_an_entry_whose_link_to_the_one_before_was_changed_is_named(number: int) -> None:
    before = MADE[number - 1].leaf_hash.hex().encode()
    changed = replaced(number, rewritten(number, before, b"ab" * 32))
    assert named(verified(changed)) == (Finding.CHANGED, number)


def test_an_entry_that_an_outside_checkpoint_vouches_for_is_not_blamed_for_the_next_one() -> None:
    changed = replaced(SIZE - 1, rewritten(SIZE - 1, MADE[SIZE - 2].leaf_hash.hex().encode(), b"ab" * 32))
    assert named(verified(changed, [checkpoint_of(MADE[SIZE - 2].head)])) == (Finding.CHANGED, SIZE - 1)


def test_r093_the_last_entry_changed_to_fit_is_found_by_a_checkpoint_or_by_the_head() -> None:
    changed = replaced(SIZE - 1, rewritten(SIZE - 1, b"granted", b"refused"))
    assert named(verified(changed)) == (Finding.CHECKPOINT, 8)
    assert named(verified(changed, [])) == (Finding.HEAD, SIZE - 1)


@pytest.mark.parametrize("name", ["kind", "person"])
def test_r093_a_changed_column_is_named(name: str) -> None:
    changed = replace(ROWS[5], columns={**(ROWS[5].columns or {}), name: "person:9"})
    assert named(verified(replaced(5, changed))) == (Finding.COLUMN, 5)
    unknown = replace(ROWS[5], columns={"colour": None})
    assert named(verified(replaced(5, unknown))) == (Finding.COLUMN, 5)


@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, 3), (5, 5), (5, 8), (11, 11), (9, 11)])
def test_r093_deleted_entries_are_named_at_the_start_in_the_middle_and_at_the_end(first: int, last: int) -> None:
    assert named(verified([*ROWS[:first], *ROWS[last + 1 :]])) == (Finding.MISSING, first)


@pytest.mark.parametrize("number", range(SIZE - 1))
def test_r093_a_deleted_entry_is_found_though_the_rows_are_numbered_anew(number: int) -> None:
    moved = [replace(each, number=each.number - 1) for each in ROWS[number + 1 :]]
    finding, entry = named(verified([*ROWS[:number], *moved]))
    assert (finding, entry) == (Finding.MOVED, number)


def test_r093_a_deleted_entry_is_found_though_the_next_is_written_in_its_place() -> None:
    body = ROWS[5].body.replace(b'"number":5', b'"number":4')
    moved = [forged(ROWS[4], body), *(replace(each, number=each.number - 1) for each in ROWS[6:])]
    assert named(verified([*ROWS[:4], *moved])) == (Finding.CHANGED, 4)


def test_entries_deleted_at_the_end_are_found_by_the_head_where_no_checkpoint_left() -> None:
    assert named(verified(ROWS[:9], [])) == (Finding.MISSING, 9)
    assert named(verified([], [])) == (Finding.MISSING, 0)


@pytest.mark.parametrize("number", range(1, SIZE))
def test_r093_an_inserted_entry_is_named(number: int) -> None:
    intruder = row(next(sealed([deed(number, kind="request:withdrawn")], head=MADE[number - 1].head)))
    twice = [*ROWS[:number], intruder, *ROWS[number:]]
    assert named(verified(twice, [])) == (Finding.INSERTED, number)
    moved = [replace(each, number=each.number + 1) for each in ROWS[number:]]
    assert named(verified([*ROWS[:number], intruder, *moved], [])) == (Finding.INSERTED, number)


def test_entries_added_behind_the_back_of_the_service_are_found_by_the_head() -> None:
    added = row(next(sealed([deed(12)], head=HEAD)))
    assert named(verified([*ROWS, added])) == (Finding.INSERTED, 12)


@pytest.mark.parametrize(("one", "two"), [(0, 1), (4, 5), (2, 9), (10, 11), (0, 11)])
def test_r093_swapped_entries_are_named(one: int, two: int) -> None:
    rows = list(ROWS)
    rows[one], rows[two] = replace(ROWS[two], number=one), replace(ROWS[one], number=two)
    assert named(verified(rows)) == (Finding.MOVED, one)
    rows[one], rows[two] = ROWS[two], ROWS[one]
    assert named(verified(rows))[1] == one


@pytest.mark.parametrize(("one", "two"), [(1, 2), (2, 9)])
def test_r093_swapped_entries_are_found_though_they_are_written_with_each_other_s_numbers(one: int, two: int) -> None:
    rows = list(ROWS)
    rows[one] = forged(ROWS[two], ROWS[two].body.replace(b'"number":%d' % two, b'"number":%d' % one), one)
    rows[two] = forged(ROWS[one], ROWS[one].body.replace(b'"number":%d' % one, b'"number":%d' % two), two)
    assert named(verified(rows)) == (Finding.CHANGED, one)


@pytest.mark.parametrize("number", range(1, SIZE))
def test_r093_a_back_dated_entry_is_named(number: int) -> None:
    entry = MADE[number].entry
    body = replace(entry, deed=replace(entry.deed, at=BEGUN_AT - timedelta(days=3))).body()
    assert named(verified(replaced(number, forged(ROWS[number], body)), []))[1] == number


def test_r093_an_entry_sealed_with_an_earlier_date_behind_the_back_of_the_service_is_named() -> None:
    relaxed = replace(MADE[7].head, last_at=BEGUN_AT - timedelta(days=9))
    rows = rows_of([*MADE[:8], *sealed([deed(8, at=BEGUN_AT - timedelta(days=3))], head=relaxed)])
    assert named(verified(rows, [])) == (Finding.BACK_DATED, 8)


@pytest.mark.parametrize("number", range(SIZE))
def test_r093_for_a_total_rewrite_the_first_outside_checkpoint_that_no_longer_matches_is_named(number: int) -> None:
    deeds = [deed(each, after={"ruling": "refused"} if each == number else deed(each).after) for each in range(SIZE)]
    rows = rows_of(sealed(deeds))
    report = verified(rows)
    matched = number - number % 4
    assert named(report) == (Finding.CHECKPOINT, matched)
    assert report.problem is not None
    assert report.problem.checkpoint == matched + 4
    assert report.anchored == matched


def test_an_entry_of_another_council_s_chain_is_named() -> None:
    other = row(next(sealed([deed(0)], head=ChainHead("wyremouth.example/record"))))
    assert named(verified([other, *ROWS[1:]])) == (Finding.FOREIGN, 0)


def test_an_entry_in_another_form_is_named_though_its_hash_fits() -> None:
    spaced = forged(ROWS[11], ROWS[11].body.replace(b'"form"', b' "form"'))
    assert named(verified(replaced(11, spaced), [])) == (Finding.UNREADABLE, 11)


@given(st.integers(0, SIZE - 1), st.data())
def test_r104_any_single_bit_that_flips_in_storage_is_found_and_its_entry_named(
    number: int, data: st.DataObject
) -> None:
    in_body = data.draw(st.booleans())
    whole = bytearray(ROWS[number].body if in_body else ROWS[number].leaf_hash)
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    whole[bit // 8] ^= 1 << bit % 8
    stored = replace(ROWS[number], body=bytes(whole)) if in_body else replace(ROWS[number], leaf_hash=bytes(whole))
    assert named(verified(replaced(number, stored))) == (Finding.CHANGED, number)


@pytest.mark.parametrize("spoiled", [replace(ROWS[7], leaf_hash=bytes(32)), forged(ROWS[7], b"{}")])
def test_the_first_of_two_bad_entries_is_named(spoiled: StoredEntry) -> None:
    rows = replaced(5, rewritten(5, b"granted", b"refused"))
    rows[7] = spoiled
    assert named(verified(rows)) == (Finding.CHANGED, 5)


@given(st.integers(0, SIZE - 2), st.data())
def test_r093_any_single_bit_changed_with_its_hash_made_to_fit_is_found(number: int, data: st.DataObject) -> None:
    body = bytearray(ROWS[number].body)
    bit = data.draw(st.integers(0, 8 * len(body) - 1))
    body[bit // 8] ^= 1 << bit % 8
    finding, entry = named(verified(replaced(number, forged(ROWS[number], bytes(body)))))
    assert entry == number, finding


def test_r104_the_entry_restored_from_a_replica_proves_equal() -> None:
    spoiled = replace(ROWS[6], body=ROWS[6].body[:-1] + b"]")
    assert named(verified(replaced(6, spoiled))) == (Finding.CHANGED, 6)
    assert verified(replaced(6, replace(spoiled, body=ROWS[6].body))).intact


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_r093_any_reordering_and_any_deletion_is_found(order: list[int], deleted: set[int]) -> None:
    rows = [ROWS[number] for number in order if number not in deleted]
    report = verify_chain(rows, ChainHead(CHAIN), checkpoints=[checkpoint_of(MADE[5].head)])
    assert report.intact == (rows == ROWS[:6])
    if not report.intact:
        first = next((place for place, each in enumerate(rows) if each.number != place), len(rows))
        assert named(report)[1] <= first


def test_verification_goes_on_from_an_earlier_report() -> None:
    first = verify_chain(ROWS[:7], ChainHead(CHAIN))
    assert verify_chain(ROWS[7:], first.head, checkpoints=OUTSIDE, head=HEAD, with_words=True).intact
    changed = replaced(9, rewritten(9, b"granted", b"refused"))
    assert named(verify_chain(changed[7:], first.head, checkpoints=OUTSIDE)) == (Finding.CHANGED, 9)
    assert named(verify_chain(ROWS[8:], first.head)) == (Finding.MISSING, 7)
    other = replace(first.head, last_hash=bytes(32))
    assert named(verify_chain(ROWS[7:], other)) == (Finding.CHANGED, 7)


def test_a_state_to_go_on_from_that_no_checkpoint_bears_out_is_refused() -> None:
    rows = rows_of(sealed(deed(number, post=None) for number in range(SIZE)))
    start = verify_chain(rows[:8], ChainHead(CHAIN)).head
    assert named(verify_chain(rows[8:], start, checkpoints=OUTSIDE)) == (Finding.CHECKPOINT, 8)


def test_r096_two_signed_histories_are_found_and_neither_proof_holds() -> None:
    shown = [*MADE[:6], *sealed((deed(number, person=None) for number in range(6, SIZE)), head=MADE[5].head)]
    split = sorted([*OUTSIDE, checkpoint_of(shown[7].head)], key=lambda each: each.size)
    report = verified(ROWS, split)
    assert report.problem is not None
    assert report.problem.checkpoint == 8
    read = nodes_of([each.leaf_hash for each in MADE])
    with pytest.raises(ProofError, match="keep both signed checkpoints"):
        check_consistency(8, 12, shown[7].head.frontier.root(), HEAD.frontier.root(), consistency_proof(8, 12, read))


@pytest.mark.parametrize(
    "checkpoints",
    [[Checkpoint("wyremouth.example/record", 4, bytes(32))], list(reversed(OUTSIDE))],
    ids=["of another chain", "out of order"],
)
def test_checkpoints_of_another_chain_or_out_of_order_are_refused(checkpoints: list[Checkpoint]) -> None:
    with pytest.raises(AuditError, match="smallest first"):
        verified(ROWS, checkpoints)
