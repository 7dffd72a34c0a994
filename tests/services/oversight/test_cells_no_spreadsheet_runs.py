"""What is exported is inert in every spreadsheet, and the original is recovered from it (R156)."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.services.oversight.csv_cells import csv_bytes, inert, recovered

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example","click")',
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1,1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1+1",
        '=cmd|" /C calc"!A0',
        "|calc",
        "%0A",
    ],
)
def test_what_could_begin_a_formula_gets_an_apostrophe_in_front_and_is_recovered(text: str) -> None:
    assert inert(text) == f"'{text}"
    assert recovered(inert(text)) == text


@pytest.mark.parametrize("text", ["", "12", "fewer than 5", "The Green, Red & Blue group", "2026-11", "a=b", "x-y"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@given(st.text())
def test_every_text_is_recovered_and_no_cell_begins_dangerously(text: str) -> None:
    cell = inert(text)
    assert recovered(cell) == text
    assert not cell.startswith(DANGEROUS)
    assert not cell.lstrip().startswith(DANGEROUS)


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_file_is_read_back_as_it_was_written_whatever_separators_and_quotes_it_holds(rows: list[list[str]]) -> None:
    text = csv_bytes(rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[recovered(cell) for cell in row] for row in read] == rows


def test_the_file_says_that_it_is_utf_8_so_that_it_is_read_as_nothing_else() -> None:
    assert csv_bytes([("+ADw-script+AD4-",)]) == b'\xef\xbb\xbf"\'+ADw-script+AD4-"\r\n'
