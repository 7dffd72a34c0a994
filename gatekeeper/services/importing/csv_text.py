"""Reads the bytes of a CSV file as numbered rows of cells: strictly, so that nothing is read otherwise than written."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gatekeeper.services.importing.problems import ImportProblem

MOST_BYTES: Final = 32_000_000
MOST_ROWS: Final = 100_000
_BOM: Final = b"\xef\xbb\xbf"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_SAVE: Final = "save the file as CSV UTF-8 (comma delimited)"


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: the line on which it begins, and its cells."""

    line: int
    cells: list[str]


def read_csv(file: str, data: bytes) -> tuple[list[CsvRow], list[ImportProblem]]:
    """The rows that hold anything, the first with the column names, and what is wrong with the file as such."""
    if len(data) > MOST_BYTES:
        why = f"the file has {len(data):,} bytes, more than {MOST_BYTES:,}"
        return [], [ImportProblem(file, None, None, why, "divide what it holds over several imports")]
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return [], [_not_utf_8(file, data, error)]
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    lone = [number for number, line in enumerate(lines, start=1) if "\r" in line]
    if lone:
        why = "a line ends as on very old machines, by a carriage return alone"
        return [], [ImportProblem(file, lone[0], None, why, _SAVE)]
    return _rows(file, lines)


def _not_utf_8(file: str, data: bytes, error: UnicodeDecodeError) -> ImportProblem:
    if data.startswith(_UTF_16):
        return ImportProblem(file, 1, None, "the file is written in UTF-16, not in UTF-8", _SAVE)
    line = data.count(b"\n", 0, error.start) + 1
    why = f"the file is not written in UTF-8: the byte {data[error.start]:#04x} is no character there"
    return ImportProblem(file, line, None, why, _SAVE)


def _rows(file: str, lines: list[str]) -> tuple[list[CsvRow], list[ImportProblem]]:
    rows: list[CsvRow] = []
    reader, begins = csv.reader(_with_ends(lines), strict=True), 1
    try:
        for cells in reader:
            if any(cells):
                rows.append(CsvRow(begins, cells))
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS + 1:
                why = f"the file has more than {MOST_ROWS:,} rows"
                return [], [ImportProblem(file, begins - 1, None, why, "divide them over several imports")]
    except csv.Error as error:
        remedy = "put a text with a comma or a new line in quotation marks, and double the quotation marks inside it"
        return rows, [ImportProblem(file, begins, None, f"the row cannot be read ({error})", remedy)]
    return rows, []


def _with_ends(lines: list[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)
