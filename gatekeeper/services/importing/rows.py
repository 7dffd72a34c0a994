"""Reads the rows of one file as things: the column names first, then every cell; all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from gatekeeper.core.case.plain_data import shown
from gatekeeper.services.importing.cells import CellRefused, read_cell
from gatekeeper.services.importing.columns import Column
from gatekeeper.services.importing.csv_text import CsvRow, read_csv
from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One thing as a file tells it: what each field holds. A field that names a thing holds its code."""

    sheet: Sheet
    line: int
    code: str
    values: Mapping[str, Any]

    def problem(self, column: str | None, why: str, remedy: str) -> ImportProblem:
        """A problem in this row."""
        return ImportProblem(self.sheet.file, self.line, column, why, remedy)


@dataclass(slots=True)
class SheetRows:
    """What one file holds: the rows that could be read, and the codes and values of those that could not."""

    sheet: Sheet
    columns: frozenset[str] = frozenset()
    rows: list[Row] = field(default_factory=list)
    broken: list[Row] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)


def read_rows(sheet: Sheet, data: bytes) -> SheetRows:
    """Read the bytes of a file."""
    lines, problems = read_csv(sheet.file, data)
    found = SheetRows(sheet, problems=problems)
    if not lines:
        if not problems:
            remedy = f"write the column names on the first line: {', '.join(sheet.by_name)}"
            found.problems.append(ImportProblem(sheet.file, None, None, "the file is empty", remedy))
        return found
    columns = _columns(found, lines[0])
    found.columns = frozenset(column.name for column in columns if column)
    taken: dict[str, int] = {}
    for line in lines[1:]:
        _row(found, columns, line, taken)
    return found


def _columns(found: SheetRows, head: CsvRow) -> list[Column | None]:
    sheet, names = found.sheet, [name.strip(" ") for name in head.cells]
    for position, name in enumerate(names):
        why = remedy = ""
        if name in names[:position]:
            why, remedy = f"the column {shown(name)} is there twice", "keep one of the two"
        elif name not in sheet.by_name:
            why, remedy = _no_such_column(sheet, name)
        if why:
            found.problems.append(ImportProblem(sheet.file, head.line, shown(name) or None, why, remedy))
    for column in sheet.columns:
        if column.required and column.name not in names:
            why = "the column is missing"
            found.problems.append(ImportProblem(sheet.file, head.line, column.name, why, "add it to the first line"))
    return [sheet.by_name.get(name) if name not in names[:at] else None for at, name in enumerate(names)]


def _no_such_column(sheet: Sheet, name: str) -> tuple[str, str]:
    if ";" in name:
        return "the columns are parted by semicolons", "save the file as CSV with commas"
    near = get_close_matches(name.casefold().replace(" ", "_")[:100], sheet.by_name, 1)
    hint = f"did you mean {near[0]}?" if near else f"the columns are {', '.join(sheet.by_name)}"
    return ("there is no such column" if name else "a column has no name"), hint


def _row(found: SheetRows, columns: list[Column | None], line: CsvRow, taken: dict[str, int]) -> None:
    sheet, before = found.sheet, len(found.problems)
    if len(line.cells) != len(columns):
        why = f"the row has {len(line.cells)} cells, the first line {len(columns)}"
        remedy = "give each column its cell; a text with a comma stands in quotation marks"
        found.problems.append(ImportProblem(sheet.file, line.line, None, why, remedy))
        return
    values = {column.field: column.default for column in sheet.columns if not column.required}
    for column, cell in zip(columns, line.cells, strict=True):
        if column is not None:
            _cell(found, line, column, cell, values)
    row = Row(sheet, line.line, values.pop("code", None) or "", values)
    if row.code and row.code in taken:
        why = f"the code '{shown(row.code)}' is used already, on line {taken[row.code]}"
        found.problems.append(row.problem("code", why, "give each row its own code"))
    taken.setdefault(row.code, line.line)
    complete = all(column.field in values for column in sheet.columns if column.required and column.name != "code")
    good = complete and len(found.problems) == before
    (found.rows if good else found.broken).append(row)


def _cell(found: SheetRows, line: CsvRow, column: Column, cell: str, values: dict[str, Any]) -> None:
    try:
        values[column.field] = read_cell(column, cell, found.sheet.kind)
    except CellRefused as refused:
        problem = ImportProblem(found.sheet.file, line.line, column.name, refused.why, refused.remedy)
        found.problems.append(problem)


def references(row: Row) -> Iterator[tuple[Column, str, str]]:
    """Each cell that names a thing: its column, the thing's kind, and its code."""
    for column in row.sheet.columns:
        written = row.values.get(column.field)
        if not isinstance(written, str):
            continue
        if column.form == "thing" and column.kind:
            yield column, column.kind, written
        elif column.form == "subject":
            kind, _, code = written.partition(":")
            yield column, kind, code
