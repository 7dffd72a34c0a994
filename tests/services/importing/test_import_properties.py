"""Tests with invented files: any bytes are read or refused, and what was read can be written again."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gatekeeper.services.importing.cells import CellRefused, read_cell, written_cell
from gatekeeper.services.importing.csv_text import read_csv
from gatekeeper.services.importing.folder import read_folder
from gatekeeper.services.importing.rows import read_rows
from gatekeeper.services.importing.sheets import BY_FILE, SHEETS, Sheet

CELL = st.text(
    st.one_of(st.characters(codec="utf-8", exclude_characters="\r"), st.sampled_from('",;\n=-+@\ufeff\u202e0123456789'))
)
SHEET = st.sampled_from(SHEETS)


@given(SHEET, st.binary(max_size=200))
@example(BY_FILE["wards.csv"], b'code,name\n"')
@example(BY_FILE["findings.csv"], b"level,subject,fact,value\n,:,,\n")
def test_any_bytes_are_read_or_refused_at_a_place(sheet: Sheet, data: bytes) -> None:
    read = read_rows(sheet, data)
    assert read.problems or read.columns
    assert all(each.file == sheet.file and each.why and each.remedy for each in read.problems)


@given(SHEET, st.data())
def test_any_cells_under_the_right_columns_are_read_or_refused(sheet: Sheet, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(sheet.columns), max_size=len(sheet.columns)), max_size=4))
    read = read_rows(sheet, as_csv([list(sheet.by_name), *rows]).encode("utf-8", errors="ignore"))
    filled = [row for row in rows if any(row)]
    assert len(read.rows) + len(read.broken) == len(filled)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_a_table_that_was_written_as_csv_is_read_as_it_was(table: list[list[str]]) -> None:
    rows, problems = read_csv("wards.csv", as_csv([["first", "line"], *table]).encode())
    assert not problems
    assert [row.cells for row in rows[1:]] == [normal(row) for row in table if any(row)]


@given(SHEET, st.data())
def test_what_a_cell_was_read_as_is_written_so_that_it_is_read_the_same_again(
    sheet: Sheet, data: st.DataObject
) -> None:
    column = data.draw(st.sampled_from(sheet.columns))
    likely = st.sampled_from(
        [
            *column.words,
            "7",
            "1-3, 7",
            "2026-11-23",
            "2026-11-23T18:30:00+00:00",
            "2026-11-23;2026-12-01",
            "none",
            "east",
        ]
    )
    try:
        value = read_cell(column, data.draw(likely | CELL), sheet.kind)
    except CellRefused:
        return
    written = written_cell(value)
    assert written == "" or read_cell(column, written, sheet.kind) == value


@given(st.dictionaries(st.sampled_from(sorted(BY_FILE)), st.binary(max_size=60), min_size=1, max_size=3))
def test_a_folder_of_any_files_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert read_folder(folder).sheets.keys() == files.keys()


def as_csv(table: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows(table)
    return target.getvalue()


def normal(row: list[str]) -> list[str]:
    """Text is brought into Unicode's composed form (NFC) when it is read."""
    return [unicodedata.normalize("NFC", cell) for cell in row]
