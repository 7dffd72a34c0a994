"""Tests that the tables of a font are cut down to the letters that are shown, and still mean what they meant."""

from __future__ import annotations

import pytest
from pikepdf import Name

from gatekeeper.documents.pdf.letters import codes, meanings, named_letters, pruned_meanings

TABLE = (
    b"1 beginbfchar <0003> <0020> endbfchar 2 beginbfrange <0010> <0012> <0041>"
    b"<0020><0021> [<00660066> <D83DDE00>] endbfrange"
)


def test_single_letters_ranges_and_lists_are_read() -> None:
    letters = {code.hex(): meaning.decode("utf-16-be") for code, meaning in meanings(TABLE).items()}
    assert letters == {"0003": " ", "0010": "A", "0011": "B", "0012": "C", "0020": "ff", "0021": "😀"}


@pytest.mark.parametrize("used", [{b"\x00\x11"}, {b"\x00\x03", b"\x00\x20"}, set(meanings(TABLE))])
def test_a_pruned_table_means_the_same_for_the_letters_that_are_used_and_knows_no_other(used: set[bytes]) -> None:
    pruned = pruned_meanings(TABLE, frozenset(used))
    assert pruned is not None
    assert meanings(pruned) == {code: meaning for code, meaning in meanings(TABLE).items() if code in used}


def test_a_table_that_knows_no_used_letter_is_left_out() -> None:
    assert pruned_meanings(TABLE, frozenset((b"\x00\x99",))) is None


def test_a_hostile_range_of_four_bytes_is_read_in_bounds() -> None:
    assert len(meanings(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")) == 0x10000


def test_codes_are_read_by_their_width_and_by_every_width_where_it_is_not_known() -> None:
    assert codes([b"abcd"], 2) == {b"ab", b"cd"}
    assert {b"a", b"bc", b"abcd"} <= codes([b"abcd"], None)


def test_an_encoding_keeps_the_names_of_used_letters_at_their_codes() -> None:
    kept, names = named_letters([33, Name.S, Name.e, 60, Name.c], frozenset((b'"', b"<")))
    assert list(kept) == [34, Name.e, 60, Name.c]
    assert names == {"/e", "/c"}
