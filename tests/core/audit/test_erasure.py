"""Retention against immutability (R106): words and their keys are destroyed, an entry says so, the chain verifies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.audit import (
    WORDS_ERASED,
    ChainHead,
    ChainReport,
    Finding,
    KeptWords,
    StoredEntry,
    seal,
    verify_chain,
)
from tests.core.audit.record_support import CHAIN, deed, key_for, record, row, rows_of, words_for

MADE = record(10)
ERASURE = seal(MADE[-1].head, deed(10, kind=WORDS_ERASED, refers_to=(2, 7)))
ROWS = [*rows_of(MADE), row(ERASURE)]


def verified(rows: list[StoredEntry]) -> ChainReport:
    return verify_chain(rows, ChainHead(CHAIN), with_words=True)


def erased(*numbers: int) -> list[StoredEntry]:
    return [replace(each, words=None) if each.number in numbers else each for each in ROWS]


def named(report: ChainReport) -> tuple[Finding, int]:
    assert report.problem is not None
    return report.problem.finding, report.problem.entry


def test_r106_a_chain_verifies_after_words_were_destroyed_and_tells_how_many() -> None:
    report = verified(erased(2, 7))
    assert report.intact
    assert report.erased == 2
    assert "the words of 2 have been erased" in str(report)


def test_r106_words_and_key_may_be_blanked_instead_of_removed() -> None:
    blanked = [replace(each, words=KeptWords(None, None)) if each.number in (2, 7) else each for each in ROWS]
    assert verified(blanked).erased == 2


def test_r106_words_destroyed_without_an_entry_that_says_so_are_named() -> None:
    assert named(verified(erased(2, 5, 7))) == (Finding.ERASURE, 5)


def test_r106_an_erasure_that_was_entered_and_not_carried_out_is_named() -> None:
    assert named(verified(erased(2))) == (Finding.ERASURE, 7)


def test_r106_words_changed_after_they_were_sealed_are_named() -> None:
    for words in (
        KeptWords(key_for(3), "Other reasons."),
        KeptWords(key_for(4), words_for(3).text),
        KeptWords(b"", "x"),
    ):
        changed = [replace(each, words=words) if each.number == 3 else each for each in erased(2, 7)]
        assert named(verified(changed)) == (Finding.WORDS, 3)


@pytest.mark.parametrize("left", [KeptWords(key_for(3), None), KeptWords(None, words_for(3).text)])
def test_r106_words_of_which_half_is_left_are_named(left: KeptWords) -> None:
    halved = [replace(each, words=left) if each.number == 3 else each for each in erased(2, 7)]
    assert named(verified(halved)) == (Finding.WORDS, 3)


def test_words_beside_an_entry_with_which_none_were_sealed_are_named() -> None:
    added = [replace(each, words=KeptWords(key_for(1), "x")) if each.number == 10 else each for each in erased(2, 7)]
    assert named(verified(added)) == (Finding.WORDS, 10)


def test_words_are_looked_at_only_where_that_is_asked_for() -> None:
    report = verify_chain(erased(0, 1, 2), ChainHead(CHAIN))
    assert report.intact
    assert report.erased == 0


def test_what_was_erased_before_the_state_that_one_goes_on_from_is_not_asked_again() -> None:
    start = verify_chain(ROWS[:5], ChainHead(CHAIN)).head
    rows = erased(2, 7)[5:]
    assert verify_chain(rows, start, with_words=True).erased == 1
    assert verify_chain(rows, start, with_words=True).intact


@given(st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39), max_size=20))
def test_r106_the_first_unaccounted_erasure_is_named_whatever_was_erased(gone: set[int], told: set[int]) -> None:
    made = record(40)
    numbers = tuple(sorted(gone & told))
    entry = row(seal(made[-1].head, deed(40, kind=WORDS_ERASED, refers_to=numbers)))
    rows = [replace(each, words=None) if each.number in gone else each for each in rows_of(made)]
    report = verified([*rows, entry])
    assert report.erased == len(gone)
    assert report.intact == (gone <= told)
    if not report.intact:
        assert named(report) == (Finding.ERASURE, min(gone - told))
