"""Puts ids where the files write codes; a code that names nothing is a problem, and what hangs on such a row waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from gatekeeper.core.case.plain_data import shown
from gatekeeper.services.importing.folder import Folder
from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.rows import Row, references
from gatekeeper.services.importing.sheets import BY_FILE, BY_KIND, FILE_KIND, SHEETS, Sheet
from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.register import Changes

TABLES: tuple[type[Recorded], ...] = (*(sheet.table for sheet in SHEETS), tables.StoredFile)
"""Every table that an import reads and writes."""


@dataclass(slots=True)
class Resolved:
    """The rows whose codes all name things, each with the id of its thing and what its table is to say of it.

    ``left_out`` are the things (kind, code) of which a row could not be taken: what depends on them is not judged.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    says: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    problems: list[ImportProblem] = field(default_factory=list)


@dataclass(slots=True)
class _Codes:
    """Which codes name things: those of the register that will stand, and those of the rows taken so far."""

    there: dict[str, set[str]]
    written: dict[str, set[str]]


def resolve(folder: Folder, changes: Changes, *, remove_missing: bool) -> Resolved:
    """Put ids for codes. The names of new things are added to the (prefetched) changes."""
    found, codes = Resolved(), _codes(folder, changes, remove_missing=remove_missing)
    for sheet in SHEETS:
        held = folder.sheets.get(sheet.file)
        for row in held.broken if held else ():
            _leave_out(found, row)
        for row in sorted(held.rows if held else (), key=lambda row: row.code):
            if _names_things(found, codes, row):
                _take(found, codes, changes, row)
    return found


def _codes(folder: Folder, changes: Changes, *, remove_missing: bool) -> _Codes:
    there: dict[str, set[str]] = {sheet.kind: set() for sheet in SHEETS}
    for (kind, code), thing in changes.names.items():
        sheet = BY_KIND.get(kind)
        if sheet and not (remove_missing and sheet.file in folder.sheets) and thing in changes.standing(sheet.table):
            there[kind].add(code)
    written = {
        BY_FILE[name].kind: {row.code for row in (*held.rows, *held.broken)} for name, held in folder.sheets.items()
    }
    return _Codes(there, written)


def _names_things(found: Resolved, codes: _Codes, row: Row) -> bool:
    good = True
    for column, kind, code in references(row):
        if code in codes.there[kind]:
            continue
        good = False
        if code not in codes.written.get(kind, ()):
            found.problems.append(_unknown(row, column.name, kind, code, codes))
    if not good:
        _leave_out(found, row)
    return good


def _unknown(row: Row, column: str, kind: str, code: str, codes: _Codes) -> ImportProblem:
    known = codes.there[kind] | codes.written.get(kind, set())
    near = get_close_matches(code[:100], known, 1) if len(known) < 5_000 else []
    sheet = BY_KIND[kind]
    hint = f"did you mean {near[0]}?" if near else f"add it to {sheet.file}, or correct the code"
    return row.problem(column, f"there is no {kind.replace('_', ' ')} of the code '{shown(code)}'", hint)


def _leave_out(found: Resolved, row: Row) -> None:
    found.left_out.add((row.sheet.kind, row.code))
    found.left_out |= {(kind, code) for _, kind, code in references(row)}


def _take(found: Resolved, codes: _Codes, changes: Changes, row: Row) -> None:
    says = _says(row, changes)
    code = f"{says['subject_id']}/{says['fact']}/" if row.sheet.kind == "finding" else row.code
    thing = changes.name(row.sheet.kind, code)
    if thing in found.rows:
        why = f"this fact is told of the same thing on line {found.rows[thing].line}"
        found.problems.append(row.problem("fact", why, "keep one of the two"))
        return
    codes.there[row.sheet.kind].add(row.code)
    found.rows[thing], found.says[thing] = row, says


def _says(row: Row, changes: Changes) -> dict[str, Any]:
    says = {name: value for name, value in row.values.items() if name not in ("file", "code")}
    for column, kind, code in references(row):
        says[column.field] = changes.name(kind, code)
    if row.sheet.kind == "finding":
        signed = any(says[name] is not None for name in ("by", "at", "reasons"))
        says |= {"request_id": None, "signed": signed}
    return says


def file_of(changes: Changes, document: str) -> tables.StoredFile | None:
    """The file that stands for a document's code, where there is one."""
    thing = changes.names.get((FILE_KIND, document))
    row = changes.standing(tables.StoredFile).get(thing) if thing else None
    return row if isinstance(row, tables.StoredFile) else None


def missing(folder: Folder, changes: Changes, found: Resolved) -> list[tuple[Sheet, str, str]]:
    """What is recorded and not in the files there are: file, code and id. Findings for one request do not count."""
    codes = {thing: (kind, code) for (kind, code), thing in changes.names.items()}
    told = []
    for name in folder.sheets:
        sheet = BY_FILE[name]
        for thing, row in changes.standing(sheet.table).items():
            if thing not in found.rows and thing in codes and getattr(row, "request_id", None) is None:
                told.append((sheet, codes[thing][1], thing))
    return sorted(told, key=lambda each: (SHEETS.index(each[0]), each[1]))


def as_written(values: Mapping[str, Any], sheet: Sheet, codes: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """What a row says by the columns of its file, with codes for ids."""
    said: dict[str, Any] = {}
    for name, column in sheet.by_field.items():
        value = values.get(name)
        if name == "code" or column.form == "file":
            continue
        kind, code = codes.get(value, ("", "")) if isinstance(value, str) else ("", "")
        if code and column.form == "thing":
            value = code
        if code and column.form == "subject":
            value = f"{kind}:{code}"
        said[column.name] = value
    return said
